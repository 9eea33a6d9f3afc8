from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.findings.beginning import ACCEPTED, BEGUN, Case
from tests.offices import TODAY, problems
from ttoffice.action import perform
from ttoffice.deadlines import keeping
from ttoffice.errors import ConflictError
from ttoffice.findings.codes import Side
from ttoffice.findings.documents.case_file import EXTENDED
from ttoffice.findings.documents.gathering import case_file
from ttoffice.findings.reading import load
from ttoffice.findings.record import ToHear

DAY = timedelta(days=1)
PLAN: dict[str, Any] = {"plan": "调阅合同、台账并谈话", "sides": ["成果完成人：王芳"], "on": BEGUN}


def test_an_investigation_begins_with_a_plan_and_who_is_heard(case: Case) -> None:
    case.panelled()
    assert case.against("finding.begin", **{**PLAN, "plan": ""}) == {"finding.no_plan"}
    assert case.against("finding.begin", **{**PLAN, "sides": []}) == {"finding.no_sides"}
    assert case.against("finding.begin", **{**PLAN, "sides": ["当事人：赵经理"]}) == {"finding.no_sides"}
    assert case.against("finding.begin", **{**PLAN, "on": ACCEPTED - DAY}) == {"finding.order"}
    unknown = [{"side": "expert", "person": "RY-2026-9999"}]
    assert "person.unknown" in case.against("finding.begin", **{**PLAN, "sides": unknown})
    sides = [*PLAN["sides"], "被许可方：云南某某咖啡有限公司", {"side": "主管部门", "who": "科技处"}]
    case.act("finding.begin", **{**PLAN, "sides": sides})
    record = case.record
    assert (record.state, record.begun_on) == ("investigating", BEGUN)
    assert record.sides == (
        ToHear(Side.COMPLETER, "王芳", case.people["王芳"]),
        ToHear(Side.ACQUIRER, "云南某某咖啡有限公司"),
        ToHear(Side.DEPARTMENT, "科技处"),
    )
    with case.office.reader() as reader:
        deadline = keeping.load(reader, record.investigation_deadline)
    assert deadline is not None
    assert (deadline.record.matter, deadline.record.period) == ("investigation", "30wd")
    assert case.against("finding.begin", **PLAN) == {"finding.state"}
    assert problems(case.office) == ()


def test_nobody_investigates_without_a_panel(case: Case) -> None:
    case.accepted()
    assert case.against("finding.begin", **PLAN) == {"panel.none"}
    assert "panel.none" in case.against("finding.change_panel", members=case.seats(), reason="换人")


def test_a_plan_changes_with_the_reason_and_says_who_is_heard_no_more(case: Case) -> None:
    case.begun()
    assert case.against("finding.change_plan", plan="补充询价") == {"finding.no_reason"}
    case.act("finding.change_plan", plan="补充询价", reason="线索增加")
    assert (case.record.plan, len(case.record.sides)) == ("补充询价", 1)
    change = {"sides": ["expert:张教授"], "reason": "完成人已书面说明"}
    assert case.warned("finding.change_plan", **change) == {"finding.side_dropped"}
    case.act("finding.change_plan", **change)
    assert case.record.sides == (ToHear(Side.EXPERT, "张教授"),)


def test_an_investigation_is_extended_once_in_writing_before_its_time_is_over(case: Case) -> None:
    case.begun()
    good = {"reason": "须委托评估", "paper": case.paper}
    assert case.against("finding.extend", reason="须委托评估") == {"finding.no_extension_paper"}
    assert case.against("finding.extend", paper=case.paper) == {"finding.no_reason"}
    assert case.against("finding.extend", **good, on=BEGUN - DAY) == {"finding.order"}
    number = case.record.investigation_deadline
    with case.office.reader() as reader:
        before = keeping.load(reader, number)
    assert before is not None
    ends = before.record.ends_on
    assert ends is not None
    late = case.to(ends + DAY)
    assert late.against("finding.extend", **good) == {"finding.extended_late"}
    case.to(ends).act("finding.extend", **good)
    record = case.record
    assert (record.extended_on, record.extension_deadline) == (ends, number)
    with case.office.reader() as reader:
        after = keeping.load(reader, number)
    assert after is not None
    assert after.record.extension is not None
    assert (after.record.extension.period, after.record.extension.decided_on) == ("15wd", ends)
    assert after.record.ends_on is not None
    assert after.record.ends_on > ends
    with case.office.reader() as reader:
        papers = case_file(reader, case.number, case.office.rulebook).last_days
    assert (papers[number], papers[EXTENDED]) == (ends, after.record.ends_on)
    assert case.against("finding.extend", **good) == {"finding.extended"}
    assert problems(case.office) == ()


def test_the_deadline_of_an_investigation_is_extended_with_its_case_only(case: Case) -> None:
    case.begun()
    number = case.record.investigation_deadline
    data = {"reason": "须委托评估", "basis": "院发〔2026〕1号"}
    assert case.against("deadline.extend", number, **data) == {"deadline.own_verb"}
    case.act("deadline.stop", number, reason="等待鉴定")
    found = case.against("finding.extend", reason="须委托评估", paper=case.paper)
    assert found == {"finding.no_clock", "deadline.stopped_already"}


def test_an_extension_is_as_long_as_the_unit_had_settled_when_the_investigation_began(case: Case) -> None:
    policy = {"code": "investigation_extension", "source": "院发〔2026〕1号"}
    perform(case.office, "policy.set", {**policy, "value": "10wd", "effective_from": "2026-05-01"})
    case.begun()
    perform(case.office, "policy.set", {**policy, "value": "90wd", "effective_from": "2026-05-20"})
    case.act("finding.extend", reason="须委托评估", paper=case.paper)
    with case.office.reader() as reader:
        found = keeping.load(reader, case.record.investigation_deadline)
    assert found is not None
    assert found.record.extension is not None
    assert found.record.extension.period == "10wd"


def test_two_sessions_cannot_both_extend(case: Case) -> None:
    case.begun()
    with case.office.reader() as reader:
        found = load(reader, case.number)
    assert found is not None
    data = {"reason": "须委托评估", "paper": case.paper}
    perform(case.office, "finding.extend", data, subject=case.number, version=found.version)
    with pytest.raises(ConflictError):
        perform(case.office, "finding.extend", data, subject=case.number, version=found.version)
    assert case.record.extended_on == TODAY


def test_an_extension_is_not_dated_to_come(case: Case) -> None:
    case.begun()
    data = {"reason": "须委托评估", "paper": case.paper}
    assert case.against("finding.extend", **data, on=date(2026, 6, 2)) == {"finding.future"}
