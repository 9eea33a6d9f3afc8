"""Programs with nothing but a table, for the tests of tables."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App, ComposeResult

from ttoffice.widgets import themes
from ttoffice.widgets.columns import Column
from ttoffice.widgets.held_rows import CHUNK
from ttoffice.widgets.paged_table import Cells, PagedTable
from ttoffice.widgets.states import state
from ttoffice.widgets.value_table import ValueTable

COLUMNS = (
    Column("number", "编号", 8),
    Column("title", "名称", 10, grow=2),
    Column("state", "状态", 8, grow=1, drop=1),
    Column("fee", "门槛费", 8, drop=2, align="right"),
)


def row_of(row_id: int) -> Cells:
    return str(row_id), f"第 {row_id} 行", state("good", "已挂牌"), f"{row_id}.00"


class Shown(App[None]):
    """A table over rows in memory, and what it told."""

    def __init__(
        self,
        count: int = 1000,
        row: Callable[[int], Cells] = row_of,
        columns: Sequence[Column] = COLUMNS,
        *,
        markable: bool = True,
        theme: str = themes.DARK,
    ) -> None:
        super().__init__()
        themes.register(self)
        self.theme = theme
        self.count, self.row, self.columns, self.markable = count, row, columns, markable
        self.told: list[Any] = []

    def compose(self) -> ComposeResult:
        yield ValueTable(self.columns, empty="没有成果", markable=self.markable)

    def on_mount(self) -> None:
        self.table.show_rows(self.count, self.row)
        self.table.focus()

    @property
    def table(self) -> ValueTable:
        return self.query_one(ValueTable)

    def of(self, kind: type[Any]) -> list[Any]:
        """Return what the table told of a kind."""
        return [event for event in self.told if isinstance(event, kind)]

    def on_paged_table_highlighted(self, event: PagedTable.Highlighted) -> None:
        self.told.append(event)

    def on_paged_table_opened(self, event: PagedTable.Opened) -> None:
        self.told.append(event)

    def on_paged_table_marked(self, event: PagedTable.Marked) -> None:
        self.told.append(event)

    def on_paged_table_copied(self, event: PagedTable.Copied) -> None:
        self.told.append(event)


class Asked(App[None]):
    """A table whose questions are kept, to be answered late, by another order, or never."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[PagedTable.Wanted] = []
        self.highlighted: list[int | None] = []

    def compose(self) -> ComposeResult:
        yield PagedTable(COLUMNS)

    def on_mount(self) -> None:
        self.table.focus()

    @property
    def table(self) -> PagedTable:
        return self.query_one(PagedTable)

    def on_paged_table_wanted(self, event: PagedTable.Wanted) -> None:
        self.wanted.append(event)

    def on_paged_table_highlighted(self, event: PagedTable.Highlighted) -> None:
        self.highlighted.append(event.row_id)

    def show(self, ids: Sequence[int], at: int = 0, *, rows: bool = True) -> None:
        """Show a list, with the rows of the chunk around a place."""
        start = at // CHUNK * CHUNK
        near = {row_id: row_of(row_id) for row_id in ids[start : start + CHUNK]}
        self.table.show_all(self.table.begin(), array("q", ids), at=at, rows=near if rows else None)

    def answer(self) -> None:
        """Answer everything that was asked."""
        asked, self.wanted = self.wanted, []
        for event in asked:
            self.table.fill(event.generation, event.chunk, {row_id: row_of(row_id) for row_id in event.ids})


def lines(app: App[Any]) -> list[str]:
    """Return what stands on the screen, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]
