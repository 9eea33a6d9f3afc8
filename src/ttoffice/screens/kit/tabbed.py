"""A record on the whole screen with its parts on tabs, as text or as rows that are records of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from ttoffice.action.kinds import code_of
from ttoffice.i18n import gettext as _
from ttoffice.screens.agenda_acting import area_of
from ttoffice.screens.base import Command, office_app
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.detail import DetailPane, text_of
from ttoffice.screens.kit.next_steps import step_line, tell_step
from ttoffice.screens.kit.reading import NOW, Moment, Reading
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.tabs import Tab, TabContent, TabRow, View
from ttoffice.screens.kit.trail import Place
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.tab_line import TabLine
from ttoffice.widgets.text import one_line
from ttoffice.widgets.text_pane import SCROLL_KEYS
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.agenda.next_steps.model import NextStep
    from ttoffice.screens.kit.verbs import Verb


class Opened(NamedTuple):
    """A record with one of its tabs, as it was read."""

    reading: Reading
    tab: int
    content: TabContent


def read_tab(
    tabs: Sequence[Tab], area: Area, office: Office, number: str, moment: Moment, tab: int
) -> Opened:
    """Return a record and what stands on one of its tabs."""
    reading = area.read(office, number, moment)
    with office.reader() as reader:
        view = View(office, reader, number, reading.document, moment, moment.day or office.today)
        return Opened(reading, tab, tabs[tab].read(view))


class TabPane(DetailPane, inherit_bindings=False):
    """The text of a tab; the keys that go from tab to tab are not its own."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLL_KEYS]


def tab_keys(area: str, tabs: Sequence[Tab]) -> tuple[BindingType, ...]:
    """Return the keys that go from tab to tab, declared as `<area>.next_tab`, `<area>.tab_<name>` and so on."""
    return (
        bind(f"{area}.next_tab", "tab(1)", show=True),
        bind(f"{area}.previous_tab", "tab(-1)"),
        *(bind(f"{area}.tab_{tab.name}", f"open_tab({place})") for place, tab in enumerate(tabs)),
    )


class TabbedScreen(RecordScreen):
    """A record with its tabs; a row of a tab is a record of its own, and what can be done with it comes first.

    A subclass gives its tabs, and binds the keys that go from one to another (`tab_keys`).
    """

    CSS_PATH: ClassVar[Styles] = SCREEN_CSS
    TABS: ClassVar[tuple[Tab, ...]]

    def __init__(self, area: Area, number: str, moment: Moment = NOW, *, tab: str = "") -> None:
        super().__init__(area, number, moment)
        self._tab = next((place for place, item in enumerate(self.TABS) if item.name == tab), 0)
        self._content = TabContent()
        self._reading: Reading | None = None

    def compose(self) -> ComposeResult:
        """Lay out title, tabs, and rows with a pane beside them."""
        yield OfficeBar()
        yield Static("", id="moment", markup=False)
        yield Static("", classes="screen-title", markup=False, id="record-title")
        yield Static("", id="next-step", markup=False)
        yield TabLine([_(tab.title) for tab in self.TABS], hint=_("Left, Right"))
        yield Static("", id="tab-head", markup=False)
        with Horizontal(id="tab-body"):
            yield ValueTable((), id="tab-rows")
            yield TabPane(ruled=True, id="tab-detail")
        yield KeyBar()

    # --- reading ---------------------------------------------------------------------------------------

    def reload(self, number: str | None = None) -> None:
        """Read the record and the open tab anew."""
        self._number = number if number and code_of(number) == self.area.kind else self._number
        work = partial(read_tab, self.TABS, self.area, self.office, self._number, self._moment, self._tab)
        self.in_thread("detail", work, self._show_tab, self._failed)

    def _show_tab(self, opened: Opened) -> None:
        if opened.tab != self._tab:
            return
        same = self._content.columns == opened.content.columns
        at = self.table.cursor if same else 0
        self._reading, self._content = opened.reading, opened.content
        super()._show(opened.reading)
        title = f"{opened.reading.number}  {opened.reading.title}"
        self.query_one("#record-title", Static).update(Content(one_line(title, 400)))
        self._show_content(at)

    def _show_reading(self, reading: Reading) -> None:
        """Show what comes next under the title, whichever tab is open; nothing under an earlier form."""
        self.query_one("#next-step", Static).display = self._moment.now
        if self._moment.now:
            tell_step(self, reading.number, self._tell_step)

    def _tell_step(self, step: NextStep | None) -> None:
        self.query_one("#next-step", Static).update(step_line(office_app(self), step))

    def _show_content(self, at: int) -> None:
        content = self._content
        self.query_one(TabLine).open(self._tab)
        head = self.query_one("#tab-head", Static)
        head.update(Content(one_line(content.head)))
        head.display = bool(content.head)
        table, rows = self.table, content.rows
        table.display = bool(content.columns)
        self.set_class(bool(content.columns), "-rows")
        if content.columns:
            table.set_columns(content.columns, content.none)
            table.show_rows(len(rows), lambda place: rows[place].cells, at=at)
        if self.focused in (None, table, self.pane) or not content.columns:
            (table if content.columns else self.pane).focus()
        self._show_beside()
        self.refresh_bindings()

    def _show(self, reading: Reading) -> None:
        """Show the day above; the tab has its own text."""
        super()._show(reading)

    @property
    def table(self) -> ValueTable:
        """The rows of the tab."""
        return self.query_one("#tab-rows", ValueTable)

    @property
    def pane(self) -> DetailPane:
        """What is read beside the rows, or alone."""
        return self.query_one("#tab-detail", DetailPane)

    @property
    def row(self) -> TabRow | None:
        """The row under the cursor, None on a tab of text."""
        rows = self._content.rows
        return rows[self.table.cursor] if self.table.cursor < len(rows) else None

    @on(PagedTable.Highlighted)
    def _row_highlighted(self, event: PagedTable.Highlighted) -> None:
        event.stop()
        self._show_beside()
        self.refresh_bindings()

    def _show_beside(self) -> None:
        """Show what the row under the cursor leads to; on a tab of text the text."""
        row, reading = self.row, self._reading
        if reading is None:
            return
        if row is None or row.sections:
            sections = row.sections if row is not None else self._content.sections
            self.pane.show(reading._replace(sections=sections), head=False)
            return
        area = area_of(code_of(row.number))
        if area is not None and self.pane.display and row.number != self._number:
            self.in_thread("row", partial(area.read, self.office, row.number), self.pane.show)

    def place(self) -> Place:
        """Return the record with the tab that is open."""
        return super().place()._replace(tab=self.TABS[self._tab].name)

    def take_up(self, place: Place) -> None:
        """Begin at the tab that was open."""
        self._tab = next((at for at, tab in enumerate(self.TABS) if tab.name == place.tab), self._tab)

    # --- tabs ------------------------------------------------------------------------------------------

    def action_tab(self, by: int) -> None:
        """Open the next tab, or the one before."""
        self.action_open_tab((self._tab + by) % len(self.TABS))

    def action_open_tab(self, place: int) -> None:
        """Open a tab."""
        if place != self._tab:
            self._tab = place
            self.query_one(TabLine).open(place)
            self.reload()

    @on(TabLine.Chosen)
    def _tab_chosen(self, event: TabLine.Chosen) -> None:
        event.stop()
        self.action_open_tab(event.place)

    # --- the record of a row ---------------------------------------------------------------------------

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        event.stop()
        if self.row is not None:
            self.open_row(self.row)

    def open_row(self, row: TabRow) -> None:
        """Open the record of a row; of one that leads to none what is to be read of it."""
        if row.version is not None:
            self.open_record(self._number, Moment(version=row.version))
        elif row.number:
            self.go_to(row.number)
        elif row.sections:
            self.read_row(row)

    def read_row(self, row: TabRow) -> None:
        """Show what is to be read of a row where no pane stands beside it, or the pane is small."""
        from ttoffice.screens.modals.article import ArticleModal

        reading = self._reading
        if reading is not None:
            title = one_line(row.sections[0].title)
            self.app.push_screen(
                ArticleModal(title, text_of(reading._replace(sections=row.sections), head=False))
            )

    def go_to(self, number: str) -> None:
        """Open a record by its number."""
        area = area_of(code_of(number))
        if area is None:
            self.notify(_("%(number)s has no screen of its own.") % {"number": number}, severity="warning")
        else:
            self.app.push_screen(area.record_screen(number), lambda _nothing: self.reload())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter opens the row where there are rows; what writes is offered only about the present form."""
        if action == "edit" and self._content.columns and self.focused is self.table:
            return super().check_action(action, parameters)
        return super().check_action(action, parameters)

    def action_why(self) -> None:
        """Show the article of the row, or say why what is under the cursor is so; else where the record stands."""
        area = self._row_area()
        row = self.row
        if row is not None and row.basis:
            from ttoffice.screens.modals.article import show_article

            show_article(self, row.basis)
        elif area is None or row is None:
            super().action_why()
        else:
            work = partial(area.why, self.office, row.number)
            self.in_thread("why", work, partial(self._show_why, row.number))

    def _row_area(self) -> Area | None:
        """Return the area of the record under the cursor, where something can be done with it."""
        row = self.row
        if row is None or not row.number or row.number == self._number:
            return None
        area = area_of(code_of(row.number))
        return area if area is not None and area.acts else None

    def _verb_commands(self, number: str) -> list[Command]:
        """Offer what can be done with the row under the cursor, then with the record."""
        area, row = self._row_area(), self.row
        own = super()._verb_commands(number)
        if area is None or row is None:
            return own
        begin = partial(self._begin_with, area, row.number)
        first = [
            Command(f"{verb.label}  {row.number}", partial(begin, verb), id=f"{row.number} {verb.name}")
            for verb in area.verbs
        ]
        return [*first, *own]

    def _begin_with(self, area: Area, number: str, verb: Verb) -> None:
        from ttoffice.screens.kit.acting import begin_verb

        begin_verb(self, area, verb, number, lambda _outcome: self.reload())

    def later_reasons(self) -> Any:
        """Ask the guards about the row as well as about the record."""
        found = super().later_reasons()
        area, row, office = self._row_area(), self.row, self.office
        if found is None or area is None or row is None:
            return found
        from ttoffice.reasons import refusing

        def both() -> dict[str, Any]:
            reasons = area.verb_reasons(office, row.number)
            mine = {f"{row.number} {name}": tuple(refusing(told)) for name, told in reasons.items()}
            return {**mine, **found()}

        return both

    # --- what else -------------------------------------------------------------------------------------

    def more_commands(self) -> Iterable[Command]:
        """Offer the tabs by name beside what every record offers."""
        yield from super().more_commands()
        for place, tab in enumerate(self.TABS):
            yield Command(_("Tab: %(name)s") % {"name": _(tab.title)}, partial(self.action_open_tab, place))
