"""The table of award distributions; the columns are the fields of the record."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from ttoffice.licenses.awards.codes import AwardState, NetDefinition
from ttoffice.store.base import Shelved, code_check, not_negative


class Award(Shelved, table=True):
    """One distribution; what was made public stands, and pool and retained part are the net income."""

    __tablename__ = "award"
    __table_args__ = (
        code_check("state", AwardState),
        code_check("definition", NetDefinition),
        not_negative("gross_fen"),
        not_negative("deducted_fen"),
        not_negative("net_fen"),
        not_negative("pool_fen"),
        not_negative("retained_fen"),
        sa.CheckConstraint("gross_fen = deducted_fen + net_fen", name="net"),
        sa.CheckConstraint("net_fen = pool_fen + retained_fen", name="pool"),
        sa.Index("ix_award_subject", "subject"),
    )

    title: str
    subject: str
    licensee_name: str
    state: str = Field(index=True)
    receipts: str
    gross_fen: int
    deductions: str
    deducted_fen: int
    net_fen: int
    definition: str
    definition_source: str
    share: str
    share_source: str
    pool_fen: int
    retained_fen: int
    lines: str
    persons: str
    relief_until: str | None
    relief_source: str
    publicised_on: str | None
    place: str
    publicity_proof: str
    deadline: str
    objections: str
    closed_on: str | None
    decision: str
    decided_on: str | None
    payments: str
    corrects: str = Field(index=True)
    reason: str
    working: str
    note: str
