"""The last day of payment or of report: counted from its node by the calendar in force, with its proof in words.

A period in days that the contract gives ends on the next working day where its last day is a rest day
(民法典 203). A day that the contract names itself stands as it is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.counting import Count, Period, count

DAY_LINE = "付款期限："
"""What the line about the day of payment begins with, so that a new count can put another in its place."""
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class LastDay:
    """A last day: the day, whether it may still move, and the line that says how it was found."""

    day: date
    provisional: bool
    line: str


def last_day(node: date, days: int | None, calendar: WorkCalendar, what: str = DAY_LINE) -> LastDay:
    """Return the last day of so many calendar days from a node; the node itself for none."""
    if not days:
        return LastDay(node, False, f"{what}{_day(node)}。")
    found = proof(node, days, calendar)
    assert found.ends_on is not None  # without stops every period ends
    plain = date.fromordinal(node.toordinal() + days)
    return LastDay(found.ends_on, found.provisional, f"{what}{_words(node, days, plain, found)}")


def proof(node: date, days: int, calendar: WorkCalendar) -> Count:
    """Return the count of so many calendar days from a node, day by day (民法典 201-203)."""
    return count(node, Period(days, "d"), calendar)


def with_day_line(working: tuple[str, ...], line: str) -> tuple[str, ...]:
    """Return a working with the line about its day of payment put in, in place of an earlier one."""
    kept = tuple(item for item in working if not item.startswith(DAY_LINE))
    return (*kept, line) if line else kept


def _words(node: date, days: int, plain: date, found: Count) -> str:
    assert found.ends_on is not None
    begun = f"自{_day(node)}起算（当日不计），{days}日的末日为{_day(plain)}"
    mark = "（该年放假安排尚未公布，为暂定日期）" if found.provisional else ""
    if found.ends_on == plain:
        return f"{begun}{mark}。"
    name = next((item.name for item in found.days if item.day == plain and item.name), "休息日")
    return f"{begun}，系{name}，顺延至{_day(found.ends_on)}（民法典第二百零三条）{mark}。"


def _day(day: date) -> str:
    return f"{day.isoformat()}（周{_WEEKDAYS[day.weekday()]}）"
