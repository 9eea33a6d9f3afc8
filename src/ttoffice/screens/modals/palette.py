"""All that can be done here, to be searched and run: the command palette, and the help that runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason, refusing
from ttoffice.screens.base import Command
from ttoffice.screens.modals.finder import FinderModal, Line
from ttoffice.widgets.finding import found_by
from ttoffice.widgets.keys import GROUPS, KEYS, bind

__all__ = ["PaletteModal", "found_by"]

Later = Callable[[], Mapping[str, tuple[Reason, ...]]]


class PaletteModal(FinderModal[Command]):
    """Finds a command as one types; the answer is the command to run, or one that says why it cannot be.

    `later` is asked in a thread for the reasons against commands, by their ids; those are grey from then on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("manual.open", "app.manual", show=True),
        bind("app.palette", "leave"),
    ]

    def __init__(self, title: str, commands: Sequence[Command], later: Later | None = None) -> None:
        own = dict.fromkeys(command.group for command in commands if command.group not in GROUPS)
        order = [*dict.fromkeys(("", *own, *GROUPS))]
        self._commands = sorted(commands, key=lambda command: order.index(_group(command)))
        lines = [_line(command) for command in self._commands]
        super().__init__(
            title,
            lines,
            hint=_("Type words or pinyin initials; Enter runs"),
            answer=self._commands.__getitem__,
        )
        self._later = later

    def on_mount(self) -> None:
        """Show everything at once, and ask meanwhile what cannot be done."""
        if self._later is not None:
            self.in_thread("later", self._later, self._grey)

    def _grey(self, found: Mapping[str, tuple[Reason, ...]]) -> None:
        """Make what cannot be done grey where it stands."""
        for index, command in enumerate(self._commands):
            reasons = tuple(refusing(found.get(command.id, ()))) if command.id else ()
            if reasons:
                self._commands[index] = command._replace(reasons=reasons)
                self.lines[index] = _line(self._commands[index])
        self.redraw()


def _group(command: Command) -> str:
    if command.group:
        return command.group
    return KEYS[command.id].group if command.id in KEYS else ""


def _line(command: Command) -> Line:
    group = _group(command)
    why = command.reasons[0].message if command.reasons else ""
    return Line(command.label, command.keys, why, _(GROUPS[group]) if group in GROUPS else group)
