"""The integrity records of a license as they stand: the newest of each chain, without what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.licenses.integrity.kinds import STANDS
from ttoffice.licenses.integrity.record import INTEGRITY, IntegrityRecord

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


def standing_entries(reader: Reader, license_: str) -> list[Subject[IntegrityRecord]]:
    """Return the entries about a license that stand, oldest first."""
    return INTEGRITY.where(reader, f"subject = ? AND {STANDS}", (license_,))
