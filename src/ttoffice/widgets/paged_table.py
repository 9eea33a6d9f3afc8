"""A table of any number of rows: it knows every row's id, but holds only the rows around the cursor.

The owner gives the first rows and then all ids; for the rows themselves the table asks, a chunk at a time,
with `PagedTable.Wanted`, and the owner answers with `fill`. What answers an older question is dropped, while
the list that is still shown goes on being filled. Rows are marked by id; marks outlast the list they were
made on.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from ttoffice.widgets.columns import Column
from ttoffice.widgets.held_rows import CHUNK
from ttoffice.widgets.keys import bind
from ttoffice.widgets.row_view import RowView
from ttoffice.widgets.states import Cells, cell_text, cell_texts

__all__ = ["CHUNK", "Cells", "PagedTable"]

_MARKING = frozenset({"mark", "mark_range", "mark_all"})
_ABOUT_A_ROW = frozenset({"open", "copy", "copy_number", "copy_cell"}) | _MARKING


class PagedTable(RowView):
    """A table that holds only the rows around the cursor; rows are told by their id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("table.down", "move(1)"),
        bind("table.up", "move(-1)"),
        bind("table.page_down", "page(1)"),
        bind("table.page_up", "page(-1)"),
        bind("table.first", "first"),
        bind("table.last", "last"),
        bind("record.open", "open"),
        bind("table.mark", "mark"),
        bind("table.mark_range", "mark_range"),
        bind("table.mark_all", "mark_all"),
        bind("table.copy", "copy"),
        bind("table.copy_number", "copy_number"),
        bind("table.copy_cell", "copy_cell"),
    ]

    @dataclass(eq=False, repr=False)
    class _Told(Message):
        """What the table tells."""

        table: PagedTable

        @property
        def control(self) -> PagedTable:
            """The table that tells it."""
            return self.table

    @dataclass(eq=False, repr=False)
    class Wanted(_Told):
        """Rows are needed that the table does not hold; answer with `fill`, giving `generation` back."""

        generation: int
        chunk: int
        ids: array[int]

    @dataclass(eq=False, repr=False)
    class Highlighted(_Told):
        """The cursor stands on another row, or its row has come; None where there is no row."""

        row_id: int | None

    @dataclass(eq=False, repr=False)
    class Opened(_Told):
        """The row under the cursor is to be opened."""

        row_id: int

    @dataclass(eq=False, repr=False)
    class Marked(_Told):
        """Other rows are marked; so many in all."""

        count: int

    @dataclass(eq=False, repr=False)
    class Copied(_Told):
        """A text is to be copied."""

        text: str

    @dataclass(eq=False, repr=False)
    class RowsAsked(_Told):
        """The marked rows are to be copied: the owner gives them to `as_text`."""

        ids: tuple[int, ...]

    @dataclass(eq=False, repr=False)
    class CellAsked(_Told):
        """One cell of a row is to be copied, and has to be chosen: their headings, and what stands in them."""

        labels: tuple[str, ...]
        texts: tuple[str, ...]

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "",
        markable: bool = False,
        id: str | None = None,  # noqa: A002 - as every widget of Textual calls it
    ) -> None:
        super().__init__(columns, empty=empty, markable=markable, id=id)
        self._anchor: int | None = None
        self._mark_all_soon = False
        self.generation = 0

    # --- what the owner gives -----------------------------------------------------------------------

    def begin(self) -> int:
        """Announce a new question; return its generation. Answers to earlier ones no longer count."""
        self.generation += 1
        return self.generation

    def show_first(self, generation: int, rows: Mapping[int, Cells], *, complete: bool) -> None:
        """Show the first rows of a new list; unless they are all, `show_all` follows."""
        if generation != self.generation:
            return
        self._to_end = self._mark_all_soon = False
        self.complete = complete
        self._held.take(array("q", rows), rows)
        self._show(0, top=True)

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
        if at is None:
            at, around, rows = self._cursor, 0, rows or self._held.first_rows()
        else:
            around = at = max(0, min(at, len(ids) - 1))
        self.complete = True
        self._held.take(ids, rows, around)
        self._show(len(ids) - 1 if self._to_end else at)
        self._to_end = False
        if self._mark_all_soon:
            self.action_mark_all()

    def fill(self, generation: int, chunk: int, rows: Mapping[int, Cells]) -> None:
        """Take the rows that were asked for; ids without a row are shown as gone."""
        awaited = not self._held.holds(self._cursor)
        if not self._held.fill(generation, chunk, rows):
            return
        top, visible = self._window()
        self._painter.forget_rows()
        if top // CHUNK <= chunk <= (top + visible) // CHUNK:
            self.refresh()
        if awaited and chunk == self._cursor // CHUNK:
            self._tell_cursor()

    def forget(self, generation: int, chunk: int) -> None:
        """Let a chunk that could not be read be asked for again, when it is next drawn."""
        self._held.forget(generation, chunk)

    # --- keys and mouse ------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by pages."""
        self._go(self._cursor + by * max(1, self._window()[1] - 1))

    def action_first(self) -> None:
        """Go to the first row."""
        self._go(0)

    def action_last(self) -> None:
        """Go to the last row; where not all are known yet, as soon as they are."""
        self._go(len(self._held) - 1)
        self._to_end = not self.complete

    def action_open(self) -> None:
        """Ask the owner to open the row under the cursor."""
        row_id = self.row_id
        if row_id is not None:
            self.post_message(self.Opened(self, row_id))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a click on its row opens it, one on its mark marks it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y == 0:
            return
        place = self._window()[0] + offset.y - 1
        if not 0 <= place < len(self._held):
            return
        if self._painter.markable and offset.x < self._painter.margin:
            self._go(place)
            self._toggle(place)
        elif place == self._cursor:
            self.action_open()
        else:
            self._go(place)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Let keys for marks pass where nothing is marked here, and grey what needs a row."""
        if action in _ABOUT_A_ROW:
            if action in _MARKING and not self._painter.markable:
                return False
            return True if self._held else None
        return True

    # --- marks and copies ---------------------------------------------------------------------------

    @property
    def marked(self) -> tuple[int, ...]:
        """The ids of the marked rows: those of this list in its order, then the others."""
        here = self._marks.among(self._held.ids)
        if len(here) == len(self._marks):
            return tuple(here)
        known = frozenset(here)
        return (*here, *(row_id for row_id in self._marks if row_id not in known))

    @property
    def marked_count(self) -> int:
        """How many rows are marked, of this list or not."""
        return len(self._marks)

    def set_marks(self, ids: Iterable[int]) -> None:
        """Mark these rows and no others, whether they are in this list or not."""
        self._marks.clear()
        self._marks.add(array("q", ids))
        self._anchor = None
        self._tell_marks()

    def action_mark(self) -> None:
        """Mark the row under the cursor, or no longer, and go on to the next."""
        if self._held:
            self._toggle(self._cursor)
            self._go(self._cursor + 1)

    def action_mark_range(self) -> None:
        """Mark every row from the one that was marked last to the cursor."""
        if self._held:
            last = self._place_of(self._anchor)
            start, end = sorted((self._cursor if last is None else last, self._cursor))
            self._marks.add(self._held.ids[start : end + 1])
            self._anchor = self.row_id
            self._tell_marks()

    def action_mark_all(self) -> None:
        """Mark every row of this list, or none of them where all are; waits until all are known."""
        self._mark_all_soon = not self.complete
        if not self._held or self._mark_all_soon:
            return
        ids = self._held.ids
        if self._marks.all_of(ids):
            self._marks.remove(ids)
        else:
            self._marks.add(ids)
        self._anchor = None
        self._tell_marks()

    def _toggle(self, place: int) -> None:
        self._anchor = self._held.ids[place]
        self._marks.toggle(self._anchor)
        self._draw_rows(place)
        self.post_message(self.Marked(self, len(self._marks)))

    def _tell_marks(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self, len(self._marks)))

    def action_copy(self) -> None:
        """Have the row under the cursor copied, or what is marked; the columns chosen, with tabs between them."""
        row = self.row
        if self.marked_count:
            self.post_message(self.RowsAsked(self, self.marked))
        elif row is not None:
            self.post_message(self.Copied(self, self.as_text(row)))

    def as_text(self, row: Cells) -> str:
        """Return a row as one line that goes into the cells of a spreadsheet: the columns chosen, tabs between."""
        texts = cell_texts(row)
        return "\t".join(" ".join(texts[index].split()) for index in self._painter.shown)

    def action_copy_number(self) -> None:
        """Have the first cell of the row under the cursor copied."""
        row = self.row
        if row:
            self.post_message(self.Copied(self, cell_text(row[0])))

    def action_copy_cell(self) -> None:
        """Have one cell of the row copied, of any column, shown or not; the owner asks which."""
        texts = self.row_texts
        if texts is not None:
            labels = self.labels
            self.post_message(self.CellAsked(self, labels, texts[: len(labels)]))

    # --- what is told -------------------------------------------------------------------------------

    def tell_cursor(self) -> None:
        """Tell the owner where the cursor stands now, or that its row has come."""
        self.post_message(self.Highlighted(self, self.row_id))

    def want(self, chunk: int, ids: array[int]) -> None:
        """Ask the owner for the rows of a chunk."""
        self.post_message(self.Wanted(self, self._held.edition, chunk, ids))
