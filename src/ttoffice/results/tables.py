"""Tables of the register: results, their IP rights, completers and implementations.

Columns marked *derived* repeat what stands in a child table, for lists, the scan and the search; only
`results.storage` writes them.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ttoffice.results.codes import (
    Answer,
    Consent,
    LegalStatus,
    LicenseKind,
    Maturity,
    PaymentMode,
    ResultType,
    RightKind,
    Secrecy,
    TechField,
    TechLevel,
    TechnologyClass,
    TransferMode,
)
from ttoffice.store.base import Versioned, code_check

VIEW_INDEXES = {
    "listed": (("id",), "listed_since IS NOT NULL"),
    "pay_later": (("id",), "payment_mode IN ('royalty', 'stages', 'stages_royalty')"),
    "excluded": (("id",), "exclusion_reason <> ''"),
    "implemented": (("id",), "implemented = 'yes'"),
    "flagged": (("id",), "flags <> '[]'"),
    "incomplete": (("id",), "(brief = '' OR fee_text = '' OR payment_mode IS NULL OR license_kind IS NULL)"),
    "due": (
        ("id", "acquired_on"),
        "fiscal = 'yes' AND technology_class = 'applied' AND implemented = 'no' AND exclusion_reason = ''",
    ),
}
"""What each named view of `results.plans` is found by: its columns, and which results are in the index at all."""


class ResultRow(Versioned, table=True):
    """One result; dates are ISO text, `keywords`, `fee_plan` and `flags` are JSON text."""

    __tablename__ = "result"
    __table_args__ = (
        code_check("result_type", ResultType),
        code_check("fiscal", Answer),
        code_check("technology_class", TechnologyClass),
        code_check("tech_field", TechField),
        code_check("maturity", Maturity),
        code_check("tech_level", TechLevel),
        code_check("secrecy", Secrecy),
        code_check("consent", Consent),
        code_check("transfer_mode", TransferMode),
        code_check("license_kind", LicenseKind),
        code_check("payment_mode", PaymentMode),
        code_check("implemented", Answer),
        code_check("time_limited", Answer),
        sa.CheckConstraint("trl BETWEEN 1 AND 9", name="trl"),
        sa.CheckConstraint("title <> ''", name="title"),
        *(
            sa.Index(f"ix_result_view_{name}", *columns, sqlite_where=sa.text(condition))
            for name, (columns, condition) in VIEW_INDEXES.items()
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    title: str = Field(index=True)
    result_type: str | None = None
    department: str = Field(default="", index=True)
    funding_source: str = ""
    fiscal: str | None = None
    project_number: str = ""
    technology_class: str | None = None
    tech_field: str | None = None
    industry: str = ""
    maturity: str | None = None
    trl: int | None = None
    tech_level: str | None = None
    brief: str = ""
    keywords: str = "[]"
    secrecy: str | None = None
    consent: str | None = None
    consent_on: str | None = None
    transfer_mode: str | None = None
    license_kind: str | None = None
    payment_mode: str | None = None
    fee_plan: str | None = None
    fee_text: str = ""
    license_term: str = ""
    territory: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    implemented: str | None = None
    listed_since: str | None = None
    time_limited: str | None = None
    exclusion_reason: str = ""
    exclusion_on: str | None = None
    platform_number: str = ""
    remarks: str = ""
    flags: str = "[]"
    acquired_on: str | None = Field(default=None, index=True)
    """Derived: the earliest acquisition of a right."""
    people_text: str = ""
    """Derived: completers' names, joined."""
    keywords_text: str = ""
    """Derived: keywords, joined."""
    numbers_text: str = ""
    """Derived: right numbers, joined."""


class RightRow(SQLModel, table=True):
    """One IP right of a result; `holders` is JSON text, `number_key` the number folded for matching."""

    __tablename__ = "ip_right"
    __table_args__ = (
        sa.UniqueConstraint("result_id", "position"),
        code_check("kind", RightKind),
        code_check("legal_status", LegalStatus),
    )

    id: int | None = Field(default=None, primary_key=True)
    result_id: int = Field(foreign_key="result.id", ondelete="CASCADE")
    position: int
    kind: str | None = None
    number: str = ""
    number_key: str = Field(default="", index=True)
    verified: int | None = None
    applied_on: str | None = None
    acquired_on: str | None = None
    expires_on: str | None = Field(default=None, index=True)
    legal_status: str | None = None
    holders: str = "[]"


class CompleterRow(SQLModel, table=True):
    """One completer of a result, in order of merit; `share` is percent as text."""

    __tablename__ = "completer"
    __table_args__ = (sa.UniqueConstraint("result_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    result_id: int = Field(foreign_key="result.id", ondelete="CASCADE")
    position: int
    name: str = Field(index=True)
    unit: str = ""
    share: str | None = None


class ImplementationRow(SQLModel, table=True):
    """One use of a result; `since` is a whole or partial ISO date."""

    __tablename__ = "implementation"
    __table_args__ = (sa.UniqueConstraint("result_id", "position"), code_check("mode", TransferMode))

    id: int | None = Field(default=None, primary_key=True)
    result_id: int = Field(foreign_key="result.id", ondelete="CASCADE")
    position: int
    mode: str | None = None
    since: str = ""
    note: str = ""
