"""Making a demo office with its progress, to be looked at; it stands in a temporary folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import FOCUS
from ttoffice.screens.first_start.program import DEMO, Begun, FirstStart
from ttoffice.screens.kit.working import Work, WorkScreen
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.text import one_line

if TYPE_CHECKING:
    from ttoffice.paths import Home

ROWS = 300
"""So many results are made up."""


class DemoScreen(WorkScreen, inherit_bindings=False):
    """Tells how far the making is; Esc stops it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *FOCUS,
        bind("work.stop", "stop", show=True),
        bind("screen.leave", "leave", show=True),
    ]

    def compose(self) -> ComposeResult:
        """Lay out what is made and how far it is."""
        yield Static(Content(one_line(_("A demo office is being made"))), classes="screen-title")
        yield from self.compose_outcome()
        yield KeyBar()

    def show_where(self) -> None:
        """There is no line at the top that tells where one works: there is no office yet."""

    def on_mount(self) -> None:
        """Begin at once."""
        self.say(_("Everything in it is made up. Its folder may be deleted at any time."))
        self.start_work(_("Results"), _make, self._made)

    def _made(self, home: Home) -> None:
        program = self.app
        assert isinstance(program, FirstStart)
        program.begin(Begun(home, DEMO))


def _make(work: Work) -> Home:
    from ttoffice.findings.demo.making import make_demo

    step: Callable[[int, int], None] = work.step
    return make_demo(ROWS, None, step)
