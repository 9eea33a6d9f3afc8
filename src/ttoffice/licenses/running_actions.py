"""Verbs of a license that runs: performance begins, the first sale, the end of the term."""

from __future__ import annotations

from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.i18n import N_, chinese
from ttoffice.licenses import duties
from ttoffice.licenses.inputs import EndLicense, OnDay
from ttoffice.licenses.procedure_actions import step_reasons, stepped
from ttoffice.licenses.reading import License, terms_on
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.shelves import LICENSES
from ttoffice.reasons import Reason

KIND = LICENSES.kind


def _written(ctx: Context, event: str, subject: License, record: LicenseRecord) -> str:
    number = LICENSES.write(ctx, subject, stepped(event, subject, record))
    duties.bring_in_line(ctx, number)
    return number


@action(
    "license.begin",
    OnDay,
    kind=KIND,
    summary=N_("Record that the performance of a license has begun"),
    basis="pay-later:6(3)",
)
def begin(ctx: Context, subject: License, data: OnDay) -> str:
    """The license is in force and performed."""
    return _written(ctx, "begin", subject, subject.record)


@begin.guard
def begin_reasons(ctx: Context, subject: License, data: OnDay) -> list[Reason]:
    """Not before the day of effect; a registration that is missing is told."""
    return step_reasons(ctx, "begin", subject, subject.record, data.on)


@action(
    "license.record_first_sale",
    OnDay,
    kind=KIND,
    summary=N_("Record the first sale of a licensed product"),
    basis="pay-later:2(1)",
)
def record_first_sale(ctx: Context, subject: License, data: OnDay) -> str:
    """A royalty that runs from the first sale runs from this day."""
    record = replace(subject.record, first_sale_on=data.on or ctx.today)
    return _written(ctx, "record_first_sale", subject, record)


@record_first_sale.guard
def record_first_sale_reasons(ctx: Context, subject: License, data: OnDay) -> list[Reason]:
    """Once, and not of a day that is still to come; the royalty is that of the terms in force."""
    in_force = terms_on(ctx.db, subject, data.on or ctx.today)
    record = replace(subject.record, terms=in_force)
    return step_reasons(ctx, "record_first_sale", subject, record, data.on)


def ended(ctx: Context, subject: License, data: EndLicense) -> LicenseRecord:
    """Return a license that ended: with the last day of its term where none is given."""
    day = data.on or terms_on(ctx.db, subject, ctx.today).ends_on or ctx.today
    reason = data.reason or chinese(N_("the term has run out"))
    return replace(subject.record, ended_on=day, end_reason=reason)


@action(
    "license.end",
    EndLicense,
    kind=KIND,
    summary=N_("Record that a license has ended with its term"),
    basis="民法典 557",
)
def end(ctx: Context, subject: License, data: EndLicense) -> str:
    """What is due stays due; what would have come later falls away."""
    return _written(ctx, "end", subject, ended(ctx, subject, data))


@end.guard
def end_reasons(ctx: Context, subject: License, data: EndLicense) -> list[Reason]:
    """Not before the last day of the term."""
    record = ended(ctx, subject, data)
    return step_reasons(ctx, "end", subject, record, record.ended_on)
