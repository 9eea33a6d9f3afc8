from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.parties.rules import CREDIT_ALPHABET, CREDIT_LENGTH, credit_code_is_valid, unit_reasons
from ttoffice.parties.views import UnitView

GENUINE = "91350100M000100Y43"  # the worked example of GB 32100-2015


def test_the_example_of_the_standard_passes() -> None:
    assert credit_code_is_valid(GENUINE)


@given(st.integers(0, CREDIT_LENGTH - 1), st.sampled_from(CREDIT_ALPHABET))
def test_one_wrong_character_is_always_noticed(place: int, letter: str) -> None:
    changed = GENUINE[:place] + letter + GENUINE[place + 1 :]
    assert credit_code_is_valid(changed) == (changed == GENUINE)


@pytest.mark.parametrize("place", range(CREDIT_LENGTH - 1))
def test_two_neighbours_exchanged_are_noticed(place: int) -> None:
    first, second = GENUINE[place], GENUINE[place + 1]
    changed = GENUINE[:place] + second + first + GENUINE[place + 2 :]
    assert credit_code_is_valid(changed) == (first == second)


@given(st.text(max_size=20))
def test_any_text_is_judged_without_failing(text: str) -> None:
    assert credit_code_is_valid(text) in (True, False)


@pytest.mark.parametrize(
    "code", ["", GENUINE[:-1], GENUINE + "0", GENUINE.lower(), GENUINE.replace("M", "I")]
)
def test_length_and_alphabet_are_asked_for(code: str) -> None:
    assert not credit_code_is_valid(code)


def test_a_false_code_refuses_and_a_mobile_number_warns() -> None:
    refused, warned = unit_reasons(GENUINE[:-1] + "0", "13888888888")
    assert (refused.code, refused.warning, refused.field) == ("unit.credit_code", False, "credit_code")
    assert (warned.code, warned.warning, warned.field) == ("unit.mobile_phone", True, "contact_phone")


@pytest.mark.parametrize("phone", ["0871-65031234", "65031234", "108888888888", ""])
def test_an_office_line_is_not_warned_of(phone: str) -> None:
    assert unit_reasons("", phone) == []


def test_a_unit_entered_before_contracts_named_it_reads_as_its_history_has_it() -> None:
    assert set(UnitView("滇中科技大学").as_document()) == {
        "name", "credit_code", "office", "contact_name", "contact_phone", "address",
    }  # fmt: skip
    assert UnitView("滇中科技大学", bank="建设银行").as_document()["bank"] == "建设银行"
