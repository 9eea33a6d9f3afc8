"""Verbs about plan and time: begin the investigation, change its plan, extend it once (exemption Art. 12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.deadlines import keeping
from ttoffice.deadlines.rules import extension_reasons
from ttoffice.deadlines.views import policy_on
from ttoffice.findings.asking import order, placed, step_reasons, typed_reasons
from ttoffice.findings.codes import FindingState, Side
from ttoffice.findings.gathering import Said
from ttoffice.findings.hearings.rules import member_heard
from ttoffice.findings.investigating.inputs import (
    BeginInvestigation,
    ChangePlan,
    ExtendInvestigation,
    ToHearInput,
)
from ttoffice.findings.investigating.seating import ARTICLE, sitting
from ttoffice.findings.investigating.timing import timed
from ttoffice.findings.opening.naming import Named, somebody
from ttoffice.findings.reading import Finding
from ttoffice.findings.record import FindingRecord, ToHear
from ttoffice.findings.shelves import FINDINGS
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.store.connection import Reader

KIND = FINDINGS.kind


# --- sides -----------------------------------------------------------------------------------------------


def _named(reader: Reader, given: ToHearInput, field: str) -> Named | Reason:
    """Return who speaks for a side: a person of the list where `person` or the name says so, else a name."""
    if given.person.strip():
        return somebody(reader, given.person, field)
    who = somebody(reader, given.who, field)
    return Named("", given.who) if isinstance(who, Reason) else who


def sides_of(reader: Reader, given: Sequence[ToHearInput]) -> tuple[ToHear, ...]:
    """Return the sides as the record keeps them, each once."""
    found = []
    for place, one in enumerate(given):
        who = _named(reader, one, f"sides[{place}].person")
        if isinstance(who, Named):
            found.append(ToHear(one.side, one.who or who.name, who.person))
    return tuple(dict.fromkeys(found))


def side_reasons(reader: Reader, record: FindingRecord, given: Sequence[ToHearInput]) -> Iterator[Reason]:
    """Refuse a person whom nobody knows, and one who sits on the panel."""
    for place, one in enumerate(given):
        field = f"sides[{place}].person"
        who = _named(reader, one, field)
        if isinstance(who, Reason):
            yield who
        else:
            yield from member_heard(record, who.person, who.name, field)


# --- beginning -------------------------------------------------------------------------------------------


def begun(ctx: Context, record: FindingRecord, data: BeginInvestigation) -> FindingRecord:
    """Return a case whose investigation begins on the day."""
    sides = sides_of(ctx.db, data.sides)
    return replace(record, plan=data.plan, sides=sides, begun_on=data.on or ctx.today)


@action(
    "finding.begin",
    BeginInvestigation,
    kind=KIND,
    summary=N_("Begin the investigation of a case"),
    basis=ARTICLE,
)
def begin(ctx: Context, subject: Finding, data: BeginInvestigation) -> str:
    """Write the plan and begin the deadline of the investigation."""
    record = timed(ctx, subject.number, begun(ctx, subject.record, data), data.on or ctx.today)
    return FINDINGS.write(ctx, subject, replace(record, state=FindingState.INVESTIGATING))


@begin.guard
def begin_reasons(ctx: Context, subject: Finding, data: BeginInvestigation) -> list[Reason]:
    """A panel that can sit, a plan, and who is heard; not before the panel was formed."""
    record = begun(ctx, subject.record, data)
    came = max((seat.since for seat in sitting(record).values()), default=None)
    return [
        *typed_reasons(data),
        *side_reasons(ctx.db, subject.record, data.sides),
        *step_reasons(ctx, "begin", subject.number, record, data.on),
        *order(data.on or ctx.today, came, _("the panel was formed"), "on"),
    ]


# --- the plan --------------------------------------------------------------------------------------------


def replanned(ctx: Context, record: FindingRecord, data: ChangePlan) -> FindingRecord:
    """Return a case with a changed plan."""
    sides = sides_of(ctx.db, data.sides) if "sides" in data.model_fields_set else record.sides
    return replace(record, plan=data.plan or record.plan, sides=sides)


@action(
    "finding.change_plan",
    ChangePlan,
    kind=KIND,
    summary=N_("Change the plan of an investigation"),
    basis=ARTICLE,
)
def change_plan(ctx: Context, subject: Finding, data: ChangePlan) -> str:
    """Write the changed plan; the history keeps the earlier one, the log why it changed."""
    return FINDINGS.write(ctx, subject, replanned(ctx, subject.record, data))


@change_plan.guard
def change_plan_reasons(ctx: Context, subject: Finding, data: ChangePlan) -> list[Reason]:
    """With the reason; somebody is still heard beside the persons concerned."""
    record = replanned(ctx, subject.record, data)
    reasons = [
        *typed_reasons(data),
        *side_reasons(ctx.db, subject.record, data.sides),
        *step_reasons(ctx, "change_plan", subject.number, record, said=Said(data.reason)),
    ]
    gone = [side for side in subject.record.sides if side not in record.sides]
    reasons += [
        Reason(
            "finding.side_dropped",
            _("%(who)s is not heard any more.") % {"who": side.who},
            ARTICLE,
            "sides",
            True,
        )
        for side in gone
        if side.side is not Side.CONCERNED
    ]
    return reasons


# --- the one extension -----------------------------------------------------------------------------------


def extended(ctx: Context, record: FindingRecord, data: ExtendInvestigation) -> FindingRecord:
    """Return a case whose investigation is extended: the deadline itself carries the extension."""
    return replace(
        record,
        extended_on=data.on or ctx.today,
        extension_reason=data.reason,
        extension_paper=data.paper,
        extension_deadline=record.investigation_deadline,
    )


@action(
    "finding.extend",
    ExtendInvestigation,
    kind=KIND,
    summary=N_("Extend an investigation, once"),
    basis=ARTICLE,
)
def extend(ctx: Context, subject: Finding, data: ExtendInvestigation) -> str:
    """Count the unit's extension, as it held when the investigation began, from the end of the deadline that runs."""
    day, number = data.on or ctx.today, subject.record.investigation_deadline
    running = keeping.load(ctx.db, number)
    assert running is not None  # the guard saw to it
    period = policy_on(ctx.db, "investigation_extension", running.record.starts_on).value
    keeping.extend(ctx, number, period=period, decided_on=day, reason=data.reason, basis=ARTICLE)
    return FINDINGS.write(ctx, subject, extended(ctx, subject.record, data))


@extend.guard
def extend_reasons(ctx: Context, subject: Finding, data: ExtendInvestigation) -> list[Reason]:
    """Once, with the reason and the written approval, before the time is over."""
    record = replace(
        extended(ctx, subject.record, data), extension_deadline=subject.record.extension_deadline
    )
    said = Said(data.reason, (data.paper,))
    steps = step_reasons(ctx, "extend", subject.number, record, data.on, said)
    reasons = [*typed_reasons(data), *placed(steps, proof="paper", extended_on="on")]
    if not data.paper:
        message = _("An extension is approved in writing: attach the approval and name the exhibit.")
        reasons.append(Reason("finding.no_extension_paper", message, ARTICLE, "paper"))
    return [*reasons, *_deadline_reasons(ctx, subject, data, {reason.code for reason in reasons})]


def _deadline_reasons(
    ctx: Context, subject: Finding, data: ExtendInvestigation, said: set[str]
) -> Iterator[Reason]:
    """Say what the deadline itself holds against it, where the rules of the case did not: stopped, extended apart."""
    running = keeping.load(ctx.db, subject.record.investigation_deadline)
    if subject.record.state is not FindingState.INVESTIGATING or said & SAID_ALREADY:
        return
    if running is not None:
        yield from extension_reasons(running.record, data.on or ctx.today, ctx.today)


SAID_ALREADY = frozenset({"finding.extended", "finding.extended_late", "finding.future", "finding.order"})
"""Reasons of the case's own rules that the deadline would only repeat."""
