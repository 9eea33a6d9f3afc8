"""A forecast by calendar years: revenue, quantity, the licensor's costs; and its spreading over settlement periods.

What is forecast for a year is spread evenly over the days of that year on which the license runs. A part of it is
what has come up by its last day less what has come up by the day before its first, each rounded half up to the fen:
so the parts of a year are together the year.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.dues.exact import half_up
from ttoffice.licenses.dues.settlements import Settlement
from ttoffice.money import MAX_FEN
from ttoffice.results.importing.amounts import read_amount

YEARS = (1990, 2200)
MOST_YEARS = 40
MONTHS_A_YEAR = 12
Years = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected.

    Attributes:
        revenue: the licensee's revenue with the licensed products, fen by calendar year.
        quantity: units sold, by calendar year.
        costs: what the license costs the unit, fen by calendar year.
        margin: the part of the revenue that is left to the licensee before license fees; None where nobody said.
    """

    revenue: Years = field(default_factory=dict)
    quantity: Years = field(default_factory=dict)
    costs: Years = field(default_factory=dict)
    margin: Fraction | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the forecast, from the first to the last with something in it."""
        named = [*self.revenue, *self.quantity]
        return tuple(range(min(named), max(named) + 1)) if named else ()

    def scaled(self, by: Fraction) -> Forecast:
        """Return the forecast with another revenue and quantity, rounded half up; costs stay."""
        return replace(
            self,
            revenue={year: half_up(fen * by) for year, fen in self.revenue.items()},
            quantity={year: half_up(units * by) for year, units in self.quantity.items()},
        )

    def later(self, months: int | None) -> Forecast:
        """Return the forecast with revenue and quantity some months later; None for never.

        Of a year so many twelfths as months stay behind move on to the next.
        """
        if months is None:
            return replace(
                self, revenue=dict.fromkeys(self.revenue, 0), quantity=dict.fromkeys(self.quantity, 0)
            )
        return replace(self, revenue=_moved(self.revenue, months), quantity=_moved(self.quantity, months))


def _moved(years: Years, months: int) -> dict[int, int]:
    whole, rest = divmod(months, MONTHS_A_YEAR)
    found: dict[int, int] = {}
    for year, amount in sorted(years.items()):
        moved = half_up(Fraction(amount * rest, MONTHS_A_YEAR))
        for at, part in ((year + whole, amount - moved), (year + whole + 1, moved)):
            if part:
                found[at] = found.get(at, 0) + part
    return found


@dataclass(frozen=True, slots=True)
class Running:
    """The days on which a license runs; `last` is None while no end is agreed."""

    first: date
    last: date | None = None

    def of_year(self, year: int) -> tuple[date, date] | None:
        """Return the first and last day of a year on which it runs, None where it runs on none."""
        first = max(self.first, date(year, 1, 1))
        last = min(self.last or date.max, date(year, 12, 31))
        return (first, last) if first <= last else None


def falls_to(amount: int, running: Running, settlement: Settlement) -> int:
    """Return what of a year's amount falls to a settlement period of that year."""
    days = running.of_year(settlement.first.year)
    if days is None:
        return 0
    first, last = days
    length = (last - first).days + 1
    before = min(max((settlement.first - first).days, 0), length)
    until = min(max((settlement.last - first).days + 1, 0), length)
    return half_up(Fraction(amount * until, length)) - half_up(Fraction(amount * before, length))


# --- reading -------------------------------------------------------------------------------------------

_PART = re.compile(r"(\d{4})年?\s*[=:]\s*(.+)")
_BETWEEN = re.compile(r"[,;、\n](?!\d{3}(?:\D|$))")


def read_years(text: str, *, money: bool = True) -> dict[int, int]:
    """Return amounts by year from `2026=50万元,2027=200万元`; without `money` whole numbers of units.

    Raise UsageError, saying how it is written, for what is none.
    """
    found: dict[int, int] = {}
    plain = unicodedata.normalize("NFKC", text)
    for part in filter(None, (piece.strip() for piece in _BETWEEN.split(plain))):
        match = _PART.fullmatch(part)
        year = int(match[1]) if match else 0
        amount = read_number(match[2], money=money) if match else None
        if amount is None or not YEARS[0] <= year <= YEARS[1] or year in found:
            raise UsageError(
                _("%(part)s is no forecast of a year.") % {"part": part},
                advice=_("Write 2026=50万元,2027=200万元, each year once.")
                if money
                else _("Write 2026=1000,2027=2500, each year once."),
            )
        found[year] = amount
    if found and max(found) - min(found) >= MOST_YEARS:
        raise UsageError(
            _("A forecast covers at most %(years)d years.") % {"years": MOST_YEARS},
            advice=_("Leave out the years that lie far off."),
        )
    return found


def read_number(text: str, *, money: bool, unit: str = "元") -> int | None:
    """Return an amount in fen, or with `money` false a whole number of units; None for what is none."""
    if money:
        try:
            return read_amount(text, unit)
        except ValueError:
            return None
    plain = text.replace(",", "").strip().rstrip("件台套株吨个")
    return int(plain) if plain.isascii() and plain.isdigit() and int(plain) <= MAX_FEN else None
