"""Merged cells in the data of a sheet: a value that stands for several rows is filled down to each."""

from __future__ import annotations

from collections.abc import Sequence

from ttoffice.sheets.model import Cell, CellRange, Row


class FillDown:
    """Fills the cells that a vertical merge leaves blank, row by row from the top."""

    def __init__(self, merges: Sequence[CellRange], header_row: int) -> None:
        self._waiting = sorted(
            (merge for merge in merges if merge.last_row > merge.first_row and merge.last_row > header_row),
            key=lambda merge: merge.first_row,
            reverse=True,
        )
        self._open: list[tuple[CellRange, Cell]] = []
        self.titles: dict[int, set[int]] = {}
        """The columns that were filled in the row read last, by that row's number."""

    def filled(self, row: Row) -> list[Cell]:
        """Return a row's cells with those of merges that began above it."""
        self.titles.clear()
        if not self._open and (not self._waiting or self._waiting[-1].first_row > row.number):
            return row.cells
        cells = list(row.cells)
        self._open = [(merge, value) for merge, value in self._open if merge.last_row >= row.number]
        for merge, value in self._open:
            column = merge.first_column
            if value is not None and (column >= len(cells) or cells[column] is None):
                cells.extend([None] * (column + 1 - len(cells)))
                cells[column] = value
                self.titles.setdefault(row.number, set()).add(column)
        while self._waiting and self._waiting[-1].first_row <= row.number:
            merge = self._waiting.pop()
            top = row.cells[merge.first_column] if merge.first_column < len(row.cells) else None
            if merge.first_row == row.number:
                self._open.append((merge, top))
        return cells
