"""Columns of a table: which of them fit a width, and how wide each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from ttoffice.widgets.text import fit

GAP = 2
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        label: its heading, in the user's language.
        width: cells it needs at least.
        grow: its part of the cells that are left over; 0 keeps it at `width`.
        drop: the order in which columns are left out where room is short; 0 is never left out.
    """

    label: str
    width: int
    grow: int = 0
    drop: int = 0

    @property
    def needed(self) -> int:
        """The cells it takes at least, its heading included."""
        return max(self.width, cell_len(self.label))


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that are shown, as (index, width), in a line of `width` cells."""

    width: int
    shown: tuple[tuple[int, int], ...]

    def line(self, cells: Sequence[str]) -> str:
        """Return the cells of a row as one line, exactly `width` cells wide."""
        joined = (" " * GAP).join(fit(cells[index], width) for index, width in self.shown)
        return fit(joined, self.width) if cell_len(joined) != self.width else joined


def lay_out(columns: Sequence[Column], width: int) -> Layout:
    """Return the columns that fit into a width, leaving out those that may be, and share what is left over."""
    kept = list(range(len(columns)))
    for index in sorted(kept, key=lambda i: columns[i].drop, reverse=True):
        if columns[index].drop and _needed(columns, kept) > width:
            kept.remove(index)
    rest = max(0, width - _needed(columns, kept))
    parts = sum(columns[index].grow for index in kept)
    widths = {index: columns[index].needed for index in kept}
    given = 0
    for index in kept:
        extra = rest * columns[index].grow // parts if parts else 0
        widths[index] += extra
        given += extra
    if parts:
        widths[next(index for index in kept if columns[index].grow)] += rest - given
    return Layout(width, tuple(widths.items()))


def _needed(columns: Sequence[Column], kept: Sequence[int]) -> int:
    return sum(columns[index].needed for index in kept) + GAP * (len(kept) - 1)
