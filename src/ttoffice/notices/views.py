"""Reads of the notices: how publicity stands about a record, and what of it is not settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.i18n import gettext as _
from ttoffice.notices.clock import Clock, clock_of
from ttoffice.notices.record import NoticeRecord, ObjectionRecord, ReviewRecord
from ttoffice.notices.shelves import NOTICES, OBJECTIONS, REVIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttoffice.store.connection import Reader

Notice = Subject[NoticeRecord]
Objection = Subject[ObjectionRecord]
Review = Subject[ReviewRecord]

_ROUNDS = "(SELECT number FROM notice WHERE subject = ? AND kind = ?)"


@dataclass(frozen=True)
class Standing:
    """How the newest notice of a kind about a record stands.

    Attributes:
        notice: the newest round.
        clock: how its deadline stands.
        open_objections, running_reviews: what is not settled, over all rounds.
        needs_round: whether it was withdrawn and no further round stands.
    """

    notice: Notice
    clock: Clock
    open_objections: tuple[str, ...]
    running_reviews: tuple[str, ...]
    needs_round: bool

    @property
    def clean(self) -> bool:
        """Whether publicity ended with nothing open."""
        return self.notice.record.state == "closed" and not (self.open_objections or self.running_reviews)


def rounds(reader: Reader, subject: str, kind: str) -> list[Notice]:
    """Return every notice of a kind about a record, oldest first."""
    return NOTICES.where(reader, "subject = ? AND kind = ?", (subject, kind))


def next_round(reader: Reader, number: str) -> str:
    """Return the number of the notice that follows another, or an empty text."""
    return str(reader.value("SELECT number FROM notice WHERE follows = ? ORDER BY id", (number,)) or "")


def standing(reader: Reader, subject: str, kind: str | None = None) -> list[Standing]:
    """Return how publicity stands about a record, by kind of notice."""
    kinds = [kind] if kind else ["price", "finding", "rule"]
    found = []
    for one in kinds:
        listed = rounds(reader, subject, one)
        if listed:
            newest = listed[-1]
            found.append(
                Standing(
                    newest,
                    clock_of(reader, newest.record.deadline),
                    open_objections(reader, subject, one),
                    running_reviews(reader, subject, one),
                    newest.record.state == "withdrawn" and not next_round(reader, newest.number),
                )
            )
    return found


def open_objections(reader: Reader, subject: str, kind: str) -> tuple[str, ...]:
    """Return the numbers of objections that are not settled, in any round about a record."""
    rows = reader.all(
        f"SELECT number FROM objection WHERE subject IN {_ROUNDS}"
        " AND state IN ('received', 'in_review') ORDER BY id",
        (subject, kind),
    )
    return tuple(row[0] for row in rows)


def running_reviews(reader: Reader, subject: str, kind: str) -> tuple[str, ...]:
    """Return the numbers of reviews that are not decided, in any round about a record."""
    rows = reader.all(
        f"SELECT number FROM review WHERE subject IN {_ROUNDS} AND outcome = '' ORDER BY id", (subject, kind)
    )
    return tuple(row[0] for row in rows)


def reviews_about(reader: Reader, subject: str, kind: str) -> list[Review]:
    """Return every review, in any round about a record, oldest first."""
    return REVIEWS.where(reader, f"subject IN {_ROUNDS}", (subject, kind))


def objections_to(reader: Reader, notice: str) -> list[Objection]:
    """Return the objections to a notice, oldest first."""
    return OBJECTIONS.where(reader, "subject = ?", (notice,))


def reviews_of(reader: Reader, notice: str) -> list[Review]:
    """Return the reviews of a notice, oldest first."""
    return REVIEWS.where(reader, "subject = ?", (notice,))


def missing_exhibits(reader: Reader, numbers: Sequence[str]) -> tuple[str, ...]:
    """Return those numbers that no exhibit has."""
    return tuple(
        number
        for number in numbers
        if reader.value("SELECT 1 FROM exhibit WHERE number = ?", (number,)) is None
    )


@dataclass(frozen=True)
class Identity:
    """Who made an objection."""

    name: str
    contact: str = ""
    person: str = ""
    salt: str = ""

    @property
    def sha256(self) -> str:
        """The hash that the objection keeps."""
        return sha256(f"{self.salt}\n{self.name}\n{self.contact}\n{self.person}".encode()).hexdigest()

    def as_json(self) -> dict[str, str]:
        """Return the JSON form."""
        return {"objector": self.name, "contact": self.contact, "person": self.person}


def identity(reader: Reader, objection: str) -> Identity | None:
    """Return who made an objection; only `objection.reveal` and the check of conflicts ask."""
    row = reader.one("SELECT name, contact, person, salt FROM objector WHERE objection = ?", (objection,))
    return Identity(*row) if row else None


def identity_breaks(reader: Reader) -> Iterator[str]:
    """Yield each objection whose objector is not the one it was received from."""
    for found in OBJECTIONS.where(reader):
        who = identity(reader, found.number)
        if (who.sha256 if who else "") != found.record.identity:
            yield _("Register: who made the objection %(number)s was changed without an action.") % {
                "number": found.number
            }
    for (number,) in reader.execute(
        "SELECT objection FROM objector WHERE objection NOT IN (SELECT number FROM objection)"
    ):
        yield _("Register: an objector stands without the objection %(number)s.") % {"number": number}


def days_left(clock: Clock, today: date) -> int | None:
    """Return how many calendar days are left of a period, the last one included; None where none runs."""
    return (clock.ends_on - today).days if clock.ends_on is not None else None
