"""A dialog to choose a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from ttoffice.screens.base import BaseModal
from ttoffice.screens.kit.folders import begin_folder, remember_folder
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.file_picker import FilePicker, look
from ttoffice.widgets.keys import bind
from ttoffice.widgets.text import plain


class FileModal(BaseModal[Path]):
    """Asks for a file of any kind, or of some kinds; the answer is its path, or None."""

    def __init__(self, title: str, suffixes: tuple[str, ...] = ("",), start: str | None = None) -> None:
        super().__init__()
        self._title, self._suffixes = title, suffixes
        self._start = start

    def compose(self) -> ComposeResult:
        """Lay out the field above the files."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._title), classes="dialog-title")
            yield FilePicker(begin_folder(self.office.home) if self._start is None else self._start)
        yield KeyBar()

    @on(FilePicker.Typed)
    def _typed(self, event: FilePicker.Typed) -> None:
        event.stop()
        picker = self.query_one(FilePicker)
        self.in_thread("look", partial(look, event.path, self._suffixes), picker.show)

    @on(FilePicker.Chosen)
    def _chosen(self, event: FilePicker.Chosen) -> None:
        """Take a file; a folder is only looked into."""
        event.stop()
        if not event.path.is_dir():
            remember_folder(self.office.home, event.path)
            self.dismiss(event.path)


class FolderModal(FileModal):
    """Asks for a folder: the one whose files are listed; a file in it may be chosen instead."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("files.folder", "take_folder", show=True)]

    def action_take_folder(self) -> None:
        """Take the folder that is looked into."""
        self.dismiss(self.query_one(FilePicker).folder)
