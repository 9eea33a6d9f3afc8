"""Importing a ledger of contracts or receipts from outside: dry run or real, with the workbook of problems beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ttoffice.action import Office, perform
from ttoffice.licenses.importing.passing import CONTRACTS, RECEIPTS, Ledger
from ttoffice.results.importing.actions import ImportFile, MappingInput
from ttoffice.results.importing.mapping import Mapping, load_mapping
from ttoffice.results.importing.outcome import ImportReport
from ttoffice.results.importing.reading import Progress
from ttoffice.results.importing.report import ProblemRows, write_report
from ttoffice.store.vault import require_readable

LEDGERS: dict[str, Ledger] = {"license.import": CONTRACTS, "receipt.import": RECEIPTS}
"""The kind of ledger that each verb reads."""


def run_import(
    office: Office,
    path: Path,
    *,
    verb: str,
    mapping: Mapping | Path | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    report_to: Path | None = None,
) -> ImportReport:
    """Import a ledger by `license.import` or `receipt.import` and return what came of it.

    The arguments are those of `results.importing.run_import`; a dry run writes nothing into store or vault.

    Raises:
        ProfileError: the saved mapping is wrong.
        InputFileError: the file cannot be read, or no header is found; nothing was written.
        StoreError: the store or the vault cannot be written; nothing was imported.
        TTOfficeError: the workbook of problems cannot be written; the import itself stands.
    """
    words = LEDGERS[verb].vocabulary
    if isinstance(mapping, Path):
        mapping = load_mapping(mapping, words)
    require_readable(path)  # a pipe or a device would be waited for without end
    with ProblemRows() as kept:
        data = ImportFile(
            file=str(path),
            sheet=sheet,
            mapping=MappingInput(**mapping.as_document()) if mapping is not None else None,
            progress=progress,
            problem_rows=kept,
        )
        outcome = perform(office, verb, data, dry_run=dry_run)
        report: ImportReport = replace(outcome.value, log_id=outcome.log_id, dry_run=dry_run)
        if not kept.count:
            return report
        if report_to is None:
            office.home.exports.mkdir(parents=True, exist_ok=True)
        written = write_report(kept, report.mapping, report_to or office.home.exports, path, words)
    return replace(report, report_file=str(written))
