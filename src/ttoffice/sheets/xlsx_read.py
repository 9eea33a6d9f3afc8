"""Workbooks (.xlsx, .xlsm) read row by row, safe with files from outside in the program's own process."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.sheets.formats import date_styles
from ttoffice.sheets.model import DEFAULT_LIMITS, CellRange, Limits, Row, column_number
from ttoffice.sheets.package import Package, open_package
from ttoffice.sheets.refusals import damaged, too_large, unreadable
from ttoffice.sheets.shared_strings import shared_strings
from ttoffice.sheets.xlsx_cells import SheetReader
from ttoffice.sheets.xlsx_values import Surroundings
from ttoffice.sheets.xml_safe import Feeder, each_element, local, pairs

_SPREADSHEET = re.compile(r"(?:^|/)workbook[^/]*\.xml$", re.IGNORECASE)
_DATA_END = re.compile(rb"</((?:[A-Za-z_][\w.-]*:)?)sheetData\s*>|<((?:[A-Za-z_][\w.-]*:)?)sheetData\s*/>")
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A worksheet of a workbook; `hidden` also when only a macro could show it."""

    name: str
    hidden: bool
    part: str


class Workbook:
    """An open workbook; a context manager that closes the file."""

    def __init__(self, package: Package) -> None:
        self.name = package.name
        self._package = package
        self._from_1904 = False
        self._part = _workbook_part(package)
        self._related = _relations(package, self._part)
        self.sheets: tuple[SheetInfo, ...] = tuple(self._read_sheets())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._package.close()

    def sheet(self, name: str) -> SheetInfo:
        """Return the sheet of that name; raise UsageError, listing the names there are."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise UsageError(
            _("%(file)s has no sheet named %(name)s") % {"file": self.name, "name": name},
            advice=_("Its sheets are: %(names)s") % {"names": listed(sheet.name for sheet in self.sheets)},
        )

    def iter_rows(self, sheet: SheetInfo, *, limits: Limits | None = None) -> Iterator[Row]:
        """Yield the rows of a sheet that hold a value, top to bottom, in memory that does not grow.

        Raises InputFileError when the sheet is damaged or goes beyond the limits; rows before that
        place have been handed out by then.
        """
        limits = limits or self._package.limits
        around = Surroundings(self._strings, self._dates, self._from_1904)
        reader = SheetReader(self.name, sheet.part, around, limits)
        yield from reader.rows(self._package.chunks(sheet.part, limits.sheet))

    def merged_ranges(self, sheet: SheetInfo) -> tuple[CellRange, ...]:
        """Return the merged cells of a sheet; only the first cell of each has a value.

        They stand after the data in the file, so this unpacks the sheet once more, without its cells.
        """
        ranges: list[CellRange] = []
        cap = self._package.limits.merges

        def start(name: str, attributes: list[str]) -> None:
            feeder.depth += 1
            if local(name) == "mergeCell":
                ranges.append(_range(self.name, pairs(attributes).get("ref", "")))
                if len(ranges) > cap:
                    raise too_large(
                        self.name, _("a sheet has more than %(count)d merged cells") % {"count": cap}
                    )

        def end(_name: str) -> None:
            feeder.depth -= 1

        feeder = Feeder(self.name, sheet.part)
        feeder.parser.StartElementHandler = start
        feeder.parser.EndElementHandler = end
        feeder.run(_without_data(self._package.chunks(sheet.part, self._package.limits.sheet)))
        return tuple(ranges)

    @cached_property
    def _strings(self) -> list[str | None]:
        return shared_strings(self._package, self._target("/sharedStrings", "xl/sharedStrings.xml"))

    @cached_property
    def _dates(self) -> frozenset[str]:
        return date_styles(self._package, self._target("/styles", "xl/styles.xml"))

    def _target(self, kind: str, usual: str) -> str:
        """Return the part of a kind of relation, else where it usually is."""
        for found, target in self._related.values():
            if found.endswith(kind):
                return target
        return usual

    def _read_sheets(self) -> list[SheetInfo]:
        """Return the worksheets in their order; chart sheets are no tables and are left out."""
        sheets: list[SheetInfo] = []

        def visit(name: str, attributes: dict[str, str]) -> None:
            if name == "workbookPr":
                self._from_1904 = attributes.get("date1904") in {"1", "true"}
            elif name == "sheet":
                key = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                kind, part = self._related.get(key, ("", ""))
                if kind.endswith("/worksheet"):
                    hidden = attributes.get("state", "visible") != "visible"
                    sheets.append(SheetInfo(attributes.get("name", ""), hidden, part))

        each_element(self._package, self._part, self._package.limits.part, visit)
        if not sheets:
            raise unreadable(self.name, _("it has no worksheet"))
        return sheets


def open_workbook(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Open a workbook; raise InputFileError, saying what is wrong and what to do, when it is none."""
    package = open_package(path, limits)
    try:
        return Workbook(package)
    except BaseException:
        package.close()
        raise


def _workbook_part(package: Package) -> str:
    """Return the name of the main part; raise InputFileError when the container holds no workbook."""
    if not package.has("_rels/.rels"):
        raise unreadable(
            package.name,
            _("it is a container of another kind, not a workbook"),
            _("Open it in Excel or WPS and save it as .xlsx."),
        )
    mains = [target for kind, target in _relations(package, "").values() if kind.endswith("/officeDocument")]
    for main in mains:
        if _SPREADSHEET.search(main):
            return main
    raise unreadable(
        package.name,
        _("it is another kind of office document, not an .xlsx workbook"),
        _("Open it in Excel or WPS and save it as .xlsx."),
    )


def _relations(package: Package, source: str) -> dict[str, tuple[str, str]]:
    """Return what a part relates to inside the container: kind and part by the relation's name."""
    folder, base = posixpath.split(source)
    related: dict[str, tuple[str, str]] = {}

    def visit(name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        if name == "Relationship" and attributes.get("TargetMode") != "External" and target:
            part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            related[attributes.get("Id", "")] = (attributes.get("Type", ""), part)

    part = posixpath.join(folder, "_rels", f"{base}.rels")
    each_element(package, part, package.limits.part, visit)
    return related


def _without_data(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield a stand-in root and what follows the rows of a worksheet; the whole part when it shows no end."""
    tail = b""
    for chunk in chunks:
        piece = tail + chunk
        if b"sheetData" in piece and (match := _DATA_END.search(piece)):
            yield b"<%sworksheet>" % (match[1] or match[2] or b"") + piece[match.end() :]
            break
        tail = piece[-64:]
    else:
        return
    yield from chunks


def _range(name: str, reference: str) -> CellRange:
    """Return a range from `A1:B3`; raise InputFileError when it is none."""
    match = _RANGE.fullmatch(reference)
    try:
        if match is None:
            raise ValueError(reference)
        left, top = column_number(match[1]), int(match[2])
        right, bottom = (column_number(match[3]), int(match[4])) if match[3] else (left, top)
    except ValueError as error:
        raise damaged(name, reference[:40]) from error
    return CellRange(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
