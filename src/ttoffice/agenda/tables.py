"""Tables of the agenda: what was postponed, and what of it was called back."""

from __future__ import annotations

from ttoffice.store.base import Shelved


class SnoozeRow(Shelved, table=True):
    """One postponement, or with `until` NULL the end of one; rows are added and never changed."""

    __tablename__ = "snooze"

    item: str
    title: str = ""
    made_on: str
    until: str | None = None
    reason: str = ""
    operator: str = ""
