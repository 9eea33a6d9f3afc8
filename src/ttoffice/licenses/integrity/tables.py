"""The table of integrity records; rows are added and never changed."""

from __future__ import annotations

from sqlmodel import Field

from ttoffice.licenses.integrity.record import Conduct, Outcome, Party
from ttoffice.store.base import Shelved, code_check


class Integrity(Shelved, table=True):
    """One entry about one side of a license; never changed."""

    __tablename__ = "integrity"
    __table_args__ = (
        code_check("party", Party),
        code_check("conduct", Conduct),
        code_check("outcome", Outcome),
    )

    subject: str = Field(index=True)
    title: str
    party: str
    conduct: str
    recorded_on: str
    party_name: str
    facts: str
    period: str
    records: str
    proof: str
    heard_on: str | None
    objection: str
    answer: str
    outcome: str | None
    decision: str
    referred_to: str
    referred_on: str | None
    referral_proof: str
    corrects: str = Field(index=True)
    withdrawn: int
    reason: str
    proposed: str
    note: str
