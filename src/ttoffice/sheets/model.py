"""What readers of tables hand out: rows of plain values, whatever the file was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_TEXT = 32_767
"""The limits of a worksheet: rows, columns, characters in a cell."""


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error, such as `#REF!`."""

    code: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without a usable value: never calculated (`cached` is None), or calculated to an error."""

    text: str
    cached: CellError | None = None


Value = str | int | float | bool | date | CellError | Formula
"""`date` stands for `datetime` too. Whole numbers over 15 digits are text, as the file has them."""

Cell = Value | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds a value: its number (from 1, as the office program shows it) and its cells.

    `cells` begins at column A and ends at the last value; a blank cell is None. Rows without any value
    are not handed out, so numbers may skip.
    """

    number: int
    cells: list[Cell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class CellRange:
    """A rectangle of cells, ends included; rows count from 1, columns from 0 (column A)."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file from outside may ask of this machine; sizes in bytes, before compression is undone and after.

    A sheet of 100,000 rows and 20 columns is about 100 MB of XML and 2 million cells.
    """

    cells: int = 5_000_000
    file: int = 256 * 2**20
    sheet: int = 512 * 2**20
    part: int = 32 * 2**20
    ratio: int = 400
    parts: int = 5_000
    strings: int = 1_500_000
    string_characters: int = 24_000_000
    row: int = 16 * 2**20
    merges: int = 100_000


DEFAULT_LIMITS = Limits()


def column_name(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return a column counted from 0 from its letters; raise ValueError beyond XFD or when not letters."""
    number = 0
    if not 0 < len(letters) <= 3 or not (letters.isascii() and letters.isalpha()):
        raise ValueError(letters)
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if number > MAX_COLUMNS:
        raise ValueError(letters)
    return number - 1
