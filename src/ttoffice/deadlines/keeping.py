"""Deadlines as other areas use them inside their own actions: start one, finish it, void it, look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.deadlines.policy import SETTINGS
from ttoffice.deadlines.record import RUNNING, DeadlineRecord, Extension
from ttoffice.deadlines.rules import recounted
from ttoffice.deadlines.shelves import DEADLINES
from ttoffice.deadlines.views import policy_on, work_calendar
from ttoffice.errors import RefusedError
from ttoffice.i18n import chinese
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.store.connection import Reader
from ttoffice.workdays.counting import read_period

if TYPE_CHECKING:
    from ttoffice.action.office import Context


def start(
    ctx: Context,
    *,
    subject: str,
    matter: str,
    starts_on: date,
    period: str | None = None,
    label: str = "",
    source: str = "",
    basis: str = "",
) -> str:
    """Begin a deadline on a record and return its number, `QX-...`.

    Period, source and whether closures are passed over come from the unit's setting `matter` as it holds on
    `starts_on`, unless a period is given; later changes of the setting do not move it. Raises RefusedError
    where the matter is no setting and no period is given, or where the end would lie beyond the year 9999;
    UsageError for a text that is no period.
    """
    known = SETTINGS.get(matter)
    skip = False
    if known is not None and known.kind == "period":
        policy = policy_on(ctx.db, matter, starts_on)
        skip = policy.skip_closures
        source = source or (policy.source if period in (None, policy.value) else "")
        period = period or policy.value
    if period is None:
        raise RefusedError(
            [
                Reason(
                    "deadline.no_period",
                    _("The unit has no setting for %(matter)s, so a period must be given.")
                    % {"matter": matter},
                    field="period",
                )
            ]
        )
    record = DeadlineRecord(
        subject=subject,
        matter=matter,
        label=label or (chinese(known.title) if known else matter),
        starts_on=starts_on,
        period=str(read_period(period)),
        skip_closures=skip,
        source=source,
        basis=basis or (known.basis if known else ""),
    )
    return DEADLINES.enter(ctx, recounted(record, work_calendar(ctx.db)))


def finish(ctx: Context, number: str, on: date) -> None:
    """Record that what a deadline waits for was done on a day; raise RefusedError where it no longer runs."""
    found = _running(ctx, number)
    DEADLINES.write(ctx, found, replace(found.record, state="done", done_on=on))


def void(ctx: Context, number: str, reason: str) -> None:
    """Record that a deadline no longer matters, and why; raise RefusedError where it no longer runs."""
    found = _running(ctx, number)
    DEADLINES.write(ctx, found, replace(found.record, state="void", note=_joined(found.record.note, reason)))


def extend(ctx: Context, number: str, *, period: str, decided_on: date, reason: str, basis: str = "") -> None:
    """Extend a running deadline from its end; raise RefusedError where it no longer runs or was extended before."""
    found = _running(ctx, number)
    if found.record.extension is not None:
        message = _("The deadline %(number)s was extended before; it can be extended once only.")
        raise RefusedError([Reason("deadline.extended_already", message % {"number": number})])
    extension = Extension(str(read_period(period)), decided_on, reason, basis)
    DEADLINES.write(ctx, found, recounted(replace(found.record, extension=extension), work_calendar(ctx.db)))


def load(reader: Reader, number: str) -> Subject[DeadlineRecord] | None:
    """Return a deadline by its number, or None."""
    return DEADLINES.load(reader, number)


def of_subject(reader: Reader, subject: str) -> list[Subject[DeadlineRecord]]:
    """Return every deadline of a record, in the order in which they began."""
    return DEADLINES.where(reader, "subject = ?", (subject,))


def recount_running(ctx: Context) -> Iterator[tuple[str, DeadlineRecord, DeadlineRecord]]:
    """Count every running deadline anew by the calendar in force; yield number, before and after of each that changed."""
    calendar = work_calendar(ctx.db)
    marks = ", ".join("?" * len(RUNNING))
    for found in DEADLINES.where(ctx.db, f"state IN ({marks})", RUNNING):
        after = recounted(found.record, calendar)
        if after != found.record:
            DEADLINES.write(ctx, found, after)
            yield found.number, found.record, after


def _running(ctx: Context, number: str) -> Subject[DeadlineRecord]:
    found = DEADLINES.load(ctx.db, number)
    if found is None or found.record.state not in RUNNING:
        raise RefusedError(
            [
                Reason(
                    "deadline.not_running",
                    _("The deadline %(number)s does not run any more, or was never started.")
                    % {"number": number},
                )
            ]
        )
    return found


def _joined(note: str, more: str) -> str:
    return f"{note}；{more}" if note and more else note or more
