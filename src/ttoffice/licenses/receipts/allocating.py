"""Allocating money to dues and releasing it again; what is paid of a due always is the sum of its allocations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.licenses import duties
from ttoffice.licenses.codes import DueState
from ttoffice.licenses.dues.reading import Due, dues_of, load_due
from ttoffice.licenses.receipts.order import Owed, Part, in_turn, spread
from ttoffice.licenses.receipts.reading import Allocation, Receipt, live_of_due, live_of_receipt
from ttoffice.licenses.record import AllocationRecord, DueRecord
from ttoffice.licenses.shelves import ALLOCATIONS, DUES
from ttoffice.store.connection import Reader

if TYPE_CHECKING:
    from ttoffice.action.office import Context


def settled(record: DueRecord) -> DueRecord:
    """Return a due with the state that its amount and its payments make: open, or settled once nothing is left."""
    if record.state not in (DueState.OPEN, DueState.SETTLED):
        return record
    state = DueState.SETTLED if record.paid_fen == record.amount_fen else DueState.OPEN
    return replace(record, state=state)


def owed_by(reader: Reader, license_: str) -> list[Owed]:
    """Return what is open under a license and has a day of payment."""
    found = dues_of(reader, license_, "state = 'open' AND due_on IS NOT NULL")
    return [
        Owed(item.number, item.record.kind, item.record.due_on, item.record.open_fen)
        for item in found
        if item.record.due_on is not None
    ]


def proposed(reader: Reader, license_: str, fen: int, day: date) -> list[Part]:
    """Return how a sum of a day is allocated where the payer has not said what it is for."""
    return spread(fen, in_turn(owed_by(reader, license_), day))


def allocate(ctx: Context, receipt: Receipt, parts: Iterable[Part]) -> list[str]:
    """Let parts of a receipt pay dues; return the numbers of the allocations."""
    return [_pay(ctx, receipt.number, load_due(ctx.db, part.due), part.fen) for part in parts if part.fen]


def _write(ctx: Context, due: Due, record: DueRecord) -> str:
    """Write a due; what hangs on payments follows once it is paid in full, or open again."""
    number = DUES.write(ctx, due, record)
    if record.state is not due.record.state:
        duties.payments_changed(ctx, record.subject)
    return number


def _pay(ctx: Context, receipt: str, due: Due, fen: int) -> str:
    record = due.record
    _write(ctx, due, settled(replace(record, paid_fen=record.paid_fen + fen)))
    title = f"{receipt} → {record.title}"
    return ALLOCATIONS.enter(
        ctx, AllocationRecord(record.subject, title, receipt, due.number, fen, ctx.today)
    )


def release(ctx: Context, allocation: Allocation, reason: str) -> None:
    """Take an allocation back; the money is free again and the due open."""
    _take_back(ctx, allocation, reason, 0)
    due = load_due(ctx.db, allocation.record.due)
    paid = due.record.paid_fen - allocation.record.amount_fen
    _write(ctx, due, settled(replace(due.record, paid_fen=paid)))


def _take_back(ctx: Context, allocation: Allocation, reason: str, keep_fen: int) -> None:
    """Enter that an allocation holds no longer, and anew what is kept of it."""
    record = allocation.record
    ALLOCATIONS.enter(ctx, replace(record, made_on=ctx.today, releases=allocation.number, reason=reason))
    if keep_fen:
        ALLOCATIONS.enter(ctx, replace(record, made_on=ctx.today, amount_fen=keep_fen))


def release_all(ctx: Context, receipt: str, reason: str) -> None:
    """Take back every allocation of a receipt."""
    for allocation in live_of_receipt(ctx.db, receipt):
        release(ctx, allocation, reason)


def rewrite(ctx: Context, due: Due, reason: str, **changes: Any) -> str:
    """Write a due with some of its fields changed; where it is to be less than was paid, the excess is free again.

    The newest allocations are taken back first. The due is written once, so that nothing follows a state between.
    """
    wanted = replace(due.record, **changes)
    excess = wanted.paid_fen - wanted.amount_fen
    for allocation in live_of_due(ctx.db, due.number) if excess > 0 else ():
        freed = min(excess, allocation.record.amount_fen)
        if freed:
            _take_back(ctx, allocation, reason, allocation.record.amount_fen - freed)
        excess -= freed
    paid = min(wanted.paid_fen, wanted.amount_fen)
    return _write(ctx, due, settled(replace(wanted, paid_fen=paid)))
