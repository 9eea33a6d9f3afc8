"""A list of lines to walk through: plain text, the highlighted line marked by a sign as well as by colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ttoffice.widgets.keys import bind

SIGN = "> "
"""Stands before the highlighted line; ASCII, because other marks differ in width between terminals."""


class PlainList(OptionList):
    """An option list whose highlighted line has a sign before it, with the letters j, k, g and G.

    `always` keeps the sign while the keys go elsewhere, as to a field above that the list follows.
    """

    DEFAULT_CSS = "PlainList { min-width: 6; }"  # with no cell left beside the sign Textual fails
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("table.down", "cursor_down"),
        bind("table.up", "cursor_up"),
        bind("table.page_down", "page_down"),
        bind("table.page_up", "page_up"),
        bind("table.first", "first"),
        bind("table.last", "last"),
    ]

    @dataclass
    class Resized(Message):
        """The lines have another width now, and may be drawn anew."""

    def on_resize(self) -> None:
        """Tell the owner of the new width, once it is known."""
        self.post_message(self.Resized())

    def __init__(
        self,
        lines: Iterable[Content] = (),
        *,
        always: bool = False,
        id: str | None = None,  # noqa: A002 - as every widget of Textual calls it
    ) -> None:
        super().__init__(*map(Option, lines), markup=False, compact=True, id=id)
        self._always = always

    def set_lines(self, lines: Iterable[Content], at: int | None = 0) -> None:
        """Show other lines, with one of them highlighted."""
        self.set_options(map(Option, lines))
        self.highlight(at)

    def highlight(self, at: int | None) -> None:
        """Highlight a line, the nearest where there are fewer."""
        last = self.option_count - 1
        self.highlighted = None if at is None or last < 0 else max(0, min(at, last))

    @property
    def text_width(self) -> int:
        """How many cells a line has for its text, whether the scroll bar is shown or not."""
        return max(1, self.content_region.width - self.styles.scrollbar_size_vertical - len(SIGN))

    def _get_left_gutter_width(self) -> int:
        return len(SIGN)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height of all lines, which have less than the whole width."""
        return super().get_content_height(container, viewport, max(1, width - len(SIGN)))

    def render_line(self, y: int) -> Strip:
        """Draw a line behind its sign."""
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        place = self._lines[line] if line < len(self._lines) else (-1, 0)
        signed = place == (self.highlighted, 0) and (self._always or self.has_focus)
        style = next((segment.style for segment in strip if segment.text), None)
        return Strip(
            [Segment(SIGN if signed else " " * len(SIGN), style), *strip], strip.cell_length + len(SIGN)
        )
