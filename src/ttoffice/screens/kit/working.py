"""A screen on which long work runs: told as it goes, stopped by Esc, never half done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen, office_app
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.where import say_where
from ttoffice.widgets.bars import OfficeBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.progress import ProgressLine
from ttoffice.widgets.stopping import Stopped, Stopper
from ttoffice.widgets.text import one_line, plain

T = TypeVar("T")


class Work(Stopper):
    """What work that runs in a thread tells and asks: how far it is, and whether it is to stop."""

    def __init__(self, line: ProgressLine) -> None:
        super().__init__()
        self._line = line

    def step(self, done: int, total: int | None = None) -> None:
        """Tell how far it is; raises Stopped once it is to stop."""
        self._line.step(done, total)
        self.check()

    def stopped(self) -> bool:
        """Return whether it is to stop."""
        return self.asked


class WorkScreen(BaseScreen[Any]):
    """A screen with a line of progress and a text of what came of it."""

    CSS_PATH: ClassVar[Styles] = SCREEN_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("work.stop", "stop", show=True),
        bind("screen.leave", "leave", show=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._work: Work | None = None

    def compose_head(self, title: str) -> Iterable[Widget]:
        """Yield the line at the top and the title."""
        yield OfficeBar()
        yield Static(Content(one_line(title)), classes="screen-title")

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self)

    def compose_outcome(self) -> Iterable[Widget]:
        """Yield the line of progress and the text of what came of it."""
        yield ProgressLine()
        yield Static("", id="outcome", classes="outcome", markup=False)

    def say(self, text: str) -> None:
        """Show what came of it."""
        self.query_one("#outcome", Static).update(plain(text))

    def start_work(self, what: str, work: Callable[[Work], T], then: Callable[[T], object]) -> None:
        """Run work in a thread, telling how far it is; a second one waits for nothing and is not begun."""
        if self.busy("work"):
            return
        line = self.query_one(ProgressLine)
        self._work = Work(line)
        line.begin(what, stoppable=True)
        self.in_thread("work", partial(work, self._work), partial(self._ended, then), self._work_failed)
        self.refresh_bindings()

    def _ended(self, then: Callable[[T], object], result: T) -> None:
        self.query_one(ProgressLine).end()
        then(result)
        self.refresh_bindings()

    def _work_failed(self, error: BaseException) -> bool:
        self.query_one(ProgressLine).end()
        self.refresh_bindings()
        if isinstance(error, Stopped):
            self.say(_("Stopped; nothing of it was written."))
            return True
        self.say("")
        office_app(self).report(error)
        return True

    @on(Button.Pressed, "#back")
    def _back_pressed(self) -> None:
        if self.busy("work"):
            self.action_stop()
        else:
            self.action_leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to stop while something runs, and to go back while nothing does."""
        if action == "stop":
            return self.busy("work")
        if action == "leave":
            return not self.busy("work")
        return super().check_action(action, parameters)

    def action_stop(self) -> None:
        """Stop what runs."""
        if self._work is not None:
            self._work.ask()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
