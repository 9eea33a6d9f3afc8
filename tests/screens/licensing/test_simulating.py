from __future__ import annotations

from fractions import Fraction

import pytest

from ttoffice.errors import UsageError
from ttoffice.screens.licensing.simulating import asked_of

TYPED = {"revenue": "2026=50万元", "quantity": "", "costs": "", "margin": "", "slips": [], "target": ""}


@pytest.mark.parametrize("text", ["1/0", "abc", "½", "1e99999999", "-5", "nan"])
def test_a_margin_that_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        asked_of({**TYPED, "margin": text})


def test_a_margin_may_be_typed_in_full_width() -> None:
    assert asked_of({**TYPED, "margin": "１２.5％"}).forecast.margin == Fraction(1, 8)
