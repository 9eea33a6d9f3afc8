"""The text of a page as blocks: headings, paragraphs, steps, tables and commands. A small part of Markdown, no more.

A line is a block: `# ` the title, `## ` a heading, `1. ` a step, `- ` an entry, `> ` a remark, `|` a row of a table,
three backticks around commands, anything else a paragraph. Within a line `**` stands around what is strong, a backtick
around what is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

Kind = Literal["title", "heading", "text", "step", "entry", "remark", "table", "commands"]
Style = Literal["", "strong", "code", "heading", "mark"]

_STEP = re.compile(r"(\d+)\. (.*)")
_INLINE = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`")
_FENCE = "```"
_STARTS: tuple[tuple[str, Kind], ...] = (
    ("# ", "title"), ("## ", "heading"), ("- ", "entry"), ("> ", "remark"), ("|", "table"),
)  # fmt: skip


class Run(NamedTuple):
    """A piece of a line in one style."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page.

    Attributes:
        text: as it stands in the page, without the mark that says its kind; commands and tables have none.
        mark: what stands before it: the number of a step, the dash of an entry.
        rows: of a table, its cells, the head first; of commands, each line as a row of one cell.
    """

    kind: Kind
    text: str = ""
    mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def plain(self) -> str:
        """Its words without marks of style, to be searched."""
        texts = [self.text, *(cell for row in self.rows for cell in row)]
        return " ".join("".join(run.text for run in runs(text)) for text in texts if text)


def runs(text: str) -> tuple[Run, ...]:
    """Return a line as pieces by their style."""
    found: list[Run] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            found.append(Run(text[at : match.start()]))
        found.append(Run(match[1], "strong") if match[1] else Run(match[2], "code"))
        at = match.end()
    return (*found, Run(text[at:])) if at < len(text) else tuple(found)


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a page."""
    return tuple(_joined(_blocks(text.splitlines())))


def _blocks(lines: list[str]) -> Iterator[Block]:
    commands: list[str] | None = None
    for line in lines:
        if line.startswith(_FENCE):
            if commands is not None:
                yield Block("commands", rows=tuple((each,) for each in commands))
            commands = [] if commands is None else None
        elif commands is not None:
            commands.append(line)
        elif line.strip():
            yield _block(line.strip())


def _block(line: str) -> Block:
    step = _STEP.match(line)
    if step:
        return Block("step", step[2], f"{step[1]}. ")
    for start, kind in _STARTS:
        if line.startswith(start):
            return _row(line) if kind == "table" else Block(kind, line[len(start) :], _mark(kind))
    return Block("text", line)


def _mark(kind: Kind) -> str:
    return "- " if kind == "entry" else ""


def _row(line: str) -> Block:
    return Block("table", rows=(tuple(cell.strip() for cell in line.strip("|").split("|")),))


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Put the rows of a table that follow each other into one block; the line below the head goes."""
    for is_table, group in groupby(blocks, key=lambda block: block.kind == "table"):
        if not is_table:
            yield from group
            continue
        rows = [block.rows[0] for block in group]
        yield Block("table", rows=tuple(row for row in rows if not all(set(cell) <= {"-"} for cell in row)))
