"""Tables of the licenses; the columns are the fields of the records, JSON where a field holds more than one value."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from ttoffice.licenses.codes import (
    DueKind,
    DueState,
    ExpectedBy,
    LicenseState,
    MilestoneKind,
    MilestoneState,
    PricingMethod,
    ReceiptKind,
)
from ttoffice.store.base import Shelved, code_check, not_negative

DUE_MONEY = (
    "state",
    "due_on",
    "kind",
    "subject",
    "amount_fen",
    "paid_fen",
    "expected_on",
    "expected_fen",
    "expected_by",
)
RECEIPT_MONEY = ("subject", "kind", "reverses", "amount_fen")
"""What balance, ageing and forecast add up, in an index of its own: they read no whole rows."""


class License(Shelved, table=True):
    """One license; never deleted."""

    __tablename__ = "license"
    __table_args__ = (code_check("state", LicenseState), code_check("pricing", PricingMethod))

    title: str
    licensee: str = Field(index=True)
    licensee_name: str
    state: str = Field(index=True)
    terms: str
    signed_licensee: str
    responsible: str
    related: str
    related_note: str
    related_on: str | None
    related_proof: str
    pricing: str | None
    pricing_proof: str
    researchers_informed_on: str | None
    informed_proof: str
    notice: str
    published_terms: str
    decision: str
    decided_terms: str
    contract: str
    contract_proof: str
    signed_on: str | None
    effective_on: str | None
    registered_on: str | None
    first_sale_on: str | None
    ended_on: str | None
    end_reason: str
    muted_until: str | None
    muted_reason: str
    outside: int
    reference: str
    note: str


class Amendment(Shelved, table=True):
    """One amendment; never changed."""

    __tablename__ = "amendment"

    subject: str = Field(index=True)
    title: str
    place: int
    changes: str
    effective_on: str
    signed_on: str
    reason: str
    decision: str
    proof: str


class Milestone(Shelved, table=True):
    """One milestone node; never deleted."""

    __tablename__ = "milestone"
    __table_args__ = (
        code_check("kind", MilestoneKind),
        code_check("state", MilestoneState),
        sa.UniqueConstraint("subject", "key", name="uq_milestone_subject"),
        sa.Index("ix_milestone_state", "state", "planned_on"),
    )

    subject: str
    key: str
    title: str
    kind: str
    planned_on: str | None
    first_planned_on: str | None
    reached_on: str | None
    state: str
    proof: str
    slips: str
    licensee_name: str
    note: str


class Due(Shelved, table=True):
    """One sum that is owed; paid is never more than owed, nothing is negative."""

    __tablename__ = "due"
    __table_args__ = (
        code_check("kind", DueKind),
        code_check("state", DueState),
        not_negative("amount_fen"),
        not_negative("expected_fen"),
        not_negative("paid_fen"),
        sa.CheckConstraint("paid_fen <= amount_fen", name="paid"),
        sa.Index("ix_due_subject", "subject", "due_on"),
        code_check("expected_by", ExpectedBy),
        sa.Index("ix_due_money", *DUE_MONEY),
        sa.Index("ix_due_report", "state", "statement", "report_on"),
    )

    subject: str
    kind: str
    key: str
    title: str
    debtor: str
    licensee_name: str
    state: str
    period_from: str | None
    period_until: str | None
    milestone: str
    statement: str
    due_on: str | None
    expected_on: str | None
    amount_fen: int
    expected_fen: int
    paid_fen: int
    working: str
    note: str
    node_on: str | None
    days_to_pay: int | None
    provisional: int
    report_on: str | None
    expected_by: str | None
    principal: str
    waiver: str


class Statement(Shelved, table=True):
    """One statement of revenue; never changed."""

    __tablename__ = "statement"
    __table_args__ = (
        not_negative("base_fen"),
        not_negative("quantity"),
        not_negative("royalty_fen"),
        sa.Index("ix_statement_subject", "subject", "key"),
    )

    subject: str
    title: str
    key: str
    period_from: str
    period_until: str
    received_on: str
    base_fen: int
    quantity: int
    corrects: str
    proof: str
    royalty_fen: int
    working: str
    licensee_name: str
    note: str


class Receipt(Shelved, table=True):
    """One sum received, refunded or reversed; never changed."""

    __tablename__ = "receipt"
    __table_args__ = (
        code_check("kind", ReceiptKind),
        sa.CheckConstraint("amount_fen > 0", name="amount_fen"),
        sa.Index("ix_receipt_subject", "subject", "received_on"),
        sa.Index("ix_receipt_money", *RECEIPT_MONEY),
    )

    subject: str
    title: str
    kind: str
    received_on: str
    amount_fen: int
    payer: str
    reference: str
    support: str
    proof: str
    reverses: str
    reason: str
    licensee_name: str
    note: str
    refunds: str


class Allocation(Shelved, table=True):
    """One part of a receipt that pays a due, or its release; never changed."""

    __tablename__ = "allocation"
    __table_args__ = (
        sa.CheckConstraint("amount_fen > 0", name="amount_fen"),
        sa.Index("ix_allocation_subject", "subject", "releases", "amount_fen"),
    )

    subject: str
    title: str
    receipt: str = Field(index=True)
    due: str = Field(index=True)
    amount_fen: int
    made_on: str
    releases: str
    reason: str
