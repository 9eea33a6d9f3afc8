"""The agenda of a day: everything due, from every area, with what was postponed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.agenda.items import REMINDERS, Group, Item, for_person, group_of, in_order, reminder
from ttoffice.agenda.settings import reminder_steps
from ttoffice.agenda.snoozes import postponed, with_postponement
from ttoffice.agenda.sources import Sight, found

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.connection import Reader

WITHIN = 30
"""So many calendar days are looked ahead where nothing else is asked for."""
FARTHEST = 36_525
"""Nobody looks further ahead than a hundred years."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is due, in order.

    Attributes:
        as_of: seen from which day.
        within: how many calendar days ahead.
        steps: how many days before its day one is reminded of a thing, by the unit's setting.
    """

    as_of: date
    within: int
    items: tuple[Item, ...]
    steps: tuple[int, ...] = REMINDERS

    def reminder(self, item: Item) -> int | None:
        """Return the last reminder of one of its things that has come, in days before its day."""
        return reminder(item, self.as_of, self.steps)

    def group_of(self, item: Item) -> Group:
        """Return the group of one of its things."""
        return group_of(item, self.as_of, self.within)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "as_of": self.as_of.isoformat(),
            "within": self.within,
            "items": [{**item.as_json(self.as_of), "reminder": self.reminder(item)} for item in self.items],
        }


def gather(
    office: Office,
    reader: Reader,
    *,
    day: date | None = None,
    within: int = WITHIN,
    person: str | None = None,
    quick: bool = False,
) -> Agenda:
    """Return the agenda of a day, today's where none is given.

    Args:
        office: whose rulebook and vault are asked, and whose today tells what is past.
        reader: an open connection.
        day: of a past day the agenda is what it would have been then, as far as the history tells.
        within: how many calendar days ahead.
        person: only what is this person's or nobody's.
        quick: only what is found at once, for a first frame.
    """
    seen = day or office.today
    items = for_person(_items(Sight(office, reader, seen, within, seen < office.today, quick)), person)
    return Agenda(seen, within, tuple(in_order(items, seen, within)), reminder_steps(reader, seen))


def _items(sight: Sight, kind: str | None = None) -> Iterator[Item]:
    held = postponed(sight.reader, sight.day)
    for item in found(sight, kind):
        yield with_postponement(item, held.get(item.key), sight.day)


def item_of(office: Office, reader: Reader, key: str) -> Item | None:
    """Return the thing of a key as it stands today, however far ahead; None where nothing of that key waits."""
    sight = Sight(office, reader, office.today, FARTHEST, past=False)
    return next((item for item in _items(sight, key.partition(":")[0]) if item.key == key), None)
