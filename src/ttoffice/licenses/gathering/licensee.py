"""The licensee as the rules see it, from its enterprise record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.licenses.law.facts import LicenseeFacts

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


def licensee_of(reader: Reader, number: str) -> LicenseeFacts:
    """Return what is known of a licensee."""
    from ttoffice.action.kinds import kind_of

    kind = kind_of("enterprise")
    found = kind.shelf.load(reader, number) if kind is not None and number else None
    if kind is None or found is None:
        return LicenseeFacts(number)
    return LicenseeFacts(number, getattr(found.record, kind.headline), known=True)
