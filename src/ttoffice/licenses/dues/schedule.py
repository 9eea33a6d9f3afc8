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
from ttoffice.licenses.dues.course import Course, later
from ttoffice.licenses.dues.days import DAY_LINE, REPORT_LINE, last_day
from ttoffice.licenses.dues.exact import half_up, percent, rate_words, yuan_words
from ttoffice.licenses.dues.settlements import Settlement
from ttoffice.licenses.fees import FeePlan, Stage
from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.counting import count, read_period

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
    node = _node(stage, course, calendar)
    if course.terminated and course.ended_on and (node is None or node > course.ended_on):
        return
    if stage.after and not stage.days_to_pay and course.effective_on is not None:
        yield _at_the_end(blank, course.effective_on, stage.after, calendar)
    else:
        yield payable(blank, node, calendar)


def _node(stage: Stage, course: Course, calendar: WorkCalendar) -> date | None:
    """Return the day of a date node; a period in working days is counted by the calendar."""
    if stage.on is not None or not stage.after or course.effective_on is None:
        return stage.on
    period = read_period(stage.after)
    if period.unit == "wd":
        return count(course.effective_on, period, calendar).ends_on
    return later(course.effective_on, stage.after)


def _at_the_end(blank: Planned, start: date, period: str, calendar: WorkCalendar) -> Planned:
    """Return a sum that is paid by the end of a period from the day of effect, without further days."""
    found = count(start, read_period(period), calendar)
    day = found.ends_on or start
    rolled = "" if day == later(start, period) else "，末日为休息日，顺延（民法典第二百零三条）"
    line = (
        f"{DAY_LINE}自合同生效日{start.isoformat()}起{_period_words(period)}，至{day.isoformat()}{rolled}。"
    )
    return _set(blank, start, day, provisional=found.provisional, line=line)


def _period_words(period: str) -> str:
    asked = read_period(period)
    return f"{asked.amount}{ {'d': '日', 'wd': '个工作日', 'm': '个月', 'y': '年'}[asked.unit] }"


def payable(blank: Planned, node: date | None, calendar: WorkCalendar) -> Planned:
    """Return a sum that is payable its days after a node; expected while the node has no day."""
    if node is None:
        return awaiting(blank, None)
    found = last_day(node, blank.days_to_pay, calendar)
    return _set(blank, node, found.day, provisional=found.provisional, line=found.line)


def _set(blank: Planned, node: date, day: date, *, provisional: bool, line: str) -> Planned:
    return replace(
        blank,
        state=DueState.OPEN,
        node_on=node,
        due_on=day,
        expected_on=day,
        provisional=provisional,
        working=(*blank.working, line),
    )


def awaiting(blank: Planned, planned_on: date | None) -> Planned:
    """Return a sum that waits for its node: expected on the day planned for it and its days to pay."""
    on = _days_on(planned_on, blank.days_to_pay or 0) if planned_on else None
    return replace(
        blank,
        state=DueState.EXPECTED,
        expected_on=on,
        expected_fen=blank.amount_fen,
        expected_by=ExpectedBy.CONTRACT,
        amount_fen=0,
    )


def _days_on(day: date, days: int) -> date:
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
