"""Numbering the parts of an official paper: 一、 then （一） then 1. then （1）; what is empty is left out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ttoffice.rulebook.numerals import LARGEST, to_chinese


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered part: its heading, and the paragraphs and parts below it in their order."""

    heading: str
    parts: tuple[Section | str, ...]


def section(heading: str, parts: Iterable[Section | str | None]) -> Section | None:
    """Return a part with what is not empty; None where nothing is left."""
    kept = tuple(part for part in parts if part)
    return Section(heading, kept) if kept else None


def mark(depth: int, place: int) -> str:
    """Return the number of a part: depth 0 is 一、, 1 is （一）, 2 is 1., 3 and deeper is （1）."""
    numeral = to_chinese(place) if place <= LARGEST else str(place)
    return (f"{numeral}、", f"（{numeral}）", f"{place}.", f"（{place}）")[min(depth, 3)]


def lines(parts: Iterable[Section | str | None], depth: int = 0) -> Iterator[str]:
    """Yield the lines of an outline; paragraphs are not numbered, parts are, each level from 1."""
    place = 0
    for part in parts:
        if isinstance(part, str) and part:
            yield part
        elif isinstance(part, Section):
            place += 1
            yield f"{mark(depth, place)}{part.heading}"
            yield from lines(part.parts, depth + 1)


def ended(text: str) -> str:
    """Return a text as a sentence: with a full stop where nothing else ends it; an empty one stays empty."""
    plain = text.strip()
    return plain if not plain or plain.endswith(("。", "！", "？", "；", "：", "…")) else f"{plain}。"


def joined(*texts: str) -> str:
    """Return sentences one after the other, each ended."""
    return "".join(ended(text) for text in texts)
