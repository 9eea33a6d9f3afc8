"""Periods counted day by day as 民法典 200-204 order, each day with why it counted or did not.

The day on which a period begins is not counted (201). A period in days or working days ends with the last
of them; one in months or years on the matching day, or on the last day of a month that has no such day
(202). Where that last day is a rest day, it ends on the next working day (203); a period in working days
always ends on one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ttoffice.errors import RefusedError, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.workdays.calendar import WORKDAY, Closure, DayKind, WorkCalendar
from ttoffice.workdays.periods import add_months, add_years

Unit = Literal["d", "wd", "m", "y"]
LONGEST: dict[str, int] = {"d": 36525, "wd": 26000, "m": 1200, "y": 100}
"""The longest period of each unit: about a hundred years."""

START_DAY, COUNTED, LAST_DAY, ROLL, PAUSED, CLOSURE = (
    "start_day",
    "counted",
    "last_day",
    "roll",
    "paused",
    "closure",
)

_DAY = timedelta(days=1)
_FORM = re.compile(r"(\d{1,9})(?:(d|日|天)|(wd|个?工作日)|(m|个?月)|(y|年))", re.ASCII)
_UNITS: tuple[Unit, ...] = ("d", "wd", "m", "y")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: `d` calendar days, `wd` working days, `m` months, `y` years."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    @property
    def words(self) -> str:
        """The period as people say it, in the user's language."""
        template = {
            "d": _("%(amount)d day(s)"),
            "wd": _("%(amount)d working day(s)"),
            "m": _("%(amount)d month(s)"),
            "y": _("%(amount)d year(s)"),
        }[self.unit]
        return template % {"amount": self.amount}


@dataclass(frozen=True, slots=True)
class Pause:
    """A stop of the clock: the days from `first` up to the day before `resumed` do not count; None while it lasts."""

    first: date
    resumed: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the clock stands still on a day."""
        return self.first <= day and (self.resumed is None or day < self.resumed)


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a count.

    Attributes:
        counts: whether it is one of the period's days.
        why: a stable code. `start_day` (201); `counted`, and `makeup_work` where a weekend is worked;
            `weekend`, `statutory_rest`, `closure`, `paused` for days that do not count;
            `last_day` where the period ends, with `_makeup_work`, `_weekend`, `_statutory_rest` or `_closure`
            behind it where that day is no ordinary working day; then, where it was a rest day, `roll_weekend`,
            `roll_statutory_rest`, `roll_closure`, `roll_paused` for each day passed over and `roll` for the
            working day that the period ends on instead (203).
        name: the holiday or the closure, where the day has one.
    """

    day: date
    counts: bool
    why: str
    name: str = ""

    @property
    def code(self) -> str:
        """The reason with the holiday's name behind a colon, as the command line prints it."""
        return f"{self.why}:{self.name}" if self.name else self.why


@dataclass(frozen=True, slots=True)
class Count:
    """What a count came to.

    Attributes:
        ends_on: the last day of the period (to its end, 民法典 203), None while the clock stands still.
        provisional: whether a day that decided the end lies in a year whose arrangement is not announced.
        days: every day looked at, the start day first.
    """

    start: date
    period: Period
    ends_on: date | None
    provisional: bool
    days: tuple[CountedDay, ...]


def read_period(text: str) -> Period:
    """Return the period that a text such as `15d`, `5wd`, `3m`, `1y`, `5个工作日` or `3个月` means.

    Raises UsageError for any other text, for nothing at all of a unit, and for more than about a hundred years.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower().replace(" ", "")
    match = _FORM.fullmatch(plain)
    if not match:
        raise UsageError(
            _("%(text)s is no period.") % {"text": text},
            advice=_("Write 15d (days), 5wd (working days), 3m (months) or 1y (years)."),
        )
    unit = next(unit for unit, word in zip(_UNITS, match.groups()[1:], strict=True) if word)
    period = Period(int(match[1]), unit)
    if not 1 <= period.amount <= LONGEST[period.unit]:
        raise UsageError(
            _("%(text)s is no period that a deadline can have.") % {"text": text},
            advice=_("At least 1, and no more than about a hundred years."),
        )
    return period


def plain_day(start: date, period: Period) -> date:
    """Return the day that lies a period after another by the calendar alone, working days taken as days.

    Raises OverflowError beyond the year 9999.
    """
    if period.unit == "m":
        return add_months(start, period.amount)
    if period.unit == "y":
        return add_years(start, period.amount)
    return start + period.amount * _DAY


def node_day(start: date, period: Period, calendar: WorkCalendar) -> date:
    """Return the day that lies a period after another, to count on from; it may be a rest day.

    Only working days are counted by the work calendar. Raises OverflowError beyond the year 9999.
    """
    if period.unit != "wd":
        return plain_day(start, period)
    *_before, last = _Walk(start, period, calendar, skip=False, pauses=())
    return last.day


def count(
    start: date,
    period: Period,
    calendar: WorkCalendar,
    *,
    skip_closures: bool = False,
    pauses: Sequence[Pause] = (),
) -> Count:
    """Count a period from a day, with the proof of every day.

    Args:
        start: the day it begins on, which is not counted (民法典 201).
        period: how long it is.
        calendar: what each day is.
        skip_closures: whether days on which the unit is closed are passed over, in days and in working days
            alike. A period in months or years runs through them by the calendar (202), but does not end in one.
        pauses: when the clock stood still. Days and working days go on counting where they stopped. Of a
            period in months or years, what is left is the calendar days from the stop to its matching day,
            both included; they are counted from the day it is resumed.

    Raises RefusedError where the end would lie beyond the year 9999.
    """
    walk = _Walk(start, period, calendar, skip_closures, tuple(pauses))
    try:
        days = tuple(walk)
    except OverflowError as error:
        raise RefusedError(
            [
                Reason(
                    "deadline.beyond_calendar",
                    _("A period of %(period)s from %(start)s ends beyond the year 9999.")
                    % {"period": period.words, "start": start.isoformat()},
                    basis="民法典 202",
                    field="period",
                )
            ]
        ) from error
    return Count(start, period, walk.ends_on, walk.provisional, days)


class _Walk:
    """Walks from the start day to the end of a period; iterating yields each day, then the end is known."""

    def __init__(
        self, start: date, period: Period, calendar: WorkCalendar, skip: bool, pauses: tuple[Pause, ...]
    ) -> None:
        self._start, self._period, self._calendar = start, period, calendar
        self._skip, self._pauses = skip, pauses
        self.ends_on: date | None = None
        self.provisional = False

    def __iter__(self) -> Iterator[CountedDay]:
        yield CountedDay(self._start, False, START_DAY)
        left = self._whole()
        day = self._start
        while left:
            day = _next(day)
            if self._stands_still(day):
                yield CountedDay(day, False, PAUSED)
                return
            counted = self._look(day)
            left -= counted.counts
            yield counted if left else self._last(counted)
        if self._is_free(day):
            yield from self._roll(day)
        else:
            self.ends_on = day

    def _whole(self) -> int:
        """Return how many days the period has; months and years in the calendar days to their matching day."""
        if self._period.unit in ("d", "wd"):
            return self._period.amount
        return (plain_day(self._start, self._period) - self._start).days

    def _look(self, day: date) -> CountedDay:
        """Return whether a day before the end counts, and why."""
        if self._paused(day):
            return CountedDay(day, False, PAUSED)
        closure = self._closure(day) if self._period.unit in ("d", "wd") else None
        if closure is not None:
            return CountedDay(day, False, CLOSURE, closure.name)
        if self._period.unit != "wd":
            return CountedDay(day, True, COUNTED)
        kind = self._kind(day)
        if kind.why == WORKDAY:
            return CountedDay(day, True, COUNTED)
        return CountedDay(day, kind.working, kind.why, kind.name)

    def _last(self, counted: CountedDay) -> CountedDay:
        """Return the period's last day, with what kind of day it is."""
        closure = self._closure(counted.day)
        if closure is not None:
            return CountedDay(counted.day, True, f"{LAST_DAY}_{CLOSURE}", closure.name)
        kind = self._kind(counted.day)
        if kind.why == WORKDAY:
            return CountedDay(counted.day, True, LAST_DAY)
        return CountedDay(counted.day, True, f"{LAST_DAY}_{kind.why}", kind.name)

    def _roll(self, day: date) -> Iterator[CountedDay]:
        """Pass over the rest days behind a last day that is one, to the next working day (民法典 203)."""
        while True:
            day = _next(day)
            if self._paused(day):
                yield CountedDay(day, False, f"{ROLL}_{PAUSED}")
                if self._stands_still(day):
                    return
                continue
            closure = self._closure(day)
            if closure is not None:
                yield CountedDay(day, False, f"{ROLL}_{CLOSURE}", closure.name)
                continue
            kind = self._kind(day)
            if kind.working:
                yield CountedDay(day, False, ROLL, kind.name)
                self.ends_on = day
                return
            yield CountedDay(day, False, f"{ROLL}_{kind.why}", kind.name)

    def _is_free(self, day: date) -> bool:
        return not self._calendar.day(day).working or self._closure(day) is not None

    def _kind(self, day: date) -> DayKind:
        """Return what a day is, noting where that is not announced yet."""
        kind = self._calendar.day(day)
        self.provisional = self.provisional or not kind.known
        return kind

    def _closure(self, day: date) -> Closure | None:
        return self._calendar.closure(day) if self._skip else None

    def _paused(self, day: date) -> bool:
        return any(pause.covers(day) for pause in self._pauses)

    def _stands_still(self, day: date) -> bool:
        return any(pause.resumed is None and pause.covers(day) for pause in self._pauses)


def _next(day: date) -> date:
    return day + _DAY
