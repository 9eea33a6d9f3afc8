"""The verbs of an import of contracts and of receipts: every row of a ledger in one transaction, with one log entry."""

from __future__ import annotations

from pathlib import Path

from ttoffice.action import Context, action
from ttoffice.evidence.actions import keep_file
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.importing.contracts import Contracts
from ttoffice.licenses.importing.passing import CONTRACTS, RECEIPTS, Ledger, Taker, pass_over
from ttoffice.licenses.importing.receipts import Receipts
from ttoffice.results.importing.actions import ImportFile, mapping_of, summary
from ttoffice.results.importing.outcome import ImportReport
from ttoffice.results.importing.reading import Job
from ttoffice.store.vault import StoredFile


@action("license.import", ImportFile, summary=N_("Import a ledger of contracts"), basis="pay-later:6(3)")
def import_contracts(ctx: Context, data: ImportFile) -> ImportReport:
    """Enter every contract that can be entered; return the report. All of it is written, or nothing."""
    return _imported(ctx, data, CONTRACTS, Contracts(ctx))


@action("receipt.import", ImportFile, summary=N_("Import a ledger of receipts"), basis="民法典 560")
def import_receipts(ctx: Context, data: ImportFile) -> ImportReport:
    """Enter every receipt that can be entered; return the report. All of it is written, or nothing."""
    return _imported(ctx, data, RECEIPTS, Receipts(ctx))


def _imported(ctx: Context, data: ImportFile, ledger: Ledger, taker: Taker) -> ImportReport:
    digest = data.sha256 or ctx.vault.add(Path(data.file)).sha256
    kept, name = ctx.vault.path_of(digest), Path(data.file).name
    job = Job(kept, name, mapping_of(data, ledger.vocabulary), data.sheet, data.progress, data.problem_rows)
    report = pass_over(ctx, job, ledger, taker, dry_run=False)
    keep_file(ctx, StoredFile(digest, kept.stat().st_size), name, _("imported ledger"))
    ctx.notes["summary"] = summary(report, digest)
    return report
