"""How collecting stands, read from the store: open sums, what was sent, demands, the ladder, what is at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.deadlines.views import policy_on
from ttoffice.licenses import reading
from ttoffice.licenses.codes import BINDING
from ttoffice.licenses.collecting.default import Demand, Standing, standing
from ttoffice.licenses.collecting.ladder import Ladder, Next, Owed, Sent, next_rung, steps_of
from ttoffice.licenses.collecting.limitation import limitation_ends
from ttoffice.licenses.collecting.measures import measures_of
from ttoffice.licenses.collecting.record import LADDER, REMINDERS, WRITTEN, ReminderRecord, Rung
from ttoffice.licenses.collecting.suggesting import Situation, Suggestion, suggestions
from ttoffice.licenses.supports.gathering import supports_of
from ttoffice.licenses.supports.record import SupportKind
from ttoffice.workdays.counting import read_period

if TYPE_CHECKING:
    from ttoffice.licenses.reading import License
    from ttoffice.store.connection import Reader

Reminder = Subject[ReminderRecord]
MATTER = "termination_right"
"""The deadline that begins when a demand is delivered."""


def days_on(reader: Reader, code: str, day: date) -> int:
    """Return the days of a setting that is a period in days; months and years as of thirty and 365 days."""
    period = read_period(policy_on(reader, code, day).value)
    return period.amount * {"d": 1, "wd": 1, "m": 30, "y": 365}[period.unit]


def ladder_on(reader: Reader, day: date) -> Ladder:
    """Return the unit's ladder as it holds on a day."""
    return Ladder(
        steps_of(policy_on(reader, "reminder_before", day).value),
        steps_of(policy_on(reader, "reminder_after", day).value),
        days_on(reader, "demand_after", day),
    )


_OWED = (
    "SELECT number, title, due_on, amount_fen - paid_fen FROM due"
    " WHERE subject = ? AND state = 'open' AND due_on IS NOT NULL AND paid_fen < amount_fen ORDER BY due_on, id"
)


def owed_of(reader: Reader, license_: str) -> list[Owed]:
    """Return every sum of a license that is still to be paid and has a day, by its day."""
    rows = reader.all(_OWED, (license_,))
    return [Owed(number, title, date.fromisoformat(day), fen) for number, title, day, fen in rows]


def reminders_of(reader: Reader, license_: str) -> list[Reminder]:
    """Return everything that was sent under a license, and what was delivered of it, oldest first."""
    return REMINDERS.where(reader, "subject = ?", (license_,), "sent_on, id")


def sent_about(found: Iterable[Reminder]) -> list[Sent]:
    """Return what was sent, one entry a sum."""
    return [
        Sent(due.number, due.due_on, item.record.rung, item.record.step, item.record.sent_on)
        for item in found
        if item.record.rung is not Rung.DELIVERY
        for due in item.record.dues
    ]


def next_rungs(reader: Reader, license_: str, today: date) -> list[Next]:
    """Return the rung that comes next for each open sum of a license, by its day."""
    ladder, sent = ladder_on(reader, today), sent_about(reminders_of(reader, license_))
    found = (next_rung(owed, ladder, sent, today) for owed in owed_of(reader, license_))
    return sorted((one for one in found if one is not None), key=lambda one: (one.day, one.owed.number))


# --- demands and what follows -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wait:
    """The deadline of a demand: its number, last day and state."""

    number: str
    ends_on: date | None
    state: str


def waits(reader: Reader, license_: str) -> dict[str, list[Wait]]:
    """Return the deadlines that began with the delivery of each demand, by the demand's number."""
    rows = reader.all(
        "SELECT number, label, ends_on, state FROM deadline WHERE subject = ? AND matter = ? ORDER BY id",
        (license_, MATTER),
    )
    found: dict[str, list[Wait]] = {}
    for number, label, ends_on, state in rows:
        demand = label.rpartition(" ")[2]
        found.setdefault(demand, []).append(
            Wait(number, date.fromisoformat(ends_on) if ends_on else None, state)
        )
    return found


def deliveries(found: Iterable[Reminder]) -> dict[str, ReminderRecord]:
    """Return the confirmed deliveries, by the number of what was delivered; of several the first holds."""
    confirmed: dict[str, ReminderRecord] = {}
    for item in found:
        if item.record.rung is Rung.DELIVERY:
            confirmed.setdefault(item.record.confirms, item.record)
    return confirmed


def demands_of(reader: Reader, license_: str) -> list[Demand]:
    """Return every demand of a license, oldest first, with its delivery and the end of the wait."""
    found = reminders_of(reader, license_)
    confirmed, running = deliveries(found), waits(reader, license_)
    listed = []
    for item in found:
        if item.record.rung in (Rung.DEMAND, Rung.DEFAULT):
            delivery = confirmed.get(item.number)
            last = running.get(item.number, [])[-1:]
            listed.append(
                Demand(
                    item.number,
                    item.record.sent_on,
                    tuple(due.number for due in item.record.dues),
                    delivery.delivered_on if delivery else None,
                    bool(delivery and delivery.proof),
                    item.record.pay_by,
                    last[0].ends_on if last else None,
                    bool(last and last[0].state == "void"),
                )
            )
    return listed


def standing_of(reader: Reader, license_: str, today: date) -> Standing:
    """Return how payments under a license stand on a day."""
    return standing(owed_of(reader, license_), demands_of(reader, license_), today)


def suggestions_of(reader: Reader, license_: License, today: date) -> list[Suggestion]:
    """Return the steps that limit loss which are at hand; none while nothing is overdue and nothing was ended."""
    found = standing_of(reader, license_.number, today)
    if not found.overdue:
        return []
    since = found.since or today
    taken = (item.record for item in measures_of(reader, license_.number))
    standing_supports = supports_of(reader, license_.number, standing=True)
    terms = reading.terms_on(reader, license_, today)

    def of(kind: SupportKind) -> tuple[str, ...]:
        return tuple(item.number for item in standing_supports if item.record.kind is kind)

    return suggestions(
        license_.number,
        Situation(
            found.state,
            frozenset(record.kind for record in taken if record.taken_on >= since),
            of(SupportKind.GUARANTEE),
            of(SupportKind.INSURANCE),
            terms.plan.royalty is not None,
            license_.record.state in BINDING,
        ),
    )


def limitation_of(owed: Owed, found: Iterable[Reminder]) -> date:
    """Return the last day on which a sum can be claimed in court; every written demand begins the period anew."""
    days = [
        item.record.sent_on
        for item in found
        if item.record.rung in (*LADDER, Rung.DEFAULT)
        and item.record.channel in WRITTEN
        and any(due.number == owed.number for due in item.record.dues)
    ]
    return limitation_ends(owed.due_on, days)
