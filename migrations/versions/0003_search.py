"""The search index knows three characters in a row and longer pinyin, and the named views have indexes.

The table of the search index stays as it is; what it holds is made anew from the results. It repeats what stands
there, so that the program's own form of it is always the right one.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa
from alembic import op

from ttoffice.store import search

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


VIEWS = {
    "listed": (("id",), "listed_since IS NOT NULL"),
    "pay_later": (("id",), "payment_mode IN ('royalty', 'stages', 'stages_royalty')"),
    "excluded": (("id",), "exclusion_reason <> ''"),
    "implemented": (("id",), "implemented = 'yes'"),
    "flagged": (("id",), "flags <> '[]'"),
    "incomplete": (("id",), "(brief = '' OR fee_text = '' OR payment_mode IS NULL OR license_kind IS NULL)"),
    "due": (
        ("id", "acquired_on"),
        "fiscal = 'yes' AND technology_class = 'applied' AND implemented = 'no' AND exclusion_reason = ''",
    ),
}


def upgrade() -> None:
    """Make the indexes of the views, and the search index anew."""
    for name, (columns, condition) in VIEWS.items():
        op.create_index(f"ix_result_view_{name}", "result", columns, sqlite_where=sa.text(condition))
    driver = op.get_bind().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    search.rebuild(driver)
