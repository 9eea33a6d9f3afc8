"""The strip over the agenda: clocks, money, results for the list and changes, a line each, each leading further.

It stands in the first frame, empty; what it says is read behind that frame. So nothing is imported here that the
agenda does not need anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.visual import VisualType
from textual.widgets import Static

from ttoffice.widgets.keys import bind
from ttoffice.widgets.text import cells_of, fit

PARTS = ("clocks", "money", "listing", "changes")
BROAD = 120
"""From so many cells on two parts stand beside each other on each line."""
CHOSEN = "bold reverse"
SIGN = ">"
"""Stands before the chosen part; ASCII, because other marks differ in width between terminals."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: its line, its first cell, and how many it has."""

    line: int
    start: int
    width: int


def places_of(width: int) -> tuple[Place, ...]:
    """Return where each part stands in a strip so many cells wide; what is left by halves goes to the second."""
    half = width // 2
    left, right = (0, half), (half, width - half)
    if width >= BROAD:
        return tuple(Place(line, *side) for line in (0, 1) for side in (left, right))
    return Place(0, 0, width), Place(1, 0, width), Place(2, *left), Place(2, *right)


class TodayStrip(Static, can_focus=True):
    """The parts of the day; arrows go from one to the next, Enter opens what stands behind it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "TodayStrip { height: auto; background: $panel; text-wrap: nowrap; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("today.next_part", "part(1)", show=True),
        bind("today.previous_part", "part(-1)"),
        bind("record.open", "open_part", show=True),
    ]

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """A part is to be opened."""

        part: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as every widget of Textual calls it
        super().__init__("", markup=False, id=id)
        self._lines: Mapping[str, Sequence[str]] = {}
        self._at = 0

    @property
    def part(self) -> str:
        """The part on which one stands."""
        return PARTS[self._at]

    def say(self, lines: Mapping[str, Sequence[str]]) -> None:
        """Show what each part says, given from its longest form to its shortest."""
        self._lines = lines
        self.refresh()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open nothing before it is read."""
        return None if action == "open_part" and not self._lines else True

    def on_resize(self) -> None:
        """Lay the parts out anew."""
        self.refresh(layout=True)

    def on_focus(self) -> None:
        """Show on which part one stands."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that one stands elsewhere."""
        self.refresh()

    def render(self) -> VisualType:
        """Return the parts, each in the longest form that its place has room for."""
        rows: dict[int, list[Content]] = {}
        for at, place in enumerate(places_of(max(1, self.size.width))):
            chosen = self.has_focus and at == self._at
            text = f"{SIGN if chosen else ' '}{self._fitting(PARTS[at], place.width - 2)}"
            shown = fit(text, place.width - 1)
            rows.setdefault(place.line, []).append(
                Content.assemble((shown, CHOSEN if chosen else ""), Content(" "))
            )
        return Content("\n").join(Content("").join(row) for row in rows.values())

    def _fitting(self, part: str, room: int) -> str:
        forms = self._lines.get(part, ("",))
        return next((text for text in forms if cells_of(text) <= room), forms[-1])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at a width."""
        return 1 + places_of(max(1, width))[-1].line

    def action_part(self, by: int) -> None:
        """Go to the next part, or to the one before."""
        self._at = (self._at + by) % len(PARTS)
        self.refresh()

    def action_open_part(self) -> None:
        """Open what stands behind the part."""
        self.post_message(self.Chosen(self.part))

    def on_click(self, event: events.Click) -> None:
        """Open the part that was clicked."""
        for at, place in enumerate(places_of(max(1, self.size.width))):
            if place.line == event.y and place.start <= event.x < place.start + place.width:
                self._at = at
                self.refresh()
                if self._lines:
                    self.action_open_part()
