"""A paged table over rows that stand in memory: problems of an import, refusals of an export."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from textual import on

from ttoffice.widgets.paged_table import Cells, PagedTable


class ValueTable(PagedTable):
    """Shows rows that are made when they come into sight."""

    def show_rows(self, count: int, row: Callable[[int], Cells], *, at: int = 0) -> None:
        """Show so many rows; `row` gives the cells of one by its place, the cursor goes to the place `at`."""
        self._row = row
        self.show_all(self.begin(), array("q", range(count)), at=at)

    @on(PagedTable.Wanted)
    def _answer(self, event: PagedTable.Wanted) -> None:
        """Make the rows, unless others are shown by now: their places may no longer exist."""
        event.stop()
        if event.generation == self._held.edition:
            rows = {index: self._row(index) for index in event.ids}
            self.fill(event.generation, event.chunk, rows)
