"""What a collective decision must be before a license or an amendment may rest on it: pure guards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.licenses.procedure.facts import DecisionStanding, ProcedureFacts
from ttoffice.reasons import Reason

DEMOCRACY = "exemption:6"


def decision_fits(facts: ProcedureFacts) -> Iterator[Reason]:
    """The decision is adopted, about this license, not corrected, and taken without those with an interest."""
    found = facts.decision
    if found is None:
        message = _(
            "There is no adopted decision about it: prepare the item and record the meeting (decision.prepare)."
        )
        yield Reason("license.no_decision", message, DEMOCRACY, "decision")
        return
    yield from decision_stands(found, facts.number)
    if found.licensee_then:
        message = _("When %(number)s was decided, the licensee was %(other)s; it has to be decided again.")
        told = {"number": found.number, "other": found.licensee_then}
        yield Reason("license.decision_other_licensee", message % told, DEMOCRACY, "decision")
    for line in found.differs_then:
        message = _(
            "On the day of the decision the terms here were others: %(what)s. See that it covers them."
        )
        yield Reason("license.decided_before", message % {"what": line}, DEMOCRACY, "decision", warning=True)


def decision_stands(found: DecisionStanding, number: str) -> Iterator[Reason]:
    """A decision that is named is adopted, about this license, not corrected, and free of those with an interest."""
    if found.state != "adopted":
        message = _("%(number)s is no adopted decision.") % {"number": found.number}
        yield Reason("license.not_adopted", message, DEMOCRACY, "decision")
    elif found.about != number:
        message = _("%(number)s is a decision about something else (%(about)s).")
        told = {"number": found.number, "about": found.about or "-"}
        yield Reason("license.decision_other", message % told, DEMOCRACY, "decision")
    if found.correction:
        message = _("%(number)s was corrected by %(later)s; name that one.")
        told = {"number": found.number, "later": found.correction}
        yield Reason("license.decision_corrected", message % told, DEMOCRACY, "decision")
    for why in found.conflicted:
        message = _("%(why)s Yet this member voted: the decision has to be taken again without them.")
        yield Reason("license.decision_conflict", message % {"why": why}, "exemption:10(5)", "decision")


def decision_before(found: DecisionStanding, signed_on: date) -> Iterator[Reason]:
    """Whatever a decision allows is signed on its day or later."""
    if found.decided_on is not None and found.decided_on > signed_on:
        message = _("The decision is of %(day)s, after this day.") % {"day": found.decided_on.isoformat()}
        yield Reason("license.before_decision", message, DEMOCRACY, "signed_on")


def decision_taken(facts: ProcedureFacts) -> Iterator[Reason]:
    """Where the unit asks for a collective decision, it must be there and cover these very terms."""
    if not facts.record.decision:
        if facts.decision_why:
            message = _("A collective decision is asked for (%(why)s): record it (license.decide).")
            yield Reason("license.undecided", message % {"why": facts.decision_why}, DEMOCRACY, "decision")
        return
    yield from (reason for reason in decision_fits(facts) if not reason.warning)
    if facts.decision is not None:
        yield from decision_before(facts.decision, facts.on)
    for line in facts.undecided:
        message = _("Changed since %(number)s was decided: %(what)s. It has to be decided again.")
        told = {"number": facts.record.decision, "what": line}
        yield Reason("license.decision_not_covering", message % told, DEMOCRACY, "decision")
