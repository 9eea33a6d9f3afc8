"""The three files of a listing: CSV, JSON and a workbook; the same rows in the same order.

The same rows give the same bytes. Text is never a formula: the workbook says of each cell that it is text,
in CSV what a spreadsheet would run or spoil gets an apostrophe in front (see `sheets.csv_write`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from ttoffice.results.listing.profile import Profile
from ttoffice.results.listing.reading import Chunk
from ttoffice.results.listing.selection import CELL, ROW
from ttoffice.sheets.csv_write import BOM, neutralise
from ttoffice.sheets.xlsx_write import Column as SheetColumn
from ttoffice.sheets.xlsx_write import Kind, Sheet, Value, write_xlsx

# What `neutralise` protects, at the beginning of a cell in a text of many; a test holds the two together.
_PROTECT = re.compile(
    f"{CELL}(?='*(?:[ \\u00a0\\u3000]*[=+\\-@＝＋－＠\\t\\r]"
    f"|(?:\\d{{12,}}|0\\d+|\\d+[eE]\\d+)(?![^{CELL}{ROW}])))"
)
_CELL = CELL.encode()
# A quicker search that finds at least as much: most chunks hold nothing of the kind.
_PERHAPS = re.compile(f"{CELL}(?=[=+\\-@＝＋－＠'\\t\\r \\u00a0\\u3000]|\\d+(?:[eE]\\d+)?(?![^{CELL}{ROW}]))")


def write_csv(file: BinaryIO, profile: Profile, chunks: Iterable[Chunk]) -> None:
    """Write a CSV file: UTF-8 with a mark, CRLF, every cell in quotes."""
    file.write(BOM)
    header = CELL.join(neutralise(column.header) for column in profile.columns)
    file.write(_csv_lines([_doubled(header.encode())]))
    number = _numbering(profile)
    count = 0
    for chunk in chunks:
        rows = protected(chunk)
        if chunk.unusual:
            rows = [_doubled(text) if place in chunk.unusual else text for place, text in enumerate(rows)]
        if rows:
            file.write(_csv_lines([number(row, text) for row, text in enumerate(rows, count + 1)]))
        count += len(rows)


def protected(chunk: Chunk) -> list[bytes]:
    """Return the texts of a chunk with an apostrophe before each cell that a spreadsheet would run or spoil."""
    joined = CELL + f"{ROW}{CELL}".join(chunk.texts)
    if not _PERHAPS.search(joined):
        return chunk.encoded
    return _PROTECT.sub(f"{CELL}'", joined)[1:].encode().split(f"{ROW}{CELL}".encode()) if chunk.texts else []


def _doubled(text: bytes) -> bytes:
    return text.replace(b'"', b'""')


def _csv_lines(rows: Iterable[bytes]) -> bytes:
    """Return rows, given as texts of cells with doubled quotes, as CSV lines."""
    return b'"%s"\r\n' % b'"\r\n"'.join(rows).replace(_CELL, b'","')


def _numbering(profile: Profile) -> Callable[[int, bytes], bytes]:
    """Return what puts the running number into a text of cells."""
    place = profile.row_at
    if place is None:
        return lambda _row, text: text
    if place == 0:
        return lambda row, text: b"%d%s%s" % (row, _CELL, text)

    def inserted(row: int, text: bytes) -> bytes:
        cells = text.split(_CELL)
        return _CELL.join([*cells[:place], b"%d" % row, *cells[place:]])

    return inserted


def write_json(file: BinaryIO, profile: Profile, chunks: Iterable[Chunk]) -> None:
    """Write a JSON array of objects, one a line; the keys are the columns' keys in their order."""
    template = _object_template(profile)
    integers = [place for place, column in enumerate(profile.columns) if column.is_integer]
    row_at = profile.row_at
    count = 0
    file.write(b"[")
    for chunk in chunks:
        lines = []
        for place, text in enumerate(chunk.encoded):
            count += 1
            cells = text.split(_CELL)
            if place in chunk.unusual:
                cells = [_escaped(cell) for cell in cells]
            if row_at is not None:
                cells.insert(row_at, b"%d" % count)
            for at in integers:
                cells[at] = cells[at] or b"null"
            lines.append(template % tuple(cells))
        if lines:
            file.write(b",\n" if count > len(lines) else b"\n")
            file.write(b",\n".join(lines))
    file.write(b"\n]\n")


def _escaped(cell: bytes) -> bytes:
    return json.dumps(cell.decode(), ensure_ascii=False)[1:-1].encode()


def _object_template(profile: Profile) -> bytes:
    """Return a %-template of one object; texts in quotes, numbers without."""
    members = []
    for column in profile.columns:
        key = json.dumps(column.key, ensure_ascii=False).replace("%", "%%")
        bare = column.field == "row" or column.is_integer
        members.append(f"{key}: %s" if bare else f'{key}: "%s"')
    return ("{" + ", ".join(members) + "}").encode()


def write_workbook(file: BinaryIO, profile: Profile, chunks: Iterable[Chunk]) -> None:
    """Write a workbook of one sheet; header bold and frozen, widths and kinds as the profile says.

    Raises TTOfficeError when a text or the number of rows is more than a worksheet holds.
    """
    columns = [
        SheetColumn(
            column.header,
            column.width,
            Kind.IDENTIFIER if column.as_text else Kind.WRAPPED if column.wrap else Kind.PLAIN,
        )
        for column in profile.columns
    ]
    write_xlsx(file, [Sheet(profile.sheet, columns, _workbook_rows(profile, chunks))])


def _workbook_rows(profile: Profile, chunks: Iterable[Chunk]) -> Iterator[Sequence[Value]]:
    integers = [place for place, column in enumerate(profile.columns) if column.is_integer]
    row_at = profile.row_at
    count = 0
    for chunk in chunks:
        for text in chunk.texts:
            count += 1
            cells: list[Value] = list(text.split(CELL))
            if row_at is not None:
                cells.insert(row_at, count)
            for place in integers:
                cells[place] = int(str(cells[place])) if cells[place] else None
            yield cells


FORMATS: dict[str, Callable[[BinaryIO, Profile, Iterable[Chunk]], None]] = {
    "xlsx": write_workbook,
    "csv": write_csv,
    "json": write_json,
}
"""The formats by name, which is also the ending of the file."""
