from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.licenses.law.plans import (
    BOTH_PLAN,
    DATE_NODE,
    DAY,
    FACTS,
    MILESTONE_NODE,
    RIGHTS_END,
    ROYALTY,
    ROYALTY_PLAN,
    STAGES_PLAN,
    TERM_END,
    royalties,
    sound_plans,
    staged,
)
from ttoffice.licenses.codes import MilestoneKind, RateKind, RoyaltyBase, Trigger
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.law.facts import PlanFacts
from ttoffice.licenses.law.unclear import UNCLEAR
from ttoffice.licenses.plan_rules import plan_reasons
from ttoffice.reasons import Reason, refusing


def codes(plan: FeePlan, facts: PlanFacts = FACTS) -> list[str]:
    return [reason.code for reason in plan_reasons(plan, facts)]


def refused(plan: FeePlan, facts: PlanFacts = FACTS) -> list[str]:
    return [reason.code for reason in refusing(plan_reasons(plan, facts))]


def one(plan: FeePlan, code: str, facts: PlanFacts = FACTS) -> Reason:
    [reason] = [reason for reason in plan_reasons(plan, facts) if reason.code == code]
    return reason


@pytest.mark.parametrize("plan", [ROYALTY_PLAN, STAGES_PLAN, BOTH_PLAN], ids=["royalty", "stages", "both"])
def test_a_plan_of_each_mode_raises_no_reason_at_all(plan: FeePlan) -> None:
    assert codes(plan) == []


@settings(max_examples=60)
@given(sound_plans())
def test_a_plan_made_of_sound_parts_is_never_refused(plan: FeePlan) -> None:
    assert refused(plan) == []


@pytest.mark.exhaustive
@settings(max_examples=1500)
@given(sound_plans())
def test_no_sound_plan_of_very_many_is_refused(plan: FeePlan) -> None:
    assert refused(plan) == []


def test_a_threshold_fee_alone_fits_none_of_the_modes() -> None:
    reason = one(FeePlan(threshold_fen=100, threshold_days=30, late_rate="0.05"), "plan.no_mode")
    assert reason.basis == "pay-later:2"
    assert not reason.warning
    assert reason.field == "plan"


def test_a_mode_that_another_guideline_does_not_have_is_refused() -> None:
    facts = replace(FACTS, modes=("royalty",))
    assert refused(STAGES_PLAN, facts) == ["plan.other_mode"]
    assert refused(ROYALTY_PLAN, facts) == []


def test_every_mode_says_its_threshold_fee_even_where_it_is_nothing() -> None:
    plan = replace(ROYALTY_PLAN, threshold_fen=None)
    assert one(plan, "plan.threshold").basis == "pay-later:2"


def test_a_threshold_fee_above_the_units_ceiling_is_warned_of_with_the_source() -> None:
    reason = one(replace(BOTH_PLAN, threshold_fen=5_000_001), "plan.threshold_high")
    assert reason.warning
    assert "本单位设定" in reason.message
    assert codes(replace(BOTH_PLAN, threshold_fen=5_000_000)) == []


# --- what is left out is refused, each with a code of its own -------------------------------------------


def _royalty(**values: Any) -> FeePlan:
    return replace(ROYALTY_PLAN, royalty=replace(ROYALTY, **values))


def _first(**values: Any) -> FeePlan:
    return replace(STAGES_PLAN, stages=(replace(DATE_NODE, **values), MILESTONE_NODE))


def _milestone(**values: Any) -> FeePlan:
    return replace(STAGES_PLAN, stages=(DATE_NODE, replace(MILESTONE_NODE, **values)))


def _shares(*shares: str, total: int | None = 10_000_000) -> FeePlan:
    stages = tuple(
        replace(DATE_NODE, key=f"s{place}", amount_fen=None, share=share)
        for place, share in enumerate(shares)
    )
    return replace(STAGES_PLAN, stages=stages, total_fen=total)


UNCLEAR_PLANS = {
    "plan.royalty_base": _royalty(base=None),
    "plan.royalty_rate": _royalty(steps=()),
    "plan.royalty_period": _royalty(period=None),
    "plan.royalty_report": _royalty(report_days=None),
    "plan.royalty_payment": _royalty(payment_days=None),
    "plan.royalty_start": _royalty(from_first_sale=False),
    "plan.royalty_starts": _royalty(starts_on=DAY),
    "plan.royalty_starts_after": _royalty(from_first_sale=False, starts_after="后来"),
    "plan.royalty_end": _royalty(ends_on=None),
    "plan.royalty_steps_fixed": _royalty(steps=(RateStep(1, "3"), RateStep(2, "2"))),
    "plan.royalty_steps_gap": _royalty(rate_kind=RateKind.BY_TIME, steps=(RateStep(3, "3"),)),
    "plan.royalty_steps_order": _royalty(
        rate_kind=RateKind.BY_TIME, steps=(RateStep(1, "3"), RateStep(4, "2"), RateStep(4, "1"))
    ),
    "plan.stage_day": _first(after=""),
    "plan.stage_two_days": _first(on=date(2027, 6, 1)),
    "plan.stage_period": _first(after="一阵子"),
    "plan.stage_milestone": _milestone(milestone=None),
    "plan.stage_proof": _milestone(proof=" "),
    "plan.stage_days": _milestone(days_to_pay=None),
    "plan.stage_amount": _first(amount_fen=None),
    "plan.total": _shares("50", "50", total=None),
    "plan.shares_short": _shares("50", "49.99"),
    "plan.threshold_days": replace(BOTH_PLAN, threshold_days=None),
}


@pytest.mark.parametrize("code", UNCLEAR_PLANS)
def test_what_a_registrar_would_find_unclear_is_refused_with_source(code: str) -> None:
    plan = UNCLEAR_PLANS[code]
    assert refused(plan) == [code]
    assert one(plan, code).basis == UNCLEAR


def test_a_table_of_units_begins_at_the_first_one_and_a_table_of_amounts_at_nothing() -> None:
    stepped = {"rate_kind": RateKind.BY_VOLUME, "steps": (RateStep(1, "100"), RateStep(1_001, "50"))}
    assert refused(_royalty(base=RoyaltyBase.QUANTITY, **stepped)) == []
    assert refused(_royalty(**{**stepped, "steps": (RateStep(1, "3"), RateStep(1_001, "2"))})) == [
        "plan.royalty_steps_gap"
    ]


DROPPED_OF_ROYALTY: dict[str, dict[str, Any]] = {
    "plan.royalty_base": {"base": None},
    "plan.royalty_rate": {"steps": ()},
    "plan.royalty_period": {"period": None},
    "plan.royalty_report": {"report_days": None},
    "plan.royalty_payment": {"payment_days": None},
    "plan.royalty_start": {"starts_on": None, "starts_after": "", "from_first_sale": False},
    "plan.royalty_end": {"ends_on": None},
}
DROPPED_OF_STAGE: dict[str, dict[str, Any]] = {
    "plan.stage_amount": {"amount_fen": None, "share": ""},
    "plan.stage_days": {"days_to_pay": None},
    "plan.stage_label": {"label": " "},
    "plan.stage_key": {"key": ""},
}


@settings(max_examples=40)
@given(royalties(), st.sampled_from([*DROPPED_OF_ROYALTY]))
def test_whatever_is_dropped_from_a_sound_royalty_is_what_is_refused(royalty: Royalty, code: str) -> None:
    if code == "plan.royalty_base":  # without a base the rate is taken for a percentage
        royalty = replace(royalty, base=RoyaltyBase.SALES)
    assert refused(_royalty(**_parts(replace(royalty, **DROPPED_OF_ROYALTY[code])))) == [code]


@settings(max_examples=40)
@given(staged(), st.sampled_from([*DROPPED_OF_STAGE]), st.data())
def test_whatever_is_dropped_from_a_sound_stage_is_what_is_refused(
    plan: FeePlan, code: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(plan.stages) - 1))
    stages = [*plan.stages]
    stages[place] = replace(stages[place], **DROPPED_OF_STAGE[code])
    assert refused(replace(plan, threshold_fen=0, stages=tuple(stages))) == [code]


def _parts(royalty: Royalty) -> dict[str, Any]:
    return {item.name: getattr(royalty, item.name) for item in fields(royalty)}


WRONG_PLANS = {
    "plan.threshold_value": replace(BOTH_PLAN, threshold_fen=-1),
    "plan.threshold_days_value": replace(BOTH_PLAN, threshold_days=-1),
    "plan.stage_key": _milestone(key=" "),
    "plan.stage_key_twice": _milestone(key="s1"),
    "plan.stage_label": _first(label=""),
    "plan.stage_both_nodes": _milestone(after="6m"),
    "plan.stage_amount_value": _first(amount_fen=0),
    "plan.stage_share": _shares("0"),
    "plan.stage_days_value": _first(days_to_pay=40_000),
    "plan.total_value": replace(STAGES_PLAN, total_fen=0),
    "plan.shares_over": _shares("60", "40.01"),
    "plan.amounts_over": replace(STAGES_PLAN, total_fen=29_999_999),
    "plan.stages_over": replace(
        STAGES_PLAN,
        total_fen=30_000_000,
        stages=(
            DATE_NODE,
            MILESTONE_NODE,
            replace(DATE_NODE, key="s3", amount_fen=None, share="0.01"),
        ),
    ),
    "plan.stages_many": replace(
        STAGES_PLAN, stages=tuple(replace(DATE_NODE, key=f"s{place}") for place in range(101))
    ),
    "plan.royalty_rate_value": _royalty(steps=(RateStep(1, "100.01"),)),
    "plan.royalty_steps_many": _royalty(
        rate_kind=RateKind.BY_TIME, steps=tuple(RateStep(place, "3") for place in range(1, 102))
    ),
    "plan.royalty_steps_value": _royalty(
        rate_kind=RateKind.BY_VOLUME, steps=(RateStep(0, "3"), RateStep(10**16, "2"))
    ),
    "plan.royalty_report_value": _royalty(report_days=-1),
    "plan.royalty_payment_value": _royalty(payment_days=-1),
    "plan.royalty_order": _royalty(from_first_sale=False, starts_on=date(2031, 6, 1)),
    "plan.royalty_beyond_right": _royalty(ends_on=date(2040, 3, 5)),
    "plan.royalty_minimum_value": _royalty(minimum_fen=-1),
    "plan.royalty_cap_value": _royalty(cap_fen=0),
    "plan.royalty_minimum_over_cap": _royalty(minimum_fen=101, cap_fen=100),
    "plan.late_rate": replace(ROYALTY_PLAN, late_rate="每天万分之五"),
    "plan.grace_days": replace(ROYALTY_PLAN, grace_days=-1),
}


@pytest.mark.parametrize("code", WRONG_PLANS)
def test_what_cannot_be_is_refused_with_a_code_of_its_own(code: str) -> None:
    assert refused(WRONG_PLANS[code]) == [code]


DOUBTFUL_PLANS = {
    "plan.stage_planned": _milestone(planned_on=None),
    "plan.stage_at_once": _first(after="", on=DAY),
    "plan.stage_after_term": _milestone(planned_on=date(2031, 6, 1)),
    "plan.stages_short": replace(STAGES_PLAN, total_fen=30_000_001),
    "plan.royalty_base_note": _royalty(base_note=" "),
    "plan.royalty_minimums_over_cap": _royalty(
        from_first_sale=False, starts_on=date(2027, 1, 1), minimum_fen=100, cap_fen=399
    ),
    "plan.royalty_beyond_term": _royalty(ends_on=date(2031, 6, 1)),
    "plan.late_rate_none": replace(ROYALTY_PLAN, late_rate=""),
    "plan.late_rate_high": replace(ROYALTY_PLAN, late_rate="0.11"),
}


@pytest.mark.parametrize("code", DOUBTFUL_PLANS)
def test_what_is_only_doubtful_is_warned_of(code: str) -> None:
    assert codes(DOUBTFUL_PLANS[code]) == [code]
    assert one(DOUBTFUL_PLANS[code], code).warning


def test_least_royalties_of_whole_years_may_come_up_to_the_cap() -> None:
    plan = _royalty(from_first_sale=False, starts_on=date(2027, 1, 1), minimum_fen=100, cap_fen=400)
    assert codes(plan) == []  # 2027 to 2030 are whole years, 2031 is not


def test_the_first_year_of_a_table_is_not_given_two_rates() -> None:
    steps = (RateStep(0, "3"), RateStep(1, "2"))
    assert refused(_royalty(rate_kind=RateKind.BY_TIME, steps=steps)) == ["plan.royalty_steps_order"]
    assert refused(_royalty(rate_kind=RateKind.BY_VOLUME, steps=steps)) == []


def test_a_date_node_with_a_milestone_is_one_of_both() -> None:
    assert refused(_first(milestone=MilestoneKind.SALES)) == ["plan.stage_both_nodes"]


def test_a_stage_with_amount_and_share_leaves_open_which_holds() -> None:
    assert refused(replace(_first(share="10"), total_fen=30_000_000)) == ["plan.stage_amount_and_share"]


def test_a_royalty_of_know_how_may_run_beyond_any_right() -> None:
    facts = replace(FACTS, rights_end=None, term_ends_on=None)
    assert codes(_royalty(ends_on=date(2060, 1, 1)), facts) == []
    assert refused(_royalty(ends_on=RIGHTS_END)) == []


def test_a_quantity_is_paid_in_fen_a_unit_and_knows_no_hundred_percent() -> None:
    plan = _royalty(base=RoyaltyBase.QUANTITY, base_note="按吨计", steps=(RateStep(1, "1250.5"),))
    assert codes(plan) == []
    assert refused(
        replace(plan, royalty=replace(ROYALTY, base=RoyaltyBase.QUANTITY, steps=(RateStep(1, "0"),)))
    ) == ["plan.royalty_rate_value"]


def test_reasons_follow_the_order_of_the_contract() -> None:
    plan = FeePlan(stages=(Stage("", "", Trigger.DATE),), royalty=Royalty(), late_rate="x")
    fields = [str(reason.field) for reason in plan_reasons(plan, FACTS)]
    places = [
        next(at for at, part in enumerate(("threshold", "stages", "royalty", "late_rate")) if part in field)
        for field in fields
    ]
    assert places == sorted(places)


HOSTILE = st.text(max_size=40) | st.sampled_from(
    ["%s", "%(x)s", "９", "1e9", "-1", "NaN", "Infinity", "0" * 500]
)
ANY_INT = st.none() | st.integers(-(10**20), 10**20)
ANY_DAY = st.none() | st.dates()


@settings(max_examples=30)
@given(st.data())
def test_no_plan_however_odd_raises(data: st.DataObject) -> None:
    stage = Stage(
        data.draw(HOSTILE), data.draw(HOSTILE), data.draw(st.sampled_from(Trigger)), data.draw(ANY_DAY),
        data.draw(HOSTILE), None, data.draw(ANY_DAY), data.draw(HOSTILE), data.draw(ANY_INT), data.draw(HOSTILE),
        data.draw(ANY_INT),
    )  # fmt: skip
    royalty = Royalty(
        data.draw(st.none() | st.sampled_from(RoyaltyBase)), data.draw(HOSTILE), data.draw(st.sampled_from(RateKind)),
        (RateStep(data.draw(st.integers()), data.draw(HOSTILE)), RateStep(data.draw(st.integers()), "1")), None,
        data.draw(ANY_INT), data.draw(ANY_INT), data.draw(ANY_DAY), data.draw(HOSTILE), data.draw(st.booleans()),
        data.draw(ANY_DAY), data.draw(ANY_INT), data.draw(ANY_INT),
    )  # fmt: skip
    plan = FeePlan(
        data.draw(ANY_INT), data.draw(ANY_INT), data.draw(ANY_INT), (stage, stage), royalty, data.draw(HOSTILE),
        data.draw(st.integers()),
    )  # fmt: skip
    facts = replace(FACTS, effective_on=data.draw(st.dates()), term_ends_on=TERM_END)
    assert all(reason.code.startswith("plan.") for reason in plan_reasons(plan, facts))
