"""A field for the path of a file, with the files and folders that go with what is typed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.widgets.text import one_line, plain

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Found:
    """The folder that a typed path is in, and what is there: folders first, then files."""

    folder: Path
    names: tuple[str, ...]
    problem: str = ""


def look(typed: str, suffixes: Sequence[str]) -> Found:
    """Return what goes with a typed path; hidden files, and files of other kinds, are left out."""
    path = Path(typed).expanduser() if typed else Path()
    folder = path if not typed or typed.endswith(("/", os.sep)) or path.is_dir() else path.parent
    part = "" if folder == path else path.name.casefold()
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: (not entry.is_dir(), entry.name.casefold()))
    except OSError as error:
        return Found(folder, (), error.strerror or str(error))
    names = [
        entry.name + ("/" if entry.is_dir() else "")
        for entry in entries
        if not entry.name.startswith((".", "~$"))
        and part in entry.name.casefold()
        and (entry.is_dir() or entry.name.casefold().endswith(tuple(suffixes)))
    ]
    return Found(folder, tuple(names[:MOST_SHOWN]))


class FilePicker(Vertical):
    """A path to type or to choose."""

    DEFAULT_CSS = """
    FilePicker { height: auto; }
    FilePicker OptionList { height: auto; max-height: 16; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "to_list", N_("To the files"), show=False)]

    @dataclass
    class Typed(Message):
        """Another path is typed; answer with `show`."""

        path: str

    @dataclass
    class Chosen(Message):
        """A file is chosen."""

        path: Path

    def __init__(self, start: str) -> None:
        super().__init__()
        self._found = Found(Path(), ())
        self._input = Input(start, placeholder=_("path of the file"), compact=True, select_on_focus=False)
        self._list = OptionList(compact=True)

    def compose(self) -> ComposeResult:
        """Lay out the field above the files."""
        yield self._input
        yield self._list

    def on_mount(self) -> None:
        """Begin in the field."""
        self._input.focus()

    @property
    def path(self) -> Path:
        """The path as typed."""
        return Path(self._input.value.strip()).expanduser()

    def show(self, found: Found) -> None:
        """Show the files that go with what is typed."""
        self._found = found
        self._list.clear_options()
        self._list.add_options(Option(plain(one_line(name))) for name in found.names)
        if not found.names:
            nothing = found.problem or _("No workbook or CSV file here.")
            self._list.add_option(Option(plain(nothing), disabled=True))

    def open_list(self, *, opened: bool) -> None:
        """Show or hide the list of files."""
        self._list.display = opened

    def action_to_list(self) -> None:
        """Go from the field to the files."""
        if self._found.names:
            self._list.highlighted = self._list.highlighted or 0
            self._list.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._list.display = True
        self.post_message(self.Typed(event.value.strip()))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Chosen(self.path))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = self._found.names[event.option_index]
        self._input.value = str(self._found.folder / name) + ("/" if name.endswith("/") else "")
        self._input.focus()
        self._input.cursor_position = len(self._input.value)
        if not name.endswith("/"):
            self.post_message(self.Chosen(self.path))
