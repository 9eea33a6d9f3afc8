"""From the XML of one worksheet to rows: plain rows by a pattern, all others by the parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ttoffice.i18n import gettext as _
from ttoffice.sheets.formats import number
from ttoffice.sheets.model import MAX_COLUMNS, MAX_ROWS, Cell, Formula, Limits, Row
from ttoffice.sheets.plain_rows import ROW_END, plain_row
from ttoffice.sheets.refusals import too_large
from ttoffice.sheets.xlsx_values import Surroundings
from ttoffice.sheets.xml_safe import Feeder, local, pairs

_FORMULA_ENDS: Final = None
_ROW_END = ROW_END.encode("ascii")
_DATA_BEGIN = b"<sheetData>"
_MANY = 20  # rows in one piece that are not plain, before the pattern is given up
_MAX_EVENTS = 200_000  # of one row; the widest worksheet needs a quarter of it

_Event = list[str] | str | None


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
        self._plain = True
        self._clear_at = -1
        self._rows_before = 0
        self._waiting = 0
        self._events: list[_Event] = []
        self._feeder.parser.XmlDeclHandler = self._declared
        self._feeder.parser.StartElementHandler = self._root

    def rows(self, chunks: Iterable[bytes]) -> Iterator[Row]:
        """Yield the rows that hold a value; raise InputFileError when damaged or beyond the limits."""
        rest = b""
        for chunk in chunks:
            rest = self._take(rest + chunk)
            yield from self._ready
            self._ready.clear()
        self._feeder.feed(rest)
        self._feeder.feed(b"", final=True)
        yield from self._ready

    def _take(self, data: bytes) -> bytes:
        """Read a piece of the sheet and return what waits for more: the begin of a row, if between rows."""
        end = data.rfind(_ROW_END) + len(_ROW_END)
        if not self._plain or end < len(_ROW_END):
            self._parse(data)
            return b""
        begin = 0
        if not self._between_rows():
            opening = data.find(_DATA_BEGIN)
            begin = opening + len(_DATA_BEGIN) if opening >= 0 else data.find(_ROW_END) + len(_ROW_END)
            self._parse(data[:begin])
            end = max(begin, end)
        if begin < end and self._between_rows():
            self._take_plain(data[begin:end])
        else:
            self._parse(data[begin:end])
        if self._between_rows():
            return data[end:]
        self._parse(data[end:])
        return b""

    def _between_rows(self) -> bool:
        """Tell whether the parser has come to the very end of a row or of the opening tag of the data."""
        return self._feeder.fed == self._clear_at

    def _take_plain(self, data: bytes) -> None:
        """Take whole rows by their pattern, and give those that are not plain to the parser, in their order.

        A row that has been taken is not missed by the parser: what remains is well-formed as before.
        """
        try:
            pieces = data.decode("utf-8").split(ROW_END)
        except UnicodeDecodeError:
            self._parse(data)
            return
        pieces.pop()  # nothing follows the last row
        odd = 0
        for place, piece in enumerate(pieces):
            row = plain_row(piece, self._around)
            if row is None:
                odd += 1
                self._parse((piece + ROW_END).encode("utf-8"))
                if not self._between_rows() or (odd > _MANY and odd > place // 2):
                    self._plain = self._between_rows() and odd <= _MANY
                    self._parse("".join(rest + ROW_END for rest in pieces[place + 1 :]).encode("utf-8"))
                    return
                continue
            following, self._hidden, count, values = row
            self._begin(following)
            self._finish(values, count)

    def _parse(self, data: bytes) -> None:
        """Give bytes to the parser and refuse a row that has grown too long."""
        self._feeder.feed(data)
        # A row that goes on in the next piece may have a text cut in two.
        self._split = bool(self._events)
        self._waiting = self._waiting + len(data) if self._rows == self._rows_before else 0
        self._rows_before = self._rows
        if self._waiting > self._limits.row or len(self._events) > _MAX_EVENTS:
            raise too_large(self._name, _("row %(row)d is far too long") % {"row": self._number})

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Leave all to the parser when the text is in another encoding than UTF-8."""
        self._plain = encoding is None or encoding.upper() == "UTF-8"

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
            elif name == "sheetData":
                self._clear_at = parser.CurrentByteIndex + len(_DATA_BEGIN)

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
        self._begin(following)

    def _begin(self, following: int) -> None:
        if not self._number < following <= MAX_ROWS:
            raise self._feeder.broken(_("row %(row)d is out of order") % {"row": following})
        self._number = following

    def _end_row(self) -> None:
        events = self._events
        self._clear_at = self._feeder.parser.CurrentByteIndex + len(_ROW_END)
        if not events:
            return
        try:
            values = self._values(_joined(events) if self._split else events)
        except (IndexError, ValueError) as error:
            raise self._feeder.broken(
                _("row %(row)d cannot be understood") % {"row": self._number}
            ) from error
        self._finish(values, (len(events) + 1) // 2 if values else len(events))
        events.clear()

    def _finish(self, values: list[Cell], count: int) -> None:
        """Count the cells of a row, and keep the row if it holds a value."""
        self._cells += max(len(values), count)
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
        strings, dates, columns = self._around.strings, self._around.dates, self._around.columns
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
                    column = self._around.column(event[1]) if found is None else found
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
                values[column] = self._around.value(kind, text, formula, dated=dated)
        return values

    def _oddly_written(self, attributes: list[str], column: int) -> tuple[int, str, bool]:
        """Return column, type and whether dated of a cell whose attributes come in another order or number."""
        found = pairs(attributes)
        if attributes[0] != "r" and "r" in found:
            column = self._around.column(found["r"])
        return column, found.get("t", "n"), found.get("s") in self._around.dates


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
