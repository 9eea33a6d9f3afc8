"""The table of exported annual reports; what was exported stands, that it was handed in is added."""

from __future__ import annotations

from sqlmodel import Field

from ttoffice.store.base import Shelved, not_negative


class Annual(Shelved, table=True):
    """One export of the report of a year."""

    __tablename__ = "annual"
    __table_args__ = (not_negative("contracts"), not_negative("missing"), not_negative("secret"))

    title: str
    year: int = Field(index=True)
    file_name: str
    sha256: str
    contracts: int
    missing: int
    secret: int
    exported_on: str
    handed_in_on: str | None
    handed_to: str
    proof: str
    note: str
