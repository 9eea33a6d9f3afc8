"""Tables of reminders and of steps that limit loss; rows are added and never changed."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from ttoffice.licenses.collecting.measures import MeasureKind
from ttoffice.licenses.collecting.record import Channel, Rung
from ttoffice.store.base import Shelved, code_check, not_negative


class Reminder(Shelved, table=True):
    """One reminder, demand or notice, or its delivery; never changed."""

    __tablename__ = "reminder"
    __table_args__ = (
        code_check("rung", Rung),
        code_check("channel", Channel),
        not_negative("open_fen"),
        sa.Index("ix_reminder_subject", "subject", "sent_on"),
    )

    subject: str
    title: str
    rung: str
    sent_on: str
    step: int | None
    dues: str
    open_fen: int
    channel: str | None
    recipient: str
    address: str
    pay_by: str | None
    letter_sha256: str
    letter_name: str
    proof: str
    confirms: str = Field(index=True)
    delivered_on: str | None
    licensee_name: str
    note: str


class Mitigation(Shelved, table=True):
    """One step that limits or stops loss; never changed."""

    __tablename__ = "mitigation"
    __table_args__ = (code_check("kind", MeasureKind),)

    subject: str = Field(index=True)
    title: str
    kind: str
    taken_on: str
    taken_by: str
    what: str
    result: str
    proof: str
    dues: str
    support: str
    corrects: str
    licensee_name: str
    note: str
