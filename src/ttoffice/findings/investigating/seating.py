"""The panel as the record keeps it: who sits, who sat, since when, and by which recusal check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.findings.codes import SeatField
from ttoffice.findings.investigating.inputs import SeatInput
from ttoffice.findings.record import FindingRecord, Seat
from ttoffice.i18n import gettext as _
from ttoffice.parties.people import PEOPLE, find_person, name_of
from ttoffice.parties.recusals import RECUSALS, checks_of
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

ARTICLE = "exemption:12"


def sitting(record: FindingRecord) -> dict[str, Seat]:
    """Return the seats of those who sit on the panel now, by person."""
    return {seat.person: seat for seat in record.panel if seat.until is None}


def sat_on(record: FindingRecord, day: date) -> frozenset[str]:
    """Return the persons who sat on the panel on a day, the days of coming and leaving included."""
    return frozenset(
        seat.person
        for seat in record.panel
        if seat.since <= day and (seat.until is None or day <= seat.until)
    )


def seated(
    reader: Reader, number: str, record: FindingRecord, given: Sequence[SeatInput], on: date, reason: str
) -> tuple[Seat, ...]:
    """Return the panel as it is from a day on: who stays keeps the day they came, who leaves stays on record."""
    here = sitting(record)
    news = [
        _seat(reader, number, one, person, here.get(person), on)
        for one, person in zip(given, _persons(reader, given), strict=True)
        if person
    ]
    kept = {seat.person: seat for seat in news}
    past = (
        replace(seat, until=on, left_reason=reason) if seat.until is None else seat
        for seat in record.panel
        if seat.until is not None or seat.person not in kept
    )
    return (*past, *news)


def _persons(reader: Reader, given: Sequence[SeatInput]) -> list[str]:
    found = (find_person(reader, one.person, "members") for one in given)
    return ["" if isinstance(one, Reason) else one for one in found]


def _seat(reader: Reader, number: str, given: SeatInput, person: str, before: Seat | None, on: date) -> Seat:
    """Return one member's seat with the newest recusal check about the finding."""
    checks = checks_of(reader, person, number)
    return Seat(
        person,
        name_of(reader, person),
        given.field or (before.field if before else SeatField.OTHER),
        given.qualification or (before.qualification if before else ""),
        given.lead,
        checks[-1].number if checks else "",
        before.since if before else on,
    )


def member_reasons(reader: Reader, given: Sequence[SeatInput]) -> Iterator[Reason]:
    """Refuse a member whom nobody knows, whose field is not said, or who has left the unit."""
    for place, one in enumerate(given):
        found = find_person(reader, one.person, f"members[{place}].person")
        if isinstance(found, Reason):
            yield found
            continue
        person = PEOPLE.load(reader, found)
        if person is not None and person.record.left_on is not None:
            message = _("%(who)s left the unit on %(day)s.") % {
                "who": person.record.name,
                "day": person.record.left_on.isoformat(),
            }
            yield Reason("panel.left_unit", message, ARTICLE, f"members[{place}].person", warning=True)


def late_check_reasons(reader: Reader, record: FindingRecord, on: date) -> Iterator[Reason]:
    """Warn of a newcomer whose recusal check is of a later day than the one they come on."""
    for seat in sitting(record).values():
        check = RECUSALS.load(reader, seat.recusal) if seat.recusal and seat.since == on else None
        if check is not None and check.record.checked_on > on:
            message = _(
                "%(who)s comes on %(day)s and was checked on %(checked)s only; the check comes first."
            )
            told = {
                "who": seat.name,
                "day": on.isoformat(),
                "checked": check.record.checked_on.isoformat(),
            }
            yield Reason("panel.checked_late", message % told, "exemption:10(5)", "members", warning=True)
