"""Bars, columns and lines drawn as lines of text; pure, for the screens and for the command line alike.

Every series has a mark of its own, so that a plot reads without colour; a line says which part of it belongs to
which series, so that colour can be added. Marks are ASCII, or Braille patterns where a finer picture is wanted:
both are one cell wide in every terminal. No line is wider than asked for.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

ASCII = "#=.+o%"
BRAILLE = "\u28ff\u2836\u28c0\u2812\u2847\u28a0"
"""The marks of bars, by series."""
POINTS = "ABCDEF"
"""The marks of points of lines, by series; the way between them is drawn in small letters."""
SEVERAL = "*"
NARROWEST_BAR = 6
LEAST_HEIGHT = 3


class Run(NamedTuple):
    """A piece of a line, and the series it belongs to, None for what belongs to none."""

    text: str
    series: int | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one a place; less than nothing is drawn as nothing."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn: the places along the axis, such as years, and the series over them."""

    places: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def highest(self) -> int:
        """The greatest number, at least 1."""
        return max((value for one in self.series for value in one.values), default=1) or 1

    @property
    def empty(self) -> bool:
        """Whether there is nothing above nothing."""
        return not any(value > 0 for one in self.series for value in one.values)


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Return a text on one line exactly so many cells wide; what is no printable character is left out."""
    shown = "".join(letter for letter in text if letter.isprintable())
    taken = cell_len(shown)
    if taken > width:
        return set_cell_size(shown, width - 2) + ".." if width > 2 else set_cell_size(shown, max(0, width))
    return " " * (width - taken) + shown if right else shown + " " * (width - taken)


@dataclass(frozen=True, slots=True)
class Pen:
    """How it is drawn.

    Attributes:
        marks: the marks of bars, by series.
        show: how a number is written.
        fit: cuts or pads a text to a width in cells; `cells` measures one.
    """

    marks: str = ASCII
    show: Callable[[int], str] = str
    fit: Callable[..., str] = fitted
    cells: Callable[[str], int] = cell_len

    def mark(self, series: int) -> str:
        """Return the mark of a series; beyond the last mark they begin anew."""
        return self.marks[series % len(self.marks)]

    def widest(self, texts: Iterable[str]) -> int:
        """Return the cells of the widest text."""
        return max((self.cells(text) for text in texts), default=0)


PLAIN = Pen()


def text_of(lines: Iterable[Line]) -> list[str]:
    """Return lines as plain texts, without blanks at the end."""
    return ["".join(run.text for run in line).rstrip() for line in lines]


def _cut(line: Iterable[Run], width: int, pen: Pen) -> Line:
    """Return a line that is no wider than asked for."""
    kept: list[Run] = []
    for run in line:
        taken = pen.cells(run.text)
        if taken > width:
            kept.append(Run(pen.fit(run.text, width), run.series))
            return tuple(kept)
        kept.append(run)
        width -= taken
    return tuple(kept)


def legend(plot: Plot, width: int, pen: Pen = PLAIN, marks: str = "") -> list[Line]:
    """Return which mark is which series, as many on a line as there is room for."""
    lines: list[list[Run]] = [[]]
    left = width
    for place, one in enumerate(plot.series):
        mark = marks[place % len(marks)] if marks else pen.mark(place)
        told = f"{mark} {one.label}"
        gap = 2 if lines[-1] else 0
        if lines[-1] and pen.cells(told) + gap > left:
            lines.append([])
            left, gap = width, 0
        lines[-1].append(Run(" " * gap + told, place))
        left -= gap + pen.cells(told)
    return [_cut(line, width, pen) for line in lines if line]


# --- bars from left to right ---------------------------------------------------------------------------


def bars(plot: Plot, width: int, pen: Pen = PLAIN) -> list[Line]:
    """Return a bar for each number: the place, the series, the bar, the number behind it."""
    many = len(plot.series) > 1
    place_width = min(pen.widest(plot.places), max(1, width // 4))
    name_width = min(pen.widest(one.label for one in plot.series), max(1, width // 3)) if many else 0
    number_width = pen.widest(pen.show(value) for one in plot.series for value in one.values)
    head = place_width + 1 + (name_width + 1 if many else 0)
    room = max(NARROWEST_BAR, width - head - number_width - 1)
    found = []
    for at, place in enumerate(plot.places):
        for row, one in enumerate(plot.series):
            value = one.values[at] if at < len(one.values) else 0
            drawn = pen.mark(row) * _length(value, plot.highest, room)
            runs = [Run(pen.fit(place if row == 0 else "", place_width) + " ")]
            if many:
                runs.append(Run(pen.fit(one.label, name_width) + " ", row))
            runs += [Run(drawn, row), Run(f" {pen.show(value)}" if drawn else pen.show(value))]
            found.append(_cut(runs, width, pen))
    return found


def _length(value: int, highest: int, room: int) -> int:
    """Return the cells of a bar, rounded half up; what is more than nothing takes one at least."""
    if value <= 0:
        return 0
    return max(1, (2 * value * room + highest) // (2 * highest))


def stacked(plot: Plot, width: int, pen: Pen = PLAIN) -> list[Line]:
    """Return one bar a place, its series one behind the other: the place, the bar, all of it as a number."""
    totals = [sum(_values_at(plot, at)) for at in range(len(plot.places))]
    highest = max(totals, default=1) or 1
    place_width = min(pen.widest(plot.places), max(1, width // 3))
    room = max(NARROWEST_BAR, width - place_width - 2 - pen.widest(map(pen.show, totals)))
    found = []
    for at, place in enumerate(plot.places):
        runs = [Run(pen.fit(place, place_width) + " ")]
        lengths = _shares(_values_at(plot, at), highest, room)
        runs += [Run(pen.mark(row) * length, row) for row, length in enumerate(lengths) if length]
        runs.append(Run(f" {pen.show(totals[at])}" if any(lengths) else pen.show(totals[at])))
        found.append(_cut(runs, width, pen))
    return found


def _values_at(plot: Plot, at: int) -> list[int]:
    """Return the number of each series at a place; less than nothing, or none, is nothing."""
    return [max(0, one.values[at]) if at < len(one.values) else 0 for one in plot.series]


def _shares(values: Sequence[int], highest: int, room: int) -> list[int]:
    """Return the cells of each piece of a bar, which together are no more than there is room for."""
    lengths = [_length(value, highest, room) for value in values]
    while sum(lengths) > max(room, sum(length > 0 for length in lengths)):
        lengths[lengths.index(max(lengths))] -= 1
    return lengths


# --- columns from below to above -----------------------------------------------------------------------


def columns(plot: Plot, width: int, height: int, pen: Pen = PLAIN) -> list[Line]:
    """Return columns over the places, with an axis; as bars where there is no room for them side by side."""
    axis = pen.widest(pen.show(value) for value in _ticks(plot.highest)) + 1
    step = max(pen.widest(plot.places), len(plot.series)) + 1
    if axis + 2 + step * len(plot.places) > width or height < LEAST_HEIGHT + 2:
        return bars(plot, width, pen)
    rows = height - 2
    found = [_column_row(plot, row, rows, axis, step, pen) for row in range(rows, 0, -1)]
    found.append((Run(" " * axis + "+" + "-" * (step * len(plot.places))),))
    names = "".join(pen.fit(place, step) for place in plot.places)
    return [_cut(line, width, pen) for line in (*found, (Run(" " * (axis + 1) + names),))]


def _column_row(plot: Plot, row: int, rows: int, axis: int, step: int, pen: Pen) -> Line:
    runs = [Run(_tick(plot, row, rows, axis, pen) + "|")]
    broad = max(1, (step - 1) // max(1, len(plot.series)))
    for at in range(len(plot.places)):
        for place, one in enumerate(plot.series):
            value = one.values[at] if at < len(one.values) else 0
            filled = _length(value, plot.highest, rows) >= row
            runs.append(Run((pen.mark(place) if filled else " ") * broad, place))
        runs.append(Run(" " * (step - broad * len(plot.series))))
    return tuple(runs)


def _ticks(highest: int) -> tuple[int, ...]:
    return (0, highest // 2, highest)


def _tick(plot: Plot, row: int, rows: int, axis: int, pen: Pen) -> str:
    """Return the number before a row of the picture: the highest at the top, half of it in the middle; none of nothing."""
    highest = plot.highest
    value = {rows: highest, (rows + 1) // 2: highest // 2}.get(row)
    text = "" if value is None or plot.empty else pen.show(value)
    return pen.fit(text, axis - 1, right=True) + " "


# --- lines ---------------------------------------------------------------------------------------------


def curves(plot: Plot, width: int, height: int, pen: Pen = PLAIN) -> list[Line]:
    """Return a line for each series over the places: capital letters are the points, small ones the way between.

    Where several lines meet stands `*`. There are at least three rows beside the axis.
    """
    axis = pen.widest(pen.show(value) for value in _ticks(plot.highest)) + 1
    room, rows = max(1, width - axis - 1), max(LEAST_HEIGHT, height - 2)
    at = _spread(len(plot.places), room)
    grid: dict[tuple[int, int], tuple[str, int | None]] = {}
    for place, one in enumerate(plot.series):
        for cell, mark in _path(one.values, at, plot.highest, rows, place).items():
            held = grid.get(cell)
            both = held is not None and held[0].upper() != mark.upper()
            grid[cell] = (SEVERAL, None) if both else (mark, place)
    found: list[Line] = []
    for row in range(rows, 0, -1):
        head = Run(_tick(plot, row, rows, axis, pen) + "|")
        found.append((head, *(Run(*grid.get((x, row), (" ", None))) for x in range(room))))
    found.append((Run(" " * axis + "+" + "-" * room),))
    found.append((Run(" " * (axis + 1) + _names(plot.places, at, room, pen)),))
    return [_cut(line, width, pen) for line in found]


def _spread(count: int, room: int) -> list[int]:
    """Return the columns of so many places, the first and the last at the ends."""
    if count < 2:
        return [0] * count
    return [(2 * place * (room - 1) + count - 1) // (2 * (count - 1)) for place in range(count)]


def _path(
    values: Sequence[int], at: Sequence[int], highest: int, rows: int, series: int
) -> dict[tuple[int, int], str]:
    """Return the cells of a line: its points, and the way from each to the next."""
    mark = POINTS[series % len(POINTS)]
    points = [(x, max(1, _length(value, highest, rows))) for x, value in zip(at, values, strict=False)]
    cells: dict[tuple[int, int], str] = {}
    for (x, row), (next_x, next_row) in itertools.pairwise(points):
        for step in range(x + 1, next_x):
            way = (2 * (next_row - row) * (step - x) + (next_x - x)) // (2 * (next_x - x))
            cells[(step, row + way)] = mark.lower()
    return cells | dict.fromkeys(points, mark)


def _names(places: Sequence[str], at: Sequence[int], room: int, pen: Pen) -> str:
    """Return the names of the places below their columns, as many as there is room for, the last one always."""
    line, free = "", 0
    for place, (name, column) in enumerate(zip(places, at, strict=True)):
        start = max(0, min(column, room - pen.cells(name)))
        last = place == len(places) - 1
        next_start = room - pen.cells(places[-1]) if not last else room + 1
        if start < free or (not last and start + pen.cells(name) + 1 > next_start):
            continue
        line += " " * (start - pen.cells(line)) + name
        free = pen.cells(line) + 1
    return line
