"""Late interest by contract: a daily rate on what is unpaid, day by day, without interest on interest.

Interest runs from the day after the last day of payment and of grace, up to and with the day on which is paid.
Each day bears the rate that the terms of that day agree on; the sum is rounded once, half up to the fen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from ttoffice.licenses.dues.exact import exact_words, half_up, percent, rate_words, yuan_words

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Payment:
    """A part payment: the day on which the money came in, and fen."""

    on: date
    fen: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Days on which the same sum was unpaid at the same rate; first and last day included."""

    first: date
    last: date
    unpaid_fen: int
    rate: str

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def exact(self) -> Fraction:
        """The interest in fen, not rounded."""
        return self.unpaid_fen * self.days * percent(self.rate)


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest up to a day: the sum in fen, the pieces it comes from, and the working."""

    amount_fen: int
    pieces: tuple[Piece, ...]
    working: tuple[str, ...]

    @property
    def last(self) -> date | None:
        """The last day that bears interest, None where none does."""
        return self.pieces[-1].last if self.pieces else None


def late_interest(
    principal_fen: int,
    due_on: date,
    grace_days: int,
    rates: Sequence[tuple[date, str]],
    payments: Sequence[Payment],
    until: date,
) -> Interest:
    """Return the interest on a sum from its last day of payment up to a day, that day included.

    Args:
        principal_fen: the sum that was owed on `due_on`.
        due_on: its last day of payment.
        grace_days: days after it on which no interest runs.
        rates: percent a day, each with the first day on which it holds, in order; empty texts for none.
        payments: what was paid, and when.
        until: the last day to be looked at.
    """
    pieces = tuple(_pieces(principal_fen, due_on + (grace_days + 1) * _DAY, rates, payments, until))
    exact = sum((piece.exact for piece in pieces), Fraction(0))
    fen = half_up(exact)
    return Interest(fen, pieces, tuple(_working(principal_fen, due_on, grace_days, pieces, exact)))


def _pieces(
    principal: int,
    start: date,
    rates: Sequence[tuple[date, str]],
    payments: Sequence[Payment],
    until: date,
) -> list[Piece]:
    """Return the pieces that bear interest; a day on which something is paid still bears it on the whole."""
    cuts = {start, *(payment.on + _DAY for payment in payments), *(since for since, _rate in rates)}
    days = sorted(day for day in cuts if start <= day <= until)
    found = []
    for place, first in enumerate(days):
        last = days[place + 1] - _DAY if place + 1 < len(days) else until
        unpaid = principal - sum(payment.fen for payment in payments if payment.on < first)
        rate = next((rate for since, rate in reversed(rates) if since <= first), "")
        if unpaid > 0 and rate and percent(rate):
            found.append(Piece(first, last, unpaid, rate))
    return found


def _working(
    principal: int, due_on: date, grace_days: int, pieces: Sequence[Piece], exact: Fraction
) -> list[str]:
    grace = f"，宽限{grace_days}日" if grace_days else ""
    lines = [f"本金{yuan_words(principal)}，最后付款日{due_on.isoformat()}{grace}，按单利逐日计算。"]
    lines += [
        f"{piece.first.isoformat()}至{piece.last.isoformat()}：{yuan_words(piece.unpaid_fen)}"
        f" × {rate_words(piece.rate)} × {piece.days}日 = {exact_words(piece.exact)}。"
        for piece in pieces
    ]
    if len(pieces) > 1:
        lines.append(f"合计{exact_words(exact)}。")
    fen = half_up(exact)
    if exact != fen:
        lines.append(f"四舍五入到分：{yuan_words(fen)}。")
    return lines if pieces else [*lines, "尚无计息日，利息为0元。"]
