"""The fee sentences that the program writes are read back as the plans they were made of."""

from __future__ import annotations

import pytest

from ttoffice.results.fees import FeePlan, Royalty, Stage
from ttoffice.results.importing.amounts import read_fee

PLANS = (
    FeePlan(threshold_fen=0, royalty=Royalty("2.5", "net_sales")),
    FeePlan(threshold_fen=1_000_000, stages=(Stage("投产后", 8_000_000, None, 30),)),
    FeePlan(
        threshold_fen=0,
        stages=(Stage("首条示范线投产", 8_000_000, None, 30), Stage("产品上市", 2_000_000)),
        royalty=Royalty("3", "sales"),
    ),
    FeePlan(threshold_fen=0, stages=(Stage("技术验证通过", None, "40"), Stage("投产", None, "60", 15))),
    FeePlan(lump_sum_fen=20_000_000),
    FeePlan(negotiable=True),
)


@pytest.mark.parametrize("plan", PLANS)
def test_a_sentence_of_our_own_is_read_back(plan: FeePlan) -> None:
    assert read_fee(plan.sentence(), None).value == plan
