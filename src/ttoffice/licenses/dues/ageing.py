"""Ageing: how long what is open has been overdue, by license, and when its limitation period ends.

The limitation period of three years (民法典 188) is counted from each sum's own last day of payment, the earliest
that anybody could argue for; of one debt paid in parts it runs from the last of them (189), and a demand, an
acknowledgement or a part payment begins it anew (195). So what is shown is a warning, never a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ttoffice.i18n import N_
from ttoffice.store.connection import Reader
from ttoffice.workdays.periods import add_months, add_years

BUCKETS = (
    ("not_due", N_("not due")),
    ("to_30", N_("1 to 30 days")),
    ("to_90", N_("31 to 90 days")),
    ("to_180", N_("91 to 180 days")),
    ("to_365", N_("181 to 365 days")),
    ("older", N_("more than 365 days")),
)
"""The buckets by days overdue, and their catalog strings."""
EDGES = (0, 30, 90, 180, 365)
LIMITATION_YEARS = 3
WARNED_MONTHS = 6
"""So many months before the limitation period of a sum ends it is warned of."""


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is open under a license, or under all.

    Attributes:
        open_fen: fen by bucket, in the order of `BUCKETS`.
        limitation_on: the earliest day on which a limitation period ends, None where nothing is overdue.
        limited_fen: what is open with its limitation period ended, or ending within six months.
    """

    license: str
    licensee: str
    open_fen: tuple[int, ...]
    limitation_on: date | None = None
    limited_fen: int = 0

    @property
    def total_fen(self) -> int:
        """Everything open."""
        return sum(self.open_fen)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "license": self.license,
            "licensee": self.licensee,
            **{code: fen for (code, _label), fen in zip(BUCKETS, self.open_fen, strict=True)},
            "total_fen": self.total_fen,
            "limitation_on": self.limitation_on.isoformat() if self.limitation_on else None,
            "limited_fen": self.limited_fen,
        }


_OPEN = "amount_fen - paid_fen"
_AGED = f"""
SELECT {{group}},
    COALESCE(SUM(CASE WHEN due_on >= :edge0 THEN {_OPEN} END), 0),
    COALESCE(SUM(CASE WHEN due_on < :edge0 AND due_on >= :edge1 THEN {_OPEN} END), 0),
    COALESCE(SUM(CASE WHEN due_on < :edge1 AND due_on >= :edge2 THEN {_OPEN} END), 0),
    COALESCE(SUM(CASE WHEN due_on < :edge2 AND due_on >= :edge3 THEN {_OPEN} END), 0),
    COALESCE(SUM(CASE WHEN due_on < :edge3 AND due_on >= :edge4 THEN {_OPEN} END), 0),
    COALESCE(SUM(CASE WHEN due_on < :edge4 THEN {_OPEN} END), 0),
    MIN(CASE WHEN due_on < :edge0 THEN due_on END),
    COALESCE(SUM(CASE WHEN due_on < :limited THEN {_OPEN} END), 0)
FROM due WHERE state = 'open' AND due_on IS NOT NULL GROUP BY {{group}}
"""


def ageing(reader: Reader, day: date) -> list[Ageing]:
    """Return what is open of every license, the earliest limitation period first."""
    names: dict[str, str] = dict(reader.all("SELECT number, licensee_name FROM license"))
    found = [
        _aged(row, names.get(row[0], "")) for row in reader.all(_AGED.format(group="subject"), _params(day))
    ]
    return sorted(found, key=lambda item: (item.limitation_on or date.max, item.license))


def total_ageing(reader: Reader, day: date) -> Ageing:
    """Return what is open of all licenses together."""
    row = reader.one(_AGED.format(group="''"), _params(day))
    return _aged(row, "") if row else Ageing("", "", (0,) * len(BUCKETS))


def _params(day: date) -> dict[str, str]:
    edges = {f"edge{place}": (day - timedelta(days)).isoformat() for place, days in enumerate(EDGES)}
    limited = add_months(day, WARNED_MONTHS - 12 * LIMITATION_YEARS)
    return {**edges, "limited": limited.isoformat()}


def _aged(row: tuple[Any, ...], licensee: str) -> Ageing:
    license_, *buckets, oldest, limited = row
    ends = limitation_end(date.fromisoformat(oldest)) if oldest else None
    return Ageing(license_, licensee, tuple(buckets), ends, limited)


def limitation_end(due_on: date) -> date:
    """Return the day on which the limitation period of a sum ends that was payable by a day (民法典 188)."""
    try:
        return add_years(due_on, LIMITATION_YEARS)
    except OverflowError:
        return date.max
