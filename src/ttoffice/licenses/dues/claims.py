"""Late interest as it stands for a due: what its days come to, what was claimed already, what is left to claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ttoffice.licenses import reading
from ttoffice.licenses.codes import DueKind, DueState
from ttoffice.licenses.dues.course import Course
from ttoffice.licenses.dues.exact import yuan_words
from ttoffice.licenses.dues.interest import Interest, Payment, late_interest
from ttoffice.licenses.dues.reading import Due, course_of, dues_of
from ttoffice.licenses.receipts.reading import live_of_due
from ttoffice.store.connection import Reader

BEARING = (DueKind.THRESHOLD, DueKind.STAGE, DueKind.ROYALTY, DueKind.CORRECTION)
"""The kinds of due that bear interest; interest, damages and costs bear none."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """What can be claimed of the interest on a due.

    Attributes:
        whole: the interest of every day up to the last.
        claimed_fen: what was claimed before, waived claims among it, so that no day is claimed twice.
        claimed_until: the last day that was claimed for, None where nothing was.
    """

    whole: Interest
    claimed_fen: int
    claimed_until: date | None

    @property
    def fen(self) -> int:
        """What is left to claim."""
        return max(0, self.whole.amount_fen - self.claimed_fen)

    @property
    def first(self) -> date | None:
        """The first day of the new claim."""
        if self.claimed_until is not None:
            return self.claimed_until + _DAY
        return self.whole.pieces[0].first if self.whole.pieces else None

    @property
    def working(self) -> tuple[str, ...]:
        """The working of the whole, and what is taken off for earlier claims."""
        if not self.claimed_fen:
            return self.whole.working
        until = self.claimed_until.isoformat() if self.claimed_until else ""
        return (
            *self.whole.working,
            f"减去此前已主张至{until}的利息{yuan_words(self.claimed_fen)}，本次主张{yuan_words(self.fen)}。",
        )


def claim_on(reader: Reader, due: Due, until: date, course: Course | None = None) -> Claim | None:
    """Return the interest on a due up to a day; None where its kind, its state or its missing day bear none."""
    record = due.record
    if record.kind not in BEARING or record.due_on is None or record.state is DueState.EXPECTED:
        return None
    course = course or _course(reader, record.subject)
    if course is None:
        return None
    paid = _payments(reader, due.number)
    principal = record.amount_fen
    if record.state is DueState.CANCELLED:
        principal = record.paid_fen
    grace = course.on(record.due_on).plan.grace_days
    whole = late_interest(principal, record.due_on, grace, course.rates(), paid, until)
    return Claim(whole, *_claimed(reader, due))


def _course(reader: Reader, license_: str) -> Course | None:
    found = reading.load(reader, license_)
    return course_of(reader, found) if found else None


def _payments(reader: Reader, due: str) -> list[Payment]:
    """Return what pays a due, each part on the day on which its receipt came in."""
    rows = [
        (item.record.amount_fen, reader.value(_RECEIVED, (item.record.receipt,)))
        for item in live_of_due(reader, due)
    ]
    return [Payment(date.fromisoformat(day), fen) for fen, day in rows]


_RECEIVED = "SELECT received_on FROM receipt WHERE number = ?"


def _claimed(reader: Reader, due: Due) -> tuple[int, date | None]:
    claims = dues_of(reader, due.record.subject, "kind = 'interest' AND principal = ?", (due.number,))
    until = max((item.record.period_until for item in claims if item.record.period_until), default=None)
    return sum(item.record.amount_fen for item in claims), until


def unclaimed(reader: Reader, license_: str, until: date) -> int:
    """Return the interest of a license that has run up to a day and was not claimed, in fen."""
    course = _course(reader, license_)
    if course is None or not any(rate for _since, rate in course.rates()):
        return 0
    late = dues_of(
        reader,
        license_,
        "kind IN ('threshold', 'stage', 'royalty', 'correction') AND state IN ('open', 'settled') AND due_on < ?",
        (until.isoformat(),),
    )
    claims = (claim_on(reader, due, until, course) for due in late)
    return sum(claim.fen for claim in claims if claim is not None)
