"""The last day of payment or of report: counted from its node by the calendar in force, with its proof in words.

A period in days that the contract gives ends on the next working day where its last day is a rest day
(民法典 203). A day that the contract names itself stands as it is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.counting import Count, Period, count, node_day

DAY_LINE, REPORT_LINE = "付款期限：", "报表期限："
"""What the lines about days begin with, so that a new count can put others in their place."""
_WEEKDAYS = "一二三四五六日"
_UNITS = {"d": "日", "wd": "个工作日", "m": "个月", "y": "年"}


@dataclass(frozen=True, slots=True)
class LastDay:
    """A last day: from when it is counted, the day, whether it may still move, and the line that says how it was found."""

    start: date
    day: date
    provisional: bool
    line: str


def last_day(node: date, days: int | None, calendar: WorkCalendar, what: str = DAY_LINE) -> LastDay:
    """Return the last day of so many calendar days from a node; the node itself for none."""
    if not days:
        return LastDay(node, node, False, f"{what}{_day(node)}。")
    found = proof(node, days, calendar)
    assert found.ends_on is not None  # without stops every period ends
    plain = date.fromordinal(node.toordinal() + days)
    return LastDay(
        node, found.ends_on, found.provisional, f"{what}{_words(node, days, plain, found, calendar)}"
    )


def period_end(start: date, period: Period, calendar: WorkCalendar) -> LastDay:
    """Return the last day of a period from the day of effect, where payment is due by its end."""
    found = count(start, period, calendar)
    assert found.ends_on is not None  # without stops every period ends
    rolled = (
        ""
        if found.ends_on == node_day(start, period, calendar)
        else "，末日为休息日，顺延（民法典第二百零三条）"
    )
    words = f"{period.amount}{_UNITS[period.unit]}"
    return LastDay(
        start,
        found.ends_on,
        found.provisional,
        f"{DAY_LINE}自合同生效日{start.isoformat()}起{words}，至{found.ends_on.isoformat()}{rolled}。",
    )


def proof(node: date, days: int, calendar: WorkCalendar) -> Count:
    """Return the count of so many calendar days from a node, day by day (民法典 201-203)."""
    return count(node, Period(days, "d"), calendar)


def day_lines(working: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a working that are about days."""
    return tuple(line for line in working if line.startswith((DAY_LINE, REPORT_LINE)))


def with_day_lines(working: tuple[str, ...], lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return a working with the lines about its days behind it, in place of those that it had."""
    old = day_lines(working)
    return (*(line for line in working if line not in old), *lines)


def _words(node: date, days: int, plain: date, found: Count, calendar: WorkCalendar) -> str:
    assert found.ends_on is not None
    begun = f"自{_day(node)}起算（当日不计），{days}日的末日为{_day(plain)}"
    mark = "（该年放假安排尚未公布，为暂定日期）" if found.provisional else ""
    if found.ends_on == plain:
        worked = "，系调休的工作日" if calendar.day(plain).why == "makeup_work" else ""
        return f"{begun}{worked}{mark}。"
    name = next((item.name for item in found.days if item.day == plain and item.name), "休息日")
    return f"{begun}，系{name}，顺延至{_day(found.ends_on)}（民法典第二百零三条）{mark}。"


def _day(day: date) -> str:
    return f"{day.isoformat()}（周{_WEEKDAYS[day.weekday()]}）"
