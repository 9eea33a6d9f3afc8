"""Keeping dues and milestones in line with a license: at signature, effect, first sale, amendment and end.

Stages are known by their key, royalties by their period. What changed adjusts what is not settled; what the plan
has no more is cancelled; what was paid stays paid, but for what exceeds a lowered amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.deadlines.views import work_calendar
from ttoffice.licenses.codes import DueKind, DueState, ExpectedBy, MilestoneState
from ttoffice.licenses.dues.course import Course
from ttoffice.licenses.dues.days import day_lines, last_day, with_day_lines
from ttoffice.licenses.dues.overclaims import lower_overclaimed
from ttoffice.licenses.dues.reading import (
    Due,
    Milestone,
    course_of,
    dues_of,
    milestones_of,
    statements_of,
)
from ttoffice.licenses.dues.royalties import Charged, mean_fen, minimum_share
from ttoffice.licenses.dues.schedule import PLANNED, Planned, PlannedNode, awaiting, nodes, payable, planned
from ttoffice.licenses.dues.settlements import Settlement
from ttoffice.licenses.dues.settling import royalties_of, settle
from ttoffice.licenses.receipts.allocating import rewrite, settled
from ttoffice.licenses.record import DueRecord, MilestoneRecord, Slip
from ttoffice.licenses.shelves import DUES, MILESTONES
from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.periods import add_months

if TYPE_CHECKING:
    from ttoffice.action.office import Context
    from ttoffice.licenses.reading import License

AHEAD_MONTHS = 24
"""So many months ahead royalty periods stand in the store."""
ENDED, TERMINATED, AMENDED, FAILED = "许可已届满", "许可已解除", "补充协议不再约定", "里程碑未达成"
CHANGED = "应付金额变更"


def bring_in_line(ctx: Context, license_: License, cause: str = "") -> None:
    """Write what the license makes due as it now stands; nothing before it is signed.

    `cause` is the number of the statement that brought it about, where one did.
    """
    course = course_of(ctx.db, license_)
    if course is None:
        return
    calendar = work_calendar(ctx.db)
    charged = royalties_of(course, statements_of(ctx.db, license_.number))
    _keep_milestones(ctx, license_, course)
    settle(ctx, license_.number, course, calendar, cause)
    milestones = milestones_of(ctx.db, license_.number)
    known = {
        (due.record.kind, due.record.key): due
        for due in dues_of(ctx.db, license_.number)
        if due.record.kind in PLANNED
    }
    until = _until(ctx.today, known.values())
    wanted = _foreseen(course, charged, planned(course, calendar, until))
    for item in wanted:
        milestone = milestones.get(item.stage) if item.stage else None
        standing = known.get((item.kind, item.key))
        _keep(ctx, license_, standing, at_node(item, milestone, calendar), milestone, _why_gone(course))
    gone = known.keys() - {(item.kind, item.key) for item in wanted}
    reached = {item.number for item in milestones.values() if item.record.state is MilestoneState.REACHED}
    for key in sorted(gone):
        never_came = _never_came(known[key].record, course, reached)
        (_take_off if never_came else _drop)(ctx, known[key], _why_gone(course))
    lower_overclaimed(ctx, license_.number)


def _never_came(record: DueRecord, course: Course, reached: set[str]) -> bool:
    """Tell whether the node of a sum that is gone never came: its milestone is not reached, or termination was first."""
    if record.milestone:
        return record.milestone not in reached
    return course.terminated and record.kind is DueKind.STAGE


def _until(today: date, known: Iterable[Due]) -> date:
    """Return how far royalties are looked at: two years ahead, and no less than they were before."""
    try:
        ahead = add_months(today, AHEAD_MONTHS)
    except OverflowError:
        ahead = date.max
    kept = (due.record.period_from for due in known if due.record.state is not DueState.CANCELLED)
    return max([ahead, *(day for day in kept if day is not None)])


def _why_gone(course: Course) -> str:
    if course.terminated:
        return TERMINATED
    return ENDED if course.ended else AMENDED


# --- milestones ----------------------------------------------------------------------------------------


def _keep_milestones(ctx: Context, license_: License, course: Course) -> None:
    known = milestones_of(ctx.db, license_.number)
    agreed = {node.key: node for node in nodes(course)}
    for key, node in agreed.items():
        if key in known:
            _adjust_milestone(ctx, known[key], node, course)
        else:
            MILESTONES.enter(ctx, _new_milestone(license_, node, ended=course.ended))
    for key, milestone in known.items():
        if key not in agreed and milestone.record.state is not MilestoneState.REACHED:
            _write_state(ctx, milestone, MilestoneState.DROPPED)


def _new_milestone(license_: License, node: PlannedNode, *, ended: bool) -> MilestoneRecord:
    return MilestoneRecord(
        subject=license_.number,
        key=node.key,
        title=node.title,
        kind=node.kind,
        planned_on=node.planned_on,
        first_planned_on=node.planned_on,
        state=MilestoneState.DROPPED if ended else MilestoneState.PENDING,
        licensee_name=license_.record.licensee_name,
    )


def _write_state(ctx: Context, milestone: Milestone, state: MilestoneState) -> None:
    MILESTONES.write(ctx, milestone, replace(milestone.record, state=state))


def _adjust_milestone(ctx: Context, milestone: Milestone, node: PlannedNode, course: Course) -> None:
    """Let a milestone follow the plan; its expected day moves only where the contract's own day was changed."""
    record = replace(milestone.record, title=node.title, kind=node.kind)
    if record.state is MilestoneState.DROPPED and not course.ended:
        record = replace(record, state=MilestoneState.PENDING)
    elif record.state is MilestoneState.PENDING and course.ended:
        record = replace(record, state=MilestoneState.DROPPED)
    if node.planned_on != record.first_planned_on:
        if node.planned_on is not None:
            slip = Slip(record.planned_on, node.planned_on, "补充协议变更", ctx.today)
            record = replace(record, slips=(*record.slips, slip))
        record = replace(record, planned_on=node.planned_on, first_planned_on=node.planned_on)
    MILESTONES.write(ctx, milestone, record)


# --- what the plan has ---------------------------------------------------------------------------------


def at_node(item: Planned, milestone: Milestone | None, calendar: WorkCalendar) -> Planned:
    """Return a sum that waits for a milestone as that now stands: expected, payable, or cancelled."""
    if milestone is None:
        return item
    record = milestone.record
    blank = replace(item, amount_fen=item.expected_fen, expected_fen=0, expected_by=None)
    if record.state is MilestoneState.REACHED and record.reached_on is not None:
        return payable(blank, record.reached_on, calendar)
    if record.state is MilestoneState.PENDING:
        return awaiting(blank, record.planned_on)
    return replace(item, state=DueState.CANCELLED)


def _foreseen(course: Course, charged: list[Charged], items: list[Planned]) -> list[Planned]:
    """Return the plan with the royalties that are to be expected: the mean of the last ones, or the minimum."""
    spent = sum(item.amount_fen for item in charged)
    done = {item.settlement.key for item in charged}
    found = []
    for item in items:
        if item.kind is DueKind.ROYALTY and item.key not in done:
            found.append(_expected(course, item, charged, spent))
            spent += found[-1].expected_fen
        else:
            found.append(item)
    return found


def _expected(course: Course, item: Planned, charged: list[Charged], spent: int) -> Planned:
    first, last = item.period_from, item.period_until
    assert first is not None  # it is a royalty
    assert last is not None
    settlement = Settlement(item.key, first, last)
    royalty, mean = course.royalty_of(settlement), mean_fen(charged, settlement)
    if royalty is None or (mean is None and royalty.minimum_fen is None):
        return item
    fen = mean if mean is not None else minimum_share(royalty, settlement)
    if royalty.cap_fen is not None:
        fen = min(fen, max(0, royalty.cap_fen - spent))
    by = ExpectedBy.MEAN if mean is not None else ExpectedBy.MINIMUM
    return replace(item, expected_fen=fen, expected_by=by)


# --- dues ----------------------------------------------------------------------------------------------


_COPIED = tuple(field.name for field in fields(Planned) if field.name not in ("stage", "kind", "key"))


def _keep(
    ctx: Context, license_: License, due: Due | None, item: Planned, milestone: Milestone | None, why: str
) -> None:
    """Enter a sum of the plan, or adjust the due that stands for it."""
    values = {name: getattr(item, name) for name in _COPIED}
    number = milestone.number if milestone else ""
    if due is None:
        if item.state is not DueState.CANCELLED:
            DUES.enter(ctx, _new(license_, item, values, number))
    elif due.record.waiver:
        return
    elif item.state is DueState.CANCELLED:
        failed = milestone is not None and milestone.record.state is MilestoneState.FAILED
        _take_off(ctx, due, FAILED if failed else why)
    else:
        changes = _days(due.record, values) if due.record.statement else dict(_changes(due.record, values))
        rewrite(ctx, due, CHANGED, **changes, milestone=number)


def _new(license_: License, item: Planned, values: dict[str, Any], milestone: str) -> DueRecord:
    record = license_.record
    return settled(
        DueRecord(
            subject=license_.number,
            kind=item.kind,
            key=item.key,
            debtor=record.licensee,
            licensee_name=record.licensee_name,
            milestone=milestone,
            **values,
        )
    )


_DAYS = ("due_on", "expected_on", "node_on", "report_on", "days_to_pay", "provisional")


def _days(record: DueRecord, values: dict[str, Any]) -> dict[str, Any]:
    """Return what a new count changes in a due that a statement opened: its days, while it is open."""
    if record.state is not DueState.OPEN:
        return {}
    lines = day_lines(values["working"])
    return {**{name: values[name] for name in _DAYS}, "working": with_day_lines(record.working, lines)}


def _changes(record: DueRecord, values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what the plan changes in a due; the days of what is paid in full stay, and its state follows the amount."""
    paid = record.state is DueState.SETTLED and values["state"] is DueState.OPEN
    kept = {*_DAYS, "state", "working"} if paid and record.amount_fen == values["amount_fen"] else set()
    for name, value in values.items():
        if name not in kept and not (paid and name in _DAYS):
            yield name, value
    if record.state is DueState.CANCELLED:
        yield "note", ""


def _drop(ctx: Context, due: Due, why: str) -> None:
    """Cancel what the plan has no more; what is settled, or was reported already, stays."""
    record = due.record
    if record.state in (DueState.SETTLED, DueState.CANCELLED) or record.statement:
        return
    DUES.write(
        ctx, due, replace(record, state=DueState.CANCELLED, expected_fen=0, expected_by=None, note=why)
    )


def _take_off(ctx: Context, due: Due, why: str) -> None:
    """Cancel what is not owed because its node never came; what was paid for it ahead is free again."""
    if due.record.state is not DueState.CANCELLED and not due.record.waiver:
        changes = {"expected_fen": 0, "expected_by": None, "note": why}
        rewrite(ctx, due, why, state=DueState.CANCELLED, amount_fen=0, **changes)


def recounted_day(record: DueRecord, calendar: WorkCalendar) -> DueRecord:
    """Return an open due with its day counted anew by a calendar; never earlier than its node."""
    if record.node_on is None or record.state is not DueState.OPEN or not record.provisional:
        return record
    found = last_day(record.node_on, record.days_to_pay, calendar)
    return replace(
        record,
        due_on=found.day,
        expected_on=found.day,
        provisional=found.provisional,
        working=with_day_lines(record.working, (found.line,)),
    )
