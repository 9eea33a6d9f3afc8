from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.licenses.contracts.cases import (
    GUARANTEE,
    INVENTION,
    LICENSEE,
    ROYALTY,
    STAGES,
    case,
    choosing,
    drafted,
    shipped,
)
from tests.screens.driving import NASTY
from ttoffice.documents.filling import fill
from ttoffice.licenses.codes import PricingMethod, RateKind, RoyaltyBase, SettlementPeriod, Sublicensing
from ttoffice.licenses.contracts.case import Case, Support
from ttoffice.licenses.contracts.facts import FACTS, true_names
from ttoffice.licenses.contracts.text import lines_of
from ttoffice.licenses.fees import FeePlan, RateStep, Stage
from ttoffice.licenses.law.clauses import void_kinds
from ttoffice.licenses.terms import ClauseChoice, Grant, GrantedRight
from ttoffice.results.codes import LicenseKind, RightKind

EMPTY = re.compile(r"（）|《》|“”|\(\)|None|[{}]|，，|。。|、。|，。|；。")
"""What stands in no contract that is whole."""


def whole(found: Case) -> list[str]:
    """Draft a case of which nothing may be missing; return its lines."""
    made = drafted(found)
    assert [reason.message for reason in made.reasons] == []
    return list(lines_of(made.text))


@pytest.mark.parametrize(
    ("mode", "name", "there", "gone"),
    [
        ("royalty", "第（一）项", "收入提成：", "阶段性支付："),
        ("stages", "第（二）项", "阶段性支付：", "收入提成："),
        ("stages_royalty", "第（三）项", "收入提成：", "门槛费：人民币"),
    ],
)
def test_each_mode_has_its_own_arrangement(mode: str, name: str, there: str, gone: str) -> None:
    told = "\n".join(whole(case(mode)))
    assert name in told
    assert there in told
    assert gone not in told


def test_the_articles_stand_in_the_order_of_the_model() -> None:
    made = drafted(case())
    headings = [section.heading for section in made.text.articles]
    assert len(headings) == 24
    assert headings[0] == "第一条　当事人与签约信息"
    assert headings[7] == "第八条　先使用后付费安排"
    assert headings[23].startswith("第二十四条")
    assert [section.heading for section in made.text.annexes] == [
        "附件一　许可标的清单",
        "附件二　节点与付款表",
        "附件三　报告格式",
        "附件四　技术资料交付与验收清单",
    ]


def test_the_list_of_what_is_licensed_holds_all_that_the_code_asks_for() -> None:
    (row,) = next(part for part in drafted(case()).text.annexes[0].parts if part.heads).rows
    assert row[1:] == (
        "一种咖啡果皮低温干燥方法",
        "发明专利",
        "滇中科技大学",
        "2023年2月14日",
        "ZL202310123456.6",
        "2025年6月20日",
        "2043年2月13日",
        "有权",
    )


def test_amounts_stand_in_figures_and_written_out() -> None:
    told = "\n".join(whole(case("stages")))
    assert "人民币10,000.00元（大写：人民币壹万元整）" in told
    assert "合计人民币300,000.00元（大写：人民币叁拾万元整）" in told


def test_shares_are_told_with_what_they_come_to() -> None:
    stages = (
        replace(STAGES[0], amount_fen=None, share="33.33"),
        replace(STAGES[1], amount_fen=None, share="66.67"),
    )
    told = "\n".join(whole(case("stages", plan=FeePlan(0, total_fen=10_000_001, stages=stages))))
    assert "总额的33.33%，即人民币33,330.00元" in told
    assert "合计人民币100,000.01元" in told


# --- every way a contract can go ------------------------------------------------------------------------

OTHERS = (RightKind.SOFTWARE, RightKind.LAYOUT_DESIGN, RightKind.PLANT_VARIETY, RightKind.DRUG_LICENSE)
GRANTS = (
    (Grant("CG-1", "方法", (INVENTION,)),),
    (Grant("CG-1", "方法", (replace(INVENTION, holders=("滇中科技大学", "某研究所")),)),),
    (
        Grant("CG-1", "工艺", ()),
        Grant("CG-2", "方法", (replace(INVENTION, kind=RightKind.PATENT_APPLICATION),)),
    ),
    (
        Grant(
            "CG-1", "合集", tuple(GrantedRight(kind, "登记号1", holders=("滇中科技大学",)) for kind in OTHERS)
        ),
    ),
    (Grant("CG-1", "临床", (GrantedRight(RightKind.CLINICAL_LICENSE, "备案1"),)),),
)
STEPS = {
    RateKind.FIXED: (RateStep(1, "2.50"),),
    RateKind.BY_TIME: (RateStep(1, "3"), RateStep(2, "2"), RateStep(4, "1")),
    RateKind.BY_VOLUME: (RateStep(0, "5"), RateStep(100_000_000, "3")),
}


def plans() -> Iterator[FeePlan]:
    for base, kind, period in itertools.product(RoyaltyBase, RateKind, SettlementPeriod):
        royalty = replace(ROYALTY, base=base, rate_kind=kind, steps=STEPS[kind], period=period)
        yield FeePlan(0, royalty=replace(royalty, base_note="以审计报告为准", minimum_fen=100, cap_fen=10**9))
    yield FeePlan(100, 7, stages=STAGES, late_rate="0.05")
    yield FeePlan(0, total_fen=10**6, stages=tuple(replace(s, amount_fen=None, share="50") for s in STAGES))
    yield FeePlan(0, stages=STAGES[:1], royalty=replace(ROYALTY, from_first_sale=False, starts_after="6m"))
    yield FeePlan(
        0, stages=STAGES[1:], royalty=replace(ROYALTY, from_first_sale=False, starts_on=date(2027, 1, 1))
    )


def every_case() -> Iterator[Case]:
    ways = itertools.product(LicenseKind, Sublicensing, GRANTS, (None, date(2036, 12, 31)))
    for (kind, sublicensing, grants, until), plan in zip(ways, itertools.cycle(list(plans()))):
        found = case(kind=kind, sublicensing=sublicensing, grants=grants, ends_on=until, plan=plan)
        yield found
        yield replace(found, terms=replace(found.terms, territory="", field_of_use=""))
    for entity, size, abroad in (
        ("enterprise", "", False),
        ("enterprise", "large", True),
        ("cooperative", "", False),
    ):
        yield replace(case(), licensee=replace(LICENSEE, entity=entity, size_class=size, abroad=abroad))
    for pricing, related in itertools.product(PricingMethod, ("none", "declared")):
        found = case()
        record = replace(
            found.record, pricing=pricing, related=related, related_note="完成人李某持股百分之五"
        )
        yield replace(found, record=record, fiscal=False, supports=())
    yield replace(case(), supports=(GUARANTEE, Support("insurance", "某保险"), Support("voucher", "某券")))
    for choice in shipped().choices.values():
        for option in choice.options:
            yield case(clauses=(ClauseChoice(choice.key, option),))


def strides(stride: int) -> list[Case]:
    return list(every_case())[::stride]


@pytest.mark.parametrize("stride", [4, pytest.param(1, marks=pytest.mark.exhaustive)])
def test_no_contract_holds_a_placeholder_an_empty_bracket_or_a_gap(stride: int) -> None:
    for found in strides(stride):
        for line in whole(found):
            assert not EMPTY.search(line), line


def test_every_clause_and_every_condition_is_used_by_some_contract() -> None:
    used: set[str] = set()
    true: set[str] = set()
    for found in every_case():
        made = drafted(found)
        used |= {part.key for section in made.text.sections for part in section.parts}
        true |= true_names(made.case)
    assert set(shipped().clauses) - used == set()
    assert set(FACTS) - true == set()


STATE = ("scope_open_conduct", "abroad")
"""Clauses that say what is not restricted, and what the state restricts."""


def test_no_clause_of_the_library_reads_like_a_void_one() -> None:
    texts = {
        key: fill(clause.text, lambda _name: "某")
        for key, clause in shipped().clauses.items()
        if clause.text and key not in STATE
    }
    caught = [
        (kind.code, key)
        for key, text in texts.items()
        for kind in void_kinds()
        if any(kind.catches(part) for part in re.split("[。；]", text))
    ]
    assert caught == []
    options = {option for choice in shipped().choices.values() for option in choice.options}
    assert not options & {option for kind in void_kinds() for option in kind.options}


# --- what is missing -----------------------------------------------------------------------------------


def missing(found: Case) -> set[str | None]:
    return {reason.field for reason in drafted(found).reasons}


def test_what_is_missing_is_listed_with_its_field_and_where_it_is_entered() -> None:
    found = case(plan=FeePlan(None, royalty=replace(ROYALTY, period=None, report_days=None)))
    found = replace(found, licensor=replace(found.licensor, bank="", representative=""))
    assert missing(found) == {
        "unit.representative",
        "unit.bank",
        "plan.threshold_fen",
        "plan.royalty.period",
        "plan.royalty.report_days",
    }
    told = {reason.field: reason.message for reason in drafted(found).reasons}
    assert "unit.set" in told["unit.bank"]
    assert "license.change XK-2026-0001" in told["plan.royalty.period"]


@pytest.mark.parametrize("name", ["number", "applied_on", "expires_on", "holders"])
def test_a_patent_lacks_nothing_that_the_code_asks_for(name: str) -> None:
    empty: dict[str, Any] = {name: {"number": "", "holders": ()}.get(name)}
    grant = Grant("CG-1", "方法", (replace(INVENTION, **empty),))
    assert missing(case(grants=(grant,))) == {f"grants[0].rights[0].{name}"}


def test_each_stage_has_its_amount_its_proof_and_its_days() -> None:
    stage = Stage("s1", "中试", STAGES[1].trigger)
    assert missing(case("stages", plan=FeePlan(0, stages=(stage,)))) == {
        "plan.stages[0].proof",
        "plan.stages[0].amount_fen",
        "plan.stages[0].days_to_pay",
        "plan.total_fen",
    }


def test_an_empty_license_gets_a_list_and_never_an_error() -> None:
    blank = case(grants=(), plan=FeePlan(), territory="", ends_on=None)
    blank = replace(blank, record=replace(blank.record, title="", licensee="", pricing=None))
    fields = missing(blank)
    assert {"licensee", "title", "pricing", "grants", "plan.threshold_fen", "plan"} <= fields


# --- choices -------------------------------------------------------------------------------------------


def test_the_office_chooses_options_values_and_wordings() -> None:
    made = choosing(
        ClauseChoice("dispute", "arbitration"),
        ClauseChoice("arbitration_body", wording="上海仲裁委员会"),
        ClauseChoice("delivery_days", wording="45"),
        ClauseChoice("secrecy_damages", wording="50000.50"),
        ClauseChoice("dispute_go_on", wording="争议期间，\n双方继续履行。"),
    )
    assert made.reasons == ()
    told = "\n".join(lines_of(made.text))
    assert "提交上海仲裁委员会" in told
    assert "生效之日起45日内" in told
    assert "人民币50,000.50元（大写：人民币伍万元伍角整）" in told
    assert "23.4　争议期间， 双方继续履行。" in told


@pytest.mark.parametrize(
    "choice",
    [
        ClauseChoice("dispute", "duel"),
        ClauseChoice("dispute"),
        ClauseChoice("delivery_days", wording="soon"),
        ClauseChoice("audit_deviation", wording="101"),
        ClauseChoice("report_damages", wording="1e3"),
        ClauseChoice("nope", "x"),
        ClauseChoice("law", "omit"),
        ClauseChoice("law", "other"),
    ],
)
def test_a_choice_that_the_library_does_not_know_is_refused(choice: ClauseChoice) -> None:
    (reason,) = choosing(choice).reasons
    assert (reason.code, reason.field) == ("contract.choice", "clauses[0]")


@pytest.mark.parametrize("text", [*NASTY, "A<B & C", "{{x}}", "{licensor}", "[/b]"])
def test_hostile_text_stands_as_it_was_typed(text: str) -> None:
    found = case(field_of_use=text, clauses=(ClauseChoice("law", wording=text),))
    found = replace(found, record=replace(found.record, title=text))
    made = drafted(found)
    told = "\n".join(lines_of(made.text))
    assert text in told
    assert [reason for reason in made.reasons if reason.code != "contract.missing"] == []


def test_the_hash_changes_with_every_word_and_with_nothing_else() -> None:
    first, again = drafted(case()).text, drafted(case()).text
    assert first.sha256 == again.sha256
    assert drafted(case(territory="贵州省")).text.sha256 != first.sha256
    assert choosing(ClauseChoice("copies", wording="捌")).text.sha256 != first.sha256


def test_the_days_to_pay_a_royalty_are_those_of_the_ledger_wherever_they_stand() -> None:
    lines = whole(case())
    assert "提交报告的期限届满之日起30日内" in " ".join(lines)
    assert not [line for line in lines if "结算期结束后60日内" in line]
    assert any("少付的款项自书面更正之日起30日内补足" in line for line in lines)
