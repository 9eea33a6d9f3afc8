"""Text from the store made safe to draw: no markup, no control characters, exact widths in terminal cells."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len, set_cell_size
from textual.content import Content

CUT_MARK = ".."
"""What ends a text that was cut; ASCII, because the width of other marks differs between terminals."""
_BLANKS = ("Zs", "Zl", "Zp")


def plain(value: object) -> Content:
    """Return a value as content in which nothing is markup and nothing controls the terminal."""
    return Content(block(str(value)))


def _drawn(letter: str, breaks: str) -> str:
    """Return what is drawn for a character that cannot be printed as it is."""
    if letter in breaks:
        return letter
    if letter == "\u3000":
        return "  "
    category = unicodedata.category(letter)
    if letter in "\t\n\r\v\f" or category in _BLANKS:
        return " "
    return "" if category == "Cf" or letter == "\ufe0f" else "?"


def _safe(text: str, breaks: str) -> str:
    if text.isprintable() and "\ufe0f" not in text:
        return text
    return "".join(
        letter if letter.isprintable() and letter != "\ufe0f" else _drawn(letter, breaks) for letter in text
    )


def one_line(text: str, longest: int | None = None) -> str:
    """Return the text on one line: breaks become blanks, marks of direction vanish, controls become `?`.

    Only the first `longest` characters are looked at where that is given.
    """
    return _safe(text if longest is None else text[:longest], "")


def block(text: str) -> str:
    """Return the text over several lines, safe in the same way; line breaks stay."""
    return _safe(text.replace("\r\n", "\n").replace("\r", "\n"), "\n")


def fit(text: str, width: int) -> str:
    """Return the text on one line exactly `width` cells wide: padded, or cut without halving a wide character."""
    if width <= 0:
        return ""
    shown = one_line(text, 4 * width + 4)
    if cell_len(shown) <= width and len(text) <= 4 * width + 4:
        return set_cell_size(shown, width)
    if width <= len(CUT_MARK):
        return set_cell_size(shown, width)
    kept = set_cell_size(shown, width - len(CUT_MARK)).rstrip()
    return set_cell_size(kept + CUT_MARK, width)
