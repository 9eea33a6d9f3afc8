"""Verbs about objections: receive, decide a late one, answer, withdraw, reveal who objects."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

from ttoffice.action import Context, action
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.notices import clock, views
from ttoffice.notices.inputs import (
    Answer,
    DecideLate,
    ReceiveObjection,
    RecordDocument,
    Reveal,
    WithdrawObjection,
)
from ttoffice.notices.objections.rules import (
    ObjectionFacts,
    is_late,
    reasons_of,
    received_reasons,
)
from ttoffice.notices.record import NoticeRecord, ObjectionRecord
from ttoffice.notices.shelves import NOTICES, OBJECTIONS, REVIEWS
from ttoffice.notices.tables import Objector
from ttoffice.notices.views import Identity, Notice, Objection
from ttoffice.reasons import Reason

KIND = OBJECTIONS.kind
LATE_POLICY = "objection_late"


def facts_of(
    ctx: Context,
    record: ObjectionRecord,
    on: date | None,
    reason: str = "",
    exhibits: tuple[str, ...] = (),
    *,
    named_in_text: bool = False,
) -> ObjectionFacts:
    """Return what the rules look at about an objection as it is to be."""
    notice = NOTICES.load(ctx.db, record.subject)
    review = REVIEWS.load(ctx.db, record.review) if record.review else None
    against = REVIEWS.load(ctx.db, record.against) if record.against else None
    value, source = clock.policy(ctx.db, LATE_POLICY, on or ctx.today)
    return ObjectionFacts(
        record,
        notice.record if notice else NoticeRecord(),
        ctx.today,
        on or ctx.today,
        review.record if review else None,
        against.record if against and against.record.subject == record.subject else None,
        reason,
        views.missing_exhibits(ctx.db, exhibits),
        named_in_text,
        value,
        source,
    )


# --- receiving -----------------------------------------------------------------------------------------


def received(ctx: Context, notice: Notice, data: ReceiveObjection) -> ObjectionRecord:
    """Return an objection as it came in, without who made it."""
    record, day = notice.record, data.received_on or ctx.today
    late = is_late(
        day,
        clock.clock_of(ctx.db, record.deadline).ends_on,
        record.state,
        against_review=bool(data.against),
        closed_on=record.closed_on,
    )
    return ObjectionRecord(
        subject=notice.number,
        against=data.against,
        named=bool(data.objector),
        received_on=day,
        channel=data.channel,
        passage=data.passage,
        content=data.content,
        admission="undecided" if late else "in_time",
    )


@action(
    "objection.receive",
    ReceiveObjection,
    kind=NOTICES.kind,
    summary=N_("Receive an objection to a notice"),
    basis="exemption:13",
)
def receive(ctx: Context, subject: Notice, data: ReceiveObjection) -> str:
    """Record it under a number; who made it is written apart, only its hash stands in the objection."""
    record = received(ctx, subject, data)
    if not record.named:
        return OBJECTIONS.enter(ctx, record)
    who = Identity(data.objector, data.contact, data.person, secrets.token_hex(16))
    number = OBJECTIONS.enter(ctx, replace(record, identity=who.sha256))
    ctx.db.session.add(
        Objector(objection=number, name=who.name, contact=who.contact, person=who.person, salt=who.salt)
    )
    ctx.db.flush()
    return number


@receive.guard
def receive_reasons(ctx: Context, subject: Notice, data: ReceiveObjection) -> list[Reason]:
    """What is missing of it; a late one is recorded all the same, as late."""
    record = received(ctx, subject, data)
    written = f"{data.content}\n{data.passage}\n{data.channel}"
    facts = facts_of(
        ctx,
        record,
        data.received_on,
        named_in_text=any(word in written for word in (data.objector, data.contact) if len(word) >= 2),
    )
    reasons = list(received_reasons(facts, data.objector, anonymous=data.anonymous))
    if record.admission == "undecided":
        message = _(
            "It comes after the period and is recorded as late; whether it is accepted is to be decided."
        )
        reasons.append(Reason("objection.late", message, "exemption:13", "received_on", warning=True))
    return reasons


# --- late ones -----------------------------------------------------------------------------------------


def decided_late(ctx: Context, record: ObjectionRecord, data: DecideLate) -> ObjectionRecord:
    """Return an objection with the decision on its lateness."""
    value, source = clock.policy(ctx.db, LATE_POLICY, data.on or ctx.today)
    return replace(
        record,
        admission="accepted" if data.accept else "refused",
        admission_reason=data.reason,
        admission_source=f"{value} ({source})",
        admitted_on=data.on or ctx.today,
        state="received" if data.accept else "refused",
    )


@action(
    "objection.decide_late",
    DecideLate,
    kind=KIND,
    summary=N_("Decide whether a late objection is accepted"),
    basis="exemption:13",
)
def decide_late(ctx: Context, subject: Objection, data: DecideLate) -> str:
    """Record the decision, its reasons and the policy it rests on."""
    return OBJECTIONS.write(ctx, subject, decided_late(ctx, subject.record, data))


@decide_late.guard
def decide_late_reasons(ctx: Context, subject: Objection, data: DecideLate) -> list[Reason]:
    """Only a late one, once, with reasons; against the unit's policy it is warned of."""
    event = "accept_late" if data.accept else "refuse_late"
    facts = facts_of(ctx, subject.record, data.on, data.reason)
    reasons = reasons_of(event, facts)
    against = {"accept": False, "decline": True}.get(facts.policy)
    if against is data.accept:
        message = _("The unit's policy is otherwise: %(policy)s (%(source)s).")
        values = {"policy": facts.policy, "source": facts.policy_source}
        reasons.append(
            Reason("objection.against_policy", message % values, "exemption:13", "accept", warning=True)
        )
    return reasons


# --- answering and withdrawing -------------------------------------------------------------------------


def answered(ctx: Context, record: ObjectionRecord, data: Answer) -> ObjectionRecord:
    """Return an objection with its feedback."""
    return replace(
        record,
        feedback_on=data.on or ctx.today,
        feedback_channel=data.channel,
        feedback_receipt=data.receipt,
        feedback_text=data.text,
    )


@action(
    "objection.answer",
    Answer,
    kind=KIND,
    summary=N_("Record the written feedback to an objector"),
    basis="exemption:13",
)
def answer(ctx: Context, subject: Objection, data: Answer) -> str:
    """Settle the objection: told, when, which way, with which receipt."""
    record = answered(ctx, subject.record, data)
    clock.finish(ctx, record.feedback_deadline, data.on or ctx.today)
    return OBJECTIONS.write(ctx, subject, replace(record, state="answered"))


@answer.guard
def answer_reasons(ctx: Context, subject: Objection, data: Answer) -> list[Reason]:
    """After the review, in writing, with proof."""
    record = answered(ctx, subject.record, data)
    facts = facts_of(ctx, record, data.on, exhibits=tuple(filter(None, (data.receipt,))))
    reasons = reasons_of("answer", facts)
    due = clock.clock_of(ctx.db, record.feedback_deadline).ends_on
    if due is not None and facts.on > due:
        message = _("The feedback was due on %(day)s.") % {"day": due.isoformat()}
        reasons.append(Reason("objection.feedback_late", message, "exemption:13", "on", warning=True))
    return reasons


@action(
    "objection.withdraw",
    WithdrawObjection,
    kind=KIND,
    summary=N_("Record that an objector withdrew in writing"),
    basis="exemption:13",
)
def withdraw(ctx: Context, subject: Objection, data: WithdrawObjection) -> str:
    """Settle the objection."""
    clock.void(ctx, subject.record.feedback_deadline, _("The objection was withdrawn."))
    record = replace(
        subject.record, state="withdrawn", withdrawn_on=data.on or ctx.today, withdrawal=data.exhibit
    )
    return OBJECTIONS.write(ctx, subject, record)


@withdraw.guard
def withdraw_reasons(ctx: Context, subject: Objection, data: WithdrawObjection) -> list[Reason]:
    """Only in writing."""
    record = replace(subject.record, withdrawal=data.exhibit)
    exhibits = tuple(filter(None, (data.exhibit,)))
    return reasons_of("withdraw", facts_of(ctx, record, data.on, exhibits=exhibits))


# --- who objects ---------------------------------------------------------------------------------------


@action(
    "objection.reveal",
    Reveal,
    kind=KIND,
    summary=N_("Look who made an objection"),
    basis="exemption:13",
)
def reveal(ctx: Context, subject: Objection, data: Reveal) -> Identity:
    """Return who made it; the log keeps who looked, when and why, not what they saw."""
    found = views.identity(ctx.db, subject.number)
    assert found is not None  # the guard has looked
    return found


@reveal.guard
def reveal_reasons(ctx: Context, subject: Objection, data: Reveal) -> list[Reason]:
    """With a reason; an anonymous objection has nobody to reveal."""
    reasons = []
    if not data.reason.strip():
        message = _("Say why you need to know who objects; the log keeps it.")
        reasons.append(Reason("objection.no_reason", message, "个保法 6, 51", "reason"))
    if views.identity(ctx.db, subject.number) is None:
        message = _("The objection is anonymous; nobody is recorded.")
        reasons.append(Reason("objection.anonymous", message, "exemption:13", "named"))
    return reasons


@action(
    "objection.record_document",
    RecordDocument,
    kind=KIND,
    summary=N_("Record a document made of an objection"),
    basis="exemption:13",
)
def record_document(ctx: Context, subject: Objection, data: RecordDocument) -> str:
    """Leave its hash in the log."""
    return data.sha256
