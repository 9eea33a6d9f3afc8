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
    """Return an amount as a Chinese document writes it: from 1万元 on in 万元 when whole to its hundredth, else in 元."""
    if fen >= FEN_PER_WAN and fen % (FEN_PER_WAN // 100) == 0:
        return chinese(N_("%(number)s ten thousand yuan")) % {"number": plain(Decimal(fen) / FEN_PER_WAN)}
    return chinese(N_("%(number)s yuan")) % {"number": plain(yuan(fen))}


def figures(fen: int) -> str:
    """Return an amount in yuan as columns and papers write it: `12,000.50`, less than nothing with a minus."""
    return f"{yuan(fen):,.2f}"


def shown_yuan(fen: int) -> str:
    """Return an amount as people read it in lists: `12,000.50 yuan`, in the user's language."""
    return _("%(yuan)s yuan") % {"yuan": figures(fen)}


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_TEN_THOUSAND, _HUNDRED_MILLION = 10_000, 100_000_000


def capital(fen: int) -> str:
    """Return an amount as papers write it out against changes: 人民币壹拾万零伍元陆角整.

    By the rules of 《支付结算办法》附一: a gap of zeros within the number is one 零, a missing 角 before 分 is 零,
    and an amount without 分 ends in 整. Raises ValueError for less than nothing.
    """
    if fen < 0:
        raise ValueError(str(fen))
    whole, rest = divmod(fen, FEN_PER_YUAN)
    tenths, hundredths = divmod(rest, 10)
    text = f"{_capital_number(whole)}元" if whole or not rest else ""
    if tenths:
        text += f"{_DIGITS[tenths]}角"
    elif hundredths and whole:
        text += "零"
    return f"人民币{text}{_DIGITS[hundredths]}分" if hundredths else f"人民币{text}整"


def amount_text(fen: int) -> str:
    """Return an amount in figures and written out, as a contract has it: 人民币1,200.00元（大写：人民币壹仟贰佰元整）."""
    return f"人民币{figures(fen)}元（大写：{capital(fen)}）"


def _capital_number(number: int) -> str:
    """Return a whole number in capital numerals."""
    for size, name in ((_HUNDRED_MILLION, "亿"), (_TEN_THOUSAND, "万")):
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if 0 < low < size // 10 else ""
            return f"{_capital_number(high)}{name}{gap}{_capital_number(low) if low else ''}"
    return _capital_group(number)


def _capital_group(number: int) -> str:
    """Return a number below ten thousand in capital numerals."""
    if not number:
        return _DIGITS[0]
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += f"{_DIGITS[0] if gap and text else ''}{_DIGITS[digit]}{_PLACES[place]}"
        gap = not digit
    return text
