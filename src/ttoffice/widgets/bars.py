"""The line at the top that says where one works, and the line at the bottom that says which keys work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.widgets.keys import KEYS
from ttoffice.widgets.text import fit, one_line


def short_path(path: Path, parts: int = 2) -> str:
    """Return a path from the user's folder, or its last parts where it lies elsewhere."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return "/".join(path.parts[-parts:])


def described(binding: Binding) -> str:
    """Return what a key does, in the user's language; empty for keys that are not in our registry."""
    key = KEYS.get(binding.id or "")
    return key.label if key is not None else ""


class AreaKey(NamedTuple):
    """A work area: its key, its name in the user's language, and whether one is in it."""

    key: str
    label: str
    here: bool = False


class Place(NamedTuple):
    """Where and as whom one works.

    Attributes:
        areas: the work areas.
        title: what the screen shows, where the area alone does not say it.
        lock: who else has the store open, or that it can only be read; empty where one is alone.
        pinned: whether `today` is not the real day.
    """

    unit: str
    title: str
    operator: str
    today: str
    store: Path
    pinned: bool = False
    lock: str = ""
    areas: tuple[AreaKey, ...] = ()


class OfficeBar(Static):
    """One line: the areas with their keys, the screen, unit, operator, today, lock and store.

    Where room is short the store goes first, then the other areas, then the unit is cut; today and lock stay.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    OfficeBar { dock: top; height: 1; text-wrap: nowrap; }
    OfficeBar { background: $header-background; color: $header-foreground; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._place: Place | None = None

    def say(self, place: Place) -> None:
        """Show where and as whom one works."""
        if place != self._place:
            self._place = place
            self._show()

    def on_resize(self) -> None:
        """Fit it into the new width."""
        self._show()

    def _show(self) -> None:
        if self._place is not None:
            self.update(bar_text(self._place, self.app.size.width), layout=False)


Part = tuple[str, str]
MARKED = "bold reverse"
SHORTEST_UNIT = 8
"""With fewer cells left for it the unit's name is left out."""


def bar_text(place: Place, width: int) -> Content:
    """Return the line at the top for a width in cells."""
    day = _("today set to %(day)s") % {"day": place.today} if place.pinned else place.today
    must: list[Part] = [
        _part(place.operator, 40),
        _part(day, 40, MARKED if place.pinned else ""),
        *([_part(place.lock, 60, MARKED)] if place.lock else []),
    ]
    areas = [_part(f"{area.key} {area.label}", 40, MARKED if area.here else "") for area in place.areas]
    title = [_part(place.title, 60, "bold")] if place.title else []
    if _width([*areas, *title, *must]) + SHORTEST_UNIT > width:
        areas = [part for part in areas if part[1]]
    room = width - _width([*areas, *title, *must])
    unit = one_line(place.unit, 60) or _("Unit not named yet")
    named = [(f" {fit(unit, min(cell_len(unit), room - 2))} ", "bold")] if room >= SHORTEST_UNIT else []
    stored = _part(short_path(place.store), 200)
    left = [*named, *areas, *title]
    right = [*must, stored] if _width([*left, *must, stored]) <= width else must
    return Content.assemble(*left, " " * max(0, width - _width([*left, *right])), *right)


def _part(text: str, longest: int, style: str = "") -> Part:
    return f" {one_line(text, longest)} ", style


def _width(parts: Sequence[Part]) -> int:
    return sum(cell_len(text) for text, _style in parts)


LAST = ("app.palette", "app.help")
"""The keys that stand at the end of the bottom line, wherever they are bound."""
BEHIND = ("twin.copy",)
"""The keys that stand before those, wherever they are bound: what the work is about comes first."""
ShownKey = tuple[str, str, str]
"""A key of the bottom line: its name, how it is shown, and what it does."""


class KeyBar(Static):
    """The keys that work now, in the user's language; what has no room stands in the help.

    A screen may name in `FIRST_KEYS` the ids of those that come first there.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $footer-background; color: $footer-foreground; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._keys: list[tuple[int, str]] = []
        self._shown: tuple[ShownKey, ...] = ()

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._say())
        self._say()

    def on_resize(self) -> None:
        """Show more keys, or fewer."""
        self._say(anew=True)

    def _say(self, *, anew: bool = False) -> None:
        """Show one key an action, the first that does it, as many as the line holds; palette and help always."""
        first, last = self._working()
        if (*first, *last) == self._shown and not anew:
            return
        self._shown, self._keys = (*first, *last), []
        room = self.app.size.width - sum(map(_cells, last))
        held: list[ShownKey] = []
        for key in first:
            if _cells(key) <= room:
                room -= _cells(key)
                held.append(key)
        parts: list[Content | tuple[str, str]] = []
        used = 0
        for name, shown, text in (*held, *last):
            used += _cells((name, shown, text))
            parts += [(f" {shown} ", "bold $footer-key-foreground"), Content(f"{text} ")]
            self._keys.append((used, name))
        self.update(Content.assemble(*parts), layout=False)

    def _working(self) -> tuple[list[ShownKey], list[ShownKey]]:
        """Return the keys that work now, and of them those that stand last."""
        shown: dict[str, ShownKey] = {}
        for _node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            name, text = binding.id or "", described(binding)
            if enabled and binding.show and text and name not in shown:
                shown[name] = (binding.key, self.app.get_key_display(binding), text)
        last = [shown.pop(name) for name in LAST if name in shown]
        first = [shown.pop(name) for name in getattr(self.screen, "FIRST_KEYS", ()) if name in shown]
        behind = [shown.pop(name) for name in BEHIND if name in shown]
        return [*first, *shown.values(), *behind], last

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = next((key for end, key in self._keys if event.x < end), None)
        if key is not None:
            self.app.simulate_key(key)


def _cells(key: ShownKey) -> int:
    return cell_len(key[1]) + cell_len(key[2]) + 3
