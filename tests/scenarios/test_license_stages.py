"""The second mode as a story: stages, a co-owned patent, a declared tie, a milestone that slips, a guarantor who pays.

Worked out by hand, in yuan. The threshold fee is 20,000; 20 %, 50 % and 30 % of 600,000 are 120,000, 300,000 and
180,000; the last is split into 100,000 and 80,000 by the amendment. Interest at 0.05 % a day after five days of grace:
90,000 for 15 days are 675, 39,999.45 for 21 days 419.994225, together 1,094.994225; 80,000 for 15 days are 600, which
are waived. A sum that is paid twice is refunded.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.cli.conftest import _language_of_the_next_test, call
from tests.scenarios import licensing
from tests.scenarios.licensing import Desk

__all__ = ["_language_of_the_next_test", "call"]

LICENSEE = "云南滇玉生物制药有限公司"
KIN = "冯四"
"""The leader whose wife sits on the licensee's board of supervisors."""
TIE = "校领导冯四的配偶任被许可方监事"


@pytest.mark.exhaustive
def test_a_license_paid_in_stages_is_led_from_the_offer_to_the_end_of_its_term(
    call: Call, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(call, monkeypatch, tmp_path)
    licensing.open_office(desk)
    number = drafted(desk)
    cleared(desk, number)
    decided(desk, number)
    begun(desk, number)
    paid_in_parts(desk, number)
    slipped(desk, number)
    amended(desk, number)
    guaranteed(desk, number)
    licensing.close_the_books(desk, number, 62_109_499)


def drafted(desk: Desk) -> str:
    """Enter a co-owned result and a licensee, and draft an exclusive license by the plain command."""
    desk.on("2026-07-01")
    right = licensing.patent("ZL202310000002.X", licensing.CO_OWNER)
    root = licensing.enter_result(desk, "三七皂苷低温提取方法", right, license_kind="exclusive")
    figures = {"employees": 420, "revenue_fen": 1_500_000_000, "assets_fen": 2_000_000_000}
    licensing.enter_licensee(desk, LICENSEE, "91530402MA6N5T3P0F", "industry", **figures)
    number = desk.says(
        "license", "draft", "--result", root, "--licensee", LICENSEE, "--responsible", licensing.OFFICER,
        "--kind", "独占许可", "--until", "2028-06-30", "--territory", "云南省", "--field", "中药提取",
        "--threshold", "2万元", "--total", "60万元", "--stage", "2027-03-31=20%,30日", "--stage", "中试=50%,30日",
        "--stage", "投产=30%,30日", "--late-rate", "万分之五",
    ).strip()  # fmt: skip
    stages = [
        {"key": "s1", "label": "首期款"},
        {"key": "s2", "label": "中试验收", "planned_on": "2027-06-30", "proof": "双方签署的中试验收单"},
        {"key": "s3", "label": "规模投产", "planned_on": "2028-01-31", "proof": "投产报告"},
    ]
    plan = {"threshold_days": 15, "grace_days": 5, "changed_stages": stages}
    desk.do("license.change", number, terms={"plan": plan})
    return number


def cleared(desk: Desk, number: str) -> None:
    """Declare the tie, get the co-owner's consent, publicise the price; nothing of it can be left out."""
    kin = {
        "kind": "kin",
        "name": "何某",
        "relation": "配偶",
        "organisation": LICENSEE,
        "declared_on": "2026-07-01",
    }
    person = next(row["number"] for row in desk.listed("people") if row["name"] == KIN)
    desk.do("person.declare", person, ties=[kin], declared_on="2026-07-01")
    desk.do("license.negotiate", number)
    licensing.declare(desk, number, related="declared", note=TIE)
    notice = desk.do("notice.draft", kind="price", subject=number, **licensing.POSTING)
    assert TIE in desk.shown(notice)["text"]
    desk.do("notice.approve", notice, by="周一")
    desk.do("notice.publish", notice, exhibits=[desk.paper(notice, "张贴")])
    assert licensing.CO_OWNER in desk.refused("license.publish_price", number, "license.co_owners")
    consent = desk.paper(number, "共有人同意书")
    grants = [{"result": desk.shown(number)["terms"]["grants"][0]["result"], "consent": consent}]
    desk.do("license.change", number, terms={"grants": grants})
    desk.do("license.publish_price", number)
    assert desk.shown(desk.shown(notice)["deadline"])["ends_on"] == "2026-07-16"
    desk.on("2026-07-16")
    desk.refused("notice.take_down", notice, "notice.too_early")
    desk.on("2026-07-17")
    licensing.close_notice(desk, notice)


def decided(desk: Desk, number: str) -> None:
    """Decide without the leader who has a tie, sign, with a guarantor."""
    desk.on("2026-07-20")
    title, text = "关于独占许可三七皂苷低温提取方法的议题", "同意按所附条款许可。"
    meeting = {
        "title": title,
        "subject": number,
        "members": licensing.LEADERS,
        "text": text,
        "body": "校长办公会",
    }
    early = {**meeting, "decided_on": "2026-07-20", "minutes": desk.paper(number, "纪要草稿")}
    assert KIN in desk.refused("decision.record", "", "decision.conflict", **early)
    licensing.withdraw(desk, KIN, number)
    decision = licensing.decide(desk, title, number, "2026-07-20", text=text)
    desk.do("license.decide", number, decision=decision)
    guarantor = {
        "title": "三七项目担保",
        "provider": "云南科创融资担保有限公司",
        "provider_kind": "guarantee_company",
    }
    papers = [desk.paper(number, "保证合同")]
    terms = {"form": "joint", "amount": "40万元", "agreed_on": "2026-08-10", "papers": papers}
    desk.on("2026-08-10")
    desk.do("support.enter", license=number, kind="guarantee", **guarantor, **terms)
    licensing.sign(desk, number, "2026-08-17")
    assert desk.sums(number)["门槛费"] == (2_000_000, 0, "2026-09-01")
    assert desk.sums(number)["首期款"] == (12_000_000, 0, "2027-04-30")


def begun(desk: Desk, number: str) -> None:
    """Begin, register, record, take the threshold fee and distribute it."""
    desk.on("2026-08-17")
    desk.do("license.begin", number)
    licensing.register(desk, number, ("2026-08-20", "2026-08-27"), "62万元", estimated=False)
    desk.on("2026-08-28")
    receipt = desk.receipt(number, "2万元", "--reference", "农信社0828")
    licensing.record(desk, number, "2026-09-15")
    award = licensing.reward(desk, number, receipt, ("2026-09-16", "2026-10-20"), without=KIN)
    assert [line["amount_fen"] for line in award["lines"]] == [600_000, 400_000]
    assert desk.balance(number) == (14_000_000, 2_000_000, 12_000_000, 0, 0)


def paid_in_parts(desk: Desk, number: str) -> None:
    """Take a voucher and two late parts of the first stage, reverse a mistyped one, claim the interest."""
    desk.on("2027-04-20")
    worth = {
        "title": "科技创新券",
        "provider": "昆明市科技局",
        "provider_kind": "government",
        "amount": "3万元",
    }
    given = {"license": number, "kind": "voucher", **worth, "papers": [desk.paper(number, "创新券")]}
    valid = {"reference": "KMQ2027001", "ends_on": "2027-12-31"}
    voucher = desk.do("support.enter", **given, **valid)
    desk.receipt(number, "3万元", "--kind", "voucher", "--support", voucher)
    desk.on("2027-05-04")
    due = desk.due(number, "首期款")
    desk.refused("due.claim_interest", due, "due.nothing_to_claim")
    desk.do("reminder.send", license=number, channel="email")
    desk.on("2027-05-20")
    licensing.demand(desk, number, "2027-05-20", "2027-05-20")
    wrong = desk.receipt(number, "50005.55")
    desk.do("receipt.reverse", wrong, reason="金额录入错误")
    desk.receipt(number, "50000.55")
    assert desk.balance(number) == (14_000_000, 10_000_055, 3_999_945, 3_999_945, 0)
    desk.on("2027-06-10")
    desk.receipt(number, "39999.45")
    interest = desk.do("due.claim_interest", due)
    assert desk.shown(interest)["amount_fen"] == 109_499
    desk.receipt(number, "1094.99")
    assert desk.balance(number) == (14_109_499, 14_109_499, 0, 0, 0)


def slipped(desk: Desk, number: str) -> None:
    """Postpone the pilot run, then record it as reached; only then its stage is payable."""
    desk.on("2027-06-21")
    pilot = next(row["number"] for row in desk.listed("milestones") if row["title"] == "中试验收")
    assert f"milestone:{pilot}" in desk.agenda()
    desk.refused("milestone.reach", pilot, "milestone.future", on="2027-06-30")
    desk.do("milestone.postpone", pilot, to="2027-10-31", reason="设备到货延迟")
    desk.refused("milestone.postpone", pilot, "milestone.same_day", to="2027-10-31", reason="设备到货延迟")
    assert f"milestone:{pilot}" not in desk.agenda()
    desk.on("2027-10-15")
    desk.do("milestone.reach", pilot, proof=[desk.paper(pilot, "中试验收单")])
    desk.refused("milestone.postpone", pilot, "milestone.not_pending", to="2027-12-31", reason="再延")
    assert desk.sums(number)["中试验收"] == (30_000_000, 0, "2027-11-15")
    desk.on("2027-11-12")
    desk.receipt(number, "30万元")


def amended(desk: Desk, number: str) -> None:
    """Split the last stage from 2028 on: 100,000 with the start of production, 80,000 on a day."""
    desk.on("2027-12-06")
    split = [
        {"key": "s1"},
        {"key": "s2"},
        {"key": "s3", "amount": "10万元"},
        {"key": "s4", "label": "尾款", "on": "2028-05-31", "amount": "8万元", "days_to_pay": 30},
    ]
    given = {"terms": {"plan": {"stages": split}}, "effective_on": "2028-01-01", "reason": "企业资金周转"}
    assert "集体决策" in desk.refused("license.amend", number, "amendment.undecided", **given)
    decision = licensing.decide(desk, "关于分期支付投产款的议题", number, "2027-12-06", text="同意拆分。")
    amendment = desk.do(
        "license.amend", number, **given, decision=decision, proof=desk.paper(number, "补充协议")
    )
    assert "尾款" in desk.says("show", amendment)
    desk.on("2028-02-15")
    production = next(row["number"] for row in desk.listed("milestones") if row["title"] == "规模投产")
    desk.do("milestone.reach", production, proof=[desk.paper(production, "投产报告")])
    assert desk.sums(number)["规模投产"] == (10_000_000, 0, "2028-03-16")
    assert desk.sums(number)["尾款"] == (8_000_000, 0, "2028-06-30")
    desk.on("2028-03-15")
    desk.receipt(number, "10万元")


def guaranteed(desk: Desk, number: str) -> None:
    """The term ends, the guarantor pays the last stage, the licensee pays it again and gets it back."""
    desk.on("2028-06-29")
    assert "2028-06-30" in desk.refused("license.end", number, "license.term_runs", on="2028-06-29")
    desk.on("2028-07-03")
    desk.do("reminder.send", license=number, channel="email")
    (guarantee,) = [row["number"] for row in desk.listed("supports") if row["title"] == "三七项目担保"]
    last = desk.due(number, "尾款")
    desk.do("support.claim", guarantee, amount="8万元", dues=[last], proof=desk.paper(number, "代偿通知书"))
    called = {
        "kind": "guarantor_called",
        "what": "书面要求保证人承担保证责任。",
        "proof": [desk.paper(number, "回执")],
    }
    desk.do("mitigation.record", license=number, **called)
    desk.do("license.end", number)
    assert desk.shown(number)["ended_on"] == "2028-06-30"
    desk.on("2028-07-20")
    words = ("--kind", "guarantee", "--support", guarantee, "--payer", "云南科创融资担保有限公司")
    desk.receipt(number, "8万元", *words)
    desk.do("support.record_outcome", guarantee, outcome="paid", amount="8万元")
    interest = desk.do("due.claim_interest", last)
    assert desk.shown(interest)["amount_fen"] == 60_000
    desk.do("due.cancel", interest, reason="担保代偿后免收，金额较小")
    again = desk.receipt(number, "8万元", "--reference", "重复支付")
    assert f"credit:{number}" in desk.agenda()
    desk.refused("receipt.refund", again, "receipt.not_free", amount="9万元", reason="重复支付")
    desk.do("receipt.refund", again, amount="8万元", reason="担保人已代偿，退还重复支付款")
