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
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ttoffice.widgets.columns import Column
from ttoffice.widgets.held_rows import CHUNK, HeldRows
from ttoffice.widgets.keys import bind
from ttoffice.widgets.marks import Marks
from ttoffice.widgets.row_painter import CURSOR, MARKED, Looks, RowPainter
from ttoffice.widgets.states import TONE_VARIABLES, Cells, cell_text, cell_texts

__all__ = ["CHUNK", "Cells", "PagedTable"]

_MARKING = frozenset({"mark", "mark_range", "mark_all"})
_ABOUT_A_ROW = frozenset({"open", "copy", "copy_number"}) | _MARKING


class PagedTable(ScrollView, can_focus=True, inherit_bindings=False):
    """A table that holds only the rows around the cursor; rows are told by their id."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "paged-table--header",
        "paged-table--cursor",
        "paged-table--marked",
        "paged-table--empty",
        *(f"paged-table--{tone}" for tone in TONE_VARIABLES),
    }
    DEFAULT_CSS = """
    PagedTable {
        height: 1fr;
        background: $surface;
        color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .paged-table--header { text-style: bold; color: $foreground; background: $panel; }
        & > .paged-table--marked { background: $secondary-muted; }
        & > .paged-table--cursor {
            color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background;
        }
        & > .paged-table--empty { color: $text-muted; }
        & > .paged-table--good { color: $text-success; }
        & > .paged-table--warn { color: $text-warning; }
        & > .paged-table--bad { color: $text-error; }
        & > .paged-table--info { color: $text-accent; }
        & > .paged-table--muted { color: $text-muted; }
        &:focus > .paged-table--cursor {
            color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
        }
    }
    """
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
    ]

    @dataclass
    class _Told(Message):
        """What the table tells."""

        table: PagedTable

        @property
        def control(self) -> PagedTable:
            """The table that tells it."""
            return self.table

    @dataclass
    class Wanted(_Told):
        """Rows are needed that the table does not hold; answer with `fill`, giving `generation` back."""

        generation: int
        chunk: int
        ids: array[int]

    @dataclass
    class Highlighted(_Told):
        """The cursor stands on another row, or its row has come; None where there is no row."""

        row_id: int | None

    @dataclass
    class Opened(_Told):
        """The row under the cursor is to be opened."""

        row_id: int

    @dataclass
    class Marked(_Told):
        """Other rows are marked; so many in all."""

        count: int

    @dataclass
    class Copied(_Told):
        """A text is to be copied."""

        text: str

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "",
        markable: bool = False,
        id: str | None = None,  # noqa: A002 - as every widget of Textual calls it
    ) -> None:
        super().__init__(id=id)
        self._empty = empty
        self._held = HeldRows()
        self._painter = RowPainter(columns, markable=markable)
        self._looks: Looks | None = None
        self._marks = Marks()
        self._anchor: int | None = None
        self._cursor = 0
        self._to_end = False
        self._mark_all_soon = False
        self.generation = 0
        self.complete = True

    # --- what the owner asks ------------------------------------------------------------------------

    @property
    def ids(self) -> Sequence[int]:
        """The ids of the rows that are known, in the order of the list; not to be changed."""
        return self._held.ids

    @property
    def row_count(self) -> int:
        """How many rows are known; all of them when `complete`."""
        return len(self._held)

    @property
    def cursor(self) -> int:
        """The place of the row under the cursor, from 0."""
        return self._cursor

    @property
    def row_id(self) -> int | None:
        """The id of the row under the cursor, or None in an empty table."""
        ids = self._held.ids
        return ids[self._cursor] if self._cursor < len(ids) else None

    @property
    def labels(self) -> tuple[str, ...]:
        """The headings, in the order of a row's cells."""
        return tuple(column.label for column in self._painter.columns)

    @property
    def row(self) -> Cells | None:
        """The row under the cursor, or None where the table does not hold it."""
        return self._held.cells(self._cursor)

    @property
    def row_texts(self) -> tuple[str, ...] | None:
        """The row under the cursor as plain texts, or None where the table does not hold it."""
        row = self.row
        return None if row is None else cell_texts(row)

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

    def select(self, row_id: int) -> bool:
        """Put the cursor on a row by its id; return whether the list has it."""
        place = self._place_of(row_id)
        if place is None:
            return False
        self._go(place)
        return True

    def set_columns(self, columns: Sequence[Column], empty: str, shown: Sequence[str] | None = None) -> None:
        """Replace the columns and the sentence for an empty list.

        `shown` are the keys of the columns to show, in the order to show them; without it all are. Rows
        carry the cells of all `columns` in their order.
        """
        if self._painter.use(columns, shown) or empty != self._empty:
            self._empty = empty
            self.refresh()

    def _place_of(self, row_id: int | None) -> int | None:
        try:
            return None if row_id is None else self._held.ids.index(row_id)
        except ValueError:
            return None

    def _show(self, cursor: int, *, top: bool = False) -> None:
        """Show the list that was just taken, with the cursor on a place that it may no longer have."""
        had_rows = self.virtual_size.height > 1
        self._painter.forget_rows()
        self._cursor = max(0, min(cursor, len(self._held) - 1))
        self.virtual_size = Size(self.size.width, len(self._held) + 1)
        if top:
            self._scroll_up_to(0)
        self._bring_into_sight()
        self.refresh()
        self._tell_cursor()
        if had_rows != bool(self._held):
            self.refresh_bindings()

    # --- the cursor ---------------------------------------------------------------------------------

    def _window(self) -> tuple[int, int]:
        """Return the place of the first row in sight, and how many rows there is room for."""
        return round(self.scroll_y), max(1, self.size.height - 1)

    def _go(self, place: int) -> None:
        """Put the cursor on the place nearest to one, bring it into sight and tell the owner."""
        self._to_end = False
        old, self._cursor = self._cursor, max(0, min(place, len(self._held) - 1))
        self._bring_into_sight()
        if old != self._cursor:
            self._draw_rows(old, self._cursor)
        self._tell_cursor()

    def _tell_cursor(self) -> None:
        if not self._held.holds(self._cursor):
            self._ask_near(self._cursor)
        self.post_message(self.Highlighted(self, self.row_id))

    def _draw_rows(self, *places: int) -> None:
        """Draw some rows anew, those of them that are in sight."""
        top, visible = self._window()
        regions = [Region(0, at - top + 1, self.size.width, 1) for at in places if 0 <= at - top < visible]
        if regions:
            self.refresh(*regions)

    def _bring_into_sight(self) -> None:
        """Scroll to the cursor, and leave no empty lines behind the last row while rows stand above."""
        top, visible = self._window()
        wanted = min(top, max(0, len(self._held) - visible))
        wanted = max(min(wanted, self._cursor), self._cursor - visible + 1)
        if wanted != top:
            self._scroll_up_to(wanted)

    def _scroll_up_to(self, top: int) -> None:
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the rows anew, and take the cursor along where the mouse scrolled, so that it stays in sight."""
        if round(old_value) != round(new_value):
            self.refresh(Region(0, 1, self.scrollable_content_region.width, self.size.height - 1))
        self._move_thumb(new_value)
        top, visible = self._window()
        place = max(top, min(self._cursor, top + visible - 1, len(self._held) - 1))
        if place != self._cursor and place < len(self._held) and self.size.height > 1:
            self._to_end = False
            self._cursor = place
            self._tell_cursor()

    def _move_thumb(self, position: float) -> None:
        """Move the scroll bar's thumb by what can be seen, an eighth of a cell: it is drawn anew less often."""
        if not self.show_vertical_scrollbar:
            return
        step = self.virtual_size.height / max(1, 8 * self.size.height)
        if 0 < position < self.max_scroll_y:
            position = int(position / step) * step
        self.vertical_scrollbar.position = position

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self._held) + 1)
        self._bring_into_sight()

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

    def clear_marks(self) -> None:
        """Mark nothing."""
        if self._marks:
            self.set_marks(())

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
        """Have the row under the cursor copied: the columns chosen, with tabs between them."""
        texts = self.row_texts
        if texts is not None:
            told = "\t".join(" ".join(texts[index].split()) for index in self._painter.shown)
            self.post_message(self.Copied(self, told))

    def action_copy_number(self) -> None:
        """Have the first cell of the row under the cursor copied."""
        row = self.row
        if row:
            self.post_message(self.Copied(self, cell_text(row[0])))

    # --- drawing ------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Draw every line anew: colors have changed, or focus has."""
        super().notify_style_update()
        self._looks = None
        self._painter.forget_looks()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region.

        A table without border or padding hands out the strips it keeps as they are: what Textual works out
        for a strip, it works out once, and not again at each key.
        """
        styles = self.styles
        if styles.gutter.totals != (0, 0) or styles.tint.a or self.opacity != 1.0 or styles.outline:
            return super().render_lines(crop)
        looks = self._laid_out()
        strips = [self._line(y, looks) for y in crop.line_range]
        _base, background = self.background_colors
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span == (0, self.region.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Return one line: the headings at the top, else a row; always as wide as the widget."""
        return self._line(y, self._laid_out())

    def _laid_out(self) -> Looks:
        """Lay the columns out for the width there is, and return how lines look."""
        self._painter.lay_out(self.scrollable_content_region.width)
        if self._looks is None:
            self._looks = self._read_looks()
        return self._looks

    def _read_looks(self) -> Looks:
        style = self.get_component_rich_style
        names = ("marked", "cursor", "header", "empty")
        marked, cursor, header, empty = (style(f"paged-table--{name}") for name in names)
        tones = {tone: style(f"paged-table--{tone}") for tone in TONE_VARIABLES}
        return Looks(self.rich_style, marked, cursor, header, empty, tones)

    def _line(self, y: int, looks: Looks) -> Strip:
        if y == 0:
            return self._painter.header(looks)
        place = round(self.scroll_y) + y - 1
        if place < len(self._held):
            return self._row_line(place, looks)
        if y == 2 and not self._held and self.complete:
            return self._painter.sentence(self._empty, looks)
        return self._painter.blank(looks)

    def _row_line(self, place: int, looks: Looks) -> Strip:
        row_id = self._held.ids[place]
        look = CURSOR if place == self._cursor else 0
        if row_id in self._marks:
            look |= MARKED
        kept = self._painter.kept(row_id, look)
        if kept is not None:
            return kept
        self._ask_near(place)
        if not self._held.holds(place):
            return self._painter.waiting(look, looks)
        return self._painter.row(row_id, self._held.cells(place), look, looks)

    def _ask_near(self, place: int) -> None:
        """Ask for the chunk of a row, and for the next one where the row is near its edge."""
        for chunk, ids in self._held.missing(place):
            self.post_message(self.Wanted(self, self._held.edition, chunk, ids))
