"""The workbook of an import's problems: the rows as they were, problem cells marked, to mend and re-import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ttoffice.i18n import gettext as _
from ttoffice.results.importing.cells import clean, written
from ttoffice.results.importing.merged import FillDown
from ttoffice.results.importing.outcome import ImportReport
from ttoffice.results.importing.problems import Problem, Weight
from ttoffice.results.importing.source import Chosen, choose, open_sheets
from ttoffice.results.importing.targets import PROBLEM_HEADER, plain
from ttoffice.sheets.model import MAX_TEXT, Cell, CellError, Formula, Row
from ttoffice.sheets.xlsx_write import Column, Kind, Marked, Sheet, Value, write_xlsx

SHEET = "导入问题"
SHOWN = (Weight.REFUSED, Weight.FLAGGED, Weight.NOTE)
"""The weights of problems whose rows are shown; totals, remarks and doubles need no mending."""


def has_rows(report: ImportReport) -> bool:
    """Return whether any row has a problem to mend."""
    return any(problem.row and problem.weight in SHOWN for problem in report.problems)


def free_name(folder: Path, source: Path) -> Path:
    """Return a name in a folder that no file has yet, so that no half-mended workbook is lost."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{source.stem[:80]}-{SHEET}"
    target = folder / f"{stem}.xlsx"
    count = 2
    while target.exists():
        target = folder / f"{stem}-{count}.xlsx"
        count += 1
    return target


def write_report(report: ImportReport, path: Path, target: Path) -> int:
    """Write the rows with problems, as they stand in the file at `path`, and return how many."""
    by_row: dict[int, list[Problem]] = {}
    for problem in report.problems:
        if problem.row and problem.weight in SHOWN:
            by_row.setdefault(problem.row, []).append(problem)
    with open_sheets(path) as sheets:
        chosen = choose(sheets, report.file, name=report.sheet or None, mapping=report.mapping)
        columns = _columns(chosen, report)
        rows = _rows(chosen, by_row, len(columns) - 1)
        return write_xlsx(target, [Sheet(SHEET, columns, rows)])


def _columns(chosen: Chosen, report: ImportReport) -> list[Column]:
    headers = [column.header for column in chosen.header.mapping.columns]
    # A unit that stood in a title row above goes with the column, where the next import finds it.
    unit = report.mapping.unit
    shown = []
    for column, header in zip(chosen.header.mapping.columns, headers, strict=True):
        name = header
        if column.target == "fee" and unit and not column.unit:
            name = f"{header}（{unit}）"
        shown.append(Column(name, 16, Kind.WRAPPED))
    return [*shown, Column(PROBLEM_HEADER, 60, Kind.WRAPPED)]


def _rows(chosen: Chosen, by_row: dict[int, list[Problem]], width: int) -> Iterator[list[Value]]:
    fill = FillDown(chosen.merges, chosen.header.row)
    own = {
        index
        for index, column in enumerate(chosen.header.mapping.columns)
        if plain(column.header) == PROBLEM_HEADER
    }
    for row in chosen.sheet.rows():
        if row.number <= chosen.header.row:
            continue
        cells = fill.filled(row)
        problems = by_row.get(row.number)
        if problems:
            yield _row(row, cells, problems, width, own)


def _row(row: Row, cells: list[Cell], problems: list[Problem], width: int, own: set[int]) -> list[Value]:
    marked = {problem.index for problem in problems if problem.weight is not Weight.NOTE}
    values: list[Value] = []
    for index in range(width):
        value = _value(cells[index]) if index < len(cells) and index not in own else None
        values.append(Marked(value) if index in marked else value)
    told = [
        f"{problem.column}：{problem.message}" if problem.column else problem.message for problem in problems
    ]
    return [*values, _cut(_("Row %(row)d") % {"row": row.number} + "\n" + "\n".join(told))]


def _value(cell: Cell) -> str | int | float | None:
    """Return a cell's value for the report; dates as text, so that they read back as they were."""
    if cell is None or isinstance(cell, int | float):
        return cell
    if isinstance(cell, Formula | CellError):
        return written(cell)
    return _cut(clean(written(cell))[0])


def _cut(text: str) -> str:
    """Return a text as far as a worksheet cell holds it; such a text is told as too long anyway."""
    if len(text) <= MAX_TEXT // 2:
        return text
    return text.encode("utf-16-le", "replace")[: 2 * MAX_TEXT].decode("utf-16-le", "ignore")
