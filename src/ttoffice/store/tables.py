"""Tables of the store itself: the log, the history and the number series."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ttoffice.store.base import not_negative


class LogRow(SQLModel, table=True):
    """One entry of the hash-chained log; triggers forbid UPDATE and DELETE."""

    __tablename__ = "log"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    at: str
    legal_day: str
    operator: str
    action: str
    subject: str | None = Field(default=None, index=True)
    input: str
    before: str | None = None
    after: str | None = None
    basis: str | None = None
    rulebook: str
    revisions: int
    digest: str
    prev_hash: str
    hash: str


class RevisionRow(SQLModel, table=True):
    """One record as it was after one change; triggers forbid UPDATE and DELETE."""

    __tablename__ = "revision"
    __table_args__ = (sa.UniqueConstraint("kind", "subject_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    log_id: int = Field(index=True)
    kind: str
    subject_id: int
    number: str
    version: int
    document: str


class NumberSeries(SQLModel, table=True):
    """The last number drawn, by prefix and year."""

    __tablename__ = "number_series"
    __table_args__ = (not_negative("last"),)

    prefix: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int
