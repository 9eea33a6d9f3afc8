"""The ladder of reminders: which rung is due for which sum, and on which day; pure, days are calendar days.

A rung is done when something was sent about the same sum with the same last day of payment, on that rung or
a higher one. Of several rungs whose day has come only the highest is asked for: nobody is reminded of the
thirtieth day before when the seventh has come.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ttoffice.licenses.collecting.record import LADDER, Rung

Place = tuple[Rung, int]
"""A rung with its days before or after the day."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The unit's ladder.

    Attributes:
        before: how many days before the day one is reminded, the earliest reminder first.
        after: how many days after the day, the earliest first.
        demand: how many days after the day the demand letter goes out.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    demand: int

    @property
    def places(self) -> tuple[Place, ...]:
        """Every rung in the order of its day."""
        return _places(self)

    @property
    def offsets(self) -> tuple[int, ...]:
        """The days of the rungs, counted from the day, in their order."""
        return _offsets(self)

    @property
    def longest_before(self) -> int:
        """How many days before its day a sum is first looked at."""
        return max(self.before, default=0)


@dataclass(frozen=True, slots=True)
class Owed:
    """One sum that is still to be paid; `open_fen` in fen."""

    number: str
    title: str
    due_on: date
    open_fen: int

    def days_late(self, today: date) -> int:
        """Return the calendar days after the last day of payment, 0 before it."""
        return max(0, (today - self.due_on).days)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent about one sum: on which rung, how many days before or after, for which last day of payment."""

    due: str
    due_on: date
    rung: Rung
    step: int | None
    sent_on: date


@dataclass(frozen=True, slots=True)
class Next:
    """The rung that comes next for a sum, and its day; it is asked for once the day has come."""

    owed: Owed
    rung: Rung
    step: int
    day: date

    def is_due(self, today: date) -> bool:
        """Tell whether the day has come."""
        return self.day <= today


@cache
def _places(ladder: Ladder) -> tuple[Place, ...]:
    return (
        *((Rung.BEFORE, days) for days in sorted(ladder.before, reverse=True)),
        *((Rung.AFTER, days) for days in sorted(ladder.after) if days <= ladder.demand),
        (Rung.DEMAND, ladder.demand),
    )


@cache
def _offsets(ladder: Ladder) -> tuple[int, ...]:
    return tuple(-days if rung is Rung.BEFORE else days for rung, days in _places(ladder))


def steps_of(text: str) -> tuple[int, ...]:
    """Return the days of a setting of steps, such as `30,7`."""
    return tuple(int(part) for part in text.split(",") if part.strip())


def day_of(place: Place, due_on: date) -> date:
    """Return the day of a rung for a last day of payment."""
    rung, days = place
    try:
        return due_on + timedelta(days=-days if rung is Rung.BEFORE else days)
    except OverflowError:
        return date.min if rung is Rung.BEFORE else date.max


def reached(ladder: Ladder, due_on: date, today: date) -> int:
    """Return the place of the highest rung whose day has come, -1 before the first."""
    return bisect_right(ladder.offsets, (today - due_on).days) - 1


def next_rung(owed: Owed, ladder: Ladder, sent: Iterable[Sent], today: date) -> Next | None:
    """Return the rung that comes next for a sum; None once the demand was sent or nothing is open."""
    if owed.open_fen <= 0:
        return None
    done = max((_place(ladder, one) for one in sent if _about(one, owed)), default=-1)
    places = ladder.places
    wanted = max(done + 1, reached(ladder, owed.due_on, today))
    if done >= len(places) - 1:
        return None
    rung, step = places[wanted]
    return Next(owed, rung, step, day_of(places[wanted], owed.due_on))


def _about(one: Sent, owed: Owed) -> bool:
    return one.due == owed.number and one.due_on == owed.due_on


def _place(ladder: Ladder, one: Sent) -> int:
    """Return the place of what was sent: that of its rung and step, else the highest of the rung it had come to."""
    places = ladder.places
    if one.rung not in LADDER:
        return len(places) - 1  # a notice of default or termination comes after every rung
    if one.step is not None and (one.rung, one.step) in places:
        return places.index((one.rung, one.step))
    come = [
        place
        for place, (rung, step) in enumerate(places)
        if rung is one.rung and (one.step is None or _passed(rung, step, one.step))
    ]
    if one.step is None:
        come = [place for place in come if day_of(places[place], one.due_on) <= one.sent_on] or come[:1]
    return max(come, default=-1)


def _passed(rung: Rung, step: int, sent: int) -> bool:
    """Tell whether a step of today's ladder had been passed by one of an earlier ladder."""
    return step >= sent if rung is Rung.BEFORE else step <= sent


def due_rungs(found: Sequence[Next], today: date) -> list[Next]:
    """Return the rungs whose day has come, the demand first, then the longest overdue."""
    return sorted(
        (one for one in found if one.is_due(today)),
        key=lambda one: (-LADDER.index(one.rung), one.owed.due_on, one.owed.number),
    )
