"""Verbs of hearings: record one, have it confirmed, record that somebody was invited and not heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.findings.asking import order, step_reasons, still_to_come, typed_reasons
from ttoffice.findings.codes import MANNER_LABELS, SIDE_LABELS, UNIT, HearingState
from ttoffice.findings.gathering import Said
from ttoffice.findings.hearings.inputs import AbsentHearing, ConfirmHearing, RecordHearing
from ttoffice.findings.hearings.rules import (
    ARTICLE,
    SPOKEN,
    HearingFacts,
    absence_reasons,
    confirmation_reasons,
    hearing_reasons,
)
from ttoffice.findings.investigating.seating import sat_on
from ttoffice.findings.opening.naming import Named, is_unit, somebody, unit_name
from ttoffice.findings.reading import Finding, Hearing, hearings, load
from ttoffice.findings.record import FindingRecord, HearingRecord
from ttoffice.findings.shelves import FINDINGS, HEARINGS
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.parties.people import find_person, name_of
from ttoffice.reasons import Reason
from ttoffice.store.connection import Reader

# --- what is typed ---------------------------------------------------------------------------------------


def who_of(reader: Reader, data: RecordHearing | AbsentHearing) -> Named | Reason:
    """Return who is heard: a person of the list, the unit through whoever speaks for it, or somebody from outside."""
    if data.person and is_unit(reader, data.person):
        return Named(UNIT, data.name or unit_name(reader))
    return somebody(reader, data.person or data.name, "person" if data.person else "name")


def _who(reader: Reader, data: RecordHearing | AbsentHearing) -> Named:
    found = who_of(reader, data)
    return Named("", data.name or data.person) if isinstance(found, Reason) else found


def _people(reader: Reader, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the numbers of those meant; what could not be told stays as it was typed."""
    found = ((text, find_person(reader, text, "interviewers")) for text in texts)
    return tuple(dict.fromkeys(text if isinstance(one, Reason) else one for text, one in found))


def _recorder(reader: Reader, text: str) -> str:
    """Return who wrote the record, by name."""
    found = somebody(reader, text, "recorder")
    return text if isinstance(found, Reason) else found.name


def recorded(ctx: Context, number: str, data: RecordHearing) -> HearingRecord:
    """Return a hearing as it is recorded; a written view is confirmed by whoever signed and handed it in."""
    who = _who(ctx.db, data)
    held_on = data.held_on or ctx.today
    confirmed_on, confirmation = data.confirmed_on, data.confirmation
    if data.manner not in SPOKEN and data.proof:
        confirmed_on, confirmation = confirmed_on or held_on, confirmation or data.proof[0]
    return HearingRecord(
        subject=number,
        title=f"{who.name} {chinese(MANNER_LABELS[data.manner.value])}".strip(),
        side=data.side,
        name=who.name,
        state=HearingState.CONFIRMED if confirmed_on else HearingState.RECORDED,
        manner=data.manner,
        person=who.person,
        invited_on=data.invited_on,
        invitation=data.invitation,
        held_on=held_on,
        place=data.place,
        interviewers=_people(ctx.db, data.interviewers) if data.manner in SPOKEN else (),
        recorder=_recorder(ctx.db, data.recorder),
        content=data.content,
        proof=data.proof,
        confirmed_on=confirmed_on,
        confirmation=confirmation,
        corrects=data.corrects,
        note=data.note,
    )


def facts_of(ctx: Context, finding: str, record: HearingRecord) -> HearingFacts:
    """Return what the rules look at about a hearing as it is to be."""
    found = load(ctx.db, finding)
    case = found.record if found is not None else FindingRecord("")
    known = {one.number: one.record for one in hearings(ctx.db, finding)}
    return HearingFacts(
        record,
        case,
        ctx.today,
        sat_on(case, record.held_on) if record.held_on is not None else frozenset(),
        known.get(record.corrects),
        next((number for number, one in known.items() if one.corrects == record.corrects), ""),
        {person: name_of(ctx.db, person) for person in record.interviewers},
    )


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
    return HEARINGS.enter(ctx, recorded(ctx, subject.number, data))


@record.guard
def record_reasons(ctx: Context, subject: Finding, data: RecordHearing) -> list[Reason]:
    """While the case is investigated; by members of the panel, with what was said, or as it was handed in."""
    hearing = recorded(ctx, subject.number, data)
    exhibits = (*data.proof, data.invitation, data.confirmation)
    steps = step_reasons(
        ctx, "hear", subject.number, subject.record, hearing.held_on, Said(exhibits=exhibits)
    )
    if any(reason.code == "finding.state" for reason in steps):
        return steps
    return [
        *typed_reasons(data),
        *_unknown(ctx, data),
        *steps,
        *still_to_come(data.invited_on, ctx.today, "invited_on"),
        *hearing_reasons(facts_of(ctx, subject.number, hearing)),
    ]


def _unknown(ctx: Context, data: RecordHearing) -> Iterator[Reason]:
    """Say who of those that are named could not be told."""
    who = who_of(ctx.db, data)
    if isinstance(who, Reason):
        yield who
    for place, text in enumerate(data.interviewers if data.manner in SPOKEN else ()):
        found = find_person(ctx.db, text, f"interviewers[{place}]")
        if isinstance(found, Reason):
            yield found


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
    if any(reason.code == "finding.state" for reason in steps):
        return steps
    hearing = confirmed(ctx, subject.record, data)
    early = [
        reason for reason in confirmation_reasons(hearing, ctx.today, "on") if reason.code != "finding.future"
    ]
    return [*steps, *early]


# --- invited and not heard -------------------------------------------------------------------------------


def missed(ctx: Context, number: str, data: AbsentHearing) -> HearingRecord:
    """Return the record that somebody was invited and not heard."""
    who = _who(ctx.db, data)
    return HearingRecord(
        subject=number,
        title=f"{who.name} {chinese(SIDE_LABELS[data.side.value])}".strip(),
        side=data.side,
        name=who.name,
        state=HearingState.ABSENT,
        person=who.person,
        invited_on=data.invited_on,
        invitation=data.invitation,
        absence=data.absence,
        note=data.note,
    )


@action(
    "hearing.absent",
    AbsentHearing,
    kind=FINDINGS.kind,
    summary=N_("Record that somebody was invited and not heard"),
    basis=ARTICLE,
)
def absent(ctx: Context, subject: Finding, data: AbsentHearing) -> str:
    """Enter it; return its number."""
    return HEARINGS.enter(ctx, missed(ctx, subject.number, data))


@absent.guard
def absent_reasons(ctx: Context, subject: Finding, data: AbsentHearing) -> list[Reason]:
    """With the invitation and why; the person concerned is always heard."""
    said = Said(exhibits=(data.invitation,))
    day = data.invited_on or ctx.today
    steps = step_reasons(ctx, "hear", subject.number, subject.record, day, said)
    if any(reason.code == "finding.state" for reason in steps):
        return steps
    who = who_of(ctx.db, data)
    return [
        *typed_reasons(data),
        *([who] if isinstance(who, Reason) else []),
        *order(data.invited_on, subject.record.begun_on, _("the investigation began"), "invited_on"),
        *(reason for reason in steps if reason.code != "finding.order"),
        *absence_reasons(facts_of(ctx, subject.number, missed(ctx, subject.number, data))),
    ]
