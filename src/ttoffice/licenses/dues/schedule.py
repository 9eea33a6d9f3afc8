"""The schedule of a license: which sums fall due for what and when, and which milestones they wait for.

Pure: it follows from the course of the license, the working calendar and how far ahead royalties are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ttoffice.licenses.codes import (
    DueKind,
    DueState,
    ExpectedBy,
    MilestoneKind,
    Trigger,
)
from ttoffice.licenses.dues.course import Course
from ttoffice.licenses.dues.days import REPORT_LINE, LastDay, last_day, period_end
from ttoffice.licenses.dues.exact import half_up, percent, rate_words, yuan_words
from ttoffice.licenses.dues.settlements import Settlement
from ttoffice.licenses.fees import FeePlan, Stage
from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.counting import node_day, read_period

THRESHOLD_KEY = "threshold"
PLANNED = (DueKind.THRESHOLD, DueKind.STAGE, DueKind.ROYALTY)
"""The kinds of due that follow from the plan itself."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One sum as the plan has it; the fields are those of a due.

    Attributes:
        stage: the key of the milestone that it waits for, empty for none.
    """

    kind: DueKind
    key: str
    title: str
    state: DueState = DueState.OPEN
    period_from: date | None = None
    period_until: date | None = None
    node_on: date | None = None
    days_to_pay: int | None = None
    due_on: date | None = None
    report_on: date | None = None
    expected_on: date | None = None
    amount_fen: int = 0
    expected_fen: int = 0
    expected_by: ExpectedBy | None = None
    provisional: bool = False
    working: tuple[str, ...] = ()
    stage: str = ""


@dataclass(frozen=True, slots=True)
class PlannedNode:
    """One milestone node as the plan has it."""

    key: str
    title: str
    kind: MilestoneKind
    planned_on: date | None


def nodes(course: Course) -> list[PlannedNode]:
    """Return the milestone nodes of the plan."""
    return [
        PlannedNode(stage.key, stage.label, stage.milestone or MilestoneKind.OTHER, stage.planned_on)
        for stage in course.newest.plan.stages
        if stage.trigger is Trigger.MILESTONE
    ]


def planned(course: Course, calendar: WorkCalendar, until: date) -> list[Planned]:
    """Return every sum of the plan; royalties of the periods that begin no later than `until`.

    After a license was terminated only what had come about by its last day is left.
    """
    plan = course.newest.plan
    found = [*_threshold(plan, course, calendar)]
    found += [item for stage in plan.stages for item in _stage(stage, plan, course, calendar)]
    found += [_royalty(settlement, course, calendar) for settlement in course.settlements(until)]
    return found


# --- threshold fee and stages --------------------------------------------------------------------------


def _threshold(plan: FeePlan, course: Course, calendar: WorkCalendar) -> Iterator[Planned]:
    if not plan.threshold_fen:
        return
    blank = Planned(
        DueKind.THRESHOLD,
        THRESHOLD_KEY,
        "门槛费",
        amount_fen=plan.threshold_fen,
        days_to_pay=plan.threshold_days,
        working=(f"合同约定的门槛费：{yuan_words(plan.threshold_fen)}。",),
    )
    yield payable(blank, course.effective_on, calendar)


def stage_fen(plan: FeePlan, stage: Stage) -> tuple[int, str]:
    """Return what a stage comes to, half up to the fen, and the line that says how."""
    if stage.amount_fen is not None:
        return stage.amount_fen, f"合同约定的阶段费用：{yuan_words(stage.amount_fen)}。"
    total = plan.total_fen or 0
    exact = total * percent(stage.share)
    share = rate_words(stage.share) if stage.share else "0%"
    rounded = "" if exact == half_up(exact) else "（四舍五入到分）"
    return half_up(exact), f"{yuan_words(total)} × {share} = {yuan_words(half_up(exact))}{rounded}。"


def _stage(stage: Stage, plan: FeePlan, course: Course, calendar: WorkCalendar) -> Iterator[Planned]:
    fen, line = stage_fen(plan, stage)
    blank = Planned(
        DueKind.STAGE,
        stage.key,
        stage.label,
        amount_fen=fen,
        days_to_pay=stage.days_to_pay,
        working=(line,),
        stage=stage.key if stage.trigger is Trigger.MILESTONE else "",
    )
    if stage.trigger is Trigger.MILESTONE:
        yield awaiting(blank, stage.planned_on)
        return
    node = stage_node(stage, course.effective_on, calendar)
    if course.terminated and course.ended_on and (node is None or node > course.ended_on):
        return
    found = stage_last_day(stage, course.effective_on, calendar)
    yield awaiting(blank, None) if found is None else _on(blank, found)


def stage_node(stage: Stage, effective_on: date | None, calendar: WorkCalendar) -> date | None:
    """Return the day of a date node, None while it has none; a period in working days is counted by the calendar."""
    if stage.on is not None or not stage.after or effective_on is None:
        return stage.on
    return node_day(effective_on, read_period(stage.after), calendar)


def stage_last_day(stage: Stage, effective_on: date | None, calendar: WorkCalendar) -> LastDay | None:
    """Return the last day to pay at a date node: its days later, or by the end of its period where none are given."""
    node = stage_node(stage, effective_on, calendar)
    if node is None:
        return None
    if stage.on is None and not stage.days_to_pay and effective_on is not None:
        return period_end(effective_on, read_period(stage.after), calendar)
    return last_day(node, stage.days_to_pay, calendar)


def payable(blank: Planned, node: date | None, calendar: WorkCalendar) -> Planned:
    """Return a sum that is payable its days after a node; expected while the node has no day."""
    if node is None:
        return awaiting(blank, None)
    return _on(blank, last_day(node, blank.days_to_pay, calendar))


def _on(blank: Planned, found: LastDay) -> Planned:
    return replace(
        blank,
        state=DueState.OPEN,
        node_on=found.start,
        due_on=found.day,
        expected_on=found.day,
        provisional=found.provisional,
        working=(*blank.working, found.line),
    )


def awaiting(blank: Planned, planned_on: date | None) -> Planned:
    """Return a sum that waits for its node: expected on the day planned for it and its days to pay."""
    on = days_on(planned_on, blank.days_to_pay or 0) if planned_on else None
    return replace(
        blank,
        state=DueState.EXPECTED,
        expected_on=on,
        expected_fen=blank.amount_fen,
        expected_by=ExpectedBy.CONTRACT,
        amount_fen=0,
    )


def days_on(day: date, days: int) -> date:
    """Return a day so many days later; the calendar's last day where there is none."""
    return day + min(timedelta(days=days), date.max - day)


# --- royalties -----------------------------------------------------------------------------------------


def _royalty(settlement: Settlement, course: Course, calendar: WorkCalendar) -> Planned:
    royalty = course.royalty_of(settlement)
    assert royalty is not None  # a settlement period comes from a royalty
    report = last_day(settlement.last, royalty.report_days, calendar, REPORT_LINE)
    pay = last_day(report.day, royalty.payment_days, calendar)
    return Planned(
        DueKind.ROYALTY,
        settlement.key,
        f"{settlement.words}提成",
        DueState.EXPECTED,
        period_from=settlement.first,
        period_until=settlement.last,
        node_on=report.day,
        days_to_pay=royalty.payment_days,
        due_on=pay.day,
        report_on=report.day,
        expected_on=pay.day,
        provisional=report.provisional or pay.provisional,
        working=(report.line, pay.line),
    )
