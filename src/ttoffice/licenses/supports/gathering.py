"""What the rules on supports look at, gathered from the store; and the supports as other rules take them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.licenses import reading
from ttoffice.licenses.parties import licensee_document
from ttoffice.licenses.supports.record import STANDING, SUPPORTS, SupportRecord
from ttoffice.licenses.supports.rules import Around
from ttoffice.parties.views import own_unit

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

Support = Subject[SupportRecord]


def around(reader: Reader, license_: str) -> Around:
    """Return the parties of a license and its open sums due."""
    unit = own_unit(reader)
    found = reading.load(reader, license_)
    if found is None:
        return Around(unit.name, unit.credit_code)
    licensee = licensee_document(reader, found.record.licensee)
    code = str(licensee.get("credit_code") or "")
    return Around(unit.name, unit.credit_code, found.record.licensee_name, code, open_days(reader, license_))


def open_days(reader: Reader, license_: str) -> dict[str, date]:
    """Return the last day of payment of every open sum due under a license, by its number."""
    rows = reader.all(
        "SELECT number, COALESCE(due_on, expected_on) FROM due WHERE subject = ? AND state IN ('open', 'expected')"
        " AND COALESCE(due_on, expected_on) IS NOT NULL ORDER BY due_on, id",
        (license_,),
    )
    return {number: date.fromisoformat(day) for number, day in rows}


def overdue_days(reader: Reader, license_: str, today: date, only: tuple[str, ...] = ()) -> dict[str, date]:
    """Return the last day of payment of every overdue sum under a license, or of those named, by its number."""
    rows = reader.all(
        "SELECT number, due_on FROM due WHERE subject = ? AND state = 'open' AND due_on < ?"
        " AND paid_fen < amount_fen ORDER BY due_on, id",
        (license_, today.isoformat()),
    )
    return {number: date.fromisoformat(day) for number, day in rows if not only or number in only}


def supports_of(reader: Reader, license_: str, *, standing: bool = False) -> list[Support]:
    """Return the supports of a license, oldest first; only those of which something may still come, if asked."""
    found = SUPPORTS.where(reader, "subject = ?", (license_,))
    return [item for item in found if not standing or item.record.state in STANDING]
