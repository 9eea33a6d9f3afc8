"""In which order a distribution goes: drafted, made public, cleared, decided, paid; and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

from ttoffice.deadlines import keeping
from ttoffice.i18n import gettext as _
from ttoffice.licenses import refusals
from ttoffice.licenses.awards.codes import AWARD_STATES, STANDING, AwardState
from ttoffice.licenses.awards.record import AwardRecord
from ttoffice.licenses.awards.rules import FLOOR
from ttoffice.numbering import read_number
from ttoffice.parties.above import exhibit_reasons
from ttoffice.parties.decision_rules import Ballot
from ttoffice.parties.decisions import DECISIONS, decided
from ttoffice.parties.internal_rules import RuleTopic, in_force
from ttoffice.reasons import Reason
from ttoffice.workflow import Step, Workflow

if TYPE_CHECKING:
    from ttoffice.action import Context
    from ttoffice.licenses.awards.gathering import Award
    from ttoffice.licenses.reading import License

DEMOCRACY = "exemption:6"


def _step(event: str, *sources: AwardState, target: AwardState | Literal[""] = "") -> Step[None]:
    return Step(event, frozenset(state.value for state in sources), str(target), basis=FLOOR)


WORKFLOW: Workflow[None] = Workflow(
    "award",
    (
        _step("change", AwardState.DRAFTED),
        _step("publicise", AwardState.DRAFTED, target=AwardState.PUBLICISED),
        _step("record_objection", AwardState.PUBLICISED),
        _step("close_publicity", AwardState.PUBLICISED, target=AwardState.CLEARED),
        _step("decide", AwardState.CLEARED, target=AwardState.DECIDED),
        _step("pay", AwardState.DECIDED),
        _step("correct", *STANDING),
        _step(
            "withdraw",
            AwardState.DRAFTED,
            AwardState.PUBLICISED,
            AwardState.CLEARED,
            target=AwardState.WITHDRAWN,
        ),
    ),
    AWARD_STATES,
)
"""Publicity comes before the decision, so that the decision knows what was objected."""


def state_reasons(event: str, state: AwardState) -> list[Reason]:
    """Return why a step cannot be taken from a state."""
    return WORKFLOW.reasons(event, state.value, None)


future = partial(refusals.future, code="award.future")
"""The refusal of a day that is still to come."""


def paper_reasons(ctx: Context, numbers: Iterable[str], field: str) -> list[Reason]:
    """Return a refusal for each number that no exhibit has."""
    return exhibit_reasons(ctx.db, [read_number(one) or one for one in numbers], field)


def surroundings(ctx: Context, license_: License) -> Iterator[Reason]:
    """Warn of what a distribution rests on and the store does not show: a rule on rewards, the registration."""
    if in_force(ctx.db, ctx.today, RuleTopic.REWARD) is None:
        message = _(
            "No internal rule about rewards is in force; the share should rest on one, heard and published."
        )
        yield Reason("award.no_rule", message, "促转法 44", warning=True)
    if license_.record.registered_on is None:
        message = _(
            "The contract is not registered: tax relief on cash awards is commonly tied to the registration"
            " (own knowledge, unverified)."
        )
        yield Reason("award.unregistered", message, warning=True)


def already_corrected(ctx: Context, award: Award) -> list[Reason]:
    """Return the refusal of a distribution that a later one replaces."""
    later = ctx.db.value(
        "SELECT number FROM award WHERE corrects = ? AND state <> 'withdrawn'", (award.number,)
    )
    if later is None:
        return []
    message = _("%(number)s replaces it; go on with that one.") % {"number": later}
    return [Reason("award.replaced", message, FLOOR)]


def answer_reasons(record: AwardRecord, place: int) -> list[Reason]:
    """Return why the objection at a place, from 1, cannot be answered."""
    if place > len(record.objections):
        message = _("There is no objection number %(place)d.") % {"place": place}
        return [Reason("award.no_objection", message, field="objection")]
    if record.objections[place - 1].answer:
        message = _("The objection is answered already.")
        return [Reason("award.answered", message, field="objection")]
    return []


def closing_reasons(ctx: Context, record: AwardRecord, on: date) -> Iterator[Reason]:
    """Yield why publicity cannot be closed: the period runs, or an objection is open."""
    deadline = keeping.load(ctx.db, record.deadline)
    ends_on = deadline.record.ends_on if deadline else None
    if ends_on is None or on <= ends_on:
        message = _("Publicity runs to the end of %(day)s; close it on a later day.")
        told = {"day": "-" if ends_on is None else ends_on.isoformat()}
        yield Reason("award.publicity_runs", message % told, FLOOR, "on")
    for place, one in enumerate(record.objections, 1):
        if not one.answer:
            message = _("Objection %(place)d is not answered yet (award.answer_objection).")
            yield Reason("award.objection_open", message % {"place": place}, FLOOR)


def decision_reasons(ctx: Context, award: Award, number: str) -> Iterator[Reason]:
    """Yield why a decision cannot carry a distribution, and what of it should be looked at."""
    adopted = decided(ctx.db, number)
    if adopted is None:
        known = DECISIONS.load(ctx.db, number)
        message = (
            _("There is no collective decision numbered %(number)s.")
            if known is None
            else _("%(number)s is no adopted decision.")
        )
        yield Reason("award.decision", message % {"number": number or "-"}, DEMOCRACY, "decision")
        return
    if adopted.subject not in (award.number, award.record.subject):
        message = _("%(number)s is about %(other)s, not about this distribution.")
        told = {"number": number, "other": adopted.subject or "-"}
        yield Reason("award.decision_subject", message % told, DEMOCRACY, "decision")
    voted = {member.person for member in adopted.members if member.vote is Ballot.YES}
    for line in award.record.lines:
        if line.person and line.person in voted:
            message = _("%(name)s gets an award and voted on it; whoever benefits withdraws.")
            yield Reason(
                "award.own_vote", message % {"name": line.name}, "exemption:10(5)", "decision", warning=True
            )


def payment_reasons(
    ctx: Context, record: AwardRecord, lines: Sequence[str] | str, on: date
) -> Iterator[Reason]:
    """Yield why lines cannot be paid: not known, paid already, before the decision, or resting on a reversed receipt."""
    open_ = {name for line in record.to_pay for name in (line.key, line.person, line.name) if name}
    for wanted in () if lines == "all" else lines:
        if wanted not in open_:
            message = _("%(name)s is on no line that is still to be paid.") % {"name": wanted}
            yield Reason("award.line", message, field="lines")
    if record.decided_on is not None and on < record.decided_on:
        message = _("The decision is of %(day)s; nothing is paid before it.")
        yield Reason("award.before_decision", message % {"day": record.decided_on.isoformat()}, FLOOR, "on")
    yield from reversed_reasons(ctx, record)


def reversed_reasons(ctx: Context, record: AwardRecord) -> Iterator[Reason]:
    """Yield the refusal of each receipt of a distribution that was reversed since."""
    standing = record.state in STANDING
    for one in record.receipts:
        gone = "SELECT 1 FROM receipt WHERE subject = ? AND reverses = ?"
        if ctx.db.value(gone, (record.subject, one.receipt)):
            message = (
                _("The receipt %(number)s was reversed; correct the distribution first (award.correct).")
                if standing
                else _("The receipt %(number)s was reversed; leave it out, or withdraw the distribution.")
            )
            yield Reason("award.reversed", message % {"number": one.receipt}, FLOOR, "receipts")
