"""All that can be done here, to be searched and run: the command palette, and the help that runs.

A command is found by its words in the user's language and, where they are Chinese, by their pinyin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseModal, Command
from ttoffice.store.pinyin import spellings
from ttoffice.widgets.text import one_line, plain


def found_by(label: str, query: str) -> bool:
    """Return whether a command is meant: every word stands in its label, or in its pinyin."""
    folded = label.casefold()
    readings = [folded]
    for spelling in spellings(folded):
        readings += [spelling.initials, "".join(spelling.syllables)]
    return all(any(word in reading for reading in readings) for word in query.casefold().split())


class PaletteModal(BaseModal[Command]):
    """Finds a command as one types; the answer is the command to run."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", N_("Next row"), show=False),
        Binding("up", "move(-1)", N_("Previous row"), show=False),
        Binding("pagedown", "move(8)", N_("Next page"), show=False),
        Binding("pageup", "move(-8)", N_("Previous page"), show=False),
        Binding("f1", "leave", N_("Back"), show=False),
    ]

    def __init__(self, title: str, commands: Sequence[Command]) -> None:
        super().__init__()
        self._title = title
        self._commands = tuple(commands)
        self._found: list[Command] = []

    def compose(self) -> ComposeResult:
        """Lay out the field to type in and the commands."""
        with Vertical(classes="dialog palette"):
            yield Static(plain(self._title), classes="dialog-title")
            yield Input(placeholder=_("Type words or pinyin initials; Enter runs"), compact=True)
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Show everything, and type at once."""
        self._list("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is found."""
        event.stop()
        self._list(event.value)

    def _list(self, query: str) -> None:
        self._found = [command for command in self._commands if found_by(command.label, query)]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(Option(self._line(command)) for command in self._found)
        if not self._found:
            listed.add_option(Option(plain(_("Nothing found.")), disabled=True))
        listed.highlighted = 0 if self._found else None

    def _line(self, command: Command) -> Content:
        if not command.reasons:
            return Content.assemble(
                one_line(command.label), (f"  {command.keys}" if command.keys else "", "dim")
            )
        why = one_line(command.reasons[0].message)
        return Content.assemble((one_line(command.label), "dim"), (f"  {_('not now')}: {why}", "dim italic"))

    def action_move(self, by: int) -> None:
        """Move in the list while typing goes on."""
        listed = self.query_one(OptionList)
        if self._found:
            listed.highlighted = max(0, min(len(self._found) - 1, (listed.highlighted or 0) + by))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Run what is highlighted."""
        event.stop()
        at = self.query_one(OptionList).highlighted
        if self._found and at is not None:
            self.dismiss(self._found[at])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Run what was clicked."""
        self.dismiss(self._found[event.option_index])
