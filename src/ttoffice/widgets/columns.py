"""Columns of a table: which of them fit a width, how wide each is, and a row as one line of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ttoffice.widgets.states import Cell, Tone, cell_text, states_of
from ttoffice.widgets.text import cells_of, fit

GAP = 2
"""Cells between two columns."""
LEAST = 4
"""Cells to which a column that grows may be narrowed before a column is left out that need not be."""

Run = tuple[str, Tone | None]
"""A part of a line, and the tone it is drawn in."""


class Column(NamedTuple):
    """One column.

    Attributes:
        key: stable ASCII name; the user's choice of columns goes by it.
        label: its heading, in the user's language.
        width: cells it needs at least.
        grow: its part of the cells that are left over; 0 keeps it at `width`.
        drop: the order in which columns are left out where room is short; 0 is left out last.
        align: the side on which its text stands; numbers stand right.
    """

    key: str
    label: str
    width: int
    grow: int = 0
    drop: int = 0
    align: Literal["left", "right"] = "left"

    @property
    def needed(self) -> int:
        """The cells it takes at least, its heading included."""
        return max(self.width, cells_of(self.label))


class Place(NamedTuple):
    """Where a column stands in a line: the place of its cell in a row, its width, and whether its text stands right."""

    cell: int
    width: int
    right: bool = False


class Layout(NamedTuple):
    """The columns that are shown, in their order, in a line of `width` cells."""

    width: int
    shown: tuple[Place, ...]

    def line(self, cells: Sequence[Cell]) -> str:
        """Return the cells of a row as one line, exactly `width` cells wide."""
        return "".join(text for text, _tone in self.runs(cells))

    def runs(self, cells: Sequence[Cell]) -> tuple[Run, ...]:
        """Return the cells of a row as one line in parts, each in its tone; together `width` cells wide."""
        runs: list[Run] = []
        said = ""
        taken = -GAP
        for place in self.shown:
            if taken >= 0:
                said += " " * GAP
            taken += GAP + place.width
            cell = cells[place.cell]
            text = fit(cell_text(cell), place.width, right=place.right)
            if isinstance(cell, str):
                said += text
                continue
            for part, tone in _toned(text, cell):
                if tone is None:
                    said += part
                    continue
                runs += [(said, None), (part, tone)] if said else [(part, tone)]
                said = ""
        said += " " * (self.width - max(0, taken))
        return (*runs, (said, None)) if said else tuple(runs)


def _toned(text: str, cell: Cell) -> list[Run]:
    """Return the fitted text of a cell in parts: its states in their tones, what is around them in none."""
    kept = text.lstrip(" ")
    parts: list[Run] = [(text[: len(text) - len(kept)], None)]
    for state in states_of(cell):
        size = len(str(state))
        parts += [(kept[:size], state.tone), (kept[size : size + 1], None)]
        kept = kept[size + 1 :]
    parts.append((kept, None))
    return [part for part in parts if part[0]]


def lay_out(columns: Sequence[Column], width: int, chosen: Sequence[str] | None = None) -> Layout:
    """Return the columns that fit into a width, and share what is left over.

    `chosen` are the keys of the columns wanted, in the order wanted; without it, or where none of them is
    known, all are. Those that may be left out go first; then those that grow are narrowed; then columns go
    from the end. A line is never wider than asked.
    """
    kept = _chosen(columns, chosen)
    for index in sorted(kept, key=lambda i: columns[i].drop, reverse=True):
        if columns[index].drop and len(kept) > 1 and _needed(columns, kept) > width:
            kept.remove(index)
    widths = {index: columns[index].needed for index in kept}
    _narrow(columns, widths, width)
    _widen(columns, widths, width - _total(widths))
    return Layout(
        max(0, width),
        tuple(Place(index, cells, columns[index].align == "right") for index, cells in widths.items()),
    )


def _chosen(columns: Sequence[Column], chosen: Sequence[str] | None) -> list[int]:
    places = {column.key: index for index, column in enumerate(columns)}
    wanted = [places[key] for key in dict.fromkeys(chosen or ()) if key in places]
    return wanted or list(range(len(columns)))


def _needed(columns: Sequence[Column], kept: Sequence[int]) -> int:
    return sum(columns[index].needed for index in kept) + GAP * (len(kept) - 1)


def _total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + GAP * (len(widths) - 1)


def _widen(columns: Sequence[Column], widths: dict[int, int], rest: int) -> None:
    """Share what is left over among the columns that grow; the first of them takes the odd cells."""
    parts = sum(columns[index].grow for index in widths)
    if rest <= 0 or not parts:
        return
    given = 0
    for index in widths:
        extra = rest * columns[index].grow // parts
        widths[index] += extra
        given += extra
    widths[next(index for index in widths if columns[index].grow)] += rest - given


def _narrow(columns: Sequence[Column], widths: dict[int, int], width: int) -> None:
    """Make columns fit that need more than there is: narrow those that grow, then leave out from the end."""
    for index in sorted(widths, key=lambda i: columns[i].grow, reverse=True):
        if columns[index].grow and (over := _total(widths) - width) > 0:
            widths[index] = max(min(LEAST, widths[index]), widths[index] - over)
    while len(widths) > 1 and _total(widths) > width:
        widths.popitem()
    if widths and (over := _total(widths) - width) > 0:
        last = next(iter(widths))
        widths[last] = max(0, widths[last] - over)
