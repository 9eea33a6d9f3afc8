"""The conclusions that a decision enters: one a person, from the matrices as they are at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.findings import reading
from ttoffice.findings.record import ConclusionRecord, FindingRecord, Party
from ttoffice.findings.shelves import CONCLUSIONS
from ttoffice.findings.wording import OUTCOMES
from ttoffice.store.canonical import canonical, sha256

if TYPE_CHECKING:
    from ttoffice.action import Context
    from ttoffice.findings.reading import Assessment
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
