"""Workbooks written as a stream: any number of rows in the same memory, the same bytes for the same rows.

Text is always text (never a formula, never a link), so nothing in the data can run. Each sheet has
one header row: bold, frozen, with filters.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from math import isfinite
from pathlib import Path
from typing import IO, BinaryIO
from xml.sax.saxutils import escape

from ttoffice.errors import TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.sheets import xlsx_parts as parts
from ttoffice.sheets.atomic import atomic_write
from ttoffice.sheets.background import BackgroundWriter
from ttoffice.sheets.model import MAX_COLUMNS, MAX_ROWS, MAX_TEXT, column_name


class Kind(Enum):
    """How a column shows its values."""

    PLAIN = parts.PLAIN
    IDENTIFIER = parts.IDENTIFIER
    """Numbers of things: always text, also when given as a whole number."""
    WRAPPED = parts.WRAPPED
    """Long text, broken over lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in characters of the narrow kind (a Chinese one counts two), its kind."""

    header: str
    width: float = 14
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True, slots=True)
class Marked:
    """A value whose cell is filled, to be looked at."""

    value: Plain


Plain = str | int | float | Decimal | bool | date | None
"""`date` stands for `datetime` too."""
Value = Plain | Marked


@dataclass(frozen=True, slots=True)
class Sheet:
    r"""A sheet to write: its name (at most 31 characters, none of `[]:*?/\`), its columns, its rows."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


_STAMP = (1980, 1, 1, 0, 0, 0)  # the bytes of a workbook do not depend on when it was written
_MAX_PART = 2**31 - 2**20  # beyond this a zip needs a form that Excel does not open
_PIECE = 256 * 1024
_EXACT = 10**15
_SHEET_NAME = re.compile(r"[^\[\]:*?/\\\x00-\x1f']([^\[\]:*?/\\\x00-\x1f]{0,29}[^\[\]:*?/\\\x00-\x1f'])?")
_CARE = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_LONE_HALF = re.compile(r"[\ud800-\udfff]")


def write_xlsx(target: Path | BinaryIO, sheets: Iterable[Sheet]) -> int:
    """Write a workbook and return the number of rows written, headers left out.

    A path is replaced only when all is written. Raises TTOfficeError, naming sheet, row and column, when
    a text is longer than a cell holds or there are more rows than a sheet holds: nothing is ever cut.
    """
    if isinstance(target, Path):
        with atomic_write(target) as file:
            return write_xlsx(file, sheets)
    written: list[parts.WrittenSheet] = []
    total = 0
    with zipfile.ZipFile(target, "w") as archive:
        for number, sheet in enumerate(sheets, 1):
            if any(sheet.name.casefold() == other.name.casefold() for other in written):
                raise ValueError(sheet.name)
            with archive.open(_Entry(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                last = _write_sheet(part, sheet)
            total += last - 1
            edge = column_name(len(sheet.columns) - 1)
            written.append(parts.WrittenSheet(sheet.name, f"$A$1:${edge}${last}"))
        if not written:
            raise ValueError("a workbook needs a sheet")
        for name, text in (
            ("xl/workbook.xml", parts.workbook(written)),
            ("xl/_rels/workbook.xml.rels", parts.workbook_relations(len(written))),
            ("xl/styles.xml", parts.styles()),
            ("_rels/.rels", parts.package_relations()),
            ("[Content_Types].xml", parts.content_types(len(written))),
        ):
            archive.writestr(_Entry(name), text.encode("utf-8"))
    return total


class _Entry(zipfile.ZipInfo):
    """A zip entry that says nothing of when and where it was written, packed quickly rather than tightly."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _STAMP)
        self.compress_type = zipfile.ZIP_DEFLATED
        self._compresslevel = 1
        self.create_system = 3
        self.external_attr = 0o600 << 16


def _write_sheet(part: IO[bytes], sheet: Sheet) -> int:
    """Write one worksheet and return the number of its last row; compression runs in a thread."""
    if not _SHEET_NAME.fullmatch(sheet.name) or not 0 < len(sheet.columns) <= MAX_COLUMNS:
        raise ValueError(sheet.name)
    writer = _RowWriter(sheet)
    size = 0
    with BackgroundWriter(part) as background:
        for piece in _pieces(writer, sheet):
            size += len(piece)
            if size > _MAX_PART:
                raise _too_much(sheet)
            background.write(piece)
    return writer.row


def _pieces(writer: _RowWriter, sheet: Sheet) -> Iterator[bytes]:
    """Yield the worksheet in pieces of about 256 KB."""
    waiting = [_beginning(sheet), writer.header()]
    size = 0
    for values in sheet.rows:
        line = writer.line(values)
        waiting.append(line)
        size += len(line)
        if size > _PIECE:
            yield "".join(waiting).encode("utf-8")
            waiting.clear()
            size = 0
    table = f"A1:{column_name(len(sheet.columns) - 1)}{writer.row}"
    waiting.append(f'</sheetData><autoFilter ref="{table}"/>{PAGE}</worksheet>')
    yield "".join(waiting).encode("utf-8")


PAGE = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
)
"""Printed on A4, landscape, all columns on a page."""


def _beginning(sheet: Sheet) -> str:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{min(column.width + 0.7, 255):g}" customWidth="1"/>'
        for number, column in enumerate(sheet.columns, 1)
    )
    return (
        f'{parts.HEAD}<worksheet xmlns="{parts.MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
    )


class _RowWriter:
    """Turns rows into XML; the loop in `line` is where writing spends its time."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.row = 0
        # What stands in a cell before the row's number, and between it and the text.
        self._columns = [
            (
                f'<c r="{column_name(index)}',
                f'" s="{column.kind.value}" t="inlineStr"><is><t xml:space="preserve">',
            )
            for index, column in enumerate(sheet.columns)
        ]

    def header(self) -> str:
        """Return the header row."""
        self.row = 1
        return "".join(
            [
                '<row r="1">',
                *(
                    _text_cell(f"{column_name(index)}1", parts.HEADER, self._checked(column.header, index))
                    for index, column in enumerate(self.sheet.columns)
                ),
                "</row>",
            ]
        )

    def line(self, values: Sequence[Value]) -> str:
        """Return the next row; blank cells are left out."""
        self.row += 1
        if self.row > MAX_ROWS:
            raise _too_much(self.sheet)
        if len(values) > len(self._columns):
            raise ValueError(f"row {self.row} is wider than its header")
        number = str(self.row)
        line = [f'<row r="{number}">']
        for index, value in enumerate(values):
            if value.__class__ is str and value:
                before, between = self._columns[index]
                careful = len(value) > MAX_TEXT // 2 or _CARE.search(value)
                text = self._checked(value, index) if careful else value
                line.append(f"{before}{number}{between}{text}</t></is></c>")
            elif value is not None:
                line.append(self._other(value, index, number))
        line.append("</row>")
        return "".join(line)

    def _other(self, value: Value, index: int, number: str) -> str:
        """Return a cell that is no plain text."""
        reference = column_name(index) + number
        style: int = self.sheet.columns[index].kind.value
        shift = 0
        if isinstance(value, Marked):
            value, shift = value.value, parts.MARKED
        if value is None or value == "":
            return f'<c r="{reference}" s="{style + shift}"/>' if shift else ""
        if isinstance(value, bool):
            return f'<c r="{reference}" s="{style + shift}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, date):
            return _date_cell(reference, value, shift)
        if not isinstance(value, str) and style != parts.IDENTIFIER and _exact(value):
            written = f"{value:f}" if isinstance(value, Decimal) else repr(value)
            return f'<c r="{reference}" s="{style + shift}"><v>{written}</v></c>'
        return _text_cell(reference, style + shift, self._checked(str(value), index))

    def _checked(self, text: str, index: int) -> str:
        """Return a text as XML; raise TTOfficeError when it is longer than a cell holds."""
        if len(text) > MAX_TEXT or len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT:
            raise TTOfficeError(
                _(
                    "Sheet %(sheet)s, row %(row)d, column %(column)s: the text has %(length)d characters, "
                    "and a worksheet cell holds %(most)d"
                )
                % {
                    "sheet": self.sheet.name,
                    "row": self.row,
                    "column": self.sheet.columns[index].header,
                    "length": len(text),
                    "most": MAX_TEXT,
                },
                advice=_("Nothing was written. Shorten the text, or export as CSV."),
            )
        return xml_text(text)


def xml_text(text: str) -> str:
    """Return a text for a worksheet's XML: what XML cannot hold is written `_x0001_`, as Excel does."""
    text = _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return escape(_LONE_HALF.sub("\ufffd", text))


def _exact(value: float | Decimal) -> bool:
    """Tell whether a worksheet holds the number as it is, at least to 15 digits before the point."""
    return (isinstance(value, int) or isfinite(value)) and -_EXACT < value < _EXACT


def _text_cell(reference: str, style: int, text: str) -> str:
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _date_cell(reference: str, value: date, shift: int) -> str:
    """Return a date cell; before 1 March 1900 the worksheet's calendar is wrong, so the date is text."""
    if value.year < 1901:
        return _text_cell(reference, parts.PLAIN + shift, str(value))
    days = value.toordinal() - date(1899, 12, 30).toordinal()
    if not isinstance(value, datetime):
        return f'<c r="{reference}" s="{parts.DAY + shift}"><v>{days}</v></c>'
    seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return f'<c r="{reference}" s="{parts.MOMENT + shift}"><v>{days + seconds / 86_400!r}</v></c>'


def _too_much(sheet: Sheet) -> TTOfficeError:
    """Return the error for a sheet beyond what a worksheet holds."""
    return TTOfficeError(
        _("Sheet %(sheet)s does not fit into a worksheet: at most %(rows)d rows and 2 GB")
        % {"sheet": sheet.name, "rows": MAX_ROWS - 1},
        advice=_("Nothing was written. Filter the rows, or export as CSV."),
    )
