"""The schedule of one license as people read it: every due with its day, its money and how late it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ttoffice.licenses.codes import DueKind, DueState, MilestoneState
from ttoffice.licenses.dues.claims import BEARING, claim_on
from ttoffice.licenses.dues.reading import (
    Due,
    course_of,
    dues_of,
    milestones_of,
    overdue_since,
)
from ttoffice.licenses.reading import load
from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One due of a license.

    Attributes:
        day: its last day of payment, or the day on which it is expected; None where no day is known.
        fixed: whether that day is fixed; `provisional` whether it may still move with the calendar.
        amount_fen: what is owed; where that is not fixed, `expected_fen` is what is expected.
        days_late: how many days it is overdue.
        report_on: of a royalty that is not reported, the last day for the report.
        milestone: the milestone it waits for, with its state; empty for none.
        interest_fen: late interest that has run and was not claimed.
    """

    number: str
    kind: DueKind
    key: str
    title: str
    state: DueState
    day: date | None
    fixed: bool
    provisional: bool
    amount_fen: int
    expected_fen: int
    paid_fen: int
    open_fen: int
    days_late: int = 0
    report_on: date | None = None
    milestone: str = ""
    milestone_state: MilestoneState | None = None
    interest_fen: int = 0
    working: tuple[str, ...] = ()
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        found = {name: getattr(self, name) for name in self.__slots__}
        for name in ("day", "report_on"):
            found[name] = found[name].isoformat() if found[name] else None
        for name in ("kind", "state", "milestone_state"):
            found[name] = found[name].value if found[name] else None
        return found | {"working": list(self.working)}


def schedule(reader: Reader, license_: str, day: date) -> list[ScheduleRow]:
    """Return every due of a license by its day; what has none comes last."""
    milestones = {item.number: item.record for item in milestones_of(reader, license_).values()}
    found = load(reader, license_)
    course = course_of(reader, found) if found else None
    rows = []
    for due in dues_of(reader, license_):
        claim = None
        if due.record.kind in BEARING and due.record.due_on is not None and due.record.due_on < day:
            claim = claim_on(reader, due, day, course)
        milestone = milestones.get(due.record.milestone)
        rows.append(_row(due, day, milestone.state if milestone else None, claim.fen if claim else 0))
    return sorted(rows, key=lambda row: (row.day or date.max, row.number))


def _row(due: Due, day: date, milestone: MilestoneState | None, interest_fen: int) -> ScheduleRow:
    record = due.record
    unreported = record.kind is DueKind.ROYALTY and record.state is DueState.EXPECTED
    return ScheduleRow(
        due.number,
        record.kind,
        record.key,
        record.title,
        record.state,
        record.due_on or record.expected_on,
        record.due_on is not None,
        record.provisional,
        record.amount_fen,
        record.expected_fen,
        record.paid_fen,
        record.open_fen,
        overdue_since(record, day),
        record.report_on if unreported else None,
        record.milestone,
        milestone,
        interest_fen,
        record.working,
        record.waiver or record.note,
    )
