"""What stands against sending, muting and terminating: pure rules on what was gathered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.licenses.collecting.default import BASIS, DefaultState, Standing
from ttoffice.licenses.collecting.grounds import GROUND_BASES, Ground
from ttoffice.licenses.collecting.record import CHANNEL_LABELS, WRITTEN, ReminderRecord, Rung
from ttoffice.reasons import Reason

LONGEST_MUTE = 366
"""So many calendar days reminders can be off at most, so that a slip of the pen silences nothing for good."""


def sending_reasons(record: ReminderRecord, muted_until: date | None, muted_reason: str) -> Iterator[Reason]:
    """Return what stands against sending something."""
    if not record.dues and record.rung not in (Rung.DEFAULT, Rung.TERMINATION):
        message = _("Nothing under the license is open that it could be about.")
        yield Reason("reminder.nothing_open", message, field="dues")
    if record.rung in (Rung.DEMAND, Rung.DEFAULT, Rung.TERMINATION) and record.channel not in WRITTEN:
        told = {"channel": _(CHANNEL_LABELS[record.channel.value]) if record.channel else "-"}
        message = _("A demand or notice must be provable; %(channel)s leaves no paper. Choose a written way.")
        yield Reason("reminder.unwritten", message % told, BASIS, "channel")
    early = [due.number for due in record.dues if due.due_on >= record.sent_on]
    if record.rung in (Rung.AFTER, Rung.DEMAND) and early:
        message = _("%(due)s is not overdue on %(day)s; what is not overdue is not demanded.")
        told = {"due": early[0], "day": record.sent_on.isoformat()}
        yield Reason("reminder.not_overdue", message % told, "民法典 563", "dues")
    if record.pay_by is not None and record.pay_by <= record.sent_on:
        message = _("The last day of payment that it gives must lie after the day on which it is sent.")
        yield Reason("reminder.pay_by", message, field="pay_by")
    if muted_until is not None and record.sent_on <= muted_until and record.rung in (Rung.BEFORE, Rung.AFTER):
        message = _("Reminders of this license are off until %(day)s: %(reason)s")
        told = {"day": muted_until.isoformat(), "reason": muted_reason}
        yield Reason("reminder.muted", message % told, field="license", warning=True)


def mute_reasons(until: date, today: date) -> Iterator[Reason]:
    """Return what stands against muting until a day."""
    if until <= today:
        message = _("%(day)s is not later than today; reminders are off until a day to come.")
        yield Reason("license.mute_past", message % {"day": until.isoformat()}, field="until")
    elif (until - today).days > LONGEST_MUTE:
        message = _("Reminders are off for at most %(days)d days at a time; they could fall silent for good.")
        yield Reason("license.mute_long", message % {"days": LONGEST_MUTE}, field="until")


# --- termination ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ending:
    """What the rules on termination look at.

    Attributes:
        on: the day on which it ends; `today` the day of law.
        signed_on: the day of signature.
        standing: how payments stand on `on`.
        notice: whether a notice of termination is named; `delivered_on` when it was delivered.
        proofs: how many papers are named.
        decision: whether an adopted collective decision is named; `decision_needed` whether policy asks for one.
        decision_source: what that rests on.
        lapsed: whether a licensed right has lapsed by the register.
    """

    ground: Ground
    on: date
    today: date
    signed_on: date | None
    standing: Standing
    notice: bool = False
    delivered_on: date | None = None
    proofs: int = 0
    decision: bool = False
    decision_needed: bool = False
    decision_source: str = ""
    lapsed: bool = False


def termination_reasons(found: Ending) -> Iterator[Reason]:
    """Return what stands against terminating a license."""
    basis = GROUND_BASES[found.ground.value]
    if found.on > found.today:
        message = _("%(day)s is still to come; record the termination once it has happened.")
        yield Reason("terminate.future", message % {"day": found.on.isoformat()}, field="on")
    if found.signed_on is not None and found.on < found.signed_on:
        message = _("The license was signed on %(day)s only.") % {"day": found.signed_on.isoformat()}
        yield Reason("terminate.before_signature", message, field="on")
    if found.ground is Ground.NONPAYMENT:
        yield from _nonpayment(found)
    if found.ground in (Ground.NONPAYMENT, Ground.BREACH, Ground.OTHER):
        yield from _notice(found)
    yield from _papers(found, basis)
    if found.decision_needed and not found.decision:
        message = _("The unit terminates by a collective decision (%(source)s); name the adopted one.")
        yield Reason(
            "terminate.no_decision", message % {"source": found.decision_source}, "exemption:6", "decision"
        )


def _nonpayment(found: Ending) -> Iterator[Reason]:
    """Overdue, demanded, delivered, thirty days over (技术合同解释 15, 民法典 563)."""
    state, demand = found.standing.state, found.standing.demand
    told = {"number": demand.number if demand else "-"}
    if state in (DefaultState.NONE, DefaultState.CURED):
        message = _("Nothing is overdue; a license cannot be terminated for what is paid.")
        yield Reason("terminate.nothing_overdue", message, BASIS, "ground")
        return
    if state is DefaultState.OVERDUE:
        message = _("Payment was not demanded yet: send the demand letter first.")
        yield Reason("terminate.no_demand", message, BASIS, "ground")
    elif state is DefaultState.DEMANDED:
        message = _("The delivery of the demand %(number)s is not confirmed; the period begins with it.")
        yield Reason("terminate.not_delivered", message % told, BASIS, "ground")
    elif state is DefaultState.WAITING:
        day = found.standing.right_from.isoformat() if found.standing.right_from else "-"
        message = _("The period after the demand %(number)s is not over; the right exists from %(day)s.")
        yield Reason("terminate.too_early", message % {**told, "day": day}, BASIS, "on")
    if demand is not None and demand.delivered_on is not None and not demand.delivered_proof:
        message = _(
            "No paper proves that the demand %(number)s was delivered; add one before it is disputed."
        )
        yield Reason("terminate.delivery_unproved", message % told, BASIS, "proof", warning=True)
    if state is DefaultState.TERMINABLE:
        message = _("Only a main duty that was not performed gives the right; see that what is open is one.")
        yield Reason("terminate.main_duty", message, "民法典 563", "ground", warning=True)


def _notice(found: Ending) -> Iterator[Reason]:
    """The contract ends when the notice reaches the other side (民法典 565)."""
    if not found.notice:
        message = _("Name the notice of termination that was sent; the contract ends when it is delivered.")
        yield Reason("terminate.no_notice", message, "民法典 565", "notice")
    elif found.delivered_on is None:
        message = _("The delivery of the notice of termination is not confirmed yet.")
        yield Reason("terminate.notice_undelivered", message, "民法典 565", "notice")
    elif found.on < found.delivered_on:
        message = _("The notice was delivered on %(day)s; the contract does not end before that.")
        yield Reason(
            "terminate.before_delivery", message % {"day": found.delivered_on.isoformat()}, "民法典 565", "on"
        )


def _papers(found: Ending, basis: str) -> Iterator[Reason]:
    if found.ground is Ground.MUTUAL and not found.proofs:
        message = _("Add the exhibit with the agreement to terminate, signed by both sides.")
        yield Reason("terminate.no_agreement", message, basis, "proof")
    elif found.ground is Ground.RIGHT_LOST and not (found.proofs or found.lapsed):
        message = _(
            "Add the exhibit that shows that the right is lost, or record it as lapsed in the register."
        )
        yield Reason("terminate.no_loss", message, basis, "proof")
    elif found.ground in (Ground.BREACH, Ground.OTHER) and not found.proofs:
        message = _("Add the exhibits that show the ground.")
        yield Reason("terminate.no_proof", message, basis, "proof", warning=True)
