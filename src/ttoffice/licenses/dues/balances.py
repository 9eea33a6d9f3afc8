"""Balances: what was owed, paid, waived, came in and is free, of a license, a licensee or all; added up by the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Balance:
    """Sums in fen.

    Attributes:
        license: number of the license, empty for more than one; `licensee` and `title` of it.
        owed_fen: what became payable, as far as it was not waived or cancelled; paid and open together.
        open_fen: what is payable and not paid; `overdue_fen` the part whose last day is past.
        waived_fen: what is unpaid of cancelled sums.
        expected_fen: what is not payable yet, as far as its amount can be told.
        received_fen: what came in, reversals taken off; `refunded_fen` what went back; `free_fen` what pays nothing.
        overdue_since: the earliest last day that is past, None for none.
    """

    license: str = ""
    licensee: str = ""
    title: str = ""
    owed_fen: int = 0
    paid_fen: int = 0
    open_fen: int = 0
    overdue_fen: int = 0
    waived_fen: int = 0
    expected_fen: int = 0
    received_fen: int = 0
    refunded_fen: int = 0
    free_fen: int = 0
    overdue_since: date | None = None

    @property
    def held_fen(self) -> int:
        """What came in and did not go back."""
        return self.received_fen - self.refunded_fen

    @property
    def allocated_fen(self) -> int:
        """What of it pays a due."""
        return self.held_fen - self.free_fen

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        since = self.overdue_since.isoformat() if self.overdue_since else None
        return {name: getattr(self, name) for name in self.__slots__} | {"overdue_since": since}


_DUES = """
SELECT {group},
    COALESCE(SUM(CASE state WHEN 'cancelled' THEN paid_fen ELSE amount_fen END), 0),
    COALESCE(SUM(paid_fen), 0),
    COALESCE(SUM(CASE state WHEN 'open' THEN amount_fen - paid_fen END), 0),
    COALESCE(SUM(CASE WHEN state = 'open' AND due_on < :day THEN amount_fen - paid_fen END), 0),
    COALESCE(SUM(CASE state WHEN 'cancelled' THEN amount_fen - paid_fen END), 0),
    COALESCE(SUM(CASE state WHEN 'expected' THEN expected_fen END), 0),
    MIN(CASE WHEN state = 'open' AND due_on < :day THEN due_on END)
FROM due {where} GROUP BY {group}
"""
_RECEIPTS = """
SELECT {group},
    COALESCE(SUM(CASE WHEN kind <> 'refund' THEN CASE reverses WHEN '' THEN amount_fen ELSE -amount_fen END END), 0),
    COALESCE(SUM(CASE WHEN kind = 'refund' THEN CASE reverses WHEN '' THEN amount_fen ELSE -amount_fen END END), 0)
FROM receipt {where} GROUP BY {group}
"""
_ALLOCATIONS = """
SELECT {group}, COALESCE(SUM(CASE releases WHEN '' THEN amount_fen ELSE -amount_fen END), 0)
FROM allocation {where} GROUP BY {group}
"""
_ONE = "WHERE subject = :license"
_OF_LICENSEE = "WHERE subject IN (SELECT number FROM license WHERE licensee = :licensee)"


def balance(reader: Reader, day: date, *, number: str | None = None, licensee: str | None = None) -> Balance:
    """Return the balance of a license, of all licenses of a licensee, or of all."""
    where = _ONE if number is not None else _OF_LICENSEE if licensee is not None else ""
    params = {"day": day.isoformat(), "license": number, "licensee": licensee}
    found = _grouped(reader, "''", where, params)
    names = {} if number is None else _names(reader, "WHERE number = ?", (number,))
    return _balance(number or "", names.get(number or "", ("", "")), found, "")


def balances(reader: Reader, day: date) -> list[Balance]:
    """Return the balance of every license under which something is owed, expected or came in, by number."""
    # Joined with nothing, so that the rows are added up along the index that holds all the sums.
    found = _grouped(reader, "subject || ''", "", {"day": day.isoformat()})
    names = _names(reader)
    keys = sorted({key for part in found for key in part})
    return [_balance(key, names.get(key, ("", "")), found, key) for key in keys]


Grouped = tuple[Mapping[str, tuple[Any, ...]], Mapping[str, tuple[Any, ...]], Mapping[str, tuple[Any, ...]]]


def _grouped(reader: Reader, group: str, where: str, params: dict[str, Any]) -> Grouped:
    dues, receipts, allocations = (
        {row[0]: row[1:] for row in reader.all(sql.format(group=group, where=where), params)}
        for sql in (_DUES, _RECEIPTS, _ALLOCATIONS)
    )
    return dues, receipts, allocations


_NAMES = "SELECT number, licensee_name, title FROM license"


def _names(reader: Reader, condition: str = "", params: Sequence[str] = ()) -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in reader.all(f"{_NAMES} {condition}", params)}


def _balance(number: str, named: tuple[str, str], found: Grouped, key: str) -> Balance:
    dues, receipts, allocations = found
    owed, paid, open_, overdue, waived, expected, since = dues.get(key, (0, 0, 0, 0, 0, 0, None))
    received, refunded = receipts.get(key, (0, 0))
    (allocated,) = allocations.get(key, (0,))
    free = received - refunded - allocated
    return Balance(
        number,
        *named,
        owed,
        paid,
        open_,
        overdue,
        waived,
        expected,
        received,
        refunded,
        free,
        date.fromisoformat(since) if since else None,
    )
