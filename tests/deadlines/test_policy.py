from __future__ import annotations

from fractions import Fraction

import pytest

from ttoffice.deadlines.policy import SETTINGS, PolicyValue, preset, read_value, shown
from ttoffice.errors import UsageError


@pytest.mark.parametrize("code", SETTINGS)
def test_every_preset_is_a_value_of_its_kind(code: str) -> None:
    value = preset(code)
    assert read_value(code, value.value) == value.value
    assert value.words
    assert value.source


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("review", "20个工作日", "20wd"),
        ("quorum", " 1/2 ", "1/2"),
        ("quorum", "1/1", "1/1"),
        ("award_share_min", "70％", "70%"),
        ("award_share_min", "66.67%", "66.67%"),
        ("low_threshold_ceiling", "0500", "500"),
        ("objection_late", "accept", "accept"),
    ],
)
def test_values_are_kept_in_one_form(code: str, text: str, value: str) -> None:
    assert read_value(code, text) == value


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("review", "0d"),
        ("review", "soon"),
        ("quorum", "3/2"),
        ("quorum", "0.5"),
        ("quorum", "1/0"),
        ("award_share_min", "101%"),
        ("award_share_min", "50"),
        ("low_threshold_ceiling", "-1"),
        ("low_threshold_ceiling", "9" * 30),
        ("objection_late", "maybe"),
        ("frog", "1d"),
    ],
)
def test_other_values_are_refused(code: str, text: str) -> None:
    with pytest.raises(UsageError):
        read_value(code, text)


def test_values_are_understood() -> None:
    assert PolicyValue("quorum", "2/3", "x").fraction == Fraction(2, 3)
    assert PolicyValue("award_share_min", "50%", "x").fraction == Fraction(1, 2)
    assert PolicyValue("low_threshold_ceiling", "500", "x").fen == 500
    assert shown("low_threshold_ceiling", "5000001") == "50,000.01 元"
    assert shown("review", "30d") == "30日"
    assert shown("objection_late", "case").startswith("逐件")
