"""Verbs of award distributions: draft, change, publicise, objections, decide, pay, correct, withdraw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ttoffice.action import Context, action
from ttoffice.deadlines import keeping
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.asking import signed_license
from ttoffice.licenses.awards.building import Built, begun, bounds_of, built, corrected
from ttoffice.licenses.awards.codes import AwardState
from ttoffice.licenses.awards.gathering import Award
from ttoffice.licenses.awards.inputs import (
    AnswerObjection,
    ChangeAward,
    CorrectAward,
    DecideAward,
    DraftAward,
    ObjectToAward,
    OnDay,
    PayAward,
    PubliciseAward,
    WithdrawAward,
)
from ttoffice.licenses.awards.record import AwardObjection, AwardRecord, Payment
from ttoffice.licenses.awards.rules import FLOOR, distribution_reasons
from ttoffice.licenses.awards.shelves import AWARDS
from ttoffice.licenses.awards.steps import (
    already_corrected,
    answer_reasons,
    closing_reasons,
    decision_reasons,
    future,
    paper_reasons,
    payment_reasons,
    reversed_reasons,
    state_reasons,
    surroundings,
)
from ttoffice.licenses.reading import License
from ttoffice.numbering import read_number
from ttoffice.parties.personal import personal_reasons
from ttoffice.reasons import Reason

KIND = AWARDS.kind
BASIS = FLOOR


def _license(ctx: Context, number: str) -> License | None:
    return signed_license(ctx.db, read_number(number) or number)


def _known(ctx: Context, number: str) -> License:
    """Return the license of a distribution, which its guard has found."""
    found = _license(ctx, number)
    assert found is not None
    return found


def _all_reasons(ctx: Context, license_: License, found: Built, data: object) -> list[Reason]:
    """Return what stands against a distribution as it was put together."""
    refused = any(not one.warning for one in found.reasons)
    judged = [] if refused else distribution_reasons(found.record, bounds_of(ctx), ctx.today)
    papers = [one.proof for one in found.record.deductions if one.proof]
    return [
        *found.reasons,
        *judged,
        *reversed_reasons(ctx, found.record),
        *paper_reasons(ctx, papers, "deductions"),
        *surroundings(ctx, license_),
        *personal_reasons(data),
    ]


# --- drafting ------------------------------------------------------------------------------------------


@action("award.draft", DraftAward, summary=N_("Draft the distribution of receipts"), basis=BASIS)
def draft(ctx: Context, data: DraftAward) -> str:
    """Write a draft with what is proposed for what was left out; return its number."""
    license_ = _known(ctx, data.license)
    return AWARDS.enter(ctx, built(ctx, license_, begun(ctx, license_), data).record)


@draft.guard
def draft_reasons(ctx: Context, data: DraftAward) -> list[Reason]:
    """It is about receipts of one license that nobody distributed yet, and adds up."""
    license_ = _license(ctx, data.license)
    if license_ is None:
        message = _("There is no signed license numbered %(number)s.") % {"number": data.license}
        return [Reason("award.license", message, field="license")]
    found = built(ctx, license_, begun(ctx, license_), data)
    return _all_reasons(ctx, license_, found, data.model_dump(mode="json", exclude_unset=True))


@action("award.change", ChangeAward, kind=KIND, summary=N_("Change the draft of a distribution"), basis=BASIS)
def change(ctx: Context, subject: Award, data: ChangeAward) -> str:
    """Write the draft, counted anew."""
    return AWARDS.write(ctx, subject, _changed(ctx, subject, data).record)


def _changed(ctx: Context, subject: Award, data: ChangeAward) -> Built:
    """Return a draft with what changes; that of a correction is put together anew against what was paid."""
    license_ = _known(ctx, subject.record.subject)
    old = AWARDS.load(ctx.db, subject.record.corrects) if subject.record.corrects else None
    if old is None:
        return built(ctx, license_, subject.record, data)
    kept = replace(old, record=replace(old.record, **_own(subject.record)))
    found = corrected(ctx, license_, kept, data, subject.record.reason, paid=old.record)
    return replace(found, record=replace(found.record, title=data.title or subject.record.title))


def _own(record: AwardRecord) -> dict[str, Any]:
    names = ("receipts", "deductions", "share", "share_source", "lines", "definition", "definition_source")
    return {name: getattr(record, name) for name in names}


@change.guard
def change_reasons(ctx: Context, subject: Award, data: ChangeAward) -> list[Reason]:
    """Only a draft can be changed: what was made public stands."""
    if found := state_reasons("change", subject.record.state):
        return found
    license_ = _known(ctx, subject.record.subject)
    sent = data.model_dump(mode="json", exclude_unset=True)
    return _all_reasons(ctx, license_, _changed(ctx, subject, data), sent)


@action(
    "award.correct",
    CorrectAward,
    kind=KIND,
    summary=N_("Draft a further distribution that corrects one"),
    basis=BASIS,
)
def correct(ctx: Context, subject: Award, data: CorrectAward) -> str:
    """Write a draft whose lines know what was paid before; return its number."""
    license_ = _known(ctx, subject.record.subject)
    return AWARDS.enter(ctx, corrected(ctx, license_, subject, data, data.reason).record)


@correct.guard
def correct_reasons(ctx: Context, subject: Award, data: CorrectAward) -> list[Reason]:
    """What is decided is corrected once, by the newest of its chain."""
    if found := [*state_reasons("correct", subject.record.state), *already_corrected(ctx, subject)]:
        return found
    license_ = _known(ctx, subject.record.subject)
    found_now = corrected(ctx, license_, subject, data, data.reason)
    sent = data.model_dump(mode="json", exclude_unset=True)
    return _all_reasons(ctx, license_, found_now, sent)


@action(
    "award.withdraw",
    WithdrawAward,
    kind=KIND,
    summary=N_("Give up a distribution that is not decided yet"),
    basis=BASIS,
)
def withdraw(ctx: Context, subject: Award, data: WithdrawAward) -> str:
    """Record why; the receipts can be distributed anew."""
    if subject.record.state is AwardState.PUBLICISED:
        keeping.void(ctx, subject.record.deadline, data.reason)
    gone = replace(subject.record, state=AwardState.WITHDRAWN, reason=data.reason)
    return AWARDS.write(ctx, subject, gone)


@withdraw.guard
def withdraw_reasons(ctx: Context, subject: Award, data: WithdrawAward) -> list[Reason]:
    """What is decided is corrected, not withdrawn."""
    sent = data.model_dump(mode="json", exclude_unset=True)
    return [*state_reasons("withdraw", subject.record.state), *personal_reasons(sent)]


# --- publicity -----------------------------------------------------------------------------------------


@action(
    "award.publicise",
    PubliciseAward,
    kind=KIND,
    summary=N_("Make a distribution public: its period begins"),
    basis=BASIS,
)
def publicise(ctx: Context, subject: Award, data: PubliciseAward) -> str:
    """Record the posting and begin the unit's period of publicity."""
    on = data.on or ctx.today
    deadline = keeping.start(ctx, subject=subject.number, matter="award_publicity", starts_on=on)
    posted = replace(
        subject.record,
        state=AwardState.PUBLICISED,
        publicised_on=on,
        place=data.place,
        publicity_proof=tuple(read_number(number) or number for number in data.proof),
        deadline=deadline,
    )
    return AWARDS.write(ctx, subject, posted)


@publicise.guard
def publicise_reasons(ctx: Context, subject: Award, data: PubliciseAward) -> list[Reason]:
    """What is published is the draft as it stands and as the rules still take it."""
    if found := state_reasons("publicise", subject.record.state):
        return found
    reasons = distribution_reasons(subject.record, bounds_of(ctx), ctx.today)
    reasons += [
        *reversed_reasons(ctx, subject.record),
        *future(data.on, ctx.today),
        *paper_reasons(ctx, data.proof, "proof"),
    ]
    if not data.proof:
        message = _("No exhibit proves the posting yet; attach one, a picture of the board for example.")
        reasons.append(Reason("award.posting_unproved", message, field="proof", warning=True))
    return reasons


@action(
    "award.record_objection",
    ObjectToAward,
    kind=KIND,
    summary=N_("Record an objection to a distribution"),
    basis=BASIS,
)
def record_objection(ctx: Context, subject: Award, data: ObjectToAward) -> str:
    """Write the objection without who made it."""
    answered = (data.answered_on or ctx.today) if data.answer else None
    one = AwardObjection(data.on or ctx.today, data.content, data.answer, answered)
    return AWARDS.write(ctx, subject, replace(subject.record, objections=(*subject.record.objections, one)))


@record_objection.guard
def record_objection_reasons(ctx: Context, subject: Award, data: ObjectToAward) -> list[Reason]:
    """An objection comes during publicity; a later one asks for a correction."""
    return [
        *state_reasons("record_objection", subject.record.state),
        *future(data.on, ctx.today),
        *future(data.answered_on, ctx.today, "answered_on"),
        *personal_reasons(data.model_dump(mode="json", exclude_unset=True)),
    ]


@action(
    "award.answer_objection",
    AnswerObjection,
    kind=KIND,
    summary=N_("Record the answer to an objection to a distribution"),
    basis=BASIS,
)
def answer_objection(ctx: Context, subject: Award, data: AnswerObjection) -> str:
    """Write the answer."""
    kept = list(subject.record.objections)
    kept[data.objection - 1] = replace(
        kept[data.objection - 1], answer=data.answer, answered_on=data.on or ctx.today
    )
    return AWARDS.write(ctx, subject, replace(subject.record, objections=tuple(kept)))


@answer_objection.guard
def answer_objection_reasons(ctx: Context, subject: Award, data: AnswerObjection) -> list[Reason]:
    """There must be such an objection, without an answer yet."""
    return [
        *answer_reasons(subject.record, data.objection),
        *future(data.on, ctx.today),
        *personal_reasons(data.model_dump(mode="json", exclude_unset=True)),
    ]


@action(
    "award.close_publicity",
    OnDay,
    kind=KIND,
    summary=N_("Close the publicity of a distribution"),
    basis=BASIS,
)
def close_publicity(ctx: Context, subject: Award, data: OnDay) -> str:
    """Record that the period is over with nothing open."""
    on = data.on or ctx.today
    keeping.finish(ctx, subject.record.deadline, on)
    return AWARDS.write(ctx, subject, replace(subject.record, state=AwardState.CLEARED, closed_on=on))


@close_publicity.guard
def close_publicity_reasons(ctx: Context, subject: Award, data: OnDay) -> list[Reason]:
    """The period must be over, and every objection answered."""
    if found := state_reasons("close_publicity", subject.record.state):
        return found
    return [*closing_reasons(ctx, subject.record, data.on or ctx.today), *future(data.on, ctx.today)]


# --- decision and payment ------------------------------------------------------------------------------


@action(
    "award.decide",
    DecideAward,
    kind=KIND,
    summary=N_("Link a distribution to the collective decision on it"),
    basis="exemption:6",
)
def decide(ctx: Context, subject: Award, data: DecideAward) -> str:
    """Write the decision; a correction that changes no amount has nothing left to pay."""
    number = read_number(data.decision) or data.decision
    decided = replace(
        subject.record, state=AwardState.DECIDED, decision=number, decided_on=data.on or ctx.today
    )
    return AWARDS.write(ctx, subject, _settled(decided))


def _settled(record: AwardRecord) -> AwardRecord:
    return record if record.to_pay else replace(record, state=AwardState.PAID)


@decide.guard
def decide_reasons(ctx: Context, subject: Award, data: DecideAward) -> list[Reason]:
    """Publicity comes first, and the decision must be an adopted one about this."""
    if found := state_reasons("decide", subject.record.state):
        return found
    return [
        *reversed_reasons(ctx, subject.record),
        *decision_reasons(ctx, subject, read_number(data.decision) or data.decision),
        *future(data.on, ctx.today),
    ]


@action("award.pay", PayAward, kind=KIND, summary=N_("Record that awards were paid"), basis=BASIS)
def pay(ctx: Context, subject: Award, data: PayAward) -> str:
    """Write a payment for each line; once all are paid the distribution is."""
    on: date = data.on or ctx.today
    payments = tuple(Payment(key, on, data.reference, data.proof) for key in _paid_now(subject, data))
    paid = replace(subject.record, payments=(*subject.record.payments, *payments))
    return AWARDS.write(ctx, subject, _settled(paid))


def _paid_now(subject: Award, data: PayAward) -> Iterator[str]:
    """Yield the keys of the lines that are paid: those named by key, number or name, or all that are left."""
    wanted = None if data.lines in ("all", ()) else set(data.lines)
    for line in subject.record.to_pay:
        if wanted is None or wanted & {line.key, line.person, line.name}:
            yield line.key


@pay.guard
def pay_reasons(ctx: Context, subject: Award, data: PayAward) -> list[Reason]:
    """Only what is decided and not paid yet is paid, and nothing of a distribution that a later one replaces."""
    if found := [*state_reasons("pay", subject.record.state), *already_corrected(ctx, subject)]:
        return found
    return [
        *payment_reasons(ctx, subject.record, data.lines, data.on or ctx.today),
        *future(data.on, ctx.today),
        *paper_reasons(ctx, [data.proof] if data.proof else [], "proof"),
        *personal_reasons(data.model_dump(mode="json", exclude_unset=True)),
    ]
