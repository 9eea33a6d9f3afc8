"""TOML by lines: where a key stands (`tomllib` says so of broken TOML only), and how a text is written."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator


def quoted(text: str) -> str:
    """Return a text as TOML writes it in quotes; it must hold no lone surrogates, which TOML cannot."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def line_of_error(text: str, error: tomllib.TOMLDecodeError) -> int:
    """Return the line on which a text stops being TOML."""
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else text.count("\n") + 1


def line_of(text: str, key: str = "", table: int | None = None, name: str = "columns") -> int:
    """Return the line, from 1, of a key; of the one in a `[[name]]` table counted from 0 where given.

    Falls back to the first line of that table, then to line 1.
    """
    lines = list(_code_lines(text))
    opening = re.compile(rf"""\s*\[\[\s*["']?{re.escape(name)}["']?\s*\]\]""")
    starts = [number for number, line in lines if opening.match(line)]
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
