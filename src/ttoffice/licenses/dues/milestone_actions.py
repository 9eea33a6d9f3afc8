"""Verbs of the milestones: reached, postponed, failed, and taken back where that was recorded by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ttoffice.action import Context, action
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import reading
from ttoffice.licenses.asking import exhibit_reasons
from ttoffice.licenses.codes import BINDING, MilestoneState
from ttoffice.licenses.dues.inputs import FailMilestone, PostponeMilestone, ReachMilestone, TakeBackMilestone
from ttoffice.licenses.dues.keeping import bring_in_line
from ttoffice.licenses.dues.reading import Milestone, dues_of
from ttoffice.licenses.fees import Stage
from ttoffice.licenses.record import MilestoneRecord, Slip
from ttoffice.licenses.refusals import future
from ttoffice.licenses.shelves import MILESTONES
from ttoffice.reasons import Reason

KIND = MILESTONES.kind
BASIS = "pay-later:2(2)"


def _write(ctx: Context, milestone: Milestone, record: MilestoneRecord) -> str:
    """Write the milestone and let its due follow."""
    MILESTONES.write(ctx, milestone, record)
    license_ = reading.load(ctx.db, record.subject)
    assert license_ is not None
    bring_in_line(ctx, license_)
    return milestone.number


def _pending(milestone: Milestone) -> Iterator[Reason]:
    if milestone.record.state is not MilestoneState.PENDING:
        yield Reason(
            "milestone.not_pending",
            _("The milestone is reached, failed or dropped already; take that back first if it is wrong."),
            BASIS,
            "state",
        )


def _binding(ctx: Context, milestone: Milestone, day: date, field: str) -> Iterator[Reason]:
    """A milestone lies between the contract's effect and today."""
    license_ = reading.load(ctx.db, milestone.record.subject)
    if license_ is None or license_.record.state not in BINDING:
        yield Reason("milestone.not_binding", _("The license is not in force, or has ended."), BASIS)
        return
    yield from future(day, ctx.today, field, code="milestone.future", basis=BASIS)
    effective = license_.record.effective_on
    if effective is None or day < effective:
        shown = effective.isoformat() if effective else "-"
        message = _("The contract takes effect on %(day)s; nothing is reached before.") % {"day": shown}
        yield Reason("milestone.before_effect", message, BASIS, field)


def _stage(ctx: Context, milestone: Milestone) -> Stage | None:
    license_ = reading.load(ctx.db, milestone.record.subject)
    if license_ is None:
        return None
    terms = reading.terms_on(ctx.db, license_, date.max)
    return next((stage for stage in terms.plan.stages if stage.key == milestone.record.key), None)


# --- reached -------------------------------------------------------------------------------------------


@action(
    "milestone.reach",
    ReachMilestone,
    kind=KIND,
    summary=N_("Record that a milestone was reached"),
    basis=BASIS,
)
def reach(ctx: Context, subject: Milestone, data: ReachMilestone) -> str:
    """Record it; what is paid for it becomes payable, its days counted from then."""
    record = subject.record
    proof = tuple(dict.fromkeys((*record.proof, *data.proof)))
    note = "；".join(filter(None, (record.note, data.note)))
    return _write(
        ctx,
        subject,
        replace(
            record,
            state=MilestoneState.REACHED,
            reached_on=data.on or ctx.today,
            proof=proof,
            note=note,
        ),
    )


@reach.guard
def reach_reasons(ctx: Context, subject: Milestone, data: ReachMilestone) -> Iterator[Reason]:
    """Pending, not in the future, and with the proof that the contract asks for."""
    yield from _pending(subject)
    yield from _binding(ctx, subject, data.on or ctx.today, "on")
    yield from exhibit_reasons(ctx.db, data.proof)
    stage = _stage(ctx, subject)
    if not (data.proof or subject.record.proof):
        asked = stage.proof if stage and stage.proof else "-"
        message = _("No proof is attached; the contract asks for: %(proof)s. Attach it and name it here.")
        yield Reason("milestone.no_proof", message % {"proof": asked}, BASIS, "proof", warning=True)


# --- postponed -----------------------------------------------------------------------------------------


@action(
    "milestone.postpone",
    PostponeMilestone,
    kind=KIND,
    summary=N_("Record that a milestone is expected later"),
    basis=BASIS,
)
def postpone(ctx: Context, subject: Milestone, data: PostponeMilestone) -> str:
    """Move the expected day and keep the slip; the contract itself stays as it is."""
    record = subject.record
    slip = Slip(record.planned_on, data.to, data.reason, ctx.today)
    return _write(ctx, subject, replace(record, planned_on=data.to, slips=(*record.slips, slip)))


@postpone.guard
def postpone_reasons(ctx: Context, subject: Milestone, data: PostponeMilestone) -> Iterator[Reason]:
    """A pending milestone can be expected on another day; what the contract fixes needs an amendment."""
    yield from _pending(subject)
    if data.to == subject.record.planned_on:
        yield Reason("milestone.same_day", _("It is expected on this day already."), BASIS, "to")
    agreed = subject.record.first_planned_on
    if agreed is not None and data.to > agreed:
        message = _("The contract has %(day)s; a later day binds nobody without an amendment.")
        yield Reason(
            "milestone.beyond_contract",
            message % {"day": agreed.isoformat()},
            "民法典 543",
            "to",
            warning=True,
        )


# --- failed, taken back --------------------------------------------------------------------------------


@action(
    "milestone.fail",
    FailMilestone,
    kind=KIND,
    summary=N_("Record that a milestone will not be reached"),
    basis=BASIS,
)
def fail(ctx: Context, subject: Milestone, data: FailMilestone) -> str:
    """Record it; nothing is owed for it."""
    day = (data.on or ctx.today).isoformat()
    note = "；".join(filter(None, (subject.record.note, f"{day} {data.reason}")))
    return _write(ctx, subject, replace(subject.record, state=MilestoneState.FAILED, note=note))


@fail.guard
def fail_reasons(ctx: Context, subject: Milestone, data: FailMilestone) -> Iterator[Reason]:
    """Only what is pending can fail."""
    yield from _pending(subject)
    yield from _binding(ctx, subject, data.on or ctx.today, "on")


@action(
    "milestone.take_back",
    TakeBackMilestone,
    kind=KIND,
    summary=N_("Take back that a milestone was reached or failed"),
    basis=BASIS,
)
def take_back(ctx: Context, subject: Milestone, data: TakeBackMilestone) -> str:
    """Let it wait again; what was paid for it is free money of its receipts."""
    note = "；".join(filter(None, (subject.record.note, f"{ctx.today.isoformat()} {data.reason}")))
    return _write(
        ctx, subject, replace(subject.record, state=MilestoneState.PENDING, reached_on=None, note=note)
    )


@take_back.guard
def take_back_reasons(ctx: Context, subject: Milestone, data: TakeBackMilestone) -> Iterator[Reason]:
    """Only what is reached or failed; a warning where it was paid for already."""
    record = subject.record
    if record.state not in (MilestoneState.REACHED, MilestoneState.FAILED):
        yield Reason("milestone.not_reached", _("It is neither reached nor failed."), BASIS, "state")
    paid = [
        due
        for due in dues_of(ctx.db, record.subject, "milestone = ?", (subject.number,))
        if due.record.paid_fen
    ]
    if paid:
        yield Reason(
            "milestone.paid",
            _("%(due)s was paid for it; the money becomes free and waits to be allocated or refunded.")
            % {"due": paid[0].number},
            BASIS,
            warning=True,
        )
