"""One pass over a file: planned rows for whoever writes or only counts them, and the report at the end.

A dry run and a real import are the same pass; they differ in who takes the planned rows.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.results.importing.cells import problem
from ttoffice.results.importing.mapping import Mapping
from ttoffice.results.importing.outcome import ImportReport, Tally
from ttoffice.results.importing.plan import Planned, Planner
from ttoffice.results.importing.problems import Problem, Weight, of_row
from ttoffice.results.importing.report import ProblemRows
from ttoffice.results.importing.rows import RowReader
from ttoffice.results.importing.source import Chosen, choose, open_sheets
from ttoffice.sheets.model import Row, column_name
from ttoffice.store.connection import Reader

Progress = Callable[[int, int | None], None]
"""Called with the rows done and the rows in all, which are not known (None) before the end."""
STEP = 500


@dataclass(frozen=True, slots=True)
class Job:
    """What to import: the file and its name as the user knows it, and what the user chose."""

    path: Path
    file: str
    mapping: Mapping | None = None
    sheet: str | None = None
    progress: Progress | None = None
    problem_rows: ProblemRows | None = None


def read_file(
    job: Job, reader: Reader, today: date, take: Callable[[Planned], None], *, dry_run: bool
) -> ImportReport:
    """Plan every row of a file, hand each to `take`, and return the report.

    Raises InputFileError when the file cannot be read or has no header.
    """
    with open_sheets(job.path, job.file) as sheets, _collector_paused():
        chosen = choose(sheets, job.file, name=job.sheet, mapping=job.mapping)
        rows = RowReader(chosen.header, chosen.merges, today, job.file)
        tally = Tally()
        hidden: list[int] = []
        planner = Planner(reader, today).plan(rows.candidates(noting(chosen.sheet.rows(), hidden)))
        for planned in counted(job, tally, planner):
            take(planned)
        return report_of(job, chosen, tally, rows.stray, hidden, dry_run=dry_run)


def counted(job: Job, tally: Tally, rows: Iterable[Planned]) -> Iterator[Planned]:
    """Yield each row; count it, keep it for the workbook of problems where it has any, and tell the progress."""
    for planned in rows:
        tally.add(planned)
        yield planned
        if job.problem_rows is not None and planned.problems:
            job.problem_rows.add(planned)
        if job.progress is not None and tally.rows % STEP == 0:
            job.progress(tally.rows, None)
    if job.progress is not None:
        job.progress(tally.rows, tally.rows)


def noting(rows: Iterator[Row], hidden: list[int]) -> Iterator[Row]:
    """Yield the rows and note the numbers of those that the office program does not show."""
    for row in rows:
        if row.hidden:
            hidden.append(row.number)
        yield row


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Hold the cyclic collector: a hundred thousand rows make millions of objects and no cycles to find."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def report_of(
    job: Job, chosen: Chosen, tally: Tally, unnamed: Collection[int], hidden: list[int], *, dry_run: bool
) -> ImportReport:
    """Return the report of a pass; `unnamed` are the columns with values but no header."""
    stray = [column_name(index) for index in sorted(unnamed)]
    unmapped = [" ".join(header.split()) for header in chosen.header.mapping.unmapped]
    return tally.report(
        problems=(*about_file(chosen, stray, hidden), *tally.problems),
        file=job.file,
        sheet=chosen.sheet.name,
        mapping=chosen.header.mapping,
        unmapped=(*unmapped, *stray),
        other_sheets=chosen.others,
        dry_run=dry_run,
    )


def about_file(chosen: Chosen, stray: Sequence[str], hidden: Sequence[int]) -> list[Problem]:
    """Return what is to be told of a file as a whole: its header, columns that are not read, rows that are hidden."""
    mapping = chosen.header.mapping
    unmapped = [" ".join(header.split()) for header in mapping.unmapped]
    about = [of_row(0, reason, Weight.NOTE) for reason in chosen.header.problems]
    if stray:
        message = _("Columns without a header hold values that are not read: %(columns)s") % {
            "columns": listed(stray)
        }
        about.append(of_row(0, problem("no_header", message), Weight.NOTE))
    if unmapped and not mapping.keep_unmapped:
        message = _("Columns that are not read: %(columns)s; map them, or have them kept in the remarks") % {
            "columns": listed(unmapped)
        }
        about.append(of_row(0, problem("unmapped", message), Weight.NOTE))
    if hidden:
        message = _(
            "%(count)d rows that are hidden in the file are imported too, the first is row %(row)d"
        ) % {
            "count": len(hidden),
            "row": hidden[0],
        }
        about.append(of_row(0, problem("hidden_rows", message), Weight.NOTE))
    return about
