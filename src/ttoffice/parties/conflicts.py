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

__all__ = ["Conflict", "MatterFacts", "conflicts", "open_after", "unresolved"]


def conflicts(reader: Reader, person: str, matter: MatterFacts) -> tuple[Conflict, ...]:
    """Return the conflicts proposed for a person (by number) in a matter; none for a number nobody has.

    Organisations that are enterprises of the store stand for their credit code and all their names.
    """
    found = PEOPLE.load(reader, person)
    if found is None:
        return ()
    matter = spelled_out(reader, matter)
    named = sorted(matter.persons | matter.earlier_panel | matter.author_names)
    marks = ", ".join("?" * len(named)) or "NULL"
    others = PEOPLE.where(
        reader, f"ties <> '[]' OR number IN ({marks}) OR name IN ({marks})", (*named, *named)
    )
    known = [Known(other.number, other.record) for other in others]
    return propose(Known(person, found.record), known, matter)


def unresolved(reader: Reader, person: str, subject: str, matter: MatterFacts) -> tuple[Conflict, ...]:
    """Return the conflicts of a person in a matter that nobody withdrew over or decided with reasons."""
    return open_after(conflicts(reader, person, matter), checks_of(reader, person, subject))


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
