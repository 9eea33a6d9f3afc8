"""The part of a table that scrolls and draws: its rows, the cursor among them, and what is in sight.

What the rows are and where they come from is the business of `PagedTable`, which tells its owner.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import ClassVar

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ttoffice.widgets.columns import Column
from ttoffice.widgets.held_rows import HeldRows
from ttoffice.widgets.marks import Marks
from ttoffice.widgets.row_painter import CURSOR, MARKED, Looks, RowPainter
from ttoffice.widgets.states import TONE_VARIABLES, Cells, cell_texts


class RowView(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows under headings, one of them under the cursor; a subclass says where they come from."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "paged-table--header",
        "paged-table--cursor",
        "paged-table--marked",
        "paged-table--empty",
        *(f"paged-table--{tone}" for tone in TONE_VARIABLES),
    }
    DEFAULT_CSS = """
    RowView {
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
        self._cursor = 0
        self._to_end = False
        self.complete = True

    # --- what can be asked --------------------------------------------------------------------------

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

    # --- what a subclass does -----------------------------------------------------------------------

    def tell_cursor(self) -> None:
        """Tell where the cursor stands now, or that its row has come."""

    def want(self, chunk: int, ids: array[int]) -> None:
        """Ask for the rows of a chunk."""

    # --- what is in sight ---------------------------------------------------------------------------

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
        self.tell_cursor()

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
            self.want(chunk, ids)
