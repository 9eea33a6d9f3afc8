"""Reads of the deadlines: the calendar in force, the unit's settings on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ttoffice.deadlines.policy import SETTINGS, PolicyValue, preset
from ttoffice.deadlines.record import PolicyRecord
from ttoffice.deadlines.shelves import CALENDARS, CLOSURES, POLICIES
from ttoffice.store.connection import Reader
from ttoffice.workdays.calendar import CalendarYear, WorkCalendar
from ttoffice.workdays.reading import shipped


def work_calendar(reader: Reader) -> WorkCalendar:
    """Return the calendar in force: the years shipped, the office's own in their place, and its closures."""
    years = {year.year: year for year in shipped()}
    years |= {item.record.year: item.record.arrangement() for item in CALENDARS.where(reader)}
    closures = CLOSURES.where(reader, "NOT withdrawn", order="first_day, id")
    return WorkCalendar(
        tuple(years[year] for year in sorted(years)), tuple(item.record.closure() for item in closures)
    )


def policy_on(reader: Reader, code: str, day: date) -> PolicyValue:
    """Return a setting's value on a day: the entry that holds then, else the value that comes with the program.

    Of several from the same day the last entered holds. Raises UsageError for a code that is not known.
    """
    usual = preset(code)
    found = POLICIES.where(
        reader,
        "code = ? AND effective_from <= ?",
        (code, day.isoformat()),
        "effective_from DESC, id DESC LIMIT 1",
    )
    return _value(found[0].number, found[0].record) if found else usual


def next_policy(reader: Reader, code: str, day: date) -> PolicyValue | None:
    """Return the value that follows the one that holds on a day, or None where none is to come."""
    found = POLICIES.where(
        reader, "code = ? AND effective_from > ?", (code, day.isoformat()), "effective_from, id DESC LIMIT 1"
    )
    return _value(found[0].number, found[0].record) if found else None


def policies_on(reader: Reader, day: date) -> list[PolicyValue]:
    """Return every setting's value on a day, in the order in which they are shown."""
    return [policy_on(reader, code, day) for code in SETTINGS]


def _value(number: str, entry: PolicyRecord) -> PolicyValue:
    return PolicyValue(
        entry.code, entry.value, entry.source, entry.effective_from, entry.skip_closures, number
    )


# --- what lists show -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A setting as a list shows it: its value on a day, and the one that follows."""

    value: PolicyValue
    later: PolicyValue | None

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            **policy_json(self.value),
            "next": None if self.later is None else policy_json(self.later),
        }


def policy_json(value: PolicyValue) -> dict[str, Any]:
    """Return the JSON form of a setting's value."""
    return {
        "code": value.code,
        "value": value.value,
        "since": None if value.since is None else value.since.isoformat(),
        "source": value.source,
        "skip_closures": value.skip_closures,
        "number": value.number,
    }


def policy_lines(reader: Reader, day: date) -> list[PolicyLine]:
    """Return every setting on a day with what follows, in the order in which they are shown."""
    return [PolicyLine(value, next_policy(reader, value.code, day)) for value in policies_on(reader, day)]


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """One entry of the settings' history."""

    value: PolicyValue
    note: str

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {**policy_json(self.value), "note": self.note}


def policy_entries(reader: Reader, code: str | None = None) -> list[PolicyEntry]:
    """Return every entry, or those of one setting, in the order in which they were made."""
    found = POLICIES.where(reader) if code is None else POLICIES.where(reader, "code = ?", (code,))
    return [PolicyEntry(_value(item.number, item.record), item.record.note) for item in found]


@dataclass(frozen=True, slots=True)
class YearView:
    """A year's arrangement as a list shows it; `number` is empty for one that comes with the program."""

    year: int
    edition: str
    source: str
    announced_on: str | None
    rest: tuple[str, ...]
    work: tuple[str, ...]
    number: str
    file: str
    in_force: bool
    names: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "year": self.year,
            "edition": self.edition,
            "source": self.source,
            "announced_on": self.announced_on,
            "rest": list(self.rest),
            "work": list(self.work),
            "number": self.number,
            "file": self.file,
            "in_force": self.in_force,
        }


def calendar_years(reader: Reader) -> list[YearView]:
    """Return every arrangement, those replaced too, by year and in the order in which they came."""
    listed = [_year_view(year, "", "") for year in shipped()]
    listed += [
        _year_view(item.record.arrangement(), item.number, item.record.file)
        for item in CALENDARS.where(reader)
    ]
    listed.sort(key=lambda view: view.year)  # stable: of one year the last stays last
    newest = {view.year: place for place, view in enumerate(listed)}
    return [replace(view, in_force=newest[view.year] == place) for place, view in enumerate(listed)]


def _year_view(year: CalendarYear, number: str, file: str) -> YearView:
    return YearView(
        year.year,
        year.edition,
        year.source,
        None if year.announced_on is None else year.announced_on.isoformat(),
        tuple(day.isoformat() for day in sorted(year.rest)),
        tuple(day.isoformat() for day in sorted(year.work)),
        number,
        file,
        True,
        tuple((day.isoformat(), name) for day, name in sorted(year.names.items())),
    )


@dataclass(frozen=True, slots=True)
class ClosureView:
    """A closure of the unit as a list shows it."""

    number: str
    name: str
    first_day: str
    last_day: str
    source: str
    withdrawn: bool
    reason: str

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: getattr(self, name) for name in self.__slots__}


def closures(reader: Reader) -> list[ClosureView]:
    """Return every closure, withdrawn ones too, by its first day."""
    return list(_closures(reader))


def _closures(reader: Reader) -> Iterator[ClosureView]:
    for item in CLOSURES.where(reader, order="first_day, id"):
        record = item.record
        yield ClosureView(
            item.number,
            record.name,
            record.first_day.isoformat(),
            record.last_day.isoformat(),
            record.source,
            record.withdrawn,
            record.reason,
        )
