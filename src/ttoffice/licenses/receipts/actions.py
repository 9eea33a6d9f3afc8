"""Verbs of the receipts: enter, allocate, reverse, refund; each receipt stands, a mistake is answered by an entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ttoffice.action import Context, action
from ttoffice.action.kinds import code_of, kind_of
from ttoffice.errors import RefusedError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import reading
from ttoffice.licenses.awards.resting import resting_reasons
from ttoffice.licenses.codes import BEFORE_SIGNATURE, ReceiptKind
from ttoffice.licenses.dues.claims import unclaimed
from ttoffice.licenses.dues.milestone_actions import proof_reasons
from ttoffice.licenses.dues.overclaims import lower_overclaimed
from ttoffice.licenses.reading import License
from ttoffice.licenses.receipts.allocating import allocate, proposed, release, release_all
from ttoffice.licenses.receipts.inputs import AllocateReceipt, EnterReceipt, RefundReceipt, ReverseReceipt, To
from ttoffice.licenses.receipts.order import Part
from ttoffice.licenses.receipts.reading import (
    Receipt,
    free_fen,
    live_of_receipt,
    refunds_of,
    reversal_of,
)
from ttoffice.licenses.record import ReceiptRecord
from ttoffice.licenses.shelves import DUES, RECEIPTS
from ttoffice.money import MAX_FEN, shown_yuan
from ttoffice.reasons import Reason, refusing

KIND = RECEIPTS.kind
ORDER = "民法典 561"
TITLES = {
    "bank": "银行到账",
    "voucher": "科技创新券支付",
    "guarantee": "担保人代偿",
    "insurance": "保险赔款",
}


def _license(ctx: Context, number: str) -> License | None:
    found = reading.load(ctx.db, number)
    return None if found is None or found.record.state in BEFORE_SIGNATURE else found


def parts_of(ctx: Context, license_: str, fen: int, day: date, to: To) -> list[Part]:
    """Return what a sum pays; where the payer named the dues, each in full or by the amount given."""
    if to == "none":
        return []
    if isinstance(to, str):
        return proposed(ctx.db, license_, fen, day)
    found, left = [], fen
    for part in to:
        due = DUES.load(ctx.db, part.due)
        if due is not None:
            asked = part.amount_fen
            pays = min(left, due.record.open_fen) if asked is None else asked
            left -= pays
            found.append(Part(due.number, pays))
    return found


# --- entering ------------------------------------------------------------------------------------------


@action("receipt.enter", EnterReceipt, summary=N_("Enter a receipt and what it pays"), basis="民法典 560")
def enter(ctx: Context, data: EnterReceipt) -> str:
    """Enter the receipt and allocate it; return its number."""
    license_ = _license(ctx, data.license)
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
    license_ = _license(ctx, data.license)
    fen = data.amount_fen
    day = data.received_on or ctx.today
    yield from _future(ctx, day, "received_on")
    yield from proof_reasons(ctx, (data.proof,))
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
    yield from _support_reasons(ctx, data, license_.number)
    yield from _again(ctx, data, license_.number, fen or 0, day)
    if fen:
        yield from _parts_reasons(ctx, license_.number, fen, day, data.to)
        yield from _interest_reasons(ctx, license_.number, day)


def _future(ctx: Context, day: date, field: str) -> Iterator[Reason]:
    if day > ctx.today:
        message = _("%(day)s is still to come.") % {"day": day.isoformat()}
        yield Reason("receipt.future", message, field=field)


def _support_reasons(ctx: Context, data: EnterReceipt, license_: str) -> Iterator[Reason]:
    """A voucher, a guarantor's or an insurer's payment refers to the record of that support."""
    if data.kind == "bank" and not data.support:
        return
    if not data.support:
        message = _("Name the record of the voucher, guarantee or insurance that it was paid under (ZC-...).")
        yield Reason("receipt.no_support", message, "pay-later:7", "support", warning=True)
        return
    number = data.support
    kind = kind_of(code_of(number) or "")
    found = kind.shelf.load(ctx.db, number) if kind is not None and kind.code == "support" else None
    if found is None:
        message = _("There is no voucher, guarantee or insurance numbered %(number)s.")
        yield Reason("receipt.unknown_support", message % {"number": data.support}, "pay-later:7", "support")
    elif getattr(found.record, "subject", license_) != license_:
        message = _("%(number)s belongs to another license.") % {"number": number}
        yield Reason("receipt.other_support", message, "pay-later:7", "support")
    else:
        yield from _beyond_support(
            ctx, number, getattr(found.record, "amount_fen", None), data.amount_fen or 0
        )


def _beyond_support(ctx: Context, support: str, limit_fen: int | None, fen: int) -> Iterator[Reason]:
    """Warn where more comes in under a voucher, guarantee or insurance than it is good for."""
    known = RECEIPTS.where(ctx.db, "support = ? AND reverses = '' AND kind <> 'refund'", (support,))
    came = sum(receipt.record.amount_fen for receipt in known if reversal_of(ctx.db, receipt) is None)
    if limit_fen and came + fen > limit_fen:
        message = _(
            "With this receipt %(came)s has come in under %(number)s, more than its amount of %(limit)s; check it."
        )
        told = {"came": shown_yuan(came + fen), "number": support, "limit": shown_yuan(limit_fen)}
        yield Reason("receipt.beyond_support", message % told, "pay-later:7", "support", warning=True)


def _again(ctx: Context, data: EnterReceipt, license_: str, fen: int, day: date) -> Iterator[Reason]:
    """Warn of a receipt that looks like one entered before."""
    known = RECEIPTS.where(
        ctx.db,
        "subject = ? AND received_on = ? AND amount_fen = ? AND reference = ? AND reverses = ''"
        " AND kind <> 'refund'",
        (license_, day.isoformat(), fen, data.reference),
    )
    alike = [receipt for receipt in known if reversal_of(ctx.db, receipt) is None]
    if alike:
        message = _("%(number)s has the same day, amount and reference; see that it is not entered twice.")
        yield Reason("receipt.again", message % {"number": alike[0].number}, field="reference", warning=True)


def _parts_reasons(ctx: Context, license_: str, fen: int, day: date, to: To) -> Iterator[Reason]:
    """What is named must be open under this license and no more than there is; what stays free is said."""
    if not isinstance(to, str):
        yield from _named_reasons(ctx, license_, to)
    parts = parts_of(ctx, license_, fen, day, to)
    used = sum(part.fen for part in parts)
    if used > fen:
        message = _("The parts come to %(used)s, more than the %(fen)s that there are.")
        told = {"used": shown_yuan(used), "fen": shown_yuan(fen)}
        yield Reason("receipt.too_much", message % told, "民法典 560", "to")
    elif used < fen:
        message = _("%(free)s stays free: nothing more is payable. Allocate it later, or refund it.")
        yield Reason("receipt.free", message % {"free": shown_yuan(fen - used)}, ORDER, "to", warning=True)


def _named_reasons(ctx: Context, license_: str, to: To) -> Iterator[Reason]:
    asked: dict[str, int] = {}
    for part in to if not isinstance(to, str) else ():
        due = DUES.load(ctx.db, part.due)
        if due is None or due.record.subject != license_:
            message = _("%(number)s is no sum due under this license.") % {"number": part.due}
            yield Reason("receipt.other_license", message, field="to")
            continue
        fen = part.amount_fen
        asked[due.number] = asked.get(due.number, 0) + (due.record.open_fen if fen is None else fen)
        if asked[due.number] > due.record.open_fen or due.record.state.value != "open":
            message = _("Of %(number)s only %(open)s is open.")
            told = {"number": due.number, "open": shown_yuan(due.record.open_fen)}
            yield Reason("receipt.more_than_open", message % told, field="to")


def _interest_reasons(ctx: Context, license_: str, day: date) -> Iterator[Reason]:
    """Tell of interest that has run and was not claimed: it would be paid before the principal."""
    fen = unclaimed(ctx.db, license_, day)
    if fen:
        message = _(
            "Late interest of %(fen)s has run and was not claimed; it comes before the principal. Claim it first"
            " (due.claim_interest) if it is to be paid out of this money."
        )
        yield Reason("receipt.interest_unclaimed", message % {"fen": shown_yuan(fen)}, ORDER, warning=True)


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
    against = refusing(_parts_reasons(ctx, license_, fen, ctx.today, data.to))
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
    yield from _parts_reasons(ctx, subject.record.subject, fen, ctx.today, data.to)
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
    yield from _future(ctx, day, "on")
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
    yield from _future(ctx, day, "on")
    yield from proof_reasons(ctx, (data.proof,))
    if day < record.received_on:
        message = _("The money came in on %(day)s; it cannot go back before.")
        yield Reason("receipt.before", message % {"day": record.received_on.isoformat()}, field="on")
    free, asked = free_fen(ctx.db, subject), data.amount_fen
    if not free or asked == 0 or (asked or 0) > free:
        message = _("Only %(free)s of it is free; what is allocated is not refunded.")
        yield Reason("receipt.not_free", message % {"free": shown_yuan(free)}, field="amount_fen")
    yield from resting_reasons(ctx.db, record.subject, subject.number)
