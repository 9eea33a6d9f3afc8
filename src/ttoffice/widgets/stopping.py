"""Stopping long work that runs in a thread: the work learns of it where it tells how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ttoffice.errors import TTOfficeError
from ttoffice.i18n import gettext as _

Progress = Callable[[int, int | None], object]
"""Told how many are done, and of how many where that is known."""


class Stopped(TTOfficeError):  # noqa: N818 - it is what the user wanted, no error
    """The user stopped the work; what it had written was undone with its transaction."""

    def __init__(self) -> None:
        super().__init__(_("Stopped."), advice=_("What was not finished was undone; nothing is half done."))


class Stopper:
    """Asked by the screen, heeded by the work: `progress` raises `Stopped` at the next step."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    @property
    def asked(self) -> bool:
        """Whether the work is to stop."""
        return self._asked.is_set()

    def ask(self) -> None:
        """Ask the work to stop; from any thread."""
        self._asked.set()

    def check(self) -> None:
        """Raise Stopped if the work is to stop."""
        if self.asked:
            raise Stopped

    def progress(self, tell: Progress | None = None) -> Callable[[int, int | None], None]:
        """Return what the work calls at each step; `tell` is called first, in the work's thread."""

        def step(done: int, total: int | None) -> None:
            if tell is not None:
                tell(done, total)
            self.check()

        return step
