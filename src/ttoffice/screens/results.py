"""The register: the list of results with filter, views and order, and the current one in a pane beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.results.views import Filter
from ttoffice.screens.base import Command, office_app
from ttoffice.screens.reading import (
    FirstPage,
    WholeList,
    first_page,
    list_columns,
    read_result,
    rows_of,
    whole_list,
)
from ttoffice.screens.result_detail import DetailPane, ResultScreen
from ttoffice.screens.result_keys import RESULT_KEYS, ResultVerbs
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.paged_table import PagedTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office

VIEW_LABELS = {
    "all": N_("All results"),
    "due": N_("Perhaps due for the pay-later list"),
    "listed": N_("On the pay-later list"),
    "pay_later": N_("Pay-later payment mode"),
    "excluded": N_("Excluded with a reason"),
    "implemented": N_("Implemented"),
    "flagged": N_("With unsettled values"),
    "incomplete": N_("Incomplete for the listing"),
}
SORT_LABELS = {
    "number": N_("Number"),
    "title": N_("Title"),
    "department": N_("Department"),
    "acquired_on": N_("Acquired on"),
}
TYPING_PAUSE = 0.08
MOVING_PAUSE = 0.06
"""Seconds to wait while keys still come, before the store is asked."""


class ResultsScreen(ResultVerbs):
    """The list of results."""

    CSS_PATH = "results.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,slash,fullwidth_solidus", "filter", N_("Filter")),
        Binding("enter", "open", N_("Open")),
        Binding("f2,n", "new", N_("New")),
        Binding("f4,e", "edit", N_("Edit")),
        *RESULT_KEYS,
        Binding("f7,i", "import", N_("Import")),
        Binding("f8,x", "export", N_("Export")),
        Binding("ctrl+l,v", "view", N_("View")),
        Binding("ctrl+o,s", "sort", N_("Order")),
        Binding("f5,r", "refresh", N_("Read again"), show=False),
        Binding("escape", "clear", N_("Clear filter"), show=False),
        Binding("q", "app.quit", N_("Quit"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._chosen = Filter()
        self._pending: dict[str, Timer] = {}
        self._nothing_chosen = True
        self._state = ""

    def compose(self) -> ComposeResult:
        """Lay out filter, list and detail."""
        yield OfficeBar()
        with Horizontal(id="filter-line"):
            yield Static(Content(_("Filter")), id="filter-label")
            yield Input(placeholder=_("words, pinyin, numbers; Esc clears"), compact=True, id="filter")
            yield Static("", id="state", markup=False)
        with Horizontal(id="work"):
            with Vertical(id="list"):
                yield PagedTable(list_columns(), id="results")
            yield DetailPane(id="detail")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first rows at once; everything else follows behind the frame."""
        self.table.focus()
        generation = self.table.begin()
        try:
            self._show_first(generation, first_page(self.office, self._chosen))
        except Exception as error:  # noqa: BLE001 - the seam: a store that cannot be read is told on the screen
            self.call_after_refresh(office_app(self).report, error)
        self.call_after_refresh(self.say_where, _("Results"))

    @property
    def table(self) -> PagedTable:
        """The list."""
        return self.query_one("#results", PagedTable)

    @property
    def filter_input(self) -> Input:
        """The field for the filter."""
        return self.query_one("#filter", Input)

    def current_number(self) -> str | None:
        """Return the number of the result under the cursor."""
        table = self.query_one_optional("#results", PagedTable)
        row = table.row_texts if table is not None else None
        return row[0] if row else None

    # --- reading the list ----------------------------------------------------------------------------

    def load(self) -> None:
        """Show the list anew from its top."""
        generation = self.table.begin()
        self._say_state()
        self.in_thread(
            "rows", partial(first_page, self.office, self._chosen), partial(self._show_first, generation)
        )

    def _show_first(self, generation: int, page: FirstPage) -> None:
        nothing, none_yet = _("Nothing matches."), _("No results yet: n enters one, i imports a ledger.")
        self.table.set_columns(list_columns(), nothing if self._filtered else none_yet)
        self.table.show_first(generation, page.rows, complete=page.complete)
        self._say_state()
        if not page.complete and generation == self.table.generation:
            self._read_all(generation, None)

    def _read_all(self, generation: int, keep: int | str | None) -> None:
        """Read the ids of the whole list; the cursor goes to the result `keep`, given by id or number."""
        work = partial(_read_whole, self.office, self._chosen, keep)
        self.in_thread("rows", work, partial(self._show_all, generation))

    def _show_all(self, generation: int, found: WholeList) -> None:
        self.table.show_all(generation, found.ids, at=found.at, rows=found.rows)
        self._say_state()

    def reload(self, number: str | None = None) -> None:
        """Read the list again and stay on the row; a result that was just entered is gone to."""
        self._read_all(self.table.begin(), number or self.table.row_id or 0)

    @on(PagedTable.Wanted)
    def _rows_wanted(self, event: PagedTable.Wanted) -> None:
        event.stop()
        fill = partial(event.table.fill, event.generation, event.chunk)

        def failed(_error: BaseException) -> bool:
            event.table.forget(event.generation, event.chunk)
            return False

        self.in_thread(f"chunk-{event.chunk % 4}", partial(rows_of, self.office, event.ids), fill, failed)

    @property
    def _filtered(self) -> bool:
        return bool(self._chosen.search.strip()) or self._chosen.view != "all"

    def _say_state(self) -> None:
        table = self.table
        count = f"{table.row_count:,}" + ("" if table.complete else "+")
        at = f"{min(table.cursor + 1, table.row_count):,}/{count}"
        order = _("descending") if self._chosen.descending else _("ascending")
        view = _(VIEW_LABELS[self._chosen.view])
        sort = _(SORT_LABELS[self._chosen.sort])
        said = f"{view} | {sort} {order} | {at}"
        self.query_one("#state", Static).update(Content(said), layout=len(said) != len(self._state))
        self._state = said

    # --- the cursor ----------------------------------------------------------------------------------

    @on(PagedTable.Highlighted)
    def _row_highlighted(self, event: PagedTable.Highlighted) -> None:
        event.stop()
        self._say_state()
        if (event.row_id is None) != self._nothing_chosen:
            self._nothing_chosen = event.row_id is None
            self.refresh_bindings()
        self._soon("detail", MOVING_PAUSE, self._show_detail)

    def _show_detail(self) -> None:
        pane = self.query_one(DetailPane)
        number = self.current_number()
        if not pane.display:
            return
        if number is None:
            pane.show(None, none="" if self.table.row_count else _("No result chosen."))
            return
        self.in_thread("detail", partial(read_result, self.office, number), pane.show)

    def on_resize(self) -> None:
        """Fill the pane when it comes into sight."""
        self._soon("detail", MOVING_PAUSE, self._show_detail)

    def _soon(self, name: str, pause: float, what: Callable[[], None]) -> None:
        """Do something once no more of its kind has come for a moment."""
        if name in self._pending:
            self._pending[name].stop()
        self._pending[name] = self.set_timer(pause, what)

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the result on the whole screen."""
        number = self.current_number()
        if number is not None:
            self.app.push_screen(ResultScreen(number), self._came_back)

    def _came_back(self, _nothing: None) -> None:
        self.reload()

    # --- filter, view, order -------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Type into the filter."""
        self.filter_input.focus()

    def action_clear(self) -> None:
        """Clear the filter and go back to the list."""
        if self.filter_input.value:
            self.filter_input.value = ""
        self.table.focus()

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._soon("filter", TYPING_PAUSE, self._apply_filter)

    def _apply_filter(self) -> None:
        text = self.filter_input.value
        if text.strip() != self._chosen.search.strip():
            self._chosen = replace(self._chosen, search=text)
            self.load()

    @on(Input.Submitted, "#filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self._apply_filter()
        self.table.focus()

    def action_view(self) -> None:
        """Choose a view."""
        from ttoffice.screens.modals.choice import ChoiceModal

        options = [(key, _(label)) for key, label in VIEW_LABELS.items()]
        self.app.push_screen(ChoiceModal(_("View"), options, self._chosen.view), self._view_chosen)

    def _view_chosen(self, view: str | None) -> None:
        if view is not None:
            self._chosen = replace(self._chosen, view=view)
            self.load()

    def action_sort(self) -> None:
        """Choose the order."""
        from ttoffice.screens.modals.choice import ChoiceModal

        options = [
            (f"{key} {way}", f"{_(label)} {word}")
            for key, label in SORT_LABELS.items()
            for way, word in (("up", _("ascending")), ("down", _("descending")))
        ]
        current = f"{self._chosen.sort} {'down' if self._chosen.descending else 'up'}"
        self.app.push_screen(ChoiceModal(_("Order"), options, current), self._sort_chosen)

    def _sort_chosen(self, chosen: str | None) -> None:
        if chosen is not None:
            key, way = chosen.split()
            self._chosen = replace(self._chosen, sort=key, descending=way == "down")
            self.load()

    def action_refresh(self) -> None:
        """Read everything again: others may have written meanwhile."""
        self.reload()
        self.say_where(_("Results"))

    # --- other screens -------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Open an empty form."""
        from ttoffice.screens.result_form import ResultFormScreen

        self.app.push_screen(ResultFormScreen(None), self._after_form)

    def action_import(self) -> None:
        """Open the import."""
        from ttoffice.screens.importing import ImportScreen

        self.app.push_screen(ImportScreen(), self._came_back)

    def action_export(self) -> None:
        """Open the export."""
        from ttoffice.screens.exporting import ExportScreen

        self.app.push_screen(ExportScreen(), self._came_back)

    def more_commands(self) -> Iterable[Command]:
        """Offer the views beside the verbs."""
        yield from super().more_commands()
        for view, label in VIEW_LABELS.items():
            yield Command(_("View: %(name)s") % {"name": _(label)}, partial(self._view_chosen, view))


def _read_whole(office: Office, chosen: Filter, keep: int | str | None) -> WholeList:
    """Read a whole list in a thread; gives up when newer work has come."""
    worker = get_current_worker()
    return whole_list(office, chosen, keep=keep, stopped=lambda: worker.is_cancelled)
