"""Postponed items of the agenda.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

from ttoffice.store.ddl import forbid, make_shelf, optional_texts, texts

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the postponements; what was postponed once stays written."""
    make_shelf("snooze", *texts("item", "title", "made_on", "reason", "operator"), *optional_texts("until"))
    forbid("snooze", "UPDATE")
