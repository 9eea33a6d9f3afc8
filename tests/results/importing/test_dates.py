"""A dozen spellings of a date are understood; what is incomplete, ambiguous or impossible is not guessed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.results.importing.dates import read_date, read_partial

TODAY = date(2026, 6, 1)
DAY = date(2021, 6, 18)

SPELLINGS = [
    "2021-06-18",
    "2021/6/18",
    "2021.6.18",
    "2021. 6. 18",
    "20210618",
    20210618,
    "2021年6月18日",
    "2021 年 06 月 18 日",
    "２０２１-０６-１８",
    "二〇二一年六月十八日",
    "二零二一年六月十八日",
    "44365",
    44365,
    44365.75,
    "44365.0",
    " 2021-06-18 ",
    "\u30002021-06-18",
    "2021-06-18 00:00:00",
    "2021-06-18T09:30",
    "2021/6/18（周五）",
    "2021.6.18.",
    "18-Jun-2021",
    "June 18, 2021",
    datetime(2021, 6, 18, 9, 30),  # noqa: DTZ001 - as a workbook has it
    date(2021, 6, 18),
]


@pytest.mark.parametrize("value", SPELLINGS, ids=repr)
def test_spellings_of_a_day(value: object) -> None:
    reading = read_date(value, TODAY)
    assert (reading.value, reading.problem) == (DAY, None)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2021-06", "date_incomplete"),
        ("2021年6月", "date_incomplete"),
        ("2021年", "date_incomplete"),
        (2021, "date_incomplete"),
        (202106, "date_incomplete"),
        ("2021-02-30", "date_impossible"),
        ("2021-13-01", "date_impossible"),
        (20211301, "date_impossible"),
        ("21.6.18", "date_short_year"),
        ("6/8/2021", "date_short_year"),
        ("2021.06.18-2031.06.17", "date_range"),
        ("2021年6月18日至2031年6月17日", "date_range"),
        ("长期", "date_unknown"),
        ("2021年6月18日授权", "date_unknown"),
        ("12345", "date_unknown"),
        (True, "date_unknown"),
        ("x" * 10_000, "date_unknown"),
    ],
)
def test_what_is_no_single_day_is_not_guessed(value: object, code: str) -> None:
    reading = read_date(value, TODAY)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == f"import.{code}"


@pytest.mark.parametrize("value", ["", "/", "—", "无", None])
def test_an_empty_cell_is_no_date_and_no_problem(value: object) -> None:
    assert read_date(value, TODAY).problem is None


def test_a_future_day_is_taken_and_told_unless_it_is_to_be_expected() -> None:
    assert read_date("2030-01-01", TODAY).value == date(2030, 1, 1)
    assert read_date("2030-01-01", TODAY).note is not None
    assert read_date("2030-01-01", TODAY, future_expected=True).note is None


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)))
def test_every_day_is_read_from_each_usual_spelling(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    for value in (
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        serial,
        str(serial),
    ):
        assert read_date(value, date(2051, 1, 1)).value == day


@given(st.text(max_size=40))
def test_any_text_is_understood_empty_or_told(text: str) -> None:
    reading = read_date(text, TODAY)
    assert reading.value is None or reading.problem is None


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("2022年", "2022"),
        ("2024.6", "2024-06"),
        ("2024-06-18", "2024-06-18"),
        ("2024.13", None),
        ("近期", None),
    ],
)
def test_partial_dates_of_uses_stay_partial(text: str, partial: str | None) -> None:
    assert read_partial(text) == partial
