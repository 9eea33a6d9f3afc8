"""What the steps of a filing share: guards of state and day, waits that end, the license's deadlines in line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.action import Context, Subject
from ttoffice.deadlines import keeping as clock
from ttoffice.deadlines.record import RUNNING
from ttoffice.licenses import asking, reading
from ttoffice.licenses.filings.keeping import bring_in_line
from ttoffice.licenses.filings.record import FILINGS, FilingRecord
from ttoffice.licenses.filings.rules import FLOW, day_order
from ttoffice.reasons import Reason

Filing = Subject[FilingRecord]
CORRECTION, DECISION = "filing_correction", "filing_decision"
"""The matters of the two waits: for what is missing, and for the authority."""


def step_reasons(ctx: Context, step: str, subject: Filing, on: date | None) -> Iterator[Reason]:
    """A step goes from the right state, on a day that was and that follows those before."""
    yield from FLOW.reasons(step, subject.record.state, None)
    yield from asking.day_reasons(on, ctx.today)
    yield from day_order(subject.record, on or ctx.today)


def in_line(ctx: Context, license_: str) -> None:
    """Let the deadlines of the license follow what was filed."""
    found = reading.load(ctx.db, license_)
    if found is not None:
        bring_in_line(ctx, found)


def finish(ctx: Context, filing: str, matter: str, on: date) -> None:
    """End a wait of a filing on the day on which what it waited for came."""
    for one in clock.of_subject(ctx.db, filing):
        if one.record.matter == matter and one.record.state in RUNNING:
            clock.finish(ctx, one.number, on)


def closed(ctx: Context, subject: Filing, after: FilingRecord, on: date) -> str:
    """Write a filing that is over; every wait of it ends, and the duty to file stands anew."""
    number = FILINGS.write(ctx, subject, after)
    finish(ctx, number, DECISION, on)
    finish(ctx, number, CORRECTION, on)
    in_line(ctx, subject.record.subject)
    return number
