"""Tables of the notices, the objections and the reviews; who objects stands in a table apart."""

from __future__ import annotations

from typing import Any, get_args

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ttoffice.notices.record import (
    Admission,
    NoticeKind,
    NoticeState,
    ObjectionState,
    Outcome,
    Related,
    Scope,
)
from ttoffice.store.base import Shelved


def _coded(column: str, codes: Any) -> sa.CheckConstraint:
    """Return the named CHECK that a column holds one of the codes of a Literal."""
    return sa.CheckConstraint(f"{column} IN ({', '.join(map(repr, get_args(codes)))})", name=column)


class Notice(Shelved, table=True):
    """One notice; the columns are the fields of `NoticeRecord`."""

    __tablename__ = "notice"
    __table_args__ = (
        _coded("kind", NoticeKind),
        _coded("state", NoticeState),
        _coded("scope", Scope),
        _coded("related", Related),
        sa.Index("ix_notice_subject", "subject", "kind"),
    )

    kind: str
    subject: str
    title: str
    facts: str
    text: str
    text_sha256: str
    state: str
    approved_by: str
    approved_on: str | None
    approval: str
    place: str
    scope: str
    channel: str
    office: str
    period: str
    period_source: str
    deadline: str
    published_on: str | None
    posted: str
    taken_down_on: str | None
    taken_down: str
    closed_on: str | None
    withdrawn_on: str | None
    withdrawn_reason: str
    round: int
    follows: str
    viewers: str
    related: str
    related_note: str


class Objection(Shelved, table=True):
    """One objection, without who made it."""

    __tablename__ = "objection"
    __table_args__ = (
        _coded("state", ObjectionState),
        _coded("admission", Admission),
        sa.Index("ix_objection_subject", "subject", "state"),
    )

    subject: str
    against: str
    named: int
    identity: str
    received_on: str | None
    channel: str
    passage: str
    content: str
    state: str
    admission: str
    admission_reason: str
    admission_source: str
    admitted_on: str | None
    review: str
    feedback_deadline: str
    feedback_on: str | None
    feedback_channel: str
    feedback_receipt: str
    feedback_text: str
    withdrawn_on: str | None
    withdrawal: str


class Objector(SQLModel, table=True):
    """Who made an objection; read by `objection.reveal` and by nothing else.

    `salt` makes the hash that stands in the objection impossible to guess from a list of names.
    """

    __tablename__ = "objector"

    id: int | None = Field(default=None, primary_key=True)
    objection: str = Field(unique=True)
    name: str
    contact: str
    person: str
    salt: str


class Review(Shelved, table=True):
    """One review; the columns are the fields of `ReviewRecord`."""

    __tablename__ = "review"
    __table_args__ = (_coded("outcome", Outcome), sa.Index("ix_review_subject", "subject", "outcome"))

    subject: str
    objections: str
    panel: str
    former: str
    opened_on: str | None
    deadline: str
    findings: str
    outcome: str
    reasons: str
    decision: str
    decided_on: str | None
    round: int
