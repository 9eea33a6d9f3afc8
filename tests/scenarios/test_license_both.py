"""The third mode as a story: stages and a stepped royalty, a second round of the notice, insurance, an agreed end.

Worked out by hand, in yuan. Royalty by quarters, 3 % up to 500,000 and 2 % above. 2027: first quarter 400,000.33 x 3 %
= 12,000.0099; second 812,345.67, so 15,000 + 6,246.9134, corrected to 712,345.67, so 15,000 + 4,246.9134, which is
2,000 less; third nothing; fourth 600,000, so 15,000 + 2,000. From 2028 on 2.5 % and 60,000 at most in all: first
quarter 300,000.50 x 2.5 % = 7,500.0125; second 500,000 would be 12,500, of which 60,000 - 55,746.93 = 4,253.07 are
left. Interest at 0.03 % a day: 150,000 for 12 days are 540, 51,234.57 for 44 days are 676.296324.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.cli.conftest import _language_of_the_next_test, call
from tests.scenarios import licensing
from tests.scenarios.licensing import Desk

__all__ = ["_language_of_the_next_test", "call"]

LICENSEE = "昆明碧湖环境科技有限公司"
INSURER = "云南某财产保险股份有限公司"


def test_a_license_with_stages_and_royalty_is_led_from_the_offer_to_an_agreed_end(
    call: Call, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(call, monkeypatch, tmp_path)
    licensing.open_office(desk)
    number = drafted(desk)
    publicised_twice(desk, number)
    begun(desk, number)
    slipped(desk, number)
    reported(desk, number)
    insured(desk, number)
    capped(desk, number)
    ended(desk, number)
    licensing.close_the_books(desk, number, 26_121_630)


def drafted(desk: Desk) -> str:
    """Enter result and licensee, and draft a sole license with a stepped royalty."""
    desk.on("2026-08-03")
    lake = licensing.enter_result(
        desk, "高原湖泊蓝藻监测方法", licensing.patent("ZL202310000003.4"), license_kind="sole"
    )
    figures = {"employees": 8, "revenue_fen": 40_000_000, "assets_fen": 60_000_000}
    licensing.enter_licensee(desk, LICENSEE, "91530103MA6Q8K2L1J", "industry", **figures)
    steps = [{"start": 0, "rate": "3%"}, {"start": 50_000_000, "rate": "2%"}]
    launch = {
        "label": "产品上市",
        "milestone": "launch",
        "planned_on": "2027-05-31",
        "proof": "首批产品销售合同",
    }
    terms = {
        "field_of_use": "水质监测",
        "plan": {
            "stages": [
                {"label": "生效半年", "after": "6个月", "amount": "5万元", "days_to_pay": 30},
                {**launch, "amount": "15万元", "days_to_pay": 30},
            ],
            "royalty": {
                "rate_kind": "by_volume",
                "steps": steps,
                "base_note": "许可产品开票金额扣除退货和增值税",
            },
        },
    }
    return desk.says(
        "license", "draft", "--data", licensing.as_json({"terms": terms}), "--result", lake, "--licensee", LICENSEE,
        "--responsible", licensing.OFFICER, "--kind", "排他许可", "--until", "2029-09-30", "--territory", "云南省",
        "--threshold", "零", "--base", "净销售额", "--period", "quarter", "--report-days", "15",
        "--payment-days", "15", "--royalty-from", "2027-01-01", "--royalty-until", "2029-09-30",
        "--cap", "12万元", "--late-rate", "0.03%",
    ).strip()  # fmt: skip


def publicised_twice(desk: Desk, number: str) -> None:
    """Change the price while its notice hangs: what was published no longer covers it, a further round does."""
    desk.do("license.negotiate", number)
    licensing.declare(desk, number)
    first = licensing.publish(desk, number)
    desk.on("2026-08-10")
    desk.do("license.change", number, terms={"plan": {"royalty": {"cap": "15万元"}}})
    desk.on("2026-08-19")
    licensing.close_notice(desk, first)
    decision = licensing.decide(
        desk, "关于排他许可蓝藻监测方法的议题", number, "2026-08-19", text="同意许可。"
    )
    codes = ("license.notice_not_covering",)
    assert "封顶" in desk.refused("license.decide", number, *codes, decision=decision)
    second = desk.do("notice.restart", first, reason="封顶金额调整", redraft=True)
    desk.do("notice.approve", second, by="周一")
    desk.do("notice.publish", second, exhibits=[desk.paper(second, "张贴")])
    desk.do("license.publish_price", number)
    assert "累计封顶15万元" in desk.shown(second)["text"]
    desk.on("2026-09-04")
    licensing.close_notice(desk, second)
    desk.do("license.decide", number, decision=decision)


def begun(desk: Desk, number: str) -> None:
    """Sign with an insurance, begin, register, record."""
    desk.on("2026-09-28")
    policy = {"title": "许可费损失保险", "provider": INSURER, "provider_kind": "insurer", "amount": "10万元"}
    days = {"starts_on": "2026-10-12", "ends_on": "2029-10-11", "reference": "PICC2026001"}
    papers = [desk.paper(number, "保险单")]
    desk.do("support.enter", license=number, kind="insurance", **policy, **days, papers=papers)
    licensing.sign(desk, number, "2026-10-12")
    desk.on("2026-10-12")
    desk.do("license.begin", number)
    licensing.register(desk, number, ("2026-10-14", "2026-10-20"), "35万元", estimated=True)
    licensing.record(desk, number, "2026-11-02")
    assert desk.sums(number) == {"生效半年": (5_000_000, 0, "2027-05-12")}
    desk.refused("license.record_first_sale", number, "license.future", on="2027-01-05")


def slipped(desk: Desk, number: str) -> None:
    """Postpone the launch, take the first stage and distribute it, reach the launch."""
    desk.on("2027-05-10")
    receipt = desk.receipt(number, "5万元")
    launch = next(row["number"] for row in desk.listed("milestones") if row["title"] == "产品上市")
    desk.do("milestone.postpone", launch, to="2027-09-30", reason="计量认证未完成")
    licensing.reward(desk, number, receipt, ("2027-05-11", "2027-06-10"))
    desk.on("2027-09-20")
    assert f"milestone:{launch}" in desk.agenda()
    desk.do("milestone.reach", launch, proof=[desk.paper(launch, "首批产品销售合同")])
    assert desk.sums(number)["产品上市"] == (15_000_000, 0, "2027-10-20")


def reported(desk: Desk, number: str) -> None:
    """Enter three statements afterwards; a correction downwards frees what was overpaid."""
    for period, base in (("2027-Q1", "400000.33"), ("2027-Q2", "812345.67")):
        desk.run("license", "statement", number, "--period", period, "--base", base)
    desk.refused("statement.enter", "", "statement.twice", license=number, period="2027-Q1", base="1万元")
    desk.refused(
        "statement.enter", "", "statement.period_running", license=number, period="2027-Q3", base="0"
    )
    sums = desk.sums(number)
    assert sums["2027年第一季度提成"] == (1_200_001, 0, "2027-04-30")
    assert sums["2027年第二季度提成"] == (2_124_691, 0, "2027-07-30")
    desk.receipt(number, "33246.92")
    assert desk.balance(number)[4] == 0
    desk.on("2027-10-08")
    returns = desk.paper(number, "退货凭证")
    desk.do("statement.correct", "BB-2027-0002", base="712345.67", reason="二季度退货", proof=returns)
    assert desk.balance(number)[4] == 200_000
    assert f"credit:{number}" in desk.agenda()
    desk.run("license", "statement", number, "--period", "2027-Q3", "--base", "0")


def insured(desk: Desk, number: str) -> None:
    """The launch is paid late and in part; the insurance pays the rest, the interest is claimed."""
    due = desk.due(number, "产品上市")
    desk.on("2027-10-21")
    assert f"due:{due}" in desk.agenda()
    desk.do("reminder.send", license=number, channel="email")
    desk.on("2027-11-01")
    desk.receipt(number, "98765.43", "--to", due)
    licensing.demand(desk, number, "2027-11-05", "2027-11-08")
    (insurance,) = [row["number"] for row in desk.listed("supports")]
    early = {"ground": "nonpayment", "reason": "逾期未付"}
    codes = ("terminate.too_early", "terminate.no_notice", "terminate.no_decision")
    desk.refused("license.terminate", number, *codes, **early)
    proof = desk.paper(number, "出险通知书")
    desk.do("support.claim", insurance, amount="51234.57元", dues=[due], proof=proof)
    called = {"kind": "insurance_claimed", "what": "向保险公司报案并提交理赔材料。", "proof": [proof]}
    desk.do("mitigation.record", license=number, **called)
    desk.on("2027-12-15")
    words = ("--kind", "insurance", "--support", insurance, "--payer", INSURER, "--to", due)
    desk.receipt(number, "51234.57", *words)
    desk.do("support.record_outcome", insurance, outcome="paid", amount="51234.57元")
    interest = desk.do("due.claim_interest", due)
    assert desk.shown(interest)["amount_fen"] == 121_630
    desk.receipt(number, "1216.30", "--to", interest)


def capped(desk: Desk, number: str) -> None:
    """Amend the rate and lower the cap from 2028 on; the cap cuts the second quarter."""
    desk.on("2027-12-20")
    terms = {"plan": {"royalty": {"rate": "2.5%", "rate_kind": "fixed", "cap": "6万元"}}}
    decision = licensing.decide(desk, "关于调整提成的议题", number, "2027-12-20", text="同意调整。")
    given = {"terms": terms, "effective_on": "2028-01-01", "reason": "市场变化"}
    wrong = "2027-07-01"
    desk.refused(
        "license.amend", number, "amendment.reported", **{**given, "effective_on": wrong}, decision=decision
    )
    desk.do("license.amend", number, **given, decision=decision, proof=desk.paper(number, "补充协议"))
    desk.on("2028-01-12")
    desk.run("license", "statement", number, "--period", "2027-Q4", "--base", "60万元")
    assert desk.sums(number)["2027年第四季度提成"] == (1_700_000, 0, "2028-02-01")
    desk.do("receipt.allocate", "DZ-2027-0002")
    desk.receipt(number, "15000")
    desk.on("2028-04-12")
    desk.run("license", "statement", number, "--period", "2028-Q1", "--base", "300000.50")
    assert desk.sums(number)["2028年第一季度提成"] == (750_001, 0, "2028-05-02")
    desk.on("2028-04-28")
    desk.receipt(number, "7500.01")
    desk.on("2028-07-14")
    told = desk.says("license", "statement", number, "--period", "2028-Q2", "--base", "50万元")
    assert "提成封顶60,000.00元" in told
    assert desk.sums(number)["2028年第二季度提成"][:2] == (425_307, 0)
    desk.receipt(number, "4253.07")


def ended(desk: Desk, number: str) -> None:
    """Both sides agree to end it; the last quarter is reported, and the cap leaves nothing of it."""
    desk.on("2028-09-30")
    given = {"ground": "mutual", "reason": "双方协商一致，被许可方转产"}
    desk.refused("license.terminate", number, "terminate.no_agreement", **given)
    desk.do("license.terminate", number, **given, proof=[desk.paper(number, "解除协议")])
    desk.on("2028-10-10")
    desk.run("license", "statement", number, "--period", "2028-Q3", "--base", "10万元")
    desk.refused("license.end", number, "license.state")
    desk.run("forecast")
