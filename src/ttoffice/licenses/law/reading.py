"""Reading what a fee plan holds as text: rates, shares and periods, never raising."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from ttoffice.errors import TTOfficeError
from ttoffice.licenses.fees import Stage
from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.counting import Period, node_day, read_period

MOST_DAYS = 36525
"""The longest time to pay, in days: about a hundred years, as for any period."""
LONGEST_NUMBER = 40


def decimal_of(text: str) -> Decimal | None:
    """Return the plain decimal number that a text is, or None; no signs, exponents, spaces or other digits."""
    if len(text) > LONGEST_NUMBER or not text.isascii() or not text.replace(".", "", 1).isdigit():
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def percent_of(text: str) -> Decimal | None:
    """Return a percentage more than 0 and at most 100, or None."""
    number = decimal_of(text)
    return number if number is not None and 0 < number <= 100 else None


def period_of(text: str) -> Period | None:
    """Return the period that a text means, or None."""
    try:
        return read_period(text)
    except TTOfficeError:
        return None


def after(start: date, text: str, calendar: WorkCalendar) -> date | None:
    """Return the day that lies a period after another; None for no period, and beyond the calendar."""
    period = period_of(text)
    try:
        return None if period is None else node_day(start, period, calendar)
    except OverflowError:
        return None


def stage_day(stage: Stage, effective_on: date, calendar: WorkCalendar) -> date | None:
    """Return the day on which a stage's node is reached or expected, or None where nobody has said."""
    by_period = after(effective_on, stage.after, calendar) if stage.after else None
    return stage.on or by_period or stage.planned_on
