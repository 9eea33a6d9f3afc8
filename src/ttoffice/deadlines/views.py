"""Reads of the deadlines: the calendar in force, the unit's settings on a day."""

from __future__ import annotations

from datetime import date

from ttoffice.deadlines.policy import SETTINGS, PolicyValue, preset
from ttoffice.deadlines.record import PolicyRecord
from ttoffice.deadlines.shelves import CALENDARS, CLOSURES, POLICIES
from ttoffice.store.connection import Reader
from ttoffice.workdays.calendar import WorkCalendar
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
