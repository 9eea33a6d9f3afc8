"""Where a line of text is broken, as Chinese is set: anywhere between characters, but not before a closing mark."""

from __future__ import annotations

import re
from collections.abc import Callable

NO_START = frozenset("，。、；：？！）》」』】〕”’…%,.;:?!)]}")
"""Marks that must not begin a line."""
NO_END = frozenset("（《「『【〔“‘([{")
"""Marks that must not end a line."""
LONGEST_BRACKET = 48
"""Cells of what stands in brackets and is kept on one line."""
_BRACKETS = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）|\([^()]*(?:\([^()]*\)[^()]*)*\)")

Cells = Callable[[str], int]
"""How many terminal cells a text takes."""


def break_points(line: str, width: int, indent: int, cells: Cells) -> list[int]:
    """Return where a line is broken, as offsets of characters; short brackets are kept whole.

    What does not fit into `width` cells goes on, `indent` cells further in.
    """
    found: list[int] = []
    inside = _inside_brackets(line, width - indent, cells)
    start, end = 0, _end_of_line(line, 0, width, cells)
    while end < len(line):
        start = _last_break(line, start, end, inside, cells)
        found.append(start)
        end = _end_of_line(line, start, width - indent, cells)
    return found


def _end_of_line(line: str, start: int, room: int, cells: Cells) -> int:
    """Return how far a line goes that begins at an offset; blanks at its end need no room."""
    used = 0
    for at in range(start, len(line)):
        used += cells(line[at])
        if used > room and at > start and line[at] != " ":
            return at
    return len(line)


def _last_break(line: str, start: int, end: int, inside: set[int], cells: Cells) -> int:
    """Return the last offset up to `end` at which the line may be broken; `end` itself where there is none."""
    for at in range(end, start, -1):
        if at not in inside and _may_break(line[at - 1], line[at], cells):
            return at
    return end


def _inside_brackets(line: str, width: int, cells: Cells) -> set[int]:
    """Return the places in brackets, such as a citation, that fit into a line of their own."""
    places: set[int] = set()
    for found in _BRACKETS.finditer(line):
        if cells(found.group()) <= min(width, LONGEST_BRACKET):
            places.update(range(found.start() + 1, found.end()))
    return places


def _may_break(before: str, after: str, cells: Cells) -> bool:
    if before == " ":
        return after != " "
    if after in NO_START or before in NO_END:
        return False
    return after != " " and (cells(before) == 2 or cells(after) == 2)
