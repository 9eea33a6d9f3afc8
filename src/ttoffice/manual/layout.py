"""A page as lines of a given width: the same on the screen, in a terminal and in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ttoffice.manual.blocks import Block, Run, Style, runs
from ttoffice.widgets.breaking import Cells, break_points

Line = tuple[Run, ...]
MARGIN = 2
"""Cells that commands and rows of tables stand in."""
GAP = 2
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The lines of a page, and on which of them each block begins."""

    lines: tuple[Line, ...]
    starts: tuple[int, ...]


def lay_out(blocks: Sequence[Block], width: int, cells: Cells, *, break_commands: bool = True) -> Laid:
    """Return blocks as lines of at most `width` cells; commands stay whole, to be copied, where they are not broken."""
    lines: list[Line] = []
    starts: list[int] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and _apart(before, block):
            lines.append(())
        starts.append(len(lines))
        if block.kind == "commands" and not break_commands:
            lines += [(Run(" " * MARGIN), Run(command, "code")) for (command,) in block.rows]
        else:
            lines += _lines(block, max(8, width), cells)
        before = block
    return Laid(tuple(lines), tuple(starts))


def _apart(before: Block, block: Block) -> bool:
    """Return whether an empty line stands between two blocks."""
    if before.kind == "heading":
        return False
    return not (before.kind == block.kind and block.kind in ("step", "entry"))


def _lines(block: Block, width: int, cells: Cells) -> Iterator[Line]:
    if block.kind == "table":
        yield from _table(block.rows, width, cells)
    elif block.kind == "commands":
        for (command,) in block.rows:
            yield from _broken((Run(command, "code"),), width - MARGIN, 2, cells, " " * MARGIN)
    elif block.kind in ("title", "heading"):
        yield from _broken((Run(block.text, "heading"),), width, 0, cells)
    else:
        mark = "| " if block.kind == "remark" else block.mark
        yield from _marked(mark, runs(block.text), width, cells)


def _marked(mark: str, pieces: tuple[Run, ...], width: int, cells: Cells) -> Iterator[Line]:
    """Return a text behind its mark; further lines begin where the first does."""
    room = width - cells(mark)
    for place, line in enumerate(_broken(pieces, room, 0, cells)):
        first = Run(mark if place == 0 or mark == "| " else " " * cells(mark), "mark")
        yield (first, *line) if mark else line


def _broken(
    pieces: tuple[Run, ...], width: int, indent: int, cells: Cells, margin: str = ""
) -> Iterator[Line]:
    text = "".join(piece.text for piece in pieces)
    points = [0, *break_points(text, max(8, width), indent, cells), len(text)]
    for place, (start, end) in enumerate(pairwise(points)):
        lead = margin + (" " * indent if place else "")
        line = tuple(_part(pieces, start, end))
        yield (Run(lead), *line) if lead else line


def _part(pieces: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    """Return what of some pieces stands between two offsets."""
    at = 0
    for piece in pieces:
        text = piece.text[max(0, start - at) : max(0, end - at)]
        if text:
            yield Run(text, piece.style)
        at += len(piece.text)


def _table(rows: tuple[tuple[str, ...], ...], width: int, cells: Cells) -> Iterator[Line]:
    """Return a table whose last column is broken where it does not fit; the head is strong."""
    shown = [[runs(cell) for cell in row] for row in rows]
    count = max(map(len, shown))
    widest = max(8, (width - MARGIN) // 2 if count > 1 else width)
    spans = [
        min(widest, max(_width(row[at], cells) for row in shown if at < len(row))) for at in range(count - 1)
    ]
    for place, row in enumerate(shown):
        yield from _row(row, spans, width, cells, "strong" if place == 0 and len(shown) > 1 else "")


def _width(pieces: Iterable[Run], cells: Cells) -> int:
    return sum(cells(piece.text) for piece in pieces)


def _row(
    row: Sequence[tuple[Run, ...]], spans: Sequence[int], width: int, cells: Cells, style: Style
) -> Iterator[Line]:
    """Return the lines of one row: every cell is broken in its own column."""
    left = MARGIN + sum(spans) + GAP * len(spans)
    rooms = [*spans, max(8, width - left)]
    columns = [
        list(_broken(tuple(Run(piece.text, piece.style or style) for piece in cell), room, 0, cells))
        for cell, room in zip(row, rooms, strict=False)
    ]
    for at in range(max(map(len, columns))):
        line: list[Run] = [Run(" " * MARGIN)]
        for column, room in zip(columns, rooms, strict=False):
            cell = column[at] if at < len(column) else ()
            line += [*cell, Run(" " * (max(0, room - _width(cell, cells)) + GAP))]
        yield tuple(line[:-1])
