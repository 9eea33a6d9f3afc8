"""What is left open because a row does not say enough."""

from __future__ import annotations

import pytest

from ttoffice.results.fees import FeePlan, Royalty
from ttoffice.results.importing.consistency import leave_sum_open

SUM = FeePlan(lump_sum_fen=20_000_000)


@pytest.mark.parametrize("mode", ["royalty", "stages", "stages_royalty"])
def test_a_bare_sum_is_no_lump_sum_where_the_fee_is_paid_later(mode: str) -> None:
    values = {"fee_plan": SUM, "payment_mode": mode, "fee_text": "20万元"}
    leave_sum_open(values)
    assert values == {"payment_mode": mode, "fee_text": "20万元"}


@pytest.mark.parametrize(
    "values",
    [
        {"fee_plan": SUM, "payment_mode": "lump_sum"},
        {"fee_plan": SUM},
        {"fee_plan": FeePlan(threshold_fen=0, royalty=Royalty("3")), "payment_mode": "royalty"},
        {"payment_mode": "royalty"},
    ],
)
def test_every_other_plan_stays(values: dict[str, object]) -> None:
    before = dict(values)
    leave_sum_open(values)
    assert values == before
