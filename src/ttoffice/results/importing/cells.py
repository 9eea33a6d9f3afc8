"""One cell from outside: its text without control characters, and what reading it can give."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.results.ip_numbers import is_placeholder
from ttoffice.sheets.model import CellError, Formula

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What one cell says.

    Attributes:
        value: what was understood; None for an empty cell and for one that was not understood.
        problem: what is wrong; the text as written is kept and flagged.
        note: what is worth telling of a value that was understood; nothing is flagged.
    """

    value: T | None = None
    problem: Reason | None = None
    note: Reason | None = None


EMPTY: Reading[Any] = Reading()


def problem(code: str, message: str, *, basis: str | None = None) -> Reason:
    """Return what is wrong with a cell, as a reason of the import."""
    return Reason(f"import.{code}", message, basis=basis, warning=True)


def unread(code: str, message: str, *, basis: str | None = None) -> Reading[Any]:
    """Return the reading of a cell that was not understood."""
    return Reading(None, problem(code, message, basis=basis))


# C0 and C1 controls but tab and newlines, bidirectional marks, zero-width blanks, surrogates,
# noncharacters. Joiners stay: they belong to emoji and to some scripts.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_LINE_BREAK = re.compile(r"[\n\t]+")
MAX_CODE = 300
"""Characters beyond which no text is looked at as a code, a number or a date."""
_EDGES = " \t\r\n\u3000\xa0"


def clean(text: str) -> tuple[str, bool]:
    """Return a text trimmed and without control characters, and whether any were removed."""
    if _UNWANTED.search(text) is None and "\r" not in text:
        return text.strip(_EDGES), False
    text = _LINE_ENDS.sub("\n", text)
    kept = _UNWANTED.sub("", text)
    return kept.strip(_EDGES), len(kept) != len(text)


def one_line(text: str) -> str:
    """Return a text with its line breaks and tabs made single blanks."""
    if "\n" not in text and "\t" not in text:
        return text
    return " ".join(filter(None, map(str.strip, _LINE_BREAK.split(text))))


def written(value: object) -> str:
    """Return a cell's value as a person would have typed it; "" for an empty cell."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Formula):
        return f"={value.text.removeprefix('=')}"
    return value.code if isinstance(value, CellError) else str(value)


def short(text: str, limit: int = 60) -> str:
    """Return a text cut for a message."""
    text = one_line(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def folded(text: str) -> str:
    """Return a text for comparison: compatibility forms, no blanks, lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def blank(text: str) -> bool:
    """Return whether a cell holds nothing or a mark that says so."""
    return not text or (len(text) <= 12 and is_placeholder(text))


def read_line(text: str, limit: int) -> Reading[str]:
    """Return a text of one line; too long a text is not understood."""
    if blank(text):
        return EMPTY
    line = one_line(text)
    if len(line) > limit:
        return too_long(len(line), limit)
    if line != text:
        note = problem("line_break", _("Line breaks in the cell were made blanks"))
        return Reading(line, note=note)
    return Reading(line)


def read_text(text: str, limit: int) -> Reading[str]:
    """Return a text of several lines; too long a text is not understood."""
    if blank(text):
        return EMPTY
    return too_long(len(text), limit) if len(text) > limit else Reading(text)


def too_long(length: int, limit: int) -> Reading[Any]:
    """Return the reading of a text over its limit."""
    message = _("The text has %(length)d characters; at most %(limit)d fit: shorten it") % {
        "length": length,
        "limit": limit,
    }
    return unread("too_long", message)


DITTO = frozenset(["同上", "同前", "同左", "如上", "〃", "″", '"', "”", "''", "ditto"])
"""What people write for the value of the row above."""


def ditto(text: str) -> Reading[Any]:
    """Refuse a mark for the value above: which row that was, sorting and filtering may have changed."""
    return unread("ditto", _("%(text)s stands for the value above; write the value itself") % {"text": text})


def unusable(cell: Formula | CellError) -> tuple[Reading[Any], str]:
    """Return the reading of a cell that shows an error or holds a formula without a value, and its text."""
    if isinstance(cell, Formula) and cell.cached is None:
        message = _("The cell holds a formula without a value; open the file, save it, or type the value")
        return unread("formula", message), clean(written(cell))[0]
    error = cell.cached if isinstance(cell, Formula) else cell
    code = error.code if error is not None else ""
    return unread("error_cell", _("The cell shows the error %(code)s") % {"code": short(code)}), code
