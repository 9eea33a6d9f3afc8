"""How collecting stands for one license, in one value for screens and command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.licenses.collecting.default import Standing
from ttoffice.licenses.collecting.ladder import Next, Owed
from ttoffice.licenses.collecting.measures import Measure, measures_of, proved
from ttoffice.licenses.collecting.record import Rung
from ttoffice.licenses.collecting.suggesting import Suggestion
from ttoffice.licenses.collecting.views import (
    Reminder,
    deliveries,
    limitation_of,
    next_rungs,
    owed_of,
    reminders_of,
    standing_of,
    suggestions_of,
)

if TYPE_CHECKING:
    from ttoffice.licenses.reading import License
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class SentLine:
    """Something that was sent, and when it was delivered; None while that is not confirmed."""

    number: str
    rung: Rung
    sent_on: date
    channel: str
    open_fen: int
    dues: tuple[str, ...]
    delivered_on: date | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """How collecting stands for a license on a day.

    Attributes:
        rungs: the rung that comes next for each open sum, by its day.
        limits: last day of the period of limitation of each overdue sum.
        measures: steps that limit loss; `proved` how many of them a paper proves.
    """

    license: License
    day: date
    standing: Standing
    owed: tuple[Owed, ...]
    rungs: tuple[Next, ...]
    sent: tuple[SentLine, ...]
    limits: tuple[tuple[Owed, date], ...]
    measures: tuple[Measure, ...]
    suggestions: tuple[Suggestion, ...]

    @property
    def proved(self) -> int:
        """How many steps that limit loss a paper proves."""
        return proved(self.measures)

    @property
    def muted(self) -> bool:
        """Whether reminders are off on the day."""
        until = self.license.record.muted_until
        return until is not None and until >= self.day

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        standing, record = self.standing, self.license.record
        return {
            "license": self.license.number,
            "as_of": self.day.isoformat(),
            "state": standing.state.value,
            "overdue_fen": standing.open_fen,
            "overdue_since": standing.since.isoformat() if standing.since else None,
            "overdue_days": standing.days,
            "demand": standing.demand.number if standing.demand else None,
            "right_from": standing.right_from.isoformat() if standing.right_from else None,
            "muted_until": record.muted_until.isoformat() if self.muted and record.muted_until else None,
            "next": [
                {
                    "due": one.owed.number,
                    "rung": one.rung.value,
                    "step": one.step,
                    "day": one.day.isoformat(),
                    "is_due": one.is_due(self.day),
                }
                for one in self.rungs
            ],
            "sent": [
                {
                    "number": one.number,
                    "rung": one.rung.value,
                    "sent_on": one.sent_on.isoformat(),
                    "dues": list(one.dues),
                    "open_fen": one.open_fen,
                    "delivered_on": one.delivered_on.isoformat() if one.delivered_on else None,
                }
                for one in self.sent
            ],
            "limitation": {owed.number: day.isoformat() for owed, day in self.limits},
            "measures": [item.number for item in self.measures],
            "measures_proved": self.proved,
            "suggestions": [
                {"kind": one.kind.value, "why": one.why, "command": one.command} for one in self.suggestions
            ],
        }


def outlook(reader: Reader, license_: License, day: date) -> Outlook:
    """Return how collecting stands for a license on a day."""
    number = license_.number
    owed, found = owed_of(reader, number), reminders_of(reader, number)
    return Outlook(
        license_,
        day,
        standing_of(reader, number, day),
        tuple(owed),
        tuple(next_rungs(reader, number, day)),
        tuple(_sent(found)),
        tuple((one, limitation_of(one, found)) for one in owed if one.due_on < day),
        tuple(measures_of(reader, number)),
        tuple(suggestions_of(reader, license_, day)),
    )


def _sent(found: list[Reminder]) -> list[SentLine]:
    confirmed = deliveries(found)
    return [
        SentLine(
            item.number,
            item.record.rung,
            item.record.sent_on,
            item.record.channel.value if item.record.channel else "",
            item.record.open_fen,
            tuple(due.number for due in item.record.dues),
            confirmed[item.number].delivered_on if item.number in confirmed else None,
        )
        for item in found
        if item.record.rung is not Rung.DELIVERY
    ]
