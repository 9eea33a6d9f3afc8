"""What goes out with a reminder: on which rung, about which sums as they stand, to whom, under which title."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ttoffice.i18n import chinese
from ttoffice.licenses import reading
from ttoffice.licenses.collecting.inputs import SendReminder
from ttoffice.licenses.collecting.ladder import Next, Owed, due_rungs
from ttoffice.licenses.collecting.record import RUNG_LABELS, DueThen, ReminderRecord, Rung
from ttoffice.licenses.collecting.views import next_rungs, owed_of

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

NOTICES = (Rung.DEFAULT, Rung.TERMINATION)
"""What is sent after the ladder; it need not be about money."""


def proposed(reader: Reader, license_: str, day: date) -> list[Next]:
    """Return the rungs that are due for sums of a license on a day, the highest rung only."""
    found = due_rungs(next_rungs(reader, license_, day), day)
    return [one for one in found if one.rung is found[0].rung]


def rung_of(reader: Reader, data: SendReminder, day: date) -> Rung:
    """Return on which rung something is sent: the one given, else the highest due, else by what is overdue."""
    if data.rung is not None:
        return Rung(data.rung)
    found = proposed(reader, data.license, day)
    if found:
        return found[0].rung
    late = any(one.due_on < day for one in owed_of(reader, data.license))
    return Rung.AFTER if late else Rung.BEFORE


def sums_of(reader: Reader, data: SendReminder, day: date) -> list[Owed]:
    """Return the sums that something is about: those named, those whose rung is due, else those that fit the rung."""
    owed = owed_of(reader, data.license)
    rung = rung_of(reader, data, day)
    if data.dues:
        return [one for one in owed if one.number in data.dues]
    named = {one.owed.number for one in proposed(reader, data.license, day) if one.rung is rung}
    if named and rung is not Rung.DEMAND:
        return [one for one in owed if one.number in named]
    if rung is Rung.BEFORE:
        return owed[:1]
    return [one for one in owed if one.due_on < day]


def step_of(reader: Reader, data: SendReminder, sums: Iterable[Owed], rung: Rung, day: date) -> int | None:
    """Return the one step of the ladder that it stands on; None where the sums stand on several."""
    numbers = {one.number for one in sums}
    steps = {
        one.step
        for one in proposed(reader, data.license, day)
        if one.rung is rung and one.owed.number in numbers
    }
    return steps.pop() if len(steps) == 1 else None


def reminder_of(reader: Reader, data: SendReminder, today: date) -> ReminderRecord:
    """Return the record of what is sent, its letter left out."""
    day = data.sent_on or today
    rung = rung_of(reader, data, day)
    sums = sums_of(reader, data, day)
    license_ = reading.load(reader, data.license)
    name = license_.record.licensee_name if license_ else ""
    return ReminderRecord(
        subject=data.license,
        title=f"{chinese(RUNG_LABELS[rung.value])} {license_.record.title if license_ else ''}".strip(),
        rung=rung,
        sent_on=day,
        step=step_of(reader, data, sums, rung, day),
        dues=tuple(
            DueThen(one.number, one.title, one.due_on, one.open_fen, one.days_late(day)) for one in sums
        ),
        open_fen=sum(one.open_fen for one in sums),
        channel=data.channel,
        recipient=data.recipient or name,
        address=data.address,
        pay_by=data.pay_by,
        proof=data.proof,
        licensee_name=name,
        note=data.note,
    )


def usual_pay_by(day: date, days: int) -> date:
    """Return the last day of payment that a demand gives where none is said: as long as the wait after a demand."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
