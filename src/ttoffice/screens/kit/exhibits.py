"""The exhibits of a record: seen, opened with the system's program, and attached."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.where import say_where
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.columns import Column
from ttoffice.widgets.fields import Field
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.states import Cells
from ttoffice.widgets.text import one_line
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome
    from ttoffice.evidence.views import ExhibitView
    from ttoffice.screens.modals.message import MessageModal


def exhibit_columns() -> tuple[Column, ...]:
    """Return the columns of the exhibits."""
    return (
        Column("number", _("Number"), 12),
        Column("name", _("File name"), 16, grow=4),
        Column("size", _("Bytes"), 9, drop=1, align="right"),
        Column("collected_on", _("Collected on"), 10),
        Column("collector", _("Collector"), 8, grow=1, drop=2),
        Column("source", _("Source"), 8, grow=2, drop=3),
        Column("proves", _("What it proves"), 10, grow=3, drop=4),
    )


def exhibit_cells(view: ExhibitView) -> Cells:
    """Return an exhibit as it stands in its columns."""
    return (
        view.number,
        view.name,
        f"{view.size:,}",
        view.collected_on,
        view.collector,
        view.source,
        view.proves,
    )


def exhibit_fields() -> tuple[Field, ...]:
    """Return what is asked for besides the file."""
    return (
        Field("source", _("Source"), "line", hint=_("where it comes from"), max_length=1000),
        Field("collector", _("Collector"), "line", hint=_("you, where left empty"), max_length=1000),
        Field("collected_on", _("Collected on"), "date", hint=_("today where left empty")),
        Field("proves", _("What it proves"), "line", max_length=1000),
    )


class ExhibitsScreen(BaseScreen[None]):
    """The exhibits of one record."""

    CSS_PATH: ClassVar[Styles] = SCREEN_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("exhibits.attach", "attach", show=True),
        bind("record.open", "open", show=True),
        bind("record.leave", "leave", show=True),
    ]

    def __init__(self, area: Area, number: str) -> None:
        super().__init__()
        self.area, self._number = area, number
        self._found: list[ExhibitView] = []

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield OfficeBar()
        yield Static(Content(_("Exhibits of %(number)s") % {"number": self._number}), classes="screen-title")
        yield ValueTable(exhibit_columns(), empty=_("No exhibits yet: Ins attaches a file."), id="rows")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the exhibits."""
        self.query_one(ValueTable).focus()
        self.show_where()
        self.reload()

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open only where there is something."""
        if action == "open":
            return bool(self._found)
        return super().check_action(action, parameters)

    def reload(self) -> None:
        """Read the exhibits anew."""
        self.in_thread("exhibits", partial(_read, self.area, self.office, self._number), self._show)

    def _show(self, found: list[ExhibitView]) -> None:
        at = self.query_one(ValueTable).cursor
        self._found = found
        self.query_one(ValueTable).show_rows(len(found), lambda place: exhibit_cells(found[place]), at=at)
        self.refresh_bindings()

    # --- attach --------------------------------------------------------------------------------------

    def action_attach(self) -> None:
        """Choose a file, then ask where it comes from and what it proves."""
        from ttoffice.screens.modals.files import FileModal

        self.app.push_screen(FileModal(_("Which file?")), self._file_chosen)

    def _file_chosen(self, path: Path | None) -> None:
        from ttoffice.screens.modals.entry import VerbModal

        if path is None:
            return
        if not _is_text(path.name):
            self.app.push_screen(_unnameable(path.name))
            return
        title = _("Attach %(name)s to %(number)s") % {"name": one_line(path.name), "number": self._number}
        perform = partial(self._perform, path)
        self.app.push_screen(VerbModal(title, perform, exhibit_fields()), self._attached)

    def _perform(self, path: Path, values: dict[str, Any]) -> Outcome:
        from ttoffice.action import perform
        from ttoffice.screens.kit.verbs import sent

        data = {"subject": self._number, "kind": self.area.kind, "path": str(path)}
        return perform(self.office, "exhibit.add", {**data, **sent(exhibit_fields(), values)})

    def _attached(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self.notify(_("Attached: %(number)s") % {"number": outcome.value})
            self.reload()

    # --- open ----------------------------------------------------------------------------------------

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the file with the system's program; it is a copy, and the vault's stays as it is."""
        from ttoffice.evidence.opening import open_exhibit

        at = self.query_one(ValueTable).cursor
        if at < len(self._found):
            number = self._found[at].number
            self.notify(_("Opening %(name)s") % {"name": self._found[at].name})
            self.in_thread("open", partial(open_exhibit, self.office, number), self._opened)

    def _opened(self, path: Path) -> None:
        self.notify(_("Opened a copy: %(path)s") % {"path": path})

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _read(area: Area, office: Office, number: str) -> list[ExhibitView]:
    from ttoffice.evidence.views import exhibits_of

    with office.reader() as reader:
        found = area.find(reader, number)
        return exhibits_of(reader, area.kind, found) if found is not None else []


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unnameable(name: str) -> MessageModal:
    """Return what is said of a file whose name the record could not hold."""
    from ttoffice.screens.modals.message import MessageModal

    told = _("The name of this file is no text, so it cannot be recorded: %(name)s") % {
        "name": one_line(name)
    }
    return MessageModal(
        _("This did not work"), told, _("Nothing was attached. Give the file another name, then attach it.")
    )
