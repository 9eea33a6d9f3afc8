"""The value of one worksheet cell, from its type, its style and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ttoffice.sheets.formats import iso_date, number, serial_date
from ttoffice.sheets.model import Cell, CellError, Formula, column_number

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cells of a sheet refer to: shared strings, styles that are dates, the calendar.

    `columns` remembers the columns by their letters, counted from 0.
    """

    strings: list[str | None]
    dates: frozenset[str]
    from_1904: bool
    columns: dict[str, int] = field(default_factory=dict)

    def column(self, reference: str) -> int:
        """Return the column of a reference such as `AB12`, or of its letters; raise ValueError when it is none."""
        letters = reference.rstrip("0123456789")
        column = self.columns[letters] = column_number(letters)
        return column

    def value(self, kind: str, text: str, formula: str | None, *, dated: bool) -> Cell:
        """Return the value of a cell; `kind` is its type as written, `n` when not written.

        Raises ValueError or IndexError when it names a shared string that is not there.
        """
        if kind == "n":
            return serial_date(text, from_1904=self.from_1904) if dated else number(text)
        if kind == "s":
            if not text.strip().isdecimal():
                raise ValueError(text)
            return self.strings[int(text)]
        if kind == "b":
            return text.strip() in {"1", "true"}
        if kind == "e":
            error = CellError(text)
            return error if formula is None else Formula(formula, error)
        if kind == "d":
            return iso_date(text)
        return unescape(text) or None


def unescape(text: str) -> str:
    """Undo `_x000D_`, the way worksheets write characters that XML cannot hold."""
    if "_x" not in text:
        return text
    return (
        _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )
