"""Reading what a fee plan holds as text: rates, shares and periods, never raising."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from ttoffice.errors import TTOfficeError
from ttoffice.licenses.fees import Stage
from ttoffice.workdays.counting import Period, read_period
from ttoffice.workdays.periods import add_months, add_years

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


def after(start: date, text: str) -> date | None:
    """Return the day that lies a period after another; working days are taken as days. None for no period."""
    period = period_of(text)
    if period is None:
        return None
    try:
        if period.unit == "m":
            return add_months(start, period.amount)
        if period.unit == "y":
            return add_years(start, period.amount)
        return start + timedelta(days=period.amount)
    except OverflowError:
        return None


def later(start: date | None, *days: int | None) -> date | None:
    """Return the day some numbers of days later; None where one of them, or the day itself, is not known."""
    total = 0
    for one in days:
        if one is None or not 0 <= one <= MOST_DAYS:
            return None
        total += one
    try:
        return None if start is None else start + timedelta(days=total)
    except OverflowError:
        return None


def node_day(stage: Stage, effective_on: date) -> date | None:
    """Return the day on which a stage's node is reached or expected, or None where nobody has said."""
    return stage.on or (after(effective_on, stage.after) if stage.after else None) or stage.planned_on
