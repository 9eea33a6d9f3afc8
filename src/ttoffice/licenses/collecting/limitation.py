"""Until when a sum can be claimed in court: three years (民法典 188), begun anew by every demand (195); pure.

Every sum is looked at by its own last day of payment, which is the safe side: of one debt paid by instalments
the period begins only with the last instalment (民法典 189).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ttoffice.workdays.periods import add_years

YEARS = 3
BASIS = "民法典 188"


def limitation_ends(due_on: date, demanded: Iterable[date]) -> date:
    """Return the last day of the period of limitation, given the days on which payment was demanded in time."""
    start = due_on
    for day in sorted(demanded):
        if start < day <= _years_later(start):
            start = day
    return _years_later(start)


def _years_later(start: date) -> date:
    try:
        return add_years(start, YEARS)
    except OverflowError:
        return date.max
