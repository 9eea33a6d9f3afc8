"""The deadline of an investigation: it begins with it, and anew when a report is sent back or a conclusion is found anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.findings.record import FindingRecord
from ttoffice.notices import clock

if TYPE_CHECKING:
    from ttoffice.action import Context

MATTER = "investigation"
AGAIN = "补充调查"
"""What the deadline of an investigation that goes on is called, as the deadline keeps it."""


def timed(ctx: Context, number: str, record: FindingRecord, day: date) -> FindingRecord:
    """Begin the unit's deadline of an investigation from a day; return the case that names it.

    An earlier one is over with the report; the one extension of the case stays what it was.
    """
    label = AGAIN if record.investigation_deadline else ""
    return replace(record, investigation_deadline=clock.start(ctx, number, MATTER, day, label=label))
