"""A result taken over from the register into the terms of a license."""

from __future__ import annotations

from ttoffice.licenses.terms import Grant, GrantedRight
from ttoffice.results import storage
from ttoffice.results.codes import RightKind
from ttoffice.results.record import Right
from ttoffice.store.connection import Reader


def grant_of(reader: Reader, number: str) -> Grant | None:
    """Return a result with all its rights as the register has them, or None where there is none."""
    found = storage.load(reader, number)
    if found is None:
        return None
    record = found[2]
    return Grant(number, record.title, tuple(_right(right) for right in record.rights))


def _right(right: Right) -> GrantedRight:
    return GrantedRight(
        RightKind(right.kind) if right.kind else None,
        right.number,
        right.applied_on,
        right.acquired_on,
        right.expires_on,
        right.legal_status or "",
        tuple(holder.name for holder in right.holders),
    )
