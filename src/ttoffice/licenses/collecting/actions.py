"""Verbs of collecting: send a reminder or demand, confirm its delivery, record what limits loss, mute and unmute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import asking, reading
from ttoffice.licenses.codes import BINDING, LicenseState
from ttoffice.licenses.collecting import keeping
from ttoffice.licenses.collecting.inputs import ConfirmDelivery, Mute, RecordMeasure, SendReminder, Unmute
from ttoffice.licenses.collecting.measures import (
    BASIS,
    MEASURES,
    MitigationRecord,
    enter_measure,
    title_of,
)
from ttoffice.licenses.collecting.proving import link
from ttoffice.licenses.collecting.record import REMINDERS, RUNG_LABELS, WRITTEN, ReminderRecord, Rung
from ttoffice.licenses.collecting.rules import mute_reasons, sending_reasons
from ttoffice.licenses.collecting.sending import reminder_of
from ttoffice.licenses.collecting.views import Reminder, demands_of, reminders_of
from ttoffice.licenses.reading import License
from ttoffice.licenses.shelves import LICENSES
from ttoffice.reasons import Reason

AFTER_SIGNATURE = (*BINDING, LicenseState.ENDED, LicenseState.TERMINATED)


# --- reminders --------------------------------------------------------------------------------------------


@action(
    "reminder.send",
    SendReminder,
    summary=N_("Record a reminder, demand or notice that goes out"),
    basis="民法典 563",
)
def send(ctx: Context, data: SendReminder) -> str:
    """Keep what was sent, with its letter; return its number."""
    from ttoffice.licenses.collecting.letters import kept_letter

    record = reminder_of(ctx.db, data, ctx.today)
    if _with_letter(record, data):
        record = kept_letter(ctx, record, data)
    number = REMINDERS.enter(ctx, record)
    link(ctx, record.proof, record.subject, _proves(record))
    return number


def _with_letter(record: ReminderRecord, data: SendReminder) -> bool:
    """Tell whether a letter is made: something written is sent, and nobody said that there is one already."""
    return data.letter and record.channel in WRITTEN


def _proves(record: ReminderRecord) -> tuple[str, ...]:
    """Return what the papers of a reminder prove: demands also that loss was limited."""
    return ("step:performance",) if record.rung is Rung.BEFORE else ("step:performance", "step:loss_limited")


@send.guard
def send_reasons(ctx: Context, data: SendReminder) -> Iterator[Reason]:
    """A signed license, sums that are open, a way that fits, and papers that are there."""
    refused = list(asking.license_reasons(ctx.db, data.license, AFTER_SIGNATURE))
    yield from refused
    if refused:
        return
    license_ = reading.load(ctx.db, data.license)
    assert license_ is not None
    yield from asking.due_reasons(ctx.db, data.license, data.dues)
    yield from asking.exhibit_reasons(ctx.db, data.proof)
    yield from asking.day_reasons(data.sent_on, ctx.today, "sent_on", license_.record.signed_on)
    record = reminder_of(ctx.db, data, ctx.today)
    yield from sending_reasons(record, license_.record.muted_until, license_.record.muted_reason)
    if record.rung is Rung.DEMAND:
        yield from _earlier_demand(ctx, record)
    if _with_letter(record, data):
        from ttoffice.licenses.collecting.letters import letter_reasons_of

        yield from letter_reasons_of(ctx, record, data)


def _earlier_demand(ctx: Context, record: ReminderRecord) -> Iterator[Reason]:
    """A second demand of the same sums does not begin the period anew: say so."""
    wanted = {due.number for due in record.dues}
    for demand in demands_of(ctx.db, record.subject):
        if wanted & set(demand.dues) and not demand.void:
            message = _("%(number)s of %(day)s demanded the same already; its period goes on.")
            told = {"number": demand.number, "day": demand.sent_on.isoformat()}
            yield Reason("reminder.demanded", message % told, field="dues", warning=True)
            return


@action(
    "reminder.confirm_delivery",
    ConfirmDelivery,
    kind=REMINDERS.kind,
    summary=N_("Record that a reminder, demand or notice was delivered"),
    basis="技术合同解释 15",
)
def confirm_delivery(ctx: Context, subject: Reminder, data: ConfirmDelivery) -> str:
    """Enter the delivery; a demand begins its period, after which the license may be terminated."""
    sent, day = subject.record, data.delivered_on or ctx.today
    number = REMINDERS.enter(
        ctx,
        ReminderRecord(
            subject=sent.subject,
            title=f"{chinese(RUNG_LABELS['delivery'])} {subject.number}",
            rung=Rung.DELIVERY,
            sent_on=ctx.today,
            recipient=sent.recipient,
            proof=data.proof,
            confirms=subject.number,
            delivered_on=day,
            licensee_name=sent.licensee_name,
            note=data.note,
        ),
    )
    link(ctx, data.proof, sent.subject, _proves(sent))
    keeping.payments_changed(ctx, sent.subject)
    return number


@confirm_delivery.guard
def confirm_reasons(ctx: Context, subject: Reminder, data: ConfirmDelivery) -> Iterator[Reason]:
    """Once only, not before it was sent, and provable."""
    if subject.record.rung is Rung.DELIVERY:
        message = _("This is a delivery itself; name what was delivered: %(number)s.")
        yield Reason("reminder.delivery", message % {"number": subject.record.confirms}, field="number")
        return
    if any(item.record.confirms == subject.number for item in reminders_of(ctx.db, subject.record.subject)):
        message = _("Its delivery is confirmed already.")
        yield Reason("reminder.confirmed", message, field="delivered_on")
    yield from asking.day_reasons(data.delivered_on, ctx.today, "delivered_on", subject.record.sent_on)
    yield from asking.exhibit_reasons(ctx.db, data.proof)
    if not data.proof:
        message = _(
            "Add the exhibit that proves the delivery, such as the receipt: the right to terminate rests on it."
        )
        yield Reason("reminder.no_proof", message, "技术合同解释 15", "proof", warning=True)


# --- steps that limit loss --------------------------------------------------------------------------------


@action(
    "mitigation.record",
    RecordMeasure,
    summary=N_("Record a step that limits or stops loss"),
    basis=BASIS,
)
def record_measure(ctx: Context, data: RecordMeasure) -> str:
    """Enter the step; its papers prove it for exemption Art. 8(4). Return its number."""
    license_ = reading.load(ctx.db, data.license)
    return enter_measure(
        ctx,
        MitigationRecord(
            subject=data.license,
            title=title_of(data.kind),
            kind=data.kind,
            taken_on=data.taken_on or ctx.today,
            taken_by=data.taken_by or ctx.office.operator,
            what=data.what,
            result=data.result,
            proof=data.proof,
            dues=data.dues,
            corrects=data.corrects,
            licensee_name=license_.record.licensee_name if license_ else "",
            note=data.note,
        ),
    )


@record_measure.guard
def measure_reasons(ctx: Context, data: RecordMeasure) -> Iterator[Reason]:
    """A signed license, a day that was, papers that are there; what it corrects must stand."""
    yield from asking.license_reasons(ctx.db, data.license, AFTER_SIGNATURE, basis=BASIS)
    license_ = reading.load(ctx.db, data.license)
    signed_on = license_.record.signed_on if license_ else None
    yield from asking.day_reasons(data.taken_on, ctx.today, "taken_on", signed_on)
    yield from asking.exhibit_reasons(ctx.db, data.proof, basis=BASIS)
    yield from asking.due_reasons(ctx.db, data.license, data.dues)
    if data.corrects:
        yield from _correctable(ctx, data)
    if not data.proof:
        message = _("No paper proves it; a step that cannot be proved does not help (exemption Art. 8(4)).")
        yield Reason("mitigation.no_proof", message, BASIS, "proof", warning=True)


def _correctable(ctx: Context, data: RecordMeasure) -> Iterator[Reason]:
    known = MEASURES.load(ctx.db, data.corrects)
    if known is None or known.record.subject != data.license:
        message = _("%(number)s is no such entry of this license.") % {"number": data.corrects}
        yield Reason("mitigation.corrects", message, field="corrects")
    elif MEASURES.where(ctx.db, "corrects = ?", (data.corrects,)):
        message = _("%(number)s was corrected already; correct the later entry.") % {"number": data.corrects}
        yield Reason("mitigation.corrected", message, field="corrects")


# --- mute -------------------------------------------------------------------------------------------------


@action(
    "license.mute", Mute, kind=LICENSES.kind, summary=N_("Turn off the reminders of a license until a day")
)
def mute(ctx: Context, subject: License, data: Mute) -> str:
    """Turn them off; what the law dates goes on being shown."""
    record = replace(subject.record, muted_until=data.until, muted_reason=data.reason)
    return LICENSES.write(ctx, subject, record)


@mute.guard
def mute_guard(ctx: Context, subject: License, data: Mute) -> Iterator[Reason]:
    """Until a day to come, not too far; with the reason."""
    yield from asking.state_reasons(subject, AFTER_SIGNATURE)
    yield from mute_reasons(data.until, ctx.today)


@action("license.unmute", Unmute, kind=LICENSES.kind, summary=N_("Turn the reminders of a license on again"))
def unmute(ctx: Context, subject: License, data: Unmute) -> str:
    """Turn them on again; the reason stands in the log."""
    return LICENSES.write(ctx, subject, replace(subject.record, muted_until=None, muted_reason=""))


@unmute.guard
def unmute_guard(ctx: Context, subject: License, data: Unmute) -> Iterator[Reason]:
    """Only what is off is turned on."""
    until = subject.record.muted_until
    if until is None or until < ctx.today:
        message = _("The reminders of this license are on.")
        yield Reason("license.not_muted", message, field="until")
