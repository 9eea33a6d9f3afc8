"""Gap-free numbers per kind and year, drawn inside the action's own transaction."""

from __future__ import annotations

from ttoffice.numbering import format_number
from ttoffice.store.connection import Writer


def draw(writer: Writer, prefix: str, year: int, count: int = 1) -> list[str]:
    """Return the next `count` numbers such as `CG-2026-0001`; a rolled back transaction returns them."""
    row = writer.one("SELECT last FROM number_series WHERE prefix = ? AND year = ?", (prefix, year))
    last = row[0] if row else 0
    writer.execute(
        "INSERT INTO number_series (prefix, year, last) VALUES (?, ?, ?)"
        " ON CONFLICT (prefix, year) DO UPDATE SET last = excluded.last",
        (prefix, year, last + count),
    )
    return [format_number(prefix, year, last + step) for step in range(1, count + 1)]


def upcoming(writer: Writer, prefix: str, year: int) -> str:
    """Return the number that is drawn next in this transaction, for a paper that must bear it before it is kept."""
    row = writer.one("SELECT last FROM number_series WHERE prefix = ? AND year = ?", (prefix, year))
    return format_number(prefix, year, (row[0] if row else 0) + 1)
