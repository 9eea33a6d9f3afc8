"""The conclusions that a decision enters: one a person, from the matrices as they are at that moment.

What rests on a decision later asks again whether they still are what was decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttoffice.findings import reading
from ttoffice.findings.record import ConclusionRecord, FindingRecord, Party
from ttoffice.findings.shelves import CONCLUSIONS
from ttoffice.findings.wording import OUTCOMES
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.store.canonical import canonical, sha256

if TYPE_CHECKING:
    from ttoffice.action import Context
    from ttoffice.findings.reading import Assessment, Finding
    from ttoffice.store.connection import Reader


def enter_all(ctx: Context, number: str, record: FindingRecord) -> tuple[str, ...]:
    """Enter what was concluded of everybody a decided finding is about; return the numbers, in its order."""
    assessed = {one.record.person: one for one in reading.assessments(ctx.db, number, record.round)}
    return tuple(
        CONCLUSIONS.enter(ctx, _concluded(ctx.db, number, record, party, assessed[party.person]))
        for party in record.parties
    )


def _concluded(
    reader: Reader, number: str, record: FindingRecord, party: Party, assessment: Assessment
) -> ConclusionRecord:
    found = assessment.record
    assert found.outcome is not None  # the guards of the decision saw to it, and to the day
    assert record.decided_on is not None
    return ConclusionRecord(
        subject=number,
        title=f"{party.name}：{OUTCOMES[found.outcome]}",
        person=party.person,
        name=party.name,
        roles=party.roles,
        round=record.round,
        outcome=found.outcome,
        articles=found.articles,
        circumstances=found.circumstances,
        reasons=found.reasons,
        decision=record.decision,
        decided_on=record.decided_on,
        assessment=assessment.number,
        assessment_sha256=sha256(canonical(assessment.document)),
        text_sha256=record.text_sha256,
        part=found.part,
        correction=found.correction,
        correct_by=found.correct_by,
        authority=found.authority,
        replaces=replaced(reader, number, record, party.person),
    )


def replaced(reader: Reader, number: str, record: FindingRecord, person: str) -> str:
    """Return the conclusion of a person that a new one takes the place of: of the round before, or of the finding reopened."""
    rounds = [number, *(one.number for one in reading.earlier_rounds(reader, record))]
    for finding in rounds:
        own = [one for one in reading.conclusions(reader, finding) if one.record.person == person]
        if own:
            return max(own, key=lambda one: one.record.round).number
    return ""


# --- afterwards ------------------------------------------------------------------------------------------


def conclusion_reasons(reader: Reader, found: Finding) -> Iterator[Reason]:
    """Say of whom no conclusion of this decision stands any more, or whose matrix is not the one it rests on."""
    record = found.record
    concluded = {one.record.person: one for one in reading.conclusions(reader, found.number, record.round)}
    assessed = {one.number: one for one in reading.assessments(reader, found.number, record.round)}
    for party in record.parties:
        one = concluded.get(party.person)
        matrix = assessed.get(one.record.assessment) if one else None
        decided = one is not None and (one.record.decision, one.record.text_sha256) == (
            record.decision,
            record.text_sha256,
        )
        if one is None or not decided:
            message = _("No conclusion of this decision stands of %(who)s.") % {"who": party.name}
            yield Reason("finding.no_conclusion", message, "exemption:6", "decision")
        elif matrix is None or sha256(canonical(matrix.document)) != one.record.assessment_sha256:
            message = _("The matrix of %(who)s is not the one that %(number)s rests on.")
            told = {"who": party.name, "number": one.number}
            yield Reason("finding.other_matrix", message % told, "exemption:12", "assessments")
