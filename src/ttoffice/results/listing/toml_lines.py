"""Where in a TOML text a key stands: `tomllib` gives lines for broken TOML only, not for wrong values."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TABLE = re.compile(r"\s*\[\[\s*(?:columns|\"columns\"|'columns')\s*\]\]")


def line_of(text: str, key: str = "", table: int | None = None) -> int:
    """Return the line, from 1, of a key; of the one in a `[[columns]]` table counted from 0 where given.

    Falls back to the first line of that table, then to line 1.
    """
    lines = list(_code_lines(text))
    starts = [number for number, line in lines if _TABLE.match(line)]
    first, last = 1, len(text.splitlines()) + 1
    if table is not None and table < len(starts):
        first = starts[table]
        last = starts[table + 1] if table + 1 < len(starts) else last
    wanted = _key_form(key)
    for number, line in lines:
        if key and first <= number < last and wanted.search(line):
            return number
    return first


def _key_form(key: str) -> re.Pattern[str]:
    """Return what a line looks like that sets a key: `key = …`, `"key" = …`, `[columns.key]`, `{ key = …`."""
    name = re.escape(key)
    return re.compile(rf"""(?:^|[\s{{,\[.])["']?{name}["']?\s*(?:=|\.|\])""")


def _code_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers, leaving out comments and what is inside long texts."""
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not inside and not line.lstrip().startswith("#"):
            yield number, line
        for quotes in re.findall(r"\"\"\"|'''", line):
            if not inside:
                inside = quotes
            elif quotes == inside:
                inside = ""
