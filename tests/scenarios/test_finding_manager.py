"""Two managers of one license that failed: one who limited the loss (exemption Art. 8(4)), one who took gifts (10(4))."""

from __future__ import annotations

from dataclasses import replace

from tests.cli.conftest import _language_of_the_next_test, call
from tests.scenarios import finding_cases as course
from tests.scenarios.finding_cases import Case, Person
from tests.scenarios.finding_office import ROOT, ROOT_LICENSEE, desk, finding_office
from tests.scenarios.licensing import Desk

__all__ = ["_language_of_the_next_test", "call", "desk", "finding_office"]

M4 = {
    "agreed_income": "许可合同约定分两期支付许可费60万元。",
    "due_procedure": "经定价、告知、公示和校长办公会审议后签订许可合同。",
    "mitigation": "逾期次日提醒，半月内书面催告，到厂走访，催告满三十日后解除合同并申报债权。",
    "enterprise_failed": "被许可方产线停工，2026年9月28日被法院裁定破产。",
    "income_missed": "首期款30万元未收到，第二期因合同解除不再发生。",
}
MANAGER = Person(
    "李明",
    ("manager",),
    "科技成果转化中心主任，许可事项承办人",
    ("M4",),
    {f"element:M4.{name}": text for name, text in M4.items()},
    {
        "premise:no_intent": ("廉政谈话记录",),
        "element:M4.enterprise_failed": ("法院破产公告",),
        "element:M4.income_missed": ("应收账款明细",),
    },
)
FAILED = Case(
    title="李明在三七皂苷低温提取方法许可中尽职免责",
    applicant="李明",
    matter={"subject": ROOT, "matter_kind": "license", "matter_on": "2026-06-22"},
    loss={"loss_fen": "60万元", "loss": "许可费未收回"},
    cause="被许可方经营不善，未支付首期款即破产。",
    people=(MANAGER,),
    sides=(("decider", "周一"), ("completer", "王敏"), ("acquirer", ROOT_LICENSEE)),
)
MITIGATION = {"CS-2026-0001", "JS-2026-0001"}
"""A reminder and a step against loss that were recorded while licensing."""


def test_a_manager_whose_licensee_failed_is_exempt_under_8_4(desk: Desk) -> None:
    number = course.to_the_matrix(desk, FAILED)
    offered = course.offers(desk, number, "李明")["element:M4.mitigation"]
    assert MITIGATION.issubset(offered)

    course.assessed(desk, number, FAILED)
    (row,) = desk.listed("assessments")
    rows = {answer["item"]: answer for answer in desk.shown(row["number"])["answers"]}
    taken = {proof["number"]: proof for proof in rows["element:M4.mitigation"]["proofs"]}
    assert taken.keys() >= MITIGATION
    assert all(
        proof["version"] and len(proof["sha256"]) == 64
        for number_, proof in taken.items()
        if number_ in MITIGATION
    )

    notice = course.concluded(desk, number, FAILED)
    course.finished(desk, number, FAILED, notice)
    assert course.outcomes(desk, number) == {("李明", 1): ("exempt", ("exemption:6", "exemption:8(4)"))}
    proposal = course.paper_of(desk, number, "proposal", "--person", "李明")
    assert all(one in proposal for one in MITIGATION)
    course.holds(desk, number)


BARRED = replace(
    FAILED,
    title="李明在三七皂苷低温提取方法许可中收受礼品问题",
    applicant="纪检监察室",
    origin="audit",
    people=(
        replace(
            MANAGER,
            reasons={**MANAGER.reasons, "proposal": "收受被许可方购物卡，属第十条第（四）项情形，不得免责。"},
            verdicts={
                "bar:B4": {
                    "verdict": "barred",
                    "reasoning": "2026年5月收受被许可方购物卡2000元，本人承认。",
                    "acts": ["gifts"],
                }
            },
            outcome="referred",
            said={"authority": "学校纪检监察室"},
        ),
    ),
)


def test_a_manager_who_took_gifts_cannot_be_exempt_whatever_else_is_shown(desk: Desk) -> None:
    quick = course.brisk(desk)
    number = course.to_the_matrix(quick, BARRED)
    course.assessed(quick, number, BARRED)
    said = {
        "reasons": "已履行减损止损职责。",
        "part": "除收受礼品外",
        "correction": "退还",
        "correct_by": "2026-12-31",
    }
    for outcome in ("exempt", "in_part", "corrected"):
        told = desk.refused_among(
            "finding.propose", number, "assessment.barred", person="李明", outcome=outcome, **said
        )
        assert "玩忽职守、以权谋私" in told
    desk.refused(
        "finding.propose",
        number,
        "assessment.no_authority",
        person="李明",
        outcome="referred",
        reasons="移送",
    )
    notice = course.concluded(quick, number, BARRED)
    course.closed(quick, number, BARRED, notice)
    course.served(quick, number, BARRED)
    desk.refused_among("finding.archive", number, "finding.not_referred", code="0" * 64)
    handed = {"kind": "referral", "person": "李明", "recipient": "学校纪检监察室"}
    desk.do("finding.record_effect", number, **handed, proof=[desk.paper(number, "移送函回执")])
    course.archived(quick, number, BARRED)
    assert course.outcomes(desk, number) == {("李明", 1): ("referred", ("exemption:10(4)",))}
    assert "不予免责" in desk.shown(number)["text"]
    assert "学校纪检监察室" in course.paper_of(desk, number, "referral")
    course.holds(desk, number)
