from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.licenses.law.licenses import GRANT, TERMS
from tests.licenses.law.plans import BOTH_PLAN, ROYALTY, sound_plans
from ttoffice import i18n
from ttoffice.i18n import chinese
from ttoffice.licenses.codes import RateKind, RoyaltyBase
from ttoffice.licenses.differing import what_changed
from ttoffice.licenses.fees import FeePlan, RateStep
from ttoffice.licenses.terms import Terms
from ttoffice.licenses.wording import mode_text, plan_lines, price_text, royalty_text, stage_text, terms_lines
from ttoffice.rulebook import load

MODES = ("royalty", "stages", "stages_royalty")


def test_the_modes_bear_the_names_that_the_guideline_gives_them() -> None:
    rulebook = load("yunnan-2025-4", folders=(Path("src/ttoffice/rulebooks"),))
    for entry, plan in zip(
        rulebook.facts.payment_modes,
        (FeePlan(royalty=ROYALTY), replace(BOTH_PLAN, royalty=None), BOTH_PLAN),
        strict=True,
    ):
        assert entry.text.removesuffix("模式") == mode_text(plan, chinese)


def test_a_plan_is_told_in_sentences_that_a_contract_could_hold() -> None:
    told = dict(plan_lines(BOTH_PLAN, chinese))
    assert told["门槛费"] == "门槛费1万元，自合同生效之日起30日内支付"
    assert told["中试通过"] == (
        "里程碑节点（中试，预计2027年12月31日），支付20万元，自节点达成之日起30日内支付，以中试验收报告为凭"
    )
    assert told["提成"].startswith("按净销售额的3%提成，基数为扣除增值税")
    assert told["逾期付款"] == "按未付金额每日0.05%计收利息"
    assert "：里程碑节点（中试" in price_text(BOTH_PLAN)


def test_english_has_no_chinese_of_ours_in_it() -> None:
    i18n.use("en")
    try:
        text = stage_text(BOTH_PLAN.stages[1])
        assert text.startswith(
            "milestone node (pilot run, expected on 2027-12-31), pay 200,000.00 yuan, payable"
        )
        assert price_text(BOTH_PLAN).startswith("零门槛费或者低门槛费+")
    finally:
        i18n.use("zh_CN")


@pytest.mark.parametrize(
    ("royalty", "words"),
    [
        (
            replace(ROYALTY, rate_kind=RateKind.BY_TIME, steps=(RateStep(1, "3"), RateStep(3, "5"))),
            "以净销售额为基数：第1年起3%；第3年起5%",
        ),
        (
            replace(ROYALTY, rate_kind=RateKind.BY_VOLUME, steps=(RateStep(0, "3"), RateStep(10**9, "2"))),
            "以净销售额为基数：0元以上部分3%；1000万元以上部分2%",
        ),
        (
            replace(ROYALTY, base=RoyaltyBase.QUANTITY, steps=(RateStep(0, "5050"),)),
            "按销售数量的每单位50.5元提成",
        ),
    ],
)
def test_every_kind_of_rate_is_told(royalty: object, words: str) -> None:
    assert royalty_text(royalty, chinese).startswith(words)  # type: ignore[arg-type]  # a royalty


def test_what_nobody_has_said_is_left_out() -> None:
    assert dict(terms_lines(Terms(), chinese)).keys() == {"许可方式", "分许可"}
    assert "普通许可（未约定" in dict(terms_lines(Terms(), chinese))["许可方式"]


def test_what_changed_is_told_field_by_field_inside_the_plan_as_well() -> None:
    stages = (replace(BOTH_PLAN.stages[0], days_to_pay=60), BOTH_PLAN.stages[1])
    plan = replace(
        BOTH_PLAN, stages=stages, royalty=replace(ROYALTY, steps=(RateStep(1, "4"),), cap_fen=10**9)
    )
    after = replace(
        TERMS, plan=plan, ends_on=date(2032, 5, 31), grants=(replace(GRANT, consent="ZJ-2026-0001"),)
    )
    told = {one.path: (one.label, one.before, one.after) for one in what_changed(TERMS, after, chinese)}
    assert told.keys() == {
        f"grants[{GRANT.result}]",
        "ends_on",
        "plan.stages[s1].days_to_pay",
        "plan.royalty.cap_fen",
        "plan.royalty.steps",
    }
    assert told["ends_on"] == ("许可期限届满日", "2031年5月31日", "2032年5月31日")
    assert told["plan.stages[s1].days_to_pay"] == ("合同生效满一年 付款天数", "30", "60")
    assert told["plan.royalty.steps"] == ("提成 比例", "3%", "4%")
    assert told["plan.royalty.cap_fen"] == ("提成 封顶金额", "（无）", "1000万元")


def test_a_stage_or_royalty_that_is_new_or_gone_is_told_whole() -> None:
    after = replace(TERMS, plan=replace(BOTH_PLAN, stages=BOTH_PLAN.stages[:1], royalty=None))
    told = {one.path: (one.before, one.after) for one in what_changed(TERMS, after, chinese)}
    assert told["plan.stages[s2]"][1] == told["plan.royalty"][1] == "（无）"
    assert "中试" in told["plan.stages[s2]"][0]


@given(sound_plans(), sound_plans())
@settings(max_examples=25)
def test_something_is_told_exactly_where_terms_differ(one: FeePlan, other: FeePlan) -> None:
    before, after = replace(TERMS, plan=one), replace(TERMS, plan=other)
    assert bool(what_changed(before, after)) == (one != other)
    assert all(found.money for found in what_changed(before, after))
    assert price_text(one)
