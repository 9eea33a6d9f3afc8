"""Exact money within a calculation, rounded once at its end, and how its working writes it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from ttoffice.money import FEN_PER_YUAN, figures, plain

HUNDRED = 100
_DIGITS = 8
"""So many decimals of yuan are written of an amount that is not whole to the fen."""


def half_up(amount: Fraction) -> int:
    """Return an amount that is not negative as whole fen; half a fen counts as one."""
    return floor(amount + Fraction(1, 2))


def percent(text: str) -> Fraction:
    """Return a share of a decimal string in percent; nothing for an empty one. Raise ValueError for no number."""
    return Fraction(Decimal(text)) / HUNDRED if text else Fraction(0)


def yuan_words(fen: int) -> str:
    """Return whole fen as a working writes them: `12,345.60元`."""
    return f"{figures(fen)}元"


def exact_words(fen: Fraction) -> str:
    """Return an exact amount as a working writes it: all its decimals, or eight and an ellipsis."""
    if fen.denominator == 1:
        return yuan_words(int(fen))
    yuan = fen / FEN_PER_YUAN
    scaled = yuan * 10**_DIGITS
    whole, rest = divmod(floor(scaled), 10**_DIGITS)
    digits = f"{rest:0{_DIGITS}d}"
    return f"{whole:,}.{digits.rstrip('0')}元" if scaled.denominator == 1 else f"{whole:,}.{digits}…元"


def rate_words(text: str) -> str:
    """Return a rate in percent without needless zeros: `3.5%`."""
    return f"{plain(Decimal(text))}%"
