"""Lowering claimed interest where its days turn out to bear less: an earlier payment, a correction, a later day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.licenses.codes import DueState
from ttoffice.licenses.dues.claims import claim_on
from ttoffice.licenses.dues.exact import yuan_words
from ttoffice.licenses.dues.reading import Due, dues_of, load_due
from ttoffice.licenses.receipts.allocating import rewrite

if TYPE_CHECKING:
    from ttoffice.action.office import Context


def lower_overclaimed(ctx: Context, license_: str) -> None:
    """Lower the interest dues of a license to what their days bear now, the newest first; what was paid beyond is free."""
    claims: dict[str, list[Due]] = {}
    for due in dues_of(ctx.db, license_, "kind = 'interest'"):
        claims.setdefault(due.record.principal, []).append(due)
    for number, found in claims.items():
        whole = _whole_fen(ctx, load_due(ctx.db, number), found)
        if whole is not None:
            _lower(ctx, found, sum(due.record.amount_fen for due in found) - whole)


def _whole_fen(ctx: Context, principal: Due, claims: list[Due]) -> int | None:
    """Return the interest of all days claimed so far; None where the principal was waived or cancelled after it ran."""
    record = principal.record
    if record.state is DueState.CANCELLED and record.amount_fen:
        return None
    until = max(due.record.period_until for due in claims if due.record.period_until)
    claim = claim_on(ctx.db, principal, until)
    return claim.whole.amount_fen if claim else 0


def _lower(ctx: Context, claims: list[Due], excess: int) -> None:
    for due in reversed(claims):
        if excess <= 0:
            return
        if due.record.state is DueState.CANCELLED:
            continue
        cut = min(excess, due.record.amount_fen)
        amount = due.record.amount_fen - cut
        excess -= cut
        line = f"所计天数的利息重新计算：由{yuan_words(due.record.amount_fen)}减为{yuan_words(amount)}。"
        rewrite(ctx, due, "利息重新计算", amount_fen=amount, working=(*due.record.working, line))
