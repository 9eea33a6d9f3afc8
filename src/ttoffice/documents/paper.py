"""A document as a value: letterhead or running head, title, paragraphs and tables, and where it is signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, pairwise
from typing import Literal

Change = Literal["", "ins", "del"]
"""Whether something stands as before, was put in, or was taken out between two versions."""


@dataclass(frozen=True)
class Piece:
    """A part of a paragraph in a comparison of two versions."""

    text: str
    change: Change = ""


@dataclass(frozen=True)
class Para:
    """A paragraph.

    Attributes:
        plain: without the first line's indent; `strong` in the face of headings; `centred` in the middle.
        sub: one step further to the right, as the items below a numbered sentence stand.
        keep: on one page with what follows; `space` points above it.
        size: set like the title of a paper, the line below it, or a line of a cover.
        level: of a heading, its level in the outline; 0 for text.
        pieces: of a comparison, the parts of the text; they replace `text`.
    """

    text: str
    plain: bool = False
    strong: bool = False
    centred: bool = False
    sub: bool = False
    keep: bool = False
    space: int = 0
    size: Literal["", "title", "subtitle", "cover"] = ""
    level: int = 0
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Table:
    """Rows of a label and a value."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table with a head that is repeated on every page.

    Attributes:
        widths: share of the line's width of each column.
        changes: of a comparison, what happened to each row; empty where nothing is compared.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    changes: tuple[Change, ...] = ()

    @property
    def marked_rows(self) -> Iterator[tuple[tuple[str, ...], Change]]:
        """Each row with what happened to it."""
        nothing: Change = ""
        return zip(self.rows, self.changes or (nothing,) * len(self.rows), strict=True)


@dataclass(frozen=True)
class FormCell:
    """One cell of a form.

    Attributes:
        share: its share of the row, of `FORM_WIDTH` in all.
        label: whether it says what the cell beside it is for.
        signed: lines at the foot of the cell on the right: who signs, and the day.
        tall: the least height in millimetres; 0 for that of a line.
    """

    text: str
    share: int
    label: bool = False
    signed: tuple[str, ...] = ()
    tall: int = 0


@dataclass(frozen=True)
class Form:
    """A ruled form: each row has cells of its own, whose shares make up the width of the line."""

    rows: tuple[tuple[FormCell, ...], ...]

    @property
    def edges(self) -> tuple[int, ...]:
        """Where a cell of any row ends, from the left, the last being `FORM_WIDTH`."""
        found: set[int] = set()
        for row in self.rows:
            found |= set(accumulate(cell.share for cell in row))
        return tuple(sorted(found))

    def spans(self, row: tuple[FormCell, ...]) -> tuple[int, ...]:
        """Return over how many of the columns between the edges each cell of a row reaches."""
        ends = [0, *(self.edges.index(end) + 1 for end in accumulate(cell.share for cell in row))]
        return tuple(right - left for left, right in pairwise(ends))


FORM_WIDTH = 24
"""What the shares of a form's row add up to; halves, thirds, quarters, sixths and eighths are whole numbers."""


@dataclass(frozen=True)
class Signatures:
    """Where both sides sign, beside each other, never parted by the end of a page."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class NewPage:
    """What follows begins a page."""


Block = Para | Table | Grid | Form | Signatures | NewPage


@dataclass(frozen=True)
class Paper:
    """One document.

    Attributes:
        unit: the unit's name, as the letterhead has it.
        title: the title; `subtitle` the smaller line below it.
        blocks: what stands below it, in order.
        signed: the lines at the end on the right: unit, office, day.
        footer: the small line at the foot of each page: number and hash.
        mark: what is written across a document that is no final one; empty for a final one.
        day: the day its properties are dated by, so that the same data give the same bytes.
        form: set as a letter of the unit, with its letterhead; as a contract, with a running head; or as a
            sheet, a form to be filled in, with the unit's name above its title.
        head: of a contract, the running head of each page.
        watermark: of a contract, the word across each page; empty for none.
        author: of a comparison, whose changes they are.
    """

    unit: str
    title: str
    blocks: tuple[Block, ...] = ()
    signed: tuple[str, ...] = ()
    footer: str = ""
    mark: str = ""
    day: date = field(default=date(2025, 11, 9))
    form: Literal["letter", "contract", "sheet"] = "letter"
    head: str = ""
    subtitle: str = ""
    watermark: str = ""
    author: str = ""


def paragraphs(text: str) -> tuple[Para, ...]:
    """Return a text as paragraphs, one a line; lines without anything are left out."""
    return tuple(Para(line.strip()) for line in lines(text) if line.strip())


def lines(text: str) -> list[str]:
    """Return the lines of a text, whatever ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def clean(text: str) -> str:
    """Return a text that a document can hold: what is no character of XML is replaced, never left out."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


_ILLEGAL = re.compile(
    "[^\t\n\r\u0020-\u007e\u00a0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What XML cannot hold, and what turns the direction in which a text is read."""
