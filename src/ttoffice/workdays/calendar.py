"""The Chinese working-day calendar: weekends, statutory rest days, and weekends made into working days (调休)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ttoffice.i18n import gettext as _

SATURDAY = 5

WORKDAY = "workday"
WEEKEND = "weekend"
STATUTORY_REST = "statutory_rest"
MAKEUP_WORK = "makeup_work"
"""What a day can be, as stable codes."""


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year as the State Council arranged it.

    Attributes:
        rest: the days off of the arrangement, weekends inside it included.
        work: the Saturdays and Sundays that are worked to make up for it.
        source: the paper it rests on.
        announced_on: the day of that paper, None where it is not known.
        edition: what tells this arrangement from another of the same year, such as `国办发明电〔2025〕7号`.
        names: the holiday that a day of `rest` or `work` belongs to, such as 春节.
    """

    year: int
    rest: frozenset[date]
    work: frozenset[date]
    source: str
    announced_on: date | None
    edition: str
    names: Mapping[date, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, both ends included, on which the unit is closed (寒假、暑假); no law makes them rest days."""

    first: date
    last: date
    name: str = ""

    def covers(self, day: date) -> bool:
        """Tell whether the unit is closed on a day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is.

    Attributes:
        working: whether it is a working day of the country.
        why: `workday`, `weekend`, `statutory_rest` or `makeup_work`.
        known: whether its year's arrangement is in the calendar; if not, weekends alone were looked at.
        name: the holiday, empty for an ordinary day.
    """

    working: bool
    why: str
    known: bool
    name: str = ""


@dataclass(frozen=True)
class WorkCalendar:
    """The announced years, each once, and the unit's closures."""

    years: tuple[CalendarYear, ...] = ()
    closures: tuple[Closure, ...] = ()

    def __post_init__(self) -> None:
        if len({year.year for year in self.years}) < len(self.years):
            raise ValueError("a year stands twice in the calendar")

    @cached_property
    def _by_year(self) -> dict[int, CalendarYear]:
        return {year.year: year for year in self.years}

    def year(self, year: int) -> CalendarYear | None:
        """Return a year's arrangement, or None where none is in the calendar."""
        return self._by_year.get(year)

    def day(self, day: date) -> DayKind:
        """Return what a day is."""
        year = self._by_year.get(day.year)
        if year is not None and day in year.rest:
            return DayKind(False, STATUTORY_REST, True, year.names.get(day, ""))
        if year is not None and day in year.work:
            return DayKind(True, MAKEUP_WORK, True, year.names.get(day, ""))
        weekend = day.weekday() >= SATURDAY
        return DayKind(not weekend, WEEKEND if weekend else WORKDAY, year is not None)

    def closure(self, day: date) -> Closure | None:
        """Return the closure that a day lies in, or None."""
        return next((closure for closure in self.closures if closure.covers(day)), None)


def faults(year: CalendarYear) -> Iterator[str]:
    """Yield what is wrong with a year's arrangement, a sentence each; nothing for a sound one."""
    if not year.rest:
        yield _("No rest day is given for %(year)d.") % {"year": year.year}
    for day in sorted(year.rest | year.work):
        if day.year != year.year:
            yield _("%(day)s does not lie in %(year)d.") % {"day": day.isoformat(), "year": year.year}
    for day in sorted(year.rest & year.work):
        yield _("%(day)s is given both as a rest day and as a working day.") % {"day": day.isoformat()}
    for day in sorted(year.work):
        if day.weekday() < SATURDAY:
            yield (
                _("%(day)s is no Saturday or Sunday, so it cannot be a make-up working day.")
                % {"day": day.isoformat()}
            )
