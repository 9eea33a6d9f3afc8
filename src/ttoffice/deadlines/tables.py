"""Tables of the deadlines: the calendar's years, the unit's closures and settings, and every period that runs."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from ttoffice.store.base import Shelved


class CalendarYearRow(Shelved, table=True):
    """A year's arrangement as it was loaded; a trigger forbids changes."""

    __tablename__ = "calendar_year"

    year: int
    edition: str
    source: str
    announced_on: str | None = None
    days: str
    file: str = ""


class ClosureRow(Shelved, table=True):
    """Days on which the unit is closed; a trigger forbids changes of a withdrawn one."""

    __tablename__ = "closure"

    name: str
    first_day: str
    last_day: str
    source: str = ""
    withdrawn: int = 0
    reason: str = ""


class PolicyRow(Shelved, table=True):
    """One setting of the unit from a day on; a trigger forbids changes."""

    __tablename__ = "policy"
    __table_args__ = (sa.Index("ix_policy_code", "code", "effective_from"),)

    code: str
    value: str
    effective_from: str
    source: str
    skip_closures: int = 0
    note: str = ""


class DeadlineRow(Shelved, table=True):
    """A period that runs on a record; triggers keep what it was started with, and what is done as it is."""

    __tablename__ = "deadline"
    __table_args__ = (
        sa.CheckConstraint("state IN ('open', 'paused', 'done', 'void')", name="state"),
        sa.Index("ix_deadline_ends", "state", "ends_on"),
    )

    subject: str = Field(index=True)
    matter: str
    label: str
    starts_on: str
    period: str
    skip_closures: int = 0
    ends_on: str | None = None
    provisional: int = 0
    proof: str
    editions: str
    source: str = ""
    basis: str = ""
    state: str = "open"
    done_on: str | None = None
    pauses: str
    extension: str
    note: str = ""
