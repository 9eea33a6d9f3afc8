"""How a deadline's end follows from what is recorded of it: its start, period, stops and extension."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ttoffice.deadlines.record import DeadlineRecord
from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.counting import Count, CountedDay, count, read_period

EXTENSION_START = "extension_start"
"""The day that an extension begins on: the end without it, not counted (民法典 201)."""


def recounted(record: DeadlineRecord, calendar: WorkCalendar) -> DeadlineRecord:
    """Return the deadline with its end, its proof and its editions counted anew from its inputs.

    An extension is counted from the end that the period has without it. Raises RefusedError where the end
    would lie beyond the year 9999.
    """
    whole = _count(record, record.starts_on, record.period, calendar)
    days, provisional, ends_on = whole.days, whole.provisional, whole.ends_on
    if record.extension is not None and ends_on is not None:
        more = _count(record, ends_on, record.extension.period, calendar)
        days += (CountedDay(ends_on, False, EXTENSION_START), *more.days[1:])
        provisional, ends_on = provisional or more.provisional, more.ends_on
    return replace(
        record,
        ends_on=ends_on,
        provisional=provisional,
        proof=days,
        editions=_editions((day.day for day in days), calendar),
    )


def _count(record: DeadlineRecord, start: date, period: str, calendar: WorkCalendar) -> Count:
    pauses = [stop.pause() for stop in record.pauses]
    return count(start, read_period(period), calendar, skip_closures=record.skip_closures, pauses=pauses)


def _editions(days: Iterable[date], calendar: WorkCalendar) -> tuple[str, ...]:
    """Return the arrangements of the years that days lie in."""
    found = (calendar.year(year) for year in sorted({day.year for day in days}))
    return tuple(f"{year.year} {year.edition}" for year in found if year is not None)
