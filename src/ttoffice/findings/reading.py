"""Reads of findings that verbs and screens share: a finding, and everything that belongs to it by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.findings.record import (
    AssessmentRecord,
    ConclusionRecord,
    EffectRecord,
    FindingRecord,
    HearingRecord,
    InquiryRecord,
)
from ttoffice.findings.shelves import ASSESSMENTS, CONCLUSIONS, EFFECTS, FINDINGS, HEARINGS, INQUIRIES
from ttoffice.notices.views import reviews_about, rounds
from ttoffice.parties.recusals import RECUSALS

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

Finding = Subject[FindingRecord]
Hearing = Subject[HearingRecord]
Inquiry = Subject[InquiryRecord]
Assessment = Subject[AssessmentRecord]
Conclusion = Subject[ConclusionRecord]
Effect = Subject[EffectRecord]


def load(reader: Reader, number: str) -> Finding | None:
    """Return a finding by its number, or None."""
    return FINDINGS.load(reader, number)


def follower(reader: Reader, number: str) -> str:
    """Return the number of the finding that reopened another, or an empty text; one refused or withdrawn did not."""
    found = reader.value(
        "SELECT number FROM finding WHERE follows = ? AND state NOT IN ('refused', 'withdrawn') ORDER BY id",
        (number,),
    )
    return str(found or "")


def earlier_rounds(reader: Reader, record: FindingRecord) -> list[Finding]:
    """Return the findings that one goes back to through reopening, the newest first."""
    found: list[Finding] = []
    number = record.follows
    while number and (earlier := load(reader, number)) is not None:
        found.append(earlier)
        number = earlier.record.follows
    return found


def hearings(reader: Reader, number: str) -> list[Hearing]:
    """Return the hearings of a finding, oldest first."""
    return HEARINGS.where(reader, "subject = ?", (number,))


def inquiries(reader: Reader, number: str) -> list[Inquiry]:
    """Return what was asked for in a finding, oldest first."""
    return INQUIRIES.where(reader, "subject = ?", (number,))


def assessments(reader: Reader, number: str, round_: int | None = None) -> list[Assessment]:
    """Return the matrices of a finding, of one round or of all."""
    if round_ is None:
        return ASSESSMENTS.where(reader, "subject = ?", (number,))
    return ASSESSMENTS.where(reader, "subject = ? AND round = ?", (number, round_))


def conclusions(reader: Reader, number: str, round_: int | None = None) -> list[Conclusion]:
    """Return the conclusions of a finding, of one round or of all."""
    if round_ is None:
        return CONCLUSIONS.where(reader, "subject = ?", (number,))
    return CONCLUSIONS.where(reader, "subject = ? AND round = ?", (number, round_))


def effects(reader: Reader, number: str) -> list[Effect]:
    """Return what was done with a finding, oldest first."""
    return EFFECTS.where(reader, "subject = ?", (number,))


def belonging(reader: Reader, found: Finding) -> tuple[str, ...]:
    """Return the numbers of all records that belong to a finding, itself first: what its dossier is made of."""
    number, record = found.number, found.record
    notices = rounds(reader, number, "finding")
    reviews = reviews_about(reader, number, "finding")
    objections = {objection for review in reviews for objection in review.record.objections}
    objections |= {
        str(row[0])
        for notice in notices
        for row in reader.all("SELECT number FROM objection WHERE subject = ?", (notice.number,))
    }
    own = (hearings, inquiries, assessments, conclusions, effects)
    decisions = {one.record.decision for one in conclusions(reader, number)} | {record.decision}
    exhibits = reader.all(
        "SELECT number FROM exhibit WHERE subject_kind = 'finding' AND subject_id = ? ORDER BY id",
        (found.id,),
    )
    return tuple(
        dict.fromkeys(
            (
                number,
                *(one.number for read in own for one in read(reader, number)),
                *(check.number for check in RECUSALS.where(reader, "subject = ?", (number,))),
                *sorted(decisions - {""}),
                *(notice.number for notice in notices),
                *sorted(objections),
                *(review.number for review in reviews),
                *(str(row[0]) for row in exhibits),
            )
        )
    )
