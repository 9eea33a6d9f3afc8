from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workdays.statute import Statute
from ttoffice.errors import RefusedError, UsageError
from ttoffice.workdays.calendar import CalendarYear, Closure, WorkCalendar
from ttoffice.workdays.counting import Count, Pause, Period, count, read_period
from ttoffice.workdays.reading import shipped

CALENDAR = WorkCalendar(shipped())
NEW_YEAR_2027 = CalendarYear(2027, frozenset({date(2027, 1, 1)}), frozenset(), "通知", None, "试")


def counted(start: str, period: str, calendar: WorkCalendar = CALENDAR, **more: object) -> Count:
    return count(date.fromisoformat(start), read_period(period), calendar, **more)  # type: ignore[arg-type]


def end(start: str, period: str) -> str:
    return str(counted(start, period).ends_on)


def reasons(found: Count) -> list[tuple[str, str]]:
    return [(f"{day.day:%m-%d}", day.code) for day in found.days]


# --- the cases of the domain's facts -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "days15", "workdays5", "workdays15"),
    [
        ("2025-09-25", "2025-10-10", "2025-10-09", "2025-10-22"),
        ("2026-02-10", "2026-02-25", "2026-02-24", "2026-03-09"),
        ("2026-04-20", "2026-05-06", "2026-04-27", "2026-05-13"),
        ("2026-06-05", "2026-06-22", "2026-06-12", "2026-06-29"),
        ("2026-09-18", "2026-10-08", "2026-09-24", "2026-10-15"),
    ],
)
def test_periods_over_holidays_end_as_worked_out_elsewhere(
    start: str, days15: str, workdays5: str, workdays15: str
) -> None:
    assert (end(start, "15d"), end(start, "5wd"), end(start, "15wd")) == (days15, workdays5, workdays15)


def test_a_month_without_the_day_ends_on_its_last_day_which_may_be_a_worked_saturday() -> None:
    found = counted("2025-11-30", "3m")
    assert str(found.ends_on) == "2026-02-28"
    assert found.days[-1].code == "last_day_makeup_work:春节"


def test_a_recordal_that_would_end_on_a_holiday_ends_on_the_next_working_day() -> None:
    found = counted("2026-06-27", "3m")
    assert str(found.ends_on) == "2026-09-28"
    assert reasons(found)[-2:] == [("09-27", "last_day_statutory_rest:中秋节"), ("09-28", "roll")]
    assert not found.provisional


def test_a_month_is_no_thirty_days_and_a_year_no_365() -> None:
    assert (end("2026-01-30", "1m"), end("2026-01-30", "30d")) == ("2026-02-28", "2026-03-02")
    assert end("2024-02-29", "1y") == "2025-02-28"
    assert end("2025-03-03", "12m") == end("2025-03-03", "1y") == "2026-03-03"


def test_every_year_has_248_working_days() -> None:
    for year in (2025, 2026):
        days = [date(year, 1, 1) + timedelta(step) for step in range(365)]
        assert sum(CALENDAR.day(day).working for day in days) == 248


# --- against the statute, written a second time ---------------------------------------------------------

EVERY_DAY = [date(2025, 1, 1) + timedelta(step) for step in range(730)]
PERIODS = [
    Period(amount, unit)  # type: ignore[arg-type]
    for unit, amounts in {
        "d": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90),
        "wd": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45),
        "m": (1, 2, 3, 5, 6, 12, 18),
        "y": (1, 2, 3),
    }.items()
    for amount in amounts
]


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_every_day_of_two_years_agrees_with_the_statute(period: Period) -> None:
    law = Statute()
    for start in EVERY_DAY:
        found = count(start, period, CALENDAR)
        assert found.ends_on == law.ends_on(start, period.amount, period.unit), start
        assert found.provisional == (found.ends_on > date(2026, 12, 31)), start  # nothing is announced beyond


@st.composite
def spans(draw: st.DrawFn, most: int) -> list[tuple[date, date]]:
    first = st.dates(date(2025, 1, 1), date(2027, 3, 1))
    return [
        (begins, begins + timedelta(draw(st.integers(0, 60))))
        for begins in draw(st.lists(first, max_size=most))
    ]


def _days(ranges: list[tuple[date, date]]) -> set[date]:
    return {first + timedelta(step) for first, last in ranges for step in range((last - first).days + 1)}


@given(
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.one_of(
        st.builds(Period, st.integers(1, 120), st.sampled_from(["d", "wd"])),
        st.builds(Period, st.integers(1, 24), st.just("m")),
        st.builds(Period, st.integers(1, 3), st.just("y")),
    ),
    spans(3),
    spans(3),
    st.booleans(),
)
def test_closures_and_stops_agree_with_the_statute(
    start: date,
    period: Period,
    closed: list[tuple[date, date]],
    stopped: list[tuple[date, date]],
    skip: bool,
) -> None:
    calendar = WorkCalendar(shipped(), tuple(Closure(first, last, "假期") for first, last in closed))
    pauses = [Pause(first, last + timedelta(1)) for first, last in stopped]
    found = count(start, period, calendar, skip_closures=skip, pauses=pauses)
    law = Statute(_days(closed) if skip else (), _days(stopped))
    assert found.ends_on == law.ends_on(start, period.amount, period.unit)


@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from(PERIODS))
def test_the_proof_holds_every_day_once_and_its_counting_days_are_the_period(
    start: date, period: Period
) -> None:
    found = count(start, period, CALENDAR)
    assert found.ends_on is not None
    assert [day.day for day in found.days] == [
        start + timedelta(step) for step in range((found.ends_on - start).days + 1)
    ]
    assert not found.days[0].counts
    if period.unit in ("d", "wd"):
        assert sum(day.counts for day in found.days) == period.amount
    assert CALENDAR.day(found.ends_on).working


@given(st.dates(date(2025, 1, 1), date(2026, 12, 30)), st.sampled_from(["d", "wd", "m"]), st.integers(1, 40))
def test_a_longer_period_never_ends_earlier(start: date, unit: str, amount: int) -> None:
    ends = [count(start, Period(amount + more, unit), CALENDAR).ends_on for more in range(3)]  # type: ignore[arg-type]
    assert all(one is not None and other is not None and one <= other for one, other in pairwise(ends))


# --- the proof ------------------------------------------------------------------------------------------


def test_working_days_tell_each_day_and_its_holiday() -> None:
    assert reasons(counted("2026-02-12", "2wd")) == [
        ("02-12", "start_day"),
        ("02-13", "counted"),
        ("02-14", "last_day_makeup_work:春节"),
    ]
    found = reasons(counted("2026-02-13", "2wd"))
    assert found[1:3] == [("02-14", "makeup_work:春节"), ("02-15", "statutory_rest:春节")]
    assert found[-1] == ("02-24", "last_day")


def test_each_day_passed_over_at_the_end_says_why() -> None:
    assert reasons(counted("2026-04-25", "8d"))[-4:] == [
        ("05-03", "last_day_statutory_rest:劳动节"),
        ("05-04", "roll_statutory_rest:劳动节"),
        ("05-05", "roll_statutory_rest:劳动节"),
        ("05-06", "roll"),
    ]
    assert reasons(counted("2026-03-06", "1d")) == [
        ("03-06", "start_day"),
        ("03-07", "last_day_weekend"),
        ("03-08", "roll_weekend"),
        ("03-09", "roll"),
    ]


def test_a_last_day_on_a_worked_weekend_does_not_move() -> None:
    assert end("2026-02-12", "2d") == "2026-02-14"


# --- years that are not announced -----------------------------------------------------------------------


def test_a_count_into_an_unannounced_year_is_provisional_until_the_year_is_known() -> None:
    assert counted("2026-12-30", "5wd").provisional
    assert not counted("2026-12-20", "5wd").provisional
    later = WorkCalendar((*shipped(), NEW_YEAR_2027))
    known = counted("2026-12-30", "5wd", later)
    assert (known.provisional, str(known.ends_on)) == (False, "2027-01-07")
    assert str(counted("2026-12-30", "5wd").ends_on) == "2027-01-06"


def test_calendar_days_are_provisional_only_where_their_end_is() -> None:
    assert not counted("2026-12-01", "30d").provisional  # 12-31 is a Thursday
    assert counted("2026-12-02", "30d").provisional
    assert counted("2024-12-31", "1d", WorkCalendar((NEW_YEAR_2027,))).provisional


# --- closures and stops ---------------------------------------------------------------------------------

WINTER = WorkCalendar(shipped(), (Closure(date(2026, 1, 19), date(2026, 2, 13), "寒假"),))


def test_closures_count_unless_they_are_to_be_passed_over() -> None:
    assert str(counted("2026-01-15", "5wd", WINTER).ends_on) == "2026-01-22"
    assert str(counted("2026-01-15", "5wd", WINTER, skip_closures=True).ends_on) == "2026-02-26"
    passed = counted("2026-01-15", "5d", WINTER, skip_closures=True)
    assert str(passed.ends_on) == "2026-02-24"  # 16, 17, 18 January, 14 and 15 February, moved on
    assert ("01-19", "closure:寒假") in reasons(passed)


def test_a_month_runs_through_a_closure_but_does_not_end_in_one() -> None:
    found = counted("2025-12-20", "1m", WINTER, skip_closures=True)
    assert str(found.ends_on) == "2026-02-14"
    assert ("01-20", "last_day_closure:寒假") in reasons(found)


def test_stopped_days_are_added() -> None:
    stop = Pause(date(2026, 3, 4), date(2026, 3, 10))
    assert str(counted("2026-03-02", "5wd", pauses=(stop,)).ends_on) == "2026-03-13"
    assert str(counted("2026-03-02", "5wd").ends_on) == "2026-03-09"
    assert str(counted("2026-03-02", "10d", pauses=(stop,)).ends_on) == "2026-03-18"
    assert str(counted("2026-03-02", "1m", pauses=(stop,)).ends_on) == "2026-04-08"


def test_a_period_that_stands_still_has_no_end() -> None:
    found = counted("2026-03-02", "5wd", pauses=(Pause(date(2026, 3, 4)),))
    assert found.ends_on is None
    assert reasons(found)[-1] == ("03-04", "paused")


def test_a_stop_of_no_day_changes_nothing() -> None:
    day = date(2026, 3, 4)
    assert counted("2026-03-02", "5wd", pauses=(Pause(day, day),)) == counted("2026-03-02", "5wd")


# --- what is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("15d", "15d"),
        (" 5 WD ", "5wd"),
        ("3m", "3m"),
        ("１ｙ", "1y"),
        ("15日", "15d"),
        ("5个工作日", "5wd"),
        ("5工作日", "5wd"),
        ("3个月", "3m"),
        ("2年", "2y"),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, period: str) -> None:
    assert str(read_period(text)) == period


@pytest.mark.parametrize(
    "text", ["", "d", "15", "0d", "-3d", "1.5m", "3x", "99999d", "101y", "٣d", "3d5wd", "5" * 400 + "d"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_period(text)


@pytest.mark.parametrize("period", ["3m", "1y", "40d", "30wd"])
def test_an_end_beyond_the_calendar_is_refused(period: str) -> None:
    with pytest.raises(RefusedError) as refused:
        counted("9999-12-01", period)
    assert refused.value.reasons[0].code == "deadline.beyond_calendar"
