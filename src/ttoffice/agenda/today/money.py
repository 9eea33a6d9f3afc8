"""The money of the licenses by quarter: what was to be paid in it, what of that is paid, overdue or still to come.

A sum stands in the quarter of its last day of payment, one that is only expected in that of the day on which it is
expected. What has no day stands under `undated`, what lies outside the quarters asked for under `earlier` and
`beyond`, so that the figures of all of them together are those of balance, ageing and forecast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from ttoffice.agenda.sources import Sight
from ttoffice.workdays.periods import add_months

EARLIER, BEYOND, UNDATED = "earlier", "beyond", "undated"
BACK, AHEAD = 3, 4
"""So many quarters are looked back and ahead, beside the present one."""
MONTHS = 3
Sum = tuple[str | None, int, int, int, int]
"""A month, and the fen of it that are paid, overdue, to come and expected."""


@dataclass(frozen=True, slots=True)
class QuarterMoney:
    """What was or is to be paid in a quarter, in fen.

    Attributes:
        key: `2026-Q4`, or `earlier`, `beyond`, `undated`.
        paid_fen: what was paid of the sums of this quarter, whenever it came in.
        overdue_fen: what should have been paid before the day.
        coming_fen: what is payable on the day or later.
        expected_fen: what is expected without a fixed amount or day.
    """

    key: str
    paid_fen: int = 0
    overdue_fen: int = 0
    coming_fen: int = 0
    expected_fen: int = 0

    @property
    def payable_fen(self) -> int:
        """Everything whose amount and day are fixed."""
        return self.paid_fen + self.overdue_fen + self.coming_fen

    @property
    def empty(self) -> bool:
        """Whether nothing is paid, payable or expected."""
        return not (self.payable_fen or self.expected_fen)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)} | {
            "payable_fen": self.payable_fen
        }


def quarter_of(day: str) -> str:
    """Return the quarter of an ISO day or month."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // MONTHS}"


def months_of(key: str) -> tuple[str, str]:
    """Return the first and the last month (`2026-10`, `2026-12`) of a quarter such as `2026-Q4`."""
    year, _q, number = key.partition("-Q")
    last = int(number) * MONTHS
    return f"{year}-{last - MONTHS + 1:02}", f"{year}-{last:02}"


def quarters_around(day: date, back: int = BACK, ahead: int = AHEAD) -> list[str]:
    """Return the quarters around a day, the earliest first; those outside the calendar are left out."""
    found = []
    for step in range(-back, ahead + 1):
        try:
            found.append(quarter_of(add_months(day, MONTHS * step).isoformat()))
        except (OverflowError, ValueError):
            continue
    return found


def money_by_quarter(sight: Sight) -> tuple[QuarterMoney, ...]:
    """Return the money of all licenses by quarter on a day; of edges only those under which something stands."""
    keys = quarters_around(sight.day)
    found = {key: QuarterMoney(key) for key in (EARLIER, *keys, BEYOND, UNDATED)}
    for month, paid, overdue, coming, expected in _sums(sight):
        key = UNDATED if not month else quarter_of(month)
        if key not in found:
            key = EARLIER if key < keys[0] else BEYOND
        one = found[key]
        found[key] = replace(
            one,
            paid_fen=one.paid_fen + paid,
            overdue_fen=one.overdue_fen + overdue,
            coming_fen=one.coming_fen + coming,
            expected_fen=one.expected_fen + expected,
        )
    return tuple(one for one in found.values() if one.key in keys or not one.empty)


_SUMS = """
SELECT substr(CASE state WHEN 'expected' THEN expected_on ELSE due_on END, 1, 7) AS month, SUM(paid_fen),
       SUM(CASE WHEN state = 'open' AND due_on < :day THEN amount_fen - paid_fen ELSE 0 END),
       SUM(CASE WHEN state = 'open' AND (due_on >= :day OR due_on IS NULL) THEN amount_fen - paid_fen ELSE 0 END),
       SUM(CASE state WHEN 'expected' THEN expected_fen ELSE 0 END)
  FROM due GROUP BY month
"""


def _sums(sight: Sight) -> Iterable[Sum]:
    """Return the sums by month; of a past day from the history."""
    if not sight.past:
        return sight.reader.all(_SUMS, {"day": sight.day.isoformat()})
    return _sums_then(sight)


def _sums_then(sight: Sight) -> Iterator[Sum]:
    from ttoffice.store.history import all_as_of

    day = sight.day.isoformat()
    for _number, _version, found in all_as_of(sight.reader, "due", day):
        state, due_on = found["state"], found["due_on"]
        month = (found["expected_on"] if state == "expected" else due_on) or ""
        open_fen = found["amount_fen"] - found["paid_fen"] if state == "open" else 0
        late = bool(due_on) and due_on < day
        expected = found["expected_fen"] if state == "expected" else 0
        yield month[:7], found["paid_fen"], open_fen * late, open_fen * (not late), expected
