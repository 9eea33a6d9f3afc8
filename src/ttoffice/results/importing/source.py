"""The file of an import as sheets of rows, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from ttoffice.errors import InputFileError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.results.importing.headers import DEPTH, Header, find_header
from ttoffice.results.importing.mapping import Mapping
from ttoffice.results.importing.targets import RESULTS
from ttoffice.results.importing.vocabulary import Vocabulary
from ttoffice.sheets.model import CellRange, Row

_CONTAINERS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0")
"""How workbooks, old workbooks and encrypted ones begin; everything else is read as CSV."""


_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".et")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file: its rows are read anew on each call of `rows`."""

    name: str
    hidden: bool
    rows: Callable[[], Iterator[Row]]
    merges: Callable[[], Sequence[CellRange]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sheet that is imported, its header and merged cells, and the sheets that are not."""

    sheet: Sheet
    header: Header
    merges: Sequence[CellRange]
    others: tuple[str, ...]


@contextmanager
def open_sheets(path: Path, name: str = "") -> Iterator[tuple[Sheet, ...]]:
    """Open a workbook or CSV file by its content and give its sheets; `name` is what the user calls it.

    Raises InputFileError, which names the file by that name, when it is neither, damaged, protected or
    beyond the limits.
    """
    try:
        with _opened(path, name or path.name) as sheets:
            yield sheets
    except InputFileError as error:
        if not name or name == path.name:
            raise
        message, advice = (
            text.replace(str(path), name).replace(path.name, name) for text in (error.message, error.advice)
        )
        raise InputFileError(message, advice=advice) from error


@contextmanager
def _opened(path: Path, name: str) -> Iterator[tuple[Sheet, ...]]:
    try:
        with path.open("rb") as handle:
            head = handle.read(4)
    except OSError as error:
        raise InputFileError(
            _("The file %(path)s cannot be read: %(error)s.") % {"path": path, "error": os_reason(error)},
            advice=_("Nothing was imported. Check the name and that you may read the file."),
        ) from error
    if head not in _CONTAINERS and head and name.lower().endswith(_WORKBOOK_NAMES):
        raise InputFileError(
            _("%(file)s is named like a workbook, but it is none.") % {"file": name},
            advice=_(
                "Nothing was imported. Save it again from Excel or WPS as .xlsx, or name it .csv if it is one."
            ),
        )
    if head in _CONTAINERS:
        from ttoffice.sheets.xlsx_read import SheetInfo, open_workbook

        with open_workbook(path) as book:

            def sheet(info: SheetInfo) -> Sheet:
                return Sheet(
                    info.name, info.hidden, lambda: book.iter_rows(info), lambda: book.merged_ranges(info)
                )

            yield tuple(sheet(info) for info in book.sheets)
    else:
        from ttoffice.sheets.csv_read import read_csv

        yield (Sheet("", False, lambda: iter(read_csv(path)), tuple),)


def choose(
    sheets: Sequence[Sheet],
    file: str,
    *,
    name: str | None = None,
    mapping: Mapping | None = None,
    words: Vocabulary = RESULTS,
) -> Chosen:
    """Return the sheet to import: the one named, else the first visible one with a header that is known.

    Raises InputFileError when there is none.
    """
    if name is not None:
        sheets_here = [sheet for sheet in sheets if sheet.name == name]
        if not sheets_here:
            raise InputFileError(
                _("%(file)s has no sheet named %(name)s.") % {"file": file, "name": name},
                advice=_("It has: %(names)s.") % {"names": listed(sheet.name for sheet in sheets)},
            )
    else:
        sheets_here = [sheet for sheet in sheets if not sheet.hidden]
    for sheet in sheets_here:
        rows = list(islice(sheet.rows(), DEPTH + 1))
        merges = sheet.merges() if rows else ()
        header = find_header(rows, merges, mapping, words)
        if header is not None:
            others = tuple(other.name for other in sheets if other is not sheet)
            # A short sheet has been read whole, perhaps with a million blank rows behind it: once is enough.
            whole = replace(sheet, rows=partial(iter, rows)) if len(rows) <= DEPTH else sheet
            return Chosen(whole, header, merges, others)
    raise InputFileError(
        _("%(file)s has no row in its first %(depth)d that looks like the header of a ledger.")
        % {"file": file, "depth": DEPTH},
        advice=_(words.missing),
    )
