"""A dialog to choose one of a few things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ttoffice.screens.base import BaseModal
from ttoffice.widgets.text import one_line, plain


class ChoiceModal(BaseModal[str]):
    """Offers values by their labels; the answer is the value, or None."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, title: str, options: Sequence[tuple[str, str]], current: str = "") -> None:
        super().__init__()
        self._title, self._options, self._current = title, tuple(options), current

    def compose(self) -> ComposeResult:
        """Lay out the choices."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._title), classes="dialog-title")
            yield OptionList(
                *(Option(plain(one_line(label))) for _value, label in self._options), compact=True
            )

    def on_mount(self) -> None:
        """Begin at what is chosen now."""
        listed = self.query_one(OptionList)
        values = [value for value, _label in self._options]
        listed.highlighted = values.index(self._current) if self._current in values else 0
        listed.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the chosen value."""
        self.dismiss(self._options[event.option_index][0])
