"""A table of any number of rows: it knows every row's id, but holds only the rows around the cursor.

The owner gives the first rows and then all ids; for the rows themselves the table asks, a chunk at a time,
with `PagedTable.Wanted`, and the owner answers with `fill`. What answers an older question is dropped.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ttoffice.i18n import N_
from ttoffice.widgets.columns import Column, Layout, lay_out
from ttoffice.widgets.text import fit

CHUNK = 128
CHUNKS_HELD = 48
LINES_HELD = 512
MARK = "> "
"""Stands before the row with the cursor, so that it is not told by colour alone."""
WAITING = ".."

Cells = tuple[str, ...]


class PagedTable(ScrollView, can_focus=True):
    """A table that holds only the rows around the cursor; rows are told by their id."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "paged-table--header",
        "paged-table--cursor",
        "paged-table--empty",
    }
    DEFAULT_CSS = """
    PagedTable {
        height: 1fr;
        background: $surface;
        color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .paged-table--header { text-style: bold; color: $foreground; background: $panel; }
        & > .paged-table--cursor { background: $block-cursor-blurred-background; }
        & > .paged-table--empty { color: $text-muted; }
        &:focus > .paged-table--cursor {
            color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", N_("Next row"), show=False),
        Binding("up,k", "move(-1)", N_("Previous row"), show=False),
        Binding("pagedown", "page(1)", N_("Next page"), show=False),
        Binding("pageup", "page(-1)", N_("Previous page"), show=False),
        Binding("home,g", "first", N_("First row"), show=False),
        Binding("end,G", "last", N_("Last row"), show=False),
        Binding("enter", "open", N_("Open"), show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Wanted(Message):
        """Rows are needed that the table does not hold; answer with `fill`."""

        table: PagedTable
        generation: int
        chunk: int
        ids: array[int]

        @property
        def control(self) -> PagedTable:
            """The table that asks."""
            return self.table

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another row; None where there is no row."""

        table: PagedTable
        row_id: int | None

        @property
        def control(self) -> PagedTable:
            """The table concerned."""
            return self.table

    @dataclass
    class Opened(Message):
        """The row under the cursor is to be opened."""

        table: PagedTable
        row_id: int

        @property
        def control(self) -> PagedTable:
            """The table concerned."""
            return self.table

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - as every widget of Textual calls it
    ) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._empty = empty
        self._layout = Layout(0, ())
        self._ids: array[int] = array("q")
        self._chunks: LRUCache[int, Mapping[int, Cells]] = LRUCache(CHUNKS_HELD)
        self._lines: LRUCache[int, str] = LRUCache(LINES_HELD)
        self._asked: set[int] = set()
        self._to_end = False
        self.generation = 0
        self.complete = True

    # --- what the owner gives ---------------------------------------------------------------------

    @property
    def row_count(self) -> int:
        """How many rows are known; all of them when `complete`."""
        return len(self._ids)

    @property
    def row_id(self) -> int | None:
        """The id of the row under the cursor, or None in an empty table."""
        return self._ids[self.cursor] if self.cursor < len(self._ids) else None

    @property
    def labels(self) -> tuple[str, ...]:
        """The headings, in the order of a row's cells."""
        return tuple(column.label for column in self._columns)

    @property
    def row(self) -> Cells | None:
        """The row under the cursor, or None where the table does not hold it."""
        row_id, rows = self.row_id, self._chunks.get(self.cursor // CHUNK)
        return None if rows is None or row_id is None else rows.get(row_id)

    def begin(self) -> int:
        """Announce a new question; return its generation. Answers to earlier ones no longer count."""
        self.generation += 1
        return self.generation

    def show_first(self, generation: int, rows: Mapping[int, Cells], *, complete: bool) -> None:
        """Show the first rows of a new list; unless they are all, `show_all` follows."""
        if generation != self.generation:
            return
        self._take(array("q", rows), complete=complete)
        if rows:
            self._chunks[0] = rows
        self._to_end = False
        self._set_cursor(0, top=True)

    def show_all(
        self,
        generation: int,
        ids: array[int],
        *,
        at: int | None = None,
        rows: Mapping[int, Cells] | None = None,
    ) -> None:
        """Take the ids of the whole list.

        The cursor goes to the row `at` where that is given; `rows` are those of its chunk. Else the cursor
        and the first rows stay.
        """
        if generation != self.generation:
            return
        first = self._chunks.get(0) if at is None else None
        cursor = self.cursor if at is None else at
        self._take(ids, complete=True)
        if first:
            self._chunks[0] = first
        if rows:
            self._chunks[cursor // CHUNK] = rows
        self._set_cursor(len(ids) - 1 if self._to_end else cursor)
        self._to_end = False

    def fill(self, generation: int, chunk: int, rows: Mapping[int, Cells]) -> None:
        """Take the rows that were asked for; ids without a row are shown as gone."""
        if generation != self.generation:
            return
        self._asked.discard(chunk)
        self._chunks[chunk] = rows
        self._lines.clear()
        self.refresh()

    def forget(self, generation: int, chunk: int) -> None:
        """Let a chunk that could not be read be asked for again, when it is next drawn."""
        if generation == self.generation:
            self._asked.discard(chunk)

    def select(self, row_id: int) -> bool:
        """Put the cursor on a row by its id; return whether the list has it."""
        if row_id not in self._ids:
            return False
        self._set_cursor(self._ids.index(row_id))
        return True

    def _take(self, ids: array[int], *, complete: bool) -> None:
        self._ids, self.complete = ids, complete
        self._chunks.clear()
        self._lines.clear()
        self._asked.clear()
        self.virtual_size = Size(self.size.width, len(ids) + 1)
        self.refresh()

    # --- the cursor -------------------------------------------------------------------------------

    def _set_cursor(self, row: int, *, top: bool = False) -> None:
        row = max(0, min(row, len(self._ids) - 1))
        changed = row != self.cursor
        self.cursor = row
        if top:
            self.scroll_to(y=0, animate=False, immediate=True)
        else:
            self._scroll_to_cursor()
        if not changed:
            self._told()

    def watch_cursor(self, old: int, new: int) -> None:
        """Tell the owner and draw the two rows anew."""
        self._told()
        top = round(self.scroll_y)
        for row in (old, new):
            self.refresh(Region(0, row - top + 1, self.size.width, 1))

    def _told(self) -> None:
        self.post_message(self.Highlighted(self, self.row_id))

    def _scroll_to_cursor(self) -> None:
        visible = max(1, self.size.height - 1)
        top = round(self.scroll_y)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + visible:
            self.scroll_to(y=self.cursor - visible + 1, animate=False, immediate=True)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._set_cursor(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by pages."""
        self._set_cursor(self.cursor + by * max(1, self.size.height - 2))

    def action_first(self) -> None:
        """Go to the first row."""
        self._to_end = False
        self._set_cursor(0)

    def action_last(self) -> None:
        """Go to the last row; where not all are known yet, as soon as they are."""
        self._to_end = not self.complete
        self._set_cursor(len(self._ids) - 1)

    def action_open(self) -> None:
        """Ask the owner to open the row under the cursor."""
        row_id = self.row_id
        if row_id is not None:
            self.post_message(self.Opened(self, row_id))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a click on the row with the cursor opens it."""
        row = round(self.scroll_y) + event.y - 1
        if event.y == 0 or not 0 <= row < len(self._ids):
            return
        if row == self.cursor:
            self.action_open()
        else:
            self._set_cursor(row)

    # --- drawing ----------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self._ids) + 1)
        self._scroll_to_cursor()

    def set_columns(self, columns: Sequence[Column], empty: str) -> None:
        """Replace the columns and the sentence for an empty list."""
        self._columns, self._empty = tuple(columns), empty
        self._layout = Layout(0, ())
        self.refresh()

    def _lay_out(self, width: int) -> None:
        """Lay the columns out for a line of this width, unless they are."""
        room = max(0, width - len(MARK))
        if self._layout.width != room or not self._layout.shown:
            self._layout = lay_out(self._columns, room)
            self._lines.clear()

    def render_line(self, y: int) -> Strip:
        """Return one line: the headings at the top, else a row; always as wide as the widget."""
        width = self.scrollable_content_region.width
        self._lay_out(width)
        if y == 0:
            text = " " * len(MARK) + self._layout.line([column.label for column in self._columns])
            return _strip(text, width, self.get_component_rich_style("paged-table--header"))
        row = round(self.scroll_y) + y - 1
        if row >= len(self._ids):
            text = f"  {self._empty}" if y == 2 and not self._ids and self.complete else ""
            return _strip(text, width, self.get_component_rich_style("paged-table--empty"))
        if row == self.cursor:
            style = self.get_component_rich_style("paged-table--cursor")
            return Strip([Segment(MARK + self._line(row), style)], width)
        return Strip([Segment(" " * len(MARK) + self._line(row), self.rich_style)], width)

    def _line(self, row: int) -> str:
        row_id = self._ids[row]
        line = self._lines.get(row_id)
        if line is None:
            chunk = row // CHUNK
            rows = self._chunks.get(chunk)
            self._ask_near(row)
            if rows is None:
                return fit(WAITING, self._layout.width)
            cells = rows.get(row_id)
            line = self._layout.line(cells) if cells is not None else " " * self._layout.width
            self._lines[row_id] = line
        return line

    def _ask_near(self, row: int) -> None:
        """Ask for the chunk of a row, and for the next one where the row is near its edge."""
        for near in (row, row + CHUNK // 2, row - CHUNK // 2):
            chunk = near // CHUNK
            if 0 <= near < len(self._ids) and chunk not in self._chunks and chunk not in self._asked:
                self._asked.add(chunk)
                wanted = self._ids[chunk * CHUNK : (chunk + 1) * CHUNK]
                self.post_message(self.Wanted(self, self.generation, chunk, wanted))


def _strip(text: str, width: int, style: Style) -> Strip:
    return Strip([Segment(fit(text, width), style)], width)
