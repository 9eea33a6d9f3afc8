"""Two leaders: one who agreed on a price without valuation (exemption Art. 7(2)), one who had been against it (7(7))."""

from __future__ import annotations

from tests.cli.conftest import _language_of_the_next_test, call
from tests.scenarios import finding_cases as course
from tests.scenarios.finding_cases import Case, Days, Person
from tests.scenarios.finding_office import COFFEE, DISSENT, DISSENTER, ROOT, desk, finding_office
from tests.scenarios.licensing import Desk

__all__ = ["_language_of_the_next_test", "call", "desk", "finding_office"]

L2 = {
    "appraisal": "三名校外专家论证了技术成熟度和同类许可的价格区间。",
    "collective_discussion": "校长办公会2026年6月17日集体讨论。",
    "publicity": "拟交易价格在校内公示15日，期满无异议。",
    "unanimous_value": "应到五人，实到五人，一致同意按净销售额2%提成。",
    "no_valuation": "会议决定不进行资产评估。",
    "fair_agreed_price": "同类许可三件提成比例为2%至5%，价格无显失公平。",
    "later_change": "2026年9月同类技术以200万元成交，市场价值明显上升。",
    "loss": "按同类成交价测算，本单位少收约60万元。",
}
PRICE = Case(
    title="周一在咖啡果皮低温干燥方法许可定价中尽职免责",
    applicant="审计处",
    origin="audit",
    matter={"subject": COFFEE, "matter_kind": "license", "matter_on": "2026-06-17"},
    loss={"loss_fen": "60万元", "loss": "同类技术成交价上升后，提成收入低于市场水平"},
    cause="许可定价后三个月内同类技术市场价格大幅上升。",
    people=(
        Person(
            "周一",
            ("leader",),
            "校长，主持校长办公会并签发许可合同",
            ("L2",),
            {f"element:L2.{name}": text for name, text in L2.items()},
            {
                "criterion:supervision": ("履行跟踪记录",),
                "premise:no_intent": ("廉政谈话记录",),
                "element:L2.appraisal": ("专家论证意见",),
                "element:L2.fair_agreed_price": ("同类许可比对表",),
                "element:L2.later_change": ("同类技术成交公告",),
                "element:L2.loss": ("损失测算表",),
            },
        ),
    ),
    sides=(("handler", "李明"), ("completer", "王敏"), ("acquirer", "云南云岭咖啡科技有限公司")),
)


def test_a_leader_who_agreed_on_a_price_without_valuation_is_exempt_under_7_2(desk: Desk) -> None:
    number = course.to_the_matrix(desk, PRICE)
    course.assessed(desk, number, PRICE)
    (matrix,) = (desk.shown(row["number"]) for row in desk.listed("assessments"))
    proofs = {answer["item"]: {proof["number"] for proof in answer["proofs"]} for answer in matrix["answers"]}
    # What the license proves was taken over by reference, each proof with its hash.
    assert {"GS-2026-0003"} <= proofs["element:L2.publicity"]
    assert {"JY-2026-0003"} <= proofs["element:L2.unanimous_value"]
    assert all(proof["sha256"] for answer in matrix["answers"] for proof in answer["proofs"])

    # One element less, and the circumstance no longer carries.
    weaker = {
        "item": "element:L2.later_change",
        "verdict": "not_shown",
        "reasoning": "未取得成交价格的证据。",
    }
    desk.do("finding.assess", number, person="周一", answers=[weaker])
    codes = desk.refused(
        "finding.propose",
        number,
        "assessment.no_circumstance",
        person="周一",
        outcome="exempt",
        reasons="已尽责",
    )
    assert "后续产生较大的价值变化" in codes or "情形" in codes
    course.assessed(desk, number, PRICE)

    course.proposed(desk, number, PRICE)
    course.reported(desk, number, PRICE)
    decision = course.decided(desk, number, PRICE)
    notice = course.published(desk, number, PRICE)
    code = course.finished(desk, number, PRICE, notice)

    assert course.outcomes(desk, number) == {("周一", 1): ("exempt", ("exemption:6", "exemption:7(2)"))}
    text = desk.shown(number)["text"]
    assert all(words in text for words in ("周一", "第七条第（二）项", "予以免责"))
    assert desk.shown(decision)["text_sha256"] == desk.shown(number)["text_sha256"]
    desk.on("2026-11-18")
    certificate = desk.do(
        "finding.certify", number, person="周一", recipient="省审计厅", what="经济责任审计", on="2026-11-18"
    )
    assert desk.shown(certificate)["code"] == code
    reliance = {
        "kind": "reliance",
        "person": "周一",
        "recipient": "省审计厅",
        "what": "经济责任审计采信认定意见",
    }
    desk.do("finding.record_effect", number, **reliance, proof=[desk.paper(number, "审计取证单")])
    decided = course.paper_of(desk, number, "decision", "--person", "周一")
    assert all(words in decided for words in ("认定决定书", "第七条第（二）项", "予以免责"))
    assert code in course.paper_of(desk, number, "certificate", "--of", certificate)
    course.holds(desk, number)


YEAR_2028 = {
    "year": 2028,
    "days": [{"first": "2028-01-01", "name": "元旦"}, {"first": "2028-04-04", "name": "清明节"}],
    "source": "2028年部分节假日安排的通知",
    "edition": "国办发明电〔2027〕1号",
    "announced_on": "2027-11-15",
}
"""Days off of a year to come, made up; without its calendar no notice of that year can be closed."""
YEARS_LATER = Days(
    received="2028-03-06",
    accepted="2028-03-08",
    begun="2028-03-09",
    heard="2028-03-14",
    reported="2028-03-24",
    decided="2028-03-28",
    posted="2028-03-29",
    last="2028-04-06",
    closed="2028-04-10",
    served="2028-04-11",
    archived="2028-04-12",
    years=(YEAR_2028,),
)
L7 = {
    "took_part": "冯四为校长办公会成员，2026年6月17日到会并表决。",
    "express_dissent": f"会上明确反对：{DISSENT}",
    "minutes": "校长办公会纪要载明反对意见原文。",
    "proved_right": "被许可方首期款即未支付，2026年9月28日破产，意见所指风险已经发生。",
    "direct_relation": "许可费无法收回系因被许可方无偿付能力，与该项决策直接相关。",
}
VOTED_FOR = "吴二"
PAPERS = {
    "premise:no_intent": ("廉政谈话记录",),
    "element:L7.direct_relation": ("损失原因说明",),
    "element:L7.proved_right": ("法院破产公告",),
}
DISSENT_CASE = Case(
    title="三七皂苷低温提取方法许可决策中的责任",
    applicant=DISSENTER,
    matter={"subject": ROOT, "matter_kind": "license", "matter_on": "2026-06-17"},
    loss={"loss_fen": "60万元", "loss": "许可费未收回"},
    cause="被许可方未支付首期款即破产。",
    people=(
        Person(
            DISSENTER,
            ("leader",),
            "副校长，校长办公会成员",
            ("L7",),
            {f"element:L7.{name}": text for name, text in L7.items()},
            PAPERS,
        ),
        Person(
            VOTED_FOR,
            ("leader",),
            "副校长，校长办公会成员",
            reasons={"proposal": "会上表决同意，未查明被许可方偿付能力，不符合合理注意义务。"},
            proofs={"premise:no_intent": ("廉政谈话记录",)},
            verdicts={
                "criterion:reasonable_care": {
                    "verdict": "not_met",
                    "reasoning": "会前未核查被许可方偿付能力。",
                }
            },
            outcome="not_exempt",
        ),
    ),
    sides=(("handler", "李明"), ("decider", "郑三")),
    days=YEARS_LATER,
)


def test_a_leader_whose_recorded_dissent_is_found_years_later_is_exempt_under_7_7(desk: Desk) -> None:
    desk.on(YEARS_LATER.received)
    (found,) = desk.run("dissents", "--search", DISSENTER, "--json").json
    assert found["wording"] == DISSENT

    number = course.to_the_matrix(desk, DISSENT_CASE)
    # The dissent is offered to whoever spoke it, and to nobody else.
    assert course.offers(desk, number, VOTED_FOR)["element:L7.express_dissent"] == []
    course.assessed(desk, number, DISSENT_CASE)
    rows = [desk.shown(row["number"]) for row in desk.listed("assessments")]
    (matrix,) = (row for row in rows if "L7" in row["circumstances"])
    proofs = {answer["item"]: {proof["number"] for proof in answer["proofs"]} for answer in matrix["answers"]}
    assert found["number"] in proofs["element:L7.took_part"] & proofs["element:L7.express_dissent"]
    assert found["minutes"] in proofs["element:L7.minutes"]
    notice = course.concluded(desk, number, DISSENT_CASE)
    course.finished(desk, number, DISSENT_CASE, notice)
    assert course.outcomes(desk, number) == {
        (DISSENTER, 1): ("exempt", ("exemption:6", "exemption:7(7)")),
        (VOTED_FOR, 1): ("not_exempt", ("exemption:6",)),
    }
    text = desk.shown(number)["text"]
    assert all(words in text for words in (DISSENTER, "予以免责", VOTED_FOR, "不予免责"))
    assert DISSENT in course.paper_of(desk, number, "report")
    course.holds(desk, number)
