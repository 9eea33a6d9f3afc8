from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.licenses.awards.codes import Part
from ttoffice.licenses.awards.record import AwardLine, Distributed
from ttoffice.licenses.awards.shares import (
    adds_up,
    apportion,
    gross_of,
    pool_of,
    read_share,
    scaled,
    with_amounts,
    written_share,
)

AMOUNTS = st.integers(min_value=0, max_value=10**15)
WEIGHTS = st.lists(
    st.fractions(min_value=Fraction(1, 97), max_value=100, max_denominator=97), min_size=1, max_size=9
)


@given(AMOUNTS, st.fractions(min_value=0, max_value=1), WEIGHTS)
def test_no_fen_is_lost_between_net_income_pool_and_lines(
    net: int, share: Fraction, weights: list[Fraction]
) -> None:
    pool = pool_of(net, share)
    retained = net - pool
    assert 0 <= pool <= net
    assert retained >= 0
    shares = scaled(weights, Fraction(1))
    lines = [
        AwardLine(str(place), f"人{place}", Part.COMPLETER, written_share(part))
        for place, part in enumerate(shares)
    ]
    assert adds_up(lines)
    paid = with_amounts(lines, pool)
    assert sum(line.amount_fen for line in paid) + retained == net
    for line, part in zip(paid, shares, strict=True):
        assert abs(line.amount_fen - pool * part) < 1


def test_the_fen_left_over_go_to_the_largest_remainders_the_earlier_line_first() -> None:
    third = Fraction(1, 3)
    assert apportion(100, [third, third, third]) == [34, 33, 33]
    assert apportion(101, [third, third, third]) == [34, 34, 33]
    assert apportion(10, [Fraction(15, 100), Fraction(25, 100), Fraction(6, 10)]) == [2, 2, 6]
    assert apportion(0, [third, third, third]) == [0, 0, 0]


def test_a_pool_is_rounded_half_up_so_that_half_of_an_odd_fen_is_no_less_than_half() -> None:
    assert pool_of(101, Fraction(1, 2)) == 51
    assert pool_of(101, Fraction(1, 4)) == 25


@pytest.mark.parametrize(
    ("text", "share", "written"),
    [
        ("45", Fraction(45, 100), "45%"),
        ("12.50%", Fraction(1, 8), "12.5%"),
        ("1/3", Fraction(1, 3), "1/3"),
        ("100％", Fraction(1), "100%"),
        ("0", Fraction(0), "0%"),
    ],
)
def test_shares_are_percent_or_fractions(text: str, share: Fraction, written: str) -> None:
    assert read_share(text) == share
    assert written_share(share) == written
    assert read_share(written) == share


@pytest.mark.parametrize(
    "text", ["", "a", "101", "-1", "1/0", "4/3", "NaN", "1e400", "９" * 50, "½", "50%%%x"]
)
def test_what_is_no_share_of_a_whole_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no share"):
        read_share(text)


def test_a_refund_counts_against_the_receipts() -> None:
    day = date(2026, 3, 1)
    assert gross_of([Distributed("DZ-1", day, 100), Distributed("DZ-2", day, 30, refund=True)]) == 70
