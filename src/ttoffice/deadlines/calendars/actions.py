"""Verbs of the calendar: load a year, from a file or as it was typed; close the unit, and end that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ttoffice.action import Context, Subject, action
from ttoffice.action.inputs import Input
from ttoffice.deadlines.keeping import recount_running
from ttoffice.deadlines.record import ArrangedDay, CalendarRecord, ClosureRecord
from ttoffice.deadlines.shelves import CALENDARS, CLOSURES
from ttoffice.deadlines.views import work_calendar
from ttoffice.errors import InputFileError, RefusedError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.workdays.calendar import CalendarYear, faults
from ttoffice.workdays.reading import MOST_DAYS, read_years

ABOVE = ("ttoffice.licenses.dues.recounting",)
"""Areas above this one that count days of their own by the calendar, by `recount(ctx)`."""
Line = Annotated[str, StringConstraints(max_length=300)]
Needed = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class ArrangedInput(Input):
    """Days of an arrangement, from `first` to `last` (one day where that is left out): off, or worked."""

    first: date
    last: date | None = None
    kind: Literal["rest", "work"] = "rest"
    name: Line = ""

    def days(self) -> Iterator[ArrangedDay]:
        """Yield the days one by one; nothing where `last` lies before `first` or a year away."""
        length = ((self.last or self.first) - self.first).days + 1
        if length <= MOST_DAYS:
            for step in range(length):
                yield ArrangedDay(self.first + timedelta(step), self.kind, self.name)


class LoadYear(Input):
    """A year of the calendar: a file of it, or the year with its days as they were typed.

    Source, edition and day of announcement go with typed days, and with a file that does not hold them.
    """

    path: str = ""
    year: Annotated[int, Field(ge=1900, le=9999)] | None = None
    days: Annotated[tuple[ArrangedInput, ...], Field(max_length=200)] = ()
    source: Line = ""
    edition: Line = ""
    announced_on: date | None = None


class SetClosure(Input):
    """Days, both included, on which the unit is closed, and the paper that says so."""

    name: Needed
    first_day: date
    last_day: date
    source: Line = ""


class EndClosure(Input):
    """The last day of a closure that ends earlier, or none where it is withdrawn; and why."""

    reason: Needed
    last_day: date | None = None


# --- years ---------------------------------------------------------------------------------------------


@action("calendar.load_year", LoadYear, summary=N_("Load a year of the working calendar"), basis="民法典 203")
def load_year(ctx: Context, data: LoadYear) -> str | list[str]:
    """Enter the years and count every running deadline anew; return the number of the year, or those of several."""
    try:
        records = list(_records(data))
    except InputFileError as error:  # it was changed or went away since it was looked at
        raise RefusedError([_unreadable(error)], advice=error.advice) from error
    numbers = [CALENDARS.enter(ctx, record) for record in records]
    note_moves(ctx)
    return numbers[0] if len(numbers) == 1 else numbers


def note_moves(ctx: Context) -> None:
    """Count every running deadline anew, and tell the log of each that moved: its end before and after."""
    moved = [
        {
            "number": number,
            "ends_on": [_iso(before.ends_on), _iso(after.ends_on)],
            "provisional": [before.provisional, after.provisional],
        }
        for number, before, after in recount_running(ctx)
    ]
    for module in ABOVE:
        moved += import_module(module).recount(ctx)
    ctx.notes["summary"] = {"moved": moved}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _records(data: LoadYear) -> Iterator[CalendarRecord]:
    """Yield the years as they are kept; raise InputFileError for a file that is no calendar."""
    if not data.path:
        days = tuple(day for item in data.days for day in item.days())
        yield CalendarRecord(data.year or 0, data.edition, data.source, data.announced_on, days)
        return
    path = Path(data.path).expanduser()
    for year in read_years(path):
        yield CalendarRecord(
            year.year,
            year.edition or data.edition,
            year.source or data.source,
            year.announced_on or data.announced_on,
            tuple(_arranged(year)),
            path.name,
        )


def _arranged(year: CalendarYear) -> Iterator[ArrangedDay]:
    for day in sorted(year.rest | year.work):
        yield ArrangedDay(day, "rest" if day in year.rest else "work", year.names.get(day, ""))


@load_year.guard
def load_year_reasons(ctx: Context, data: LoadYear) -> Iterator[Reason]:
    """A sound arrangement with source and edition, of a paper that is out, and not one that stands there already."""
    if bool(data.path) == bool(data.days or data.year):
        yield Reason(
            "calendar.nothing",
            _("Give either the file of a year, or the year and its days."),
            field="path" if data.path else "days",
        )
        return
    try:
        records = list(_records(data))
    except InputFileError as error:
        yield _unreadable(error)
        return
    if not data.path:
        yield from _typed_reasons(data)
    for record in records:
        yield from _year_reasons(ctx, record)


def _unreadable(error: InputFileError) -> Reason:
    return Reason("calendar.unreadable", error.message, field="path")


def _typed_reasons(data: LoadYear) -> Iterator[Reason]:
    if data.year is None:
        yield Reason("calendar.no_year", _("Say which year it is."), field="year")
    seen: set[date] = set()
    for place, item in enumerate(data.days):
        days = [day.day for day in item.days()]
        if not days:
            yield Reason(
                "calendar.no_days",
                _("The last day must not lie before the first, nor a year behind it."),
                field=f"days[{place}].last",
            )
        for day in sorted(seen.intersection(days)):
            yield Reason(
                "calendar.twice",
                _("%(day)s stands there twice.") % {"day": day.isoformat()},
                field=f"days[{place}].first",
            )
        seen.update(days)


def _year_reasons(ctx: Context, record: CalendarRecord) -> Iterator[Reason]:
    if record.year:
        for fault in faults(record.arrangement()):
            yield Reason("calendar.wrong", fault, basis="民法典 203", field="days")
    for key, text in (
        ("source", _("Say which paper the arrangement rests on.")),
        ("edition", _("Say which edition it is, such as the number of that paper.")),
    ):
        if not getattr(record, key):
            yield Reason(f"calendar.no_{key}", text, field=key)
    if record.announced_on is not None and record.announced_on > ctx.today:
        yield Reason(
            "calendar.future",
            _("It cannot have been announced on %(day)s, which is still to come.")
            % {"day": record.announced_on.isoformat()},
            field="announced_on",
        )
    standing = work_calendar(ctx.db).year(record.year)
    if standing is not None:
        same = standing.edition == record.edition
        told = {"year": record.year, "edition": standing.edition}
        text = (
            _("%(year)d stands in the calendar already in the edition %(edition)s.")
            if same
            else _("This takes the place of the edition %(edition)s of %(year)d, which is kept.")
        )
        yield Reason("calendar.known", text % told, field="edition", warning=not same)


# --- closures ------------------------------------------------------------------------------------------


@action("calendar.set_closure", SetClosure, summary=N_("Record days on which the unit is closed"))
def set_closure(ctx: Context, data: SetClosure) -> str:
    """Enter the closure; deadlines that pass over closures are counted anew. Return its number."""
    number = CLOSURES.enter(ctx, ClosureRecord(data.name, data.first_day, data.last_day, data.source))
    note_moves(ctx)
    return number


@set_closure.guard
def set_closure_reasons(ctx: Context, data: SetClosure) -> Iterator[Reason]:
    """The last day does not lie before the first, nor a year behind it."""
    if not 0 <= (data.last_day - data.first_day).days < MOST_DAYS:
        yield Reason(
            "closure.no_days",
            _("The last day must not lie before the first, nor a year behind it."),
            field="last_day",
        )


@action(
    "calendar.end_closure",
    EndClosure,
    kind=CLOSURES.kind,
    summary=N_("End a closure of the unit earlier, or withdraw it"),
)
def end_closure(ctx: Context, found: Subject[ClosureRecord], data: EndClosure) -> str:
    """Shorten or withdraw the closure; deadlines that pass over closures are counted anew."""
    changed = (
        replace(found.record, withdrawn=True, reason=data.reason)
        if data.last_day is None
        else replace(found.record, last_day=data.last_day, reason=data.reason)
    )
    CLOSURES.write(ctx, found, changed)
    note_moves(ctx)
    return found.number


@end_closure.guard
def end_closure_reasons(ctx: Context, found: Subject[ClosureRecord], data: EndClosure) -> Iterator[Reason]:
    """Only one that is not withdrawn, to a day within it."""
    if found.record.withdrawn:
        yield Reason("closure.withdrawn", _("The closure was withdrawn already."))
    elif data.last_day is not None and not found.record.first_day <= data.last_day < found.record.last_day:
        yield Reason(
            "closure.outside",
            _("It must end between its first day, %(first)s, and the day before its last, %(last)s.")
            % {"first": found.record.first_day.isoformat(), "last": found.record.last_day.isoformat()},
            field="last_day",
        )
