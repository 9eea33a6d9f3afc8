"""The verb of an import: every row of a ledger in one transaction, with one entry in the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, InstanceOf, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from ttoffice.action import Context, Subject, action
from ttoffice.action.inputs import Input
from ttoffice.errors import UsageError
from ttoffice.evidence.actions import keep_file
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.results.actions import create_many, write
from ttoffice.results.importing.mapping import Mapping, from_document
from ttoffice.results.importing.outcome import ImportReport
from ttoffice.results.importing.plan import Planned, Step
from ttoffice.results.importing.reading import Job, read_file
from ttoffice.results.importing.report import ProblemRows
from ttoffice.results.importing.targets import RESULTS
from ttoffice.results.importing.vocabulary import Vocabulary
from ttoffice.results.record import ResultRecord
from ttoffice.store.vault import StoredFile

BATCH = 500
"""So many new results are written at a time."""


class MappingInput(Input):
    """A column mapping: the target of each header, the unit of money, what to do with other columns."""

    columns: dict[str, str]
    unit: str | None = None
    keep_unmapped: bool = False


class ImportFile(Input):
    """A ledger to import: its name, its content in the vault, and how to read it.

    Without `sha256` the file is taken from the path `file` and put into the vault first.
    """

    file: Annotated[str, StringConstraints(min_length=1)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    sheet: str | None = None
    mapping: MappingInput | None = None
    progress: SkipJsonSchema[Callable[[int, int | None], None] | None] = Field(default=None, exclude=True)
    problem_rows: SkipJsonSchema[InstanceOf[ProblemRows] | None] = Field(default=None, exclude=True)


@action("result.import", ImportFile, summary=N_("Import a ledger of results"), basis="pay-later:4")
def import_file(ctx: Context, data: ImportFile) -> ImportReport:
    """Write every row that can be imported; return the report. All of it is written, or nothing."""
    digest = data.sha256 or ctx.vault.add(Path(data.file)).sha256
    kept, name = ctx.vault.path_of(digest), Path(data.file).name
    job = Job(kept, name, mapping_of(data), data.sheet, data.progress, data.problem_rows)
    waiting: list[ResultRecord] = []

    def take(planned: Planned) -> None:
        if planned.step is Step.CREATE and planned.record is not None:
            waiting.append(planned.record)
            if len(waiting) >= BATCH:
                create_many(ctx, waiting)
                waiting.clear()
        elif planned.step is Step.UPDATE:
            _update(ctx, planned)

    report = read_file(job, ctx.db, ctx.today, take, dry_run=False)
    create_many(ctx, waiting)
    keep_file(ctx, StoredFile(digest, kept.stat().st_size), name, _("imported ledger"))
    ctx.notes["summary"] = summary(report, digest)
    return report


def summary(report: ImportReport, digest: str) -> dict[str, Any]:
    """Return what the log says of an import."""
    return {
        "file": report.file,
        "sha256": digest,
        "sheet": report.sheet,
        "mapping": report.mapping.as_document(),
        **report.counts(),
        "problems": len(report.problems),
    }


def _update(ctx: Context, planned: Planned) -> None:
    existing, record = planned.existing, planned.record
    if existing is not None and record is not None:
        document = existing.record.as_document()
        write(ctx, Subject(existing.id, existing.number, existing.version, existing.record, document), record)


def mapping_of(data: ImportFile, words: Vocabulary = RESULTS) -> Mapping | None:
    """Return the mapping that was given; raise UsageError for one that names an unknown target."""
    if data.mapping is None:
        return None
    known = words.by_key
    wrong = [target for target in data.mapping.columns.values() if target and target not in known]
    if wrong:
        raise UsageError(
            _("%(target)s is no target of a column.") % {"target": wrong[0]},
            advice=_("Nothing was imported. Known: %(known)s") % {"known": ", ".join(known)},
        )
    document: dict[str, Any] = data.mapping.model_dump()
    return from_document(document)
