"""The deadlines of notices, reviews and feedback, as this area uses them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.deadlines import keeping
from ttoffice.deadlines.views import policy_on

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
    """Return how a deadline stands; an empty number has none."""
    found = keeping.load(reader, number) if number else None
    if found is None:
        return Clock()
    record = found.record
    return Clock(record.ends_on, record.state == "paused", record.provisional)


def start(
    ctx: Context, subject: str, matter: str, starts_on: date, *, period: str | None = None, label: str = ""
) -> str:
    """Start a deadline and return its number; the unit's policy gives the period where none is given."""
    return keeping.start(
        ctx, subject=subject, matter=matter, starts_on=starts_on, period=period, label=label
    )


def finish(ctx: Context, number: str, on: date) -> None:
    """Record that what a deadline was for is done."""
    if number:
        keeping.finish(ctx, number, on)


def void(ctx: Context, number: str, reason: str) -> None:
    """Record that a deadline has no object any more; one that is done stays as it is."""
    found = keeping.load(ctx.db, number) if number else None
    if found is not None and found.record.state in ("open", "paused"):
        keeping.void(ctx, number, reason)


def policy(reader: Reader, code: str, day: date) -> tuple[str, str]:
    """Return the unit's policy on a day: its value and its source."""
    found = policy_on(reader, code, day)
    return found.value, found.source
