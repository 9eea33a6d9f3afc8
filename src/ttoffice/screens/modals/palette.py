"""All that can be found and done: records, actions, keys, areas, settings and help, in one palette."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList, Static

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason, refusing
from ttoffice.screens.base import Command, office_app
from ttoffice.screens.modals.finder import FinderModal, Line
from ttoffice.screens.twins import Twinned
from ttoffice.widgets.finding import fold, found_by, rank
from ttoffice.widgets.keys import GROUPS, KEYS, bind
from ttoffice.widgets.prose import labelled
from ttoffice.widgets.reasons import cite
from ttoffice.widgets.text import fit
from ttoffice.widgets.twin_line import TwinLine

if TYPE_CHECKING:
    from ttoffice.twin import Twin

__all__ = ["LATELY", "PaletteModal", "found_by"]

Later = Callable[[], Mapping[str, tuple[Reason, ...]]]
More = Callable[[], Sequence[Command]]
Records = Callable[[str], Sequence[Command]]
LOOKING_PAUSE = 0.12
"""Seconds without typing after which records are looked for."""
LATELY = 3
"""So many of what was taken last stand on top before anything is typed."""
KEPT = 50
"""So many are remembered, to stand before their equals."""
_NUMBER = re.compile(r"[a-z]{0,2}[-\s]*\d[\d\s-]*")


class PaletteModal(FinderModal[Command], Twinned[Command]):
    """Finds a command as one types; the answer is the command to run, or one that says why it cannot be.

    Args:
        title: what it is called.
        commands: what can be done here.
        later: is asked in a thread for the reasons against commands, by their ids; those are grey from then on.
        more: is asked in a thread for what else can be done; found once something is typed.
        records: is asked in a thread for the records that what is typed may mean, as commands that open them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("manual.open", "app.manual", show=True),
        bind("app.palette", "leave"),
    ]

    def __init__(
        self,
        title: str,
        commands: Sequence[Command],
        later: Later | None = None,
        *,
        more: More | None = None,
        records: Records | None = None,
        hint: str = "",
    ) -> None:
        own = dict.fromkeys(command.group for command in commands if command.group not in GROUPS)
        order = [*dict.fromkeys(("", *own, *GROUPS))]
        self._commands = sorted(commands, key=lambda command: order.index(_group(command)))
        self._here = len(self._commands)
        self._fixed = self._here
        hint = hint or (
            _("Words, pinyin or a number: records, actions, help")
            if records is not None
            else _("Type words or pinyin initials; Enter runs")
        )
        lines = [_line(command) for command in self._commands]
        super().__init__(title, lines, hint=hint, answer=self._answered)
        self._later, self._more, self._records = later, more, records
        self._looking: Timer | None = None
        self._waiting = False
        self._why = Static("", id="palette-why", markup=False)
        self.twins = any(command.twin is not None for command in commands) or records is not None

    def below(self) -> ComposeResult:
        """Lay out why the current line cannot be done, and the call that does the same."""
        yield self._why
        if self.twins:
            yield TwinLine()

    def on_mount(self) -> None:
        """Show everything at once, and ask meanwhile what cannot be done and what else there is."""
        if self._later is not None:
            self.in_thread("later", self._later, self._grey)
        if self._more is not None:
            self.in_thread("more", self._more, self._add)
        if self._records is not None and not self._commands:
            self._look("")

    def _answered(self, index: int) -> Command:
        """Return a command, and remember that it was taken."""
        command, lately = self._commands[index], office_app(self).lately
        if index < self._fixed:
            key = _key(command)
            lately[:] = [key, *(one for one in lately if one != key)][:KEPT]
        return command

    # --- what is found --------------------------------------------------------------------------------

    def listed(self) -> list[int | str]:
        """Return what can be done here, what was done lately on top of it."""
        lately = office_app(self).lately
        known = {_key(command): index for index, command in enumerate(self._commands[: self._here])}
        first = [known[key] for key in lately if key in known][:LATELY] if self._more is not None else []
        shown: list[int | str] = [_("Lately used"), *first] if first else []
        group = ""
        for index in (*range(self._here), *range(self._fixed, len(self._commands))):
            line = self.lines[index]
            if line.group and line.group != group:
                shown.append(line.group)
            elif first and not line.group and not index:
                shown.append(_("Here"))
            group = line.group
            shown.append(index)
        return shown

    def found(self, query: str) -> list[int | str]:
        """Return what is found under its headings with how much it is; records of a number stand first."""
        lately = {key: place for place, key in enumerate(office_app(self).lately)}
        parts: dict[str, list[tuple[tuple[int, int], int, bool, int]]] = {}
        for index, command in enumerate(self._commands[: self._fixed]):
            place = rank(command.label, query)
            if place is not None:
                used = lately.get(_key(command), KEPT)
                parts.setdefault(self._part(index), []).append((place, used, bool(command.reasons), index))
        ordered = sorted(parts.items(), key=lambda part: min(part[1])[0])
        sections = [(name, [entry[-1] for entry in sorted(entries)]) for name, entries in ordered]
        records: dict[str, list[int]] = {}
        for index in range(self._fixed, len(self._commands)):
            records.setdefault(self.lines[index].group, []).append(index)
        if self._number_typed:
            sections = [*records.items(), *sections]
        else:
            sections += records.items()
        if len(sections) == 1 and not sections[0][0]:
            return [*sections[0][1]]
        shown: list[int | str] = []
        for name, indexes in sections:
            shown += [f"{name or _('Here')}  {len(indexes)}", *indexes]
        return shown

    def _part(self, index: int) -> str:
        """Return the heading of a command among what is found: the keys of a screen stand together."""
        command = self._commands[index]
        return _("Keys of this screen") if _group(command) in GROUPS else self.lines[index].group

    @property
    def _number_typed(self) -> bool:
        return _NUMBER.fullmatch(fold(self.query_text).strip()) is not None

    def none_found(self) -> str:
        """Say that the store is still being asked."""
        return _("Looking for records ...") if self._is_looking else super().none_found()

    @property
    def _is_looking(self) -> bool:
        return self._looking is not None or self.busy("records")

    # --- what comes later -----------------------------------------------------------------------------

    def _grey(self, found: Mapping[str, tuple[Reason, ...]]) -> None:
        """Make what cannot be done grey where it stands."""
        for index, command in enumerate(self._commands):
            reasons = tuple(refusing(found.get(command.id, ()))) if command.id else ()
            if reasons:
                self._commands[index] = command._replace(reasons=reasons)
                self.lines[index] = _line(self._commands[index])
        self.redraw()
        self._say_foot()

    def _add(self, commands: Sequence[Command]) -> None:
        """Take what else can be done; what the screen offers already is not offered twice."""
        known = {_key(command) for command in self._commands}
        new = [command for command in commands if _key(command) not in known]
        self._put(self._fixed, self._fixed, new)
        self._fixed += len(new)

    def _put(self, start: int, end: int, commands: Sequence[Command]) -> None:
        """Put commands in the place of others; the line one stands on stays, where it is still found."""
        at = self.current
        kept = self._commands[at] if at is not None else None
        self._commands[start:end] = commands
        self.lines[start:end] = [_line(command) for command in commands]
        moved = self._list.highlighted not in (None, self._first_place())
        keep = self._commands.index(kept) if moved and kept in self._commands else None
        self.show_found(keep)
        self._say_foot()

    def _first_place(self) -> int | None:
        return next((place for place, index in enumerate(self._shown) if isinstance(index, int)), None)

    def show_found(self, keep: int | None = None) -> None:
        """List what is found; records are looked for once no more is typed."""
        if keep is None and self._records is not None and self.query_text.strip() != self._looked_for:
            self._look_soon()
        super().show_found(keep)
        self._say_foot()

    _looked_for = ""

    def _look_soon(self) -> None:
        query = self._looked_for = self.query_text.strip()
        del self._commands[self._fixed :], self.lines[self._fixed :]
        self._waiting = False
        if self._looking is not None:
            self._looking.stop()
            self._looking = None
        if query or not self._here:
            self._looking = self.set_timer(LOOKING_PAUSE, partial(self._look, query))

    def _look(self, query: str) -> None:
        self._looking = None
        if self._records is not None:
            self.in_thread("records", partial(self._records, query), partial(self._found_records, query))

    def _found_records(self, query: str, commands: Sequence[Command]) -> None:
        if query != self.query_text.strip():
            return
        self._put(self._fixed, len(self._commands), commands)
        if self._waiting and self.current is not None:
            self.action_take()

    def action_take(self) -> None:
        """Take the highlighted line; where a number is still looked for, or nothing else was found, its record."""
        if self._is_looking and (self.current is None or self._number_typed):
            self._waiting = True
        else:
            super().action_take()

    # --- the foot ---------------------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._say_foot()

    def _say_foot(self) -> None:
        """Say in full why the current line cannot be done, and show the call that does the same."""
        command = self._current_command
        said = ""
        if command is not None and command.reasons:
            basis = cite(self, command.reasons[0].basis)
            said = f"{labelled(_('not now'))}{command.reasons[0].message}" + (f"（{basis}）" if basis else "")
        self._why.update(Content(fit(said, self._list.text_width)), layout=False)
        self.follow()

    @property
    def _current_command(self) -> Command | None:
        at = self.current
        return self._commands[at] if at is not None else None

    def made_twin(self) -> Twin | None:
        """Return the twin of the current line."""
        command = self._current_command
        return command.twin() if command is not None and command.twin is not None else None


def _key(command: Command) -> str:
    """Return what a command is known by: its id, or what it says where it has none."""
    return command.id or command.label


def _group(command: Command) -> str:
    if command.group:
        return command.group
    return KEYS[command.id].group if command.id in KEYS else ""


def _line(command: Command) -> Line:
    group = _group(command)
    why = command.reasons[0].message if command.reasons else ""
    return Line(command.label, command.keys, why, _(GROUPS[group]) if group in GROUPS else group)
