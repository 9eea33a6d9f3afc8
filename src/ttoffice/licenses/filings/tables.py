"""The table of the filings; the columns are the fields of the record."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from ttoffice.licenses.filings.record import FilingKind, FilingPurpose, FilingState
from ttoffice.store.base import Shelved, code_check, not_negative


class Filing(Shelved, table=True):
    """One filing; never deleted."""

    __tablename__ = "filing"
    __table_args__ = (
        code_check("kind", FilingKind),
        code_check("purpose", FilingPurpose),
        code_check("state", FilingState),
        not_negative("total_fen"),
        not_negative("technical_fen"),
        not_negative("certified_total_fen"),
        not_negative("certified_technical_fen"),
        sa.Index("ix_filing_state", "state", "kind"),
    )

    subject: str = Field(index=True)
    kind: str
    title: str
    state: str
    purpose: str
    edition: str
    follows: str
    occasion: str
    total_fen: int | None
    technical_fen: int | None
    estimated: int
    estimate_basis: str
    given: str
    papers: str
    authority: str
    reference: str
    prepared_on: str | None
    submitted_on: str | None
    accepted_on: str | None
    certificate: str
    certified_on: str | None
    certified_total_fen: int | None
    certified_technical_fen: int | None
    returns: str
    refusal: str
    closed_on: str | None
    right_number: str
    year: int | None
    licensee_name: str
    note: str
