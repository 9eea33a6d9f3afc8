"""Months of the timeline as text: their heading, and what falls into each of them as ASCII marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ttoffice.i18n import N_
from ttoffice.licenses.views import Mark, MarkKind

CELLS = 4
"""Cells of a month: its edge, and three marks."""
LETTERS: Mapping[MarkKind, str] = {
    "begin": "S",
    "milestone": "M",
    "pay": "P",
    "royalty": "R",
    "report": "T",
    "deadline": "D",
    "end": "E",
}
"""The letter of each kind of mark; a small one where it is done."""
NAMES: Mapping[MarkKind, str] = {
    "begin": N_("first day"),
    "milestone": N_("milestone"),
    "pay": N_("payment"),
    "royalty": N_("royalty"),
    "report": N_("report"),
    "deadline": N_("deadline"),
    "end": N_("last day"),
}
RUNNING, LATE, YEAR, MORE = "-", "!", "|", "+"
"""A month of the term, one with something late, the edge of a year, and more marks than there is room for."""


class Month(NamedTuple):
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month of a day."""
        return cls(day.year, day.month)

    def plus(self, months: int) -> Month:
        """Return the month so many later, or earlier."""
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, month + 1)

    def minus(self, other: Month) -> int:
        """Return by how many months it is later than another."""
        return (self.year - other.year) * 12 + self.month - other.month

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"


def heading(first: Month, count: int, at: int) -> str:
    """Return the heading of some months, the one the cursor is in (from 0) in brackets."""
    return "".join(_head(first.plus(place), place == at) for place in range(count))


def _head(month: Month, here: bool) -> str:
    text = f"{month.year:04d}" if month.month == 1 else f" {month.month:02d} "
    return f"[{text.strip()[-2:]}]" if here else text


def strip(
    marks: Iterable[Mark], first: Month, count: int, today: date, term: tuple[date | None, date | None]
) -> str:
    """Return what falls into some months of one license, `CELLS` cells each."""
    by_month: dict[int, list[Mark]] = {}
    for mark in marks:
        by_month.setdefault(Month.of(mark.day).minus(first), []).append(mark)
    return "".join(
        _cell(first.plus(place), by_month.get(place, ()), today, _runs(first.plus(place), term))
        for place in range(count)
    )


def _cell(month: Month, marks: Sequence[Mark], today: date, runs: bool) -> str:
    late = any(mark.late(today) for mark in marks)
    edge = LATE if late else YEAR if month.month == 1 else RUNNING if runs else " "
    letters = "".join(map(letter, marks))
    if len(letters) > CELLS - 1:
        letters = letters[: CELLS - 2] + MORE
    return edge + letters.ljust(CELLS - 1, RUNNING if runs else " ")


def letter(mark: Mark) -> str:
    """Return the letter of a mark; a small one where it is done."""
    found = LETTERS[mark.kind]
    return found.lower() if mark.done else found


def _runs(month: Month, term: tuple[date | None, date | None]) -> bool:
    begins, ends = term
    if begins is None:
        return False
    return Month.of(begins) <= month and (ends is None or month <= Month.of(ends))
