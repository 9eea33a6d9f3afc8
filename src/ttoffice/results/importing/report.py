"""The workbook of an import's problems: the rows as they were, problem cells marked, to mend and re-import."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from ttoffice.i18n import gettext as _
from ttoffice.results.importing.cells import written
from ttoffice.results.importing.mapping import Mapping
from ttoffice.results.importing.plan import Planned
from ttoffice.results.importing.problems import Weight
from ttoffice.results.importing.targets import RESULTS
from ttoffice.results.importing.vocabulary import PROBLEM_HEADER, Vocabulary, plain
from ttoffice.sheets.model import MAX_TEXT, Cell, CellError, Formula
from ttoffice.sheets.xlsx_write import Column, Kind, Marked, Sheet, Value, write_xlsx

SHEET = "导入问题"
_Kept = tuple[list[Cell], frozenset[int], str]


class ProblemRows:
    """The rows that have something to mend, kept in a file of the system's until the report is written.

    Totals, remarks and doubles need no mending and are left out.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="ttoffice-")  # noqa: SIM115 - closed by __exit__
        self._pickler = pickle.Pickler(self._file, pickle.HIGHEST_PROTOCOL)
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, planned: Planned) -> None:
        """Keep a planned row if it has something to mend."""
        told = [problem for problem in planned.problems if problem.weight is not Weight.LEFT_OUT]
        if told:
            lines = [
                f"{problem.column}：{problem.message}" if problem.column else problem.message
                for problem in told
            ]
            marked = frozenset(problem.index for problem in told if problem.weight is not Weight.NOTE)
            text = "\n".join([_("Row %(row)d") % {"row": planned.row}, *lines])
            self._pickler.dump((planned.cells, marked, text))
            self._pickler.clear_memo()
            self.count += 1

    def rows(self) -> Iterator[_Kept]:
        """Yield (cells, marked columns, what to mend) of each row that was kept."""
        self._file.seek(0)
        for _row in range(self.count):
            # The file is anonymous and was written by this very process.
            yield pickle.load(self._file)


def write_report(
    kept: ProblemRows, mapping: Mapping, folder_or_file: Path, source: Path, words: Vocabulary = RESULTS
) -> Path:
    """Write the rows under their header into a workbook and return its path.

    In a folder, a name that no file has yet is taken, so that no half-mended workbook is lost; when an
    older report there is the same, that one is returned.
    """
    if not folder_or_file.is_dir():
        _write(kept, mapping, folder_or_file, words)
        return folder_or_file
    stem, count = f"{source.stem[:80]}-{SHEET}", 1
    target = folder_or_file / f"{stem}.xlsx"
    last = None
    while target.exists():
        last, count = target, count + 1
        target = folder_or_file / f"{stem}-{count}.xlsx"
    _write(kept, mapping, target, words)
    if last is not None and last.stat().st_size == target.stat().st_size and _same(last, target):
        target.unlink()
        return last
    return target


def _same(one: Path, other: Path) -> bool:
    import filecmp

    return filecmp.cmp(one, other, shallow=False)


def _write(kept: ProblemRows, mapping: Mapping, target: Path, words: Vocabulary) -> None:
    columns = _columns(mapping, words)
    own = frozenset(i for i, column in enumerate(mapping.columns) if plain(column.header) == PROBLEM_HEADER)
    width = len(columns) - 1
    write_xlsx(target, [Sheet(SHEET, columns, (_values(*row, width, own) for row in kept.rows()))])


def _columns(mapping: Mapping, words: Vocabulary) -> list[Column]:
    """Return the columns as they were, and one more for what to mend.

    A unit of money that stood in a title row goes into the header, where the next import finds it.
    """
    shown = []
    for column in mapping.columns:
        header = column.header
        if column.target in words.money and mapping.unit and column.unit is None:
            header = f"{header}（{mapping.unit}）"
        shown.append(Column(_cut(header), 16, Kind.WRAPPED))
    return [*shown, Column(PROBLEM_HEADER, 60, Kind.WRAPPED)]


def _values(
    cells: list[Cell], marked: frozenset[int], text: str, width: int, own: frozenset[int]
) -> list[Value]:
    values: list[Value] = [_value(cell) for cell in cells[:width]]
    values += [None] * (width - len(values))
    for index in own:
        values[index] = None
    for index in marked:
        if 0 <= index < width:
            value = values[index]
            values[index] = value if isinstance(value, Marked) else Marked(value)
    return [*values, _cut(text)]


def _value(cell: Cell) -> str | int | float | None:
    """Return a cell's value for the report; dates as text, so that they read back as they were."""
    if cell.__class__ is str and len(cell) <= MAX_TEXT // 2:
        return cell
    if cell is None or isinstance(cell, int | float):
        return cell
    if isinstance(cell, Formula | CellError):
        return written(cell)
    return _cut(written(cell))


def _cut(text: str) -> str:
    """Return a text as far as a worksheet cell holds it; such a text is told as too long anyway."""
    if len(text) <= MAX_TEXT // 2:
        return text
    return text.encode("utf-16-le", "replace")[: 2 * MAX_TEXT].decode("utf-16-le", "ignore")
