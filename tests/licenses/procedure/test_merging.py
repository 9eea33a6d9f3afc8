from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from tests.licenses.law.licenses import GRANT, PATENT, TERMS
from tests.licenses.law.plans import sound_plans
from ttoffice.licenses import merging
from ttoffice.licenses.codes import RateKind, Trigger
from ttoffice.licenses.differing import what_changed
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty
from ttoffice.licenses.inputs import TermsInput
from ttoffice.licenses.proposing import plan_of
from ttoffice.licenses.reading import terms_document
from ttoffice.licenses.terms import Grant, Terms
from ttoffice.results.fees import FeePlan as Listed
from ttoffice.results.fees import Royalty as ListedRoyalty
from ttoffice.results.fees import Stage as ListedStage


def register(number: str) -> Grant | None:
    return GRANT if number == GRANT.result else None


def merge(terms: Terms, **typed: Any) -> Terms:
    return merging.merged(terms, TermsInput.model_validate(typed), register)


def test_what_is_left_out_stays_and_null_empties() -> None:
    assert merge(TERMS) == TERMS
    assert merge(TERMS, territory="全国") == replace(TERMS, territory="全国")
    assert merge(TERMS, kind=None, ends_on=None, plan=None) == replace(
        TERMS, kind=None, ends_on=None, plan=FeePlan()
    )


def test_a_stage_of_a_known_key_keeps_what_is_not_said_of_it() -> None:
    changed = merge(TERMS, plan={"changed_stages": [{"key": "s2", "amount": "40万元"}]}).plan
    assert changed.stages[0] == TERMS.plan.stages[0]
    assert changed.stages[1] == replace(TERMS.plan.stages[1], amount_fen=40_000_000)
    only = merge(TERMS, plan={"stages": [{"key": "s2"}]}).plan
    assert only.stages == (TERMS.plan.stages[1],)


def test_a_new_stage_takes_the_next_free_key_and_a_name() -> None:
    plan = merge(
        TERMS, plan={"changed_stages": [{"milestone": "产品上市", "amount": 5}, {"after": "6个月"}]}
    ).plan
    assert [(stage.key, stage.label) for stage in plan.stages[2:]] == [
        ("s3", "产品上市"),
        ("s4", "合同生效后6个月"),
    ]


def test_naming_one_of_two_ways_empties_the_other() -> None:
    stage = merge(TERMS, plan={"changed_stages": [{"key": "s2", "share": "20%"}]}).plan.stages[1]
    assert (stage.amount_fen, stage.share) == (None, "20")
    dated = merge(TERMS, plan={"changed_stages": [{"key": "s2", "on": "2028-01-01"}]}).plan.stages[1]
    assert (dated.trigger, dated.milestone, dated.planned_on) == (Trigger.DATE, None, None)
    royalty = merge(TERMS, plan={"royalty": {"starts_after": "1年"}}).plan.royalty
    assert royalty is not None
    assert (royalty.from_first_sale, royalty.starts_after) == (False, "1y")


def test_a_rate_alone_is_a_fixed_one_and_the_rest_of_the_royalty_stays() -> None:
    royalty = merge(TERMS, plan={"royalty": {"rate": "6%"}}).plan.royalty
    assert TERMS.plan.royalty is not None
    assert royalty == replace(TERMS.plan.royalty, steps=(RateStep(0, "6"),), rate_kind=RateKind.FIXED)
    assert merge(TERMS, plan={"royalty": None}).plan.royalty is None


def test_rights_are_chosen_by_their_numbers_however_typed() -> None:
    assert merge(Terms(), grants=["CG-2026-0001"]).grants == (GRANT,)
    chosen = merge(Terms(), grants=[{"result": "cg-2026-1", "rights": ["zl 202010123456.2"]}])
    assert chosen.grants[0].rights == (PATENT,)
    none = merge(Terms(), grants=[{"result": "CG-2026-0001", "rights": []}])
    assert none.grants[0].rights == ()


def test_a_clause_choice_is_replaced_by_its_key_and_taken_back_when_empty() -> None:
    once = merge(TERMS, clauses=[{"key": "tax", "option": "b"}, {"key": "law", "wording": "仲裁"}])
    twice = merge(once, clauses=[{"key": "tax"}])
    assert [choice.key for choice in twice.clauses] == ["law"]


@given(sound_plans())
@settings(max_examples=25)
def test_terms_in_their_json_form_are_terms_that_can_be_typed(plan: FeePlan) -> None:
    typed = merge(Terms(), **terms_document(replace(TERMS, plan=plan)))
    again = merge(Terms(), **terms_document(typed))
    assert typed == again
    assert typed.grants == TERMS.grants
    assert typed.plan.threshold_fen == plan.threshold_fen
    assert [stage.amount_fen for stage in typed.plan.stages] == [stage.amount_fen for stage in plan.stages]
    assert typed.plan.mode == plan.mode
    assert what_changed(typed, again) == ()


def test_a_listed_fee_standard_proposes_stages_by_their_words_and_a_base_that_can_be_settled() -> None:
    listed = Listed(
        threshold_fen=0,
        stages=(
            ListedStage("合同签订后6个月内", 1_000_000, None, 30),
            ListedStage("中试完成", None, "40"),
            ListedStage("累计销售额达1000万元", None, "60"),
        ),
        royalty=ListedRoyalty("5", "new_profit"),
    )
    plan = plan_of(listed)
    assert [(stage.trigger.value, stage.after, stage.milestone) for stage in plan.stages] == [
        ("date", "6m", None),
        ("milestone", "", "pilot"),
        ("milestone", "", "sales"),
    ]
    assert plan.royalty == Royalty(base="added_profit", steps=(RateStep(0, "5"),))  # type: ignore[arg-type]  # equal
    vague = plan_of(Listed(royalty=ListedRoyalty("5", "income"))).royalty
    assert vague is not None
    assert vague.base is None
