"""The calendar, the policy and the deadlines.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

from alembic import op

from ttoffice.store.ddl import forbid, integers, make_shelf, optional_texts, texts

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    make_shelf(
        "calendar_year",
        *integers("year"),
        *texts("edition", "source"),
        *optional_texts("announced_on"),
        *texts("days", "file"),
    )
    forbid("calendar_year", "UPDATE")
    make_shelf(
        "closure",
        *texts("name", "first_day", "last_day", "source"),
        *integers("withdrawn"),
        *texts("reason"),
    )
    forbid("closure", "UPDATE", when="OLD.withdrawn")
    make_shelf(
        "policy",
        *texts("code", "value", "effective_from", "source"),
        *integers("skip_closures"),
        *texts("note"),
    )
    op.create_index("ix_policy_code", "policy", ["code", "effective_from"])
    forbid("policy", "UPDATE")
    make_deadlines()


def make_deadlines() -> None:
    """Make the deadlines; what one was started with never changes, and nothing of a finished one."""
    make_shelf(
        "deadline",
        *texts("subject", "matter", "label", "starts_on", "period"),
        *integers("skip_closures"),
        *optional_texts("ends_on"),
        *integers("provisional"),
        *texts("proof", "editions", "source", "basis", "state"),
        *optional_texts("done_on"),
        *texts("pauses", "extension", "note"),
        codes={"state": ("open", "paused", "done", "void")},
    )
    op.create_index("ix_deadline_subject", "deadline", ["subject"])
    op.create_index("ix_deadline_ends", "deadline", ["state", "ends_on"])
    forbid("deadline", "UPDATE", when="OLD.state IN ('done', 'void')")
    started = ("number", "subject", "matter", "starts_on", "period", "skip_closures", "source")
    forbid(
        "deadline",
        "UPDATE",
        when=" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in started),
        name="deadline_keeps_its_start",
    )
