"""What depends on the terminal and is chosen once at start: widths of ambiguous characters, keys with Alt."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import ClassVar, cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.scrollbar import ScrollBar, ScrollBarRender

from ttoffice.widgets.text import use_ambiguous_width

AMBIGUOUS_VARIABLE = "TTOFFICE_AMBIGUOUS_WIDTH"
"""Set to 2 for consoles that draw `— … “ ” ①` over two cells, as those of code page 936 do."""


class AltKey(Enum):
    """Keys with Alt, by the letter that ends what a terminal sends for them."""

    A = "alt+up"
    B = "alt+down"
    C = "alt+right"
    D = "alt+left"
    F = "alt+end"
    H = "alt+home"


class PlainBars(ScrollBarRender):
    """Scroll bars of blanks alone: the blocks that Textual ends a thumb with are of ambiguous width."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def suit_terminal(environ: Mapping[str, str], wanted: int = 1) -> int:
    """Count ambiguous characters as the environment says, else as `wanted`; return their cells.

    Anything but 1 and 2 counts as not said. Keys with Alt are keys of that name from here on.
    """
    take_alt_keys()
    said = environ.get(AMBIGUOUS_VARIABLE, "").strip()
    cells = int(said) if said in ("1", "2") else wanted if wanted in (1, 2) else 1
    use_ambiguous_width(cells)
    ScrollBar.renderer = PlainBars if cells == 2 else ScrollBarRender
    return cells


def take_alt_keys() -> None:
    """Let Alt with a digit, an arrow, Home or End be the key of that name.

    Textual takes what terminals send for them for a character of other keyboards, or for Esc and then the key.
    """
    sequences = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    for digit in "0123456789":
        sequences.pop(f"\x1b{digit}", None)
    sequences.update({f"\x1b[1;3{key.name}": (key,) for key in AltKey})
