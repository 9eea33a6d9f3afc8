"""From the XML of one worksheet to rows: handlers that do little per cell, values made a row at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ttoffice.i18n import gettext as _
from ttoffice.sheets.formats import iso_date, number, serial_date
from ttoffice.sheets.model import MAX_COLUMNS, MAX_ROWS, Cell, CellError, Formula, Limits, Row, column_number
from ttoffice.sheets.refusals import too_large
from ttoffice.sheets.xml_safe import Feeder, local, pairs

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA_ENDS: Final = None
_MAX_EVENTS = 200_000  # of one row; the widest worksheet needs a quarter of it

_Event = list[str] | str | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cells of a sheet refer to: shared strings, styles that are dates, the calendar."""

    strings: list[str | None]
    dates: frozenset[str]
    from_1904: bool


def unescape(text: str) -> str:
    """Undo `_x000D_`, the way worksheets write characters that XML cannot hold."""
    if "_x" not in text:
        return text
    return (
        _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )


class SheetReader:
    """Collects the events of a row in one flat list, and turns the list into cells when the row ends.

    The list holds, for each cell, its attributes (a list), then its text (strings, in pieces); a formula's
    text comes first and is closed by `_FORMULA_ENDS`. The handlers run about five times for each cell of
    a sheet, so they do no more than that.
    """

    def __init__(self, name: str, part: str, around: Surroundings, limits: Limits) -> None:
        self._name = name
        self._around = around
        self._limits = limits
        self._feeder = Feeder(name, part)
        self._ready: list[Row] = []
        self._rows = 0
        self._cells = 0
        self._number = 0
        self._hidden = False
        self._split = False
        self._events: list[_Event] = []
        self._columns: dict[str, int] = {}
        self._feeder.parser.StartElementHandler = self._root

    def rows(self, chunks: Iterable[bytes]) -> Iterator[Row]:
        """Yield the rows that hold a value; raise InputFileError when damaged or beyond the limits."""
        waiting = before = 0
        for chunk in chunks:
            self._feeder.feed(chunk)
            yield from self._ready
            self._ready.clear()
            # A row that goes on in the next piece may have a text cut in two.
            self._split = bool(self._events)
            waiting = waiting + len(chunk) if self._rows == before else 0
            before = self._rows
            if waiting > self._limits.row or len(self._events) > _MAX_EVENTS:
                raise too_large(self._name, _("row %(row)d is far too long") % {"row": self._number})
        self._feeder.feed(b"", final=True)
        yield from self._ready

    def _root(self, name: str, _attributes: list[str]) -> None:
        """Learn the document's namespace prefix from its root, and set the handlers for it."""
        if local(name) != "worksheet":
            raise self._feeder.broken(_("it is no worksheet"))
        self._feeder.depth = 1
        self._set_handlers(name.removesuffix("worksheet"))

    def _set_handlers(self, prefix: str) -> None:  # noqa: C901 - two closures that share names
        feeder, parser, add = self._feeder, self._feeder.parser, self._events.append
        begin_row, end_row = self._begin_row, self._end_row
        cell, value, text, formula = prefix + "c", prefix + "v", prefix + "t", prefix + "f"
        row, phonetic = prefix + "row", prefix + "rPh"
        silent = 0

        def start(name: str, attributes: list[str]) -> None:
            nonlocal silent
            feeder.depth += 1
            if name == cell:
                add(attributes)
            elif name == value or name == formula or (name == text and not silent):  # noqa: SIM109, PLR1714
                parser.CharacterDataHandler = add
            elif name == row:
                begin_row(attributes)
            elif name == phonetic:
                silent += 1

        def end(name: str) -> None:
            nonlocal silent
            feeder.depth -= 1
            if name == cell:
                return
            if name == value or name == text:  # noqa: SIM109, PLR1714 - no tuple for each cell
                parser.CharacterDataHandler = None
            elif name == formula:
                parser.CharacterDataHandler = None
                add(_FORMULA_ENDS)
            elif name == row:
                end_row()
            elif name == phonetic:
                silent -= 1

        parser.StartElementHandler = start
        parser.EndElementHandler = end

    def _begin_row(self, attributes: list[str]) -> None:
        self._rows += 1
        self._events.clear()
        self._split = False
        found = pairs(attributes)
        self._hidden = found.get("hidden") in {"1", "true"}
        written = found.get("r", "")
        following = int(written) if written.isdecimal() and len(written) < 9 else self._number + 1
        if not self._number < following <= MAX_ROWS:
            raise self._feeder.broken(_("row %(row)d is out of order") % {"row": following})
        self._number = following

    def _end_row(self) -> None:
        events = self._events
        if not events:
            return
        try:
            values = self._values(_joined(events) if self._split else events)
        except (IndexError, ValueError) as error:
            raise self._feeder.broken(
                _("row %(row)d cannot be understood") % {"row": self._number}
            ) from error
        self._cells += max(len(values), (len(events) + 1) // 2) if values else len(events)
        events.clear()
        if self._cells > self._limits.cells:
            raise too_large(
                self._name, _("a sheet has more than %(count)d cells") % {"count": self._limits.cells}
            )
        while values and values[-1] is None:
            values.pop()
        if values:
            self._ready.append(Row(self._number, values, self._hidden))

    def _values(self, events: list[_Event]) -> list[Cell]:  # noqa: C901, PLR0912 - unrolled for speed
        """Return the cells of a row from its events; this loop is where reading spends its time."""
        strings, dates, columns = self._around.strings, self._around.dates, self._columns
        digits = len(str(self._number))
        values: list[Cell] = []
        kind, dated, column = "n", False, -1
        text: str | None = None
        formula: str | None = None
        for event in events:
            if isinstance(event, list):
                text = formula = None
                kind, dated, count = "n", False, len(event)
                if count and event[0] == "r":
                    found = columns.get(event[1][:-digits])
                    column = self._column(event[1]) if found is None else found
                else:
                    column += 1
                if count == 4 and event[2] == "t":
                    kind = event[3]
                elif count == 4 and event[2] == "s":
                    dated = event[3] in dates
                elif count == 6 and event[2] == "s" and event[4] == "t":
                    kind, dated = event[5], event[3] in dates
                elif count:
                    column, kind, dated = self._oddly_written(event, column)
                continue
            if column >= len(values):
                _lengthen(values, column)
            if event is _FORMULA_ENDS:
                formula, text = text or "", None
                values[column] = None if kind == "str" else Formula(formula)
                continue
            text = event if text is None else text + event
            if kind == "s" and text.isdecimal():
                values[column] = strings[int(text)]
            elif kind == "n" and not dated:
                values[column] = int(text) if len(text) < 16 and text.isdecimal() else number(text)
            else:
                values[column] = self._other(kind, text, formula, dated=dated)
        return values

    def _other(self, kind: str, text: str, formula: str | None, *, dated: bool) -> Cell:
        """Return the value of a cell that is neither a plain number nor a shared string."""
        if kind == "n":
            return serial_date(text, from_1904=self._around.from_1904) if dated else number(text)
        if kind == "s":
            if not text.strip().isdecimal():
                raise ValueError(text)
            return self._around.strings[int(text)]
        if kind == "b":
            return text.strip() in {"1", "true"}
        if kind == "e":
            error = CellError(text)
            return error if formula is None else Formula(formula, error)
        if kind == "d":
            return iso_date(text)
        return unescape(text) or None

    def _oddly_written(self, attributes: list[str], column: int) -> tuple[int, str, bool]:
        """Return column, type and whether dated of a cell whose attributes come in another order or number."""
        found = pairs(attributes)
        if attributes[0] != "r" and "r" in found:
            column = self._column(found["r"])
        return column, found.get("t", "n"), found.get("s") in self._around.dates

    def _column(self, reference: str) -> int:
        """Return the column of a reference such as `AB12` and remember its letters."""
        letters = reference.rstrip("0123456789")
        if reference[len(letters) :] != str(self._number):
            raise ValueError(reference)
        column = column_number(letters)
        self._columns[letters] = column
        return column


def _lengthen(values: list[Cell], column: int) -> None:
    """Fill up with blanks so that the column exists."""
    if column >= MAX_COLUMNS:
        raise ValueError(column)
    values.extend([None] * (column + 1 - len(values)))


def _joined(events: list[_Event]) -> list[_Event]:
    """Return the events with texts that were cut in pieces put together again."""
    whole: list[_Event] = []
    for event in events:
        if isinstance(event, str) and whole and isinstance(whole[-1], str):
            whole[-1] += event
        else:
            whole.append(event)
    return whole
