from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ttoffice.workdays.periods import add_months, add_years

months = st.integers(-24_000, 24_000)


def added(start: date, count: int) -> date | None:
    try:
        return add_months(start, count)
    except OverflowError:
        return None


@given(st.dates(), months)
def test_the_month_is_exact_and_the_day_matches_or_is_the_last(start: date, count: int) -> None:
    later = added(start, count)
    assume(later is not None)
    assert later is not None
    assert (later.year - start.year) * 12 + later.month - start.month == count
    assert later.day == min(start.day, monthrange(later.year, later.month)[1])


@given(st.dates(), months)
def test_only_what_lies_outside_the_calendar_overflows(start: date, count: int) -> None:
    year = (start.year * 12 + start.month - 1 + count) // 12
    assert (added(start, count) is None) == (not 1 <= year <= 9999)


@given(st.dates(), st.dates(), st.integers(0, 1200))
def test_a_later_start_never_ends_earlier(first: date, second: date, count: int) -> None:
    first, second = sorted((first, second))
    one, other = added(first, count), added(second, count)
    assert one is None or other is None or one <= other


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 100))
def test_steps_from_the_first_of_a_month_add_up(start: date, count: int) -> None:
    start = start.replace(day=1)
    walked = start
    for _step in range(count):
        walked = add_months(walked, 1)
    assert walked == add_months(start, count)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_month_ends_and_turns_of_the_year(start: date, count: int, expected: date) -> None:
    assert add_months(start, count) == expected


def test_a_leap_day_comes_back_after_four_years() -> None:
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert add_years(date(2024, 2, 29), 2) == date(2026, 2, 28)
