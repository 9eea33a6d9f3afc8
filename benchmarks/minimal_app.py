"""The smallest Textual program that shows data: the first rows of the results of a store, as lines of text."""

from __future__ import annotations

import sqlite3
import sys

from textual.app import App, ComposeResult
from textual.widgets import Static

SQL = "SELECT number, title, department FROM result ORDER BY id LIMIT 40"


class Minimal(App[None]):
    """One widget with the first rows."""

    def compose(self) -> ComposeResult:
        """Show the rows."""
        rows = sqlite3.connect(sys.argv[1]).execute(SQL)
        yield Static("\n".join("  ".join(row) for row in rows), markup=False)


if __name__ == "__main__":
    Minimal().run()
