"""The first mode as a story: a royalty that runs from the first sale, a licensee that pays late, and a termination.

Worked out by hand, in yuan. Second half of 2026, from 15 September: 321,987.65 x 5 % = 16,099.3825. First half of
2027: 150,000 x 5 % = 7,500, corrected to 162,345.67 x 5 % = 8,117.2835, so 617.28 more. Second half: 120,000.11 x 5 %
= 6,000.0055, and 5,882.71 more, as 20,000 a year are the least. 2028 until 24 April, at 4 %: 2,000, and the least for
115 of 366 days is 6,284.153. Interest at 0.03 % a day: 16,099.38 for 30 days and 6,099.38 for 38 are 214.427352;
11,800 for 75 days are 265.50.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.cli.conftest import _language_of_the_next_test, call
from tests.scenarios import licensing
from tests.scenarios.licensing import Desk

__all__ = ["_language_of_the_next_test", "call"]

PATENT = "ZL202310000001.5"
LICENSEE = "云南云岭咖啡科技有限公司"
H2_2026, H1_2027, H2_2027, H1_2028 = (
    f"{words}提成" for words in ("2026年下半年", "2027年上半年", "2027年下半年", "2028年上半年")
)


@pytest.mark.exhaustive
def test_a_royalty_license_is_led_from_the_offer_to_its_termination(
    call: Call, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(call, monkeypatch, tmp_path)
    licensing.open_office(desk)
    number = drafted(desk)
    negotiated(desk, number)
    begun(desk, number)
    first_statement(desk, number)
    paid_late(desk, number)
    corrected_and_amended(desk, number)
    terminated(desk, number)
    wound_up(desk, number)
    licensing.close_the_books(desk, number, 4_286_346)


def drafted(desk: Desk) -> str:
    """Enter result and licensee, and draft the license by the plain command."""
    desk.on("2026-06-01")
    coffee = licensing.enter_result(
        desk,
        "咖啡果皮低温干燥方法",
        licensing.patent(PATENT),
        license_kind="ordinary",
        fee_text="按净销售额5%提成",
    )
    figures = {"employees": 85, "revenue_fen": 1_200_000_000, "assets_fen": 900_000_000}
    licensing.enter_licensee(desk, LICENSEE, "91530102MA7KPQ3R86", "industry", **figures)
    return desk.says(
        "license", "draft", "--result", coffee, "--licensee", LICENSEE, "--responsible", licensing.OFFICER,
        "--until", "2031-06-30", "--territory", "云南省", "--field", "咖啡加工", "--threshold", "0",
        "--royalty", "5%", "--base", "净销售额", "--base-note", "许可产品开票金额扣除退货和增值税",
        "--period", "half_year", "--report-days", "30", "--payment-days", "30", "--royalty-from", "首次销售",
        "--royalty-until", "2031-06-30", "--minimum", "20000", "--cap", "200万元", "--late-rate", "万分之三",
    ).strip()  # fmt: skip


def negotiated(desk: Desk, number: str) -> None:
    """Publicise the price, review an objection, decide, sign; each step that comes too early is refused."""
    assert "license.declare_ties" in desk.says("license", "check", number)
    assert "起草中" in desk.refused("license.sign", number, "license.state")
    desk.do("license.negotiate", number)
    desk.refused("license.publish_price", number, "license.ties_unsaid", "license.no_notice")
    licensing.declare(desk, number)
    desk.refused("license.decide", number, "license.unpublished", "license.no_decision")
    notice = licensing.publish(desk, number)
    assert "按净销售额的5%提成" in desk.shown(notice)["text"]
    assert desk.shown(desk.shown(notice)["deadline"])["ends_on"] == "2026-06-16"
    assert "公示" in desk.refused("license.sign", number, "license.notice_open", "license.undecided")

    desk.on("2026-06-08")
    came = {"objector": "欧阳锋", "channel": "来信", "passage": "提成比例", "content": "提成比例偏低"}
    objection = desk.do("objection.receive", notice, **came)
    review = desk.do("review.open", notice, panel=[desk.do("person.create", name=name) for name in "甲乙丙"])
    table = desk.paper(review, "比对表")
    desk.do("review.find", review, question="比例是否偏低", found="同类许可三件均为3%至5%", exhibits=[table])
    desk.on("2026-06-17")
    open_ = {
        "notice.not_taken_down",
        "notice.no_proof_of_taking_down",
        "notice.objection_open",
        "notice.review_runs",
    }
    desk.refused("notice.close", notice, *open_)
    desk.do("review.decide", review, outcome="upheld", reasons="询价与比对可证价格合理")
    desk.do("objection.answer", objection, channel="当面送达", receipt=desk.paper(objection, "签收"))
    licensing.close_notice(desk, notice)

    desk.refused("license.sign", number, "license.undecided")
    licensing.decide(
        desk, "关于许可咖啡果皮低温干燥方法的议题", number, "2026-06-17", text="同意按所附条款许可。"
    )
    desk.do("license.decide", number)
    desk.on("2026-06-22")
    licensing.sign(desk, number, "2026-07-01")
    assert desk.sums(number) == {}


def begun(desk: Desk, number: str) -> None:
    """Begin, register, record, pay the yearly fee of the patent; the first sale is asked for until it is recorded."""
    assert "2026-07-01" in desk.refused("license.begin", number, "license.not_effective")
    desk.on("2026-07-01")
    desk.do("license.begin", number)
    assert f"first_sale:{number}" in desk.agenda()
    licensing.register(desk, number, ("2026-07-08", "2026-07-20"), "10万元", estimated=True)
    licensing.record(desk, number, "2026-09-11")
    desk.on("2026-09-16")
    early = {"license": number, "period": "2026-H2", "base": "1万元"}
    desk.refused("statement.enter", "", "statement.no_first_sale", **early)
    desk.do("license.record_first_sale", number, on="2026-09-15")
    assert f"first_sale:{number}" not in desk.agenda()
    desk.on("2026-12-28")
    desk.refused("statement.enter", "", "statement.period_running", **early)
    desk.do(
        "filing.maintain", license=number, right=PATENT, amount="900", proof=desk.paper(number, "年费收据")
    )


def first_statement(desk: Desk, number: str) -> None:
    """Enter the first statement; report and payment move to working days."""
    desk.on("2027-01-20")
    report = desk.paper(number, "2026年下半年销售报表")
    words = ("--period", "2026年下半年", "--base", "321987.65", "--proof", report)
    told = desk.says("license", "statement", number, *words)
    assert "321,987.65元 × 5% = 16,099.3825元" in told
    assert "2026年度最低提成按实际108日折算" in told
    assert desk.sums(number) == {H2_2026: (1_609_938, 0, "2027-03-03")}
    assert "顺延至2027-02-01（周一）" in desk.says("license", "schedule", number, "--working")


def paid_late(desk: Desk, number: str) -> None:
    """Remind, demand, take parts of it, reverse what was mistyped, claim the interest."""
    desk.on("2027-03-04")
    due = desk.due(number, H2_2026)
    assert {f"due:{due}", f"reminder:{number}"} <= desk.agenda()
    desk.do("reminder.send", license=number, channel="email")
    demand = licensing.demand(desk, number, "2027-03-20", "2027-03-23")
    letter = desk.letter(demand)
    assert "《许可使用费催款提醒函》（CS-2027-0001）" in letter
    assert "技术许可合同（项目名称：咖啡果皮低温干燥方法许可，合同编号：XK-2026-0001" in letter
    assert "16,181.49元" in letter
    assert "自2027-04-23起" in desk.says("license", "reminders", number)
    desk.on("2027-04-02")
    early = {"ground": "nonpayment", "reason": "逾期未付"}
    codes = ("terminate.too_early", "terminate.no_notice", "terminate.no_decision")
    assert demand in desk.refused("license.terminate", number, *codes, **early)
    first = desk.receipt(number, "10000")
    assert first == "DZ-2027-0001"
    assert desk.balance(number) == (1_609_938, 1_000_000, 609_938, 609_938, 0)

    desk.on("2027-05-10")
    wrong = desk.receipt(number, "6999.38")
    assert desk.balance(number)[4] == 90_000
    desk.do("receipt.reverse", wrong, reason="金额录入错误，银行回单为6,099.38元")
    desk.refused("receipt.reverse", wrong, "receipt.reversed", reason="再次冲正")
    desk.receipt(number, "6099.38", "--proof", desk.paper(number, "银行回单"))
    interest = desk.do("due.claim_interest", due)
    assert desk.shown(interest)["amount_fen"] == 21_443
    desk.refused("due.claim_interest", due, "due.claimed")
    desk.on("2027-05-12")
    desk.receipt(number, "214.43")
    assert desk.balance(number) == (1_631_381, 1_631_381, 0, 0, 0)


def corrected_and_amended(desk: Desk, number: str) -> None:
    """Correct a statement upwards, distribute a receipt, amend the rate from 2028 on."""
    desk.on("2027-07-15")
    desk.run("license", "statement", number, "--period", "2027-H1", "--base", "15万元")
    desk.on("2027-08-20")
    desk.receipt(number, "7500")
    desk.on("2027-09-06")
    audit = desk.paper(number, "专项审计报告")
    desk.do("statement.correct", "BB-2027-0002", base="162345.67", reason="专项审计调增", proof=audit)
    assert desk.sums(number)[f"{H1_2027}更正（补交）"] == (61_728, 0, "2027-10-06")
    desk.on("2027-09-30")
    assert desk.receipt(number, "700") == "DZ-2027-0007"
    assert desk.balance(number)[4] == 8_272

    fee = {"kind": "maintenance", "amount": "900元", "source": "专利年费收据"}
    award = licensing.reward(desk, number, "DZ-2027-0001", ("2027-10-08", "2027-11-10"), deductions=[fee])
    assert (award["net_fen"], award["pool_fen"]) == (910_000, 455_000)
    assert [line["amount_fen"] for line in award["lines"]] == [273_000, 182_000]

    terms = {"plan": {"royalty": {"rate": "4%"}}}
    codes = ("amendment.reported", "amendment.undecided")
    desk.refused("license.amend", number, *codes, terms=terms, effective_on="2026-12-01", reason="原料涨价")
    decision = licensing.decide(desk, "关于调整提成比例的议题", number, "2027-11-10", text="同意调整为4%。")
    paper = desk.paper(number, "补充协议")
    given = {"terms": terms, "effective_on": "2028-01-01", "reason": "原料涨价，双方协商一致"}
    amendment = desk.do("license.amend", number, **given, decision=decision, proof=paper)
    assert "5% -> 4%" in desk.says("show", amendment)
    assert "4%提成" in desk.says("license", "terms", number, "--on", "2028-01-01")
    assert "5%提成" in desk.says("license", "terms", number, "--on", "2027-12-31")


def terminated(desk: Desk, number: str) -> None:
    """Not paid, demanded, thirty days waited, decided and given notice: terminated."""
    desk.on("2028-01-20")
    told = desk.says("license", "statement", number, "--period", "2027-H2", "--base", "120000.11")
    assert "补足5,882.71元" in told
    desk.do("receipt.allocate", "DZ-2027-0007")
    assert desk.sums(number)[H2_2027] == (1_188_272, 8_272, "2028-03-01")
    desk.on("2028-03-02")
    desk.do("reminder.send", license=number, channel="email")
    licensing.demand(desk, number, "2028-03-15", "2028-03-17")
    visit = "到厂走访，查看产线和库存，企业负责人承诺四月底前付款。"
    seen = [desk.paper(number, "走访记录")]
    desk.do("mitigation.record", license=number, kind="site_visit", what=visit, proof=seen)

    desk.on("2028-04-17")
    early = {"ground": "nonpayment", "reason": "经催告三十日仍未支付2027年下半年提成"}
    codes = ("terminate.too_early", "terminate.no_notice", "terminate.no_decision")
    assert "2028-04-18" in desk.refused("license.terminate", number, *codes, **early)
    desk.on("2028-04-18")
    decision = licensing.decide(desk, "关于解除许可合同的议题", number, "2028-04-18", text="同意解除。")
    breach = {"breach": "2027年下半年提成经催告三十日仍未支付", "clause": "第十八条"}
    notice = desk.do("reminder.send", license=number, channel="express", rung="termination", **breach)
    given = {**early, "notice": notice, "decision": decision}
    desk.refused("license.terminate", number, "terminate.notice_undelivered", **given)
    desk.on("2028-04-24")
    arrived = [desk.paper(number, "解除通知妥投证明")]
    desk.do("reminder.confirm_delivery", notice, delivered_on="2028-04-24", proof=arrived)
    desk.do("license.terminate", number, **given)
    assert desk.shown(number)["state"] == "terminated"
    rows = desk.run("license", "schedule", number, "--json").json["dues"]
    assert {row["state"] for row in rows if row["title"][:4] > "2028" or "2028年下" in row["title"]} == {
        "cancelled"
    }


def wound_up(desk: Desk, number: str) -> None:
    """Collect what was due until the last day, settle with the authorities, keep the integrity record."""
    desk.on("2028-05-15")
    desk.receipt(number, "11800")
    told = desk.says("license", "statement", number, "--period", "2028-H1", "--base", "5万元")
    assert "20,000.00元 × 115/366 = 6,284.15元" in told
    assert "50,000.00元 × 4%" in told
    interest = desk.do("due.claim_interest", desk.due(number, H2_2027))
    assert desk.shown(interest)["amount_fen"] == 26_550
    assert desk.sums(number)[H1_2028] == (628_415, 0, "2028-06-23")
    desk.on("2028-06-20")
    desk.receipt(number, "6549.65")
    told = desk.says("license", "integrity", number)
    assert "实际于2028-05-15付清，迟延75天" in told
    assert "2027年上半年的报表BB-2027-0002少报" in told
    desk.do(
        "integrity.record",
        license=number,
        proposed=f"late:{desk.due(number, H2_2027)}",
        heard_on="2028-06-20",
    )
    desk.refused(
        "license.amend", number, "license.state", terms={}, effective_on="2028-07-01", reason="已解除"
    )
    desk.run("export", "annual", "2028", desk.folder / "年度报告附表.xlsx")
