"""A screen on which long work runs: told as it goes, stopped by Esc, never half done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Static

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen, office_app
from ttoffice.widgets.keys import bind
from ttoffice.widgets.progress import ProgressLine, Stopped
from ttoffice.widgets.text import plain

T = TypeVar("T")
KIT_CSS = Path(__file__).with_name("kit.tcss")
"""The kit's styles, for screens outside it."""


class Work:
    """What work that runs in a thread may ask and tell; `progress` raises Stopped once it is to end."""

    def __init__(self, tell: Callable[[int, int | None], object]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ask the work to end."""
        self._stop.set()

    def stopped(self) -> bool:
        """Return whether the work is to end."""
        return self._stop.is_set()

    def progress(self, done: int, total: int | None = None) -> None:
        """Tell how far it is."""
        if self._stop.is_set():
            raise Stopped
        self._tell(done, total)


class WorkScreen(BaseScreen[Any]):
    """A screen with a line of progress and a text of what came of it."""

    CSS_PATH = KIT_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("work.stop", "stop", show=True),
        bind("screen.leave", "leave", show=True),
    ]

    @dataclass
    class Told(Message):
        """So much is done; `total` is None while it is not known."""

        done: int
        total: int | None

    def __init__(self) -> None:
        super().__init__()
        self._work: Work | None = None

    def compose_outcome(self) -> Iterable[Widget]:
        """Yield the line of progress and the text of what came of it."""
        yield ProgressLine(id="progress")
        yield Static("", id="outcome", classes="outcome", markup=False)

    def say(self, text: str) -> None:
        """Show what came of it."""
        self.query_one("#outcome", Static).update(plain(text))

    def start_work(self, what: str, work: Callable[[Work], T], then: Callable[[T], object]) -> None:
        """Run work in a thread, telling how far it is; a second one waits for nothing and is not begun."""
        if self.busy("work"):
            return
        self._work = Work(lambda done, total: self.post_message(self.Told(done, total)))
        self.query_one(ProgressLine).begin(what)
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

    @on(Told)
    def _told(self, event: Told) -> None:
        event.stop()
        if self.busy("work"):
            self.query_one(ProgressLine).step(event.done, event.total)

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
            self._work.stop()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
