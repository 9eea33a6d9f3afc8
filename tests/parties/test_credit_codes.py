from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ttoffice.parties.credit_codes import check_character, fault, region_of, written
from ttoffice.parties.enterprises import Region
from ttoffice.parties.rules import CREDIT_ALPHABET, credit_code_is_valid

CODE = "91350100M000100Y43"
"""The example of GB 32100-2015."""


def test_the_standards_own_example_has_no_fault() -> None:
    assert fault(CODE) is None
    assert check_character(CODE[:17]) == "3"


def test_a_fault_says_how_many_characters_there_are() -> None:
    assert "17" in (fault(CODE[:17]) or "")


def test_a_letter_that_no_code_holds_is_named_with_its_place() -> None:
    told = fault(CODE[:8] + "O" + CODE[9:]) or ""
    assert "9" in told
    assert "O" in told


def test_a_letter_in_the_division_is_named_with_its_place() -> None:
    assert "4" in (fault("913A" + CODE[4:]) or "")


def test_a_slip_inside_the_organisation_code_is_told_from_one_outside() -> None:
    inside = fault(CODE[:11] + "1" + CODE[12:]) or ""
    outside = fault("92" + CODE[2:]) or ""
    assert CODE[8:11] + "1" + CODE[12:17] in inside
    assert inside != outside
    assert CODE[8:17] not in outside


@given(st.integers(0, 17), st.sampled_from(CREDIT_ALPHABET))
def test_every_single_slip_is_found(place: int, letter: str) -> None:
    slipped = CODE[:place] + letter + CODE[place + 1 :]
    assert (fault(slipped) is None) == (slipped == CODE) == credit_code_is_valid(slipped)


@given(st.text(max_size=20))
def test_no_text_makes_it_fail(text: str) -> None:
    code = written(text)
    assert (fault(code) is None) == credit_code_is_valid(code)


def test_full_width_small_letters_and_blanks_are_read() -> None:
    assert written("９１35 0100-m000100y43") == CODE


def test_the_region_is_read_from_a_right_code_only() -> None:
    body = "91530102" + CODE[8:17]
    assert region_of(body + check_character(body)) is Region.KUNMING
    assert region_of(CODE) is Region.OTHER_PROVINCE
    assert region_of(body + "!") is None
    provincial = "91530000" + CODE[8:17]
    assert region_of(provincial + check_character(provincial)) is None
