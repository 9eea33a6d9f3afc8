"""Dialogs to choose one of some things, or several in an order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button

from ttoffice.i18n import gettext as _
from ttoffice.screens.modals.finder import FinderModal, Line
from ttoffice.widgets.keys import bind

PRESENT = "* "
"""Stands before the choice that holds now."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose; `why` says why it cannot be chosen now, `keys` which keys choose it without the dialog."""

    value: str
    label: str
    why: str = ""
    keys: str = ""


def _choices(options: Sequence[Choice | tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(option if isinstance(option, Choice) else Choice(*option) for option in options)


class ChoiceModal(FinderModal[str]):
    """Offers values by their labels; the answer is the value, or None.

    Digits choose one of the first nine at once while nothing is typed; letters narrow the list.
    """

    def __init__(
        self, title: str, options: Sequence[Choice | tuple[str, str]], current: str | None = None
    ) -> None:
        self._choices = _choices(options)
        lines = [Line(choice.label, why=choice.why, keys=choice.keys) for choice in self._choices]
        super().__init__(
            title, lines, hint=_("digit, words or pinyin initials"), answer=lambda at: self._choices[at].value
        )
        self._current = current

    def first(self) -> int | None:
        """Begin at what is chosen now."""
        values = [choice.value for choice in self._choices]
        return values.index(self._current) if self._current in values else None

    def before(self, index: int) -> str:
        """Put the digit and the sign of the present choice before a line."""
        place = self.place_of(index)
        digit = f"{place + 1} " if place < 9 and not self.query_text.strip() else "  "
        present = self._choices[index].value == self._current
        return digit + (PRESENT if present else " " * len(PRESENT))

    def taken(self, event: events.Key) -> bool:
        """Let a digit choose while nothing is typed."""
        digit = unicodedata.normalize("NFKC", event.character or "")
        if self.query_text or digit not in set("123456789"):
            return False
        index = self.index_at(int(digit) - 1)
        if index is None:
            return False
        self.take(index)
        return True

    def take(self, index: int) -> None:
        """Answer with a value; say why where it cannot be chosen."""
        choice = self._choices[index]
        if choice.why:
            self.notify(choice.why, title=_("not now"), severity="warning")
        else:
            super().take(index)


class PickModal(FinderModal[tuple[str, ...]]):
    """Several things in an order, such as columns; the answer is their values in that order, or None.

    What is chosen stands first when the dialog opens; lines stay where they are while one chooses.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pick.toggle", "take_in", show=True),
        bind("pick.up", "shift(-1)", show=True),
        bind("pick.down", "shift(1)", show=True),
    ]

    def __init__(
        self, title: str, options: Sequence[Choice | tuple[str, str]], chosen: Sequence[str] = ()
    ) -> None:
        choices = {choice.value: choice for choice in _choices(options)}
        first = [choices[value] for value in dict.fromkeys(chosen) if value in choices]
        rest = [choice for value, choice in choices.items() if value not in set(chosen)]
        self._choices = [*first, *rest]
        self._chosen = {choice.value for choice in first}
        lines = [Line(choice.label, why=choice.why) for choice in self._choices]
        hint = _("words or pinyin initials; Space takes in or out")
        super().__init__(title, lines, hint=hint, answer=lambda _at: self._picked())

    def below(self) -> ComposeResult:
        """Lay out the buttons."""
        with Horizontal(classes="dialog-buttons"):
            yield Button(Content(_("Back")), id="back", compact=True)
            yield Button(Content(_("OK")), variant="primary", id="ok", compact=True)

    def before(self, index: int) -> str:
        """Put a box before a line."""
        return "[x] " if self._choices[index].value in self._chosen else "[ ] "

    def taken(self, event: events.Key) -> bool:
        """Let Space choose, of either width."""
        if event.character not in (" ", "\u3000"):
            return False
        self.action_take_in()
        return True

    def action_take_in(self) -> None:
        """Take the line in or out."""
        if self.current is None:
            return
        choice = self._choices[self.current]
        if choice.why:
            self.notify(choice.why, title=_("not now"), severity="warning")
            return
        self._chosen ^= {choice.value}
        self.redraw()

    def action_shift(self, by: int) -> None:
        """Move the line up or down, while the whole list is shown."""
        at = self.current
        if at is None or self.query_text.strip() or not 0 <= at + by < len(self._choices):
            return
        self._choices.insert(at + by, self._choices.pop(at))
        self.lines.insert(at + by, self.lines.pop(at))
        self.show_found(at + by)

    def clicked(self) -> None:
        """Take what was clicked in or out."""
        self.action_take_in()

    @on(Button.Pressed, "#ok")
    def _accepted(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_take()

    @on(Button.Pressed, "#back")
    def _left(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_leave()

    def action_take(self) -> None:
        """Answer with what is chosen, whatever line is highlighted."""
        self.dismiss(self._picked())

    def _picked(self) -> tuple[str, ...]:
        return tuple(choice.value for choice in self._choices if choice.value in self._chosen)
