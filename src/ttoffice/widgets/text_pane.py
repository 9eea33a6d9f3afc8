"""Text longer than its room, scrolled by arrows and letters."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll

from ttoffice.widgets.keys import bind

SCROLL_KEYS: tuple[BindingType, ...] = (
    bind("text.down", "scroll_down"),
    bind("text.up", "scroll_up"),
    bind("text.page_down", "page_down"),
    bind("text.page_up", "page_up"),
    bind("text.top", "scroll_home"),
    bind("text.end", "scroll_end"),
)


class TextPane(VerticalScroll, can_focus=True):
    """Something to read."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLL_KEYS]
