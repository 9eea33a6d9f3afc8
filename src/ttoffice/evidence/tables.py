"""Tables of the evidence: exhibits, what they prove, and what the last check of their files found."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ttoffice.evidence.codes import Confidentiality, FileState
from ttoffice.store.base import code_check, not_negative


class Exhibit(SQLModel, table=True):
    """One file attached to a record: where it came from, and its content by SHA-256 in the vault.

    The file and its name never change; source, pages, confidentiality and what it proves are corrected by a
    further version. `collected_on` is an ISO date, `pages` NULL where nobody counted them.
    """

    __tablename__ = "exhibit"
    __table_args__ = (
        sa.Index("ix_exhibit_subject", "subject_kind", "subject_id"),
        not_negative("size"),
        not_negative("pages"),
        code_check("confidentiality", Confidentiality),
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
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    pages: int | None = None
    confidentiality: str = Field(default="internal", sa_column_kwargs={"server_default": "internal"})


class ExhibitLink(SQLModel, table=True):
    """What an exhibit proves: a record, and of it a criterion, circumstance, condition or step by its code.

    A row with `withdraws` takes back the link of that id; nothing is ever removed.
    """

    __tablename__ = "exhibit_link"

    id: int | None = Field(default=None, primary_key=True)
    exhibit_id: int = Field(foreign_key="exhibit.id", index=True)
    target: str = Field(index=True)
    code: str
    note: str = ""
    withdraws: int | None = Field(default=None, foreign_key="exhibit_link.id", unique=True)
    log_id: int


class ExhibitCheck(SQLModel, table=True):
    """What the last check of a file in the vault found; `checked_on` is an ISO date."""

    __tablename__ = "exhibit_check"
    __table_args__ = (code_check("state", FileState),)

    sha256: str = Field(primary_key=True)
    state: str
    checked_on: str
    log_id: int
