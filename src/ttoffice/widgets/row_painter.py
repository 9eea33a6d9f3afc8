"""The lines of a table as strips: laid out, in their tones, and kept while nothing about them changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.color import Color
from textual.strip import Strip

from ttoffice.widgets.columns import Column, Layout, Run, lay_out
from ttoffice.widgets.states import Cells, Tone
from ttoffice.widgets.text import fit

LINES_HELD = 512
CURSOR, MARKED = 1, 2
"""Bits of how a row looks."""
CURSOR_SIGN, MARK_SIGN = ">", "*"
WAITING, GONE = "..", "--"
READABLE = 4.5
"""The contrast a tone needs on what it stands on; one that has less is drawn in the color of the text there."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a table's lines, as its theme has them now."""

    row: Style
    marked: Style
    cursor: Style
    header: Style
    empty: Style
    tones: dict[Tone, Style]
    _toned: dict[tuple[int, Tone], Style] = field(default_factory=dict)

    def of(self, look: int) -> Style:
        """Return the style of a row that looks so."""
        return self.cursor if look & CURSOR else self.marked if look & MARKED else self.row

    def toned(self, look: int, tone: Tone) -> Style:
        """Return the style of a state in a row that looks so: its tone, where it can be read there."""
        found = self._toned.get((look, tone))
        if found is None:
            found = self._toned[look, tone] = readable(self.tones[tone], self.of(look))
        return found


def readable(tone: Style, base: Style) -> Style:
    """Return the base in a tone's color, or as it is where that color cannot be read on it."""
    if tone.color is None:
        return base
    color, ground = tone.color, base.bgcolor
    if color.triplet is None or ground is None or ground.triplet is None:
        return base + Style(color=color)  # the terminal's own colors: what they look like is not known here
    enough = contrast(Color(*color.triplet), Color(*ground.triplet)) >= READABLE
    return base + Style(color=color) if enough else base


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colors after WCAG 2, from 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class RowPainter:
    """Makes the strips of a table: its headings, its rows, and what stands where there is none."""

    def __init__(self, columns: Sequence[Column], *, markable: bool) -> None:
        self.markable = markable
        self.margin = 3 if markable else 2
        """Cells before the first column: for the cursor, for the mark, and a blank."""
        self.columns = tuple(columns)
        self.chosen: tuple[str, ...] | None = None
        self._layout = Layout(0, ())
        self._width = -1
        self._runs: LRUCache[int, tuple[Run, ...]] = LRUCache(LINES_HELD)
        self._strips: LRUCache[tuple[int, int], Strip] = LRUCache(LINES_HELD)
        self._header: Strip | None = None
        self._blank: Strip | None = None

    def use(self, columns: Sequence[Column], chosen: Sequence[str] | None) -> bool:
        """Take other columns; return whether they are others."""
        wanted = tuple(columns), None if chosen is None else tuple(chosen)
        if wanted == (self.columns, self.chosen):
            return False
        self.columns, self.chosen = wanted
        self._width = -1
        return True

    @property
    def shown(self) -> tuple[int, ...]:
        """The indexes of the columns chosen, in their order, whether they fit or not."""
        keys = {column.key: index for index, column in enumerate(self.columns)}
        return tuple(keys[key] for key in self.chosen or () if key in keys) or tuple(keys.values())

    def lay_out(self, width: int) -> None:
        """Lay the columns out for lines of this width, unless they are."""
        if width != self._width:
            self._width = width
            self._layout = lay_out(self.columns, max(0, width - self.margin), self.chosen)
            self.forget_rows()
            self.forget_looks()

    def forget_rows(self) -> None:
        """Lay out every row anew: there are others now."""
        self._runs.clear()
        self._strips.clear()

    def forget_looks(self) -> None:
        """Draw every line anew: the styles are others now."""
        self._strips.clear()
        self._header = self._blank = None

    def header(self, looks: Looks) -> Strip:
        """Return the line of the headings."""
        if self._header is None:
            labels = self._layout.line([column.label for column in self.columns])
            self._header = self._line(" " * self.margin + labels, looks.header)
        return self._header

    def blank(self, looks: Looks) -> Strip:
        """Return a line behind the last row."""
        if self._blank is None:
            self._blank = self._line("", looks.empty)
        return self._blank

    def sentence(self, text: str, looks: Looks) -> Strip:
        """Return a line that says why there is no row."""
        return self._line(" " * self.margin + text, looks.empty)

    def kept(self, row_id: int, look: int) -> Strip | None:
        """Return the line of a row that was drawn so before."""
        return self._strips.get((row_id, look))

    def row(self, row_id: int, cells: Cells | None, look: int, looks: Looks) -> Strip:
        """Return the line of a row that is held; None as cells is one that is gone."""
        runs = self._runs.get(row_id)
        if runs is None:
            runs = ((fit(GONE, self._layout.width), None),) if cells is None else self._layout.runs(cells)
            self._runs[row_id] = runs
        strip = self._strips[row_id, look] = self._drawn(runs, look, looks)
        return strip

    def waiting(self, look: int, looks: Looks) -> Strip:
        """Return the line of a row that was asked for."""
        return self._drawn(((fit(WAITING, self._layout.width), None),), look, looks)

    def _drawn(self, runs: tuple[Run, ...], look: int, looks: Looks) -> Strip:
        base = looks.of(look)
        sign = CURSOR_SIGN if look & CURSOR else " "
        if self.markable:
            sign += MARK_SIGN if look & MARKED else " "
        sign = fit(f"{sign} ", min(self.margin, self._width))
        segments = [
            Segment(text, base if tone is None else looks.toned(look, tone))
            for text, tone in ((sign, None), *runs)
            if text
        ]
        return Strip(segments, self._width)

    def _line(self, text: str, style: Style) -> Strip:
        return Strip([Segment(fit(text, self._width), style)], self._width)
