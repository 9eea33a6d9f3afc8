"""Amendments of a license: what one changes, and what forbids it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.licenses.differing import Difference, what_changed
from ttoffice.licenses.procedure.deciding import DEMOCRACY, decision_before, decision_stands
from ttoffice.licenses.procedure.facts import DecisionStanding
from ttoffice.licenses.procedure.rules import PRICE
from ttoffice.licenses.reading import terms_document
from ttoffice.licenses.record import Change
from ttoffice.licenses.terms import Terms
from ttoffice.notices.texts import numeral
from ttoffice.reasons import Reason

__all__ = ["AmendmentFacts", "Difference", "changes_between", "reasons_of", "usual_title", "what_changed"]

CHANGE = "民法典 543"
WEIGHTY = ("plan", "kind", "grants")
"""The fields of the terms that a decision is about: what is paid, in which way is licensed, and what."""


@dataclass(frozen=True, slots=True)
class AmendmentFacts:
    """What the rules look at of an amendment as it is to be.

    Attributes:
        before, after: the terms that hold on the day without it and with it.
        effective_on, signed_on: from when it holds, and the day of signature.
        license_effective: the day of effect of the license.
        reported: last day of the newest settlement period with a statement, and the statement's number.
        settled: stages and the threshold fee that are paid, as (key, number of the due); the threshold's key is "".
        later: amendments that hold from a later day, as (number, fields that they change).
        broken: what the law says against the terms as amended, and did not say against those before.
        decision_why: why a decision is asked for; empty where none is.
        decision: the decision named; `decisions_used` those that earlier steps rest on.
    """

    before: Terms
    after: Terms
    effective_on: date
    signed_on: date
    license_effective: date | None = None
    reported: tuple[date, str] | None = None
    settled: tuple[tuple[str, str], ...] = ()
    later: tuple[tuple[str, tuple[str, ...]], ...] = ()
    broken: tuple[Reason, ...] = ()
    decision_why: str = ""
    decision: DecisionStanding | None = None
    decisions_used: tuple[str, ...] = ()
    number: str = ""
    proof: str = ""


def changes_between(before: Terms, after: Terms) -> tuple[Change, ...]:
    """Return the fields of the terms that differ, in their JSON form, as an amendment keeps them."""
    old, new = terms_document(before), terms_document(after)
    return tuple(Change(name, old[name], new[name]) for name in new if old[name] != new[name])


def usual_title(title: str, place: int) -> str:
    """Return what an amendment is called where nobody said, in Chinese."""
    return f"{title}补充协议（{numeral(place)}）"


def reasons_of(facts: AmendmentFacts) -> list[Reason]:
    """Return everything that speaks against an amendment."""
    changes = changes_between(facts.before, facts.after)
    if not changes:
        message = _("The amendment changes nothing: the terms stand so already on that day.")
        return [Reason("amendment.nothing", message, CHANGE, "terms")]
    fields = [change.field for change in changes]
    return [
        *_days(facts),
        *_settled(facts),
        *_reported(facts),
        *_later(facts, fields),
        *_decision(facts, fields),
        *_told(facts),
        *facts.broken,
    ]


def _days(facts: AmendmentFacts) -> Iterator[Reason]:
    if facts.license_effective is not None and facts.effective_on < facts.license_effective:
        message = _("It cannot hold from a day before the license took effect on %(day)s.")
        day = facts.license_effective.isoformat()
        yield Reason("amendment.before_effect", message % {"day": day}, CHANGE, "effective_on")
    elif facts.effective_on < facts.signed_on:
        message = _("It reaches back before its signature on %(day)s; see that both sides want that.")
        day = facts.signed_on.isoformat()
        yield Reason("amendment.back", message % {"day": day}, CHANGE, "effective_on", warning=True)


def _settled(facts: AmendmentFacts) -> Iterator[Reason]:
    """What is paid stays as it was agreed when it was paid."""
    old, new = ({stage.key: stage for stage in side.plan.stages} for side in (facts.before, facts.after))
    for key, due in facts.settled:
        if key == "":
            same = facts.before.plan.threshold_fen == facts.after.plan.threshold_fen
        else:
            same = old.get(key) == new.get(key)
        if not same:
            message = _("%(due)s is paid in full; what it rests on cannot be changed any more.")
            yield Reason("amendment.settled", message % {"due": due}, CHANGE, "terms.plan")


def _reported(facts: AmendmentFacts) -> Iterator[Reason]:
    """A royalty changes from a period on for which nothing is settled yet."""
    same = facts.before.plan.royalty == facts.after.plan.royalty
    if facts.reported is None or same:
        return
    until, statement = facts.reported
    if facts.effective_on <= until:
        message = _("The royalty is settled until %(day)s (%(statement)s); change it from a later day on.")
        told = {"day": until.isoformat(), "statement": statement}
        yield Reason("amendment.reported", message % told, CHANGE, "effective_on")


def _later(facts: AmendmentFacts, fields: Sequence[str]) -> Iterator[Reason]:
    """The chain is written in order: what a later amendment changes stands as that one says."""
    for number, theirs in facts.later:
        if set(fields) & set(theirs):
            message = _("%(number)s holds from a later day and changes the same; amend from that day on.")
            yield Reason("amendment.later", message % {"number": number}, CHANGE, "effective_on")


def _decision(facts: AmendmentFacts, fields: Sequence[str]) -> Iterator[Reason]:
    found = facts.decision
    if found is None:
        if facts.decision_why and set(fields) & set(WEIGHTY):
            message = _(
                "It changes what was decided, and a decision is asked for (%(why)s): name it (JY-...)."
            )
            yield Reason("amendment.undecided", message % {"why": facts.decision_why}, DEMOCRACY, "decision")
        return
    yield from decision_stands(found, facts.number)
    if found.number in facts.decisions_used:
        message = _("%(number)s decided an earlier step; this change has to be decided by itself.")
        yield Reason("amendment.decision_used", message % {"number": found.number}, DEMOCRACY, "decision")
    yield from decision_before(found, facts.signed_on)


def _told(facts: AmendmentFacts) -> Iterator[Reason]:
    if facts.before.plan != facts.after.plan:
        message = _("What is paid changes; see whether the new price has to be published again.")
        yield Reason("amendment.price", message, PRICE, "terms.plan", warning=True)
    if not facts.proof:
        message = _("The signed paper of the amendment is not attached; a change is agreed in writing.")
        yield Reason("amendment.no_paper", message, "民法典 863", "proof", warning=True)
