"""Verbs of the receipts: enter, allocate, reverse, refund; each receipt stands, a mistake is answered by an entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.errors import RefusedError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.asking import exhibit_reasons, signed_license
from ttoffice.licenses.awards.resting import resting_reasons
from ttoffice.licenses.codes import ReceiptKind
from ttoffice.licenses.dues.overclaims import lower_overclaimed
from ttoffice.licenses.receipts.allocating import allocate, release, release_all
from ttoffice.licenses.receipts.checking import (
    ORDER,
    again_reasons,
    future_reasons,
    interest_reasons,
    parts_of,
    parts_reasons,
    support_reasons,
)
from ttoffice.licenses.receipts.inputs import AllocateReceipt, EnterReceipt, RefundReceipt, ReverseReceipt
from ttoffice.licenses.receipts.reading import (
    Receipt,
    free_fen,
    live_of_receipt,
    refunds_of,
    reversal_of,
)
from ttoffice.licenses.record import ReceiptRecord
from ttoffice.licenses.shelves import RECEIPTS
from ttoffice.money import MAX_FEN, shown_yuan
from ttoffice.reasons import Reason, refusing

KIND = RECEIPTS.kind
TITLES = {
    "bank": "银行到账",
    "voucher": "科技创新券支付",
    "guarantee": "担保人代偿",
    "insurance": "保险赔款",
}


# --- entering ------------------------------------------------------------------------------------------


@action("receipt.enter", EnterReceipt, summary=N_("Enter a receipt and what it pays"), basis="民法典 560")
def enter(ctx: Context, data: EnterReceipt) -> str:
    """Enter the receipt and allocate it; return its number."""
    license_ = signed_license(ctx.db, data.license)
    assert license_ is not None  # the guard saw to it
    day = data.received_on or ctx.today
    fen = data.amount_fen or 0
    number = RECEIPTS.enter(
        ctx,
        ReceiptRecord(
            subject=license_.number,
            title=TITLES[data.kind],
            kind=ReceiptKind(data.kind),
            received_on=day,
            amount_fen=fen,
            payer=data.payer or license_.record.licensee_name,
            reference=data.reference,
            support=data.support,
            proof=data.proof,
            licensee_name=license_.record.licensee_name,
            note=data.note,
        ),
    )
    receipt = RECEIPTS.load(ctx.db, number)
    assert receipt is not None
    allocate(ctx, receipt, parts_of(ctx, license_.number, fen, day, data.to))
    lower_overclaimed(ctx, license_.number)
    return number


@enter.guard
def enter_reasons(ctx: Context, data: EnterReceipt) -> Iterator[Reason]:
    """Under a signed license, an amount, a day gone by; what it does not pay is said."""
    license_ = signed_license(ctx.db, data.license)
    fen = data.amount_fen
    day = data.received_on or ctx.today
    yield from future_reasons(ctx, day, "received_on")
    yield from exhibit_reasons(ctx.db, (data.proof,))
    if not fen or fen > MAX_FEN:
        yield Reason(
            "receipt.no_amount",
            _("Give the amount that came in; it is more than nothing."),
            field="amount_fen",
        )
    if license_ is None:
        message = _("There is no signed license numbered %(number)s.") % {"number": data.license}
        yield Reason("receipt.no_license", message, field="license")
        return
    yield from support_reasons(ctx, data, license_.number)
    yield from again_reasons(ctx, data, license_.number, fen or 0, day)
    if fen:
        yield from parts_reasons(ctx, license_.number, fen, day, data.to)
        yield from interest_reasons(ctx, license_.number, day)


# --- allocating ----------------------------------------------------------------------------------------


@action(
    "receipt.allocate",
    AllocateReceipt,
    kind=KIND,
    summary=N_("Let the free money of a receipt pay what is due"),
    basis="民法典 560",
)
def allocate_free(ctx: Context, subject: Receipt, data: AllocateReceipt) -> str:
    """Release what was allocated wrongly, then allocate what is free."""
    chosen = set(data.release)
    for allocation in live_of_receipt(ctx.db, subject.number):
        if allocation.number in chosen:
            release(ctx, allocation, data.reason)
    license_, fen = subject.record.subject, free_fen(ctx.db, subject)
    against = refusing(parts_reasons(ctx, license_, fen, ctx.today, data.to))
    if against:  # what is open is known only after the release
        raise RefusedError(against)
    allocate(ctx, subject, parts_of(ctx, license_, fen, ctx.today, data.to))
    lower_overclaimed(ctx, license_)
    return subject.number


@allocate_free.guard
def allocate_reasons(ctx: Context, subject: Receipt, data: AllocateReceipt) -> Iterator[Reason]:
    """There must be something to allocate and something to pay."""
    live = {item.number: item.record for item in live_of_receipt(ctx.db, subject.number)}
    unknown = [number for number in data.release if number not in live]
    if unknown:
        message = _("%(number)s is no allocation of this receipt that holds.") % {"number": unknown[0]}
        yield Reason("receipt.no_allocation", message, field="release")
        return
    if data.release and not data.reason:
        yield Reason("receipt.no_reason", _("Say why the allocation is released."), field="reason")
    if data.release:
        return  # what is open afterwards is known only then
    fen = free_fen(ctx.db, subject)
    if not fen:
        yield Reason("receipt.nothing_free", _("Nothing of this receipt is free."), ORDER)
        return
    yield from parts_reasons(ctx, subject.record.subject, fen, ctx.today, data.to)
    if not parts_of(ctx, subject.record.subject, fen, ctx.today, data.to):
        yield Reason("receipt.nothing_due", _("Nothing is payable that it could pay."), ORDER, "to")


# --- reversing and refunding ---------------------------------------------------------------------------


@action(
    "receipt.reverse",
    ReverseReceipt,
    kind=KIND,
    summary=N_("Reverse a receipt or a refund by a further entry"),
)
def reverse(ctx: Context, subject: Receipt, data: ReverseReceipt) -> str:
    """Enter the reversal and release what was allocated; return its number."""
    release_all(ctx, subject.number, data.reason)
    return RECEIPTS.enter(
        ctx,
        replace(
            subject.record,
            title=f"冲正：{subject.record.title}",
            received_on=data.on or ctx.today,
            reverses=subject.number,
            reason=data.reason,
            proof="",
            note="",
        ),
    )


@reverse.guard
def reverse_reasons(ctx: Context, subject: Receipt, data: ReverseReceipt) -> Iterator[Reason]:
    """An entry is reversed once, after it was made; a reversal itself is not reversed, the receipt is entered anew."""
    record, day = subject.record, data.on or ctx.today
    yield from future_reasons(ctx, day, "on")
    if day < record.received_on:
        message = _("The entry is of %(day)s; it cannot be reversed before.")
        yield Reason("receipt.before", message % {"day": record.received_on.isoformat()}, field="on")
    if record.reverses:
        message = _("This is a reversal itself; enter the receipt anew if it did come in.")
        yield Reason("receipt.is_reversal", message)
    by = reversal_of(ctx.db, subject)
    if by is not None:
        message = _("%(number)s reverses it already.") % {"number": by}
        yield Reason("receipt.reversed", message)
    refunds = refunds_of(ctx.db, subject)
    if refunds:
        message = _("%(number)s was refunded out of it; reverse that refund first.")
        yield Reason("receipt.refunded", message % {"number": refunds[0].number})
    yield from resting_reasons(ctx.db, record.subject, subject.number)


@action(
    "receipt.refund",
    RefundReceipt,
    kind=KIND,
    summary=N_("Refund free money of a receipt"),
    basis="民法典 985",
)
def refund(ctx: Context, subject: Receipt, data: RefundReceipt) -> str:
    """Enter the refund; return its number."""
    fen = data.amount_fen
    record = subject.record
    return RECEIPTS.enter(
        ctx,
        ReceiptRecord(
            subject=record.subject,
            title=f"退款：{record.title}",
            kind=ReceiptKind.REFUND,
            received_on=data.on or ctx.today,
            amount_fen=free_fen(ctx.db, subject) if fen is None else fen,
            payer=record.payer,
            reference=data.reference,
            proof=data.proof,
            reason=data.reason,
            licensee_name=record.licensee_name,
            refunds=subject.number,
        ),
    )


@refund.guard
def refund_reasons(ctx: Context, subject: Receipt, data: RefundReceipt) -> Iterator[Reason]:
    """Only what is neither allocated nor refunded can go back."""
    record, day = subject.record, data.on or ctx.today
    yield from future_reasons(ctx, day, "on")
    yield from exhibit_reasons(ctx.db, (data.proof,))
    if day < record.received_on:
        message = _("The money came in on %(day)s; it cannot go back before.")
        yield Reason("receipt.before", message % {"day": record.received_on.isoformat()}, field="on")
    free, asked = free_fen(ctx.db, subject), data.amount_fen
    if not free or asked == 0 or (asked or 0) > free:
        message = _("Only %(free)s of it is free; what is allocated is not refunded.")
        yield Reason("receipt.not_free", message % {"free": shown_yuan(free)}, field="amount_fen")
    yield from resting_reasons(ctx.db, record.subject, subject.number)
