from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ttoffice.action.inputs import validate
from ttoffice.errors import RefusedError
from ttoffice.licenses.collecting.inputs import SendReminder, TerminateLicense
from ttoffice.licenses.inputs import DraftLicense, PlanInput, RoyaltyInput, StageInput, TermsInput
from ttoffice.licenses.integrity.inputs import RecordIntegrity
from ttoffice.licenses.supports.inputs import EnterSupport


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("30万元", 30_000_000),
        ("12.5万", 12_500_000),
        ("300,000元", 30_000_000),
        ("叁拾万元", 30_000_000),
        (300_000, 30_000_000),
        (0.01, 1),
        ("300000.5", 30_000_050),
        ("零", 0),
    ],
)
def test_an_amount_is_taken_in_yuan_or_as_people_write_it(typed: Any, fen: int) -> None:
    assert StageInput.model_validate({"amount": typed}).amount_fen == fen


def test_a_field_in_fen_takes_fen_and_words_with_a_unit() -> None:
    assert StageInput.model_validate({"amount_fen": 3000}).amount_fen == 3000
    assert StageInput.model_validate({"amount_fen": "30元"}).amount_fen == 3000


@pytest.mark.parametrize(
    "typed",
    [
        {"amount": "很多"},
        {"amount": "0.001元"},
        {"amount": "30万元", "amount_fen": 1},
        {"amount": -1},
        {"amount": True},
        {"amount": float("inf")},
        {"amount": "1" * 400},
        {"share": "百分之百二"},
        {"on": "2026-02-30"},
        {"after": "很久"},
        {"milestone": "火星"},
        {"milestone": "试"},
    ],
)
def test_what_cannot_be_understood_is_refused_and_never_raises(typed: dict[str, Any]) -> None:
    with pytest.raises(RefusedError):
        validate(StageInput, typed)


@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        ("5%", "5"),
        (5, "5"),
        (0.5, "0.5"),
        ("百分之五", "5"),
        ("万分之三", "0.03"),
        ("千分之1", "0.1"),
        ("５％", "5"),
        ("０．０３", "0.03"),
    ],
)
def test_a_rate_is_percent_however_it_is_written(typed: Any, percent: str) -> None:
    assert PlanInput.model_validate({"late_rate": typed}).late_rate == percent


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("50元", "5000"),
        ("0.015元/株", "1.5"),
        ("1,200元每吨", "120000"),
        ("１２．５元", "1250"),
        ("0.3万元", "300000"),
    ],
)
def test_a_rate_a_unit_is_taken_in_yuan_also_below_a_fen(typed: str, fen: str) -> None:
    assert RoyaltyInput.model_validate({"rate": typed}).rate == fen


def test_days_periods_and_codes_are_taken_as_people_write_them() -> None:
    given = {"kind": "独占", "ends_on": "2031年6月30日", "sublicensing": "no sublicenses"}
    terms = TermsInput.model_validate(given)
    assert (terms.kind, terms.ends_on, terms.sublicensing) == ("exclusive", date(2031, 6, 30), "none")
    royalty = RoyaltyInput.model_validate({"base": "净销售额", "period": "半年", "rate": "50元"})
    assert (royalty.base, royalty.period, royalty.rate) == ("net_sales", "half_year", "5000")
    assert StageInput.model_validate({"milestone": "上市"}).milestone == "launch"
    assert StageInput.model_validate({"after": "6个月", "on": "2027/3/1"}).after == "6m"


def test_a_result_number_may_be_lowercase_and_stand_alone_as_a_grant() -> None:
    given = DraftLicense.model_validate({"result": "cg-2026-1", "terms": {"grants": ["cg2026-2"]}})
    assert given.result == "CG-2026-0001"
    assert given.terms.grants is not None
    assert given.terms.grants[0].result == "CG-2026-0002"


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("季度", "quarter"),
        (" 月 ", "month"),
        ("每年", "year"),
        ("按季结算", "quarter"),
        ("half_year", "half_year"),
    ],
)
def test_a_settlement_period_is_taken_as_contracts_call_it(typed: str, period: str) -> None:
    assert RoyaltyInput.model_validate({"period": typed}).period == period


def test_a_royalty_begins_after_days_months_or_years_only() -> None:
    assert RoyaltyInput.model_validate({"starts_after": "12个月"}).starts_after == "12m"
    with pytest.raises(RefusedError, match="工作日"):
        validate(RoyaltyInput, {"starts_after": "20个工作日"})


def test_what_happens_under_a_license_may_be_named_in_chinese() -> None:
    given = {"license": "xk-2026-1", "channel": "邮政快递", "rung": "催告函"}
    reminder = SendReminder.model_validate(given)
    assert (reminder.channel, reminder.rung) == ("express", "demand")
    assert TerminateLicense.model_validate({"ground": "双方协议解除", "reason": "停产"}).ground == "mutual"
    support = {"license": "xk-2026-1", "kind": "担保", "provider_kind": "高校", "form": "连带责任保证"}
    guarantee = EnterSupport.model_validate(support)
    assert (guarantee.kind, guarantee.provider_kind, guarantee.form) == ("guarantee", "university", "joint")
    entry = RecordIntegrity.model_validate(
        {"license": "xk-2026-1", "party": "被许可方", "conduct": "恶意违约"}
    )
    assert (entry.party, entry.conduct) == ("licensee", "malicious")
