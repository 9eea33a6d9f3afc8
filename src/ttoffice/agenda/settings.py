"""The unit's settings that the agenda goes by; where the unit has set none, nothing is loaded to know it."""

from __future__ import annotations

from datetime import date

from ttoffice.agenda.items import REMINDERS
from ttoffice.store.connection import Reader
from ttoffice.workdays.periods import MONTHS_A_YEAR, add_months

DEFAULTS = {"reminders": "30,7,1", "exclusion_review": "1y"}
"""What the settings hold that the unit has not set; the list of settings says the same, and why."""


def value_on(reader: Reader, code: str, day: date) -> str:
    """Return a setting's value on a day."""
    own = reader.value(
        "SELECT 1 FROM policy WHERE code = ? AND effective_from <= ? LIMIT 1", (code, day.isoformat())
    )
    if own is None:
        return DEFAULTS[code]
    from ttoffice.deadlines.views import policy_on

    return policy_on(reader, code, day).value


def reminder_steps(reader: Reader, day: date) -> tuple[int, ...]:
    """Return how many days before its day one is reminded of a thing, the earliest reminder first."""
    value = value_on(reader, "reminders", day)
    if value == DEFAULTS["reminders"]:
        return REMINDERS
    return tuple(sorted({int(step) for step in value.split(",")}, reverse=True))


def reviewed_on(excluded_on: date, period: str) -> date | None:
    """Return the day on which an exclusion is to be looked at again; None beyond the year 9999.

    Periods in months and years go by the calendar; those in days are counted as plain days, because no
    period of law runs here.
    """
    amount, unit = _parts(period)
    try:
        if unit in ("m", "y"):
            return add_months(excluded_on, amount * (MONTHS_A_YEAR if unit == "y" else 1))
        return date.fromordinal(excluded_on.toordinal() + amount)
    except (OverflowError, ValueError):
        return None


def _parts(period: str) -> tuple[int, str]:
    if period == DEFAULTS["exclusion_review"]:
        return 1, "y"
    from ttoffice.workdays.counting import read_period

    asked = read_period(period)
    return asked.amount, asked.unit
