"""Verbs of the agenda: postponing a thing with a reason, and calling it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import StringConstraints

from ttoffice.action import Context, Kind, Subject, action
from ttoffice.action.inputs import Input
from ttoffice.agenda.items import KINDS, Item
from ttoffice.agenda.shelves import SNOOZES, Snooze
from ttoffice.agenda.snoozes import Postponed, postponed
from ttoffice.agenda.views import item_of
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.store.connection import Reader

LONGEST = 366
"""So many calendar days ahead a thing can be postponed at most, so that a slip of the pen silences nothing."""
NEVER = Postponed(0, None, "", "")


class PostponeItem(Input):
    """Until which day a thing is postponed, and why."""

    until: date
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class CallBack(Input):
    """Calling a thing back; the reason may be given."""

    reason: Annotated[str, StringConstraints(max_length=1000)] = ""


def load_thing(reader: Reader, key: str) -> Subject[Postponed] | None:
    """Return how the thing of a key is postponed; None for what is no key of the agenda."""
    if key.partition(":")[0] not in KINDS:
        return None
    found = postponed(reader, date.max).get(key, NEVER)
    return Subject(0, key, found.changes, found, {})


THING: Kind[Postponed] = Kind("agenda", load_thing)


@action(
    "agenda.snooze", PostponeItem, kind=THING, summary=N_("Postpone a thing on the agenda, with the reason")
)
def snooze(ctx: Context, subject: Subject[Postponed], data: PostponeItem) -> str:
    """Enter the postponement; return its number."""
    item = item_of(ctx.office, ctx.db, subject.number)
    title = item.title if item else ""
    return SNOOZES.enter(
        ctx, Snooze(subject.number, title, ctx.today, data.until, data.reason, ctx.office.operator)
    )


@snooze.guard
def snooze_reasons(ctx: Context, subject: Subject[Postponed], data: PostponeItem) -> Iterator[Reason]:
    """A thing that waits can be postponed to a later day, a hard one not beyond its own day."""
    item = item_of(ctx.office, ctx.db, subject.number)
    if item is None:
        yield _gone(subject.number)
        return
    if data.until <= ctx.today:
        yield Reason(
            "agenda.not_later",
            _("%(until)s is not later than today; a postponement ends on a day to come.")
            % {"until": data.until.isoformat()},
            field="until",
        )
    elif data.until > _furthest(ctx.today):
        yield Reason(
            "agenda.too_far",
            _("Nothing is postponed by more than %(days)d days at a time; it could fall silent.")
            % {"days": LONGEST},
            field="until",
        )
    yield from _hard(item, data.until, ctx.today)


def _hard(item: Item, until: date, today: date) -> Iterator[Reason]:
    if not item.hard or item.day is None or until <= item.day:
        return
    message = (
        _("It has been due since %(day)s; what the law or a counted period asks for is done, not postponed.")
        if item.day <= today
        else _("It is due on %(day)s, which a postponement cannot pass: choose that day or one before it.")
    )
    yield Reason("agenda.hard", message % {"day": item.day.isoformat()}, item.basis or None, "until")


def _furthest(today: date) -> date:
    try:
        return today + timedelta(days=LONGEST)
    except OverflowError:
        return date.max


def _gone(key: str) -> Reason:
    return Reason(
        "agenda.gone", _("Nothing waits on the agenda under %(key)s; it may be done.") % {"key": key}
    )


@action("agenda.unsnooze", CallBack, kind=THING, summary=N_("Call a postponed thing back to the agenda"))
def unsnooze(ctx: Context, subject: Subject[Postponed], data: CallBack) -> str:
    """Enter the end of the postponement; return its number."""
    item = item_of(ctx.office, ctx.db, subject.number)
    title = item.title if item else ""
    return SNOOZES.enter(
        ctx, Snooze(subject.number, title, ctx.today, None, data.reason, ctx.office.operator)
    )


@unsnooze.guard
def unsnooze_reasons(ctx: Context, subject: Subject[Postponed], data: CallBack) -> list[Reason]:
    """Only what is postponed can be called back."""
    until = subject.record.until
    if until is not None and until > ctx.today:
        return []
    return [Reason("agenda.not_postponed", _("This is not postponed."))]
