"""Reads of the exports: the batches, the newest first, and the last that was uploaded."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any

from ttoffice.parties.views import UNIT_FIELDS, UnitView
from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class BatchView:
    """One export.

    Attributes:
        at: the moment, ISO 8601 in UTC; `legal_day` the day the program took for today.
        which: listed, due, all or numbers.
        rows, refused: how many went, how many were left out.
        content_sha256: names the content, whatever the format.
        as_of_log: the newest log entry whose changes are in it.
        uploaded_on: ISO date, None while it is not uploaded.
    """

    id: int
    version: int
    number: str
    at: str
    legal_day: str
    operator: str
    profile: str
    profile_sha256: str
    which: str
    format: str
    file_name: str
    rows: int
    refused: int
    content_sha256: str
    as_of_log: int
    log_id: int
    uploaded_on: str | None
    uploaded_by: str

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: getattr(self, name) for name in _COLUMNS if name not in ("id", "version", "log_id")}


_COLUMNS = tuple(item.name for item in fields(BatchView))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM listing_batch"


def batch(reader: Reader, number: str) -> BatchView | None:
    """Return a batch by its number, or None."""
    row = reader.one(f"{_SELECT} WHERE number = ?", (number,))
    return BatchView(*row) if row else None


def batches(reader: Reader, *, profile: str | None = None, limit: int = 200) -> list[BatchView]:
    """Return the newest batches, of one profile where it is given."""
    where, params = ("WHERE profile = ?", (profile, limit)) if profile else ("", (limit,))
    return [BatchView(*row) for row in reader.all(f"{_SELECT} {where} ORDER BY id DESC LIMIT ?", params)]


def last_uploaded(reader: Reader, profile: str) -> BatchView | None:
    """Return the batch of a profile that was uploaded last, or None."""
    row = reader.one(
        f"{_SELECT} WHERE profile = ? AND uploaded_on IS NOT NULL ORDER BY uploaded_on DESC, id DESC LIMIT 1",
        (profile,),
    )
    return BatchView(*row) if row else None


def profile_and_unit(reader: Reader, batch_id: int) -> tuple[str, UnitView]:
    """Return the text of the profile and the unit that a batch was written with."""
    text, unit = reader.one("SELECT profile_text, unit FROM listing_batch WHERE id = ?", (batch_id,)) or (
        "",
        "{}",
    )
    known = json.loads(unit)
    return text, UnitView(**{name: known.get(name, "") for name in UNIT_FIELDS})
