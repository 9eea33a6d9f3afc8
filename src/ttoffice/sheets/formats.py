"""Which number formats show dates, and the dates that serial numbers mean."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from ttoffice.sheets.model import Cell
from ttoffice.sheets.package import Package
from ttoffice.sheets.xml_safe import each_element

BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Format numbers that mean a date or a time without being defined in the file; 27-36 and 50-58 in Chinese."""

_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_BRACKETED = re.compile(r"\[[^\]]*\]?")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE_LETTER = re.compile(r"[ymdhs年月日]|aaa", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_EXACT_DIGITS = 15  # what a number in a worksheet holds exactly
_EXACT = 10**_EXACT_DIGITS
_MAX_SERIAL = 2_958_466  # 10000-01-01
_MILLISECONDS = 86_400_000


def shows_date(code: str) -> bool:
    """Tell whether a number format shows a date or a time of day; an elapsed time `[h]:mm` is a number."""
    section = _LITERAL.sub("", code).split(";")[0]
    if _ELAPSED.search(section):
        return False
    section = _BRACKETED.sub("", section)
    return section.lower() != "general" and _DATE_LETTER.search(section) is not None


def date_styles(package: Package, part: str) -> frozenset[str]:
    """Return the style numbers (as cells write them) whose numbers are dates; none without the part."""
    if not package.has(part):
        return frozenset()
    codes: dict[str, str] = {}
    formats: list[str] = []
    inside = False

    def visit(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            formats.append(attributes.get("numFmtId", "0"))

    each_element(package, part, package.limits.part, visit)
    dated = {number for number, code in codes.items() if shows_date(code)}
    dated |= {str(number) for number in BUILT_IN_DATES} - codes.keys()
    return frozenset(str(style) for style, number in enumerate(formats) if number in dated)


def number(text: str) -> Cell:
    """Return a number as the file has it: int when written whole, else float; None when blank.

    What is longer than 15 digits (identifiers) or no number at all stays text as written.
    """
    if text.isdecimal() and len(text) <= _EXACT_DIGITS:
        return int(text)
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return text or None
    value = float(text)
    if abs(value) >= _EXACT:
        return text
    return int(text) if text.lstrip("+-").isdecimal() else value


def serial_date(text: str, *, from_1904: bool) -> Cell:
    """Return the date of a serial number, a `datetime` when it has a time, `08:30:00` for a time alone.

    The worksheet's calendar has a 29 February 1900 (serial 60); that and what lies outside the years
    1900-9999 stays a number.
    """
    value = number(text)
    if not isinstance(value, int | float) or not 0 <= value < _MAX_SERIAL:
        return value
    days, milliseconds = divmod(round(value * _MILLISECONDS), _MILLISECONDS)
    if days == 0 and milliseconds:
        return f"{timedelta(milliseconds=milliseconds)}"[:8].zfill(8)
    if from_1904:
        start = date(1904, 1, 1)
    elif days in {0, 60}:
        return value
    else:
        start = date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
    try:
        day = start + timedelta(days)
    except OverflowError:
        return value
    if not milliseconds:
        return day
    return datetime(day.year, day.month, day.day) + timedelta(milliseconds=milliseconds)  # noqa: DTZ001 - a cell has no zone


def iso_date(text: str) -> Cell:
    """Return the date of a cell of type `d` (ISO 8601); what is none stays text."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    if moment.time() == time.min and "T" not in text[:-9].upper():
        return moment.date()
    return moment
