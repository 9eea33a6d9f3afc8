"""Reads of the parties: the own unit."""

from __future__ import annotations

from dataclasses import dataclass

from ttoffice.store.connection import Reader

FOR_CONTRACTS = ("representative", "bank", "bank_account")
"""What contracts name beside the rest; left out of the JSON form while empty, as older entries of the history have it."""
UNIT_FIELDS = ("name", "credit_code", "office", "contact_name", "contact_phone", "address", *FOR_CONTRACTS)


@dataclass(frozen=True, slots=True)
class UnitView:
    """The own unit; empty texts where nobody has said."""

    name: str = ""
    credit_code: str = ""
    office: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    address: str = ""
    representative: str = ""
    bank: str = ""
    bank_account: str = ""
    version: int = 0

    def as_document(self) -> dict[str, str]:
        """Return the JSON form."""
        found = {name: getattr(self, name) for name in UNIT_FIELDS}
        return {name: text for name, text in found.items() if text or name not in FOR_CONTRACTS}


def own_unit(reader: Reader) -> UnitView:
    """Return the own unit; all empty while nobody has named it."""
    row = reader.one(f"SELECT {', '.join(UNIT_FIELDS)}, version FROM unit")
    return UnitView(*row) if row else UnitView()
