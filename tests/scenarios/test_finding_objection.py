"""An objection changes the conclusion: reviewed by others, found anew, decided and published again (exemption Art. 13)."""

from __future__ import annotations

from dataclasses import replace

from tests.cli.conftest import _language_of_the_next_test, call
from tests.scenarios import finding_cases as course
from tests.scenarios.finding_cases import Case
from tests.scenarios.finding_office import PANEL, REVIEWERS, desk, finding_office
from tests.scenarios.licensing import Desk
from tests.scenarios.test_finding_manager import FAILED

__all__ = ["_language_of_the_next_test", "call", "desk", "finding_office"]

OBJECTOR = "欧阳锋"
OBJECTION = {
    "objector": OBJECTOR,
    "contact": "经管学院",
    "channel": "来信",
    "passage": "已履行减损止损正当职责",
    "content": "首期款逾期后十四天才书面催告，且未追索违约利息，减损止损不到位。",
}
PART = "许可决策和合同解除部分予以免责；逾期利息未及时主张的部分不予免责。"
AGAIN = replace(
    FAILED.days,
    heard="2026-11-19",
    reported="2026-11-20",
    decided="2026-11-23",
    posted="2026-11-24",
    last="2026-12-01",
    closed="2026-12-02",
    served="2026-12-03",
    archived="2026-12-04",
)
"""The days of the second round; the whole period runs again."""
SECOND_PANEL = ("苏眉", "秦川", "叶青")


def test_an_objection_that_is_right_changes_the_conclusion(desk: Desk) -> None:
    number, notice = course.to_the_notice(course.brisk(desk), FAILED)
    first, decision = (desk.shown(number)[name] for name in ("text", "decision"))
    objection, review = reviewed(desk, number, notice)
    again = found_anew(desk, number, review)
    second = desk.shown(number)["text"]
    assert second != first
    assert PART in second

    # The decision about the first text decides nothing of the second, and the whole period runs again.
    desk.refused_among("finding.decide", number, "finding.decided_other_text", decision=decision)
    course.decided(desk, number, again)
    renewed = course.published(desk, number, again, notice)
    receipt = desk.paper(objection, "签收")
    told = {"channel": "当面送达", "receipt": receipt, "text": "复核后改为部分免责。"}
    desk.do("objection.answer", objection, **told)
    anonymous(desk, number, renewed)
    course.finished(course.brisk(desk), number, again, renewed)
    assert course.outcomes(desk, number) == {
        ("李明", 1): ("exempt", ("exemption:6", "exemption:8(4)")),
        ("李明", 2): ("in_part", ("exemption:6", "exemption:8(4)")),
    }

    # Both texts stay, each with its decision; who objected stands in none of it.
    assert first in desk.shown(notice)["text"]
    told_all = (("show", number, "--json"), ("show", number, "--history"), ("log", "--json"))
    assert OBJECTOR not in "".join(desk.says(*words) for words in told_all)
    timeline = course.paper_of(desk, number, "timeline")
    assert all(one in timeline for one in (review, objection, notice, renewed))
    course.holds(desk, number)


def reviewed(desk: Desk, number: str, notice: str) -> tuple[str, str]:
    """A named objector, a review by others that finds them right; nothing becomes final meanwhile."""
    desk.on("2026-11-06")
    objection = desk.do("objection.receive", notice, **OBJECTION)
    people = {row["name"]: row["number"] for row in desk.listed("people")}
    insiders = [people[name] for name in tuple(PANEL)[:3]]
    told = desk.refused_among("review.open", notice, "review.judged_before", panel=insiders)
    assert next(iter(PANEL)) in told
    review = desk.do("review.open", notice, panel=[people[name] for name in REVIEWERS])
    seen = {"question": "减损止损是否及时", "found": "违约利息未主张，金额1.2万元。"}
    desk.do("review.find", review, **seen, exhibits=[desk.paper(review, "催款时间对照表")])
    desk.refused_among("finding.finalise", number, "finding.objection_open", "finding.review_open")
    desk.on("2026-11-12")
    desk.do("review.decide", review, outcome="changed", reasons="利息未主张部分未尽减损职责，应部分免责。")
    assert desk.shown(notice)["state"] == "withdrawn"
    return objection, review


def found_anew(desk: Desk, number: str, review: str) -> Case:
    """Find it anew in a second round: nothing decided is written over, and others investigate than before."""
    wanted = ("finding.not_published", "finding.not_revisited")
    desk.refused_among("finding.finalise", number, *wanted)
    desk.refused_among("finding.report", number, "finding.state")
    desk.refused("finding.revisit", number, "finding.no_review", review="FH-2026-0099", reason="复核")
    desk.on("2026-11-16")
    desk.do("finding.revisit", number, review=review, reason="复核认为利息部分未尽减损职责。")
    assert (desk.shown(number)["state"], desk.shown(number)["round"]) == ("investigating", 2)
    desk.refused("finding.revisit", number, "finding.state", review=review, reason="再来一次")

    told = desk.refused_among("finding.report", number, "panel.conflict")
    assert next(iter(PANEL)) in told
    for name in SECOND_PANEL:
        desk.do("person.create", name=name, roles=["manager"], department="审计处")
        course.clear(desk, name, number)
    seats = course.seats(SECOND_PANEL)
    desk.do("finding.change_panel", number, members=seats, reason="原调查组成员不再参加重新调查。")
    person = replace(FAILED.people[0], outcome="in_part", said={"part": PART})
    again = replace(FAILED, people=(person,), days=AGAIN, panel=SECOND_PANEL)
    desk.on(AGAIN.heard)
    record = desk.paper(number, "第二次谈话笔录")
    course.hear(desk, number, again, "concerned", "李明", "承认利息未主张，请求考虑已解除合同。", record)
    # The proposal that the review did not uphold is not simply put forward again.
    desk.refused_among("finding.report", number, "assessment.no_outcome")
    course.proposed(desk, number, again)
    course.reported(desk, number, again)
    return again


def anonymous(desk: Desk, number: str, notice: str) -> None:
    """An anonymous objection on the last day is reviewed as well, by yet others, before anything is final."""
    desk.on(AGAIN.last)
    objection = desk.do("objection.receive", notice, anonymous=True, channel="意见箱", content="依据不足。")
    panel = [desk.do("person.create", name=name, department="审计处") for name in ("顾清", "方圆圆", "白石")]
    review = desk.do("review.open", notice, panel=panel)
    desk.on(AGAIN.closed)
    photo = desk.paper(notice, "撤下")
    desk.refused_among(
        "notice.close", notice, "notice.objection_open", "notice.review_runs", "notice.not_taken_down"
    )
    desk.refused_among("finding.finalise", number, "finding.objection_open", "finding.review_open")
    desk.do("review.find", review, question="依据是否不足", found="各项均有证据。", exhibits=[photo])
    desk.do("review.decide", review, outcome="upheld", reasons="证据充分。")
    posted = {"channel": "原公示栏张贴", "receipt": desk.paper(objection, "反馈张贴")}
    desk.do("objection.answer", objection, **posted, text="复核维持结论。")
