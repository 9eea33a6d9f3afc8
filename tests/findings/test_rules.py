"""The course of a finding: each step asks for everything before it, and each missing thing alone stops it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.findings.cases import DAY, LEADER, NUMBER, TEXT, facts, heard, seats, whole
from ttoffice.findings.codes import FindingState, HearingState, InquiryState, Origin, Outcome, Role, Side
from ttoffice.findings.facts import DecisionView, FindingFacts, NoticeView, ReviewView
from ttoffice.findings.record import InquiryRecord, Party, SentBack, ToHear
from ttoffice.findings.rules import FINDING_FLOW, reasons_of
from ttoffice.parties.decision_rules import text_hash
from ttoffice.reasons import refusing
from ttoffice.rulebook import load
from ttoffice.workflow import Step

LAW = load().facts
STEPS = {
    "accept": FindingState.RECEIVED,
    "refuse": FindingState.RECEIVED,
    "form_panel": FindingState.ACCEPTED,
    "begin": FindingState.ACCEPTED,
    "report": FindingState.INVESTIGATING,
    "decide": FindingState.REPORTED,
    "finalise": FindingState.DECIDED,
    "archive": FindingState.FINAL,
    "certify": FindingState.ARCHIVED,
}


def case(event: str, **changes: Any) -> FindingFacts:
    """Return a case in the state of an event, spoiled as told: fields of the record by `record__name`."""
    base = facts(LAW, STEPS[event])
    of_record = {key.removeprefix("record__"): value for key, value in changes.items() if "__" in key}
    others = {key: value for key, value in changes.items() if "__" not in key}
    return replace(base, record=replace(base.record, **of_record), **others)


def refused(event: str, found: FindingFacts) -> set[str]:
    """Return the codes of what refuses a step."""
    return {reason.code for reason in refusing(reasons_of(event, found))}


@pytest.mark.parametrize("event", STEPS)
def test_a_case_that_lacks_nothing_goes_on(event: str) -> None:
    assert refused(event, case(event)) == set()


@pytest.mark.parametrize("step", FINDING_FLOW.steps, ids=lambda step: step.event)
def test_no_step_is_taken_from_another_state(step: Step[FindingFacts]) -> None:
    for state in FindingState:
        if state.value not in step.sources:
            assert refused(step.event, facts(LAW, state)) == {"finding.state"}


@pytest.mark.parametrize("step", FINDING_FLOW.steps, ids=lambda step: step.event)
def test_every_step_names_its_article(step: Step[FindingFacts]) -> None:
    assert step.basis is not None
    assert step.basis.startswith("exemption:")


DECISION = DecisionView("JY-2026-0001", True, True, NUMBER, text_hash(TEXT), DAY)
NOTICE = NoticeView("GS-2026-0001", "closed", TEXT, DAY, DAY, DAY + timedelta(days=8))
OPEN_INQUIRY = InquiryRecord(NUMBER, "账册", "财务处", DAY)


@pytest.mark.parametrize(
    ("event", "changes", "code"),
    [
        ("accept", {"record__received_on": None}, "finding.no_received_on"),
        ("accept", {"record__applicant_name": ""}, "finding.no_applicant"),
        ("accept", {"record__parties": ()}, "finding.no_parties"),
        ("accept", {"record__parties": (replace(LEADER, roles=()),)}, "finding.no_role"),
        ("accept", {"record__parties": (LEADER, LEADER)}, "finding.party_twice"),
        ("accept", {"record__parties": (replace(LEADER, roles=(Role.UNIT,)),)}, "finding.unit_role"),
        ("accept", {"record__parties": (Party("unit", "滇池大学", (Role.LEADER,)),)}, "finding.unit_role"),
        ("accept", {"record__subject": ""}, "finding.no_subject"),
        ("accept", {"record__loss": "", "record__loss_fen": None}, "finding.no_loss"),
        ("accept", {"record__cause": " "}, "finding.no_cause"),
        ("accept", {"record__application": ()}, "finding.no_application"),
        ("accept", {"record__answer_reasons": ""}, "finding.no_answer_reasons"),
        ("accept", {"record__answer_paper": ""}, "finding.no_answer_paper"),
        ("accept", {"missing_exhibits": ("ZJ-2026-0009",)}, "exhibit.unknown"),
        ("accept", {"on": DAY - timedelta(days=1)}, "finding.order"),
        ("accept", {"on": DAY + timedelta(days=31)}, "finding.future"),
        ("accept", {"in_force": False}, "finding.not_in_force"),
        ("accept", {"rule": ""}, "finding.no_rule"),
        ("refuse", {"record__answer_reasons": ""}, "finding.no_answer_reasons"),
        ("refuse", {"record__answer_paper": ""}, "finding.no_answer_paper"),
        ("form_panel", {"record__panel": seats()[:2]}, "panel.small"),
        ("form_panel", {"record__panel": seats()[:2] * 2}, "panel.small"),
        ("form_panel", {"smallest_panel": 4}, "panel.small"),
        ("form_panel", {"record__panel": (*seats(), seats()[1])}, "panel.twice"),
        ("form_panel", {"record__panel": tuple(replace(s, lead=False) for s in seats())}, "panel.lead"),
        ("form_panel", {"record__panel": tuple(replace(s, lead=True) for s in seats())}, "panel.lead"),
        (
            "form_panel",
            {"record__panel": tuple(replace(s, qualification=" ") for s in seats())},
            "panel.unqualified",
        ),
        ("form_panel", {"unchecked": ("成员1",)}, "panel.unchecked"),
        ("form_panel", {"conflicts": {"成员1": ("系配偶",)}}, "panel.conflict"),
        ("form_panel", {"record__applicant": "RY-2026-0010"}, "panel.party"),
        ("form_panel", {"record__persons": ("RY-2026-0010",)}, "panel.party"),
        ("begin", {"record__panel": ()}, "panel.none"),
        ("begin", {"record__panel": tuple(replace(s, until=DAY) for s in seats())}, "panel.small"),
        ("begin", {"record__plan": ""}, "finding.no_plan"),
        ("begin", {"record__sides": ()}, "finding.no_sides"),
        ("begin", {"record__sides": (ToHear(Side.CONCERNED, "李明"),)}, "finding.no_sides"),
        ("begin", {"record__sides": (ToHear(Side.EXPERT, " "),)}, "finding.side_without_name"),
        ("begin", {"on": DAY - timedelta(days=1)}, "finding.order"),
        ("report", {"hearings": {}}, "hearing.person_concerned"),
        (
            "report",
            {"hearings": {"TQ-2026-0001": replace(heard(LEADER), side=Side.HANDLER)}},
            "hearing.person_concerned",
        ),
        (
            "report",
            {"hearings": {"TQ-2026-0001": replace(heard(LEADER), state=HearingState.RECORDED)}},
            "hearing.unconfirmed",
        ),
        (
            "report",
            {"hearings": {"TQ-2026-0001": replace(heard(LEADER), state=HearingState.ABSENT)}},
            "hearing.person_concerned",
        ),
        ("report", {"hearings": {"TQ-2026-0001": heard(LEADER)}}, "hearing.side"),
        ("report", {"inquiries": {"DQ-2026-0001": OPEN_INQUIRY}}, "inquiry.open"),
        ("report", {"assessments": {}}, "assessment.none"),
        (
            "report",
            {"record__parties": (replace(LEADER, roles=(Role.LEADER, Role.RESEARCHER)),)},
            "assessment.other_roles",
        ),
        (
            "report",
            {
                "assessments": {
                    "RD-2026-0001": replace(whole(LAW, LEADER, ("L2",), Outcome.EXEMPT), outcome=None)
                }
            },
            "assessment.no_outcome",
        ),
        ("report", {"damaged": ("已改动",)}, "assessment.proof_changed"),
        ("report", {"record__report": ""}, "finding.no_report"),
        ("report", {"record__text": ""}, "finding.no_text"),
        ("report", {"record__text": "另一文本"}, "finding.other_text"),
        ("report", {"conflicts": {"成员1": ("系配偶",)}}, "panel.conflict"),
        ("report", {"on": DAY - timedelta(days=1)}, "finding.order"),
        (
            "report",
            {"record__sent_back": (SentBack(DAY + timedelta(days=25), "补充"),)},
            "finding.order",
        ),
        ("decide", {"decision": None}, "finding.no_decision"),
        ("decide", {"decision": replace(DECISION, adopted=False)}, "finding.no_decision"),
        ("decide", {"decision": replace(DECISION, quorate=False)}, "finding.below_quorum"),
        ("decide", {"decision": replace(DECISION, subject="MZ-2026-0002")}, "finding.other_decision"),
        ("decide", {"decision": replace(DECISION, text_sha256="1" * 64)}, "finding.decided_other_text"),
        ("decide", {"decision": replace(DECISION, corrected_by="JY-2")}, "finding.decision_corrected"),
        (
            "decide",
            {"decision": replace(DECISION, decided_on=DAY - timedelta(days=1))},
            "finding.decided_early",
        ),
        ("decide", {"decision": replace(DECISION, decided_on=DAY + timedelta(days=99))}, "finding.future"),
        ("decide", {"decision": replace(DECISION, conflicts=("系当事人",))}, "finding.decider_conflict"),
        ("decide", {"damaged": ("已改动",)}, "assessment.proof_changed"),
        ("decide", {"conflicts": {"成员1": ("系配偶",)}}, "panel.conflict"),
        ("decide", {"record__report": "改过的报告"}, "finding.other_text"),
        ("finalise", {"notices": ()}, "finding.not_published"),
        ("finalise", {"notices": (replace(NOTICE, state="published"),)}, "finding.not_published"),
        ("finalise", {"notices": (replace(NOTICE, state="withdrawn"),)}, "finding.not_published"),
        ("finalise", {"notices": (replace(NOTICE, text="旧文本"),)}, "finding.not_published"),
        ("finalise", {"notices": (replace(NOTICE, follows_on="GS-2026-0002"),)}, "finding.not_published"),
        (
            "finalise",
            {"notices": (replace(NOTICE, approved_on=DAY - timedelta(days=1)),)},
            "finding.not_published",
        ),
        ("finalise", {"on": DAY + timedelta(days=7)}, "finding.order"),
        ("finalise", {"open_objections": ("YY-2026-0001",)}, "finding.objection_open"),
        ("finalise", {"reviews": (ReviewView("FH-1", "GS-1"),)}, "finding.review_open"),
        ("finalise", {"reviews": (ReviewView("FH-1", "GS-1", "changed", DAY),)}, "finding.not_revisited"),
        (
            "finalise",
            {"reviews": (ReviewView("FH-1", "GS-1", "upheld", DAY, ("系亲属",)),)},
            "finding.reviewer_conflict",
        ),
        ("finalise", {"decision": replace(DECISION, corrected_by="JY-2")}, "finding.decision_corrected"),
        ("finalise", {"conflicts": {"成员1": ("系配偶",)}}, "panel.conflict"),
        ("finalise", {"record__text": "改过的结论"}, "finding.other_text"),
        ("finalise", {"hearings": {}}, "hearing.person_concerned"),
        ("archive", {"effects": {}}, "finding.not_served"),
        ("archive", {"effects": {}}, "finding.no_personnel"),
        ("archive", {"effects": {}}, "finding.no_discipline"),
        ("archive", {"effects": {}}, "finding.no_audit"),
        ("archive", {"dossier_made": False}, "finding.no_dossier"),
        ("archive", {"dossier_stale": True}, "finding.dossier_old"),
        ("archive", {"on": DAY - timedelta(days=1)}, "finding.order"),
    ],
)
def test_each_missing_thing_alone_stops_the_step(event: str, changes: dict[str, Any], code: str) -> None:
    assert code in refused(event, case(event, **changes))


def test_what_was_not_delivered_and_what_came_late_is_warned_of() -> None:
    partly = replace(OPEN_INQUIRY, state=InquiryState.NOT_DELIVERED, closed_on=DAY, reason="已销毁")
    late = case("report", inquiries={"DQ-2026-0001": partly}, investigation_ends=DAY)
    assert refused("report", late) == set()
    assert {"inquiry.missing", "finding.report_late"} <= {one.code for one in reasons_of("report", late)}


def test_a_side_that_did_not_come_counts_when_the_invitation_is_recorded() -> None:
    absent = replace(heard(LEADER), side=Side.DEPARTMENT, name="财务处", person="", state=HearingState.ABSENT)
    found = case("report", hearings={"TQ-1": heard(LEADER), "TQ-2": absent})
    assert refused("report", found) == set()


def test_a_corrected_hearing_counts_no_more() -> None:
    later = replace(heard(LEADER), corrects="TQ-2026-0001", state=HearingState.RECORDED)
    base = case("report")
    found = replace(base, hearings={**base.hearings, "TQ-2026-0003": later})
    assert {"hearing.person_concerned", "hearing.unconfirmed"} <= refused("report", found)


def test_an_extension_is_granted_once_and_in_time() -> None:
    base = facts(LAW, FindingState.INVESTIGATING, investigation_ends=DAY + timedelta(days=20))
    assert refused("extend", base) == set()
    assert refused("extend", replace(base, on=DAY + timedelta(days=21))) == {"finding.extended_late"}
    assert refused("extend", replace(base, investigation_ends=None)) == {"finding.no_clock"}
    assert "finding.no_reason" in refused("extend", replace(base, reason=""))
    again = replace(base, record=replace(base.record, extension_deadline="QX-2026-0002"))
    assert refused("extend", again) == {"finding.extended"}


def test_a_decided_conclusion_is_found_anew_only_after_a_review_against_it() -> None:
    changed = ReviewView("FH-2026-0001", "GS-2026-0001", "changed", DAY + timedelta(days=9))
    base = facts(LAW, FindingState.DECIDED, reviews=(changed,), review="FH-2026-0001")
    assert refused("revisit", base) == set()
    assert refused("revisit", replace(base, review="")) == {"finding.no_review"}
    upheld = replace(base, reviews=(replace(changed, outcome="upheld"),))
    assert refused("revisit", upheld) == {"finding.no_review"}
    early = replace(base, on=DAY + timedelta(days=8))
    assert refused("revisit", early) == {"finding.order"}
    done = replace(base, record=replace(base.record, sent_back=(SentBack(DAY, "变更", "FH-2026-0001"),)))
    assert refused("revisit", done) == {"finding.revisited"}


def test_only_an_application_is_withdrawn_and_in_writing() -> None:
    base = facts(LAW, FindingState.ACCEPTED)
    written = replace(base, record=replace(base.record, closed_paper="ZJ-2026-0001"))
    assert refused("withdraw", written) == set()
    assert refused("withdraw", base) == {"finding.not_written"}
    audit = replace(written, record=replace(written.record, origin=Origin.AUDIT))
    assert refused("withdraw", audit) == {"finding.no_application"}


def test_what_was_decided_once_is_decided_again_and_not_withdrawn() -> None:
    base = facts(LAW, FindingState.INVESTIGATING)
    again = replace(base, record=replace(base.record, closed_paper="ZJ-2026-0001", round=2))
    assert refused("withdraw", again) == {"finding.decided_once"}


def test_a_finding_is_reopened_on_new_facts_once() -> None:
    base = facts(LAW, FindingState.ARCHIVED)
    told = replace(
        base, record=replace(base.record, new_facts="发现隐瞒持股", new_facts_proof=("ZJ-2026-0001",))
    )
    assert refused("reopen", told) == set()
    assert refused("reopen", base) == {"finding.no_new_facts", "finding.no_new_proof"}
    assert refused("reopen", replace(told, followed_by="MZ-2026-0002")) == {"finding.followed"}


def test_a_matter_older_than_the_guideline_is_warned_of() -> None:
    old = case("accept", record__matter_on=date(2025, 11, 8))
    assert refused("accept", old) == set()
    assert "finding.earlier_matter" in {one.code for one in reasons_of("accept", old)}


def test_whoever_is_referred_is_passed_on_before_archiving() -> None:
    from ttoffice.findings.record import ConclusionRecord

    concluded = ConclusionRecord(
        NUMBER, "李明", LEADER.person, "李明", LEADER.roles, 1, Outcome.REFERRED, ("exemption:10(4)",), (),
        "收受礼金", "JY-2026-0001", DAY, "RD-2026-0001", "0" * 64, text_hash(TEXT), authority="省监委",
    )  # fmt: skip
    assert refused("archive", case("archive", conclusions=(concluded,))) == {"finding.not_referred"}


def test_an_extension_entered_after_its_time_was_over_is_asked_about() -> None:
    base = facts(LAW, FindingState.INVESTIGATING, investigation_ends=DAY + timedelta(days=25))
    assert refused("extend", base) == set()
    assert "finding.extension_entered_late" in {one.code for one in reasons_of("extend", base)}
