"""Back and forward through the lists and records that were visited, across the areas, as in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from textual.screen import Screen

from ttoffice.errors import TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen, OfficeApp

LONGEST = 100
"""So many visits are kept."""


class Place(NamedTuple):
    """Where somebody was.

    Attributes:
        mode: the area of the program.
        key: what tells the list or record from others of the mode.
        label: what a person calls it.
        again: makes its screen anew; None for the list with which the mode begins.
        row: of a list, the number of the record under the cursor.
        tab: of a record with tabs, the name of the one that was open.
        check: reads the record that is to be shown, and raises where there is none any longer.
    """

    mode: str
    key: str
    label: str
    again: Callable[[], Screen[Any]] | None = None
    row: str = ""
    tab: str = ""
    check: Callable[[], object] | None = None


class Trail:
    """The places that were visited, in their order, and the one at which one is."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """Where one is."""
        return self._places[self._at] if self._places else None

    def stand(self, place: Place) -> None:
        """Take note of where one is; what was further forward is forgotten where it is another place."""
        if self.is_here(place):
            self._places[self._at] = place
            return
        self._places = [*self._places[: self._at + 1], place][-LONGEST:]
        self._at = len(self._places) - 1

    def leave(self, place: Place) -> None:
        """Take note of how a place looked when it was left, its row or its tab; one may be elsewhere by now."""
        for at in range(self._at, -1, -1):
            if _same(self._places[at], place):
                self._places[at] = place
                return

    def is_here(self, place: Place) -> bool:
        """Return whether a place is where one is."""
        here = self.here
        return here is not None and _same(here, place)

    def look(self, by: int) -> Place | None:
        """Return the place before (-1), after (1), or at which one is (0); None beyond the ends."""
        at = self._at + by
        return self._places[at] if 0 <= at < len(self._places) else None

    def move(self, by: int) -> None:
        """Go so many places."""
        self._at += by

    def drop(self, place: Place) -> None:
        """Forget a place that is no longer there."""
        at = next((at for at, one in enumerate(self._places) if one is place), None)
        if at is not None:
            del self._places[at]
            self._at -= at <= self._at


def _same(one: Place, other: Place) -> bool:
    return (one.mode, one.key) == (other.mode, other.key)


class Visited(BaseScreen[Any]):
    """A screen that back and forward lead to."""

    def place(self) -> Place | None:
        """Return where one is on this screen; None where nothing leads back to it."""
        return None

    def on_screen_resume(self) -> None:
        """Take note that one is here; not of a screen that is only passed on the way to another."""
        place = self.place()
        if place is not None and self.app.screen is self:
            trail_of(self).stand(place)

    def on_screen_suspend(self) -> None:
        """Take note of how it looks where it is left."""
        place = self.place()
        if place is not None:
            trail_of(self).leave(place)


def trail_of(screen: Screen[Any]) -> Trail:
    """Return the places that were visited in this window."""
    app = screen.app
    assert isinstance(app, OfficeApp)
    return app.trail


async def go(app: OfficeApp, by: int) -> None:
    """Go back (-1) or forward (1), and say where to; from a screen that nothing leads back to, back to the last one."""
    screen, trail = app.screen, app.trail
    here = screen.place() if isinstance(screen, Visited) else None
    if here is not None:
        trail.leave(here)
    step = by if here is not None or by > 0 else 0
    target = trail.look(step)
    while target is not None and not _still_there(app, target):
        trail.drop(target)
        target = trail.look(step)
    if target is None:
        app.notify(_("There is nothing further back.") if by < 0 else _("There is nothing further forward."))
        return
    if await _show(app, target):
        trail.move(step)
        way = _("Back: %(where)s") if by < 0 else _("Forward: %(where)s")
        app.notify(way % {"where": target.label}, timeout=2)


def _still_there(app: OfficeApp, place: Place) -> bool:
    """Return whether a place can be shown; say so where it cannot."""
    if place.check is None:
        return True
    try:
        place.check()
    except TTOfficeError as error:
        app.notify(f"{place.label}: {error.message}", severity="warning")
        return False
    return True


async def _show(app: OfficeApp, place: Place) -> bool:
    """Bring a place on top: down to its screen where that stands, else on a screen of its own; say whether it is."""
    if app.current_mode != place.mode:
        await app.switch_mode(place.mode)
    stack = app.screen_stack
    at = next((at for at, screen in enumerate(stack) if at and _stands(screen, place)), None)
    at = 0 if place.again is None else at
    above = stack[1 if at is None else at + 1 :]
    if any(getattr(screen, "unsaved", False) for screen in above):
        app.notify(_("Something typed here is not saved yet; save it or leave it first."), severity="warning")
        return False
    if at is None:
        _open(app, place)
        return True
    for _screen in above:
        app.pop_screen()
    if above and isinstance(app.screen, BaseScreen):
        app.screen.written()
    return True


def _stands(screen: Screen[Any], place: Place) -> bool:
    found = screen.place() if isinstance(screen, Visited) else None
    return found is not None and found.key == place.key


def _open(app: OfficeApp, place: Place) -> None:
    """Put a place on a screen of its own, as it was left, over the screen on top."""
    assert place.again is not None
    below, made = app.screen, place.again()
    take_up = getattr(made, "take_up", None)
    if take_up is not None:
        take_up(place)
    then = below.written if isinstance(below, BaseScreen) else (lambda: None)
    app.push_screen(made, lambda _answer: then())
