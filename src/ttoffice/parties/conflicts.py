"""Conflicts read from the store: those proposed for a person in a matter, and those nobody has settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.parties.conflict_rules import Conflict, Known, MatterFacts, propose
from ttoffice.parties.enterprise_facts import spelled_out
from ttoffice.parties.people import PEOPLE
from ttoffice.parties.recusals import RecusalOutcome, RecusalRecord, checks_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttoffice.action.core import Subject
    from ttoffice.store.connection import Reader

__all__ = [
    "Conflict",
    "MatterFacts",
    "conflicts",
    "conflicts_of",
    "open_after",
    "unresolved",
    "unresolved_of",
]


def conflicts(reader: Reader, person: str, matter: MatterFacts) -> tuple[Conflict, ...]:
    """Return the conflicts proposed for a person (by number) in a matter; none for a number nobody has."""
    return conflicts_of(reader, (person,), matter)[person]


def conflicts_of(
    reader: Reader, people: Iterable[str], matter: MatterFacts
) -> dict[str, tuple[Conflict, ...]]:
    """Return the conflicts proposed for several people in one matter, by number; whoever may matter is read once.

    Organisations that are enterprises of the store stand for their credit code and all their names.
    """
    wanted = tuple(dict.fromkeys(people))
    matter = spelled_out(reader, matter)
    named = sorted(matter.persons | matter.earlier_panel | matter.author_names)
    marks, asked = (", ".join("?" * len(texts)) or "NULL" for texts in (named, wanted))
    found = PEOPLE.where(
        reader,
        f"ties <> '[]' OR number IN ({marks}, {asked}) OR name IN ({marks})",
        (*named, *wanted, *named),
    )
    known = {one.number: Known(one.number, one.record) for one in found}
    others = list(known.values())
    return {person: propose(known[person], others, matter) if person in known else () for person in wanted}


def unresolved(reader: Reader, person: str, subject: str, matter: MatterFacts) -> tuple[Conflict, ...]:
    """Return the conflicts of a person in a matter that nobody withdrew over or decided with reasons."""
    return unresolved_of(reader, (person,), subject, matter)[person]


def unresolved_of(
    reader: Reader, people: Iterable[str], subject: str, matter: MatterFacts
) -> dict[str, tuple[Conflict, ...]]:
    """Return the same for several people, by number."""
    proposed = conflicts_of(reader, people, matter)
    return {
        person: open_after(found, checks_of(reader, person, subject)) for person, found in proposed.items()
    }


def open_after(
    proposed: Iterable[Conflict], checks: Iterable[Subject[RecusalRecord]]
) -> tuple[Conflict, ...]:
    """Return the conflicts that checks, oldest first, leave open.

    Whoever has withdrawn has none left. A reasoned decision settles what was proposed then, and no more: a
    tie declared later is open again, and a namesake's match that has become certain as well.
    """
    listed = list(checks)
    if listed and listed[-1].record.outcome is RecusalOutcome.WITHDRAWN:
        return ()
    decided = {
        (one.key, one.certain)
        for check in listed
        if check.record.outcome is RecusalOutcome.DECIDED_NONE
        for one in check.record.proposed
    }
    return tuple(
        conflict
        for conflict in proposed
        if not decided & {(conflict.key, conflict.certain), (conflict.key, True)}
    )
