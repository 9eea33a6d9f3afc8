"""Verbs of the statements of revenue: one a settlement period, and corrections of what was reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ttoffice.action import Context, action
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import reading
from ttoffice.licenses.asking import exhibit_reasons
from ttoffice.licenses.codes import DueState, RoyaltyBase
from ttoffice.licenses.dues.course import Course
from ttoffice.licenses.dues.inputs import CorrectStatement, EnterStatement
from ttoffice.licenses.dues.keeping import bring_in_line
from ttoffice.licenses.dues.reading import (
    Due,
    Statement,
    course_of,
    dues_of,
    reported,
    statements_of,
)
from ttoffice.licenses.dues.royalties import Charged, Reported, chain
from ttoffice.licenses.dues.settlements import Settlement, key_words, read_key
from ttoffice.licenses.reading import License
from ttoffice.licenses.record import StatementRecord
from ttoffice.licenses.refusals import future
from ttoffice.licenses.shelves import STATEMENTS
from ttoffice.money import shown_yuan
from ttoffice.reasons import Reason

KIND = STATEMENTS.kind
BASIS = "民法典 846"
Data = EnterStatement | CorrectStatement


def _license(ctx: Context, number: str) -> tuple[License, Course] | None:
    """Return a signed license and its course."""
    found = reading.load(ctx.db, number)
    course = course_of(ctx.db, found) if found else None
    return (found, course) if found is not None and course is not None else None


def _royalty_due(ctx: Context, license_: str, key: str) -> Due | None:
    return next(iter(dues_of(ctx.db, license_, "kind = 'royalty' AND key = ?", (key,))), None)


def _counts_units(course: Course, settlement: Settlement) -> bool:
    royalty = course.royalty_of(settlement)
    return royalty is not None and royalty.base is RoyaltyBase.QUANTITY


def _settlement(due: Due) -> Settlement:
    first, last = due.record.period_from, due.record.period_until
    assert first is not None  # it is a royalty
    assert last is not None
    return Settlement(due.record.key, first, last)


def _with_royalty(ctx: Context, course: Course, record: StatementRecord) -> StatementRecord:
    """Return a statement with the royalty that it comes to, every other period as it is reported now."""
    others = [
        item for item in statements_of(ctx.db, record.subject).values() if item.record.key != record.key
    ]
    own = Reported(
        Settlement(record.key, record.period_from, record.period_until), record.base_fen, record.quantity
    )
    found = chain(course, [*reported(others), own])
    charged: Charged = next(item for item in found if item.settlement.key == record.key)
    return replace(record, royalty_fen=charged.amount_fen, working=charged.working)


def _given(data: Data, *, units: bool, field: str = "base_fen") -> Iterator[Reason]:
    """Ask for the base, or for the quantity, whichever the contract counts on."""
    if units and data.quantity is None:
        yield Reason(
            "statement.no_quantity",
            _("Give the quantity: the royalty is an amount a unit."),
            BASIS,
            "quantity",
        )
    if not units and data.base_fen is None:
        yield Reason(
            "statement.no_base", _("Give the base that was reported; 0 where there was none."), BASIS, field
        )
    if (units and data.base_fen is not None) or (not units and data.quantity is not None):
        message = _("The contract counts on a quantity.") if units else _("The contract counts on an amount.")
        yield Reason("statement.wrong_base", message, BASIS, field if units else "quantity")


# --- a period's statement ------------------------------------------------------------------------------


@action(
    "statement.enter",
    EnterStatement,
    summary=N_("Enter the statement of revenue of a settlement period"),
    basis=BASIS,
)
def enter(ctx: Context, data: EnterStatement) -> str:
    """Enter the statement; its royalty is computed and becomes payable. Return its number."""
    found = _license(ctx, data.license)
    assert found is not None  # the guard saw to it
    license_, course = found
    bring_in_line(ctx, license_)
    due = _royalty_due(ctx, license_.number, read_key(data.period) or data.period)
    assert due is not None  # the guard saw that there is such a period
    settlement = _settlement(due)
    record = StatementRecord(
        subject=license_.number,
        title=f"{key_words(due.record.key)}收入报表",
        key=due.record.key,
        period_from=settlement.first,
        period_until=settlement.last,
        received_on=data.received_on or ctx.today,
        base_fen=data.base_fen or 0,
        quantity=data.quantity or 0,
        proof=data.proof,
        licensee_name=license_.record.licensee_name,
        note=data.note,
    )
    number = STATEMENTS.enter(ctx, _with_royalty(ctx, course, record))
    bring_in_line(ctx, license_, number)
    return number


@enter.guard
def enter_reasons(ctx: Context, data: EnterStatement) -> Iterator[Reason]:
    """One statement a period, after its end, within the time of the royalty."""
    found = _license(ctx, data.license)
    if found is None:
        message = _("There is no signed license numbered %(number)s.") % {"number": data.license}
        yield Reason("statement.no_license", message, BASIS, "license")
        return
    license_, course = found
    settlement = _period_of(course, data, ctx.today)
    if settlement is None:
        yield _outside(course, data, ctx.today)
        return
    yield from _given(data, units=_counts_units(course, settlement))
    yield from exhibit_reasons(ctx.db, (data.proof,))
    yield from _day_reasons(ctx, data.received_on or ctx.today, settlement.last)
    yield from _place_reasons(ctx, license_, course, settlement, data.received_on or ctx.today)


def _period_of(course: Course, data: EnterStatement, today: date) -> Settlement | None:
    key = read_key(data.period)
    return next((item for item in course.settlements(today) if item.key == key), None)


def _outside(course: Course, data: EnterStatement, today: date) -> Reason:
    """Say why there is no such settlement period."""
    known = list(course.settlements(today))
    newest = course.newest.plan.royalty
    if newest is not None and newest.from_first_sale and course.first_sale_on is None:
        message = _("The royalty runs from the first sale; record the first sale first.")
        return Reason("statement.no_first_sale", message, BASIS, "period")
    if not known:
        message = _("No royalty runs under this license yet.")
        return Reason("statement.no_royalty", message, BASIS, "period")
    message = _("%(period)s is no settlement period of the license; they run from %(first)s to %(last)s.")
    told = {"period": data.period, "first": known[0].key, "last": known[-1].key}
    return Reason("statement.outside", message % told, BASIS, "period")


def _day_reasons(ctx: Context, received_on: date, last: date) -> Iterator[Reason]:
    yield from future(received_on, ctx.today, "received_on", code="statement.future", basis=BASIS)
    if received_on <= last:
        message = _("The period runs until %(day)s; it can be reported after that day only.")
        yield Reason("statement.period_running", message % {"day": last.isoformat()}, BASIS, "period")


def _place_reasons(
    ctx: Context, license_: License, course: Course, settlement: Settlement, received_on: date
) -> Iterator[Reason]:
    known = statements_of(ctx.db, license_.number)
    if settlement.key in known:
        message = _("%(number)s holds this period already; correct that one (statement.correct).")
        yield Reason("statement.twice", message % {"number": known[settlement.key].number}, BASIS, "period")
    earlier = [item.key for item in course.settlements(settlement.first) if item.last < settlement.first]
    missing = [key for key in earlier if key not in known]
    if missing:
        message = _("Earlier periods are not reported yet: %(periods)s.") % {"periods": "、".join(missing)}
        yield Reason("statement.out_of_order", message, BASIS, "period", warning=True)
    due = _royalty_due(ctx, license_.number, settlement.key)
    if due is None:
        return
    if due.record.state is DueState.CANCELLED:
        message = _("The royalty of this period was cancelled: %(why)s.")
        why = due.record.waiver or due.record.note
        yield Reason("statement.cancelled", message % {"why": why}, BASIS, "period")
    if due.record.report_on is not None and received_on > due.record.report_on:
        days = (received_on - due.record.report_on).days
        message = _("The report was due on %(day)s; it came %(days)d day(s) late.")
        told = {"day": due.record.report_on.isoformat(), "days": days}
        yield Reason("statement.late", message % told, BASIS, "received_on", warning=True)


# --- corrections ---------------------------------------------------------------------------------------


@action(
    "statement.correct",
    CorrectStatement,
    kind=KIND,
    summary=N_("Correct a statement of revenue by a further one"),
    basis=BASIS,
)
def correct(ctx: Context, subject: Statement, data: CorrectStatement) -> str:
    """Enter the further statement; the royalties that it changes are corrected. Return its number."""
    license_, course = _of(ctx, subject)
    number = STATEMENTS.enter(ctx, _with_royalty(ctx, course, _corrected(ctx, subject, data)))
    bring_in_line(ctx, license_, number)
    return number


def _of(ctx: Context, subject: Statement) -> tuple[License, Course]:
    found = _license(ctx, subject.record.subject)
    assert found is not None  # a statement belongs to a signed license
    return found


def _corrected(ctx: Context, subject: Statement, data: CorrectStatement) -> StatementRecord:
    record = subject.record
    return replace(
        record,
        title=f"{key_words(record.key)}收入报表（更正）",
        received_on=data.received_on or ctx.today,
        base_fen=data.base_fen or 0,
        quantity=data.quantity or 0,
        corrects=subject.number,
        proof=data.proof,
        note=data.reason,
    )


@correct.guard
def correct_reasons(ctx: Context, subject: Statement, data: CorrectStatement) -> Iterator[Reason]:
    """Only the newest statement of a period, and only where something changes; what follows is told."""
    record = subject.record
    course = _of(ctx, subject)[1]
    newest = statements_of(ctx.db, record.subject)[record.key]
    if newest.number != subject.number:
        message = _("%(number)s corrects it already; correct that one.") % {"number": newest.number}
        yield Reason("statement.corrected", message, BASIS)
    settlement = Settlement(record.key, record.period_from, record.period_until)
    missing = list(_given(data, units=_counts_units(course, settlement)))
    yield from missing
    yield from exhibit_reasons(ctx.db, (data.proof,))
    yield from _correction_day(ctx, subject, data.received_on or ctx.today)
    after = _corrected(ctx, subject, data)
    if missing:
        return
    if (after.base_fen, after.quantity) == (record.base_fen, record.quantity):
        yield Reason("statement.no_change", _("It says the same as before."), BASIS, "base_fen")
    yield from _follows(ctx, course, after)


def _correction_day(ctx: Context, subject: Statement, received_on: date) -> Iterator[Reason]:
    yield from future(received_on, ctx.today, "received_on", code="statement.future", basis=BASIS)
    if received_on < subject.record.received_on:
        message = _("The statement that is corrected came on %(day)s.")
        told = {"day": subject.record.received_on.isoformat()}
        yield Reason("statement.before", message % told, BASIS, "received_on")


def _follows(ctx: Context, course: Course, after: StatementRecord) -> Iterator[Reason]:
    """Tell which other periods' royalties change with the correction: through the yearly minimum or the cap."""
    statements = statements_of(ctx.db, after.subject)
    before = {item.settlement.key: item for item in chain(course, reported(list(statements.values())))}
    others = [item for item in statements.values() if item.record.key != after.key]
    own = Reported(
        Settlement(after.key, after.period_from, after.period_until), after.base_fen, after.quantity
    )
    for item in chain(course, [*reported(others), own]):
        earlier = before[item.settlement.key].amount_fen
        if item.settlement.key != after.key and item.amount_fen != earlier:
            message = _("The royalty of %(period)s changes with it: from %(before)s to %(after)s.")
            told = {
                "period": item.settlement.key,
                "before": shown_yuan(earlier),
                "after": shown_yuan(item.amount_fen),
            }
            yield Reason("statement.follows", message % told, BASIS, warning=True)
