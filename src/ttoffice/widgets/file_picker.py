"""A field for the path of a file, with the files and folders that go with what is typed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from ttoffice.errors import os_reason
from ttoffice.i18n import gettext as _
from ttoffice.widgets.keys import bind
from ttoffice.widgets.plain_list import PlainList
from ttoffice.widgets.text import one_line, plain

MOST_SHOWN = 300
ABOVE = ".."
"""The entry of a list that leads to the folder above."""
_QUOTES = ('""', "''", "“”", "‘’")


@dataclass(frozen=True, slots=True)
class Found:
    """The folder that a typed path is in, and what is there: folders first, then files.

    `more` counts what is there beyond `MOST_SHOWN`; `newest` is the place among `names` of the file written last.
    """

    folder: Path
    names: tuple[str, ...]
    problem: str = ""
    more: int = 0
    newest: int | None = None


def clean(typed: str) -> str:
    """Return a path as it was meant: without quotes around it, from a file URL, with the user's folder for ~."""
    text = typed.strip()
    if len(text) > 1 and text[0] + text[-1] in _QUOTES:
        text = text[1:-1].strip()
    if text.casefold().startswith("file:"):
        parts = urlsplit(text)
        host = f"//{parts.netloc}" if parts.netloc not in ("", "localhost") else ""
        text = url2pathname(f"{host}{parts.path}") if os.name == "nt" else unquote(f"{host}{parts.path}")
    try:
        return os.path.expanduser(text)  # noqa: PTH111 - a Path would lose the separator at the end
    except RuntimeError:
        return text


def look(typed: str, suffixes: Sequence[str] = ()) -> Found:
    """Return what goes with a typed path; hidden files, and files of other kinds, are left out.

    Args:
        typed: the path as typed or pasted.
        suffixes: endings of the files that are wanted, in small letters; none for all files.
    """
    text = clean(typed)
    try:
        path = Path(text)
        folder = path if not text or text.endswith(("/", os.sep)) or path.is_dir() else path.parent
        part = "" if folder == path else path.name.casefold()
        entries = [(_is_folder(entry), entry.name) for entry in os.scandir(folder)]
    except OSError as error:
        return Found(Path(text).parent, (), os_reason(error))
    except ValueError:
        return Found(Path(), (), _("there is no such file or folder"))
    names = [
        name + ("/" if is_folder else "")
        for is_folder, name in sorted(entries, key=lambda entry: (not entry[0], entry[1].casefold()))
        if _wanted(name, part) and (is_folder or not suffixes or name.casefold().endswith(tuple(suffixes)))
    ]
    above = (f"{ABOVE}/",) if not part and folder.absolute().parent != folder.absolute() else ()
    listed = (*above, *names[:MOST_SHOWN])
    return Found(folder, listed, more=max(0, len(names) - MOST_SHOWN), newest=_newest(folder, listed))


def _newest(folder: Path, names: Sequence[str]) -> int | None:
    """Return the place of the file that was written last; None where there is no file."""
    files = [(_written(folder / name), -place) for place, name in enumerate(names) if not name.endswith("/")]
    return -max(files)[1] if files else None


def _written(path: Path) -> int:
    """Return when a file was written, in nanoseconds; 0 where the system does not say."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that leads nowhere, or a share that does not answer


def _wanted(name: str, part: str) -> bool:
    hidden = name.startswith("~$") or (name.startswith(".") and not part.startswith("."))
    return not hidden and part in name.casefold()


def _first(found: Found) -> int:
    """Return the entry to begin at: the newest file, else the first below the way up."""
    if found.newest is not None:
        return found.newest
    return 1 if len(found.names) > 1 and found.names[0] == f"{ABOVE}/" else 0


class FileList(PlainList):
    """The files and folders; from the first line up lies the field."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("files.above", "above", show=True)]

    class Left(Message):
        """The list is left upwards."""

    class Above(Message):
        """The folder above is wanted."""

    def action_cursor_up(self) -> None:
        """Go to the line before; from the first to the field."""
        if self.highlighted:
            super().action_cursor_up()
        else:
            self.post_message(self.Left())

    def action_above(self) -> None:
        """Go to the folder above."""
        self.post_message(self.Above())


class FilePicker(Vertical):
    """A path to type or to choose."""

    DEFAULT_CSS = """
    FilePicker { height: auto; }
    FilePicker FileList { height: auto; max-height: 16; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [bind("files.list", "to_list")]

    @dataclass
    class Typed(Message):
        """Another path is typed; answer with `show`, from `look` in a thread."""

        path: str

    @dataclass
    class Chosen(Message):
        """A file is chosen."""

        path: Path

    def __init__(self, start: str, *, nothing: str = "") -> None:
        super().__init__()
        self._nothing = nothing
        self._found = Found(Path(), ())
        self._taken = start
        self._input = Input(
            one_line(start), placeholder=_("path of the file"), compact=True, select_on_focus=False
        )
        self._list = FileList()

    def compose(self) -> ComposeResult:
        """Lay out the field above the files."""
        yield self._input
        yield self._list

    def on_mount(self) -> None:
        """Begin in the field."""
        self._input.focus()

    @property
    def typed(self) -> str:
        """The path as typed or taken from the list; a name may hold what cannot be drawn."""
        shown = self._input.value
        return self._taken if shown == one_line(self._taken) else shown

    @property
    def path(self) -> Path:
        """The path as it is meant."""
        return Path(clean(self.typed))

    @property
    def folder(self) -> Path:
        """The folder whose files are listed."""
        return self._found.folder

    def show(self, found: Found) -> None:
        """Show the files that go with what is typed."""
        self._found = found
        lines = [plain(one_line(name)) for name in found.names]
        self._list.set_lines(lines, _first(found) if lines else None)
        if not lines:
            nothing = found.problem or self._nothing or _("Nothing here.")
            self._list.add_option(Option(plain(nothing), disabled=True))
        elif found.more:
            more = _("%(count)s more: type a part of the name") % {"count": f"{found.more:,}"}
            self._list.add_option(Option(plain(more), disabled=True))

    def open_list(self, *, opened: bool) -> None:
        """Show or hide the list of files."""
        self._list.display = opened

    def action_to_list(self) -> None:
        """Go from the field to the files."""
        if self._found.names and self._list.display:
            self._list.highlight(self._list.highlighted or 0)
            self._list.focus()

    def _take(self, path: str) -> None:
        """Put a path into the field, as far as it can be drawn."""
        self._taken = path
        self._input.value = one_line(path)
        self._input.cursor_position = len(self._input.value)

    def _go_up(self) -> None:
        above = self._found.folder.absolute().parent
        self._take(str(above) if str(above).endswith(os.sep) else f"{above}{os.sep}")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._list.display = True
        self.post_message(self.Typed(self.typed))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Choose what is typed; a folder is gone into, a name begun is made whole where only one file goes with it.

        Where nothing but the folder stands there whose files are listed, the file at hand is chosen: the newest.
        """
        event.stop()
        path = self.path
        if self._at_hand is not None and path == self._found.folder and self.typed.endswith(("/", os.sep)):
            self._take_listed(self._at_hand)
        elif path == self._found.folder or f"{path.name}/" in self._found.names:
            self._take(f"{path}{os.sep}")
        else:
            self._choose_begun(path)

    @property
    def _at_hand(self) -> str | None:
        """The file that is highlighted; None where a folder is."""
        place = self._list.highlighted
        name = self._found.names[place] if place is not None and place < len(self._found.names) else "/"
        return None if name.endswith("/") else name

    def _choose_begun(self, path: Path) -> None:
        """Choose a file by its name or by the part of it that is typed; go to the list where several go with it."""
        listed = [name for name in self._found.names if name != f"{ABOVE}/"]
        if path.name in listed or not listed or self._found.more:
            self.post_message(self.Chosen(path))
        elif len(listed) == 1:
            self._take_listed(listed[0])
        else:
            self.action_to_list()

    @on(FileList.Left)
    def _list_left(self, event: FileList.Left) -> None:
        event.stop()
        self._input.focus()

    @on(FileList.Above)
    def _above_wanted(self, event: FileList.Above) -> None:
        event.stop()
        self._go_up()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        """Go into a folder, or choose a file."""
        event.stop()
        self._take_listed(self._found.names[event.option_index])

    def _take_listed(self, name: str) -> None:
        if name == f"{ABOVE}/":
            self._go_up()
        elif name.endswith("/"):
            self._take(str(self._found.folder / name) + os.sep)
        else:
            self._take(str(self._found.folder / name))
            self._input.focus()
            self.post_message(self.Chosen(self.path))
