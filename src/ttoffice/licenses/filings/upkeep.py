"""When the yearly fees of a patent are to be paid, so that a licensed patent stays in force; pure.

The year of a patent runs from its filing date; the fee of a year is paid before the year before it ends (专利法 43).
The licensor keeps the right in force while the license lasts (技术合同解释 26).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ttoffice.workdays.periods import add_years

BASIS = "技术合同解释 26"
SOURCE = "专利法第四十三条；年费应在上一年度期满前缴纳"
FIRST_YEAR = 2
"""The fee of the first year is paid with the grant."""


@dataclass(frozen=True, slots=True)
class FeeYear:
    """The fee of one year of a patent: which year, the day on which the year before it begins less one, and its end.

    The deadline runs from `counted_from` for one year.
    """

    year: int
    counted_from: date
    pay_by: date


def fee_year(applied_on: date, year: int) -> FeeYear:
    """Return when the fee of a year is to be paid: by the eve of the year."""
    eve = add_years(applied_on, year - 1) - timedelta(days=1)
    return FeeYear(year, add_years(eve, -1), eve)


def next_fee(
    applied_on: date, expires_on: date | None, since: date, paid_year: int | None = None
) -> FeeYear | None:
    """Return the next fee: the year after the one paid last, else the first that falls due from a day on.

    None where the right ends before that year begins.
    """
    year = FIRST_YEAR if paid_year is None else max(paid_year + 1, FIRST_YEAR)
    try:
        found = fee_year(applied_on, year)
        while paid_year is None and found.pay_by < since:
            year += 1
            found = fee_year(applied_on, year)
    except OverflowError:
        return None
    if expires_on is not None and found.pay_by >= expires_on - timedelta(days=1):
        return None
    return found
