"""What the conclusion rests on and how it is reached: the matrix (exemption Art. 6 to 10), a collective decision (6, 12)."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.findings.facts import FindingFacts
from ttoffice.findings.matrix import conclusion_reasons
from ttoffice.i18n import gettext as _
from ttoffice.parties.decision_rules import text_hash
from ttoffice.reasons import Reason

COLLECTIVE = "exemption:6"


def matrices_are_whole(facts: FindingFacts) -> Iterator[Reason]:
    """Everybody the finding is about has a matrix of this round that carries what is proposed of them."""
    by_person = {one.person: one for one in facts.assessments.values()}
    for party in facts.record.parties:
        assessment = by_person.get(party.person)
        if assessment is None:
            message = _("%(who)s has not been assessed yet (finding.assess).") % {"who": party.name}
            yield Reason("assessment.none", message, COLLECTIVE, "assessments")
        elif assessment.roles != party.roles:
            message = _("%(who)s was assessed in other roles; look at the matrix again.") % {
                "who": party.name
            }
            yield Reason("assessment.other_roles", message, "exemption:2", "assessments")
        else:
            yield from conclusion_reasons(facts.rulebook, assessment)


def proofs_stand(facts: FindingFacts) -> Iterator[Reason]:
    """Every exhibit and record is still what was taken over."""
    for sentence in facts.damaged:
        yield Reason("assessment.proof_changed", sentence, "exemption:12", "proofs")


def texts_are_there(facts: FindingFacts) -> Iterator[Reason]:
    """A report and the conclusion in words, each with its own hash."""
    record = facts.record
    for name, message in (
        ("report", _("There is no report.")),
        ("text", _("The conclusion is not put in words.")),
    ):
        if not getattr(record, name).strip():
            yield Reason(f"finding.no_{name}", message, "exemption:12", name)
    yield from texts_are_unchanged(facts)


def texts_are_unchanged(facts: FindingFacts) -> Iterator[Reason]:
    """What was reported is what is decided, published and archived."""
    record = facts.record
    if text_hash(record.report) != record.report_sha256 or text_hash(record.text) != record.text_sha256:
        message = _("The report or the conclusion is not the text that was kept: their SHA-256 differ.")
        yield Reason("finding.other_text", message, "exemption:13", "text")


def decided_by_now(facts: FindingFacts) -> Iterator[Reason]:
    """Nothing rests on a decision of a day to come, as it seems where the day was set back."""
    found = facts.decision
    if found is not None and found.decided_on is not None and found.decided_on > facts.on:
        message = _("%(day)s is still to come.") % {"day": found.decided_on.isoformat()}
        yield Reason("finding.future", message, COLLECTIVE, "decision")


def decided_collectively(facts: FindingFacts) -> Iterator[Reason]:
    """An adopted decision with a quorum about this very text, by people without a conflict."""
    found, record = facts.decision, facts.record
    if found is None or not found.adopted:
        message = _(
            "Give the number of the collective decision that adopted the conclusion (decision.decide)."
        )
        yield Reason("finding.no_decision", message, COLLECTIVE, "decision")
        return
    told = {"number": found.number}
    if found.subject != facts.number:
        message = _("%(number)s is about another matter.") % told
        yield Reason("finding.other_decision", message, COLLECTIVE, "decision")
    if found.text_sha256 != record.text_sha256:
        message = _("%(number)s decided another text than the conclusion reported.") % told
        yield Reason("finding.decided_other_text", message, "exemption:13", "decision")
    if not found.quorate:
        message = _("%(number)s was taken below the quorum.") % told
        yield Reason("finding.below_quorum", message, COLLECTIVE, "decision")
    if found.corrected_by:
        message = _("%(number)s was corrected by %(later)s; name that one.")
        yield Reason(
            "finding.decision_corrected",
            message % {**told, "later": found.corrected_by},
            COLLECTIVE,
            "decision",
        )
    reported = record.reported_on
    if found.decided_on is None or (reported is not None and found.decided_on < reported):
        message = _("%(number)s was taken before the report.") % told
        yield Reason("finding.decided_early", message, "exemption:12", "decision")
    for sentence in found.conflicts:
        yield Reason("finding.decider_conflict", sentence, "exemption:10(5)", "decision")
