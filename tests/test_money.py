from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.money import MAX_FEN, amount_text, capital, figures, plain, to_fen, wan_or_yuan, yuan


@given(st.integers(0, MAX_FEN))
def test_fen_become_yuan_and_fen_again(fen: int) -> None:
    assert to_fen(yuan(fen)) == fen


@given(st.integers(-MAX_FEN, MAX_FEN))
def test_figures_hold_the_amount_to_the_fen(fen: int) -> None:
    text = figures(fen)
    assert Decimal(text.replace(",", "")) * 100 == fen
    assert text[-3] == "."


@given(st.decimals())
def test_any_decimal_becomes_exact_fen_or_is_refused(amount: Decimal) -> None:
    try:
        fen = to_fen(amount)
    except ValueError:
        return
    assert 0 <= fen <= MAX_FEN
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
        (100_00, "100元"),
        (9_900_00, "9900元"),
        (10_000_00, "1万元"),
        (150_000_00, "15万元"),
        (123_456_00, "123456元"),
    ],
)
def test_ten_thousands_are_used_from_one_on_where_whole_to_the_hundredth(fen: int, text: str) -> None:
    assert wan_or_yuan(fen) == text


DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def spoken(text: str) -> int:
    """Read an amount in capital numerals back, from the characters alone; return fen."""
    body = text.removeprefix("人民币").removesuffix("整")
    whole, _yuan, rest = body.rpartition("元")
    total = section = digit = 0
    for character in whole:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in PLACES:
            section, digit = section + digit * PLACES[character], 0
        else:
            scale = {"万": 10**4, "亿": 10**8}[character]
            total, section, digit = (
                (total + section + digit) * scale if character == "亿" else total + (section + digit) * scale,
                0,
                0,
            )
    fen, digit = (total + section + digit) * 100, 0
    for character in rest:
        if character in DIGITS:
            digit = DIGITS[character]
        else:
            fen += digit * {"角": 10, "分": 1}[character]
    return fen


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (123456789, "人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (30, "人民币叁角整"),
        (10005, "人民币壹佰元零伍分"),
        (10050, "人民币壹佰元伍角整"),
        (10000500, "人民币壹拾万零伍元整"),
        (100005000, "人民币壹佰万零伍拾元整"),
        (1005000000, "人民币壹仟零伍万元整"),
        (10001000000, "人民币壹亿零壹万元整"),
        (120000000100, "人民币壹拾贰亿零壹元整"),
        (MAX_FEN, "人民币壹拾万亿元整"),
    ],
)
def test_amounts_are_written_out_as_banks_ask_for(fen: int, text: str) -> None:
    assert capital(fen) == text


def written_out_well(fen: int) -> None:
    text = capital(fen)
    assert spoken(text) == fen
    assert text.startswith("人民币")
    assert text.endswith(("整", "分"))
    assert "零零" not in text
    assert not [pair for pair in ("零元", "零万", "零亿", "零角", "零整", "亿万") if pair in text] or fen == 0


@given(st.integers(0, MAX_FEN))
def test_every_amount_written_out_is_read_back_as_itself(fen: int) -> None:
    written_out_well(fen)


@pytest.mark.parametrize("step", [9973, pytest.param(1, marks=pytest.mark.exhaustive)])
def test_every_amount_up_to_a_hundred_thousand_yuan_is_read_back(step: int) -> None:
    for fen in range(0, 10_000_000, step):
        written_out_well(fen)


def test_less_than_nothing_is_not_written_out() -> None:
    with pytest.raises(ValueError, match="-1"):
        capital(-1)


def test_a_contract_has_an_amount_in_figures_and_written_out() -> None:
    assert amount_text(120000) == "人民币1,200.00元（大写：人民币壹仟贰佰元整）"
