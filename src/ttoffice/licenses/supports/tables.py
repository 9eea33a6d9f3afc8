"""The table of the supports; the columns are the fields of the record."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from ttoffice.licenses.supports.record import GuaranteeForm, ProviderKind, Side, SupportKind, SupportState
from ttoffice.store.base import Shelved, code_check, not_negative


class Support(Shelved, table=True):
    """One guarantee, insurance, subsidy or voucher; never deleted."""

    __tablename__ = "support"
    __table_args__ = (
        code_check("kind", SupportKind),
        code_check("state", SupportState),
        code_check("provider_kind", ProviderKind),
        code_check("form", GuaranteeForm),
        code_check("premium_side", Side),
        code_check("beneficiary", Side),
        not_negative("amount_fen"),
        not_negative("premium_fen"),
        not_negative("granted_fen"),
        not_negative("paid_fen"),
        sa.Index("ix_support_state", "state", "kind"),
    )

    subject: str = Field(index=True)
    kind: str
    title: str
    state: str
    provider: str
    provider_kind: str | None
    provider_code: str
    form: str | None
    amount_fen: int | None
    dues: str
    reference: str
    agreed_on: str | None
    starts_on: str | None
    ends_on: str | None
    premium_fen: int | None
    premium_side: str | None
    beneficiary: str | None
    granted_fen: int
    paid_fen: int
    papers: str
    happenings: str
    licensee_name: str
    note: str
