"""Which records stand behind a bar of the overview: their ids, in the order of a list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ttoffice.agenda.today.money import BEYOND, EARLIER, UNDATED, months_of, quarters_around
from ttoffice.licenses.dues.ageing import BUCKETS
from ttoffice.licenses.dues.ageing import EDGES as DAYS

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

_MONTH = "substr(CASE state WHEN 'expected' THEN expected_on ELSE due_on END, 1, 7)"
_COUNTED = "(state IN ('open', 'settled', 'expected') OR paid_fen > 0)"
"""Of a sum that was waived what was paid before counts."""


def dues_of_quarter(reader: Reader, day: date, key: str) -> tuple[int, ...]:
    """Return the ids of the sums that stand in a quarter of the overview of a day, or under one of its edges."""
    around = quarters_around(day)
    first, last = months_of(around[0])[0], months_of(around[-1])[1]
    conditions = {
        EARLIER: f"{_MONTH} < :first",
        BEYOND: f"{_MONTH} > :last",
        UNDATED: f"{_MONTH} IS NULL",
    }
    if key not in conditions:
        first, last = months_of(key)
    condition = conditions.get(key, f"{_MONTH} BETWEEN :first AND :last")
    return _ids(
        reader, f"SELECT id FROM due WHERE {_COUNTED} AND {condition}", {"first": first, "last": last}
    )


def dues_of_age(reader: Reader, day: date, bucket: str) -> tuple[int, ...]:
    """Return the ids of the open sums in a bucket of the ageing of a day."""
    place = [code for code, _label in BUCKETS].index(bucket)
    latest = (day - timedelta(DAYS[place - 1] + 1)).isoformat() if place else "9999-12-31"
    earliest = (day - timedelta(DAYS[place])).isoformat() if place < len(DAYS) else ""
    return _ids(
        reader,
        "SELECT id FROM due WHERE state = 'open' AND due_on BETWEEN :earliest AND :latest",
        {"earliest": earliest, "latest": latest},
    )


def licenses_at(reader: Reader, state: str) -> tuple[int, ...]:
    """Return the ids of the licenses in a state."""
    return _ids(reader, "SELECT id FROM license WHERE state = :state", {"state": state})


def findings_at(reader: Reader, state: str) -> tuple[int, ...]:
    """Return the ids of the findings in a state."""
    return _ids(reader, "SELECT id FROM finding WHERE state = :state", {"state": state})


def _ids(reader: Reader, sql: str, params: dict[str, str]) -> tuple[int, ...]:
    return tuple(row[0] for row in reader.all(f"{sql} ORDER BY id", params))
