"""A hearing as a record, made of what was typed: whom the case knows by a name is meant before anybody else of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.findings.codes import MANNER_LABELS, SIDE_LABELS, UNIT, HearingState
from ttoffice.findings.hearings.inputs import AbsentHearing, RecordHearing
from ttoffice.findings.hearings.rules import SPOKEN
from ttoffice.findings.opening.naming import Named, is_unit, somebody, unit_name
from ttoffice.findings.record import FindingRecord, HearingRecord
from ttoffice.i18n import chinese
from ttoffice.parties.people import find_person
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.findings.reading import Finding
    from ttoffice.store.connection import Reader


def _in_case(text: str, known: Iterable[tuple[str, str]]) -> str:
    """Return the number of the only one of a name among (number, name); empty where none or several bear it."""
    found = {number for number, name in known if number and name == text.strip()}
    return found.pop() if len(found) == 1 else ""


def who_of(reader: Reader, case: FindingRecord, data: RecordHearing | AbsentHearing) -> Named | Reason:
    """Return who is heard: a party or a side of the plan, a person of the list, the unit, or somebody from outside."""
    if data.person and is_unit(reader, data.person):
        return Named(UNIT, data.name or unit_name(reader))
    text = data.person or data.name
    parties = [(party.person, party.name) for party in case.parties if party.person != UNIT]
    number = _in_case(text, [*parties, *((side.person, side.who) for side in case.sides)])
    return somebody(reader, number or text, "person" if data.person else "name")


def _who(reader: Reader, case: FindingRecord, data: RecordHearing | AbsentHearing) -> Named:
    found = who_of(reader, case, data)
    return Named("", data.name or data.person) if isinstance(found, Reason) else found


def _member(reader: Reader, case: FindingRecord, text: str, field: str) -> str | Reason:
    """Return the number of a member meant by a number or name, whoever sat on the panel before anybody else."""
    number = _in_case(text, ((seat.person, seat.name) for seat in case.panel))
    return number or find_person(reader, text, field)


def _members(reader: Reader, case: FindingRecord, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of those meant; what could not be told stays as it was typed."""
    found = ((text, _member(reader, case, text, "interviewers")) for text in texts)
    return tuple(dict.fromkeys(text if isinstance(one, Reason) else one for text, one in found))


def unknown(reader: Reader, case: FindingRecord, data: RecordHearing) -> Iterator[Reason]:
    """Say who of those that are named could not be told."""
    who = who_of(reader, case, data)
    if isinstance(who, Reason):
        yield who
    for place, text in enumerate(data.interviewers if data.manner in SPOKEN else ()):
        found = _member(reader, case, text, f"interviewers[{place}]")
        if isinstance(found, Reason):
            yield found


def _recorder(reader: Reader, text: str) -> str:
    """Return who wrote the record, by name."""
    found = somebody(reader, text, "recorder")
    return text if isinstance(found, Reason) else found.name


def recorded(reader: Reader, subject: Finding, data: RecordHearing, today: date) -> HearingRecord:
    """Return a hearing as it is recorded; a written view is confirmed by whoever signed and handed it in."""
    who = _who(reader, subject.record, data)
    held_on, spoken = data.held_on or today, data.manner in SPOKEN
    confirmed_on, confirmation = data.confirmed_on, data.confirmation
    if not spoken and data.proof:
        confirmed_on, confirmation = confirmed_on or held_on, confirmation or data.proof[0]
    return HearingRecord(
        subject=subject.number,
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
        interviewers=_members(reader, subject.record, data.interviewers) if spoken else (),
        recorder=_recorder(reader, data.recorder),
        content=data.content,
        proof=data.proof,
        confirmed_on=confirmed_on,
        confirmation=confirmation,
        corrects=data.corrects,
        note=data.note,
    )


def missed(reader: Reader, subject: Finding, data: AbsentHearing) -> HearingRecord:
    """Return the record that somebody was invited and not heard."""
    who = _who(reader, subject.record, data)
    return HearingRecord(
        subject=subject.number,
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
