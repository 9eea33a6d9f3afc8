"""Textual's own table with the results of a store: what ours is measured beside."""

from __future__ import annotations

import sqlite3
import sys

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import DataTable

COLUMNS = ("number", "title", "result_type", "numbers_text", "department", "people_text", "acquired_on")
SQL = f"SELECT {', '.join(COLUMNS)} FROM result ORDER BY id LIMIT ?"


class Rows(App[None]):
    """A DataTable of so many rows of a store."""

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill it."""
        table = self.query_one(DataTable)
        table.add_columns(*(Text(name) for name in COLUMNS))
        for row in sqlite3.connect(sys.argv[1]).execute(SQL, (int(sys.argv[2]),)):
            table.add_row(*(Text(value or "") for value in row))
        table.focus()


if __name__ == "__main__":
    Rows().run()
