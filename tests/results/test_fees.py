from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.money import MAX_FEN
from ttoffice.results.fees import FeePlan, Royalty, Stage

fen = st.integers(0, MAX_FEN)
percents = st.sampled_from(["0", "5", "12.5", "100"])
stages = st.builds(
    Stage, st.text(max_size=20), st.none() | fen, st.none() | percents, st.none() | st.integers(0, 3660)
)
royalties = st.builds(Royalty, percents, st.sampled_from([None, "sales", "new_profit"]))
plans = st.builds(
    FeePlan,
    st.none() | fen,
    st.lists(stages, max_size=4).map(tuple),
    st.none() | royalties,
    st.none() | fen,
    st.booleans(),
)


@given(plans)
def test_a_plan_survives_its_document(plan: FeePlan) -> None:
    assert FeePlan.from_document(json.loads(json.dumps(plan.as_document()))) == plan


@given(plans)
def test_a_plan_of_valid_parts_has_a_sentence_and_one_mode(plan: FeePlan) -> None:
    assert isinstance(plan.sentence(), str)
    assert (plan.payment_mode is None) == (not plan.stages and plan.royalty is None)


@pytest.mark.parametrize(
    ("plan", "mode", "sentence"),
    [
        (FeePlan(), None, ""),
        (FeePlan(royalty=Royalty("5")), "royalty", "按收入的5%提成"),
        (FeePlan(threshold_fen=0, royalty=Royalty("3.5")), "royalty", "零门槛费；按收入的3.5%提成"),
        (FeePlan(stages=(Stage("投产", 50_000_00),)), "stages", "投产支付5万元"),
        (
            FeePlan(10_000_00, (Stage("投产", share="30", days_to_pay=30),), Royalty("2")),
            "stages_royalty",
            "门槛费1万元；投产支付许可使用费的30%（30日内付清）；按收入的2%提成",
        ),
        (FeePlan(lump_sum_fen=123_45), None, "一次总付123.45元"),
        (FeePlan(negotiable=True), None, "面议"),
    ],
)
def test_the_sentence_and_the_mode_follow_from_the_parts(
    plan: FeePlan, mode: str | None, sentence: str
) -> None:
    assert plan.payment_mode == mode
    assert plan.sentence() == sentence
