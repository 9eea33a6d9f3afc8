"""Dates as ledgers write them: a dozen spellings, serial numbers, and those that must not be guessed."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta

from ttoffice.i18n import gettext as _
from ttoffice.results.importing.cells import EMPTY, MAX_CODE, Reading, blank, problem, short, unread, written

_EPOCH = date(1899, 12, 30)
FIRST_SERIAL = (date(1990, 1, 1) - _EPOCH).days
LAST_SERIAL = (date(2050, 12, 31) - _EPOCH).days
"""Serial numbers outside 1990-2050 are taken for something else than a date."""

_NUMERALS = str.maketrans("〇○零一二三四五六七八九元", "0001234567891")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_SEP = r"\s*[-/.,、\\_~]\s*"
_TIME = r"(?:\s*[T ]?\s*\d{1,2}\s*[::时]\s*\d{1,2}(?:\s*[::分]\s*\d{1,2}(?:\.\d+)?\s*秒?|\s*分)?Z?)?"
_DAY = re.compile(
    rf"(\d{{4}})(?:{_SEP}|\s*年\s*)(\d{{1,2}})(?:{_SEP}|\s*月\s*)(\d{{1,2}})\s*[日号]?\.?(?:\s*\(?(?:星期|周).\)?)?{_TIME}"
)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH_ONLY = re.compile(rf"(\d{{4}})(?:{_SEP}|\s*年\s*)(\d{{1,2}})\s*月?\s*份?")
_YEAR_ONLY = re.compile(r"((?:19|20)\d{2})\s*年?度?")
_SHORT_YEAR = re.compile(rf"\d{{1,2}}(?:{_SEP}|\s*年\s*)\d{{1,2}}(?:(?:{_SEP}|\s*月\s*)\d{{1,4}}\s*[日号]?)?")
_WORDS = re.compile(r"(\d{1,2})[-\s]([A-Za-z]{3})[a-z]*\.?[-\s,]+(\d{4})")
_WORDS_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})\s*,?\s+(\d{4})")
_RANGE = re.compile(r"\d{4}\D.*?\d\s*[日号]?\s*(?:[-–—~至到]|\.\.+)+\s*(?:\d{4}\D|今|长期).*", re.DOTALL)


def read_date(value: object, today: date, *, future_expected: bool = False) -> Reading[date]:
    """Return the date of a cell; incomplete, ambiguous and impossible ones are not understood.

    A number is a date as `20210618` or, from 1990 to 2050, as a serial number of the spreadsheet. A date
    after `today` is told by a note unless it is to be expected, as of an expiry.
    """
    if isinstance(value, datetime):
        reading = Reading(value.date())
    elif isinstance(value, date):
        reading = Reading(value)
    elif isinstance(value, bool):
        reading = _unreadable(written(value))
    else:
        reading = _read_text(written(value))
    if reading.value is not None and reading.value > today and not future_expected:
        message = _("%(date)s lies in the future; is it right?") % {"date": reading.value.isoformat()}
        return Reading(reading.value, note=problem("date_future", message))
    return reading


def read_partial(text: str) -> str | None:
    """Return `2024`, `2024-06` or `2024-06-18` for a date that may be partial, or None."""
    plain = _plain(text)
    found = _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if found:
        try:
            return date(int(found.group(1)), int(found.group(2)), int(found.group(3))).isoformat()
        except ValueError:
            return None
    found = _MONTH_ONLY.fullmatch(plain)
    if found and 1 <= int(found.group(2)) <= 12:
        return f"{found.group(1)}-{int(found.group(2)):02d}"
    found = _YEAR_ONLY.fullmatch(plain)
    return found.group(1) if found else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().replace("——", "-")


def _read_text(text: str) -> Reading[date]:
    if blank(text):
        return EMPTY
    if len(text) > MAX_CODE:
        return _unreadable(text)
    plain = _plain(text)
    found = _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if found:
        return _day(int(found.group(1)), int(found.group(2)), int(found.group(3)), text)
    if plain.replace(".", "", 1).isdigit() and plain.isascii():
        return _number(plain, text)
    if not plain.isascii():
        numerals = _from_numerals(plain)
        found = _DAY.fullmatch(numerals) if numerals != plain else None
        if found:
            return _day(int(found.group(1)), int(found.group(2)), int(found.group(3)), text)
        plain = numerals
    return _words(plain, text)


def _number(plain: str, text: str) -> Reading[date]:
    whole = plain.partition(".")[0]
    if len(whole) == 5 and FIRST_SERIAL <= int(whole) <= LAST_SERIAL:
        return Reading(_EPOCH + timedelta(days=int(whole)))
    return _incomplete(plain, text)


def _words(plain: str, text: str) -> Reading[date]:
    found = _WORDS.fullmatch(plain)
    if found and found.group(2).lower() in _MONTHS:
        return _day(int(found.group(3)), _MONTHS[found.group(2).lower()], int(found.group(1)), text)
    found = _WORDS_FIRST.fullmatch(plain)
    if found and found.group(1).lower() in _MONTHS:
        return _day(int(found.group(3)), _MONTHS[found.group(1).lower()], int(found.group(2)), text)
    if _RANGE.fullmatch(plain):
        message = _("%(text)s is a period; give one day") % {"text": short(text)}
        return unread("date_range", message)
    return _incomplete(plain, text)


def _incomplete(plain: str, text: str) -> Reading[date]:
    month_only = _MONTH_ONLY.fullmatch(plain)
    six = len(plain) == 6 and plain.isdigit()
    if _YEAR_ONLY.fullmatch(plain) or month_only or (six and plain[:2] in ("19", "20")):
        message = _("%(text)s is no full date; add month and day") % {"text": short(text)}
        return unread("date_incomplete", message)
    if six or _SHORT_YEAR.fullmatch(plain):
        message = _("%(text)s does not tell its year in four digits, or which number is which") % {
            "text": short(text)
        }
        return unread("date_short_year", message)
    return _unreadable(text)


def _day(year: int, month: int, day: int, text: str) -> Reading[date]:
    if 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return Reading(date(year, month, day))
    return unread("date_impossible", _("%(text)s is no day of the calendar") % {"text": short(text)})


def _unreadable(text: str) -> Reading[date]:
    message = _("%(text)s is no date that is understood; write it like 2021-06-18") % {"text": short(text)}
    return unread("date_unknown", message)


def _from_numerals(text: str) -> str:
    """Return a text with Chinese numerals in date positions made digits: 二〇二一年十二月三十一日."""
    head, year, rest = text.partition("年")
    if not year or len(head) > 4:
        return text
    month, mark, day = rest.partition("月")
    if not mark:
        return text
    return f"{head.translate(_NUMERALS)}年{_small(month)}月{_small(day)}"


def _small(text: str) -> str:
    """Return a numeral below one hundred made digits, keeping what follows it."""
    tail = text[-1:] if text[-1:] in ("日", "号") else ""
    body = text[: -len(tail)] if tail else text
    for mark, number in (("卅", "三十"), ("廿", "二十")):
        body = body.replace(mark, number)
    if "十" in body:
        tens, _ten, ones = body.partition("十")
        body = f"{tens.translate(_NUMERALS) or '1'}{ones.translate(_NUMERALS) or '0'}"
    return body.translate(_NUMERALS) + tail
