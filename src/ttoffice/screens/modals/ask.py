"""A dialog that asks for one line, and says under it what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input
from textual.widgets.input import Selection

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseModal
from ttoffice.screens.holding import HoldsKeys
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.editors import JoiningInput
from ttoffice.widgets.prose import Prose
from ttoffice.widgets.text import one_line, plain

T = TypeVar("T")


class AskModal(BaseModal[T], HoldsKeys[T]):
    """Asks for one line; the answer is what `check` makes of it, or None.

    `check` raises ValueError with what is wrong; nothing typed is lost by that.
    """

    def __init__(self, title: str, *, value: str = "", hint: str = "", check: Callable[[str], T]) -> None:
        super().__init__()
        self._title, self._hint, self._check = title, hint, check
        self._field = JoiningInput(one_line(value), compact=True, select_on_focus=False)
        self._wrong = Prose(classes="field-message -wrong")

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        with Vertical(classes="dialog ask"):
            yield Prose(plain(self._title), classes="dialog-title")
            yield self._field
            if self._hint:
                yield Prose(plain(self._hint), classes="hint")
            yield self._wrong
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(_("Back")), id="back", compact=True)
                yield Button(Content(_("OK")), variant="primary", id="ok", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Type at once."""
        self._wrong.display = False
        self._field.selection = Selection(0, len(self._field.value))  # typing replaces what is proposed
        self.release(self._field)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take back what was said of another text."""
        event.stop()
        self._wrong.display = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, if the text will do."""
        event.stop()
        self._answer()

    def _answer(self) -> None:
        try:
            value = self._check(self._field.value)
        except ValueError as error:
            self._wrong.say(plain(error))
            self._wrong.display = True
            self._field.focus()
            return
        self.dismiss(value)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer, or go back."""
        if event.button.id == "ok":
            self._answer()
        else:
            self.action_leave()
