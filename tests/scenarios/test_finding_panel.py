"""A panel member with a tie to the licensee: refused at first, replaced when it is declared later (exemption Art. 10(5))."""

from __future__ import annotations

from dataclasses import replace

from tests.cli.conftest import _language_of_the_next_test, call
from tests.scenarios import finding_cases as course
from tests.scenarios.finding_office import COMMITTEE, ROOT_LICENSEE, desk, finding_office
from tests.scenarios.licensing import Desk
from tests.scenarios.test_finding_manager import FAILED

__all__ = ["_language_of_the_next_test", "call", "desk", "finding_office"]

KIN, LATE, SUBSTITUTE = "何科", "宋理", "林岚"
CASE = replace(FAILED, panel=("林岚", "唐正", "宋理"))


def kin_at(organisation: str) -> dict[str, str]:
    """Return the tie of somebody whose spouse works at an enterprise."""
    return {"kind": "kin", "name": "白云", "relation": "配偶", "organisation": organisation}


def test_a_member_with_a_recorded_conflict_never_sits_and_one_found_later_is_replaced(desk: Desk) -> None:
    number = course.opened(desk, CASE)
    course.accepted(desk, number, CASE)
    people = {row["name"]: row["number"] for row in desk.listed("people")}

    # Known before: the check tells it, only withdrawing is left, and who withdrew cannot sit.
    desk.do("person.declare", people[KIN], ties=[kin_at(ROOT_LICENSEE)], declared_on=CASE.days.accepted)
    desk.refused(
        "recusal.record", "", "recusal.conflict_stands", person=KIN, subject=number, outcome="none_found"
    )
    withdrawn = {"outcome": "withdrawn", "reasons": "配偶任职于被许可方", "decided_by": "周一"}
    desk.do("recusal.record", person=KIN, subject=number, **withdrawn)
    for name in ("林岚", "唐正"):
        course.clear(desk, name, number)
    seats = course.seats(("林岚", "唐正", KIN))
    assert KIN in desk.refused_among("finding.form_panel", number, "panel.conflict", members=seats)
    # Nobody judges their own case either.
    desk.refused_among(
        "finding.form_panel",
        number,
        "panel.party",
        members=[*seats[:2], {**seats[2], "person": "李明"}],
    )
    course.clear(desk, LATE, number)
    desk.do("finding.form_panel", number, members=course.seats(CASE.panel))
    course.investigated(desk, number, CASE)

    # Declared later: nothing goes on until the panel is changed; who left stays on record.
    desk.on("2026-10-22")
    desk.do("person.declare", people[LATE], ties=[kin_at(ROOT_LICENSEE)], declared_on="2026-10-21")
    course.assessed(desk, number, CASE)
    course.proposed(desk, number, CASE)
    desk.on(CASE.days.reported)
    told = desk.refused("finding.report", number, "panel.conflict")
    assert LATE in told
    gone = {"outcome": "withdrawn", "reasons": "配偶任职于被许可方", "decided_by": "周一"}
    desk.do("recusal.record", person=LATE, subject=number, **gone)
    desk.do("person.create", name="白露", roles=["manager"], department="财务处")
    course.clear(desk, "白露", number)
    seats = [
        *course.seats(CASE.panel)[:2],
        {"person": "白露", "field": "finance", "qualification": "高级会计师"},
    ]
    desk.refused("finding.change_panel", number, "finding.no_reason", members=seats)
    desk.do("finding.change_panel", number, members=seats, reason=f"{LATE}回避，由白露接替。")
    panel = {seat["name"]: seat for seat in desk.shown(number)["panel"]}
    assert (panel[LATE]["until"], panel["白露"]["since"]) == (CASE.days.reported, CASE.days.reported)
    assert LATE in panel[LATE]["left_reason"]
    assert panel["林岚"]["until"] is None

    course.reported(desk, number, CASE)
    # A member of the committee with a tie does not vote either: quorum and vote are counted without them.
    desk.on(CASE.days.decided)
    desk.do("person.declare", people["沈静"], ties=[kin_at(ROOT_LICENSEE)], declared_on=CASE.days.decided)
    meeting = {
        "subject": number,
        "title": "认定结论",
        "body": course.BODY,
        "text": desk.shown(number)["text"],
    }
    minutes = desk.paper(number, "会议纪要草稿")
    early = {**meeting, "members": COMMITTEE, "decided_on": CASE.days.decided, "minutes": minutes}
    assert "沈静" in desk.refused("decision.record", "", "decision.conflict", **early)
    few = {**early, "members": COMMITTEE[:4], "absent": COMMITTEE[2:4]}
    assert "2/3" in desk.refused("decision.record", "", "decision.no_quorum", **few)
    desk.do("recusal.record", person="沈静", subject=number, **gone)
    decision = course.decided(desk, number, CASE)
    presence = {one["name"]: one["presence"] for one in desk.shown(decision)["members"]}
    assert presence["沈静"] == "recused"
    notice = course.published(desk, number, CASE)
    course.finished(course.brisk(desk), number, CASE, notice)
    seats_told = course.paper_of(desk, number, "panel")
    assert all(name in seats_told for name in (*CASE.panel, "白露"))
    course.holds(desk, number)
