"""A finding as the second statement of the rules sees it: its row at a moment, and what belongs to it then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.findings.books import Books, Row

ORDER = ("received", "accepted", "investigating", "reported", "decided", "final", "archived")
"""The states on the way of a finding that goes through."""
Wrong = Iterator[tuple[str, str]]
"""What is wrong: a code and a detail."""


class File:
    """A finding as it stood after a log entry (None: now)."""

    def __init__(self, books: Books, row: Row, at: int | None = None) -> None:
        self.books, self.row, self.at = books, row, at
        self.number: str = row["number"]

    def passages(self) -> Iterator[tuple[str, Row, int | None]]:
        """Yield each state that was entered, with the finding and the log entry then; the first investigation as `begun`.

        Of the states from the report on that lead to the present one the present row is given, so that a change of it
        is seen; what the panel was before that is known from the history alone.
        """
        found: list[tuple[str, Row, int | None]] = []
        for one in self.books.history("finding", self.number):
            if not found or found[-1][0] != one.document["state"]:
                found.append((one.document["state"], {**self.row, **one.document}, one.log_id))
        state = self.row["state"]
        if not found or found[-1][0] != state:
            found.append((state, self.row, None))
        before = ORDER[: ORDER.index(state) + 1] if state in ORDER else (state,)
        newest = {entered: place for place, (entered, _row, _at) in enumerate(found)}
        for place, (entered, row, at) in enumerate(found):
            present = newest[entered] == place and entered in before and entered != "investigating"
            first = entered == "investigating" and found[place - 1][0] == "accepted"
            yield "begun" if first else entered, self.row if present else row, at
        yield from (
            ("begun" if one == "investigating" else one, self.row, None)
            for one in before
            if one not in newest
        )

    def of(self, kind: str) -> list[Row]:
        """Return the records of a kind that belong to the finding, as they stood then."""
        if self.at is None:
            return self.books.of(kind, self.number)
        return [row for row in self.books.all_as_of(kind, self.at).values() if row["subject"] == self.number]

    def as_then(self, kind: str, number: str) -> Row | None:
        """Return any record as it stood then."""
        return self.books.as_of(kind, number, self.at)

    @property
    def members(self) -> list[Row]:
        """The seats of those who sit on the panel."""
        return [seat for seat in self.row["panel"] if seat["until"] is None]


def wrong_order(*days: tuple[str, str | None]) -> Wrong:
    """Yield each day that is missing, or lies before the one it must follow."""
    last_name, last = "", ""
    for name, day in days:
        if not day:
            yield "day_missing", name
        elif day < last:
            yield "day_order", f"{name} {day} before {last_name} {last}"
        else:
            last_name, last = name, day


def papers(books: Books, code: str, numbers: Iterable[str]) -> Wrong:
    """Yield each exhibit that is not there, and that there is none at all."""
    listed = list(numbers)
    if not listed:
        yield code, "none"
    yield from ((code, number or "none") for number in listed if not books.exhibit(number))


def blank(code: str, text: str | None) -> Wrong:
    """Yield that a text is missing."""
    if not (text or "").strip():
        yield code, "blank"
