from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.findings.beginning import ACCEPTED, BEGUN, MEMBERS, Case, changed, concluded
from tests.offices import TODAY, problems
from ttoffice.action import check, perform
from ttoffice.errors import ConflictError
from ttoffice.findings.codes import FindingState, SeatField
from ttoffice.findings.investigating.inputs import SeatInput, ToHearInput
from ttoffice.findings.investigating.seating import sat_on
from ttoffice.findings.matters import earlier_panel, last_concluded, matter_facts
from ttoffice.findings.opening.inputs import PartyInput
from ttoffice.findings.reading import load
from ttoffice.findings.record import FindingRecord, Seat, SentBack

DAY = timedelta(days=1)


def seat_days(record: FindingRecord) -> list[tuple[str, date, date | None]]:
    return [(seat.name, seat.since, seat.until) for seat in record.panel]


def test_a_panel_is_formed_of_people_who_were_checked(case: Case) -> None:
    case.accepted()
    good: dict[str, Any] = {"members": case.seats(), "on": ACCEPTED}
    assert case.against("finding.form_panel", **good) == {"panel.unchecked"}
    case.checked(*MEMBERS)
    assert case.against("finding.form_panel", **good) == set()
    assert case.warned("finding.form_panel", **good) == {"panel.checked_late"}
    assert case.warned("finding.form_panel", members=case.seats()) == set()
    case.act("finding.form_panel", **good)
    seats = case.record.panel
    assert [seat.recusal for seat in seats] == ["HB-2026-0001", "HB-2026-0002", "HB-2026-0003"]
    assert [seat.lead for seat in seats] == [True, False, False]
    assert [seat.person for seat in seats] == [case.people[name] for name in MEMBERS]
    assert case.against("finding.form_panel", **good) == {"panel.formed"}
    assert problems(case.office) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda seats: seats[:2], "panel.small"),
        (lambda seats: [{**seat, "lead": False} for seat in seats], "panel.lead"),
        (lambda seats: [{**seat, "lead": True} for seat in seats], "panel.lead"),
        (lambda seats: [*seats[:2], {**seats[2], "qualification": ""}], "panel.unqualified"),
        (lambda seats: [*seats, seats[0]], "panel.twice"),
        (lambda seats: [*seats[:2], {"person": "无此人"}], "person.unknown"),
    ],
)
def test_a_panel_that_is_not_whole_is_refused(case: Case, change: Any, code: str) -> None:
    case.accepted()
    case.checked(*MEMBERS)
    assert code in case.against("finding.form_panel", members=change(case.seats()), on=ACCEPTED)


def test_what_is_wrong_is_told_at_the_field_that_was_typed(case: Case) -> None:
    case.accepted()
    data = {"members": case.seats(*MEMBERS[:1])}
    found = check(case.office, "finding.form_panel", data, subject=case.number)
    assert {(reason.code, reason.field) for reason in found} == {
        ("panel.small", "members"),
        ("panel.unchecked", "members"),
    }


def test_the_units_own_setting_says_how_many_sit(case: Case) -> None:
    data = {
        "code": "smallest_panel",
        "value": "5",
        "effective_from": "2026-01-01",
        "source": "院发〔2026〕1号",
    }
    perform(case.office, "policy.set", data)
    case.accepted()
    case.checked(*MEMBERS)
    assert case.against("finding.form_panel", members=case.seats(), on=ACCEPTED) == {"panel.small"}


@pytest.mark.parametrize(
    ("name", "ties", "code"),
    [
        ("赵经理", [], "panel.party"),
        ("王芳", [], "panel.conflict"),
        (
            "吴四",
            [{"kind": "shareholding", "organisation": "云南某某咖啡有限公司", "share": "3"}],
            "panel.conflict",
        ),
        ("吴四", [{"kind": "kin", "name": "赵经理", "relation": "配偶"}], "panel.conflict"),
        ("吴四", [{"kind": "kin", "name": "王芳", "relation": "父女"}], "panel.conflict"),
    ],
)
def test_nobody_with_a_tie_to_the_case_sits(case: Case, name: str, ties: list[Any], code: str) -> None:
    """The party, a completer of the result, a shareholder of the licensee, kin of either."""
    case.accepted()
    case.checked(*MEMBERS[:2])
    if ties:
        case.checked(name)
        perform(case.office, "person.declare", {"ties": ties}, subject=case.people[name])
    seats = case.seats(*MEMBERS[:2], name)
    assert code in case.against("finding.form_panel", members=seats, on=ACCEPTED)


def test_of_two_members_of_one_name_each_conflict_counts(case: Case) -> None:
    """Whichever of the two has it, and in whichever order they are named."""
    case.accepted()
    twin = perform(case.office, "person.create", {"name": "李三", "roles": ["manager"]}).value
    numbers = [case.people["李三"], twin]
    case.checked("钱一", *numbers)
    tie = {"kind": "post", "organisation": "云南某某咖啡有限公司", "relation": "顾问"}
    perform(case.office, "person.declare", {"ties": [tie]}, subject=case.people["李三"])
    for both in (numbers, numbers[::-1]):
        found = case.against("finding.form_panel", members=case.seats("钱一", *both), on=ACCEPTED)
        assert found == {"panel.conflict"}


def test_a_conflict_declared_later_stops_the_case_until_the_panel_changes(case: Case) -> None:
    case.panelled()
    tie = {"kind": "post", "organisation": "云南某某咖啡有限公司", "relation": "顾问"}
    perform(case.office, "person.declare", {"ties": [tie]}, subject=case.people["李三"])
    plan = {"plan": "调阅合同", "sides": ["成果完成人：王芳"], "on": BEGUN}
    assert case.against("finding.begin", **plan) == {"panel.conflict"}
    case.checked("吴四")
    seats = case.seats("钱一", "孙二", "吴四")
    assert case.against("finding.change_panel", members=seats, on=ACCEPTED) == {"finding.no_reason"}
    case.act("finding.change_panel", members=seats, reason="李三回避", on=BEGUN)
    assert seat_days(case.record) == [
        ("李三", ACCEPTED, BEGUN),
        ("钱一", ACCEPTED, None),
        ("孙二", ACCEPTED, None),
        ("吴四", BEGUN, None),
    ]
    assert case.record.panel[0].left_reason == "李三回避"
    assert case.against("finding.begin", **plan) == set()
    assert case.against("finding.begin", **{**plan, "on": ACCEPTED}) == {"finding.order"}


def test_a_member_who_withdrew_leaves_and_can_come_back_after_another_check(case: Case) -> None:
    case.panelled()
    withdrawal = {
        "person": "李三",
        "subject": case.number,
        "outcome": "withdrawn",
        "reasons": "曾参与该许可谈判",
    }
    perform(case.office, "recusal.record", withdrawal)
    assert case.against("finding.change_panel", members=case.seats(), reason="重排") >= {"panel.conflict"}
    case.checked("吴四")
    case.act("finding.change_panel", members=case.seats("钱一", "孙二", "吴四"), reason="李三回避")
    case.checked("李三")
    case.act("finding.change_panel", members=case.seats("钱一", "孙二", "李三"), reason="吴四调离")
    last = [seat for seat in case.record.panel if seat.name == "李三"]
    assert [(seat.until, seat.recusal) for seat in last] == [(TODAY, "HB-2026-0003"), (None, "HB-2026-0006")]
    assert problems(case.office) == ()


def test_what_stays_of_a_member_is_not_typed_again(case: Case) -> None:
    case.panelled()
    case.checked("吴四")
    seats = [{"person": name} for name in MEMBERS] + case.seats("吴四")
    case.act("finding.change_panel", members=seats, reason="吴四任组长")
    assert [(seat.field, seat.qualification, seat.lead) for seat in case.record.panel] == [
        ("audit", "审计师", False),
        ("audit", "审计师", False),
        ("audit", "审计师", False),
        ("audit", "审计师", True),
    ]
    assert case.against("finding.change_panel", members=seats, reason="同前") == {"panel.same"}
    assert case.against("finding.change_panel", members=seats[1:], reason="减员", on=ACCEPTED) == {
        "finding.order"
    }


def test_whoever_was_heard_is_a_witness_and_sits_on_no_panel(case: Case) -> None:
    case.begun()
    perform(
        case.office,
        "hearing.record",
        {
            "side": "handler",
            "person": "吴四",
            "held_on": TODAY,
            "interviewers": ["钱一", "孙二"],
            "recorder": "孙二",
            "content": "陈述",
        },
        subject=case.number,
    )
    with case.office.reader() as reader:
        assert case.people["吴四"] in matter_facts(reader, case.number).persons
    data = {"person": "吴四", "subject": case.number, "outcome": "none_found"}
    assert case.against(
        "finding.change_panel", members=case.seats("钱一", "孙二", "吴四"), reason="换人"
    ) >= {"panel.conflict"}
    assert {reason.code for reason in _check(case, data)} == {"recusal.conflict_stands"}


def _check(case: Case, data: dict[str, Any]) -> list[Any]:
    return check(case.office, "recusal.record", data)


def test_a_further_round_is_investigated_by_others(case: Case) -> None:
    """Those who sat when the first round was decided are an earlier panel in the second."""
    case.begun()
    decided = date(2026, 5, 20)
    concluded(case, decided)
    changed(
        case,
        state=FindingState.INVESTIGATING,
        round=2,
        sent_back=(SentBack(decided, "变更", "FH-2026-0001"),),
    )
    with case.office.reader() as reader:
        found = load(reader, case.number)
        assert found is not None
        corrected = replace(found.record, sent_back=(SentBack(decided, "更正决策"),))
        assert list(earlier_panel(reader, case.number, corrected)) == []
        assert sorted(earlier_panel(reader, case.number, found.record)) == sorted(
            case.people[name] for name in MEMBERS
        )
    case.checked("吴四", "郑五")
    other = perform(case.office, "person.create", {"name": "冯六"}).value
    case.checked(other)
    seats = case.seats("吴四", "郑五", other)
    assert case.against(
        "finding.change_panel", members=case.seats(*MEMBERS[:2], "吴四"), reason="第二轮"
    ) >= {"panel.conflict"}
    change = {"members": seats, "reason": "第二轮另组"}
    assert case.against("finding.change_panel", **change, on=decided) == {"panel.earlier_round"}
    case.act("finding.change_panel", **change, on=decided + DAY)
    assert case.against("finding.change_plan", plan="补充调查", reason="复核意见") == set()
    concluded(case, decided + 3 * DAY)
    back = (*case.record.sent_back, SentBack(decided + 5 * DAY, "更正决策"))
    changed(case, state=FindingState.INVESTIGATING, round=3, sent_back=back)
    with case.office.reader() as reader:
        assert last_concluded(reader, case.number, case.record) == decided
    assert case.against("finding.change_plan", plan="更正决策文字", reason="决策已更正") == set()


def test_two_sessions_cannot_both_change_the_panel(case: Case) -> None:
    case.panelled()
    case.checked("吴四")
    with case.office.reader() as reader:
        found = load(reader, case.number)
    assert found is not None
    change = {"members": case.seats("钱一", "孙二", "吴四"), "reason": "换人"}
    perform(case.office, "finding.change_panel", change, subject=case.number, version=found.version)
    with pytest.raises(ConflictError):
        perform(case.office, "finding.change_panel", change, subject=case.number, version=found.version)
    assert [seat.name for seat in case.record.panel if seat.until is None] == ["钱一", "孙二", "吴四"]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offset=st.integers(-20, 40))
def test_the_day_of_a_panel_lies_between_acceptance_and_today(case: Case, offset: int) -> None:
    if not case.number:
        case.accepted()
        case.checked(*MEMBERS)
    day = ACCEPTED + offset * DAY
    found = case.against("finding.form_panel", members=case.seats(), on=day)
    assert found == ({"finding.order"} if day < ACCEPTED else {"finding.future"} if day > TODAY else set())


def test_seats_keep_who_sat_when() -> None:
    seat = Seat("RY-1", "甲", SeatField.LAW, "律师", False, "", date(2026, 5, 1), date(2026, 5, 9))
    record = FindingRecord("x", panel=(seat,))
    assert [bool(sat_on(record, date(2026, 5, day))) for day in (1, 5, 9, 10)] == [True, True, True, False]


def test_who_comes_into_the_case_later_keeps_a_member_from_sitting(case: Case) -> None:
    case.panelled()
    parties = ["赵经理", "李三"]
    assert case.warned("finding.edit", parties=parties) == {"panel.conflict"}
    case.act("finding.edit", parties=parties)
    plan = {"plan": "调阅合同", "sides": ["成果完成人：王芳"], "on": BEGUN}
    assert case.against("finding.begin", **plan) == {"panel.party", "panel.conflict"}
    assert "hearing.of_member" in case.against("finding.begin", **{**plan, "sides": ["经办：钱一"]})


def test_what_a_form_leaves_empty_in_an_entry_counts_as_left_out() -> None:
    empty: dict[str, Any] = {"field": None, "qualification": None, "lead": None}
    assert SeatInput(person="林会计", **empty) == SeatInput(person="林会计")
    assert ToHearInput(who="某公司", person=None) == ToHearInput(who="某公司")  # type: ignore[arg-type]
    assert PartyInput(person="李明", post=None) == PartyInput(person="李明")  # type: ignore[arg-type]


def test_a_tie_does_not_vanish_while_its_holder_has_a_part_in_the_case(case: Case) -> None:
    case.panelled()
    tie = {"kind": "post", "organisation": "云南某某咖啡有限公司", "relation": "顾问"}
    kin = {"kind": "kin", "name": "李三", "relation": "表兄弟"}
    perform(case.office, "person.declare", {"ties": [tie]}, subject=case.people["李三"])
    party = next(iter(case.record.persons))
    perform(case.office, "person.declare", {"ties": [kin]}, subject=party)
    for person in (case.people["李三"], party):
        assert case.against("person.edit", person, ties=[]) == {"person.tie_needed"}
    other = {**tie, "organisation": "另一公司"}
    assert case.against("person.edit", case.people["李三"], ties=[other]) == {"person.tie_needed"}
    ended = {**tie, "until": TODAY - DAY}
    assert case.against("person.edit", case.people["李三"], ties=[ended]) == set()
    outsider = perform(
        case.office, "person.create", {"name": "冯六", "roles": ["manager"], "ties": [tie]}
    ).value
    assert case.against("person.edit", outsider, ties=[]) == set()
    assert case.warned("person.edit", outsider, ties=[]) == {"person.tie_gone"}
