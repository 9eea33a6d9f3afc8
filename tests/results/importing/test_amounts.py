"""Fee standards become plans only where every part is understood; payment modes only where they are clear."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.results.fees import FeePlan, Royalty, Stage
from ttoffice.results.importing.amounts import read_amount, read_fee, read_payment_mode

WAN = 1_000_000


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("20万元", FeePlan(lump_sum_fen=20 * WAN)),
        ("5万", FeePlan(lump_sum_fen=5 * WAN)),
        ("50", FeePlan(lump_sum_fen=50 * WAN)),
        ("５０万元", FeePlan(lump_sum_fen=50 * WAN)),
        ("1,000,000元", FeePlan(lump_sum_fen=100 * WAN)),
        ("¥200000元", FeePlan(lump_sum_fen=20 * WAN)),
        ("贰拾万元整", FeePlan(lump_sum_fen=20 * WAN)),
        ("人民币叁拾伍万元", FeePlan(lump_sum_fen=35 * WAN)),
        ("3%", FeePlan(royalty=Royalty("3"))),
        ("销售额的3%", FeePlan(royalty=Royalty("3", "sales"))),
        ("入门费0+销售额2%", FeePlan(threshold_fen=0, royalty=Royalty("2", "sales"))),
        ("零门槛费+销售额3%提成", FeePlan(threshold_fen=0, royalty=Royalty("3", "sales"))),
        (
            "门槛费0元，投产后支付8万元，另按净销售额2.5%提成",
            FeePlan(0, (Stage("投产后", 8 * WAN),), Royalty("2.5", "net_sales")),
        ),
        (
            "签约后30日内支付5万元；投产时支付10万元",
            FeePlan(stages=(Stage("签约后30日内", 5 * WAN, None, 30), Stage("投产", 10 * WAN))),
        ),
        ("面议", FeePlan(negotiable=True)),
    ],
)
def test_fee_standards_under_a_header_in_ten_thousand_yuan(text: str, plan: FeePlan) -> None:
    reading = read_fee(text, "万元")
    assert (reading.value, reading.problem) == (plan, None)


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("0", "万元", "fee_zero"),
        ("0元", "万元", "fee_zero"),
        ("50", None, "fee_unit"),
        ("200000", "万元", "fee_implausible"),
        ("0.03", "万元", "fee_implausible"),
        ("20万元/年", "万元", "fee_unknown"),
        ("10-20万元", "万元", "fee_unknown"),
        ("约20万", "万元", "fee_unknown"),
        ("3%-5%", "万元", "fee_unknown"),
        ("=1+1", "万元", "fee_unknown"),
        ("x" * 2000, "万元", "too_long"),
    ],
)
def test_what_is_not_wholly_understood_makes_no_plan(text: str, unit: str | None, code: str) -> None:
    reading = read_fee(text, unit)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == f"import.{code}"


@given(st.integers(1, 10**9), st.sampled_from(["元", "万元", "万"]))
def test_an_amount_is_exact_in_fen(number: int, unit: str) -> None:
    factor = 1 if unit == "元" else 10_000
    amount = Decimal(number) / 100
    assert read_amount(f"{amount:,.2f}{unit}", None) == int(amount * factor * 100)


@given(st.text("0123456789.%万元门槛费零提成销售额+，支付后", max_size=30))
def test_any_fee_text_is_read_or_told(text: str) -> None:
    reading = read_fee(text, "万元")
    assert reading.value is None or reading.problem is None


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("零门槛费+阶段性支付+收入提成", "stages_royalty"),
        ("零门槛费或者低门槛费+收入提成", "royalty"),
        ("零门槛+提成", "royalty"),
        ("提成", "royalty"),
        ("零/低门槛费+阶段性支付", "stages"),
        ("阶段性支付", "stages"),
        ("分期", "installments"),
        ("一次总算分期支付", "installments"),
        ("一次性", "lump_sum"),
        ("一次总算一次总付", "lump_sum"),
        ("stages", "stages"),
    ],
)
def test_wordings_of_payment_modes(text: str, mode: str) -> None:
    reading = read_payment_mode(text)
    assert (reading.value, reading.problem) == (mode, None)


def test_use_first_pay_later_alone_does_not_say_which_mode() -> None:
    reading = read_payment_mode("先使用后付费")
    assert reading.value is None
    assert reading.problem is not None
    assert (reading.problem.code, reading.problem.basis) == ("import.payment_mode_which", "pay-later:2")
