from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.money import MAX_FEN, plain, to_fen, wan_or_yuan, yuan


@given(st.integers(0, MAX_FEN))
def test_fen_become_yuan_and_fen_again(fen: int) -> None:
    assert to_fen(yuan(fen)) == fen


@given(st.decimals())
def test_any_decimal_becomes_exact_fen_or_is_refused(amount: Decimal) -> None:
    try:
        fen = to_fen(amount)
    except ValueError:
        return
    assert 0 <= fen <= MAX_FEN
    assert Decimal(fen) == Decimal(fen).scaleb(0)
    assert yuan(fen) == amount


@pytest.mark.parametrize(
    "text",
    [
        "0.001",
        "-0.01",
        "NaN",
        "sNaN",
        "Infinity",
        "10000000000000.01",
        "1e999999",
        "1.00000000000000000000000000001",
    ],
)
def test_what_is_no_amount_of_fen_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        to_fen(Decimal(text))


@given(st.integers(0, MAX_FEN))
def test_an_amount_in_words_keeps_its_value(fen: int) -> None:
    text = wan_or_yuan(fen)
    number = Decimal(text.removesuffix("元").removesuffix("万"))
    assert number * (1_000_000 if text.endswith("万元") else 100) == fen
    assert not number or plain(number) == str(text.removesuffix("元").removesuffix("万"))


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "0元"),
        (1, "0.01元"),
        (99_99, "99.99元"),
        (100_00, "0.01万元"),
        (150_000_00, "15万元"),
        (123_456_00, "123456元"),
    ],
)
def test_ten_thousands_are_used_where_they_are_whole_to_the_hundredth(fen: int, text: str) -> None:
    assert wan_or_yuan(fen) == text
