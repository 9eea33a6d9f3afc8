"""The rules of objections (exemption Art. 13): every one is recorded, and each is answered in writing.

Late ones are recorded as late and decided by the unit's own policy, with reasons; the guideline fixes no
number of days for objecting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.notices.record import NoticeRecord, ObjectionRecord, ReviewRecord
from ttoffice.reasons import Reason
from ttoffice.workflow import Step, Workflow

BASIS = "exemption:13"
STATES = {
    "received": N_("received"),
    "in_review": N_("in review"),
    "answered": N_("answered"),
    "refused": N_("refused as late"),
    "withdrawn": N_("withdrawn by the objector"),
}


@dataclass(frozen=True)
class ObjectionFacts:
    """What the rules look at.

    Attributes:
        record: the objection as it is to be.
        notice: the notice it is about.
        today, on: the day of law, and the day of the act.
        review: the review that deals with it, where one does.
        against: the review whose result it is against, where there is one of this notice.
        reason: what was said for the act.
        missing_exhibits: exhibit numbers that are named and do not exist.
        named_in_text: whether the objector's name stands in what they wrote.
        policy, policy_source: what the unit's policy says of late objections.
    """

    record: ObjectionRecord
    notice: NoticeRecord
    today: date
    on: date
    review: ReviewRecord | None = None
    against: ReviewRecord | None = None
    reason: str = ""
    missing_exhibits: tuple[str, ...] = ()
    named_in_text: bool = False
    policy: str = ""
    policy_source: str = ""


def is_late(
    received_on: date, ends_on: date | None, state: str, *, against_review: bool, closed_on: date | None
) -> bool:
    """Return whether an objection came late.

    One against the notice is late after the last day of the period. One against the result of a review is late
    only once the notice is closed: the result may come after that last day.
    """
    if against_review:
        return state == "closed" and closed_on is not None and received_on > closed_on
    return ends_on is not None and received_on > ends_on


def received_reasons(facts: ObjectionFacts, objector: str, *, anonymous: bool) -> Iterator[Reason]:
    """Say what is missing of an objection that came in."""
    record, notice = facts.record, facts.notice
    if not record.content.strip():
        yield Reason("objection.no_content", _("It is not said what is objected."), BASIS, "content")
    if not record.channel.strip():
        yield Reason("objection.no_channel", _("It is not said how the objection came."), BASIS, "channel")
    if anonymous == bool(objector):
        message = _("Say who objects, or that the objection is anonymous; one of the two.")
        yield Reason("objection.who", message, BASIS, "objector")
    if notice.published_on is None:
        message = _("The notice has not been published; there is nothing to object to yet.")
        yield Reason("objection.not_published", message, BASIS, "subject")
    elif facts.on < notice.published_on:
        message = _("The objection cannot have come before the notice was published on %(day)s.")
        yield Reason(
            "objection.early", message % {"day": notice.published_on.isoformat()}, BASIS, "received_on"
        )
    if notice.withdrawn_on is not None and facts.on > notice.withdrawn_on:
        message = _("The notice was withdrawn on %(day)s; object to its next round.")
        yield Reason(
            "objection.withdrawn_notice",
            message % {"day": notice.withdrawn_on.isoformat()},
            BASIS,
            "subject",
        )
    yield from _not_to_come(facts)
    if record.against and (facts.against is None or not facts.against.outcome):
        message = _("%(number)s is no decided review of this notice.") % {"number": record.against}
        yield Reason("objection.against", message, BASIS, "against")
    if facts.named_in_text:
        message = _("The text names the objector; whoever reads it will know. Write it so that it does not.")
        yield Reason("objection.names_itself", message, "个保法 6, 51", "content", warning=True)


def _not_to_come(facts: ObjectionFacts) -> Iterator[Reason]:
    if facts.on > facts.today:
        message = _("%(day)s is still to come.") % {"day": facts.on.isoformat()}
        yield Reason("objection.future", message, BASIS, "on")


def _not_before_received(facts: ObjectionFacts) -> Iterator[Reason]:
    received = facts.record.received_on
    if received is not None and facts.on < received:
        message = _("%(day)s lies before %(earlier)s, when the objection was received.")
        values = {"day": facts.on.isoformat(), "earlier": received.isoformat()}
        yield Reason("objection.order", message % values, BASIS, "on")


def _undecided(facts: ObjectionFacts) -> Iterator[Reason]:
    if facts.record.admission != "undecided":
        yield Reason("objection.not_late", _("It did not come late, or that is decided."), BASIS, "admission")


def _with_reason(facts: ObjectionFacts) -> Iterator[Reason]:
    if not facts.reason.strip():
        yield Reason("objection.no_reason", _("Say why; the objector is told."), BASIS, "reason")


def _admitted(facts: ObjectionFacts) -> Iterator[Reason]:
    if facts.record.admission == "undecided":
        message = _("It came late; decide first whether it is accepted.")
        yield Reason("objection.undecided", message, BASIS, "admission")


def _reviewed(facts: ObjectionFacts) -> Iterator[Reason]:
    """Feedback tells what a review came to, so there must be one that is decided."""
    review = facts.review
    if review is None or not review.outcome or review.decided_on is None:
        yield Reason("objection.not_reviewed", _("The review is not decided yet."), BASIS, "review")
    elif facts.on < review.decided_on:
        message = _("The feedback cannot lie before the review's result of %(day)s.")
        yield Reason("objection.order", message % {"day": review.decided_on.isoformat()}, BASIS, "on")


def _told(facts: ObjectionFacts) -> Iterator[Reason]:
    """Written feedback has a way and a receipt; to an anonymous objector it is published where the notice was."""
    record = facts.record
    if not record.feedback_channel.strip():
        message = (
            N_("Say which way the feedback was given: by hand, by post, by message.")
            if record.named
            else N_("The objector is not known: say where the feedback was published, where the notice was.")
        )
        yield Reason("objection.no_way", _(message), BASIS, "channel")
    if not record.feedback_receipt:
        message = (
            N_("Attach the signed receipt of the feedback and give its exhibit number.")
            if record.named
            else N_("Attach a photo or screenshot of the published feedback and give its exhibit number.")
        )
        yield Reason("objection.no_receipt", _(message), BASIS, "receipt")
    yield from _exhibits(facts)


def _written(facts: ObjectionFacts) -> Iterator[Reason]:
    if not facts.record.withdrawal:
        message = _("An objection is withdrawn in writing: attach the paper and give its exhibit number.")
        yield Reason("objection.not_written", message, BASIS, "exhibit")
    yield from _exhibits(facts)


def _exhibits(facts: ObjectionFacts) -> Iterator[Reason]:
    for number in facts.missing_exhibits:
        message = _("There is no exhibit numbered %(number)s.") % {"number": number}
        yield Reason("objection.no_exhibit", message, "exemption:12", "exhibit")


_OPEN = frozenset({"received", "in_review"})
_RECEIVED = frozenset({"received"})
OBJECTION_FLOW: Workflow[ObjectionFacts] = Workflow(
    "objection",
    (
        Step(
            "accept_late",
            _RECEIVED,
            "",
            (_undecided, _with_reason, _not_to_come, _not_before_received),
            BASIS,
        ),
        Step(
            "refuse_late",
            _RECEIVED,
            "refused",
            (_undecided, _with_reason, _not_to_come, _not_before_received),
            BASIS,
        ),
        Step("take_up", _RECEIVED, "in_review", (_admitted,), BASIS),
        Step("answer", frozenset({"in_review"}), "answered", (_reviewed, _told, _not_to_come), BASIS),
        Step("withdraw", _OPEN, "withdrawn", (_written, _not_to_come, _not_before_received), BASIS),
    ),
    STATES,
)
"""The steps of an objection."""


def reasons_of(event: str, facts: ObjectionFacts) -> list[Reason]:
    """Return everything that speaks against a step of an objection."""
    return OBJECTION_FLOW.reasons(event, facts.record.state, facts)
