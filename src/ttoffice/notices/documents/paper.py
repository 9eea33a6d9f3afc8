"""A document as a value: letterhead, title, paragraphs and tables, and the lines under which the seal goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Para:
    """A paragraph; `plain` without the first line's indent, `strong` in the face of headings."""

    text: str
    plain: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of a label and a value."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NewPage:
    """What follows begins a page."""


Block = Para | Table | NewPage


@dataclass(frozen=True)
class Paper:
    """One document.

    Attributes:
        unit: the unit's name, as the letterhead has it.
        title: the title.
        blocks: what stands below it, in order.
        signed: the lines at the end on the right: unit, office, day.
        footer: the small line at the foot of each page: number and hash.
        mark: what is written across a document that is no final one; empty for a final one.
        day: the day its properties are dated by, so that the same data give the same bytes.
    """

    unit: str
    title: str
    blocks: tuple[Block, ...] = ()
    signed: tuple[str, ...] = ()
    footer: str = ""
    mark: str = ""
    day: date = field(default=date(2025, 11, 9))


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
