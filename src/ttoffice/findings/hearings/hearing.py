"""Verbs of hearings: record one, have it confirmed, record that somebody was invited and not heard."""

from __future__ import annotations

from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.findings.asking import order, placed, step_reasons, still_to_come, typed_reasons
from ttoffice.findings.codes import HearingState
from ttoffice.findings.gathering import Said, panel_conflicts
from ttoffice.findings.hearings.casting import missed, recorded, unknown, who_of
from ttoffice.findings.hearings.inputs import AbsentHearing, ConfirmHearing, RecordHearing
from ttoffice.findings.hearings.rules import (
    ARTICLE,
    HearingFacts,
    absence_reasons,
    confirmation_reasons,
    hearing_reasons,
)
from ttoffice.findings.investigating.seating import sat_on, sitting
from ttoffice.findings.reading import Finding, Hearing, hearings, load
from ttoffice.findings.record import HearingRecord
from ttoffice.findings.shelves import FINDINGS, HEARINGS
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.parties.people import name_of
from ttoffice.reasons import Reason


def facts_of(ctx: Context, subject: Finding, record: HearingRecord) -> HearingFacts:
    """Return what the rules look at about a hearing as it is to be."""
    known = {one.number: one.record for one in hearings(ctx.db, subject.number)}
    return HearingFacts(
        record,
        subject.record,
        ctx.today,
        sat_on(subject.record, record.held_on) if record.held_on is not None else frozenset(),
        known.get(record.corrects),
        next((number for number, one in known.items() if one.corrects == record.corrects), ""),
        _barred(ctx, subject) if record.interviewers else frozenset(),
        {person: name_of(ctx.db, person) for person in record.interviewers},
    )


def _barred(ctx: Context, subject: Finding) -> frozenset[str]:
    """Return the members who sit with an open conflict, whenever it came up."""
    names = panel_conflicts(ctx.db, subject.number, subject.record)
    return frozenset(person for person, seat in sitting(subject.record).items() if seat.name in names)


# --- recording -------------------------------------------------------------------------------------------


@action(
    "hearing.record",
    RecordHearing,
    kind=FINDINGS.kind,
    summary=N_("Record a hearing, an interview or a written view"),
    basis=ARTICLE,
)
def record(ctx: Context, subject: Finding, data: RecordHearing) -> str:
    """Enter it; return its number."""
    return HEARINGS.enter(ctx, recorded(ctx.db, subject, data, ctx.today))


@record.guard
def record_reasons(ctx: Context, subject: Finding, data: RecordHearing) -> list[Reason]:
    """While the case is investigated; by members of the panel, with what was said, or as it was handed in."""
    hearing = recorded(ctx.db, subject, data, ctx.today)
    said = Said(exhibits=(*data.proof, data.invitation, data.confirmation))
    steps = step_reasons(ctx, "hear", subject.number, subject.record, hearing.held_on, said)
    steps = placed(steps, on="held_on")
    if any(reason.code == "finding.state" for reason in steps):
        return steps
    return [
        *typed_reasons(data),
        *unknown(ctx.db, subject.record, data),
        *steps,
        *still_to_come(data.invited_on, ctx.today, "invited_on"),
        *hearing_reasons(facts_of(ctx, subject, hearing)),
    ]


# --- confirming ------------------------------------------------------------------------------------------


def confirmed(ctx: Context, record_: HearingRecord, data: ConfirmHearing) -> HearingRecord:
    """Return a hearing as who was heard confirmed it."""
    return replace(record_, confirmed_on=data.on or ctx.today, confirmation=data.confirmation)


@action(
    "hearing.confirm",
    ConfirmHearing,
    kind=HEARINGS.kind,
    summary=N_("Record that who was heard confirmed the record"),
    basis=ARTICLE,
)
def confirm(ctx: Context, subject: Hearing, data: ConfirmHearing) -> str:
    """Write the day and the signed exhibit; from now on the record stands."""
    hearing = confirmed(ctx, subject.record, data)
    return HEARINGS.write(ctx, subject, replace(hearing, state=HearingState.CONFIRMED))


@confirm.guard
def confirm_reasons(ctx: Context, subject: Hearing, data: ConfirmHearing) -> list[Reason]:
    """Once, with the signed exhibit, while the case is investigated."""
    if subject.record.state is not HearingState.RECORDED:
        message = _("%(number)s stands as it is; correct it by a further hearing that names it.")
        return [Reason("hearing.stands", message % {"number": subject.number}, ARTICLE, "state")]
    finding = load(ctx.db, subject.record.subject)
    assert finding is not None
    said = Said(exhibits=(data.confirmation,))
    steps = step_reasons(ctx, "hear", finding.number, finding.record, data.on, said)
    steps = placed(steps, proof="confirmation")
    if any(reason.code == "finding.state" for reason in steps):
        return steps
    hearing = confirmed(ctx, subject.record, data)
    early = [
        reason for reason in confirmation_reasons(hearing, ctx.today, "on") if reason.code != "finding.future"
    ]
    return [*steps, *early]


# --- invited and not heard -------------------------------------------------------------------------------


@action(
    "hearing.absent",
    AbsentHearing,
    kind=FINDINGS.kind,
    summary=N_("Record that somebody was invited and not heard"),
    basis=ARTICLE,
)
def absent(ctx: Context, subject: Finding, data: AbsentHearing) -> str:
    """Enter it; return its number."""
    return HEARINGS.enter(ctx, missed(ctx.db, subject, data))


@absent.guard
def absent_reasons(ctx: Context, subject: Finding, data: AbsentHearing) -> list[Reason]:
    """With the invitation and why; the person concerned is always heard."""
    said = Said(exhibits=(data.invitation,))
    day = data.invited_on or ctx.today
    steps = step_reasons(ctx, "hear", subject.number, subject.record, day, said)
    steps = placed(steps, on="invited_on", proof="invitation")
    if any(reason.code == "finding.state" for reason in steps):
        return steps
    who = who_of(ctx.db, subject.record, data)
    return [
        *typed_reasons(data),
        *([who] if isinstance(who, Reason) else []),
        *order(data.invited_on, subject.record.begun_on, _("the investigation began"), "invited_on"),
        *(reason for reason in steps if reason.code != "finding.order"),
        *absence_reasons(facts_of(ctx, subject, missed(ctx.db, subject, data))),
    ]
