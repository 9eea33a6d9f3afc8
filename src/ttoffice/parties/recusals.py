"""Recusal checks (回避): what was proposed for a person in a matter, and what came of it.

A check is never changed; a later check is a further record. The newest says whether somebody has withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ttoffice.action.shelf import Shelf
from ttoffice.parties.conflict_rules import ConflictKind

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.store.connection import Reader


class RecusalOutcome(StrEnum):
    """What came of a check."""

    WITHDRAWN = "withdrawn"
    NONE_FOUND = "none_found"
    DECIDED_NONE = "decided_none"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One conflict as it was proposed at the time of the check."""

    kind: ConflictKind
    why: str
    basis: str
    certain: bool
    key: str


@dataclass(frozen=True, slots=True)
class RecusalRecord:
    """One check.

    Attributes:
        person: number of the person who was checked.
        subject: number of the matter.
        proposed: the conflicts that were proposed then.
        namesakes: whether the matches by name alone were found to be other people of the same name.
        reasons: why somebody withdrew, or why there is no conflict.
        decided_by: who decided, a person's number or the name of a body; never the person checked.
    """

    person: str
    name: str
    subject: str
    checked_on: date
    outcome: RecusalOutcome
    proposed: tuple[Proposed, ...] = ()
    namesakes: bool = False
    reasons: str = ""
    decided_by: str = ""


RECUSALS: Shelf[RecusalRecord] = Shelf(
    "recusal",
    RecusalRecord,
    packed=frozenset({"proposed"}),
    found_by=("name", "person", "subject", "reasons", "proposed"),
)


def checks_of(reader: Reader, person: str, subject: str) -> list[Subject[RecusalRecord]]:
    """Return the checks of a person in a matter, oldest first."""
    return RECUSALS.where(reader, "person = ? AND subject = ?", (person, subject))


def withdrawn(reader: Reader, subjects: Iterable[str]) -> dict[str, Subject[RecusalRecord]]:
    """Return who has withdrawn from a matter, known by one or several numbers: the newest check, by person."""
    newest: dict[tuple[str, str], Subject[RecusalRecord]] = {}
    for subject in dict.fromkeys(subjects):
        for check in RECUSALS.where(reader, "subject = ?", (subject,)):
            newest[check.record.person, subject] = check
    gone = (check for check in newest.values() if check.record.outcome == RecusalOutcome.WITHDRAWN)
    return {check.record.person: check for check in sorted(gone, key=lambda check: check.id)}
