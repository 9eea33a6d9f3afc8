"""What is kept of a deadline, of a year's calendar, of a closure and of a unit setting: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ttoffice.workdays.calendar import CalendarYear, Closure
from ttoffice.workdays.counting import CountedDay, Pause

State = Literal["open", "paused", "done", "void"]
RUNNING: tuple[State, ...] = ("open", "paused")
"""The states in which a deadline still moves."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the clock, kept for good: the days from `first` to the day before `resumed` do not count."""

    first: date
    reason: str
    resumed: date | None = None
    resumed_for: str = ""

    def pause(self) -> Pause:
        """Return it as the count takes it."""
        return Pause(self.first, self.resumed)


@dataclass(frozen=True, slots=True)
class Extension:
    """The one extension of a deadline: for how long, decided when, why and on which basis."""

    period: str
    decided_on: date
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class DeadlineRecord:
    """A period that runs on a record.

    Attributes:
        subject: the number of the record it belongs to.
        matter: what it is for: a code of the unit's policy, or an office's own.
        label: what it is called.
        starts_on: the day it begins on, not counted.
        period: `15d`, `5wd`, `3m`, `1y`.
        ends_on: its last day, None while the clock stands still.
        provisional: whether its end rests on a year that is not announced yet.
        proof: each day of the count.
        editions: the arrangements that were counted by, such as `2026 国办发明电〔2025〕7号`.
        source: what the length of the period rests on.
        basis: the article that asks for it.
        pauses: every stop of the clock, oldest first.
    """

    subject: str
    matter: str
    label: str
    starts_on: date
    period: str
    skip_closures: bool = False
    ends_on: date | None = None
    provisional: bool = False
    proof: tuple[CountedDay, ...] = ()
    editions: tuple[str, ...] = ()
    source: str = ""
    basis: str = ""
    state: State = "open"
    done_on: date | None = None
    pauses: tuple[Stop, ...] = ()
    extension: Extension | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArrangedDay:
    """A day of a year's arrangement: off (`rest`), or a weekend that is worked (`work`)."""

    day: date
    kind: Literal["rest", "work"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class CalendarRecord:
    """A year's arrangement as it was loaded; of several of one year the last loaded is in force."""

    year: int
    edition: str
    source: str
    announced_on: date | None
    days: tuple[ArrangedDay, ...]
    file: str = ""

    def arrangement(self) -> CalendarYear:
        """Return it as the count takes it."""
        return CalendarYear(
            self.year,
            frozenset(item.day for item in self.days if item.kind == "rest"),
            frozenset(item.day for item in self.days if item.kind == "work"),
            self.source,
            self.announced_on,
            self.edition,
            {item.day: item.name for item in self.days},
        )


@dataclass(frozen=True, slots=True)
class ClosureRecord:
    """Days on which the unit is closed, both included; withdrawn ones are kept and do not count."""

    name: str
    first_day: date
    last_day: date
    source: str = ""
    withdrawn: bool = False
    reason: str = ""

    def closure(self) -> Closure:
        """Return it as the count takes it."""
        return Closure(self.first_day, self.last_day, self.name)


@dataclass(frozen=True, slots=True)
class PolicyRecord:
    """One setting of the unit from a day on; a change is a further entry.

    Attributes:
        code: which setting.
        value: as text, in the form of its kind.
        effective_from: the first day it holds; what began earlier stays under the earlier value.
        skip_closures: whether periods pass over days on which the unit is closed.
        source: the paper it rests on.
    """

    code: str
    value: str
    effective_from: date
    source: str
    skip_closures: bool = False
    note: str = ""
