"""The overview: the office in plots and tables, as it stands today; behind every row is what it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen, Command, office_app
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.where import say_where
from ttoffice.screens.today.parts import GLANCE, PART_OF, TABS, TabRows, plot_of, rows_on, shown, title_of
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.charts import Chart
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.states import cell_text
from ttoffice.widgets.tab_line import TabLine
from ttoffice.widgets.text import one_line
from ttoffice.widgets.text_pane import SCROLL_KEYS, TextPane
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.agenda.today.overview import Overview

NAMES = tuple(TABS)
PLOTS = NAMES[1:5]
"""The tabs with a plot; all of them together are the first one."""


class FigurePane(TextPane, inherit_bindings=False):
    """One plot among the others; the keys that go from tab to tab are not its own."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLL_KEYS]


class OverviewScreen(BaseScreen[None]):
    """The overview, opened on a tab: first all plots, then each with its rows, then the parts of the day."""

    CSS_PATH: ClassVar[Styles] = [*SCREEN_CSS, Path(__file__).with_name("today.tcss")]
    FIRST_KEYS = ("today.next_tab", "record.open", "list.refresh", "record.leave")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("today.next_tab", "tab(1)", show=True),
        bind("today.previous_tab", "tab(-1)"),
        bind("record.open", "open", show=True),
        bind("list.refresh", "refresh", show=True),
        bind("record.leave", "leave", show=True),
    ]

    def __init__(self, tab: str = GLANCE) -> None:
        super().__init__()
        self._tab = NAMES.index(tab)
        self._found: Overview | None = None
        self._rows = TabRows((), "", (), ())

    @property
    def tab(self) -> str:
        """The name of the tab that is open."""
        return NAMES[self._tab]

    def compose(self) -> ComposeResult:
        """Lay out the tabs, the plots beside each other, and one plot with its rows."""
        yield OfficeBar()
        yield TabLine([_(label) for label in TABS.values()])
        yield Static("", id="today-line", markup=False)
        with Container(id="today-glance"):
            for name in PLOTS:
                with FigurePane(id=f"glance-{name}"):
                    yield Static(Content(one_line(title_of(name))), classes="part-title")
                    yield Chart(form="stacked", show=partial(shown, name), id=f"chart-{name}")
        with Horizontal(id="today-part"):
            yield ValueTable((Column("none", "", 8),), id="today-rows")
            with FigurePane(id="today-plot"):
                yield Static("", classes="part-title", id="plot-title", markup=False)
                yield Chart(form="stacked", show=self._shown, id="plot-chart")
        yield KeyBar()

    def _shown(self, value: int) -> str:
        return shown(self.tab, value)

    def on_mount(self) -> None:
        """Read it."""
        self.show_where()
        self.open_tab(self._tab)
        self.action_refresh()

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self, _("Overview"))

    def action_refresh(self) -> None:
        """Read it anew."""
        self.in_thread("overview", partial(read_overview, self.office), self._show)

    def written(self) -> None:
        """Read it anew: something was written behind it."""
        self.action_refresh()

    def _show(self, found: Overview) -> None:
        self._found = found
        for name in PLOTS:
            plot = plot_of(found, name)
            if plot is not None:
                self.query_one(f"#chart-{name}", Chart).draw(plot)
        self._show_tab(at=self.table.cursor)

    @property
    def table(self) -> ValueTable:
        """The rows of the tab."""
        return self.query_one("#today-rows", ValueTable)

    # --- tabs ------------------------------------------------------------------------------------------

    def action_tab(self, by: int) -> None:
        """Go to the next tab, or to the one before."""
        self.open_tab((self._tab + by) % len(NAMES))

    @on(TabLine.Chosen)
    def _tab_chosen(self, event: TabLine.Chosen) -> None:
        event.stop()
        self.open_tab(event.place)

    def open_tab(self, place: int) -> None:
        """Open a tab, and stand on its first plot or its first row."""
        self._tab = place
        self.query_one(TabLine).open(place)
        together = self.tab == GLANCE
        self.query_one("#today-glance").display = together
        self.query_one("#today-part").display = not together
        self.query_one("#today-plot").display = self.tab in PLOTS
        self._show_tab()
        (self.query_one(f"#glance-{PLOTS[0]}") if together else self.table).focus()
        self.refresh_bindings()

    def _show_tab(self, at: int = 0) -> None:
        found = self._found
        if found is None:
            return
        self._say_line(found)
        if self.tab == GLANCE:
            return
        self._rows = rows_on(found, self.tab)
        self.table.set_columns(self._rows.columns, self._rows.nothing)
        self.table.show_rows(len(self._rows.rows), self._rows.rows.__getitem__, at=at)
        plot = plot_of(found, self.tab)
        if plot is not None:
            self.query_one("#plot-title", Static).update(Content(one_line(title_of(self.tab))))
            self.query_one("#plot-chart", Chart).draw(plot)
        self.refresh_bindings()

    def _say_line(self, found: Overview) -> None:
        """Say over the tab what its part of the day comes to; where it is no part, which day it is."""
        from ttoffice.agenda.today.telling import lines_of
        from ttoffice.widgets.text import cells_of

        part = PART_OF.get(self.tab)
        day = _("Seen from %(day)s.") % {"day": found.today.day.isoformat()}
        forms = lines_of(found.today)[part] if part is not None else (day,)
        room = self.app.size.width - 2
        text = next((form for form in forms if cells_of(form) <= room), forms[-1])
        self.query_one("#today-line", Static).update(Content(one_line(text)))

    def on_resize(self) -> None:
        """Fit the line into the width."""
        if self._found is not None:
            self._say_line(self._found)

    # --- going further ---------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open only where there is something to open."""
        if action == "open":
            at_plot = isinstance(self.focused, FigurePane)
            return True if (self.tab == GLANCE and at_plot) or self._rows.keys else None
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open the tab of a plot, or what stands behind a row."""
        from ttoffice.screens.today.going import open_row

        if self.tab == GLANCE:
            name = (self.focused.id or "").removeprefix("glance-") if self.focused is not None else ""
            self.open_tab(NAMES.index(name) if name in PLOTS else 1)
        elif self._rows.keys:
            at = min(self.table.cursor, len(self._rows.keys) - 1)
            open_row(self, self.tab, self._rows.keys[at], cell_text(self._rows.rows[at][0]))

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        event.stop()
        self.action_open()

    @on(PagedTable.Copied)
    def _copied(self, event: PagedTable.Copied) -> None:
        event.stop()
        office_app(self).copy(event.text)

    def on_descendant_focus(self) -> None:
        """Offer what can be done where one stands now."""
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def more_commands(self) -> Iterable[Command]:
        """Offer the tabs by name."""
        for place, label in enumerate(TABS.values()):
            yield Command(_("Part: %(name)s") % {"name": _(label)}, partial(self.open_tab, place))


def read_overview(office: Office) -> Overview:
    """Return the office in figures as it stands today."""
    from ttoffice.agenda.today.overview import overview_of

    with office.reader() as reader:
        return overview_of(office, reader)
