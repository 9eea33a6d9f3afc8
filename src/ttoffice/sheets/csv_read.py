"""CSV files as people have them: the encoding and the separator are found out, rows come as from a workbook."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from ttoffice.errors import InputFileError
from ttoffice.i18n import gettext as _
from ttoffice.sheets.model import DEFAULT_LIMITS, MAX_COLUMNS, Cell, Limits, Row
from ttoffice.sheets.package import open_file, refuse_office_file
from ttoffice.sheets.refusals import too_large, unreadable

SEPARATORS = (",", "\t", ";", "|", "，")
"""What may stand between fields; the full-width comma is believed only when no other fits."""

_CHUNK = 2**20
_SAMPLE = 64 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file that has been looked through: how it is encoded and separated. Iterating reads the rows."""

    path: Path
    encoding: str
    separator: str
    limits: Limits = DEFAULT_LIMITS

    def __iter__(self) -> Iterator[Row]:
        return self.iter_rows()

    def iter_rows(self) -> Iterator[Row]:
        """Yield the rows that hold a value; all values are text, a blank one is None.

        `Row.number` counts records, blank ones too, as a spreadsheet shows the file. Raises InputFileError
        at a field or a number of cells beyond the limits.
        """
        cells = 0
        with self.path.open(encoding=self.encoding, errors="strict", newline="") as file:
            if _is_hint(file.readline(8)) is None:
                file.seek(0)
            for number, fields in enumerate(self._records(file), 1):
                if not any(fields):
                    continue
                values: list[Cell] = [field or None for field in fields]
                while values[-1] is None:
                    values.pop()
                cells += len(values)
                if len(values) > MAX_COLUMNS or cells > self.limits.cells:
                    raise too_large(
                        self.path.name,
                        _("a sheet has more than %(count)d cells") % {"count": self.limits.cells},
                    )
                yield Row(number, values)

    def _records(self, file: TextIO) -> Iterator[list[str]]:
        """Yield records; refuse a quotation mark that is never closed, which shows as an endless field."""
        reader = csv.reader(file, delimiter=self.separator)
        begun = 0
        try:
            for fields in reader:
                yield fields
                begun = reader.line_num
        except (csv.Error, UnicodeError) as error:
            raise unreadable(
                self.path.name,
                _("the record that begins in line %(line)d has no end") % {"line": begun + 1},
                _('Look for a quotation mark (") without its twin in that line.'),
            ) from error


def read_csv(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> CsvTable:
    """Look through a CSV file: UTF-8, UTF-16 with a mark, or GB18030, separated by one of `SEPARATORS`.

    Raises InputFileError naming the line when the text fits none of them.
    """
    with open_file(path) as file:
        refuse_office_file(path.name, file)
        size = file.seek(0, 2)
        if size > limits.file:
            raise too_large(path.name, _("it has more than %(size)d MB") % {"size": limits.file // 2**20})
        encoding = _find_encoding(path.name, file)
    with path.open(encoding=encoding, newline="") as text:
        sample = text.read(_SAMPLE)
    return CsvTable(path, encoding, _is_hint(sample[:8]) or find_separator(sample), limits)


def find_separator(sample: str) -> str:
    """Return the separator that divides most records of a sample into the same number of fields."""
    best, best_score = ",", (0.0, 0)
    for separator in SEPARATORS:
        score = _regularity(sample, separator)
        if separator == "，" and (best_score[0] > 0 or score[0] < 0.9):
            continue
        if score > best_score:
            best, best_score = separator, score
    return best


def _regularity(sample: str, separator: str) -> tuple[float, int]:
    """Return the share of records that have the usual number of fields, and that number; zeros for one field."""
    records = sample.splitlines(keepends=True)
    if len(records) > 1 and len(sample) >= _SAMPLE:
        records.pop()  # cut off by the sample's end
    widths: Counter[int] = Counter()
    try:
        for fields in csv.reader(records[:200], delimiter=separator):
            if any(fields):
                widths[len(fields)] += 1
    except csv.Error:
        return 0.0, 0
    divided = {width: count for width, count in widths.items() if width > 1}
    if not divided:
        return 0.0, 0
    width = max(divided, key=lambda width: (divided[width], width))
    return round(divided[width] / widths.total(), 1), width


def _is_hint(line: str) -> str | None:
    """Return the separator that a first line `sep=;` names, as Excel writes it."""
    named = line[:5].lower()
    if named.startswith("sep=") and len(named) == 5 and line[5:6] in {"", "\r", "\n"}:
        return named[4]
    return None


def _find_encoding(name: str, file: BinaryIO) -> str:
    """Return the encoding by the mark, else UTF-8 if all of the file is, else GB18030 if all of it is."""
    file.seek(0)
    head = file.read(4)
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    if marked is not None and not head.startswith(codecs.BOM_UTF32_LE):
        failure = _first_failure(name, file, marked)
        if failure is not None:
            raise _undecodable(name, failure, marked)
        return marked
    if _first_failure(name, file, "utf-8") is None:
        return "utf-8"
    failure = _first_failure(name, file, "gb18030")
    if failure is not None:
        raise _undecodable(name, failure, "GB18030")
    return "gb18030"


def _first_failure(name: str, file: BinaryIO, encoding: str) -> int | None:
    """Return the number of the first line that is not in the encoding; refuse NUL and endless lines."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line = 1
    while True:
        piece = file.read(_CHUNK)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            return line + error.object[: error.start].count(b"\n")
        if "\0" in text:
            raise unreadable(
                name,
                _("it holds NUL characters, so it is no text"),
                _("Save the table as .xlsx or .csv in Excel or WPS, and use that file."),
            )
        if not piece:
            return None
        lines = text.count("\n")
        if not lines and "\r" not in text and len(text) >= _CHUNK // 4:
            raise too_large(name, _("line %(line)d is far too long") % {"line": line})
        line += lines


def _undecodable(name: str, line: int, encoding: str) -> InputFileError:
    """Return the error for a text of another or of several encodings."""
    return unreadable(
        name,
        _("line %(line)d is not text in %(encoding)s") % {"line": line, "encoding": encoding},
        _("Open it in Excel or WPS, see whether the text is right, and save it as .xlsx."),
    )
