"""A record's filled fields, grouped: the pane beside a list, and the body of the record's own screen."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ttoffice.screens.kit.reading import Reading, Shown
from ttoffice.widgets.keys import bind
from ttoffice.widgets.states import State, state_content
from ttoffice.widgets.text import block, one_line

LABEL_CELLS = 22
"""A label wider than this has its value on the next line."""


class DetailPane(VerticalScroll):
    """Every filled field of a record; plain text only."""

    DEFAULT_CSS = """
    DetailPane { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; background: $surface; }
    DetailPane:focus { background: $boost; }
    DetailPane Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("text.down", "scroll_down"),
        bind("text.up", "scroll_up"),
        bind("text.page_down", "page_down"),
        bind("text.page_up", "page_up"),
        bind("text.top", "scroll_home"),
        bind("text.end", "scroll_end"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as every widget of Textual calls it
        super().__init__(id=id)
        self._body = Static("", markup=False)
        self._number = ""

    def compose(self) -> ComposeResult:
        """Hold the text."""
        yield self._body

    def show(self, reading: Reading | None, *, none: str = "") -> None:
        """Show a record, or a sentence where there is none; the same record stays where it was scrolled to."""
        number = reading.number if reading is not None else ""
        self._body.update(Content(block(none)) if reading is None else text_of(reading))
        if number != self._number:
            self._number = number
            self.scroll_home(animate=False)


def text_of(reading: Reading) -> Content:
    """Return a record as text: its title, then its groups."""
    parts: list[Content | str | tuple[str, str]] = [
        (one_line(reading.title), "bold"),
        "\n",
        (reading.number, "dim"),
        "\n",
    ]
    for section in reading.sections:
        parts += ["\n", (one_line(section.title), "bold underline"), "\n"]
        for label, value in section.lines:
            parts += _line(one_line(label), value)
    return Content.assemble(*parts)


def _line(name: str, value: Shown) -> list[Content | str | tuple[str, str]]:
    if isinstance(value, State):
        return [(name, "dim"), "  ", state_content(value), "\n"]
    shown = block(value)
    gap = "\n  " if cell_len(name) > LABEL_CELLS or "\n" in shown else "  "
    return [(name, "dim"), gap, shown.replace("\n", "\n  "), "\n"]
