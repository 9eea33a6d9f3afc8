"""What exhibits prove, their pages and confidentiality, and the checks of their files.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ttoffice.store.ddl import code_checks, column, forbid, integers, texts

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATES = {"state": ("good", "missing", "changed")}


def upgrade() -> None:
    """Give exhibits pages, confidentiality and versions; make the tables of links and checks."""
    with op.batch_alter_table("exhibit") as batch:
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("pages", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("confidentiality", sa.String(), nullable=False, server_default="internal"))
        batch.create_check_constraint(op.f("ck_exhibit_pages"), "pages >= 0")
        batch.create_check_constraint(
            op.f("ck_exhibit_confidentiality"),
            "confidentiality IN ('open', 'internal', 'confidential', 'personal')",
        )
    forbid(
        "exhibit", "UPDATE OF id, number, subject_kind, subject_id, sha256, size, name, collected_on, log_id"
    )
    forbid("exhibit", "DELETE")
    make_links()
    make_checks()


def make_links() -> None:
    """Make what exhibits prove: each link stands for good, and another entry withdraws it."""
    op.create_table(
        "exhibit_link",
        column("id", sa.Integer),
        *integers("exhibit_id"),
        *texts("target", "code", "note"),
        column("withdraws", sa.Integer, empty=True),
        *integers("log_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exhibit_link"),
        sa.ForeignKeyConstraint(["exhibit_id"], ["exhibit.id"], name="fk_exhibit_link_exhibit_id"),
        sa.ForeignKeyConstraint(["withdraws"], ["exhibit_link.id"], name="fk_exhibit_link_withdraws"),
        sa.UniqueConstraint("withdraws", name="uq_exhibit_link_withdraws"),
    )
    op.create_index("ix_exhibit_link_exhibit_id", "exhibit_link", ["exhibit_id"])
    op.create_index("ix_exhibit_link_target", "exhibit_link", ["target"])
    forbid("exhibit_link", "UPDATE")
    forbid("exhibit_link", "DELETE")


def make_checks() -> None:
    """Make what the last check of each file found."""
    op.create_table(
        "exhibit_check",
        *texts("sha256", "state", "checked_on"),
        *integers("log_id"),
        sa.PrimaryKeyConstraint("sha256", name="pk_exhibit_check"),
        *code_checks("exhibit_check", STATES),
    )
