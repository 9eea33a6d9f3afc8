from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.licenses.codes import MONTHS, SettlementPeriod
from ttoffice.licenses.dues.settlements import key_of, key_words, read_key, settlements

DAYS = st.dates(date(1999, 1, 1), date(2050, 12, 31))


def test_the_first_and_the_last_period_are_cut_short() -> None:
    found = list(settlements(SettlementPeriod.HALF_YEAR, date(2026, 3, 15), date(2027, 2, 10)))
    assert [(item.key, item.first, item.last) for item in found] == [
        ("2026-H1", date(2026, 3, 15), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2027-H1", date(2027, 1, 1), date(2027, 2, 10)),
    ]


@given(st.sampled_from(SettlementPeriod), DAYS, st.integers(0, 900))
def test_periods_cover_every_day_once_and_lie_within_their_calendar_period(
    period: SettlementPeriod, first: date, length: int
) -> None:
    last = first + timedelta(length)
    found = list(settlements(period, first, last))
    assert found[0].first == first
    assert found[-1].last == last
    assert all(two.first - one.last == timedelta(1) for one, two in pairwise(found))
    assert len({item.key for item in found}) == len(found)
    for item in found:
        assert key_of(period, item.first) == key_of(period, item.last) == item.key
        assert read_key(item.key) == item.key
        assert (item.last - item.first).days < 31 * MONTHS[period]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2026-H1", "2026-H1"),
        ("2026h2", "2026-H2"),
        ("2026年上半年", "2026-H1"),
        ("２０２６年下半年", "2026-H2"),
        ("2026Q3", "2026-Q3"),
        ("2026年第三季度", "2026-Q3"),
        ("2026年4季度", "2026-Q4"),
        ("2026-3", "2026-03"),
        ("2026年12月", "2026-12"),
        ("2026.07", "2026-07"),
        ("2026", "2026"),
        ("2026年", "2026"),
        ("2026-H3", None),
        ("2026-13", None),
        ("上半年", None),
        ("", None),
    ],
)
def test_a_period_is_understood_as_people_write_it(typed: str, key: str | None) -> None:
    assert read_key(typed) == key


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2026", "2026年度"),
        ("2026-H2", "2026年下半年"),
        ("2026-Q4", "2026年第四季度"),
        ("2026-09", "2026年9月"),
        ("s1", "s1"),
    ],
)
def test_a_period_is_named_as_documents_name_it(key: str, words: str) -> None:
    assert key_words(key) == words
