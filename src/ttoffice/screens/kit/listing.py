"""The list of an area: filter, views, order, marks, and the current record in a pane beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command, office_app
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.detail import DetailPane
from ttoffice.screens.kit.lists import FirstPage, WholeList, first_page, neighbour, rows_of, whole_list
from ttoffice.screens.kit.next_steps import tell_step
from ttoffice.screens.kit.nothing import nothing_text
from ttoffice.screens.kit.reading import NOW, Reading
from ttoffice.screens.kit.records import RecordScreenBase
from ttoffice.screens.kit.trail import Place
from ttoffice.screens.kit.viewing import DIGITS, Shown
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.states import Cells

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.asking import Filter

TYPING_PAUSE = 0.08
MOVING_PAUSE = 0.06
"""Seconds to wait while keys still come, before the store is asked."""
AT_ONCE = 500
"""So many rows are read at once where many are copied."""


class ListScreen(RecordScreenBase):
    """The list of an area's records."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("list.filter", "filter", show=True),
        bind("record.open", "open"),
        bind("list.view", "view", show=True),
        bind("list.sort", "sort", show=True),
        bind("list.columns", "columns"),
        bind("list.save_view", "save_view"),
        *(bind(f"list.saved_{place + 1}", f"saved({place})") for place in range(DIGITS)),
        bind("list.jump", "jump"),
        bind("list.next_due", "due(1)"),
        bind("list.previous_due", "due(-1)"),
        bind("list.only_marked", "only_marked"),
        bind("list.refresh", "refresh"),
        bind("list.clear", "clear"),
        bind("list.quit", "app.quit"),
    ]

    remembers: ClassVar[bool] = True
    """Whether the next list of this area is opened as this one was left."""
    _made_with: tuple[tuple[Any, ...], dict[str, Any]]

    def __new__(cls, *given: Any, **named: Any) -> Self:
        """Keep what the list is made of: one that was left is made of the same again."""
        made = super().__new__(cls)
        made._made_with = given, named
        return made

    def __init__(self, area: Area) -> None:
        super().__init__(area)
        self.chosen: Filter = area.start
        self.columns: tuple[str, ...] = ()
        self.only_marked = False
        self.saved_view = ""
        self._pending: dict[str, Timer] = {}
        self._nothing_chosen = True
        self._state = ""

    def compose(self) -> ComposeResult:
        """Lay out filter, list and detail."""
        yield OfficeBar()
        yield from self.compose_filter()
        with Horizontal(id="work"):
            yield PagedTable(self.area.columns(), markable=True, id="rows")
            yield DetailPane(ruled=True, id="detail")
        yield KeyBar()

    def compose_filter(self) -> ComposeResult:
        """Lay out the filter and what it leaves."""
        with Horizontal(id="filter-line"):
            yield Static(Content(_("Filter")), id="filter-label")
            yield Input(placeholder=_("words, pinyin, numbers; Esc clears"), compact=True, id="filter")
            yield Static("", id="state", markup=False)

    def on_mount(self) -> None:
        """Show the first rows at once, as the list was left; everything else follows behind the frame."""
        self._take_up()
        self.table.focus()
        generation = self.table.begin()
        try:
            self._show_first(generation, first_page(self.area, self.office, self.chosen))
        except Exception as error:  # noqa: BLE001 - the seam: a store that cannot be read is told on the screen
            self.call_after_refresh(office_app(self).report, error)
        self.call_after_refresh(self.show_where)

    def _take_up(self) -> None:
        """Show what this list showed when it was left, unless it is opened with words of its own."""
        left = office_app(self).lists_left.get(self.area.name) if self.remembers else None
        if left is None or self.chosen != self.area.start:
            return
        self.chosen, self.columns, self.saved_view = left
        with self.prevent(Input.Changed):
            self.filter_input.value = left.chosen.search

    def on_unmount(self) -> None:
        """Remember what the list shows: it is opened with the same again."""
        if self.remembers:
            shown = Shown(self.chosen, self.columns, self.saved_view)
            office_app(self).lists_left[self.area.name] = shown

    def on_screen_resume(self) -> None:
        """Say anew where one works: others may have come or gone."""
        if self.is_mounted:
            self.show_where()

    @property
    def table(self) -> PagedTable:
        """The list itself."""
        return self.query_one("#rows", PagedTable)

    @property
    def filter_input(self) -> Input:
        """The field that is typed into."""
        return self.query_one("#filter", Input)

    def current_number(self) -> str | None:
        """Return the number of the record under the cursor."""
        table = self.query_one_optional("#rows", PagedTable)
        row = table.row if table is not None else None
        return self.area.number(row) if row else None

    def place(self) -> Place:
        """Return the list with the row under the cursor; one that was opened from another is made anew."""
        name = self.heading or _(self.area.title)
        row = self.current_number() or ""
        first = self.app.screen_stack[0] is self
        label = f"{name}  {self.area.called(row)}" if row else name
        about = [str(value) for value in self._made_with[0] if isinstance(value, str | date)]
        key = " ".join(("list", type(self).__name__, self.area.name, *about))
        return Place(self.app.current_mode, key, label, None if first else self._again, row)

    def _again(self) -> ListScreen:
        """Return the list made anew, of what it was made of."""
        given, named = self._made_with
        return type(self)(*given, **named)

    def take_up(self, place: Place) -> None:
        """Stand on the row that the cursor was on."""
        if place.row:
            self.call_later(self.reload, place.row)

    # --- reading the list ----------------------------------------------------------------------------

    def load(self) -> None:
        """Show the list anew from its top."""
        if self.only_marked:
            self.reload()
            return
        generation = self.table.begin()
        self._say_state()
        self.in_thread(
            "rows",
            partial(first_page, self.area, self.office, self.chosen),
            partial(self._show_first, generation),
        )

    def _show_first(self, generation: int, page: FirstPage) -> None:
        nothing = "" if page.rows else nothing_text(self)
        self.table.set_columns(self.area.columns(), nothing, self.columns or None)
        self.table.show_first(generation, page.rows, complete=page.complete)
        self._say_state()
        if not page.complete and generation == self.table.generation:
            self._read_all(generation, None)

    def _read_all(self, generation: int, keep: int | str | None) -> None:
        """Read the ids of the whole list; the cursor goes to the record `keep`, given by id or number."""
        only = frozenset(self.table.marked) if self.only_marked else None
        work = partial(_read_whole, self.area, self.office, self.chosen, keep, only)
        self.in_thread("rows", work, partial(self._show_all, generation))

    def _show_all(self, generation: int, found: WholeList) -> None:
        self.table.show_all(generation, found.ids, at=found.at, rows=found.rows)
        self._say_state()
        self._soon("detail", MOVING_PAUSE, self._settled)

    def reload(self, number: str | None = None) -> None:
        """Read the list again and stay on the row; a record that was just entered is gone to."""
        self._read_all(self.table.begin(), number or self.table.row_id or 0)

    @on(PagedTable.Wanted)
    def _rows_wanted(self, event: PagedTable.Wanted) -> None:
        event.stop()
        fill = partial(event.table.fill, event.generation, event.chunk)

        def failed(_error: BaseException) -> bool:
            event.table.forget(event.generation, event.chunk)
            return False

        work = partial(rows_of, self.area, self.office, event.ids)
        self.in_thread(f"chunk-{event.chunk % 4}", work, fill, failed)

    def _say_state(self) -> None:
        table = self.table
        count = f"{table.row_count:,}" + ("" if table.complete else "+")
        at = f"{min(table.cursor + 1, table.row_count):,}/{count}"
        order = _("descending") if self.chosen.descending else _("ascending")
        view = self.saved_view or _(self.area.views[self.chosen.view])
        marked = table.marked_count
        parts = [
            _("only marked") if self.only_marked else view,
            f"{_(self.area.sorts[self.chosen.sort])} {order}",
            *([_("%(count)s marked") % {"count": f"{marked:,}"}] if marked else []),
            at,
        ]
        said = " | ".join(parts)
        self.query_one("#state", Static).update(Content(said), layout=len(said) != len(self._state))
        self._state = said

    # --- the cursor ----------------------------------------------------------------------------------

    @on(PagedTable.Highlighted)
    def _row_highlighted(self, event: PagedTable.Highlighted) -> None:
        event.stop()
        if (event.row_id is None) != self._nothing_chosen:
            self._nothing_chosen = event.row_id is None
            self.refresh_bindings()
        self._soon("detail", MOVING_PAUSE, self._settled)

    def _settled(self) -> None:
        """Say what the cursor stands on, once it stands: each key by itself draws the two rows only."""
        if not self._show_detail():
            self._say_state()

    def _show_detail(self) -> bool:
        """Show the record under the cursor in the pane; return whether it is being read for that."""
        pane = self.query_one(DetailPane)
        number = self.current_number()
        if not pane.display:
            return False
        if number is None:
            pane.show(None, none="" if self.table.row_count else _("Nothing chosen."))
            return False
        self.in_thread("detail", partial(self.area.read, self.office, number), self._detail_read)
        return True

    def _detail_read(self, reading: Reading) -> None:
        pane = self.query_one(DetailPane)
        pane.show(reading, stepped=True)
        self._say_state()
        tell_step(self, reading.number, partial(pane.tell_step, reading.number))

    def on_resize(self) -> None:
        """Fill the pane when it comes into sight."""
        self._soon("detail", MOVING_PAUSE, self._settled)

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
        """Open the record on the whole screen."""
        number = self.current_number()
        if number is not None:
            self.open_record(number, NOW)

    def action_due(self, step: int) -> None:
        """Go to the next row, or the one before, that wants something done."""
        work = partial(_read_due, self.area, self.office, self.chosen)
        self.in_thread("due", work, partial(self._go_due, step))

    def _go_due(self, step: int, due: frozenset[int] | None) -> None:
        table = self.table
        place = neighbour(table.ids, table.cursor, due or frozenset(), step)
        if place is None:
            self.notify(_("Nothing is due in this list."))
        else:
            table.select(table.ids[place])

    # --- marks ---------------------------------------------------------------------------------------

    @on(PagedTable.Marked)
    def _marked(self, event: PagedTable.Marked) -> None:
        event.stop()
        self._say_state()
        if self.only_marked and not event.count:
            self.action_only_marked()

    @on(PagedTable.RowsAsked)
    def _rows_asked(self, event: PagedTable.RowsAsked) -> None:
        event.stop()
        work = partial(_lines_of, self.area, self.office, event.ids, event.table.as_text)
        self.in_thread("copy", work, self._copy_lines)

    def _copy_lines(self, lines: list[str]) -> None:
        count = _("%(count)s records") % {"count": f"{len(lines):,}"}
        office_app(self).copy("\n".join(lines), count)

    def action_only_marked(self) -> None:
        """Show only what is marked, or everything again."""
        if not self.only_marked and not self.table.marked_count:
            self.notify(_("Nothing is marked. Space marks a row."))
            return
        self.only_marked = not self.only_marked
        self.reload()

    def action_edit(self) -> None:
        """Change the current record; what is marked together where something is."""
        from ttoffice.screens.kit.bulk import ask_bulk_change

        if self.table.marked_count:
            ask_bulk_change(self)
        else:
            super().action_edit()

    def action_verbs(self) -> None:
        """Offer the verbs about the current record, or about what is marked."""
        from ttoffice.screens.kit.bulk import offer_bulk_verbs

        if self.table.marked_count:
            offer_bulk_verbs(self)
        else:
            super().action_verbs()

    # --- filter, view, order -------------------------------------------------------------------------

    def ask(self, chosen: Filter, columns: Sequence[str] = (), saved: str = "") -> None:
        """Show another list."""
        self.chosen, self.columns, self.saved_view, self.only_marked = chosen, tuple(columns), saved, False
        if self.filter_input.value.strip() != chosen.search.strip():
            with self.prevent(Input.Changed):
                self.filter_input.value = chosen.search
        self.load()

    def action_filter(self) -> None:
        """Type into the filter."""
        self.filter_input.focus()

    def action_clear(self) -> None:
        """Clear the filter, or show everything again, and go back to the list."""
        if self.filter_input.value:
            self.filter_input.value = ""
        elif self.only_marked:
            self.action_only_marked()
        self.table.focus()

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._soon("filter", TYPING_PAUSE, self._apply_filter)

    def _apply_filter(self) -> None:
        text = self.filter_input.value
        if text.strip() != self.chosen.search.strip():
            self.chosen = replace(self.chosen, search=text)
            self.load()

    @on(Input.Submitted, "#filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self._apply_filter()
        self.table.focus()

    def action_view(self) -> None:
        """Choose a view, the area's own or a saved one."""
        from ttoffice.screens.kit.viewing import choose_view

        choose_view(self)

    def action_save_view(self) -> None:
        """Keep words, view, order and columns under a name."""
        from ttoffice.screens.kit.viewing import save_view

        save_view(self)

    def action_saved(self, place: int) -> None:
        """Show the saved view that has this place."""
        from ttoffice.screens.kit.viewing import show_numbered

        show_numbered(self, place)

    def action_sort(self) -> None:
        """Choose the order."""
        from ttoffice.screens.kit.viewing import choose_order

        choose_order(self)

    def action_columns(self) -> None:
        """Choose which columns are shown, and in which order."""
        from ttoffice.screens.kit.viewing import choose_columns

        choose_columns(self)

    def action_refresh(self) -> None:
        """Read everything again: others may have written meanwhile."""
        self.reload()
        self.show_where()

    def more_commands(self) -> Iterable[Command]:
        """Offer the views beside the verbs."""
        from ttoffice.screens.kit.viewing import view_commands

        yield from super().more_commands()
        yield from view_commands(self)


def _read_whole(
    area: Area, office: Office, chosen: Filter, keep: int | str | None, only: frozenset[int] | None
) -> WholeList:
    """Read a whole list in a thread; gives up when newer work has come."""
    worker = get_current_worker()
    return whole_list(area, office, chosen, keep=keep, only=only, stopped=lambda: worker.is_cancelled)


def _lines_of(area: Area, office: Office, ids: Sequence[int], as_text: Callable[[Cells], str]) -> list[str]:
    """Return rows as lines of text, in their order; what is no longer there is left out."""
    lines = []
    for start in range(0, len(ids), AT_ONCE):
        piece = ids[start : start + AT_ONCE]
        found = rows_of(area, office, piece)
        lines += [as_text(found[row_id]) for row_id in piece if row_id in found]
    return lines


def _read_due(area: Area, office: Office, chosen: Filter) -> frozenset[int] | None:
    with office.reader() as reader:
        return area.next_due(reader, chosen, office.today)
