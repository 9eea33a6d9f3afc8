"""民法典 200-204 a second time, written from the statute and the State Council's own sentences, sharing no code.

Where the program walks a period day by day, this writes down every working day once and looks up the n-th;
where the program adds months, this looks for the matching day on a sheet of the month.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

NOTICES = {
    2025: """
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
""",
    2026: """
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
""",
}
"""The sentences of both notices; the days of the week in them are checked as they are read."""

_DAY = r"(?:(\d+)月)?(\d+)日（[^）]*周([一二三四五六日])）"
FIRST, LAST = date(2024, 1, 1), date(2040, 12, 31)


def _said(year: int, said: tuple[str, str, str], month_before: int = 0) -> date:
    month, day, weekday = said
    found = date(year, int(month or month_before), int(day))
    assert "一二三四五六日"[found.weekday()] == weekday, found
    return found


def arrangement(year: int) -> tuple[set[date], set[date]]:
    """Return the days off and the worked weekends that a notice orders."""
    rest: set[date] = set()
    work: set[date] = set()
    for line in NOTICES[year].strip().splitlines():
        off, _stop, rest_of = line.partition("放假")
        ends = re.findall(_DAY, off)
        first = _said(year, ends[0])
        last = _said(year, ends[-1], first.month)
        days = {first + timedelta(step) for step in range((last - first).days + 1)}
        told = re.search(r"(?:共|^)(\d+)天", rest_of)
        assert told is not None
        assert len(days) == int(told[1]), line
        rest |= days
        work |= {_said(year, found) for found in re.findall(_DAY, rest_of)}
    return rest, work


class Statute:
    """The law over a span of years."""

    def __init__(self, closed: Iterable[date] = (), paused: Iterable[date] = ()) -> None:
        self.rest: set[date] = set()
        self.work: set[date] = set()
        for year in NOTICES:
            rest, work = arrangement(year)
            self.rest |= rest
            self.work |= work
        self.closed, self.paused = set(closed), set(paused)
        every = [FIRST + timedelta(step) for step in range((LAST - FIRST).days + 1)]
        open_days = [day for day in every if day not in self.paused and day not in self.closed]
        self.working = [day for day in open_days if self.is_working(day)]
        self.counting = open_days
        self.running = [day for day in every if day not in self.paused]

    def is_working(self, day: date) -> bool:
        """法定休假日 and weekends are off, 调休上班日 are not."""
        return day in self.work or (day.isoweekday() < 6 and day not in self.rest)

    def ends_on(self, start: date, amount: int, unit: str) -> date:
        """Return the last day of a period."""
        if unit == "wd":
            return self.working[bisect_right(self.working, start) + amount - 1]
        if unit == "d":
            last = self.counting[bisect_right(self.counting, start) + amount - 1]
        else:
            matching = self.matching_day(start, amount * (12 if unit == "y" else 1))
            among = (matching - start).days
            last = self.running[bisect_right(self.running, start) + among - 1]
        return self.working[bisect_left(self.working, last)]  # 203: the next day that is none off

    @staticmethod
    def matching_day(start: date, months: int) -> date:
        """Return the matching day; of a month that has none, its last (202)."""
        month, year = start.month, start.year
        for _month in range(months):
            month, year = (1, year + 1) if month == 12 else (month + 1, year)
        day = start.day
        while day > monthrange(year, month)[1]:
            day -= 1
        return date(year, month, day)
