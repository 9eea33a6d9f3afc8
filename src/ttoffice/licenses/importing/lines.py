"""From the rows of a ledger to lines: what each column says, what was not understood, and what is to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.importing.readers import Asked, Reader
from ttoffice.reasons import Reason
from ttoffice.results.importing.cells import DITTO, Reading, clean, ditto, problem, short, unusable, written
from ttoffice.results.importing.headers import Header
from ttoffice.results.importing.merged import FillDown
from ttoffice.results.importing.problems import Problem, Weight, of_row
from ttoffice.results.importing.rowkinds import RowKind, RowKinds, is_blank
from ttoffice.results.importing.vocabulary import IGNORED, Vocabulary
from ttoffice.sheets.model import Cell, CellError, CellRange, Formula, Row, column_name

NO_RECORD = {
    RowKind.TOTAL: N_("A row of totals is no entry"),
    RowKind.REMARK: N_("A remark is no entry"),
    RowKind.NO_CONTENT: N_("The row has nothing but its serial number"),
    RowKind.LONE_TEXT: N_("Only one cell is filled; fill in the others, or empty it"),
    RowKind.HEADER: N_("The header repeated is no entry"),
}
"""Why a row is no contract and no receipt."""


@dataclass(slots=True)
class Line:
    """One row as it was understood.

    Attributes:
        row: its number in the sheet.
        cells: the row as it stood, for the report of problems.
        values: what was understood, by target; empty cells are not in it.
        texts: the cells as written, by target.
        kept: what was not understood, as `header：text`, to be kept with the record.
        problems: everything to tell about the row.
        refused: whether it is not imported.
    """

    row: int
    cells: list[Cell]
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: bool = False

    def lost(self) -> bool:
        """Return whether the row is not imported."""
        return self.refused

    def note(self, code: str, message: str, value: str = "") -> None:
        """Tell something worth a look."""
        self._tell(code, message, Weight.NOTE, value)

    def flag(self, code: str, message: str, value: str = "") -> None:
        """Tell that something is kept as written only."""
        self._tell(code, message, Weight.FLAGGED, value)

    def refuse(self, code: str, message: str, value: str = "") -> None:
        """Tell why the row is not imported."""
        self._tell(code, message, Weight.REFUSED, value)
        self.refused = True

    def leave_out(self, code: str, message: str) -> None:
        """Tell that the row is no entry of its own."""
        self._tell(code, message, Weight.LEFT_OUT, "")
        self.refused = True

    def _tell(self, code: str, message: str, weight: Weight, value: str) -> None:
        self.problems.append(of_row(self.row, problem(code, message), weight, value))


class LineReader:
    """Reads the rows below a header.

    Args:
        header: the header that was found.
        merges: the merged cells of the sheet.
        today: the day of law.
        vocabulary: the kind of ledger.
        readers: how each target is read.
        main: the target that a row is called by.
        binding: targets whose cells must be understood, because what is entered from them is not rewritten later.
    """

    def __init__(
        self,
        header: Header,
        merges: Sequence[CellRange],
        today: date,
        vocabulary: Vocabulary,
        readers: Mapping[str, Reader],
        main: str,
        binding: frozenset[str] = frozenset(),
    ) -> None:
        mapping = header.mapping
        self._header = header
        self._binding = binding
        self._fill = FillDown(merges, header.row)
        self._names = [" ".join(column.header.split()) for column in mapping.columns]
        self._columns: list[tuple[tuple[int, ...], str, Reader, Asked]] = []
        for target in vocabulary.by_key:
            places = tuple(i for i, column in enumerate(mapping.columns) if column.target == target)
            if places and target in readers:
                own = mapping.columns[places[0]].unit
                unit = mapping.unit if own is None else own or None
                asked = Asked(today, self._names[places[0]], unit)
                self._columns.append((places, target, readers[target], asked))
        ignored = frozenset(i for i, column in enumerate(mapping.columns) if column.target == IGNORED)
        place = next((places[0] for places, target, _r, _a in self._columns if target == main), 0)
        self._kinds = RowKinds([column.header for column in mapping.columns], place, ignored)
        self._open = [i for i, column in enumerate(mapping.columns) if not column.target]
        self._keep_unmapped = mapping.keep_unmapped
        self.stray: set[int] = set()
        """Columns that have no header and yet hold values, counted from 0."""

    def lines(self, rows: Iterator[Row]) -> Iterator[Line]:
        """Yield every row below the header that is not blank."""
        for row in rows:
            cells = self._fill.filled(row) if row.number > self._header.row else []
            if not is_blank(cells):
                yield self._line(row, list(cells))

    def _line(self, row: Row, cells: list[Cell]) -> Line:
        line = Line(row.number, cells)
        kind, filled = self._kinds.kind_of(row.cells)
        if kind is RowKind.LONE_TEXT:
            line.refuse(kind.value, _(NO_RECORD[kind]), clean(written(row.cells[filled[0]]))[0])
            return line
        if kind is not None:
            line.leave_out(kind.value, _(NO_RECORD[kind]))
            return line
        for places, target, reader, asked in self._columns:
            self._read(line, places, target, reader, asked)
        self._unmapped(line)
        return line

    def _read(self, line: Line, places: tuple[int, ...], target: str, reader: Reader, asked: Asked) -> None:
        given = [line.cells[i] for i in places if i < len(line.cells) and line.cells[i] is not None]
        if not given:
            return
        cell: Cell = given[0]
        if len(given) > 1:
            cell = "\n".join(filter(None, (clean(written(one))[0] for one in given)))
        reading, text = _reading(cell, reader, asked)
        line.texts[target] = text
        if reading.value is not None:
            line.values[target] = reading.value
        if reading.note is not None:
            line.problems.append(self._problem(line, places[0], text, reading.note, Weight.NOTE))
        if reading.problem is not None:
            line.kept.append(f"{self._name(places[0])}：{text}")
            binding = target in self._binding
            weight = Weight.REFUSED if binding else Weight.FLAGGED
            line.refused = line.refused or binding
            line.problems.append(self._problem(line, places[0], text, reading.problem, weight))

    def _problem(self, line: Line, index: int, text: str, reason: Reason, weight: Weight) -> Problem:
        return Problem(
            line.row, self._name(index), short(text, 200), reason.code, reason.message, weight, index
        )

    def _name(self, index: int) -> str:
        return (self._names[index] if index < len(self._names) else "") or column_name(index)

    def _unmapped(self, line: Line) -> None:
        """Keep what stands in columns that go nowhere, where the mapping asks for it; note those without a header."""
        for index in range(len(line.cells)):
            if line.cells[index] is None or (index < len(self._names) and index not in self._open):
                continue
            text = clean(written(line.cells[index]))[0]
            if index >= len(self._names) or not self._names[index]:
                self.stray.add(index)
            if text and self._keep_unmapped:
                line.kept.append(f"{self._name(index)}：{text}")


def _reading(cell: Cell, reader: Reader, asked: Asked) -> tuple[Reading[Any], str]:
    if isinstance(cell, Formula | CellError):
        return unusable(cell)
    text = clean(written(cell))[0]
    if not text:
        return Reading(), ""
    return (ditto(text) if text in DITTO else reader(cell, text, asked)), text
