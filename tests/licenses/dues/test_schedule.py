from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.licenses.acting import EFFECT, PLAN, ROYALTY
from ttoffice.licenses.codes import DueState, ExpectedBy, Trigger
from ttoffice.licenses.dues.course import Course
from ttoffice.licenses.dues.days import proof
from ttoffice.licenses.dues.schedule import Planned, awaiting, nodes, planned, stage_fen
from ttoffice.licenses.fees import FeePlan, Stage
from ttoffice.licenses.terms import Terms
from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.reading import shipped

CALENDAR = WorkCalendar(shipped())
UNTIL = date(2028, 1, 15)


def plan(of: FeePlan = PLAN, **more: object) -> dict[str, Planned]:
    """Return what a plan makes due, by key."""
    course = Course(Terms(plan=of), **{"effective_on": EFFECT, **more})  # type: ignore[arg-type]
    return {item.key: item for item in planned(course, CALENDAR, UNTIL)}


def test_the_threshold_fee_is_payable_its_days_after_effect() -> None:
    fee = plan()["threshold"]
    assert (fee.state, fee.amount_fen, fee.due_on) == (DueState.OPEN, 3_000_000, date(2026, 1, 30))


def test_no_threshold_fee_is_no_due() -> None:
    assert "threshold" not in plan(replace(PLAN, threshold_fen=0))
    assert "threshold" not in plan(replace(PLAN, threshold_fen=None))


def test_a_period_that_ends_on_a_rest_day_goes_on_to_the_next_working_day() -> None:
    fee = plan(replace(PLAN, threshold_days=30), effective_on=date(2026, 1, 17))["threshold"]
    assert fee.due_on == date(2026, 2, 24)  # 16 February lies in the Spring Festival
    assert fee.working[-1].endswith("系春节，顺延至2026-02-24（周二）（民法典第二百零三条）。")
    days = proof(date(2026, 1, 17), 30, CALENDAR).days
    assert (days[0].why, days[-1].day) == ("start_day", date(2026, 2, 24))


def test_a_year_without_a_calendar_gives_a_provisional_day() -> None:
    assert not plan()["2026-H1"].provisional
    assert plan()["2027-H1"].provisional


def test_a_date_node_counts_from_the_day_of_effect() -> None:
    stage = plan()["s1"]
    assert (stage.node_on, stage.due_on) == (date(2026, 7, 15), date(2026, 8, 14))


def test_a_day_that_the_contract_names_stands_as_it_is_named() -> None:
    named = Stage("s9", "中期款", Trigger.DATE, on=date(2026, 10, 3), amount_fen=100)
    assert plan(replace(PLAN, stages=(named,)))["s9"].due_on == date(2026, 10, 3)
    counted = replace(named, on=None, after="6m")
    assert plan(replace(PLAN, stages=(counted,)), effective_on=date(2026, 4, 3))["s9"].due_on == date(
        2026, 10, 8
    )


def test_a_milestone_node_is_expected_on_its_planned_day() -> None:
    stage = plan()["s2"]
    assert (stage.state, stage.amount_fen, stage.expected_fen) == (DueState.EXPECTED, 0, 15_000_000)
    assert (stage.expected_on, stage.due_on, stage.expected_by) == (
        date(2027, 1, 30),
        None,
        ExpectedBy.CONTRACT,
    )
    assert [node.key for node in nodes(Course(Terms(plan=PLAN)))] == ["s2"]


def test_a_milestone_node_planned_on_the_last_day_of_the_calendar_is_expected_then() -> None:
    blank = plan()["s2"]
    assert awaiting(blank, date.max).expected_on == date.max
    assert awaiting(blank, date.max - timedelta(days=1)).expected_on == date.max


def test_a_share_is_rounded_half_up_to_the_fen() -> None:
    third = Stage("s1", "首期", Trigger.DATE, share="33.335")
    assert stage_fen(FeePlan(total_fen=1000), third)[0] == 333
    assert stage_fen(FeePlan(total_fen=100), replace(third, share="0.5")) == (
        1,
        "1.00元 × 0.5% = 0.01元（四舍五入到分）。",
    )


def test_a_royalty_is_reported_first_and_paid_its_days_after_the_last_day_for_the_report() -> None:
    period = plan()["2026-H1"]
    assert (period.period_from, period.period_until) == (EFFECT, date(2026, 6, 30))
    assert (period.report_on, period.due_on) == (date(2026, 7, 30), date(2026, 8, 31))


def test_royalties_are_planned_two_years_ahead_and_no_further() -> None:
    assert [key for key in plan() if "-H" in key][-1] == "2028-H1"
    assert "2028-H2" not in plan()


def test_royalties_end_with_the_royalty_the_term_or_the_license() -> None:
    short = replace(PLAN, royalty=replace(ROYALTY, ends_on=date(2027, 3, 31)))
    assert plan(short)["2027-H1"].period_until == date(2027, 3, 31)
    ended = plan(ended_on=date(2026, 5, 20), ended=True, terminated=True)
    assert ended["2026-H1"].period_until == date(2026, 5, 20)
    assert "2026-H2" not in ended


def test_a_terminated_license_owes_the_date_nodes_that_had_come() -> None:
    assert "s1" not in plan(ended_on=date(2026, 7, 14), ended=True, terminated=True)
    assert "s1" in plan(ended_on=date(2026, 7, 15), ended=True, terminated=True)
    assert "s1" in plan(ended_on=date(2026, 7, 14), ended=True)


def test_before_effect_only_what_has_a_day_of_its_own_is_fixed() -> None:
    named = Stage("s9", "中期款", Trigger.DATE, on=date(2026, 10, 9), amount_fen=100)
    before = plan(replace(PLAN, stages=(*PLAN.stages, named)), effective_on=None)
    assert {key: item.due_on for key, item in before.items()} == {
        "threshold": None,
        "s1": None,
        "s2": None,
        "s9": date(2026, 10, 9),
    }


def test_a_node_in_working_days_is_counted_by_the_calendar() -> None:
    node = Stage("s9", "首期款", Trigger.DATE, after="20wd", amount_fen=100, days_to_pay=30)
    stage = plan(replace(PLAN, stages=(node,)), effective_on=date(2026, 1, 30))["s9"]
    assert (stage.node_on, stage.due_on) == (date(2026, 3, 5), date(2026, 4, 7))


def test_working_days_without_further_days_end_on_a_working_day_that_is_not_put_off() -> None:
    node = Stage("s9", "首期款", Trigger.DATE, after="20wd", amount_fen=100)
    due = plan(replace(PLAN, stages=(node,)))["s9"]
    assert "20个工作日" in due.working[-1]
    assert "顺延" not in due.working[-1]
