"""Tables of the evidence: exhibits."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ttoffice.store.base import not_negative


class Exhibit(SQLModel, table=True):
    """One file attached to a record: where it came from, and its content by SHA-256 in the vault."""

    __tablename__ = "exhibit"
    __table_args__ = (
        sa.Index("ix_exhibit_subject", "subject_kind", "subject_id"),
        not_negative("size"),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    subject_kind: str
    subject_id: int
    sha256: str = Field(index=True)
    size: int
    name: str
    source: str = ""
    collector: str
    collected_on: str
    proves: str = ""
    log_id: int
