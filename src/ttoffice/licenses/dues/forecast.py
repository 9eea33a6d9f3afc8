"""Forecast of receipts by quarter: what is fixed, what milestones should bring, and royalties by what they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from ttoffice.store.connection import Reader
from ttoffice.workdays.periods import add_months

QUARTERS = 8
"""So many quarters are looked ahead where nothing else is asked for."""
OVERDUE, UNDATED, BEYOND = "overdue", "undated", "beyond"
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """What is expected to come in within a quarter, in fen.

    Attributes:
        key: `2027-Q1`; `overdue` for what should have come in before the day, `undated` where no day is known,
            `beyond` for what comes later than the quarters asked for.
        fixed_fen: sums whose amount and day are fixed.
        milestone_fen: stages at the day on which their milestone is expected.
        mean_fen: royalties by the mean of the last ones; `minimum_fen` by the yearly minimum of the plan.
        unknown: how many royalties nobody can tell an amount of.
    """

    key: str
    fixed_fen: int = 0
    milestone_fen: int = 0
    mean_fen: int = 0
    minimum_fen: int = 0
    unknown: int = 0

    @property
    def total_fen(self) -> int:
        """Everything that an amount can be told of."""
        return self.fixed_fen + self.milestone_fen + self.mean_fen + self.minimum_fen

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)} | {"total_fen": self.total_fen}


_BY_DAY = """
SELECT day, COALESCE(by, 'unknown'), SUM(fen), COUNT(*) FROM (
    SELECT substr(due_on, 1, 7) AS day, 'fixed' AS by, amount_fen - paid_fen AS fen FROM due
     WHERE state = 'open' AND due_on >= :day {one}
    UNION ALL SELECT 'overdue', 'fixed', amount_fen - paid_fen FROM due
     WHERE state = 'open' AND due_on < :day {one}
    UNION ALL SELECT CASE WHEN expected_on IS NULL THEN 'undated' WHEN expected_on < :day THEN 'overdue'
                     ELSE substr(expected_on, 1, 7) END, expected_by, expected_fen FROM due
     WHERE state = 'expected' {one}
) GROUP BY day, by
"""
_FIELDS = {"fixed": "fixed_fen", "contract": "milestone_fen", "mean": "mean_fen", "minimum": "minimum_fen"}


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast as seen from a day: what is overdue first, the quarters, what lies beyond, what has no day."""

    day: date
    quarters: tuple[Quarter, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"as_of": self.day.isoformat(), "quarters": [item.as_json() for item in self.quarters]}


def forecast(reader: Reader, day: date, *, quarters: int = QUARTERS, number: str | None = None) -> Forecast:
    """Return what is expected to come in, of one license or of all, by quarter from the present one on."""
    one = "" if number is None else "AND subject = :license"
    keys = _keys(day, quarters)
    found = {key: Quarter(key) for key in (OVERDUE, *keys, BEYOND, UNDATED)}
    rows = reader.all(_BY_DAY.format(one=one), {"day": day.isoformat(), "license": number})
    for month, by, fen, count in rows:
        key = month if month in (OVERDUE, UNDATED) else _quarter(month)
        key = key if key in found else BEYOND
        if by in _FIELDS:
            name = _FIELDS[by]
            found[key] = replace(found[key], **{name: getattr(found[key], name) + fen})
        else:
            found[key] = replace(found[key], unknown=found[key].unknown + count)
    edges = (OVERDUE, BEYOND, UNDATED)
    shown = [item for item in found.values() if item.key not in edges or item.total_fen or item.unknown]
    return Forecast(day, tuple(shown))


def _keys(day: date, quarters: int) -> list[str]:
    return [_quarter(add_months(day, _MONTHS * step).isoformat()) for step in range(quarters)]


def _quarter(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // _MONTHS}"
