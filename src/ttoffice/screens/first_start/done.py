"""What was made, and what to do first with it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.paths import Home
from ttoffice.screens.first_start.program import Begun, FirstScreen, FirstStart
from ttoffice.screens.first_start.ways import Ways
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.prose import Prose, labelled
from ttoffice.widgets.text import one_line, plain

FIRST: tuple[tuple[str, str], ...] = (
    ("import", N_("Import a ledger of results")),
    ("new", N_("Enter a result")),
    ("manual", N_("Read the manual")),
    ("", N_("Straight to the agenda")),
)
"""What may be done first, by name, as it is offered."""


class DoneScreen(FirstScreen):
    """Says what was made and leads to the first real step."""

    CSS_PATH: ClassVar[Styles] = SCREEN_CSS

    def __init__(self, home: Home, unit: str, operator: str) -> None:
        super().__init__()
        self._home, self._unit, self._operator = home, unit, operator

    def compose(self) -> ComposeResult:
        """Lay out what was made, and the first steps."""
        lines = [
            f"{labelled(_('Unit'))}{self._unit or _('not named yet')}",
            f"{labelled(_('Your name'))}{self._operator}",
            f"{labelled(_('Data folder'))}{self._home.root}",
        ]
        yield Static(plain(_("The office is set up. What first?")), classes="screen-title")
        yield Prose(plain("\n".join(lines)), classes="outcome")
        yield Ways(Content(f"{place} {one_line(_(label))}") for place, (_name, label) in enumerate(FIRST, 1))
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first of them."""
        ways = self.query_one(Ways)
        ways.highlight(0)
        ways.focus()

    @on(Ways.OptionSelected)
    def _chosen(self, event: Ways.OptionSelected) -> None:
        event.stop()
        self._go(event.option_index)

    def _go(self, place: int) -> None:
        program = self.app
        assert isinstance(program, FirstStart)
        program.begin(Begun(self._home, FIRST[place][0]))
