"""Periods in months and years as 民法典 200-202 count them: by the calendar, to the matching day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS_A_YEAR = 12


def add_months(start: date, months: int) -> date:
    """Return the matching day `months` later, or that month's last day where it has no such day.

    Raises OverflowError beyond the year 9999 and before the year 1.
    """
    index = start.year * MONTHS_A_YEAR + start.month - 1 + months
    year, month = divmod(index, MONTHS_A_YEAR)
    if not 1 <= year <= 9999:
        raise OverflowError(f"{start} + {months} months")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def add_years(start: date, years: int) -> date:
    """Return the matching day `years` later; 29 February becomes the 28th in a common year."""
    return add_months(start, years * MONTHS_A_YEAR)
