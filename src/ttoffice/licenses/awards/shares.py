"""The arithmetic of a distribution: net income, pool, and lines that add up to the fen.

The pool is the net income times the share, rounded half up to the fen. Its lines are cut off at the fen, and the
fen left over go one each to the lines with the largest remainders, the earlier line first: they add up exactly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ttoffice.licenses.awards.record import AwardLine, Deduction, Distributed
from ttoffice.licenses.dues.exact import half_up

WHOLE = Fraction(1)


def gross_of(receipts: Iterable[Distributed]) -> int:
    """Return what the receipts come to in fen, refunds taken off; it may be negative."""
    return sum(-one.amount_fen if one.refund else one.amount_fen for one in receipts)


def deducted(deductions: Iterable[Deduction]) -> int:
    """Return the sum of the deductions in fen."""
    return sum(one.amount_fen for one in deductions)


def read_share(text: str) -> Fraction:
    """Return a share of the whole from `45`, `45%`, `12.5` (percent) or `1/3`; raise ValueError for what is none."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").rstrip("%")
    form = _SHARE.fullmatch(plain)
    if form is None or (form["below"] and not int(form["below"])):
        raise ValueError(f"no share: {text}")
    share = Fraction(int(form["above"]), int(form["below"])) if form["below"] else Fraction(plain) / 100
    if share > 1:
        raise ValueError(f"no share: {text}")
    return share


_SHARE = re.compile(r"(?P<above>\d{1,60})/(?P<below>\d{1,60})|\d{1,3}(\.\d{1,12})?", re.ASCII)


def written_share(share: Fraction) -> str:
    """Return a share as it is kept and shown: `45%` where that is exact with at most six decimals, else `1/3`."""
    percent = share * 100
    scaled = percent * 10**6
    if scaled.denominator == 1:
        text = format(Decimal(int(scaled)) / 10**6, "f")
        return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"
    return f"{share.numerator}/{share.denominator}"


def pool_of(net_fen: int, share: Fraction) -> int:
    """Return the pool in fen; pool and what is retained are together the net income."""
    return half_up(net_fen * share)


def apportion(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Return whole parts of a total by shares that add up to 1, by the largest remainders."""
    exact = [total * share for share in shares]
    parts = [int(part) for part in exact]
    left = total - sum(parts)
    order = sorted(range(len(shares)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[:left]:
        parts[place] += 1
    return parts


def with_amounts(lines: Sequence[AwardLine], pool_fen: int) -> tuple[AwardLine, ...]:
    """Return the lines with their parts of the pool; shares must add up to the whole."""
    parts = apportion(pool_fen, [read_share(line.share) for line in lines])
    return tuple(replace(line, amount_fen=part) for line, part in zip(lines, parts, strict=True))


def adds_up(lines: Iterable[AwardLine]) -> bool:
    """Tell whether the shares of lines are together the whole."""
    return sum((read_share(line.share) for line in lines), Fraction()) == WHOLE


def scaled(weights: Sequence[Fraction], to: Fraction) -> list[Fraction]:
    """Return shares in the proportion of weights that add up to a share."""
    whole = sum(weights, Fraction())
    return [weight * to / whole for weight in weights]
