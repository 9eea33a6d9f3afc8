"""A result taken over from the register into the terms of a license, where the register has it."""

from __future__ import annotations

from ttoffice.licenses import checking
from ttoffice.licenses.terms import Grant
from ttoffice.parties.matters import exists
from ttoffice.store.connection import Reader


def grant_of(reader: Reader, number: str) -> Grant | None:
    """Return a result with all its rights as the register has them, or None where there is none."""
    return checking.grant_of(reader, number) if number and exists(reader, number) else None
