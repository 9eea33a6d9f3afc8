"""Verbs of the annual report: record an export, record that it was handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from ttoffice.action import Context, Subject, action
from ttoffice.action.inputs import Input
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses.annual.record import ANNUALS, AnnualRecord
from ttoffice.numbering import read_number
from ttoffice.parties.above import exhibit_reasons
from ttoffice.parties.personal import personal_reasons
from ttoffice.reasons import Reason

BASIS = "促转法 21"
Line = Annotated[str, StringConstraints(max_length=300)]
Count = Annotated[int, Field(ge=0)]


class RecordExport(Input):
    """An export that was written: the year, the file's name and hash, and what it holds and lacks."""

    year: Annotated[int, Field(ge=1996, le=9999)]
    file_name: Line
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    contracts: Count = 0
    missing: Count = 0
    secret: Count = 0


class HandIn(Input):
    """To whom the report was handed in, on which day, and the exhibit that proves it."""

    handed_to: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    on: date | None = None
    proof: Line = ""
    note: Line = ""


@action("annual.record_export", RecordExport, summary=N_("Record an exported annual report"), basis=BASIS)
def record_export(ctx: Context, data: RecordExport) -> str:
    """Write what was exported; return its number."""
    title = chinese(N_("annual report %(year)d on transfers")) % {"year": data.year}
    return ANNUALS.enter(
        ctx,
        AnnualRecord(
            title,
            data.year,
            data.file_name,
            data.sha256,
            data.contracts,
            data.missing,
            data.secret,
            ctx.today,
        ),
    )


@record_export.guard
def export_reasons(ctx: Context, data: RecordExport) -> list[Reason]:
    """A year that is not over yet is reported on only in advance."""
    if data.year > ctx.today.year:
        message = _("%(year)d has not begun; there is nothing to report.") % {"year": data.year}
        return [Reason("annual.future", message, BASIS, "year")]
    if data.year == ctx.today.year:
        message = _("%(year)d is not over yet; the figures are those of today.") % {"year": data.year}
        return [Reason("annual.running", message, BASIS, "year", warning=True)]
    return []


@action(
    "annual.hand_in",
    HandIn,
    kind=ANNUALS.kind,
    summary=N_("Record that an annual report was handed in"),
    basis=BASIS,
)
def hand_in(ctx: Context, subject: Subject[AnnualRecord], data: HandIn) -> str:
    """Write to whom it was handed in, and when."""
    given = replace(
        subject.record,
        handed_in_on=data.on or ctx.today,
        handed_to=data.handed_to,
        proof=read_number(data.proof) or data.proof,
        note=data.note,
    )
    return ANNUALS.write(ctx, subject, given)


@hand_in.guard
def hand_in_reasons(ctx: Context, subject: Subject[AnnualRecord], data: HandIn) -> list[Reason]:
    """It is handed in once, not before it was exported, and the paper must be known."""
    record, on = subject.record, data.on or ctx.today
    reasons = personal_reasons(data.model_dump(mode="json", exclude_unset=True))
    if record.handed_in_on is not None:
        message = _("It was handed in on %(day)s; a newer export is a record of its own.")
        reasons.append(Reason("annual.handed_in", message % {"day": record.handed_in_on.isoformat()}, BASIS))
    if not record.exported_on <= on <= ctx.today:
        message = _("It can have been handed in from %(first)s to today only.")
        told = {"first": record.exported_on.isoformat()}
        reasons.append(Reason("annual.day", message % told, BASIS, "on"))
    if record.missing:
        message = _("%(count)d things are missing in it; see its sheet of what is missing.")
        told_count = {"count": record.missing}
        reasons.append(Reason("annual.incomplete", message % told_count, BASIS, warning=True))
    number = read_number(data.proof) or data.proof
    return [*reasons, *exhibit_reasons(ctx.db, [number] if number else [], "proof")]
