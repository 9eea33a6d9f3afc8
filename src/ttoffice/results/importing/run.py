"""Importing a ledger from outside: dry run or real, with the workbook of problems beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ttoffice.action import Office, perform
from ttoffice.results.importing.actions import ImportFile, MappingInput
from ttoffice.results.importing.mapping import Mapping, load_mapping
from ttoffice.results.importing.outcome import ImportReport
from ttoffice.results.importing.plan import Planned
from ttoffice.results.importing.reading import Job, Progress, read_file
from ttoffice.results.importing.report import ProblemRows, write_report
from ttoffice.store.vault import require_readable


def run_import(
    office: Office,
    path: Path,
    *,
    mapping: Mapping | Path | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    report_to: Path | None = None,
) -> ImportReport:
    """Import a ledger and return what came of it; a dry run writes nothing into the store or the vault.

    Args:
        office: where and as whom.
        path: the workbook or CSV file.
        mapping: which column goes where, or a saved mapping; proposed from the headers where it is None.
        sheet: the sheet to read; where it is None the first visible one with a header that is known.
        dry_run: only say what would be done.
        progress: called with the number of rows done and, at the end, of all rows.
        report_to: the workbook for rows with problems; a free name in the exports folder where it is None.

    Raises:
        ProfileError: the saved mapping is wrong.
        InputFileError: the file cannot be read, or no header is found; nothing was written.
        StoreError: the store or the vault cannot be written; nothing was imported.
        TTOfficeError: the workbook of problems cannot be written; the import itself stands.
    """
    if isinstance(mapping, Path):
        mapping = load_mapping(mapping)
    with ProblemRows() as kept:
        job = Job(path, path.name, mapping, sheet, progress, kept)
        if dry_run:
            require_readable(path)  # a pipe or a device would be waited for without end
            with office.reader() as reader, reader.snapshot():
                report = read_file(job, reader, office.today, _only_count, dry_run=True)
        else:
            report = _imported(office, job)
        if not kept.count:
            return report
        if report_to is None:
            office.home.exports.mkdir(parents=True, exist_ok=True)
        written = write_report(kept, report.mapping, report_to or office.home.exports, path)
    return replace(report, report_file=str(written))


def _only_count(_planned: Planned) -> None:
    """Take a planned row in a dry run: the tally has counted it, and nothing is written."""


def _imported(office: Office, job: Job) -> ImportReport:
    stored = office.vault.add(job.path)
    chosen = MappingInput(**job.mapping.as_document()) if job.mapping is not None else None
    data = ImportFile(
        file=job.file,
        sha256=stored.sha256,
        sheet=job.sheet,
        mapping=chosen,
        progress=job.progress,
        problem_rows=job.problem_rows,
    )
    outcome = perform(office, "result.import", data)
    report: ImportReport = outcome.value
    return replace(report, log_id=outcome.log_id)
