"""Bringing royalty dues to what the statements come to: opened once, later raised by corrections or lowered.

What is higher than before becomes a further due with a payment day of its own, because nobody could have paid it
earlier; what is lower lowers the dues of the period, the newest first, and frees what was paid beyond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.licenses.codes import DueKind, DueState
from ttoffice.licenses.dues.course import Course
from ttoffice.licenses.dues.days import day_lines, last_day, with_day_lines
from ttoffice.licenses.dues.exact import yuan_words
from ttoffice.licenses.dues.reading import Due, Statement, dues_of, reported, statements_of
from ttoffice.licenses.dues.royalties import Charged, chain
from ttoffice.licenses.receipts.allocating import rewrite, settled
from ttoffice.licenses.record import DueRecord
from ttoffice.licenses.shelves import DUES
from ttoffice.workdays.calendar import WorkCalendar

if TYPE_CHECKING:
    from ttoffice.action.office import Context


def royalties_of(course: Course, statements: dict[str, Statement]) -> list[Charged]:
    """Return the royalty of every period that has a statement."""
    return chain(course, reported(list(statements.values())))


def settle(ctx: Context, license_: str, course: Course, calendar: WorkCalendar, cause: str = "") -> list[str]:
    """Bring the royalty dues of a license to what its statements come to; return the numbers of what changed.

    `cause` is the statement that brought it about; it is named by corrections of other periods too.
    """
    statements = statements_of(ctx.db, license_)
    found: dict[str, list[Due]] = {}
    for due in dues_of(ctx.db, license_, "kind IN ('royalty', 'correction') AND statement <> ''"):
        found.setdefault(due.record.key, []).append(due)
    changed: list[str] = []
    for item in royalties_of(course, statements):
        statement = statements[item.settlement.key]
        known = found.get(item.settlement.key)
        if known is None:
            changed.append(_open(ctx, statement, item))
        else:
            changed += _correct(ctx, known, item, statement, cause, (course, calendar))
    return changed


def _open(ctx: Context, statement: Statement, charged: Charged) -> str:
    """Open the royalty due of a period by its first statement."""
    record = statement.record
    due = next(
        iter(dues_of(ctx.db, record.subject, "kind = 'royalty' AND key = ?", (charged.settlement.key,))), None
    )
    assert due is not None  # a statement is entered for a planned period only
    opened = settled(_with_amount(due.record, charged, statement.number, DueState.OPEN))
    return DUES.write(ctx, due, opened)


def _with_amount(record: DueRecord, charged: Charged, statement: str, state: DueState) -> DueRecord:
    return replace(
        record,
        state=state,
        statement=statement,
        amount_fen=charged.amount_fen,
        expected_fen=0,
        expected_by=None,
        working=with_day_lines(charged.working, day_lines(record.working)),
    )


def _correct(
    ctx: Context,
    dues: Sequence[Due],
    charged: Charged,
    statement: Statement,
    cause: str,
    basis: tuple[Course, WorkCalendar],
) -> list[str]:
    before = sum(due.record.amount_fen for due in dues)
    more = charged.amount_fen - before
    if more > 0:
        return [_further(ctx, dues[0], charged, more, cause or statement.number, basis)]
    return _lower(ctx, dues, charged, -more, cause or statement.number) if more else []


def _further(
    ctx: Context, royalty: Due, charged: Charged, more: int, cause: str, basis: tuple[Course, WorkCalendar]
) -> str:
    """Enter a due for what a period owes beyond what was charged for it."""
    course, calendar = basis
    agreed = course.royalty_of(charged.settlement)
    known = _received_on(ctx, cause) or ctx.today
    day = last_day(known, agreed.payment_days if agreed else None, calendar)
    record = royalty.record
    due_on = max(day.day, record.due_on or day.day)
    lines = (
        *charged.working,
        f"此前各笔应付合计{yuan_words(charged.amount_fen - more)}，应补{yuan_words(more)}（依据{cause}）。",
        day.line,
    )
    return DUES.enter(
        ctx,
        DueRecord(
            subject=record.subject,
            kind=DueKind.CORRECTION,
            key=record.key,
            title=f"{charged.settlement.words}提成更正（补交）",
            debtor=record.debtor,
            licensee_name=record.licensee_name,
            state=DueState.OPEN,
            period_from=record.period_from,
            period_until=record.period_until,
            statement=cause,
            due_on=due_on,
            expected_on=due_on,
            amount_fen=more,
            working=lines,
            node_on=known,
            days_to_pay=agreed.payment_days if agreed else None,
            provisional=day.provisional,
            principal=royalty.number,
        ),
    )


def _received_on(ctx: Context, statement: str) -> date | None:
    found = ctx.db.value("SELECT received_on FROM statement WHERE number = ?", (statement,))
    return date.fromisoformat(found) if found else None


def _lower(ctx: Context, dues: Sequence[Due], charged: Charged, less: int, cause: str) -> list[str]:
    """Lower the dues of a period, the newest first; what is cancelled is owed no more anyway."""
    reason = f"依据{cause}更正，{charged.settlement.words}提成减少{yuan_words(less)}"
    changed = []
    for due in reversed(dues):
        cut = min(less, due.record.amount_fen)
        if cut <= 0 or due.record.state is DueState.CANCELLED:
            continue
        less -= cut
        amount = due.record.amount_fen - cut
        note = f"依据{cause}更正：由{yuan_words(due.record.amount_fen)}减为{yuan_words(amount)}。"
        lines = charged.working if due.record.kind is DueKind.ROYALTY else due.record.working
        working = (*with_day_lines(lines, day_lines(due.record.working)), note)
        changed.append(rewrite(ctx, due, reason, amount_fen=amount, working=working))
    return changed
