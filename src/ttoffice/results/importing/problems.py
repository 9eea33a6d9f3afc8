"""A problem of an import: which row, which column, what stood there, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ttoffice.reasons import Reason
from ttoffice.results.importing.cells import short


class Weight(Enum):
    """What a problem does to its row."""

    REFUSED = "refused"
    """The row is not imported."""
    FLAGGED = "flagged"
    """The row is imported; the text as written is kept with the record and flagged."""
    NOTE = "note"
    """The row is imported as understood; somebody may want to look."""
    LEFT_OUT = "left out"
    """The row is no result of its own: a total, a remark, a repeated header or the same row again."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; `row` counts from 1 as the office program shows it, 0 for the file as a whole.

    `index` is the column counted from 0, or -1 where the problem is the row's.
    """

    row: int
    column: str
    value: str
    code: str
    message: str
    weight: Weight
    index: int = -1

    def as_json(self) -> dict[str, str | int]:
        """Return what the command line prints."""
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "message": self.message,
        }


def of_row(row: int, reason: Reason, weight: Weight, value: str = "") -> Problem:
    """Return a problem of a whole row."""
    return Problem(row, "", short(value, 200), reason.code, reason.message, weight)
