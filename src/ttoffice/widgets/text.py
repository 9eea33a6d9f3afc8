"""Text from the store made safe to draw: no markup, no control characters, exact widths in terminal cells.

What terminals draw at different widths is not drawn: joiners, variation selectors and skin tones go, flags
become their letters. What is left is as wide as its characters together. Characters of *ambiguous* width
(`— … · “ ” ①`) count one cell, or two after `use_ambiguous_width(2)`, as old Chinese consoles draw them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size
from textual.content import Content

CUT_MARK = ".."
"""What ends a text that was cut; ASCII, because the width of other marks differs between terminals."""
_BLANKS = ("Zs", "Zl", "Zp")
_UNSURE = re.compile("[\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
"""Variation selectors, halves of flags and skin tones: printable, but as wide as the terminal likes."""
_FLAG_A = 0x1F1E6


def plain(value: object) -> Content:
    """Return a value as content in which nothing is markup and nothing controls the terminal."""
    return Content(block(str(value)))


# --- what is drawn for a character ------------------------------------------------------------------


def _drawn(letter: str, breaks: str) -> str:
    """Return what is drawn for a character that cannot be drawn as it is."""
    if letter in breaks:
        return letter
    if letter == "\u3000":
        return "  "
    if _UNSURE.match(letter):
        half_of_flag = _FLAG_A <= ord(letter) < _FLAG_A + 26
        return chr(ord(letter) - _FLAG_A + ord("A")) if half_of_flag else ""
    category = unicodedata.category(letter)
    if letter in "\t\n\r\v\f" or category in _BLANKS:
        return " "
    return "" if category == "Cf" else "?"


def _safe(text: str, breaks: str) -> str:
    if text.isprintable() and (text.isascii() or not _UNSURE.search(text)):
        return text
    return "".join(
        letter if letter.isprintable() and not _UNSURE.match(letter) else _drawn(letter, breaks)
        for letter in text
    )


def one_line(text: str, longest: int | None = None) -> str:
    """Return the text on one line: breaks become blanks, marks of direction vanish, controls become `?`.

    Only the first `longest` characters are looked at where that is given.
    """
    return _safe(text if longest is None else text[:longest], "")


def block(text: str) -> str:
    """Return the text over several lines, safe in the same way; line breaks stay."""
    return _safe(text.replace("\r\n", "\n").replace("\r", "\n"), "\n")


# --- how wide it is ---------------------------------------------------------------------------------


@lru_cache(4096)
def _broad_letter(letter: str) -> int:
    """Return the cells of a character where ambiguous ones take two; marks over a letter still take none."""
    cells = get_character_cell_size(letter)
    return 2 if cells == 1 and unicodedata.east_asian_width(letter) == "A" else cells


@lru_cache(4096)
def _broad(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_broad_letter, text))


class _Measure:
    """How wide a safe text and a character are; chosen once, before anything is drawn."""

    text: Callable[[str], int] = staticmethod(cell_len)
    letter: Callable[[str], int] = staticmethod(get_character_cell_size)


def use_ambiguous_width(cells: int) -> None:
    """Count characters of ambiguous width as so many cells: 1, or 2 as consoles of code page 936 draw them."""
    if cells not in (1, 2):
        raise ValueError(f"an ambiguous character takes one cell or two, not {cells}")
    _Measure.text = cell_len if cells == 1 else _broad
    _Measure.letter = get_character_cell_size if cells == 1 else _broad_letter


def ambiguous_width() -> int:
    """Return how many cells a character of ambiguous width counts."""
    return _Measure.letter("\u2026")


def cells_of(text: str) -> int:
    """Return how many terminal cells a safe text takes."""
    return _Measure.text(text)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return the text on one line exactly `width` cells wide: padded, or cut without halving a wide character.

    Padding stands behind the text; with `right` before it.
    """
    if width <= 0:
        return ""
    longest = 4 * width + 4
    shown = one_line(text, longest)
    taken = _Measure.text(shown)
    if taken > width or len(text) > longest:
        shown = _cut(shown, width)
        taken = _Measure.text(shown)
    pad = " " * (width - taken)
    return pad + shown if right else shown + pad


def _cut(shown: str, width: int) -> str:
    """Return the head of a text with the mark that it was cut, where there is room for that."""
    if width <= len(CUT_MARK):
        return _head(shown, width)
    return _head(shown, width - len(CUT_MARK)).rstrip() + CUT_MARK


def _head(text: str, width: int) -> str:
    taken = 0
    for place, letter in enumerate(text):
        taken += _Measure.letter(letter)
        if taken > width:
            return text[:place]
    return text
