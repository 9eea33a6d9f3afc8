"""Verbs of the deadlines: start one of the office's own, stop and resume the clock, extend once, finish, void."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from ttoffice.action import Context, Subject, action
from ttoffice.action.inputs import Input
from ttoffice.action.kinds import code_of, kind_of
from ttoffice.deadlines import keeping
from ttoffice.deadlines.policy import SETTINGS
from ttoffice.deadlines.record import DeadlineRecord, Extension, Stop
from ttoffice.deadlines.rules import (
    extension_reasons,
    finish_reasons,
    recounted,
    resume_reasons,
    running_reasons,
    stop_reasons,
)
from ttoffice.deadlines.shelves import DEADLINES
from ttoffice.deadlines.views import policy_on, work_calendar
from ttoffice.errors import RefusedError, UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.store.connection import Reader
from ttoffice.workdays.counting import read_period

Line = Annotated[str, StringConstraints(max_length=300)]
Needed = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Found = Subject[DeadlineRecord]

EXTENSION = "_extension"
OWN_VERBS = {("investigation", "MZ"): "finding.extend"}
"""What is extended only with what belongs to it, by matter and the prefix of the record it runs on."""
TABLES = {"result": "result", "exhibit": "exhibit", "batch": "listing_batch"}
"""Where the records stand that stand on no shelf."""


class StartDeadline(Input):
    """A deadline of the office's own: on which record, for what, from when, how long, and what that rests on.

    `matter` may be a setting of the unit; then period and source may be left out.
    """

    subject: Needed
    matter: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    starts_on: date
    period: Line = ""
    label: Line = ""
    source: Line = ""
    basis: Line = ""


class StopDeadline(Input):
    """The day from which the clock stands still (today where none is given), and why."""

    reason: Needed
    on: date | None = None


class ResumeDeadline(Input):
    """The day that counts again (today where none is given), and why."""

    reason: Needed
    on: date | None = None


class ExtendDeadline(Input):
    """How much longer (the unit's setting where left out), why, on which basis, decided when (today)."""

    reason: Needed
    basis: Needed
    period: Line = ""
    decided_on: date | None = None


class FinishDeadline(Input):
    """The day on which it was done; today where none is given."""

    on: date | None = None


class VoidDeadline(Input):
    """Why it no longer matters."""

    reason: Needed


# --- starting ------------------------------------------------------------------------------------------


@action("deadline.start", StartDeadline, summary=N_("Begin a deadline on a record"), basis="民法典 201")
def start(ctx: Context, data: StartDeadline) -> str:
    """Begin the deadline; return its number."""
    return keeping.start(
        ctx,
        subject=data.subject,
        matter=data.matter,
        starts_on=data.starts_on,
        period=data.period or None,
        label=data.label,
        source=data.source,
        basis=data.basis,
    )


@start.guard
def start_reasons(ctx: Context, data: StartDeadline) -> Iterator[Reason]:
    """The record must exist; the period must be one, and be given where the unit has no setting for the matter."""
    if not stands(ctx.db, data.subject):
        yield Reason(
            "deadline.no_subject",
            _("There is no record numbered %(number)s.") % {"number": data.subject},
            field="subject",
        )
    setting = SETTINGS.get(data.matter)
    by_setting = setting is not None and setting.kind == "period"
    if not data.period and not by_setting:
        yield Reason(
            "deadline.no_period",
            _("The unit has no setting for %(matter)s, so a period must be given.") % {"matter": data.matter},
            field="period",
        )
    if data.period and not data.source:
        yield Reason(
            "deadline.no_source",
            _("Say what the length of the period rests on: a statute, a paper, an agreement."),
            field="source",
        )
    yield from period_reasons(data.period)


def stands(reader: Reader, number: str) -> bool:
    """Tell whether there is a record of a number."""
    code = code_of(number) or ""
    kind = kind_of(code)
    table = kind.code if kind is not None else TABLES.get(code)
    return (
        table is not None and reader.value(f"SELECT 1 FROM {table} WHERE number = ?", (number,)) is not None
    )


def period_reasons(text: str) -> Iterator[Reason]:
    """Refuse a text that is no period; an empty one says nothing."""
    if text:
        try:
            read_period(text)
        except UsageError as error:
            yield Reason("deadline.no_such_period", str(error), field="period")


# --- the clock -----------------------------------------------------------------------------------------


def _counted(ctx: Context, found: Found, record: DeadlineRecord) -> str:
    return DEADLINES.write(ctx, found, recounted(record, work_calendar(ctx.db)))


@action("deadline.stop", StopDeadline, kind=DEADLINES.kind, summary=N_("Stop the clock of a deadline"))
def stop(ctx: Context, found: Found, data: StopDeadline) -> str:
    """Let the clock stand still; the deadline has no end until it is resumed."""
    stopped = Stop(data.on or ctx.today, data.reason)
    return _counted(ctx, found, replace(found.record, state="paused", pauses=(*found.record.pauses, stopped)))


@stop.guard
def stop_guard(ctx: Context, found: Found, data: StopDeadline) -> Iterable[Reason]:
    """Only a running clock stops, within its period, and not on a day that is still to come."""
    return stop_reasons(found.record, data.on or ctx.today, ctx.today)


@action(
    "deadline.resume", ResumeDeadline, kind=DEADLINES.kind, summary=N_("Let the clock of a deadline run on")
)
def resume(ctx: Context, found: Found, data: ResumeDeadline) -> str:
    """Let the clock run on; the days that it stood still are added."""
    *earlier, last = found.record.pauses
    pauses = (*earlier, replace(last, resumed=data.on or ctx.today, resumed_for=data.reason))
    return _counted(ctx, found, replace(found.record, state="open", pauses=pauses))


@resume.guard
def resume_guard(ctx: Context, found: Found, data: ResumeDeadline) -> Iterable[Reason]:
    """Only a clock that stands still runs on, not before it was stopped, and not on a day still to come."""
    return resume_reasons(found.record, data.on or ctx.today, ctx.today)


@action("deadline.extend", ExtendDeadline, kind=DEADLINES.kind, summary=N_("Extend a deadline, once"))
def extend(ctx: Context, found: Found, data: ExtendDeadline) -> str:
    """Extend the deadline from its end."""
    period = str(read_period(_extension(ctx.db, found.record, data)))
    extension = Extension(period, data.decided_on or ctx.today, data.reason, data.basis)
    return _counted(ctx, found, replace(found.record, extension=extension))


@extend.guard
def extend_guard(ctx: Context, found: Found, data: ExtendDeadline) -> Iterator[Reason]:
    """Once only, before the end, and for a period that is given or that the unit has settled."""
    own = OWN_VERBS.get((found.record.matter, found.record.subject.partition("-")[0]))
    if own is not None:
        message = _("What this one counts has a verb of its own to extend it: %(verb)s %(number)s.")
        told = {"verb": own, "number": found.record.subject}
        yield Reason("deadline.own_verb", message % told, found.record.basis or None)
    yield from extension_reasons(found.record, data.decided_on or ctx.today, ctx.today)
    yield from period_reasons(data.period)
    if not _extension(ctx.db, found.record, data):
        yield Reason(
            "deadline.no_extension_period",
            _("The unit has settled no period for extending this; say how much longer."),
            field="period",
        )


def _extension(reader: Reader, record: DeadlineRecord, data: ExtendDeadline) -> str:
    """Return the period of an extension: the one given, else the unit's as it held when the deadline began."""
    code = record.matter + EXTENSION
    if data.period or code not in SETTINGS:
        return data.period
    return policy_on(reader, code, record.starts_on).value


# --- the end -------------------------------------------------------------------------------------------


@action(
    "deadline.finish",
    FinishDeadline,
    kind=DEADLINES.kind,
    summary=N_("Record that what a deadline waits for is done"),
)
def finish(ctx: Context, found: Found, data: FinishDeadline) -> str:
    """Close the deadline."""
    keeping.finish(ctx, found.number, data.on or ctx.today)
    return found.number


@finish.guard
def finish_guard(ctx: Context, found: Found, data: FinishDeadline) -> Iterable[Reason]:
    """Only what runs can be done, and not on a day that is still to come; doing it late is noted."""
    return finish_reasons(found.record, data.on or ctx.today, ctx.today)


@action(
    "deadline.void", VoidDeadline, kind=DEADLINES.kind, summary=N_("Record that a deadline no longer matters")
)
def void(ctx: Context, found: Found, data: VoidDeadline) -> str:
    """Close the deadline without anything done."""
    keeping.void(ctx, found.number, data.reason)
    return found.number


@void.guard
def void_guard(ctx: Context, found: Found, data: VoidDeadline) -> Iterable[Reason]:
    """Only what runs can be voided."""
    return running_reasons(found.record)


# --- what would lie beyond the calendar -----------------------------------------------------------------


@start.guard
def start_overflow(ctx: Context, data: StartDeadline) -> Iterator[Reason]:
    """The end must lie within the calendar."""
    setting = SETTINGS.get(data.matter)
    period = data.period
    if not period and setting is not None and setting.kind == "period":
        period = policy_on(ctx.db, data.matter, data.starts_on).value
    if period and not list(period_reasons(period)):
        yield from _beyond(ctx, DeadlineRecord("", data.matter, "", data.starts_on, period))


@extend.guard
def extend_overflow(ctx: Context, found: Found, data: ExtendDeadline) -> Iterator[Reason]:
    """The end must lie within the calendar."""
    period = _extension(ctx.db, found.record, data)
    if period and not list(period_reasons(period)):
        extension = Extension(period, ctx.today, data.reason, data.basis)
        yield from _beyond(ctx, replace(found.record, extension=extension))


def _beyond(ctx: Context, record: DeadlineRecord) -> Iterator[Reason]:
    try:
        recounted(record, work_calendar(ctx.db))
    except RefusedError as refused:
        yield from refused.reasons
