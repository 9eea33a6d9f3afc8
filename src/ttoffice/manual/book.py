"""The pages of the manual in their order, filled for this machine, and how something is found in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ttoffice.manual.blocks import Block, parse
from ttoffice.manual.places import Names, fill
from ttoffice.widgets.finding import rank

FOLDER = files("ttoffice.manual") / "pages"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of a page.

    Attributes:
        id: ASCII name, also that of its file.
        group: the part of the manual that it stands in, in Chinese.
        screens: names of the screens whose help leads to it.
    """

    id: str
    group: str
    screens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page, filled."""

    entry: Entry
    text: str
    blocks: tuple[Block, ...]

    @property
    def id(self) -> str:
        """Its ASCII name."""
        return self.entry.id

    @property
    def title(self) -> str:
        """Its title, in Chinese."""
        return self.blocks[0].text


class Place(NamedTuple):
    """Where something stands: a page by its place in the book, a block by its place on the page."""

    page: int
    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Book:
    """The whole manual."""

    pages: tuple[Page, ...]

    def at(self, page_id: str) -> int | None:
        """Return the place of a page by its name, None where there is none."""
        return next((place for place, page in enumerate(self.pages) if page.id == page_id), None)

    def for_screens(self, names: Iterable[str]) -> int:
        """Return the place of the page for the first of some screens that has one; the first page otherwise."""
        for name in names:
            for place, page in enumerate(self.pages):
                if name in page.entry.screens:
                    return place
        return 0

    def places(self) -> list[Place]:
        """Return everything that can be found: titles first, then headings, then what stands below them."""
        found = [
            Place(page_at, block_at, block.plain)
            for page_at, page in enumerate(self.pages)
            for block_at, block in enumerate(page.blocks)
        ]
        return sorted(found, key=lambda place: _WEIGHT.get(self.block(place).kind, 2))

    def block(self, place: Place) -> Block:
        """Return the block of a place."""
        return self.pages[place.page].blocks[place.block]

    def found(self, words: str) -> list[Place]:
        """Return the places that words or pinyin mean; titles before headings before text, then the best first."""
        ranked = []
        for order, place in enumerate(self.places()):
            kind = self.block(place).kind
            sound = kind in _WEIGHT or not words.isascii()
            how = rank(place.text, words) if sound else _as_written(place.text, words)
            if how is not None:
                ranked.append(((_WEIGHT.get(kind, 2), how, order), place))
        return [place for _rank, place in sorted(ranked)]


_WEIGHT = {"title": 0, "heading": 1}
"""Titles and headings are found by pinyin too; in running text any two letters would be found."""


def _as_written(text: str, words: str) -> tuple[int, int] | None:
    folded = text.casefold()
    return (0, 0) if all(word in folded for word in words.casefold().split()) else None


@cache
def index() -> tuple[Entry, ...]:
    """Return the index of the pages, in their order."""
    rows = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))["page"]
    return tuple(Entry(row["id"], row["group"], tuple(row.get("screens", ()))) for row in rows)


def raw(page_id: str) -> str:
    """Return the text of a page as it is shipped, its places open."""
    return (FOLDER / f"{page_id}.md").read_text(encoding="utf-8")


def read_book(names: Names) -> Book:
    """Return the manual, filled."""
    pages = []
    for entry in index():
        text = fill(raw(entry.id), names)
        pages.append(Page(entry, text, parse(text)))
    return Book(tuple(pages))
