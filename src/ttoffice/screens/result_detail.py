"""One result in full: as a pane beside the list, and as a screen of its own."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.reading import Reading, read_result
from ttoffice.screens.result_keys import RESULT_KEYS, ResultVerbs
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.text import block, one_line

LABEL_CELLS = 22


class DetailPane(VerticalScroll):
    """Every filled field of a result, grouped; plain text only."""

    DEFAULT_CSS = """
    DetailPane { padding: 0 1; scrollbar-size-vertical: 1; background: $surface; }
    DetailPane:focus { background: $boost; }
    DetailPane Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", N_("Scroll down"), show=False),
        Binding("up,k", "scroll_up", N_("Scroll up"), show=False),
        Binding("pagedown", "page_down", N_("Next page"), show=False),
        Binding("pageup", "page_up", N_("Previous page"), show=False),
        Binding("home,g", "scroll_home", N_("To the top"), show=False),
        Binding("end,G", "scroll_end", N_("To the end"), show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as every widget of Textual calls it
        super().__init__(id=id)
        self._body = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """Hold the text."""
        yield self._body

    def show(self, reading: Reading | None, *, none: str = "") -> None:
        """Show a result, or a sentence where there is none."""
        self._body.update(Content(block(none)) if reading is None else text_of(reading))
        self.scroll_home(animate=False)


def text_of(reading: Reading) -> Content:
    """Return a result as text: its title, then its groups."""
    parts: list[Content | str | tuple[str, str]] = [
        (one_line(reading.title), "bold"),
        "\n",
        (reading.number, "dim"),
        "\n",
    ]
    for section in reading.sections:
        parts += ["\n", (one_line(section.title), "bold underline"), "\n"]
        for label, value in section.lines:
            name = one_line(label)
            shown = block(value)
            gap = "\n  " if cell_len(name) > LABEL_CELLS or "\n" in shown else "  "
            parts += [(name, "dim"), gap, shown.replace("\n", "\n  "), "\n"]
    return Content.assemble(*parts)


class ResultScreen(ResultVerbs):
    """One result on the whole screen."""

    CSS_PATH = "results.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e,f4", "edit", N_("Edit")),
        *RESULT_KEYS,
        Binding("escape,q,backspace", "leave", N_("Back")),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number

    def compose(self) -> ComposeResult:
        """Show the result and the keys."""
        yield OfficeBar()
        yield DetailPane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the result."""
        self.query_one(DetailPane).focus()
        self.say_where(_("Result"))
        self.reload()

    def current_number(self) -> str | None:
        """Return the number of the result shown."""
        return self._number

    def reload(self, number: str | None = None) -> None:
        """Read the result anew."""
        work = partial(read_result, self.office, number or self._number)
        self.in_thread("detail", work, self.query_one(DetailPane).show)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss(None)
