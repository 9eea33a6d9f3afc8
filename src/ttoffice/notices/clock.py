"""The deadlines of notices, reviews and feedback, as this area uses them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.deadlines import keeping
from ttoffice.deadlines.record import RUNNING
from ttoffice.deadlines.views import policy_on, work_calendar
from ttoffice.workdays.counting import count, read_period

if TYPE_CHECKING:
    from ttoffice.action import Context
    from ttoffice.store.connection import Reader


@dataclass(frozen=True)
class Clock:
    """How a deadline stands: its last day, and whether it is stopped or may still move."""

    ends_on: date | None = None
    paused: bool = False
    provisional: bool = False


def clock_of(reader: Reader, number: str) -> Clock:
    """Return how a deadline stands; an empty number has none, and one that was made void runs no more."""
    found = keeping.load(reader, number) if number else None
    if found is None or found.record.state == "void":
        return Clock()
    record = found.record
    return Clock(record.ends_on, record.state == "paused", record.provisional)


def start(
    ctx: Context, subject: str, matter: str, starts_on: date, *, period: str | None = None, label: str = ""
) -> str:
    """Start a deadline and return its number; the unit's policy gives the period where none is given."""
    return keeping.start(ctx, subject=subject, matter=matter, starts_on=starts_on, period=period, label=label)


def finish(ctx: Context, number: str, on: date) -> None:
    """Record that what a deadline was for is done; one that does not run stays as it is."""
    if _runs(ctx, number):
        keeping.finish(ctx, number, on)


def void(ctx: Context, number: str, reason: str) -> None:
    """Record that a deadline has no object any more; one that does not run stays as it is."""
    if _runs(ctx, number):
        keeping.void(ctx, number, reason)


def _runs(ctx: Context, number: str) -> bool:
    found = keeping.load(ctx.db, number) if number else None
    return found is not None and found.record.state in RUNNING


def policy(reader: Reader, code: str, day: date) -> tuple[str, str]:
    """Return the unit's policy on a day: its value and its source."""
    found = policy_on(reader, code, day)
    return found.value, found.source


def last_day(reader: Reader, start: date, period: str) -> date | None:
    """Return the last day of a period that begins on a day; raise UsageError for a text that is no period."""
    return count(start, read_period(period), work_calendar(reader)).ends_on


def period_words(period: str) -> str:
    """Return a period as people say it, in the user's language."""
    return read_period(period).words
