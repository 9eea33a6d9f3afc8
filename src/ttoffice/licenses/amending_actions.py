"""The verb of changing a license that is signed: a further agreement that holds from a day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ttoffice.action import Context, action
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import duties, reading
from ttoffice.licenses.amending import AmendmentFacts, changes_between, reasons_of, usual_title
from ttoffice.licenses.asking import exhibit_reasons
from ttoffice.licenses.drafting_actions import merged, terms_reasons
from ttoffice.licenses.inputs import AmendLicense
from ttoffice.licenses.procedure.gathering import decision_standing, law
from ttoffice.licenses.procedure.policy import decision_why
from ttoffice.licenses.procedure_actions import step_reasons
from ttoffice.licenses.reading import License
from ttoffice.licenses.record import AmendmentRecord
from ttoffice.licenses.refusals import future
from ttoffice.licenses.shelves import AMENDMENTS, DUES, LICENSES, STATEMENTS
from ttoffice.licenses.steps import WORKFLOW
from ttoffice.licenses.terms import Terms
from ttoffice.reasons import Reason, refusing

KIND = LICENSES.kind


def sides(ctx: Context, subject: License, data: AmendLicense) -> tuple[Terms, Terms]:
    """Return the terms that hold on the day of an amendment, without it and with it."""
    before = reading.terms_on(ctx.db, subject, data.effective_on or ctx.today)
    return before, merged(ctx, before, data.terms)


@action(
    "license.amend",
    AmendLicense,
    kind=KIND,
    summary=N_("Amend a license from a day on"),
    basis="民法典 543",
)
def amend(ctx: Context, subject: License, data: AmendLicense) -> str:
    """Write the amendment; the terms as signed stay. Return its number."""
    before, after = sides(ctx, subject, data)
    place = len(reading.amendments_of(ctx.db, subject.number)) + 1
    number = AMENDMENTS.enter(
        ctx,
        AmendmentRecord(
            subject.number,
            data.title or usual_title(subject.record.title, place),
            place,
            changes_between(before, after),
            data.effective_on or ctx.today,
            data.signed_on or ctx.today,
            data.reason,
            data.decision,
            data.proof,
        ),
    )
    duties.bring_in_line(ctx, subject.number)
    return number


@amend.guard
def amend_reasons(ctx: Context, subject: License, data: AmendLicense) -> list[Reason]:
    """It changes something, nothing that is settled, and leaves terms that the law lets stand."""
    if subject.record.state not in WORKFLOW.step("amend").sources:
        return step_reasons(ctx, "amend", subject, subject.record)
    reasons = [
        *terms_reasons(ctx, data.terms),
        *_own_days(ctx, data),
        *exhibit_reasons(ctx.db, (data.proof,)),
    ]
    if refusing(reasons):
        return reasons
    return [*reasons, *reasons_of(facts_of(ctx, subject, data))]


def _own_days(ctx: Context, data: AmendLicense) -> list[Reason]:
    reasons = []
    if data.effective_on is None:
        message = _("Say from which day on the amendment holds.")
        reasons.append(Reason("amendment.no_day", message, "民法典 543", "effective_on"))
    return [*reasons, *future(data.signed_on, ctx.today, "signed_on")]


def facts_of(ctx: Context, subject: License, data: AmendLicense) -> AmendmentFacts:
    """Return what the rules look at of an amendment as it is to be."""
    before, after = sides(ctx, subject, data)
    chain = reading.amendments_of(ctx.db, subject.number)
    day, signed = data.effective_on or ctx.today, data.signed_on or ctx.today
    return AmendmentFacts(
        before,
        after,
        day,
        signed,
        subject.record.effective_on,
        _reported(ctx, subject.number),
        _settled(ctx, subject.number),
        tuple(
            (item.number, tuple(change.field for change in item.record.changes))
            for item in chain
            if item.record.effective_on > day
        ),
        _broken(ctx, subject, before, after, day),
        decision_why(ctx.db, subject.record, after.plan, signed),
        decision_standing(ctx.db, subject, replace(subject.record, decision=data.decision), signed),
        (subject.record.decision, *(item.record.decision for item in chain)),
        subject.number,
        data.proof,
    )


def _reported(ctx: Context, number: str) -> tuple[date, str] | None:
    found = STATEMENTS.where(ctx.db, "subject = ?", (number,), "period_until DESC, id DESC LIMIT 1")
    return (found[0].record.period_until, found[0].number) if found else None


def _settled(ctx: Context, number: str) -> tuple[tuple[str, str], ...]:
    found = DUES.where(
        ctx.db, "subject = ? AND kind IN ('stage', 'threshold') AND state = 'settled'", (number,)
    )
    return tuple((due.record.key if due.record.kind == "stage" else "", due.number) for due in found)


def _broken(ctx: Context, subject: License, before: Terms, after: Terms, day: date) -> tuple[Reason, ...]:
    """Return what the law says of the amended terms; what it refused before already is told as a warning."""
    known, new = (
        law(ctx.db, subject.number, replace(subject.record, terms=terms), ctx.rulebook, day)
        for terms in (before, after)
    )
    stood = {(reason.code, reason.field) for reason in refusing(known)}
    return tuple(
        replace(reason, warning=True) if (reason.code, reason.field) in stood else reason for reason in new
    )
