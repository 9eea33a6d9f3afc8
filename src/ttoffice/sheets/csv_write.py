"""CSV for Excel and WPS: UTF-8 with a mark, CRLF, quoted, no formula hidden in the data.

A text that a spreadsheet would run or spoil gets an apostrophe in front, which shows it as it is:
what begins like a formula (`= + - @` and their full-width twins, also after spaces), whole numbers of
12 and more digits (they would lose digits), numbers with leading zeros (they would lose the zeros), and
`1E5` (it would become a power). `restore` takes the apostrophe off again; nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from ttoffice.sheets.atomic import atomic_write

BOM = b"\xef\xbb\xbf"
Field = str | int | float | Decimal | bool | date | None
"""What a cell may be; `date` stands for `datetime` too."""

_CHUNK = 2_000
_BETWEEN = "\x1f"  # stands before each field of a row while it is put together; never in the data
_NUMBER = "\x1e"  # stands before a number that would look dangerous as text, such as -5
_DANGER = r"'*(?:[ \u00a0\u3000]*[=+\-@＝＋－＠\t\r]|(?:\d{12,}|0\d+|\d+[eE]\d+)(?!%s))"
_WHOLE = re.compile(_DANGER % r"[\s\S]")
_IN_ROW = re.compile(_BETWEEN + "(?=" + _DANGER % f"[^{_BETWEEN}]" + ")")
_SPECIAL = re.compile(r'[\x00-\x1e,"\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]')
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TO_QUOTE = re.compile(r'[,"\r\n]')


def neutralise(text: str) -> str:
    """Return the text with an apostrophe in front if a spreadsheet would run or spoil it."""
    return f"'{text}" if _WHOLE.match(text) else text


def restore(text: str) -> str:
    """Return what `neutralise` was given."""
    return text[1:] if text.startswith("'") and _WHOLE.match(text) else text


def format_rows(rows: Iterable[Sequence[Field]]) -> bytes:
    """Return rows as CSV bytes, each ended by CRLF; no mark in front."""
    return "".join([_line(row) for row in rows]).encode("utf-8")


def csv_chunks(header: Sequence[str], rows: Iterable[Sequence[Field]]) -> Iterator[bytes]:
    """Yield a whole CSV file in pieces of 2,000 rows: the mark and the header first."""
    yield BOM + format_rows([header])
    remaining = iter(rows)
    while piece := list(islice(remaining, _CHUNK)):
        yield format_rows(piece)


def write_csv(target: Path | BinaryIO, header: Sequence[str], rows: Iterable[Sequence[Field]]) -> int:
    """Write a CSV file and return its size in bytes; a path is replaced only when all is written."""
    if isinstance(target, Path):
        with atomic_write(target) as file:
            return write_csv(file, header, rows)
    size = 0
    for chunk in csv_chunks(header, rows):
        target.write(chunk)
        size += len(chunk)
    return size


def _line(row: Sequence[Field]) -> str:
    """Return one row; a plain one is checked and protected as a whole, the others field by field."""
    fields = [field if field.__class__ is str else _plain(field) for field in row]
    joined = _BETWEEN + _BETWEEN.join(fields)
    if _SPECIAL.search(joined) or joined.count(_BETWEEN) != len(fields):
        return ",".join([_field(field) for field in row]) + "\r\n"
    return _IN_ROW.sub(_BETWEEN + "'", joined)[1:].replace(_BETWEEN, ",") + "\r\n"


def _plain(value: Field) -> str:
    """Return a value as text; a number that would look dangerous is marked."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | str):
        return str(value)
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    dangerous = text.startswith("-") or (len(text) >= 12 and text.isdecimal())
    return _NUMBER + text if dangerous else text


def _field(value: Field) -> str:
    """Return one field; a text cleaned, protected and quoted."""
    if not isinstance(value, str):
        return _plain(value).removeprefix(_NUMBER)
    text = neutralise(_CONTROLS.sub("", value))
    return '"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text
