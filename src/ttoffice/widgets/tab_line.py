"""The line of a record's tabs: their names, the one that is open in brackets as well as in colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ttoffice.widgets.text import cells_of, one_line

OPEN_STYLE = "bold reverse"


class TabLine(Static):
    """One line of names; where room is short those around the open one are left in."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "TabLine { height: 1; text-wrap: nowrap; background: $panel; }"

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """A tab was clicked."""

        place: int

    def __init__(self, names: Sequence[str], *, hint: str = "") -> None:
        """`hint` stands at the right edge where there is room: which keys go from tab to tab."""
        super().__init__("", markup=False)
        self._hint = one_line(hint)
        self._names = [one_line(name) for name in names]
        self._place = 0
        self._ends: list[tuple[int, int]] = []

    def name_tabs(self, names: Sequence[str]) -> None:
        """Call the tabs otherwise."""
        self._names = [one_line(name) for name in names]
        self._say()

    def open(self, place: int) -> None:
        """Show which tab is open."""
        self._place = place
        self._say()

    def on_mount(self) -> None:
        """Draw the names."""
        self._say()

    def on_resize(self) -> None:
        """Fit the names into the width."""
        self._say()

    def _say(self) -> None:
        shown = self._in_sight(self.size.width)
        parts: list[tuple[str, str]] = []
        self._ends, used = [], 0
        for place in shown:
            text = f"[{self._names[place]}]" if place == self._place else f" {self._names[place]} "
            parts.append((text, OPEN_STYLE if place == self._place else ""))
            used += cells_of(text)
            self._ends.append((used, place))
        room = self.size.width - used - cells_of(self._hint) - 1
        hint = [(" " * room + self._hint, "dim")] if self._hint and room > 0 else []
        self.update(Content.assemble(*parts, *hint), layout=False)

    def _in_sight(self, width: int) -> Sequence[int]:
        """Return the places of the tabs that fit, the open one among them."""
        places = list(range(len(self._names)))
        while len(places) > 1 and sum(cells_of(self._names[place]) + 2 for place in places) > width:
            places.pop(0 if self._place - places[0] > places[-1] - self._place else -1)
        return places

    def on_click(self, event: events.Click) -> None:
        """Open the tab that was clicked."""
        place = next((place for end, place in self._ends if event.x < end), None)
        if place is not None:
            self.post_message(self.Chosen(place))
