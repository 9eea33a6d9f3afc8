"""Collective decisions (集体决策): one piece for every use, from the agenda item to each dissent with its wording.

Once decided, a decision stands; the database itself refuses a change. A correction is a further decision that
names the one it corrects. Dissents are found again years later by words, name or pinyin, because a leader's
recorded dissent may be what exempts them (exemption Art. 7(7)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ttoffice.action.shelf import Shelf
from ttoffice.parties.decision_rules import Member
from ttoffice.store.pinyin import spellings
from ttoffice.store.search_text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttoffice.action.core import Subject
    from ttoffice.store.connection import Reader


class DecisionState(StrEnum):
    """How far a decision is."""

    PREPARED = "prepared"
    ADOPTED = "adopted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Dissent:
    """One recorded dissent: whose, and in which words."""

    person: str
    name: str
    wording: str


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One collective decision.

    Attributes:
        title: the agenda item.
        subject: number of the matter that it is about.
        body: the body that meets, such as 校长办公会.
        persons: those concerned, by number or name; with `organisations` what conflicts are looked for in.
        organisations: licensees and others concerned, by credit code or name.
        material: numbers of the exhibits that lay before the members.
        members: the members entitled to vote, where they were and how they voted.
        quorum: share of those entitled that had to be present, as `2/3`; from the unit's policy, with its source.
        majority: share of those present that more than had to agree, likewise.
        text: what was decided, word for word; `text_sha256` is its hash.
        minutes: number of the exhibit that holds the minutes.
        corrects: number of the decision that this one corrects.
    """

    title: str
    subject: str = ""
    body: str = ""
    state: DecisionState = DecisionState.PREPARED
    text: str = ""
    text_sha256: str = ""
    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    material: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    quorum: str = ""
    quorum_source: str = ""
    majority: str = ""
    majority_source: str = ""
    decided_on: date | None = None
    minutes: str = ""
    minutes_sha256: str = ""
    dissents: tuple[Dissent, ...] = ()
    corrects: str = ""
    note: str = ""


DECISIONS: Shelf[DecisionRecord] = Shelf(
    "decision",
    DecisionRecord,
    packed=frozenset({"persons", "organisations", "material", "members", "dissents"}),
    found_by=("title", "subject", "body", "text", "members", "dissents", "minutes", "corrects", "note"),
)


def decided(reader: Reader, number: str) -> DecisionRecord | None:
    """Return a decision that was adopted; None for any other number, and for one prepared or rejected."""
    found = DECISIONS.load(reader, number)
    return found.record if found and found.record.state is DecisionState.ADOPTED else None


def correction_of(reader: Reader, number: str) -> str | None:
    """Return the number of the newest adopted decision that corrects a decision, or None."""
    found = reader.value(
        "SELECT number FROM decision WHERE corrects = ? AND state = 'adopted' ORDER BY id DESC LIMIT 1",
        (number,),
    )
    return None if found is None else str(found)


@dataclass(frozen=True, slots=True)
class FoundDissent:
    """One dissent and the decision it was recorded in."""

    number: str
    title: str
    subject: str
    body: str
    decided_on: date | None
    state: DecisionState
    person: str
    name: str
    wording: str
    minutes: str
    decision_id: int
    place: int

    def as_json(self) -> dict[str, Any]:
        """Return the dissent as the command line prints it."""
        day = self.decided_on.isoformat() if self.decided_on else None
        kept = (key for key in self.__slots__ if key not in ("decision_id", "place"))
        return {key: getattr(self, key) for key in kept} | {
            "decided_on": day,
            "state": self.state.value,
        }


def dissents(reader: Reader, search: str = "") -> list[FoundDissent]:
    """Return recorded dissents, newest first, that have every word of a search.

    A word is looked for in the wording, in the dissenter's name and number, and in the item's number, title, body
    and text; Latin letters also as pinyin of names and wording.
    """
    words = normalise(search).split()
    condition = " AND ".join(
        ("dissents <> '[]' AND state <> 'prepared'", *("instr(words, ?)" for _ in words))
    )
    found = DECISIONS.where(reader, condition, words, "decided_on DESC, id DESC")
    return [dissent for decision in found for dissent in _matching(decision, words)]


def _matching(decision: Subject[DecisionRecord], words: list[str]) -> Iterator[FoundDissent]:
    record = decision.record
    about = normalise(f"{decision.number}\n{record.title}\n{record.subject}\n{record.body}\n{record.text}")
    about += "\n" + _spoken(normalise(record.title))
    for place, one in enumerate(record.dissents):
        own = normalise(f"{one.person}\n{one.name}\n{one.wording}")
        text = "\n".join((about, own, _spoken(normalise(one.name)), _spoken(normalise(one.wording))))
        if all(word in text for word in words):
            yield FoundDissent(
                decision.number,
                record.title,
                record.subject,
                record.body,
                record.decided_on,
                record.state,
                one.person,
                one.name,
                one.wording,
                record.minutes,
                decision.id,
                place,
            )


def _spoken(text: str) -> str:
    """Return a text's pinyin, initials and in full, a reading a line."""
    return "\n".join(
        form
        for spelling in spellings(text)
        for form in (spelling.initials, "".join(spelling.syllables).replace("-", ""))
    )
