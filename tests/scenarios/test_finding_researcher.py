"""A researcher's minor fault: corrected, not pursued (exemption Art. 9), and the correction followed to its end."""

from __future__ import annotations

from tests.cli.conftest import _language_of_the_next_test, call
from tests.scenarios import finding_cases as course
from tests.scenarios.finding_cases import Case, Person
from tests.scenarios.finding_office import RESEARCHER, desk, finding_office
from tests.scenarios.licensing import Desk

__all__ = ["_language_of_the_next_test", "call", "desk", "finding_office"]

WHAT = "2026年9月在技术推介会上展示了尚未公开的干燥曲线，未事先报告；未造成技术秘密泄露。"
CORRECTION = "补办推介材料保密审查，向团队说明，两周内提交书面检查。"
PAPERS = {
    "criterion:democratic_procedure": ("团队会议记录",),
    "criterion:reasonable_care": ("材料自查记录",),
    "criterion:supervision": ("学院巡查记录",),
    "criterion:no_unlawful_gain": ("廉洁承诺书",),
    "premise:no_intent": ("本人陈述",),
    "element:R1.fault": ("推介会照片",),
    "element:R1.minor": ("保密办意见",),
}
SHOWN = Case(
    title="王敏在技术推介会展示干燥曲线",
    applicant="农学院",
    origin="superior",
    matter={"matter_kind": "other", "matter_text": WHAT, "matter_on": "2026-09-10"},
    loss={"loss": "推介后一家意向企业要求重新议价"},
    cause=WHAT,
    people=(
        Person(
            RESEARCHER,
            ("researcher",),
            "农学院教授，成果完成人",
            ("R1",),
            {
                "criterion:democratic_procedure": "推介事项经团队会议讨论。",
                "criterion:supervision": "展示后主动报告并收回材料。",
                "element:R1.fault": "展示前未履行报告程序，属成果使用中的过错。",
                "element:R1.minor": "展示内容不足以实施技术，保密办认定未泄密，情节较轻。",
                "proposal": "勤勉尽职，过错情节较轻，以纠正为主，不予追责。",
            },
            PAPERS,
            outcome="corrected",
            said={"correction": CORRECTION, "correct_by": "2026-12-11"},
        ),
    ),
    sides=(("department", "保密办公室"), ("other", "团队成员赵刚")),
)


def test_a_researchers_minor_fault_is_corrected_under_9_and_the_correction_recorded(desk: Desk) -> None:
    number = course.to_the_matrix(desk, SHOWN)
    course.assessed(desk, number, SHOWN)
    desk.refused(
        "finding.propose",
        number,
        "assessment.no_correction",
        "assessment.no_correct_by",
        person=RESEARCHER,
        outcome="corrected",
        reasons="情节较轻",
    )
    # What Art. 9 carries is a correction, not an exemption.
    desk.refused_among(
        "finding.propose",
        number,
        "assessment.no_circumstance",
        person=RESEARCHER,
        outcome="exempt",
        reasons="轻",
    )
    notice = course.concluded(desk, number, SHOWN)
    course.closed(desk, number, SHOWN, notice)
    course.served(desk, number, SHOWN)
    assert course.outcomes(desk, number) == {(RESEARCHER, 1): ("corrected", ("exemption:6", "exemption:9"))}

    # The day of the correction stands on the agenda until it is recorded as done; only then is the case put away.
    desk.on("2026-12-14")
    assert any(key.startswith("correction:") for key in desk.agenda())
    desk.refused_among("finding.archive", number, "finding.not_corrected", code="0" * 64)
    done = {"kind": "correction", "person": RESEARCHER, "what": CORRECTION, "done_on": "2026-12-10"}
    desk.do("finding.record_effect", number, **done, proof=[desk.paper(number, "书面检查")])
    course.archived(desk, number, SHOWN, "2026-12-14")
    assert not any(number in key or key.startswith("correction:") for key in desk.agenda())
    assert CORRECTION in course.paper_of(desk, number, "correction")
    course.holds(desk, number)
