from __future__ import annotations

from fractions import Fraction

import pytest

from ttoffice.errors import UsageError
from ttoffice.licenses.simulating.typed import percent_typed, slips_typed


def test_slips_are_typed_by_milestone_also_in_full_width() -> None:
    assert slips_typed(["s2=6m", " s3 ＝ 永不 ", "s4=失败"]) == {"s2": "6m", "s3": None, "s4": None}
    assert slips_typed([]) is None


@pytest.mark.parametrize("text", ["s2", "s2=", "=6m", "s2=bald"])
def test_a_slip_that_says_not_which_or_not_how_much_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        slips_typed([text])


def test_a_percentage_that_is_none_names_where_it_was_typed() -> None:
    assert percent_typed("３０％") == Fraction(3, 10)
    with pytest.raises(UsageError, match="--margin"):
        percent_typed("1/0", "--margin")
