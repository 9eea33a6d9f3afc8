"""What every table shares: names of constraints, the version column, coded columns, money columns."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

metadata = SQLModel.metadata


class Versioned(SQLModel):
    """A row that counts its changes, so that a stale write is refused."""

    version: int = Field(default=1, nullable=False)


class Shelved(Versioned):
    """A record that stands on a shelf: its human number, and the words that a search looks in."""

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    words: str = ""


def code_check(column: str, codes: type[StrEnum]) -> sa.CheckConstraint:
    """Return the named CHECK that a column holds one of the codes, or nothing."""
    listed = ", ".join(f"'{code.value}'" for code in codes)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def not_negative(column: str) -> sa.CheckConstraint:
    """Return the named CHECK that an amount or a count is not negative."""
    return sa.CheckConstraint(f"{column} >= 0", name=column)
