"""Settlement periods of royalties: calendar months, quarters, half-years and years, the first and last cut short."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ttoffice.licenses.codes import MONTHS, SettlementPeriod
from ttoffice.workdays.periods import MONTHS_A_YEAR, add_months

_DAY = timedelta(days=1)
_NUMERALS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(\d{4})年?"), "{0}"),
    (re.compile(r"(\d{4})[-年]?(?:H1|上半年)"), "{0}-H1"),
    (re.compile(r"(\d{4})[-年]?(?:H2|下半年)"), "{0}-H2"),
    (re.compile(r"(\d{4})[-年]?Q([1-4])"), "{0}-Q{1}"),
    (re.compile(r"(\d{4})年?第?([1-4一二三四])季度?"), "{0}-Q{1}"),
    (re.compile(r"(\d{4})[-/.年](0?[1-9]|1[0-2])月?"), "{0}-{1}"),
)


@dataclass(frozen=True, slots=True)
class Settlement:
    """One settlement period: its key such as `2026-H1`, its first and its last day."""

    key: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """The period as a Chinese document names it: `2026年上半年`."""
        return key_words(self.key)


def key_of(period: SettlementPeriod, day: date) -> str:
    """Return the key of the calendar period that a day lies in."""
    if period is SettlementPeriod.YEAR:
        return f"{day.year:04d}"
    if period is SettlementPeriod.MONTH:
        return f"{day.year:04d}-{day.month:02d}"
    letter = "H" if period is SettlementPeriod.HALF_YEAR else "Q"
    return f"{day.year:04d}-{letter}{(day.month - 1) // MONTHS[period] + 1}"


def settlements(period: SettlementPeriod, first: date, last: date) -> Iterator[Settlement]:
    """Yield the calendar periods from one day to another, both included; the first and last may be shorter."""
    day, months = first, MONTHS[period]
    while day <= last:
        begin = date(day.year, (day.month - 1) // months * months + 1, 1)
        end = _last_of_month(date(begin.year, begin.month + months - 1, 1))
        yield Settlement(key_of(period, day), day, min(end, last))
        if end >= last or end == date.max:
            return
        day = end + _DAY


def _last_of_month(day: date) -> date:
    try:
        return add_months(day, 1) - _DAY
    except OverflowError:
        return date.max


def read_key(text: str) -> str | None:
    """Return the key that somebody means: `2026-H1`, `2026h1`, `2026年上半年`, `2026Q1`, `2026-3`, `2026`; else None."""
    plain = unicodedata.normalize("NFKC", text).strip().upper().replace(" ", "")
    for form, key in _FORMS:
        match = form.fullmatch(plain)
        if match:
            parts = [_NUMERALS.get(part, part) for part in match.groups()]
            return key.format(parts[0], *(part.zfill(2) if "Q" not in key else part for part in parts[1:]))
    return None


def key_words(key: str) -> str:
    """Return a key as a Chinese document names the period; any other text as it stands."""
    year, _dash, rest = key.partition("-")
    if not (year.isdigit() and len(year) == len("2026")):
        return key
    if not rest:
        return f"{year}年度"
    if rest in ("H1", "H2"):
        return f"{year}年{'上' if rest == 'H1' else '下'}半年"
    if rest.startswith("Q"):
        return f"{year}年第{'一二三四'[int(rest[1]) - 1]}季度"
    return f"{year}年{int(rest)}月" if rest.isdigit() else key


def days_of_year(year: int) -> int:
    """Return how many days a year has."""
    return (date(year, MONTHS_A_YEAR, 31) - date(year, 1, 1)).days + 1
