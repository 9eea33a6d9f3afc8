"""The rules of reviews (exemption Art. 13): facts are looked into again, on evidence, and the result is reasoned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.notices.record import ReviewRecord
from ttoffice.reasons import Reason
from ttoffice.workflow import Step, Workflow

BASIS = "exemption:13"
STATES = {
    "": N_("being reviewed"),
    "upheld": N_("upheld"),
    "changed": N_("changed"),
    "revoked": N_("revoked"),
}


@dataclass(frozen=True)
class ReviewFacts:
    """What the rules look at: the review as it is to be, days, its last day, and what other records say."""

    record: ReviewRecord
    today: date
    on: date
    ends_on: date | None = None
    missing_exhibits: tuple[str, ...] = ()
    decision_stands: bool = True


def _findings(facts: ReviewFacts) -> Iterator[Reason]:
    if not facts.record.findings:
        message = _("The review has no finding; record what was looked into and found.")
        yield Reason("review.no_finding", message, "exemption:12", "findings")
    yield from _each_finding(facts)


def _each_finding(facts: ReviewFacts) -> Iterator[Reason]:
    for place, finding in enumerate(facts.record.findings, 1):
        if not finding.question.strip() or not finding.found.strip():
            message = _("Finding %(place)d does not say what was looked into and what was found.")
            yield Reason("review.empty_finding", message % {"place": place}, "exemption:12", "findings")
        if not finding.exhibits:
            message = _("Finding %(place)d rests on no exhibit.") % {"place": place}
            yield Reason("review.no_exhibit", message, "exemption:12", "exhibits")


def _exhibits(facts: ReviewFacts) -> Iterator[Reason]:
    for number in facts.missing_exhibits:
        message = _("There is no exhibit numbered %(number)s.") % {"number": number}
        yield Reason("review.missing_exhibit", message, "exemption:12", "exhibits")


def _reasoned(facts: ReviewFacts) -> Iterator[Reason]:
    if not facts.record.reasons.strip():
        message = _("The result has no reasons; the feedback tells them to the objector.")
        yield Reason("review.no_reasons", message, BASIS, "reasons")
    if not facts.decision_stands:
        message = _("%(number)s is no decision that was taken and adopted.")
        yield Reason("review.decision", message % {"number": facts.record.decision}, BASIS, "decision")


def _days(facts: ReviewFacts) -> Iterator[Reason]:
    opened = facts.record.opened_on
    if facts.on > facts.today:
        message = _("%(day)s is still to come.") % {"day": facts.on.isoformat()}
        yield Reason("review.future", message, BASIS, "on")
    if opened is not None and facts.on < opened:
        message = _("The result cannot lie before the review was opened on %(day)s.")
        yield Reason("review.order", message % {"day": opened.isoformat()}, BASIS, "on")
    if facts.ends_on is not None and facts.on > facts.ends_on:
        message = _("The review was due on %(day)s.") % {"day": facts.ends_on.isoformat()}
        yield Reason("review.late", message, BASIS, "on", warning=True)


_RUNNING = frozenset({""})
REVIEW_FLOW: Workflow[ReviewFacts] = Workflow(
    "review",
    (
        Step("change_panel", _RUNNING, "", (), BASIS),
        Step("find", _RUNNING, "", (_each_finding, _exhibits), BASIS),
        Step("decide", _RUNNING, "decided", (_findings, _reasoned, _days), BASIS),
    ),
    STATES,
)
"""The steps of a review; the state is its outcome, empty while it runs."""


def reasons_of(event: str, facts: ReviewFacts) -> list[Reason]:
    """Return everything that speaks against a step of a review."""
    return REVIEW_FLOW.reasons(event, facts.record.outcome, facts)
