"""The milestones of all licenses as a board: what is ahead, late, reached and failed, moved by keys."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.lists import FirstPage, WholeList, first_page, rows_of, whole_list
from ttoffice.screens.kit.reading import NOW
from ttoffice.screens.kit.records import RecordScreenBase
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.licensing.lists import MilestonesArea
from ttoffice.store.asking import Filter
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.states import Cells
from ttoffice.widgets.tab_line import TabLine

if TYPE_CHECKING:
    from datetime import date

    from ttoffice.action.office import Office
    from ttoffice.action.records import RecordLine

TYPING_PAUSE = 0.08


class Lane(NamedTuple):
    """One column of the board: a view of the milestones, its name, what a card moved here asks for, and its order.

    `settled` is where a card can only be taken back from.
    """

    view: str
    title: str
    verb: str
    sort: str = "planned_on"
    newest_first: bool = False
    settled: bool = False


LANES: tuple[Lane, ...] = (
    Lane("ahead", N_("Ahead"), "milestone.postpone"),
    Lane("late", N_("Late"), ""),
    Lane("reached", N_("Reached"), "milestone.reach", "reached_on", newest_first=True, settled=True),
    Lane("failed", N_("Failed"), "milestone.fail", newest_first=True, settled=True),
)


TAKE_BACK = "milestone.take_back"


class CardsArea(MilestonesArea):
    """The milestones as cards: the day first, for columns that are narrow."""

    name = "board"
    title = N_("Milestone board")

    def columns(self) -> tuple[Column, ...]:
        """Return the parts of a card."""
        return (
            Column("day", _("Day"), 10),
            Column("title", self.label_of("title"), 8, grow=3),
            Column("licensee_name", self.label_of("licensee_name"), 6, grow=2, drop=1),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a card; its number stands behind its parts."""
        found = line.document
        day = found["reached_on"] or found["planned_on"] or _("no day")
        return (day, str(found["title"]), str(found["licensee_name"]), line.number)

    def number(self, cells: Cells) -> str:
        """Return the number of the milestone of a card."""
        return str(cells[-1])


class LaneTable(PagedTable):
    """One column of the board."""


class BoardScreen(RecordScreenBase):
    """The board: arrows go from column to column, Shift with an arrow moves a card."""

    CSS_PATH: ClassVar[Styles] = [*SCREEN_CSS, Path(__file__).with_name("licensing.tcss")]
    FIRST_KEYS = ("board.right", "board.move_right", "board.license", "record.leave")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("board.right", "lane(1)", show=True),
        bind("board.left", "lane(-1)"),
        bind("board.move_right", "move(1)", show=True),
        bind("board.move_left", "move(-1)"),
        bind("list.filter", "filter", show=True),
        bind("list.refresh", "refresh"),
        bind("record.open", "open"),
        bind("board.license", "license", show=True),
        bind("record.leave", "leave", show=True),
    ]

    def __init__(self) -> None:
        super().__init__(CardsArea())
        self._lane = 0
        self._search = ""
        self._pending: Timer | None = None
        self._counts: dict[int, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the filter, the names of the columns with their counts, and the columns."""
        yield OfficeBar()
        with Horizontal(id="filter-line"):
            yield Static(Content(_("Filter")), id="filter-label")
            yield Input(placeholder=_("words, pinyin, numbers; Esc clears"), compact=True, id="filter")
        yield TabLine(self._names())
        with Horizontal(id="lanes"):
            for place in range(len(LANES)):
                with Vertical(classes="lane", id=f"lane-{place}"):
                    yield LaneTable(self.area.columns(), id=f"cards-{place}")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read every column."""
        self.show_where()
        self._open_lane(0)
        for place in range(len(LANES)):
            self._load(place)

    @property
    def heading(self) -> str:
        """The board."""
        return _(self.area.title)

    def _names(self) -> list[str]:
        return [f"{_(lane.title)} {self._counts.get(place, '')}".strip() for place, lane in enumerate(LANES)]

    # --- columns ---------------------------------------------------------------------------------------

    def table(self, place: int | None = None) -> LaneTable:
        """Return the table of a column; of the current one where none is named."""
        return self.query_one(f"#cards-{self._lane if place is None else place}", LaneTable)

    def _asked(self, place: int) -> Filter:
        lane = LANES[place]
        return Filter(self._search, lane.view, lane.sort, lane.newest_first)

    def _load(self, place: int, keep: str | None = None) -> None:
        """Read a column: its first cards, then which there are in all."""
        generation = self.table(place).begin()
        work = partial(first_page, self.area, self.office, self._asked(place))
        self.in_thread(f"lane-{place}", work, partial(self._show_first, place, generation, keep))

    def _show_first(self, place: int, generation: int, keep: str | None, page: FirstPage) -> None:
        table = self.table(place)
        table.set_columns(self.area.columns(), _("Nothing matches.") if self._search else _("none"))
        table.show_first(generation, page.rows, complete=page.complete)
        self._count(place)
        if page.complete and keep is None:
            return
        work = partial(_every_card, self.area, self.office, self._asked(place), keep)
        self.in_thread(f"lane-{place}", work, partial(self._show_all, place, generation))

    def _show_all(self, place: int, generation: int, found: WholeList) -> None:
        self.table(place).show_all(generation, found.ids, at=found.at, rows=found.rows)
        self._count(place)

    def _count(self, place: int) -> None:
        table = self.table(place)
        self._counts[place] = f"{table.row_count:,}" + ("" if table.complete else "+")
        line = self.query_one(TabLine)
        line.name_tabs(self._names())
        line.open(self._lane)

    @on(PagedTable.Wanted)
    def _rows_wanted(self, event: PagedTable.Wanted) -> None:
        event.stop()
        table = event.table
        fill = partial(table.fill, event.generation, event.chunk)
        work = partial(rows_of, self.area, self.office, event.ids)
        self.in_thread(f"{table.id}-{event.chunk % 4}", work, fill)

    @on(PagedTable.Highlighted)
    def _highlighted(self, event: PagedTable.Highlighted) -> None:
        event.stop()
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        """Take the column that was clicked or gone to for the current one."""
        focused = self.focused
        if isinstance(focused, LaneTable) and focused.id != f"cards-{self._lane}":
            self._open_lane(int((focused.id or "cards-0").rpartition("-")[2]))

    def action_lane(self, by: int) -> None:
        """Go to the column at the right, or at the left."""
        self._open_lane((self._lane + by) % len(LANES))

    def _open_lane(self, place: int) -> None:
        self._lane = place
        for other in range(len(LANES)):
            self.query_one(f"#lane-{other}").set_class(other == place, "-current")
        self.query_one(TabLine).open(place)
        self.table(place).focus()
        self.refresh_bindings()

    @on(TabLine.Chosen)
    def _lane_chosen(self, event: TabLine.Chosen) -> None:
        event.stop()
        self._open_lane(event.place)

    # --- cards -----------------------------------------------------------------------------------------

    def current_number(self) -> str | None:
        """Return the milestone under the cursor."""
        table = self.query_one_optional(f"#cards-{self._lane}", LaneTable)
        row = table.row if table is not None else None
        return self.area.number(row) if row else None

    def reload(self, number: str | None = None) -> None:
        """Read every column again, and stay on the card."""
        for place in range(len(LANES)):
            self._load(place, number or self.current_number() if place == self._lane else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what concerns a card only where there is one."""
        if action in ("move", "license"):
            return True if self.current_number() is not None else None
        return super().check_action(action, parameters)

    def action_move(self, by: int) -> None:
        """Move the card to the next column whose step it can take; the step asks for what it needs."""
        number = self.current_number()
        verbs = {verb.name: verb for verb in self.area.verbs}
        verb = verbs.get(step_of(self._lane, by))
        if number is not None and verb is not None:
            self._begin(number, verb)
        else:
            self.notify(_("A milestone cannot be moved further that way."))

    def action_open(self) -> None:
        """Open the milestone."""
        number = self.current_number()
        if number is not None:
            self.open_record(number, NOW)

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        event.stop()
        self.action_open()

    def action_license(self) -> None:
        """Open the license of the milestone."""
        from ttoffice.screens.licensing.going import go_to_license

        number = self.current_number()
        if number is not None:
            go_to_license(self, "milestone", number)

    # --- filter ----------------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Type into the filter."""
        self.query_one("#filter", Input).focus()

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(TYPING_PAUSE, partial(self._apply, event.value))

    def _apply(self, text: str) -> None:
        if text.strip() != self._search.strip():
            self._search = text
            for place in range(len(LANES)):
                self._load(place)

    @on(Input.Submitted, "#filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.table().focus()

    def action_refresh(self) -> None:
        """Read everything again."""
        self.reload()

    def action_leave(self) -> None:
        """Clear the filter; where there is none, go back."""
        field = self.query_one("#filter", Input)
        if field.value or self.focused is field:
            field.value = ""
            self.table().focus()
        else:
            self.dismiss(None)

    def more_commands(self) -> Iterable[Command]:
        """Offer the columns by name."""
        yield from super().more_commands()
        for place, lane in enumerate(LANES):
            yield Command(_("Column: %(name)s") % {"name": _(lane.title)}, partial(self._open_lane, place))


def step_of(place: int, by: int) -> str:
    """Return the action by which a card leaves a column for the next one that a step leads to; empty for none."""
    if LANES[place].settled:
        return TAKE_BACK if by < 0 else ""
    reached = place + by
    while 0 <= reached < len(LANES) and not LANES[reached].verb:
        reached += by
    return LANES[reached].verb if 0 <= reached < len(LANES) else ""


def _every_card(area: Area, office: Office, chosen: Filter, keep: str | None) -> WholeList:
    worker = get_current_worker()
    return whole_list(area, office, chosen, keep=keep, stopped=lambda: worker.is_cancelled)
