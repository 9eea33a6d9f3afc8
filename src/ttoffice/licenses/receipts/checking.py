"""What speaks against entering or allocating a receipt: its license, its support, what it is to pay, its double."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.action import Context
from ttoffice.i18n import gettext as _
from ttoffice.licenses.dues.claims import unclaimed
from ttoffice.licenses.receipts.allocating import proposed
from ttoffice.licenses.receipts.inputs import EnterReceipt, To
from ttoffice.licenses.receipts.order import Part
from ttoffice.licenses.receipts.reading import reversal_of
from ttoffice.licenses.refusals import future
from ttoffice.licenses.shelves import DUES, RECEIPTS
from ttoffice.licenses.supports.record import SUPPORTS
from ttoffice.money import shown_yuan
from ttoffice.reasons import Reason

ORDER = "民法典 561"


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


def future_reasons(ctx: Context, day: date, field: str) -> Iterator[Reason]:
    """Money comes and goes on a day that was."""
    yield from future(day, ctx.today, field, code="receipt.future")


def support_reasons(ctx: Context, data: EnterReceipt, license_: str) -> Iterator[Reason]:
    """A voucher, a guarantor's or an insurer's payment refers to the record of that support."""
    if data.kind == "bank" and not data.support:
        return
    if not data.support:
        message = _("Name the record of the voucher, guarantee or insurance that it was paid under (ZC-...).")
        yield Reason("receipt.no_support", message, "pay-later:7", "support", warning=True)
        return
    found = SUPPORTS.load(ctx.db, data.support)
    if found is None:
        message = _("There is no voucher, guarantee or insurance numbered %(number)s.")
        yield Reason("receipt.unknown_support", message % {"number": data.support}, "pay-later:7", "support")
    elif found.record.subject != license_:
        message = _("%(number)s belongs to another license.") % {"number": found.number}
        yield Reason("receipt.other_support", message, "pay-later:7", "support")
    else:
        yield from _beyond_support(ctx, found.number, found.record.amount_fen, data.amount_fen or 0)


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


def again_reasons(ctx: Context, data: EnterReceipt, license_: str, fen: int, day: date) -> Iterator[Reason]:
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


def parts_reasons(ctx: Context, license_: str, fen: int, day: date, to: To) -> Iterator[Reason]:
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


def interest_reasons(ctx: Context, license_: str, day: date) -> Iterator[Reason]:
    """Tell of interest that has run and was not claimed: it would be paid before the principal."""
    fen = unclaimed(ctx.db, license_, day)
    if fen:
        message = _(
            "Late interest of %(fen)s has run and was not claimed; it comes before the principal. Claim it first"
            " (due.claim_interest) if it is to be paid out of this money."
        )
        yield Reason("receipt.interest_unclaimed", message % {"fen": shown_yuan(fen)}, ORDER, warning=True)
