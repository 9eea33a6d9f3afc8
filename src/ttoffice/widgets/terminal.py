"""What depends on the terminal and is chosen once at start: how wide it draws characters of ambiguous width."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender

from ttoffice.widgets.text import use_ambiguous_width

AMBIGUOUS_VARIABLE = "TTOFFICE_AMBIGUOUS_WIDTH"
"""Set to 2 for consoles that draw `— … “ ” ①` over two cells, as those of code page 936 do."""


class PlainBars(ScrollBarRender):
    """Scroll bars of blanks alone: the blocks that Textual ends a thumb with are of ambiguous width."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def suit_terminal(environ: Mapping[str, str], wanted: int = 1) -> int:
    """Count ambiguous characters as the environment says, else as `wanted`; return their cells.

    Anything but 1 and 2 counts as not said.
    """
    said = environ.get(AMBIGUOUS_VARIABLE, "").strip()
    cells = int(said) if said in ("1", "2") else wanted if wanted in (1, 2) else 1
    use_ambiguous_width(cells)
    ScrollBar.renderer = PlainBars if cells == 2 else ScrollBarRender
    return cells
