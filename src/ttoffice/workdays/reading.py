"""The years of the calendar from files: those shipped, and those an office writes down from a new notice.

A year is TOML as in `data/2026.toml`, or a table (CSV or workbook) with the columns 日期, 类型 (休 or 班)
and 说明, a line a day, as an office types it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ttoffice.errors import InputFileError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.sheets.model import Row
from ttoffice.workdays.calendar import CalendarYear, faults

DATA = Path(__file__).parent / "data"
SHIPPED = (2025, 2026)
"""The years that come with the program."""

LARGEST = 2**20
MOST_DAYS = 366
_CONTAINERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DAY = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[\sT]?0{1,2}:00(?::00)?)?", re.ASCII
)
_HEADERS = {
    "day": ("日期", "date", "day"),
    "kind": ("类型", "type", "kind"),
    "name": ("说明", "名称", "节日", "name", "note"),
}
_REST = ("休", "休息", "休息日", "放假", "节假日", "法定节假日", "法定休假日", "rest", "off", "holiday")
_WORK = ("班", "上班", "补班", "调休", "调休上班", "工作", "工作日", "work", "workday")


@cache
def shipped() -> tuple[CalendarYear, ...]:
    """Return the years that come with the program, oldest first."""
    return tuple(read_years(DATA / f"{year}.toml")[0] for year in SHIPPED)


def read_years(path: Path) -> tuple[CalendarYear, ...]:
    """Return the years of a file, oldest first; those of a table have neither source nor edition.

    Raises InputFileError, naming file, line or key, where it is neither TOML nor such a table, or where a
    year's arrangement is wrong in itself.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4)
            text = b"" if head in _CONTAINERS else head + file.read(LARGEST)
    except OSError as error:
        raise _unreadable(path, os_reason(error)) from error
    if len(text) > LARGEST:
        raise _unreadable(path, _("it is far larger than a calendar can be"))
    toml = path.suffix.lower() == ".toml"
    years = list(_toml_years(path, text)) if toml else list(_table_years(path, text))
    for year in years:
        for fault in faults(year):
            raise _unreadable(path, fault)
    twice = [year for year, times in Counter(year.year for year in years).items() if times > 1]
    if twice:
        raise _unreadable(path, _("the year %(year)d stands in it twice") % {"year": twice[0]})
    return tuple(sorted(years, key=lambda year: year.year))


def _unreadable(path: Path, why: str) -> InputFileError:
    return InputFileError(
        _("%(file)s is no calendar: %(why)s") % {"file": path.name, "why": why},
        advice=_(
            "Nothing was loaded. Write it as TOML like the years that come with the program, or as a table"
            " with the columns 日期, 类型 (休 or 班) and 说明, a line a day."
        ),
    )


# --- TOML ----------------------------------------------------------------------------------------------


def _toml_years(path: Path, raw: bytes) -> Iterator[CalendarYear]:
    try:
        document = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _unreadable(path, _("it is not text in UTF-8")) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(path, _("it is not TOML: %(error)s") % {"error": error}) from error
    tables = document.get("years", [document])
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise _unreadable(path, _("%(key)s must be a list of tables") % {"key": "years"})
    for table in tables:
        yield _toml_year(path, table)


def _toml_year(path: Path, table: Mapping[str, Any]) -> CalendarYear:
    rest, work = _toml_days(path, table, "rest"), _toml_days(path, table, "work")
    announced = table.get("announced_on")
    paper = _text(path, table, "paper", optional=True)
    source = _text(path, table, "source")
    return CalendarYear(
        _number(path, table, "year"),
        frozenset(day for day, _name in rest),
        frozenset(day for day, _name in work),
        f"{source} {paper}".strip(),
        None if announced is None else _date(path, "announced_on", announced),
        _text(path, table, "edition"),
        _named(path, (*rest, *work)),
    )


def _toml_days(path: Path, table: Mapping[str, Any], key: str) -> list[tuple[date, str]]:
    """Return the days of `[[rest]]` or `[[work]]`, given one by one as `days` or from `first` to `last`."""
    entries = table.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _unreadable(path, _("%(key)s must be a list of tables") % {"key": key})
    found: list[tuple[date, str]] = []
    for entry in entries:
        name = _text(path, entry, "name", optional=True)
        days = entry.get("days", [])
        if not isinstance(days, list):
            raise _unreadable(path, _("%(key)s must be a list of dates") % {"key": f"{key}.days"})
        found += [(_date(path, f"{key}.days", day), name) for day in days]
        if "first" in entry or "last" in entry:
            first, last = (_date(path, f"{key}.{end}", entry.get(end)) for end in ("first", "last"))
            if not 0 <= (last - first).days < MOST_DAYS:
                raise _unreadable(
                    path,
                    _("%(key)s ends on %(last)s and begins on %(first)s")
                    % {"key": key, "last": last.isoformat(), "first": first.isoformat()},
                )
            found += [(first + timedelta(step), name) for step in range((last - first).days + 1)]
    return found


def _text(path: Path, table: Mapping[str, Any], key: str, *, optional: bool = False) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or not (value.strip() or optional):
        raise _unreadable(path, _("%(key)s must be a text") % {"key": key})
    return " ".join(value.split())


def _number(path: Path, table: Mapping[str, Any], key: str) -> int:
    value = table.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 1900 <= value <= 9999:
        raise _unreadable(path, _("%(key)s must be a year such as 2027") % {"key": key})
    return value


def _date(path: Path, key: str, value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _unreadable(path, _("%(key)s must be a date such as 2027-01-01") % {"key": key})
    return value


def _named(path: Path, days: Iterable[tuple[date, str]]) -> dict[date, str]:
    """Return each day's holiday; a day that stands there twice is refused."""
    found: dict[date, str] = {}
    for day, name in days:
        if day in found:
            raise _unreadable(path, _("%(day)s stands in it twice") % {"day": day.isoformat()})
        found[day] = name
    return found


# --- tables --------------------------------------------------------------------------------------------


def _table_years(path: Path, head: bytes) -> Iterator[CalendarYear]:
    rows = list(_rows(path, head))
    if len(rows) < 2:
        raise _unreadable(path, _("it holds no day"))
    places = _places(path, rows[0])
    rest: dict[date, str] = {}
    work: dict[date, str] = {}
    for row in rows[1:]:
        day = read_day(_cell(row, places["day"]))
        if day is None:
            raise _unreadable(
                path,
                _("row %(row)d: %(text)s is no date")
                % {"row": row.number, "text": _shown(row, places["day"])},
            )
        if day in rest or day in work:
            raise _unreadable(
                path,
                _("row %(row)d: %(day)s stands in it twice") % {"row": row.number, "day": day.isoformat()},
            )
        (rest if _rests(path, row, places["kind"]) else work)[day] = _shown(row, places.get("name"))
    for year in sorted({day.year for day in (*rest, *work)}):
        names = {day: name for day, name in (*rest.items(), *work.items()) if day.year == year}
        yield CalendarYear(
            year, frozenset(names.keys() & rest), frozenset(names.keys() & work), "", None, "", names
        )


def _rows(path: Path, text: bytes) -> Iterator[Row]:
    """Yield the rows of the table: the first sheet of a workbook, or a CSV file."""
    from ttoffice.sheets.model import Limits

    limits = Limits(cells=20_000, file=8 * LARGEST, sheet=16 * LARGEST)
    if not text:
        from ttoffice.sheets.xlsx_read import open_workbook

        with open_workbook(path, limits=limits) as book:
            shown = [sheet for sheet in book.sheets if not sheet.hidden]
            yield from book.iter_rows(shown[0]) if shown else ()
        return
    from ttoffice.sheets.csv_read import read_csv

    yield from read_csv(path, limits=limits)


def _places(path: Path, header: Row) -> dict[str, int]:
    """Return in which column each thing stands."""
    titles = [unicodedata.normalize("NFKC", str(cell or "")).strip().lower() for cell in header.cells]
    places = {
        key: titles.index(title)
        for key, known in _HEADERS.items()
        for title in reversed(known)
        if title in titles
    }
    for key in ("day", "kind"):
        if key not in places:
            raise _unreadable(path, _("it has no column %(column)s") % {"column": _HEADERS[key][0]})
    return places


def _cell(row: Row, place: int | None) -> Any:
    return row.cells[place] if place is not None and place < len(row.cells) else None


def _shown(row: Row, place: int | None) -> str:
    value = _cell(row, place)
    return " ".join(str(value if value is not None else "").split())[:100]


def _rests(path: Path, row: Row, place: int) -> bool:
    """Tell whether a row is about a rest day; refuse what is neither that nor a working day."""
    said = unicodedata.normalize("NFKC", _shown(row, place)).lower()
    if said in _REST or said in _WORK:
        return said in _REST
    raise _unreadable(
        path,
        _("row %(row)d: the 类型 must be 休 or 班, not %(text)s")
        % {"row": row.number, "text": said or _("nothing")},
    )


def read_day(value: Any) -> date | None:
    """Return the day that a cell means: a date, `2027-02-14`, `2027/2/14`, `2027年2月14日`, `20270214`; else None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", str(value)).strip())
    if not match:
        return None
    month, day = match[2] or match[4], match[3] or match[5]
    try:
        return date(int(match[1]), int(month), int(day))
    except ValueError:
        return None
