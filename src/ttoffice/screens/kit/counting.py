"""Why a period ends when it does: the deadlines of a record as sections of its reasons, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttoffice.i18n import gettext as _
from ttoffice.screens.modals.why import WhySection

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.action.office import Office
    from ttoffice.deadlines.record import DeadlineRecord


def deadline_sections(office: Office, number: str) -> Iterator[WhySection]:
    """Yield each deadline of a record: its end, what the length rests on, and every day with why it counted."""
    from ttoffice.deadlines.keeping import of_subject

    with office.reader() as reader:
        found = of_subject(reader, number)
    for deadline in found:
        yield _section(deadline)


def _section(deadline: Subject[DeadlineRecord]) -> WhySection:
    from ttoffice.deadlines.kinds import KINDS
    from ttoffice.deadlines.proofs import end_text

    kind, record = KINDS["deadline"], deadline.record
    matter = kind.readable("matter", deadline.document["matter"])
    lines = [_("%(label)s: %(value)s") % {"label": kind.label_of("source"), "value": record.source}]
    lines += ["  ".join(day) for day in counted_days(deadline)]
    return WhySection(f"{matter} {deadline.number}", end_text(deadline.document), tuple(lines))


def counted_days(deadline: Subject[DeadlineRecord]) -> Iterator[tuple[str, str]]:
    """Yield each day of a deadline's count, with its weekday, its place in the count and why it counted or not."""
    from ttoffice.deadlines.proofs import proof_lines

    for line in proof_lines(deadline.record.proof):
        yield line.day, "  ".join(filter(None, line[1:]))
