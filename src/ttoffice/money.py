"""Money: integer fen in the store, `Decimal` yuan in code, 万元 and plain text at the edge."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _

FEN_PER_YUAN = 100
CENT = Decimal("0.01")
FEN_PER_WAN = 10_000 * FEN_PER_YUAN
MAX_FEN = 10**15
"""Ten trillion yuan: beyond any license fee, within what SQLite and Excel hold exactly."""


def yuan(fen: int) -> Decimal:
    """Return fen as yuan with two decimals."""
    return Decimal(fen) / FEN_PER_YUAN


def to_fen(amount: Decimal) -> int:
    """Return yuan as fen; raise ValueError when it is finer than a fen, negative or out of range."""
    try:
        exact = amount.quantize(CENT)
        whole = exact == amount and 0 <= exact <= yuan(MAX_FEN)
    except InvalidOperation as error:  # no number, or more digits than can be counted exactly
        raise ValueError(str(amount)) from error
    if not whole:
        raise ValueError(str(amount))
    return int(exact * FEN_PER_YUAN)


def plain(number: Decimal) -> str:
    """Return a decimal without exponent and without trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def wan_or_yuan(fen: int) -> str:
    """Return an amount as a Chinese document writes it: 万元 when whole to the hundredth of 万, else 元."""
    if fen and fen % (FEN_PER_WAN // 100) == 0:
        return chinese(N_("%(number)s ten thousand yuan")) % {"number": plain(Decimal(fen) / FEN_PER_WAN)}
    return chinese(N_("%(number)s yuan")) % {"number": plain(yuan(fen))}


def shown_yuan(fen: int) -> str:
    """Return an amount as people read it in lists: `12,000.50 yuan`, in the user's language."""
    return _("%(yuan)s yuan") % {"yuan": f"{fen // FEN_PER_YUAN:,}.{fen % FEN_PER_YUAN:02d}"}
