"""The search index knows three characters in a row, and longer pinyin.

Its table stays as it is; what it holds is made anew from the results. It repeats what stands there, so that the
program's own form of it is always the right one.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlite3

from alembic import op

from ttoffice.store import search

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew."""
    driver = op.get_bind().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    search.rebuild(driver)
