"""What the money of a license rests on, read from the store: its course, its dues and milestones, its statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ttoffice.action.core import Subject
from ttoffice.licenses.codes import BEFORE_SIGNATURE, LicenseState
from ttoffice.licenses.dues.course import Course, Version
from ttoffice.licenses.dues.royalties import Reported
from ttoffice.licenses.dues.settlements import Settlement
from ttoffice.licenses.reading import License, amendments_of, terms_document, terms_from
from ttoffice.licenses.record import DueRecord, MilestoneRecord, StatementRecord
from ttoffice.licenses.shelves import DUES, MILESTONES, STATEMENTS
from ttoffice.store.connection import Reader

Due = Subject[DueRecord]
Milestone = Subject[MilestoneRecord]
Statement = Subject[StatementRecord]


def course_of(reader: Reader, license_: License) -> Course | None:
    """Return the course of a license, None while it is not signed."""
    record = license_.record
    if record.state in BEFORE_SIGNATURE:
        return None
    ended = record.state in (LicenseState.ENDED, LicenseState.TERMINATED)
    return Course(
        record.terms,
        _amended(reader, license_),
        record.effective_on,
        record.first_sale_on,
        record.ended_on if ended else None,
        ended,
        record.state is LicenseState.TERMINATED,
    )


def _amended(reader: Reader, license_: License) -> tuple[Version, ...]:
    """Return the terms after each amendment."""
    found: list[Version] = []
    document = terms_document(license_.record.terms)
    for amendment in amendments_of(reader, license_.number):
        document = document | {change.field: change.after for change in amendment.record.changes}
        found.append(Version(amendment.record.effective_on, terms_from(document)))
    return tuple(found)


def dues_of(reader: Reader, number: str, condition: str = "1", params: Sequence[object] = ()) -> list[Due]:
    """Return the dues of a license that meet a condition, in the order in which they were entered."""
    return DUES.where(reader, f"subject = ? AND ({condition})", (number, *params))


def load_due(reader: Reader, number: str) -> Due:
    """Return a due that is known to be there."""
    found = DUES.load(reader, number)
    assert found is not None
    return found


def milestones_of(reader: Reader, number: str) -> dict[str, Milestone]:
    """Return the milestones of a license by the key of their stage."""
    return {item.record.key: item for item in MILESTONES.where(reader, "subject = ?", (number,))}


def statements_of(reader: Reader, number: str) -> dict[str, Statement]:
    """Return the newest statement of each settlement period of a license, by the period's key."""
    return {item.record.key: item for item in STATEMENTS.where(reader, "subject = ?", (number,))}


def reported(statements: Sequence[Statement]) -> list[Reported]:
    """Return statements as the royalties are computed from them."""
    return [
        Reported(
            Settlement(item.record.key, item.record.period_from, item.record.period_until),
            item.record.base_fen,
            item.record.quantity,
        )
        for item in statements
    ]


def overdue_since(record: DueRecord, day: date) -> int:
    """Return how many days a due is overdue on a day, 0 where it is not."""
    if record.open_fen <= 0 or record.due_on is None or record.state.value != "open":
        return 0
    return max(0, (day - record.due_on).days)
