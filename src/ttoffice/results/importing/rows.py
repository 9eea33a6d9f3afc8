"""From the rows of a sheet to candidates for the register, each with its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.results.importing.cells import clean, problem, short, written
from ttoffice.results.importing.columns import ColumnReader, Read
from ttoffice.results.importing.consistency import contradictions, leave_sum_open
from ttoffice.results.importing.headers import Header
from ttoffice.results.importing.merged import FillDown
from ttoffice.results.importing.problems import Problem, Weight, of_row
from ttoffice.results.importing.rowkinds import RowKind, RowKinds, is_blank
from ttoffice.results.importing.targets import BY_TARGET, IGNORED
from ttoffice.results.ip_numbers import parse_number, split_numbers
from ttoffice.results.record import Flag, ResultRecord, Right
from ttoffice.sheets.model import Cell, CellRange, Row, column_name

_NAMES = re.compile(r"\s*[、，,；;/／|\n]\s*|\s+")
_JOINS = {"remarks": "\n", "rights.number": "\n"}


NO_RESULT = {
    RowKind.TOTAL: N_("A row of totals is no result"),
    RowKind.REMARK: N_("A remark is no result"),
    RowKind.NO_CONTENT: N_("The row has nothing but its serial number"),
    RowKind.LONE_TEXT: N_("Only one cell is filled; if this is a result, add its type, number or people"),
    RowKind.HEADER: N_("The header repeated is no result"),
}
"""Why a row is no result."""


@dataclass(slots=True)
class Candidate:
    """One row as it was understood.

    Attributes:
        row: its number in the sheet.
        number: the number in this register that the row names, or "".
        keys: folded numbers of its rights that are well-formed.
        values: what was understood, by field of `ResultRecord`; empty cells are not in it.
        flags: what was not understood, or only in doubt.
        parts: the paths of the parts of rights that were understood.
        problems: everything to tell about the row.
        refused: whether it cannot be imported, or is no result of its own.
        cells: the row as it stood, for the report of problems.
    """

    row: int
    cells: list[Cell]
    number: str = ""
    keys: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
    parts: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    refused: bool = False

    @property
    def clear(self) -> set[str]:
        """The paths of the fields that were understood without doubt."""
        return {*self.values, *self.parts} - {flag.field for flag in self.flags}

    def record(self) -> ResultRecord:
        """Return the row as a new result."""
        return ResultRecord(**self.values, flags=self.flags)


class RowReader:
    """Reads the rows below a header."""

    def __init__(self, header: Header, merges: Sequence[CellRange], today: date, file: str) -> None:
        self._header = header
        self._file = file
        self._fill = FillDown(merges, header.row)
        mapping = header.mapping
        self._names = [column.header for column in mapping.columns]
        self._readers: list[tuple[tuple[int, ...], str, ColumnReader]] = []
        self._kept = [index for index, column in enumerate(mapping.columns) if not column.target]
        self._keep_unmapped = mapping.keep_unmapped
        self.stray: set[int] = set()
        """Columns that have no header and yet hold values, counted from 0."""
        for target in BY_TARGET:
            places = [i for i, column in enumerate(mapping.columns) if column.target == target]
            if places and target != IGNORED:
                own = mapping.columns[places[0]].unit
                unit = mapping.unit if own is None else own or None
                self._readers.append((tuple(places), target, ColumnReader(target, unit, today)))
        self._title = next(places[0] for places, target, _reader in self._readers if target == "title")
        ignored = frozenset(i for i, column in enumerate(mapping.columns) if column.target == IGNORED)
        self._kinds = RowKinds(self._names, self._title, ignored)

    def candidates(self, rows: Iterator[Row]) -> Iterator[Candidate]:
        """Yield every row below the header that is not blank."""
        for row in rows:
            if row.number > self._header.row:
                cells = self._fill.filled(row)
                if not is_blank(cells):
                    yield self._candidate(row, cells)

    def _candidate(self, row: Row, cells: list[Cell]) -> Candidate:
        candidate = Candidate(row.number, cells)
        if self._left_out(candidate, row.cells):
            return candidate
        flags: list[Flag] = []
        values = candidate.values
        width = len(cells)
        for places, target, reader in self._readers:
            index = places[0]
            cell = cells[index] if index < width else None
            if len(places) > 1:
                cell = self._joined(places, target, cells)
            if cell is None:
                continue
            read = (reader.memory.get(cell) if cell.__class__ is str else None) or reader.read(cell)
            if read.problem is not None or read.notes:
                self._tell(candidate, read, index, flags)
            for name, value in read.values:
                if name == "fiscal" and values.get(name, value) != value:
                    self._conflict(candidate, read, index, flags)
                else:
                    values[name] = value
        self._finish(candidate, cells, flags)
        return candidate

    def _finish(self, candidate: Candidate, cells: list[Cell], flags: list[Flag]) -> None:
        values = candidate.values
        candidate.number = values.pop("number", "")
        if len(cells) > len(self._names) or self._kept:
            self._unmapped(cells, values)
        self._rights(candidate, flags)
        leave_sum_open(values)
        for path, reason in contradictions(values):
            index = next((places[0] for places, target, _r in self._readers if target == path), self._title)
            cell = cells[index] if index < len(cells) else None
            self._tell(candidate, Read((), clean(written(cell))[0], reason, path), index, flags)
        if not values.get("title"):
            self._refuse(
                candidate, "title_missing", _("The row has no usable title; fill it in"), self._title
            )
        if candidate.row in self._fill.titles and self._title in self._fill.titles[candidate.row]:
            message = _("The title comes from a merged cell; the row was read as a result of its own")
            candidate.problems.append(of_row(candidate.row, problem("merged_title", message), Weight.NOTE))
        if flags:
            candidate.flags = tuple(dict.fromkeys(flags))

    def _left_out(self, candidate: Candidate, own: Sequence[Cell]) -> bool:
        """Tell a row that is no result: a total, a remark or section, the header again."""
        kind, filled = self._kinds.kind_of(own)
        if kind is None:
            return False
        message = _(NO_RESULT[kind])
        if kind is RowKind.LONE_TEXT:
            self._refuse(candidate, kind.value, message, filled[0], written(own[filled[0]]))
            return True
        return self._skip(candidate, problem(kind.value, message), own)

    def _skip(self, candidate: Candidate, reason: Reason, own: Sequence[Cell]) -> bool:
        text = " ".join(written(cell) for cell in own if cell is not None)
        candidate.problems.append(of_row(candidate.row, reason, Weight.LEFT_OUT, clean(text)[0]))
        candidate.refused = True
        return True

    def _refuse(self, candidate: Candidate, code: str, message: str, index: int, value: str = "") -> None:
        candidate.problems.append(
            Problem(
                candidate.row,
                self._name(index),
                short(value, 200),
                f"import.{code}",
                message,
                Weight.REFUSED,
                index,
            )
        )
        candidate.refused = True

    def _name(self, index: int) -> str:
        name = self._names[index] if index < len(self._names) else ""
        return " ".join(name.split()) or column_name(index)

    def _tell(self, candidate: Candidate, read: Read, index: int, flags: list[Flag]) -> None:
        """Add what a cell's reading has to tell to the row's problems and flags."""
        name, row = self._name(index), candidate.row
        value = short(read.raw, 200)
        for note in read.notes:
            candidate.problems.append(Problem(row, name, value, note.code, note.message, Weight.NOTE, index))
        if read.problem is not None:
            flags.append(Flag(read.field, read.raw, read.problem.code, self._file))
            told = read.problem
            candidate.problems.append(
                Problem(row, name, value, told.code, told.message, Weight.FLAGGED, index)
            )

    def _conflict(self, candidate: Candidate, read: Read, index: int, flags: list[Flag]) -> None:
        candidate.values.pop("fiscal", None)
        message = _("Two columns disagree on whether it is fiscal money; answer yes or no")
        told = Read((), read.raw, problem("funding_conflict", message, basis="pay-later:4"), "fiscal")
        self._tell(candidate, told, index, flags)

    def _joined(self, places: Sequence[int], target: str, cells: Sequence[Cell]) -> str | None:
        texts = [clean(written(cells[i]))[0] for i in places if i < len(cells) and cells[i] is not None]
        if target == "completers":
            texts = _named_once(texts)
        return _JOINS.get(target, "、").join(filter(None, texts)) or None

    def _unmapped(self, cells: Sequence[Cell], values: dict[str, Any]) -> None:
        for index in range(len(self._names), len(cells)):
            if cells[index] is not None:
                self.stray.add(index)
        lines = []
        for index in self._kept:
            if index < len(cells) and cells[index] is not None:
                if not self._names[index]:
                    self.stray.add(index)
                text = clean(written(cells[index]))[0]
                if text and self._keep_unmapped:
                    lines.append(f"{self._name(index)}：{text}")
        if lines:
            values["remarks"] = "\n".join(filter(None, [values.get("remarks", ""), *lines]))

    def _rights(self, candidate: Candidate, flags: list[Flag]) -> None:
        """Make the row's rights of its kind, numbers, dates, status and holders."""
        parts = {name: candidate.values.pop(name) for name in _RIGHT_PARTS if name in candidate.values}
        if not parts:
            return
        candidate.parts = tuple(parts)
        kind = parts.get("rights.kind")
        text = parts.get("rights.number", "")
        readings = [parse_number(piece, kind) for piece in split_numbers(text)] if text else []
        readings = list(
            {reading.key or reading.number: reading for reading in readings if reading.number}.values()
        )
        for reading in readings:
            if reading.problem is not None:
                index = next(p[0] for p, target, _reader in self._readers if target == "rights.number")
                self._tell(candidate, Read((), text, reading.problem, "rights.number"), index, flags)
        dated = {name.removeprefix("rights."): parts[name] for name in _RIGHT_DATES if name in parts}
        shared = {
            "legal_status": parts.get("rights.legal_status"),
            "holders": parts.get("rights.holders", ()),
        }
        if not readings:
            if kind is not None or dated or shared["legal_status"] or shared["holders"]:
                candidate.values["rights"] = (Right(kind=kind, **dated, **shared),)
            return
        if len(readings) > 1 and dated:
            message = _(
                "The row has %(count)d numbers and one date; the date was given to the first number"
            ) % {"count": len(readings)}
            candidate.problems.append(of_row(candidate.row, problem("one_date", message), Weight.NOTE, text))
        candidate.values["rights"] = tuple(
            Right(kind or found.kind, found.number, found.verified, **(dated if place == 0 else {}), **shared)
            for place, found in enumerate(readings)
        )
        candidate.keys = tuple(reading.key for reading in readings if reading.well_formed)


_RIGHT_DATES = ("rights.applied_on", "rights.acquired_on", "rights.expires_on")
_RIGHT_PARTS = ("rights.kind", "rights.number", *_RIGHT_DATES, "rights.legal_status", "rights.holders")


def _named_once(texts: Sequence[str]) -> list[str]:
    """Return texts of people without a lone name that heads another: 第一完成人 beside 全部完成人."""
    heads = {_NAMES.split(text)[0] for text in texts if len(_NAMES.split(text)) > 1}
    return [text for text in dict.fromkeys(texts) if text not in heads]
