"""The two parties of a license as papers name them: the licensee from its record, the unit from its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import kind_of

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


def licensee_document(reader: Reader, number: str) -> Mapping[str, Any]:
    """Return what is known of an enterprise (QY-...); empty where there is no such record."""
    kind = kind_of("enterprise") if number else None
    found = kind.shelf.load(reader, number) if kind is not None else None
    return {} if found is None else found.document
