"""Notices, objections and reviews.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ttoffice.store.ddl import column, forbid, integers, make_shelf, optional_texts, texts

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT_AS_APPROVED = (
    "kind", "subject", "title", "facts", "text", "text_sha256", "place", "scope", "channel", "office",
    "related", "related_note", "approved_by", "approved_on", "approval", "round", "follows",
)  # fmt: skip
DAYS_AS_PUBLISHED = ("published_on", "deadline", "period", "period_source")
SET_ONCE = ("taken_down_on", "closed_on", "withdrawn_on")
AS_RECEIVED = (
    "subject", "against", "named", "identity", "received_on", "channel", "passage", "content",
)  # fmt: skip


def differs(*names: str) -> str:
    """Return the condition that one of the columns is changed."""
    return "(" + " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in names) + ")"


def upgrade() -> None:
    """Make the tables, and let the database itself keep what was approved, published, received and decided."""
    make_notices()
    make_objections()
    make_reviews()


def make_notices() -> None:
    """A text stands from its approval on, the days from publication on; what was withdrawn stays so."""
    make_shelf(
        "notice",
        *texts("kind", "subject", "title", "facts", "text", "text_sha256", "state", "approved_by"),
        *optional_texts("approved_on"),
        *texts("approval", "place", "scope", "channel", "office", "period", "period_source", "deadline"),
        *optional_texts("published_on"),
        *texts("posted"),
        *optional_texts("taken_down_on"),
        *texts("taken_down"),
        *optional_texts("closed_on", "withdrawn_on"),
        *texts("withdrawn_reason"),
        *integers("round"),
        *texts("follows", "viewers", "related", "related_note"),
        codes={
            "kind": ("price", "finding", "rule"),
            "state": ("draft", "approved", "published", "closed", "withdrawn"),
            "scope": ("unit", "public"),
            "related": ("unknown", "no", "yes"),
        },
    )
    op.create_index("ix_notice_subject", "notice", ["subject", "kind"])
    forbid(
        "notice",
        "UPDATE",
        f"OLD.state <> 'draft' AND {differs(*TEXT_AS_APPROVED)}",
        "notice_text_as_approved",
    )
    forbid(
        "notice",
        "UPDATE",
        f"OLD.published_on IS NOT NULL AND {differs(*DAYS_AS_PUBLISHED)}",
        "notice_days_as_published",
    )
    once = " OR ".join(f"(OLD.{name} IS NOT NULL AND {differs(name)})" for name in SET_ONCE)
    forbid("notice", "UPDATE", once, "notice_days_set_once")
    forbid(
        "notice",
        "UPDATE",
        "(OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn')"
        " OR (OLD.state = 'closed' AND NEW.state NOT IN ('closed', 'withdrawn'))"
        " OR (OLD.state = 'published' AND NEW.state NOT IN ('published', 'closed', 'withdrawn'))"
        " OR (OLD.state = 'approved' AND NEW.state NOT IN ('approved', 'published', 'withdrawn'))",
        "notice_state_goes_on",
    )


def make_objections() -> None:
    """An objection stands as it was received; one that was settled stays so; who made it stands apart."""
    make_shelf(
        "objection",
        *texts("subject", "against"),
        *integers("named"),
        *texts("identity"),
        *optional_texts("received_on"),
        *texts("channel", "passage", "content", "state", "admission", "admission_reason", "admission_source"),
        *optional_texts("admitted_on"),
        *texts("review", "feedback_deadline"),
        *optional_texts("feedback_on"),
        *texts("feedback_channel", "feedback_receipt", "feedback_text"),
        *optional_texts("withdrawn_on"),
        *texts("withdrawal"),
        codes={
            "state": ("received", "in_review", "answered", "refused", "withdrawn"),
            "admission": ("in_time", "undecided", "accepted", "refused"),
        },
    )
    op.create_index("ix_objection_subject", "objection", ["subject", "state"])
    forbid("objection", "UPDATE", differs(*AS_RECEIVED), "objection_as_received")
    forbid(
        "objection", "UPDATE", "OLD.state IN ('answered', 'refused', 'withdrawn')", "objection_settled_stays"
    )
    op.create_table(
        "objector",
        column("id", sa.Integer),
        *texts("objection", "name", "contact", "person", "salt"),
        sa.PrimaryKeyConstraint("id", name="pk_objector"),
        sa.UniqueConstraint("objection", name="uq_objector_objection"),
    )
    forbid("objector", "UPDATE")
    forbid("objector", "DELETE")


def make_reviews() -> None:
    """A review that was decided stands."""
    make_shelf(
        "review",
        *texts("subject", "objections", "panel", "former"),
        *optional_texts("opened_on"),
        *texts("deadline", "findings", "outcome", "reasons", "decision"),
        *optional_texts("decided_on"),
        *integers("round"),
        codes={"outcome": ("", "upheld", "changed", "revoked")},
    )
    op.create_index("ix_review_subject", "review", ["subject", "outcome"])
    forbid("review", "UPDATE", "OLD.outcome <> ''", "review_decided_stays")
