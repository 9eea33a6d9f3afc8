"""Tables of the parties: the own unit, people, enterprises, recusal checks, decisions, internal rules."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from ttoffice.parties.decisions import DecisionState
from ttoffice.parties.enterprises import EnterpriseState, EntityKind, Industry, Region
from ttoffice.parties.internal_rules import RuleState
from ttoffice.parties.recusals import RecusalOutcome
from ttoffice.store.base import Shelved, Versioned, code_check


class Unit(Versioned, table=True):
    """The own unit: one row, id 1; nameless until somebody names it."""

    __tablename__ = "unit"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one"),)

    id: int | None = Field(default=1, primary_key=True)
    name: str = ""
    credit_code: str = ""
    office: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    address: str = ""
    representative: str = Field(default="", sa_column_kwargs={"server_default": ""})
    bank: str = Field(default="", sa_column_kwargs={"server_default": ""})
    bank_account: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Person(Shelved, table=True):
    """One person of the unit; never deleted."""

    __tablename__ = "person"

    name: str = Field(index=True)
    roles: str
    department: str
    posts: str
    ties: str
    note: str
    left_on: str | None = None


class Enterprise(Shelved, table=True):
    """One enterprise; never deleted. One code, one enterprise."""

    __tablename__ = "enterprise"
    __table_args__ = (
        code_check("entity", EntityKind),
        code_check("region", Region),
        code_check("industry", Industry),
        code_check("state", EnterpriseState),
        sa.Index(
            "uq_enterprise_credit_code",
            "credit_code",
            unique=True,
            sqlite_where=sa.text("credit_code <> ''"),
        ),
    )

    name: str = Field(index=True)
    former_names: str
    entity: str
    credit_code: str
    code_reason: str
    country: str
    region: str | None = None
    industry: str | None = None
    industry_text: str
    figures: str
    marks: str
    representative: str
    contact_name: str
    contact_phone: str
    address: str
    bank_name: str
    bank_account: str
    insiders: str
    state: str
    ended_on: str | None = None
    ended_source: str
    note: str


class Recusal(Shelved, table=True):
    """One recusal check; never changed."""

    __tablename__ = "recusal"
    __table_args__ = (
        code_check("outcome", RecusalOutcome),
        sa.Index("ix_recusal_subject", "subject", "person"),
    )

    person: str
    name: str
    subject: str
    checked_on: str
    outcome: str
    proposed: str
    namesakes: int
    reasons: str
    decided_by: str


class Decision(Shelved, table=True):
    """One collective decision; never changed once it is decided."""

    __tablename__ = "decision"
    __table_args__ = (code_check("state", DecisionState),)

    title: str
    subject: str = Field(index=True)
    body: str
    state: str
    text: str
    text_sha256: str
    persons: str
    organisations: str
    material: str
    members: str
    quorum: str
    quorum_source: str
    majority: str
    majority_source: str
    decided_on: str | None = None
    minutes: str
    minutes_sha256: str
    dissents: str
    corrects: str = Field(index=True)
    note: str


class Rule(Shelved, table=True):
    """One version of an internal rule; what was decided about it never changes."""

    __tablename__ = "rule"
    __table_args__ = (code_check("state", RuleState),)

    title: str
    edition: str
    topics: str
    state: str
    text: str
    text_sha256: str
    exhibit: str
    exhibit_sha256: str
    consulted_from: str | None = None
    consulted_until: str | None = None
    scope: str
    opinions: str
    papers: str
    decision: str
    decided_on: str | None = None
    notice: str
    published_on: str | None = None
    effective_on: str | None = Field(default=None, index=True)
    replaces: str
    superseded_by: str
    ended_on: str | None = None
    end_reason: str
    note: str
