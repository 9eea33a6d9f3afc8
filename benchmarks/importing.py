"""Import of a ledger beside a script that reads and inserts it without any check."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from benchmarks.ledgers import ledger
from benchmarks.measuring import child_medians, in_child
from benchmarks.model import Line, Outcome, Setting, Skipped
from benchmarks.stores import opened
from ttoffice.action import Office
from ttoffice.results.importing import run_import

TARGET = 2.0
PLACE = "benchmarks.import_script:run_script"


def prepare_import_ledger(ledger: str, home: str) -> tuple[Office, Path]:
    """Make an empty office, unmeasured."""
    shutil.rmtree(home, ignore_errors=True)
    return opened(home), Path(ledger)


def import_ledger(prepared: tuple[Office, Path]) -> int:
    """Import the ledger as the command line does; return how many rows it told of."""
    office, path = prepared
    report = run_import(office, path)
    return report.created + report.updated + report.unchanged + report.skipped


def run(setting: Setting) -> list[Outcome]:
    """Measure the import and the script with either reader; the faster script is the peer."""
    path = ledger(setting.work, setting.rows)
    home = setting.work / "imported"
    call = partial(in_child, ledger=path, home=home)
    candidates = {
        "import": partial(call, "benchmarks.importing:import_ledger"),
        "script, own reader": partial(call, PLACE, reader="own"),
    }
    skipped: list[Outcome] = []
    try:
        import openpyxl  # noqa: F401 - only whether it is there
    except ImportError:
        skipped.append(
            Skipped("script with openpyxl", "openpyxl is not installed; the extra `test` brings it")
        )
    else:
        candidates["script, openpyxl"] = partial(call, PLACE, reader="openpyxl")
    taken = child_medians(candidates, setting.rounds)
    shutil.rmtree(home, ignore_errors=True)
    own = taken.pop("import")
    if any(run.value != setting.rows for run in (own, *taken.values())):
        raise RuntimeError(
            f"not every row is accounted for: {own.value}, {[run.value for run in taken.values()]}"
        )
    fastest = min(taken, key=lambda name: taken[name].seconds)
    others = ", ".join(f"{name} {run.seconds:.1f} s" for name, run in taken.items())
    note = (
        f"{setting.rows} rows, {len(path.read_bytes()) / 2**20:.0f} MB; {others}; peak {own.peak_mb:.0f} MB"
    )
    line = Line("import of a workbook", own.seconds, "s", taken[fastest].seconds, fastest, TARGET, note)
    return [line, *skipped]
