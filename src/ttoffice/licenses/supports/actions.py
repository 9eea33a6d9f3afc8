"""Verbs of the supports: enter, change, claim, record what came of it, end (pay-later Art. 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ttoffice.action import Context, action
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import asking, reading
from ttoffice.licenses.codes import BINDING
from ttoffice.licenses.collecting.measures import MeasureKind, MitigationRecord, enter_measure
from ttoffice.licenses.supports.gathering import Support, around, overdue_days
from ttoffice.licenses.supports.inputs import (
    ChangeSupport,
    ClaimSupport,
    EndSupport,
    EnterSupport,
    SupportInput,
    SupportOutcome,
)
from ttoffice.licenses.supports.record import (
    KIND_LABELS,
    STANDING,
    SUPPORTS,
    Happening,
    SupportEvent,
    SupportKind,
    SupportRecord,
    SupportState,
)
from ttoffice.licenses.supports.rules import amount_reasons, entry_reasons, period_reasons, step_reasons
from ttoffice.reasons import Reason

KIND = SUPPORTS.kind
_APART = {"license", "kind", "reason"}


def _said(record: SupportRecord, data: SupportInput) -> SupportRecord:
    """Return a record as an input changes it; what the input leaves out stays, what it empties is empty."""
    empty = SupportRecord(record.subject, record.kind, "")
    given: dict[str, Any] = {
        name: getattr(empty, name) if (value := getattr(data, name)) is None else value
        for name in data.model_fields_set - _APART
    }
    return replace(record, **given)


def _new(ctx: Context, data: EnterSupport) -> SupportRecord:
    license_ = reading.load(ctx.db, data.license)
    name = license_.record.licensee_name if license_ else ""
    state = SupportState.APPLIED if data.kind is SupportKind.SUBSIDY else SupportState.STANDING
    record = _said(SupportRecord(data.license, data.kind, "", state, licensee_name=name), data)
    usual = f"{chinese(KIND_LABELS[data.kind.value])} {record.provider or record.reference}".strip()
    return replace(record, title=record.title or usual)


@action(
    "support.enter",
    EnterSupport,
    summary=N_("Enter a guarantee, insurance, subsidy or voucher"),
    basis="pay-later:7",
)
def enter(ctx: Context, data: EnterSupport) -> str:
    """Enter the support; return its number."""
    return SUPPORTS.enter(ctx, _new(ctx, data))


@enter.guard
def enter_reasons(ctx: Context, data: EnterSupport) -> Iterator[Reason]:
    """The license, what its kind asks for, and papers that are there."""
    yield from asking.license_reasons(ctx.db, data.license, basis="pay-later:7")
    record = _new(ctx, data)
    yield from entry_reasons(record, around(ctx.db, data.license))
    yield from asking.exhibit_reasons(ctx.db, record.papers, "papers")
    yield from asking.due_reasons(ctx.db, data.license, record.dues)


@action(
    "support.change",
    ChangeSupport,
    kind=KIND,
    summary=N_("Change what is said of a support"),
    basis="pay-later:7",
)
def change(ctx: Context, subject: Support, data: ChangeSupport) -> str:
    """Write the changed support."""
    return SUPPORTS.write(ctx, subject, _said(subject.record, data))


@change.guard
def change_reasons(ctx: Context, subject: Support, data: ChangeSupport) -> Iterator[Reason]:
    """Only while something may still come of it, and never less than the law asks."""
    record = _said(subject.record, data)
    if subject.record.state not in STANDING:
        message = _("It is at an end; what stands is not changed.")
        yield Reason("support.ended", message, field="state")
    yield from entry_reasons(record, around(ctx.db, record.subject))
    yield from asking.exhibit_reasons(ctx.db, record.papers, "papers")
    yield from asking.due_reasons(ctx.db, record.subject, record.dues)


# --- claims and outcomes ----------------------------------------------------------------------------------


def _happened(record: SupportRecord, state: SupportState, happening: Happening) -> SupportRecord:
    return replace(record, state=state, happenings=(*record.happenings, happening))


@action(
    "support.claim",
    ClaimSupport,
    kind=KIND,
    summary=N_("Record that a guarantor was called upon or an insurance claimed"),
    basis="pay-later:7(2)",
)
def claim(ctx: Context, subject: Support, data: ClaimSupport) -> str:
    """Record the claim; it is a step that limits loss, and is entered as such (exemption Art. 8(4))."""
    record, on = subject.record, data.on or ctx.today
    happening = Happening(SupportEvent.CLAIMED, on, data.amount_fen or 0, data.note, data.proof)
    guarantee = record.kind is SupportKind.GUARANTEE
    enter_measure(
        ctx,
        MitigationRecord(
            record.subject,
            record.title,
            MeasureKind.GUARANTOR_CALLED if guarantee else MeasureKind.INSURANCE_CLAIMED,
            on,
            taken_by=ctx.office.operator,
            what=data.note,
            proof=(data.proof,) if data.proof else (),
            dues=data.dues,
            support=subject.number,
            licensee_name=record.licensee_name,
        ),
    )
    return SUPPORTS.write(ctx, subject, _happened(record, SupportState.CLAIMED, happening))


@claim.guard
def claim_reasons(ctx: Context, subject: Support, data: ClaimSupport) -> Iterator[Reason]:
    """Something must be overdue, and the period should not be over."""
    record, on = subject.record, data.on or ctx.today
    yield from step_reasons(record, "claimed")
    yield from asking.day_reasons(data.on, ctx.today, earliest=record.agreed_on)
    yield from asking.exhibit_reasons(ctx.db, (data.proof,))
    yield from asking.due_reasons(ctx.db, record.subject, data.dues)
    days = overdue_days(ctx.db, record.subject, on, data.dues or record.dues)
    if not days:
        message = _("Nothing that it covers is overdue on %(day)s.") % {"day": on.isoformat()}
        yield Reason("support.nothing_overdue", message, "民法典 681", "on")
    yield from period_reasons(record, on, days.values())
    if not data.proof:
        message = _("Add the exhibit with the letter or the claim: without it the claim cannot be proved.")
        yield Reason("support.no_proof", message, "exemption:8(4)", "proof", warning=True)


def _outcome(record: SupportRecord, data: SupportOutcome, happening: Happening) -> SupportRecord:
    amount = data.amount_fen or 0
    if data.outcome == "refused":
        return _happened(record, SupportState.REFUSED, happening)
    if data.outcome == "granted":
        return replace(_happened(record, SupportState.GRANTED, happening), granted_fen=amount)
    paid = record.paid_fen + amount
    whole = record.amount_fen is not None and paid >= record.amount_fen
    usual = whole if record.kind is SupportKind.VOUCHER else True
    state = SupportState.PAID if (usual if data.final is None else data.final) else record.state
    return replace(_happened(record, state, happening), paid_fen=paid)


@action(
    "support.record_outcome",
    SupportOutcome,
    kind=KIND,
    summary=N_("Record what came of a support: granted, paid out, refused or used"),
    basis="pay-later:7",
)
def record_outcome(ctx: Context, subject: Support, data: SupportOutcome) -> str:
    """Record it; money that came in is entered as a receipt of its own."""
    event, on = SupportEvent(data.outcome), data.on or ctx.today
    happening = Happening(event, on, data.amount_fen or 0, data.note, data.proof)
    return SUPPORTS.write(ctx, subject, _outcome(subject.record, data, happening))


@record_outcome.guard
def outcome_reasons(ctx: Context, subject: Support, data: SupportOutcome) -> Iterator[Reason]:
    """What fits the kind and the state, within the sum, and not before it was claimed or applied for."""
    record, on = subject.record, data.on or ctx.today
    earliest = record.happenings[-1].on if record.happenings else record.agreed_on
    yield from step_reasons(record, data.outcome)
    yield from amount_reasons(record, data.outcome, data.amount_fen)
    yield from asking.day_reasons(data.on, ctx.today, earliest=earliest)
    yield from asking.exhibit_reasons(ctx.db, (data.proof,))
    if data.outcome == "used" and record.ends_on is not None and on > record.ends_on:
        message = _("The voucher was valid until %(day)s only.") % {"day": record.ends_on.isoformat()}
        yield Reason("support.expired", message, "pay-later:7(4)", "on")
    if data.outcome in ("paid", "used") and record.kind is not SupportKind.SUBSIDY:
        message = _("Enter the money as a receipt as well: receipt.enter, paid under %(number)s.")
        yield Reason("support.receipt", message % {"number": subject.number}, warning=True)


@action(
    "support.end",
    EndSupport,
    kind=KIND,
    summary=N_("Record that a support is at an end"),
    basis="pay-later:7",
)
def end(ctx: Context, subject: Support, data: EndSupport) -> str:
    """End it: released, run out, cancelled."""
    happening = Happening(SupportEvent.ENDED, data.on or ctx.today, 0, data.reason)
    return SUPPORTS.write(ctx, subject, _happened(subject.record, SupportState.ENDED, happening))


@end.guard
def end_reasons(ctx: Context, subject: Support, data: EndSupport) -> Iterator[Reason]:
    """Only what stands; while the license binds and money is owed the loss of it is pointed out."""
    record, on = subject.record, data.on or ctx.today
    if record.state not in (*STANDING, SupportState.REFUSED):
        message = _("It is at an end already.")
        yield Reason("support.ended", message, field="state")
    yield from asking.day_reasons(data.on, ctx.today, earliest=record.agreed_on)
    license_ = reading.load(ctx.db, record.subject)
    binding = license_ is not None and license_.record.state in BINDING
    if binding and record.kind is SupportKind.GUARANTEE and overdue_days(ctx.db, record.subject, on):
        message = _("Sums under the license are overdue; call upon the guarantor before the guarantee ends.")
        yield Reason("support.overdue", message, "民法典 692", "on", warning=True)
