"""Postponements: each an entry of its own, the newest about a thing counts, and it ends by itself on its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ttoffice.agenda.items import Item
from ttoffice.store.connection import Reader

_NEWEST = """
SELECT item, COUNT(*), MAX(id), until, reason, operator FROM snooze WHERE made_on <= ? GROUP BY item
"""


@dataclass(frozen=True, slots=True)
class Postponed:
    """How a thing is postponed, and how often that was changed."""

    changes: int
    until: date | None
    reason: str
    operator: str


def postponed(reader: Reader, day: date) -> Mapping[str, Postponed]:
    """Return the newest entry about each thing as of a day, by its key."""
    return {
        key: Postponed(changes, date.fromisoformat(until) if until else None, reason, operator)
        for key, changes, _id, until, reason, operator in reader.all(_NEWEST, (day.isoformat(),))
    }


def with_postponement(item: Item, found: Postponed | None, day: date) -> Item:
    """Return a thing with its postponement on it, where one holds on the day.

    A hard thing comes back on its own day at the latest, also where that day was moved after it was postponed.
    """
    if found is None:
        return item
    until = found.until
    if until is not None and item.hard and item.day is not None:
        until = min(until, item.day)
    if until is not None and until <= day:
        until = None
    return replace(
        item,
        sequence=item.sequence + found.changes,
        snoozed_until=until,
        snoozed_why=found.reason if until else "",
        snoozed_by=found.operator if until else "",
    )
