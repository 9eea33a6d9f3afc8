"""What dialogs with a field above a list share: the list shrinks to what is found, the field keeps the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseModal
from ttoffice.screens.holding import HoldsKeys
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.editors import JoiningInput
from ttoffice.widgets.finding import rank
from ttoffice.widgets.keys import bind
from ttoffice.widgets.plain_list import PlainList
from ttoffice.widgets.prose import Prose, labelled
from ttoffice.widgets.text import cells_of, fit, one_line, plain

R = TypeVar("R")
PAGE = 8
"""Lines that the page keys move by."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list.

    Attributes:
        label: what it says, and what it is found by.
        keys: what stands at its right edge.
        why: why it cannot be chosen now; it is grey then.
        group: the heading it stands under while nothing is typed.
    """

    label: str
    keys: str = ""
    why: str = ""
    group: str = ""


class FinderField(JoiningInput):
    """The field that the list follows; the owner may take a letter before it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("found.take", "submit", show=True)]

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True)

    def on_key(self, event: events.Key) -> None:
        """Offer a letter to the owner first."""
        if event.is_printable and isinstance(self.screen, FinderModal) and self.screen.taken(event):
            event.prevent_default()
            event.stop()


class FinderModal(BaseModal[R], HoldsKeys[R]):
    """A field above a list; what is typed while the dialog opens is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("found.next", "move(1)"),
        bind("found.previous", "move(-1)"),
        bind("found.page_down", f"move({PAGE})"),
        bind("found.page_up", f"move({-PAGE})"),
    ]

    def __init__(self, title: str, lines: Sequence[Line], *, hint: str, answer: Callable[[int], R]) -> None:
        """Make the dialog; `answer` gives the answer for the index of the line that is taken."""
        super().__init__()
        self._title, self._answer = title, answer
        self.lines = list(lines)
        self._shown: list[int | str] = []
        self._field = FinderField(hint)
        self._list = PlainList(always=True)
        self._list.can_focus = False

    def compose(self) -> ComposeResult:
        """Lay out the field to type in and the lines."""
        with Vertical(classes="dialog finder"):
            yield Prose(plain(self._title), classes="dialog-title")
            yield self._field
            yield self._list
            yield from self.below()
        yield KeyBar()

    def below(self) -> ComposeResult:
        """Lay out what stands under the list; overridden."""
        yield from ()

    def on_mount(self) -> None:
        """Show everything, and type at once."""
        self.show_found(self.first())
        self.release(self._field)

    def first(self) -> int | None:
        """Return the line to begin at, by its index; overridden."""
        return None

    # --- what is typed -------------------------------------------------------------------------------

    def taken(self, event: events.Key) -> bool:
        """Return whether a letter does something at once instead of being typed; overridden."""
        return False

    @property
    def query_text(self) -> str:
        """What is typed."""
        return self._field.value

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.show_found()

    # --- the list ------------------------------------------------------------------------------------

    def show_found(self, keep: int | None = None) -> None:
        """List what is found, with a line highlighted: that of an index, or the best."""
        query = self.query_text.strip()
        self._shown = self.found(query) if query else self.listed()
        if not self._shown:
            self._list.set_options([Option(plain(self.none_found()), disabled=True)])
            return
        self._list.set_options(self._option(place) for place in range(len(self._shown)))
        start = self._shown.index(keep) if keep is not None and keep in self._shown else 0
        self._list.highlight(self._next_line(start, 1))

    def none_found(self) -> str:
        """Return what stands in the list where nothing is found; overridden."""
        return _("Nothing found.")

    def found(self, query: str) -> list[int | str]:
        """Return what a query finds, the best first: lines by their index, headings as they stand; overridden."""
        found = []
        for index, line in enumerate(self.lines):
            place = rank(line.label, query)
            if place is not None:
                found.append((place, bool(line.why), index))
        return [index for _place, _grey, index in sorted(found)]

    def listed(self) -> list[int | str]:
        """Return all lines under their headings, as they stand before anything is typed; overridden."""
        shown: list[int | str] = []
        group = ""
        for index, line in enumerate(self.lines):
            if line.group != group and line.group:
                shown.append(line.group)
            group = line.group
            shown.append(index)
        return shown

    def _option(self, place: int) -> Option:
        index = self._shown[place]
        if isinstance(index, str):
            return Option(Content.styled(one_line(index), "bold"), disabled=True)
        return Option(self._drawn(index))

    def _drawn(self, index: int) -> Content:
        line = self.lines[index]
        before = self.before(index)
        width = max(10, self._list.text_width - cells_of(before))
        if line.why:
            label = fit(line.label, min(cells_of(one_line(line.label, 4 * width)), width * 3 // 5))
            why = fit(f"  {labelled(_('not now'))}{line.why}", width - cells_of(label))
            return Content.assemble(before, (label, "dim"), (why, "dim italic"))
        keys = f" {one_line(line.keys)}" if line.keys else ""
        return Content.assemble(before, fit(line.label, width - cells_of(keys)), (keys, "dim"))

    def before(self, index: int) -> str:
        """Return what stands before a line, such as its digit; overridden."""
        return ""

    def redraw(self) -> None:
        """Draw the lines again where they stand; the highlight stays."""
        for place, index in enumerate(self._shown):
            if isinstance(index, int):
                self._list.replace_option_prompt_at_index(place, self._drawn(index))

    @on(PlainList.Resized)
    def _resized(self, event: PlainList.Resized) -> None:
        """Fit the lines into the width."""
        event.stop()
        self.redraw()

    @property
    def current(self) -> int | None:
        """The index of the line that is highlighted."""
        at = self._list.highlighted
        return self.index_at(at) if at is not None else None

    def place_of(self, index: int) -> int:
        """Return the place of a line in the list as shown."""
        return self._shown.index(index)

    def index_at(self, place: int) -> int | None:
        """Return the index of a line by its place in the list as shown."""
        index = self._shown[place] if 0 <= place < len(self._shown) else None
        return index if isinstance(index, int) else None

    def action_move(self, by: int) -> None:
        """Move in the list while typing goes on."""
        at = self._list.highlighted
        if self._shown and at is not None:
            place = self._next_line(at + by, 1 if by > 0 else -1)
            self._list.highlight(place)
            if all(isinstance(index, int) for index in self._shown[1 : place + 1]):
                self._list.scroll_home(animate=False)  # the heading above the first line is seen too

    def _next_line(self, at: int, way: int) -> int:
        """Return the nearest place of a line, no heading, from a place on."""
        at = max(0, min(len(self._shown) - 1, at))
        while isinstance(self._shown[at], str):
            at += way
            if not 0 <= at < len(self._shown):
                at, way = max(0, min(len(self._shown) - 1, at)), -way
        return at

    # --- the answer ----------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.clicked()

    def clicked(self) -> None:
        """Take the line that was clicked, which is highlighted by now; overridden where a click only marks."""
        self.action_take()

    def action_take(self) -> None:
        """Take the line that is highlighted."""
        if self.current is not None:
            self.take(self.current)

    def take(self, index: int) -> None:
        """Answer with a line."""
        self.dismiss(self._answer(index))
