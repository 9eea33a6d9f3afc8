"""The order in which money pays what is owed, where the payer has not said what it is for (民法典 560, 561).

Costs of collecting come first, then interest, then the principal, then liquidated damages; within each what has
been due for the longest time. What is not due yet is paid last, and only the next day of payment: what
goes beyond stays free until somebody decides what it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ttoffice.licenses.codes import DueKind

RANK = {
    DueKind.COSTS: 0,
    DueKind.INTEREST: 1,
    DueKind.THRESHOLD: 2,
    DueKind.STAGE: 2,
    DueKind.ROYALTY: 2,
    DueKind.CORRECTION: 2,
    DueKind.DAMAGES: 3,
}


@dataclass(frozen=True, slots=True)
class Owed:
    """A sum that is open: its number, what it is for, its last day of payment, and what is unpaid of it in fen."""

    number: str
    kind: DueKind
    due_on: date
    open_fen: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a receipt for a due."""

    due: str
    fen: int


def in_turn(owed: Iterable[Owed], day: date) -> list[Owed]:
    """Return what money of a day pays, in its order."""
    open_ = [item for item in owed if item.open_fen > 0]
    now = [item for item in open_ if item.due_on <= day]
    coming = [item for item in open_ if item.due_on > day]
    next_day = min((item.due_on for item in coming), default=None)
    return [*_ranked(now), *_ranked(item for item in coming if item.due_on == next_day)]


def _ranked(owed: Iterable[Owed]) -> list[Owed]:
    return sorted(owed, key=lambda item: (RANK[item.kind], item.due_on, item.number))


def spread(fen: int, owed: Sequence[Owed]) -> list[Part]:
    """Return the parts of a sum over what is owed, in the order given, until one of both is used up."""
    found = []
    for item in owed:
        part = min(fen, item.open_fen)
        if part > 0:
            found.append(Part(item.number, part))
            fen -= part
    return found
