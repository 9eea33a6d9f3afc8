"""Quorum and majority of a collective decision, in fractions: pure rules.

The guidelines ask for a collective, democratic decision (exemption Art. 6, 11) and fix no quorum and no majority;
both are settings of the unit. The rule of recusal here: a member who has withdrawn leaves the count on both
sides; they are neither among those entitled nor among those present.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from math import ceil

COLLECTIVE = 2
"""So many members at least make a decision collective."""


class Presence(StrEnum):
    """Where a member was."""

    PRESENT = "present"
    ABSENT = "absent"
    RECUSED = "recused"


class Ballot(StrEnum):
    """How a member voted."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Member:
    """One entitled member at one meeting.

    Attributes:
        person: number of the person.
        vote: of those present, None of others.
        why: why a recused member left.
        recusal: number of the check that a recused member withdrew by.
    """

    person: str
    name: str
    presence: Presence = Presence.ABSENT
    vote: Ballot | None = None
    why: str = ""
    recusal: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a meeting was attended and how it voted; `needed` members make the quorum."""

    entitled: int
    recused: int
    present: int
    needed: int
    yes: int
    no: int
    abstained: int

    @property
    def quorate(self) -> bool:
        """Whether enough were present to decide."""
        return self.present >= max(self.needed, COLLECTIVE)


def read_fraction(text: str) -> Fraction | None:
    """Return a share such as `2/3` or `50%`, more than 0 and at most 1; None for anything else."""
    try:
        if text.strip().endswith("%"):
            value = Fraction(text.strip()[:-1].strip()) / 100
        else:
            value = Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        return None
    return value if 0 < value <= 1 else None


def tally(members: Sequence[Member], quorum: Fraction) -> Tally:
    """Count a meeting; the quorum is a share of those entitled who have not withdrawn, rounded up."""
    recused = sum(member.presence is Presence.RECUSED for member in members)
    entitled = len(members) - recused
    votes = [member.vote for member in members if member.presence is Presence.PRESENT]
    return Tally(
        entitled,
        recused,
        len(votes),
        ceil(entitled * quorum),
        votes.count(Ballot.YES),
        votes.count(Ballot.NO),
        votes.count(Ballot.ABSTAIN),
    )


def adopted(count: Tally, majority: Fraction) -> bool:
    """Return whether more than the given share of those present voted yes; abstaining is not agreeing.

    A share of 1 is met where all of them did.
    """
    return count.yes > count.present * majority or (majority == 1 and 0 < count.present == count.yes)


def plain_text(text: str) -> str:
    """Return a text as it is decided and hashed: lines end in one way, no blanks at either end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def text_hash(text: str) -> str:
    """Return the SHA-256 of a decided text, in UTF-8; of no text an empty one."""
    plain = plain_text(text)
    return sha256(plain.encode()).hexdigest() if plain else ""
