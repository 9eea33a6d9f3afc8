"""Reads of the parties: the own unit."""

from __future__ import annotations

from dataclasses import dataclass

from ttoffice.store.connection import Reader

UNIT_FIELDS = ("name", "credit_code", "office", "contact_name", "contact_phone", "address")


@dataclass(frozen=True, slots=True)
class UnitView:
    """The own unit; empty texts where nobody has said."""

    name: str = ""
    credit_code: str = ""
    office: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    address: str = ""
    version: int = 0

    def as_document(self) -> dict[str, str]:
        """Return the JSON form."""
        return {name: getattr(self, name) for name in UNIT_FIELDS}


def own_unit(reader: Reader) -> UnitView:
    """Return the own unit; all empty while nobody has named it."""
    row = reader.one(
        "SELECT name, credit_code, office, contact_name, contact_phone, address, version FROM unit"
    )
    return UnitView(*row) if row else UnitView()
