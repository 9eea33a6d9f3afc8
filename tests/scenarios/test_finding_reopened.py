"""A finding that was archived is reopened on new facts: a further finding that keeps the old one as it was."""

from __future__ import annotations

from dataclasses import replace

from tests.cli.conftest import _language_of_the_next_test, call
from tests.scenarios import finding_cases as course
from tests.scenarios.finding_cases import Days
from tests.scenarios.finding_office import desk, finding_office
from tests.scenarios.licensing import Desk
from tests.scenarios.test_finding_manager import BARRED, FAILED

__all__ = ["_language_of_the_next_test", "call", "desk", "finding_office"]

FACTS = "2026年12月被许可方原出纳举报，李明2026年5月收受购物卡2000元。"
LATER = Days(
    received="2026-12-07",
    accepted="2026-12-08",
    begun="2026-12-09",
    heard="2026-12-14",
    reported="2026-12-18",
    decided="2026-12-21",
    posted="2026-12-22",
    last="2026-12-29",
    closed="2026-12-30",
    served="2026-12-31",
    archived="2026-12-31",
)


def test_new_facts_begin_a_further_finding_and_the_archived_one_stays(desk: Desk) -> None:
    quick = course.brisk(desk)
    first, notice = course.to_the_notice(quick, FAILED)
    course.finished(quick, first, FAILED, notice)
    before = desk.shown(first)

    desk.on(LATER.received)
    missing = ("finding.no_new_facts", "finding.no_new_proof", "finding.no_applicant")
    desk.refused("finding.reopen", first, *missing)
    letter = desk.paper(first, "举报信")
    facts = {"new_facts": FACTS, "proof": [letter], "origin": "audit", "applicant": "纪检监察室"}
    number = desk.do("finding.reopen", first, **facts)
    desk.refused("finding.reopen", first, "finding.followed", **facts)
    reopened = desk.shown(number)
    assert (reopened["follows"], reopened["state"], reopened["round"]) == (first, "received", 1)
    assert reopened["new_facts"] == FACTS

    # The whole course again: nothing of the old one carries over but who and what it is about.
    again = replace(BARRED, days=LATER, panel=("何科", "白露", "石秀"))
    for name in ("白露", "石秀"):
        desk.do("person.create", name=name, roles=["manager"], department="财务处")
    desk.refused_among("finding.begin", number, "finding.state")
    desk.do("finding.edit", number, application=[desk.paper(number, "移交函")], lead=FACTS)
    course.taken_up(quick, number, again)
    course.assessed(quick, number, again)
    notice = course.concluded(quick, number, again)
    course.closed(quick, number, again, notice)
    course.served(quick, number, again)
    handed = {"kind": "referral", "person": "李明", "recipient": "学校纪检监察室"}
    desk.do("finding.record_effect", number, **handed, proof=[desk.paper(number, "移送函回执")])
    course.archived(quick, number, again)

    assert course.outcomes(desk, first) == {("李明", 1): ("exempt", ("exemption:6", "exemption:8(4)"))}
    assert course.outcomes(desk, number) == {("李明", 1): ("referred", ("exemption:10(4)",))}
    after = desk.shown(first)
    changed = {name for name in before if before[name] != after[name]} - {"version"}
    assert changed == set()
    assert [
        row["number"] for row in desk.run("list", "findings", "--view", "reopened", "--json").json["records"]
    ] == [number]
    # A certificate of the old finding says that it was reopened.
    desk.on("2026-12-31")
    certificate = desk.do("finding.certify", first, person="李明", recipient="审计处", what="专项审计")
    assert number in desk.says("show", certificate)
    for one in (first, number):
        course.holds(desk, one)
