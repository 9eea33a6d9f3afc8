"""Whom and what a finding is about, and how it begins: exemption Art. 2, 10, 11, 12, 15."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.findings.codes import UNIT, FindingState, Origin, Role
from ttoffice.findings.facts import FindingFacts
from ttoffice.findings.record import FindingRecord
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

SCOPE = "exemption:2"


def parties_fit(facts: FindingFacts) -> Iterator[Reason]:
    """Each party once, in a role; the role of the unit is the unit's alone (Art. 2, 7)."""
    seen: set[str] = set()
    for party in facts.record.parties:
        told = {"who": party.name or party.person}
        if party.person in seen:
            yield Reason("finding.party_twice", _("%(who)s is named twice.") % told, SCOPE, "parties")
        seen.add(party.person)
        if not party.roles:
            message = _("%(who)s has no role: unit, leading member, manager or researcher.") % told
            yield Reason("finding.no_role", message, SCOPE, "parties")
        if (party.person == UNIT) is not (Role.UNIT in party.roles) or (
            party.person == UNIT and len(party.roles) > 1
        ):
            message = _("%(who)s: the role of the unit is the unit's alone.") % told
            yield Reason("finding.unit_role", message, SCOPE, "parties")


def described(facts: FindingFacts) -> Iterator[Reason]:
    """What has to be known before a case is taken up."""
    record = facts.record
    wanted = (
        (record.received_on is None, "received_on", N_("It is not said on which day it was received.")),
        (not record.applicant_name.strip(), "applicant", N_("It is not said who applied or asked.")),
        (not record.parties, "parties", N_("It is not said whom the finding is about.")),
        (
            not (record.subject or record.matter_text.strip()),
            "subject",
            N_("Name the matter: its number in the store, or describe it."),
        ),
        (record.loss_fen is None and not record.loss.strip(), "loss", N_("It is not said what was lost.")),
        (not record.cause.strip(), "cause", N_("It is not said how the loss came about.")),
        (
            not record.application,
            "application",
            N_("Attach the application, the lead or the request, and name the exhibit."),
        ),
    )
    for missing, field, message in wanted:
        if missing:
            yield Reason(f"finding.no_{field}", _(message), SCOPE, field)
    yield from parties_fit(facts)


def answered_in_writing(facts: FindingFacts) -> Iterator[Reason]:
    """Acceptance and refusal are in writing and say why."""
    record = facts.record
    if not record.answer_reasons.strip():
        message = _("Say why it is accepted or refused.")
        yield Reason("finding.no_answer_reasons", message, "exemption:12", "reasons")
    if not record.answer_paper:
        message = _("The answer is given in writing: attach it and name the exhibit.")
        yield Reason("finding.no_answer_paper", message, "exemption:12", "paper")


def answered_in_time(facts: FindingFacts) -> Iterator[Reason]:
    """The unit's own deadline for acceptance; a late answer is warned of."""
    if facts.acceptance_ends is not None and facts.on > facts.acceptance_ends:
        message = _("It was to be answered by %(day)s.") % {"day": facts.acceptance_ends.isoformat()}
        yield Reason("finding.answer_late", message, "exemption:12", "on", warning=True)


def guideline_in_force(facts: FindingFacts) -> Iterator[Reason]:
    """The guideline holds from 2025-11-09 for three years (Art. 15)."""
    if not facts.in_force:
        message = _("The guideline is not in force on %(day)s.") % {"day": facts.on.isoformat()}
        yield Reason("finding.not_in_force", message, "exemption:15", "on")
    day = facts.record.matter_on
    first = next((one.in_force_from for one in facts.rulebook.validity if one.guideline == "exemption"), None)
    if day is not None and first is not None and day < first:
        message = _("The matter is of %(day)s, before the guideline; it says nothing of earlier matters.")
        told = {"day": day.isoformat()}
        yield Reason("finding.earlier_matter", message % told, "exemption:15", "matter_on", warning=True)


def rule_in_force(facts: FindingFacts) -> Iterator[Reason]:
    """The unit has a rule of its own: consulted on, decided collectively, published (Art. 11)."""
    if not facts.rule:
        message = _(
            "No internal rule on exemption is in force on %(day)s; consult, decide and publish one first (rule.create)."
        )
        yield Reason("finding.no_rule", message % {"day": facts.on.isoformat()}, "exemption:11", "rule")


def only_an_application(facts: FindingFacts) -> Iterator[Reason]:
    """What an audit or a superior asked for is not withdrawn by anybody else, nor what was decided once."""
    if facts.record.round > 1:
        message = _("The case was decided once; after a review it is decided again, and not withdrawn.")
        yield Reason("finding.decided_once", message, "exemption:13", "round")
    if facts.record.origin is not Origin.APPLICATION:
        message = _("Only an application can be withdrawn; this one was begun by others.")
        yield Reason("finding.no_application", message, "exemption:12", "origin")
    if not facts.record.closed_paper:
        message = _("An application is withdrawn in writing: attach the paper and name the exhibit.")
        yield Reason("finding.not_written", message, "exemption:12", "paper")


def can_be_reopened(facts: FindingFacts) -> Iterator[Reason]:
    """On new facts, with what shows them; each finding is followed by one only."""
    record = facts.record
    if not record.new_facts.strip():
        yield Reason("finding.no_new_facts", _("Say which facts are new."), "exemption:12", "new_facts")
    if not record.new_facts_proof:
        message = _("Attach what shows the new facts and name the exhibits.")
        yield Reason("finding.no_new_proof", message, "exemption:12", "proof")
    if facts.followed_by:
        message = _("%(number)s reopened it already; go on with that one.") % {"number": facts.followed_by}
        yield Reason("finding.followed", message, "exemption:12", "follows")


def kept_parties(before: FindingRecord, after: FindingRecord) -> Iterator[Reason]:
    """Whoever a case that was accepted is about gets a conclusion; nobody is taken out of it."""
    if before.state is FindingState.RECEIVED:
        return
    kept = {party.person for party in after.parties}
    for party in before.parties:
        if party.person not in kept:
            message = _("%(who)s stays in a case that was accepted; conclude about them.") % {
                "who": party.name
            }
            yield Reason("finding.party_gone", message, "exemption:12", "parties")
