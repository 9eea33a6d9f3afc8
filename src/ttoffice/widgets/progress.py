"""One line that says how far long work is: what, how many of how many, a bar, the time it took and will take."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.widgets.text import cells_of, fit, one_line

TICK = 0.1
"""Seconds between two redrawings at least: more often nobody can read."""
SURE_AFTER = 2.0
"""Seconds of work after which the time that is left is told."""
LONGEST_BAR = 30
SHORTEST_BAR = 6
"""Cells of the bar; with less room it is left out."""


class ProgressLine(Static):
    """Shows how far work is; `step` may be called from the work's own thread, as often as it likes."""

    DEFAULT_CSS = "ProgressLine { height: 1; text-wrap: nowrap; }"

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        super().__init__("", markup=False)
        self._clock = clock
        self._what = ""
        self._done, self._total = 0, 0
        self._begun = 0.0
        self._stoppable = False
        self._timer: Timer | None = None
        self._said = ""

    def begin(self, what: str, *, stoppable: bool = False) -> None:
        """Begin to tell of some work; `stoppable` says that Esc stops it."""
        self._what, self._stoppable = one_line(what), stoppable
        self._done, self._total = 0, 0
        self._begun = self._clock()
        if self._timer is None:
            self._timer = self.set_interval(TICK, self._draw)
        self._draw()

    def step(self, done: int, total: int | None = None) -> None:
        """Note how far it is; the line is drawn at its own pace."""
        self._done, self._total = done, total or 0

    def end(self, text: str = "") -> None:
        """Stop telling; a last word stays."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._what = ""
        self._say(one_line(text))

    @property
    def running(self) -> bool:
        """Whether work is told of."""
        return self._timer is not None

    def _draw(self) -> None:
        self._say(self.line(self.content_size.width or self.app.size.width))

    def _say(self, text: str) -> None:
        if text != self._said:
            self._said = text
            self.update(Content(text), layout=False)

    def line(self, width: int) -> str:
        """Return the line as it is now, in so many cells."""
        elapsed = self._clock() - self._begun
        parts = [self._what, self._count(), *self._times(elapsed)]
        if self._stoppable:
            parts.append(_("Esc stops"))
        text = "  ".join(filter(None, parts))
        room = min(LONGEST_BAR, width - cells_of(text) - 4)
        if self._total and room >= SHORTEST_BAR:
            full = room * min(self._done, self._total) // self._total
            parts.insert(2, f"[{'#' * full}{'.' * (room - full)}]")
            text = "  ".join(filter(None, parts))
        return fit(text, width)

    def _count(self) -> str:
        if not self._total:
            return f"{self._done:,}" if self._done else ""
        percent = 100 * min(self._done, self._total) // self._total
        return f"{self._done:,}/{self._total:,}  {percent}%"

    def _times(self, elapsed: float) -> list[str]:
        told = [duration(elapsed)]
        if self._total and self._done and elapsed >= SURE_AFTER:
            left = elapsed * max(0, self._total - self._done) / self._done
            told.append(_("%(time)s left") % {"time": duration(left)})
        return told


def duration(seconds: float) -> str:
    """Return a time as 0:07, 12:34 or 1:02:03."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"
