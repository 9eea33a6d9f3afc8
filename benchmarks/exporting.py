"""Export of a listing: CSV and JSON beside the sqlite3 shell's CSV, a workbook beside XlsxWriter."""

from __future__ import annotations

import os
import subprocess
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.measuring import ChildRun, beside, child_medians, in_child
from benchmarks.model import Line, Outcome, Setting, Skipped
from benchmarks.stores import listing_home, opened
from ttoffice.action import Office
from ttoffice.errors import UsageError
from ttoffice.paths import Home
from ttoffice.store.connection import connect

PROFILE = "yunnan-default"
NARROW_PROFILE = "guideline-minimum"
"""A million rows of the default profile are more than a worksheet can hold, so memory is compared with this."""
TARGETS = {"csv": 2.8, "json": 2.0, "xlsx": 1.0}
FLAT = 1.15
"""Peak memory of ten times the rows may be so much higher and still be called flat."""

DUMP = """
SELECT row_number() OVER (ORDER BY r.id), r.title, u.name, r.result_type, r.numbers_text, r.people_text,
       r.tech_field, r.industry, r.maturity, r.brief, r.keywords_text, r.license_kind, r.payment_mode, r.fee_text,
       r.license_term, r.territory, r.department, r.contact_name, r.contact_phone, r.acquired_on
FROM result r, unit u WHERE r.listed_since IS NOT NULL ORDER BY r.id
"""
"""Twenty columns of the same results, as they lie in the store."""


Prepared = tuple[Office, str, Path, str]


def prepare_export(home: str, fmt: str, target: str, profile: str) -> Prepared:
    """Open the office and load what an export needs, unmeasured."""
    import ttoffice.results.listing.export  # noqa: F401 - loaded before the clock runs

    return opened(home), fmt, Path(target), profile


def export(prepared: Prepared) -> int:
    """Export the listing as the command line does; return how many results are in it."""
    from ttoffice.results.listing.export import run_export

    office, fmt, target, profile = prepared
    return run_export(office, profile=profile, fmt=fmt, target=target, partial=True).exported


def prepare_xlsxwriter(store: str, target: str) -> tuple[Path, Path]:
    """Load XlsxWriter, unmeasured."""
    import xlsxwriter  # noqa: F401 - loaded before the clock runs

    return Path(store), Path(target)


def xlsxwriter(prepared: tuple[Path, Path]) -> int:
    """Write the same rows with XlsxWriter in its mode of constant memory; return how many."""
    import xlsxwriter as library

    store, target = prepared
    connection = connect(store, read_only=True)
    number = 0
    with library.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(connection.execute(DUMP), start=1):
            for column, value in enumerate(row):
                sheet.write_string(number, column, "" if value is None else str(value))
    connection.close()
    return number


def shell_dump(shell: str, store: Path, target: Path) -> ChildRun:
    """Write the rows as CSV with the sqlite3 shell; its whole process is measured."""
    start, before = perf_counter(), os.times()
    with target.open("wb") as file:
        subprocess.run([shell, "-readonly", "-csv", str(store), DUMP], stdout=file, check=True)
    seconds, after = perf_counter() - start, os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return ChildRun(None, seconds, busy, 0.0, seconds)


def run(setting: Setting) -> list[Outcome]:
    """Measure the three formats, then the memory of ten times as many rows."""
    if find_spec("ttoffice.results.listing") is None:
        return [Skipped("export", "this program has no listing export")]
    home = listing_home(setting.work, setting.rows)
    own = {fmt: partial(_own, home, fmt, setting.work) for fmt in TARGETS}
    peers: dict[str, Any] = {}
    shell, store = beside("sqlite3"), Home(home).store
    if shell:
        peers["shell"] = partial(shell_dump, shell, store, setting.work / "dump.csv")
    if find_spec("xlsxwriter"):
        peers["xlsxwriter"] = partial(
            in_child, "benchmarks.exporting:xlsxwriter", store=store, target=setting.work / "peer.xlsx"
        )
    taken = child_medians({**own, **peers}, setting.rounds)
    for fmt in TARGETS:
        if taken[fmt].value != setting.rows:
            raise UsageError(f"{taken[fmt].value} of {setting.rows} results were exported as {fmt}")
    return [*(_compared(fmt, taken, setting) for fmt in TARGETS), *_memory(setting)]


def _own(home: Path, fmt: str, work: Path, profile: str = PROFILE) -> ChildRun:
    target = work / f"listing.{fmt}"
    return in_child("benchmarks.exporting:export", home=home, fmt=fmt, target=target, profile=profile)


def _compared(fmt: str, taken: dict[str, ChildRun], setting: Setting) -> Outcome:
    peer, name = (
        ("xlsxwriter", "XlsxWriter constant_memory") if fmt == "xlsx" else ("shell", "sqlite3 shell, CSV")
    )
    if peer not in taken:
        return Skipped(f"export as {fmt}", f"{name.split(' ')[0]} is not installed")
    own = taken[fmt]
    cpu = f"CPU {own.cpu_seconds:.2f} s beside {taken[peer].cpu_seconds:.2f} s"
    note = f"{setting.rows} rows, {cpu}, peak {own.peak_mb:.0f} MB, whole process {own.whole_seconds:.1f} s"
    return Line(f"export as {fmt}", own.seconds, "s", taken[peer].seconds, name, TARGETS[fmt], note)


def _memory(setting: Setting) -> list[Outcome]:
    if setting.large <= setting.rows:
        return [Skipped("memory of a large export", "--large is not larger than --rows")]
    few, many = (listing_home(setting.work, rows) for rows in (setting.rows, setting.large))
    lines: list[Outcome] = []
    for fmt in TARGETS:
        small, large = (_own(home, fmt, setting.work, NARROW_PROFILE) for home in (few, many))
        name = f"peak memory of {setting.large} rows as {fmt}"
        note = f"profile {NARROW_PROFILE}, {large.seconds:.1f} s"
        lines.append(Line(name, large.peak_mb, "MB", small.peak_mb, f"{setting.rows} rows", FLAT, note))
    return lines
