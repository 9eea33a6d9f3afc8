"""Exports of listings and the rows they held.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXTS = (
    "number",
    "at",
    "legal_day",
    "operator",
    "profile",
    "profile_sha256",
    "profile_text",
    "unit",
    "which",
    "format",
    "file_name",
    "content_sha256",
    "uploaded_by",
)
COUNTS = ("version", "rows", "refused", "as_of_log", "log_id")


def upgrade() -> None:
    """Make the batches and their rows; the rows of a batch never change."""
    op.create_table(
        "listing_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in TEXTS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.Column("uploaded_on", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_listing_batch"),
        sa.UniqueConstraint("number", name="uq_listing_batch_number"),
        sa.CheckConstraint("rows >= 0", name=op.f("ck_listing_batch_rows")),
        sa.CheckConstraint("refused >= 0", name=op.f("ck_listing_batch_refused")),
        sa.CheckConstraint("format IN ('xlsx', 'csv', 'json')", name=op.f("ck_listing_batch_format")),
        sa.CheckConstraint(
            "which IN ('listed', 'due', 'all', 'numbers')", name=op.f("ck_listing_batch_which")
        ),
    )
    op.create_index("ix_listing_batch_uploaded", "listing_batch", ["profile", "uploaded_on"])
    op.create_table(
        "listing_chunk",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["listing_batch.id"], name="fk_listing_chunk_batch_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("batch_id", "position", name="pk_listing_chunk"),
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER listing_chunk_no_{verb.lower()} BEFORE {verb} ON listing_chunk"
            " BEGIN SELECT RAISE(ABORT, 'listing_chunk is append-only'); END"
        )
