"""The licensee of a license, out of the register of enterprises."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ttoffice.licenses.record import Licensee
from ttoffice.parties.enterprises import ENTERPRISES, EnterpriseRecord
from ttoffice.parties.size_standards import size_of
from ttoffice.parties.sizes import figures_in_chinese

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


def licensee_of(reader: Reader, number: str) -> EnterpriseRecord | None:
    """Return the record of an enterprise by its number, or None."""
    found = ENTERPRISES.load(reader, number) if number else None
    return found.record if found is not None else None


def as_signed(reader: Reader, number: str, day: date) -> Licensee | None:
    """Return the licensee as it stands on the day of signature: name, code, size class and the figures."""
    record = licensee_of(reader, number)
    if record is None:
        return None
    found = size_of(reader, number, day)
    if found is None:
        return Licensee(record.name, record.credit_code)
    figures = figures_in_chinese(found.figures) if found.figures else ""
    return Licensee(record.name, record.credit_code, found.size.value if found.size else "", figures)
