from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.findings.beginning import BEGUN, Case
from tests.offices import TODAY, problems
from ttoffice.action import perform
from ttoffice.errors import ConflictError
from ttoffice.findings.codes import HearingState, Manner, Side
from ttoffice.findings.hearings.rules import HearingFacts, confirmation_reasons, hearing_reasons
from ttoffice.findings.record import FindingRecord, HearingRecord, Party
from ttoffice.reasons import refusing

DAY = timedelta(days=1)
HELD = date(2026, 5, 14)
SPOKEN: dict[str, Any] = {
    "person": "赵经理",
    "held_on": HELD,
    "place": "行政楼 305",
    "interviewers": ["钱一", "孙二"],
    "recorder": "孙二",
    "content": "问：催收情况？答：共发函三次。",
}
WRITTEN = {"side": "被许可方", "name": "云南某某咖啡有限公司", "manner": "书面意见", "held_on": HELD}


def test_an_interview_stands_once_who_was_heard_signed_it(case: Case) -> None:
    case.begun()
    number = case.act("hearing.record", **SPOKEN)
    hearing = case.hearing(number)
    assert (hearing.state, hearing.side, hearing.manner) == ("recorded", "concerned", "interview")
    assert (hearing.person, hearing.name, hearing.title) == (
        case.people["赵经理"],
        "赵经理",
        "赵经理 谈话（询问）",
    )
    assert hearing.interviewers == (case.people["钱一"], case.people["孙二"])
    signed = case.proof("笔录.pdf")
    assert case.against("hearing.confirm", number) == {"hearing.no_confirmation"}
    assert case.against("hearing.confirm", number, confirmation="ZJ-2026-9999") == {"exhibit.unknown"}
    early = {"confirmation": signed, "on": HELD - DAY}
    assert case.against("hearing.confirm", number, **early) == {"hearing.confirmed_early"}
    assert case.against("hearing.confirm", number, **{**early, "on": TODAY + DAY}) == {"finding.future"}
    case.act("hearing.confirm", number, confirmation=signed, on=HELD)
    assert (case.hearing(number).state, case.hearing(number).confirmed_on) == ("confirmed", HELD)
    assert case.against("hearing.confirm", number, confirmation=signed) == {"hearing.stands"}
    assert problems(case.office) == ()


def test_a_written_view_is_confirmed_by_whoever_handed_it_in(case: Case) -> None:
    case.begun()
    assert case.against("hearing.record", **WRITTEN) == {"hearing.no_paper"}
    paper = case.proof("情况说明.pdf")
    hearing = case.hearing(case.act("hearing.record", **WRITTEN, proof=[paper]))
    assert (hearing.side, hearing.person, hearing.state) == ("acquirer", "", "confirmed")
    assert (hearing.confirmation, hearing.confirmed_on) == (paper, HELD)


def test_an_interview_can_be_recorded_signed_at_once(case: Case) -> None:
    case.begun()
    paper = case.proof("笔录.pdf")
    assert case.against("hearing.record", **SPOKEN, confirmed_on=HELD) == {"hearing.no_confirmation"}
    assert case.against("hearing.record", **SPOKEN, confirmation=paper) == {"hearing.no_confirmation_day"}
    number = case.act("hearing.record", **SPOKEN, confirmed_on=HELD, confirmation=paper)
    assert case.hearing(number).state == "confirmed"


def test_only_sitting_members_hear_and_nobody_hears_themselves(case: Case) -> None:
    case.begun()
    alone = {**SPOKEN, "interviewers": ["钱一"]}
    assert case.warned("hearing.record", **alone) == {"hearing.one_interviewer"}
    assert case.against("hearing.record", **{**SPOKEN, "interviewers": []}) == {"hearing.no_interviewer"}
    strange = {**SPOKEN, "interviewers": ["钱一", "吴四"]}
    assert case.against("hearing.record", **strange) == {"hearing.no_member"}
    own = {**SPOKEN, "side": "handler", "person": "钱一"}
    assert case.against("hearing.record", **own) == {"hearing.own", "hearing.of_member"}


def test_a_member_with_a_conflict_hears_nobody_until_the_panel_changes(case: Case) -> None:
    case.begun()
    withdrawal = {"person": "孙二", "subject": case.number, "outcome": "withdrawn", "reasons": "曾参与谈判"}
    perform(case.office, "recusal.record", withdrawal)
    assert case.against("hearing.record", **SPOKEN) == {"hearing.conflict"}
    case.checked("吴四")
    case.act("finding.change_panel", members=case.seats("钱一", "李三", "吴四"), reason="孙二回避")
    assert case.against("hearing.record", **SPOKEN) == set()  # held while he sat
    today = {**SPOKEN, "held_on": TODAY + DAY}
    assert case.to(TODAY + DAY).against("hearing.record", **today) == {"hearing.no_member"}


def test_the_person_concerned_is_heard_as_such_and_nobody_else(case: Case) -> None:
    case.begun()
    assert case.against("hearing.record", **{**SPOKEN, "person": "王芳"}) == {"hearing.no_party"}
    assert case.against("hearing.record", **{**SPOKEN, "side": "经办"}) == {"hearing.party"}
    assert case.against("hearing.record", **{**SPOKEN, "person": ""}) >= {"hearing.nobody"}


def test_whom_the_case_knows_is_meant_before_namesakes_and_after_they_left(case: Case) -> None:
    case.begun()
    for name in ("赵经理", "钱一", "孙二"):
        perform(case.office, "person.create", {"name": name, "roles": ["manager"]})
    perform(case.office, "person.leave", {"on": "2026-05-12"}, subject=case.people["赵经理"])
    hearing = case.hearing(case.act("hearing.record", **SPOKEN))
    assert hearing.person == case.people["赵经理"]
    assert hearing.interviewers == (case.people["钱一"], case.people["孙二"])


def test_the_unit_is_heard_through_whoever_speaks_for_it(case: Case) -> None:
    case.begun(parties=["赵经理", "本单位"])
    hearing = case.hearing(case.act("hearing.record", **{**SPOKEN, "person": "本单位", "name": "何主任"}))
    assert (hearing.person, hearing.name) == ("unit", "何主任")


def test_the_person_concerned_is_never_only_invited(case: Case) -> None:
    case.begun()
    paper = case.proof("通知.pdf")
    told = {"invited_on": BEGUN, "invitation": paper, "absence": "出国未归"}
    assert "hearing.concerned_absent" in case.against(
        "hearing.absent", side="当事人", person="赵经理", **told
    )
    assert "hearing.concerned_absent" in case.against("hearing.absent", side="other", person="赵经理", **told)
    side = {"side": "成果完成人", "person": "王芳"}
    assert case.against("hearing.absent", **side) == {
        "hearing.no_invited_on",
        "hearing.no_invitation",
        "hearing.no_absence",
    }
    assert case.against("hearing.absent", **side, **{**told, "invited_on": BEGUN - DAY}) == {"finding.order"}
    hearing = case.hearing(case.act("hearing.absent", **side, **told))
    assert (hearing.state, hearing.person, hearing.absence) == ("absent", case.people["王芳"], "出国未归")


def test_a_correction_is_a_further_hearing_of_the_same_person(case: Case) -> None:
    case.begun()
    first = case.act("hearing.record", **SPOKEN)
    other = {**SPOKEN, "side": "成果完成人", "person": "王芳", "corrects": first}
    assert case.against("hearing.record", **other) == {"hearing.other_person"}
    assert case.against("hearing.record", **SPOKEN, corrects="TQ-2026-0009") == {"hearing.no_earlier"}
    second = case.act("hearing.record", **SPOKEN, corrects=first)
    assert case.against("hearing.record", **SPOKEN, corrects=first) == {"hearing.corrected"}
    assert case.hearing(second).corrects == first
    assert case.hearing(first).content == SPOKEN["content"]


def test_two_sessions_cannot_both_confirm_a_record(case: Case) -> None:
    case.begun()
    number = case.act("hearing.record", **SPOKEN)
    data = {"confirmation": case.proof("笔录.pdf")}
    perform(case.office, "hearing.confirm", data, subject=number, version=1)
    with pytest.raises(ConflictError):
        perform(case.office, "hearing.confirm", data, subject=number, version=1)


def test_nothing_is_heard_or_asked_for_outside_an_investigation(case: Case) -> None:
    case.panelled()
    assert case.against("hearing.record", **SPOKEN) == {"finding.state"}
    assert case.against("hearing.absent", side="expert", name="某专家") == {"finding.state"}
    assert case.against("inquiry.ask", title="财务凭证") == {"finding.state"}
    case.act("finding.begin", plan="调阅合同", sides=["成果完成人：王芳"], on=BEGUN)
    hearing = case.act("hearing.record", **SPOKEN)
    inquiry = case.act("inquiry.ask", title="财务凭证", asked_of="财务处")
    case.act("finding.withdraw", reason="申请人撤回", paper=case.paper)
    assert case.against("hearing.confirm", hearing, confirmation=case.paper) == {"finding.state"}
    assert case.against("inquiry.settle", inquiry, outcome="delivered") == {"finding.state"}


# --- inquiries -------------------------------------------------------------------------------------------


def test_what_was_asked_for_comes_or_it_is_said_why_not(case: Case) -> None:
    case.begun()
    asked = {"title": "许可费入账凭证", "asked_of": "财务处", "asked_on": HELD, "due_on": HELD + 5 * DAY}
    number = case.act("inquiry.ask", **asked)
    paper = case.proof("凭证.pdf")
    for outcome, data, codes in (
        ("open", {}, {"inquiry.not_settled"}),
        ("delivered", {}, {"inquiry.no_delivery"}),
        ("delivered", {"delivered": ["ZJ-2026-9999"]}, {"exhibit.unknown"}),
        ("partly", {"delivered": [paper]}, {"inquiry.no_reason"}),
        ("not_delivered", {"delivered": [paper]}, {"inquiry.delivered", "inquiry.no_reason"}),
        ("delivered", {"delivered": [paper], "on": HELD - DAY}, {"finding.order"}),
    ):
        assert case.against("inquiry.settle", number, outcome=outcome, **data) == codes
    case.act("inquiry.settle", number, outcome="部分", delivered=[paper], reason="2019年凭证已销毁")
    found = case.inquiry(number)
    assert (found.state, found.closed_on, found.reason) == ("partly", TODAY, "2019年凭证已销毁")
    assert case.against("inquiry.settle", number, outcome="delivered", delivered=[paper]) == {
        "inquiry.stands"
    }
    assert problems(case.office) == ()


def test_an_inquiry_says_of_whom_and_until_when(case: Case) -> None:
    case.begun()
    asked = {"title": "凭证", "asked_of": "财务处", "asked_on": HELD}
    assert case.warned("inquiry.ask", **asked) == {"inquiry.no_paper"}
    assert case.against("inquiry.ask", **{**asked, "asked_of": ""}) == {"inquiry.nobody"}
    assert case.against("inquiry.ask", **asked, due_on=HELD - DAY) == {"inquiry.due_early"}
    assert case.against("inquiry.ask", **{**asked, "asked_on": BEGUN - DAY}) == {"finding.order"}
    assert case.against("inquiry.ask", **{**asked, "asked_on": TODAY + DAY}) == {"finding.future"}


# --- days, pure ------------------------------------------------------------------------------------------

PARTY = Party("RY-2026-0001", "赵经理", ())
CASE = FindingRecord("x", parties=(PARTY,), persons=("RY-2026-0001",), begun_on=BEGUN)
HEARING = HearingRecord(
    "MZ-2026-0001",
    "x",
    Side.CONCERNED,
    "赵经理",
    manner=Manner.INTERVIEW,
    person="RY-2026-0001",
    held_on=HELD,
    interviewers=("RY-2026-0002", "RY-2026-0003"),
    recorder="孙二",
    content="答",
)
DAYS = st.dates(date(2026, 4, 1), date(2026, 7, 31))


@given(invited=st.none() | DAYS, held=DAYS, confirmed=st.none() | DAYS)
def test_who_is_heard_was_invited_before_and_signs_afterwards(
    invited: date | None, held: date, confirmed: date | None
) -> None:
    record = replace(HEARING, invited_on=invited, held_on=held, confirmed_on=confirmed, confirmation="ZJ-1")
    facts = HearingFacts(record, CASE, TODAY, frozenset({"RY-2026-0002", "RY-2026-0003"}))
    wanted = {
        "hearing.before_invitation": invited is not None and held < invited,
        "hearing.confirmed_early": confirmed is not None and confirmed < held,
        "finding.future": confirmed is not None and confirmed > TODAY,
        "hearing.no_confirmation_day": confirmed is None,
    }
    found = {reason.code for reason in refusing(hearing_reasons(facts))}
    assert found == {code for code, expected in wanted.items() if expected}


@given(held=DAYS, confirmed=DAYS)
def test_a_record_is_confirmed_between_the_hearing_and_today(held: date, confirmed: date) -> None:
    record = replace(
        HEARING, held_on=held, confirmed_on=confirmed, confirmation="ZJ-1", state=HearingState.RECORDED
    )
    refused = bool(list(confirmation_reasons(record, TODAY)))
    assert refused is not (held <= confirmed <= TODAY)
