"""How a deadline's end follows from what is recorded of it: its start, period, stops and extension."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ttoffice.deadlines.record import RUNNING, DeadlineRecord
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
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


def unextended_end(record: DeadlineRecord) -> date | None:
    """Return the last day that a deadline has without its extension; None while the clock stands still."""
    return next((one.day for one in record.proof if one.why == EXTENSION_START), record.ends_on)


def _count(record: DeadlineRecord, start: date, period: str, calendar: WorkCalendar) -> Count:
    pauses = [stop.pause() for stop in record.pauses]
    return count(start, read_period(period), calendar, skip_closures=record.skip_closures, pauses=pauses)


def _editions(days: Iterable[date], calendar: WorkCalendar) -> tuple[str, ...]:
    """Return the arrangements of the years that days lie in."""
    found = (calendar.year(year) for year in sorted({day.year for day in days}))
    return tuple(f"{year.year} {year.edition}" for year in found if year is not None)


# --- what may be done with it ---------------------------------------------------------------------------


def running_reasons(record: DeadlineRecord) -> Iterator[Reason]:
    """Refuse what is done or void already."""
    if record.state not in RUNNING:
        yield Reason("deadline.not_running", _("The deadline is done or void already."))


def _future(day: date, today: date, field: str) -> Iterator[Reason]:
    if day > today:
        yield Reason(
            "deadline.future", _("%(day)s is still to come.") % {"day": day.isoformat()}, field=field
        )


def stop_reasons(record: DeadlineRecord, on: date, today: date) -> Iterator[Reason]:
    """Return what stands against stopping the clock on a day."""
    yield from running_reasons(record)
    if record.state == "paused":
        yield Reason("deadline.stopped_already", _("The clock stands still already."))
    yield from _future(on, today, "on")
    if on < record.starts_on:
        yield Reason(
            "deadline.before_start",
            _("The deadline begins on %(day)s only.") % {"day": record.starts_on.isoformat()},
            field="on",
        )
    resumed = record.pauses[-1].resumed if record.pauses else None
    if resumed is not None and on < resumed:
        yield Reason(
            "deadline.stopped_before",
            _("The clock was stopped before and ran on from %(day)s; stop it then or later.")
            % {"day": resumed.isoformat()},
            field="on",
        )
    yield from _over(record, on, "on")


def _over(record: DeadlineRecord, on: date, field: str) -> Iterator[Reason]:
    if record.ends_on is not None and on > record.ends_on:
        yield Reason(
            "deadline.over",
            _("The period ended on %(day)s; what is over is neither stopped nor extended.")
            % {"day": record.ends_on.isoformat()},
            field=field,
        )


def resume_reasons(record: DeadlineRecord, on: date, today: date) -> Iterator[Reason]:
    """Return what stands against letting the clock run on from a day."""
    yield from running_reasons(record)
    if record.state == "open":
        yield Reason("deadline.not_stopped", _("The clock does not stand still."))
    yield from _future(on, today, "on")
    if record.state == "paused" and on < record.pauses[-1].first:
        yield Reason(
            "deadline.resumed_before_stop",
            _("The clock stands still only from %(day)s.") % {"day": record.pauses[-1].first.isoformat()},
            field="on",
        )


def extension_reasons(record: DeadlineRecord, decided_on: date, today: date) -> Iterator[Reason]:
    """Return what stands against extending a deadline by a decision of a day."""
    yield from running_reasons(record)
    if record.extension is not None:
        yield Reason(
            "deadline.extended_already",
            _("The deadline was extended by %(period)s on %(day)s; it can be extended once only.")
            % {
                "period": read_period(record.extension.period).words,
                "day": record.extension.decided_on.isoformat(),
            },
        )
    if record.state == "paused":
        yield Reason("deadline.stopped_already", _("The clock stands still; let it run on before extending."))
    yield from _future(decided_on, today, "decided_on")
    if decided_on < record.starts_on:
        yield Reason(
            "deadline.before_start",
            _("The deadline begins on %(day)s only.") % {"day": record.starts_on.isoformat()},
            field="decided_on",
        )
    yield from _over(record, decided_on, "decided_on")


def finish_reasons(record: DeadlineRecord, on: date, today: date) -> Iterator[Reason]:
    """Return what stands against closing a deadline as done on a day; a warning where that is late."""
    yield from running_reasons(record)
    yield from _future(on, today, "on")
    if record.state in RUNNING and record.ends_on is not None and on > record.ends_on:
        yield Reason(
            "deadline.late",
            _("This is %(days)d day(s) after the end of the period, %(day)s.")
            % {"days": (on - record.ends_on).days, "day": record.ends_on.isoformat()},
            field="on",
            warning=True,
        )
