"""The clocks of a finding: on which day of which period it is, such as day 12 of 30 of the investigation.

Days are counted by each deadline's own proof, so that they agree with its calendar, its stops and its extension: the
day a period begins on is not counted (民法典 201), rest days do not count where it is in working days.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.deadlines.record import DeadlineRecord
from ttoffice.deadlines.rules import EXTENSION_START
from ttoffice.deadlines.shelves import DEADLINES
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.workdays.counting import CountedDay, read_period

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

MATTERS = {
    "acceptance": N_("acceptance"),
    "investigation": N_("investigation"),
    "finding_publicity": N_("publicity"),
    "price_publicity": N_("publicity"),
    "rule_publicity": N_("publicity"),
    "award_publicity": N_("publicity"),
    "review": N_("review"),
    "feedback": N_("feedback"),
}
"""What each clock is for, in the order of the procedure, by the matter of its deadline."""
PUBLICITY = frozenset({"finding_publicity", "price_publicity", "rule_publicity", "award_publicity"})
WORKING = "wd"


@dataclass(frozen=True, slots=True)
class ProcedureClock:
    """One period that runs for a finding, as it stands on a day.

    Attributes:
        matter: what it is for, a key of `MATTERS`.
        subject: number of the record it runs on: the finding, its notice, a review or an objection.
        deadline: number of the deadline (QX-...), whose proof shows every day.
        day, days: on which day of how many it is; 0 on days before the first that counts, `days` from the last on.
        working: whether the days are working days.
        late: calendar days since its last day, 0 up to that day.
        stopped: whether the clock stands still.
        provisional: whether the last day may still move.
        extended: whether the one extension is part of it.
    """

    matter: str
    subject: str
    deadline: str
    day: int
    days: int
    working: bool
    ends_on: date | None
    late: int = 0
    stopped: bool = False
    provisional: bool = False
    extended: bool = False

    @property
    def text(self) -> str:
        """The clock in a few words, in the user's language: 调查第12/30个工作日."""
        told = {"what": _(MATTERS[self.matter]), "day": self.day, "days": self.days, "late": self.late}
        return _(self._template) % told

    @property
    def _template(self) -> str:
        if self.stopped:
            return STOPPED[self.working]
        if self.late:
            return OVER if self.matter in PUBLICITY else LATE
        return (GOES if self.day else BEGINS)[self.working]

    def as_json(self) -> dict[str, Any]:
        """Return the clock as the command line prints it."""
        return {
            "matter": self.matter,
            "subject": self.subject,
            "deadline": self.deadline,
            "day": self.day,
            "days": self.days,
            "working_days": self.working,
            "ends_on": self.ends_on.isoformat() if self.ends_on else None,
            "late_days": self.late,
            "stopped": self.stopped,
            "provisional": self.provisional,
            "extended": self.extended,
            "text": self.text,
        }


GOES = {
    False: N_("%(what)s: day %(day)d of %(days)d"),
    True: N_("%(what)s: working day %(day)d of %(days)d"),
}
BEGINS = {
    False: N_("%(what)s: begun, %(days)d days"),
    True: N_("%(what)s: begun, %(days)d working days"),
}
STOPPED = {
    False: N_("%(what)s: stopped on day %(day)d of %(days)d"),
    True: N_("%(what)s: stopped on working day %(day)d of %(days)d"),
}
LATE = N_("%(what)s: %(late)d days overdue")
OVER = N_("%(what)s: over, to be closed")


# --- counting --------------------------------------------------------------------------------------------


def clock_of(number: str, record: DeadlineRecord, today: date) -> ProcedureClock:
    """Return how a running deadline stands on a day."""
    day, days, unit = _counted(record, today)
    late = (today - record.ends_on).days if record.ends_on is not None else 0
    return ProcedureClock(
        record.matter,
        record.subject,
        number,
        day,
        days,
        unit == WORKING,
        record.ends_on,
        max(0, late),
        record.state == "paused",
        record.provisional,
        record.extension is not None,
    )


def _counted(record: DeadlineRecord, today: date) -> tuple[int, int, str]:
    """Return on which day of how many a period is, and the unit they are counted in.

    An extension in the same unit makes one period with it; in another it is counted by itself once it runs.
    """
    first, second = _legs(record.proof)
    parts = [(first, record.period)]
    if record.extension is not None:
        parts.append((second, record.extension.period))
    told = [(_passed(days, today), _whole(days, period), _unit(period)) for days, period in parts]
    if len(told) == 1 or told[0][2] == told[1][2]:
        return sum(one[0] for one in told), sum(one[1] for one in told), told[0][2]
    return told[1] if second and today > second[0].day else told[0]


def _legs(proof: Sequence[CountedDay]) -> tuple[tuple[CountedDay, ...], tuple[CountedDay, ...]]:
    """Return the days of the period and those of its extension."""
    place = next((at for at, one in enumerate(proof) if one.why == EXTENSION_START), len(proof))
    return tuple(proof[:place]), tuple(proof[place:])


def _passed(days: Sequence[CountedDay], today: date) -> int:
    return sum(one.counts for one in days if one.day <= today)


def _whole(days: Sequence[CountedDay], period: str) -> int:
    """Return how many days a period has; one in months or years those that were counted."""
    known = read_period(period)
    return known.amount if known.unit in ("d", WORKING) else sum(one.counts for one in days)


def _unit(period: str) -> str:
    return WORKING if read_period(period).unit == WORKING else "d"


# --- reading ---------------------------------------------------------------------------------------------

_RUNNING = "d.state IN ('open', 'paused')"
_CHOSEN = "IN (SELECT value FROM json_each(:findings))"
_CLOCKS = f"""
SELECT d.subject, d.number FROM deadline d
 WHERE d.subject {_CHOSEN} AND d.matter IN ('acceptance', 'investigation') AND {_RUNNING}
UNION ALL
SELECT n.subject, d.number FROM notice n JOIN deadline d ON d.number = n.deadline
 WHERE n.subject {_CHOSEN} AND n.kind = 'finding' AND {_RUNNING}
UNION ALL
SELECT n.subject, d.number FROM notice n JOIN review r ON r.subject = n.number
  JOIN deadline d ON d.number = r.deadline
 WHERE n.subject {_CHOSEN} AND n.kind = 'finding' AND {_RUNNING}
UNION ALL
SELECT n.subject, d.number FROM notice n JOIN objection o ON o.subject = n.number
  JOIN deadline d ON d.number = o.feedback_deadline
 WHERE n.subject {_CHOSEN} AND n.kind = 'finding' AND {_RUNNING}
"""


def clocks_of(reader: Reader, findings: Sequence[str], today: date) -> dict[str, tuple[ProcedureClock, ...]]:
    """Return the clocks that run for each of some findings, in the order of the procedure, then of their ends."""
    chosen = {"findings": json.dumps(list(findings))}
    owners = {deadline: finding for finding, deadline in reader.all(_CLOCKS, chosen)}
    running = DEADLINES.where(
        reader, "number IN (SELECT value FROM json_each(?))", (json.dumps(sorted(owners)),)
    )
    found: dict[str, list[ProcedureClock]] = {number: [] for number in findings}
    for one in running:
        if one.record.matter in MATTERS:
            found[owners[one.number]].append(clock_of(one.number, one.record, today))
    return {number: tuple(sorted(clocks, key=_place)) for number, clocks in found.items()}


def _place(clock: ProcedureClock) -> tuple[int, date, str]:
    return list(MATTERS).index(clock.matter), clock.ends_on or date.max, clock.deadline


def clocks(reader: Reader, finding: str, today: date) -> tuple[ProcedureClock, ...]:
    """Return the clocks that run for one finding."""
    return clocks_of(reader, [finding], today)[finding]


def told(found: Sequence[ProcedureClock]) -> str:
    """Return clocks as one line of a list; of several of one matter the first, and how many more there are."""
    return " · ".join(_lines(found))


def _lines(found: Sequence[ProcedureClock]) -> Iterator[str]:
    for matter in dict.fromkeys(clock.matter for clock in found):
        first, *more = [clock for clock in found if clock.matter == matter]
        yield (
            _("%(clock)s (%(count)d more)") % {"clock": first.text, "count": len(more)}
            if more
            else first.text
        )
