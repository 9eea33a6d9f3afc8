"""Tables of the listing: one row an export, and which results it held in which version.

What a row said then is not stored again: the history keeps every version of a result, and the batch keeps the
profile and the unit it was written with. The digest of each row tells whether that gives the same text.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ttoffice.store.base import Versioned, not_negative


class ListingBatch(Versioned, table=True):
    """One export; `unit` is JSON text, `uploaded_on` an ISO date or NULL while it is not uploaded."""

    __tablename__ = "listing_batch"
    __table_args__ = (
        sa.Index("ix_listing_batch_uploaded", "profile", "uploaded_on"),
        not_negative("rows"),
        not_negative("refused"),
        sa.CheckConstraint("format IN ('xlsx', 'csv', 'json')", name="format"),
        sa.CheckConstraint("which IN ('listed', 'due', 'all', 'numbers')", name="which"),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    at: str
    legal_day: str
    operator: str
    profile: str
    profile_sha256: str
    profile_text: str
    unit: str
    which: str
    format: str
    file_name: str
    rows: int
    refused: int
    content_sha256: str
    as_of_log: int
    log_id: int
    uploaded_on: str | None = None
    uploaded_by: str = ""


class ListingChunk(SQLModel, table=True):
    """Some rows of a batch, packed: result id, version and digest of each, in the order of the ids."""

    __tablename__ = "listing_chunk"

    batch_id: int = Field(primary_key=True, foreign_key="listing_batch.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    rows: bytes
