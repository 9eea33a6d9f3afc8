"""Results that are to go on the pay-later list: those for which it is time already, and those coming soon (Art. 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ttoffice.agenda.from_results import waiting
from ttoffice.agenda.results_then import Waiting
from ttoffice.agenda.sources import CAP, Sight

WITHIN = 90
"""So many calendar days are looked ahead: as many as the two-year scan looks."""


@dataclass(frozen=True, slots=True)
class ListingDue:
    """What the two-year scan wants on the list and is not on it.

    Attributes:
        overdue: how many results have been waiting since the day or longer; no more than `CAP` + 1 are counted.
        coming: those whose two years are full within `WITHIN` days, the earliest first.
    """

    overdue: int
    coming: tuple[Waiting, ...]

    @property
    def overdue_text(self) -> str:
        """How many are overdue, as people read it: a plus says that there are more."""
        return f"{CAP:,}+" if self.overdue > CAP else f"{self.overdue:,}"

    @property
    def next_on(self) -> date | None:
        """The day of the first one that is coming."""
        return self.coming[0].day if self.coming else None

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "overdue": min(self.overdue, CAP),
            "overdue_is_more": self.overdue > CAP,
            "within_days": WITHIN,
            "coming": [
                {"number": one.number, "title": one.title, "due_on": one.day.isoformat() if one.day else None}
                for one in self.coming
            ],
        }


def listing_due(sight: Sight) -> ListingDue:
    """Return what is to go on the list by the end of the sight; its day counts as waited for."""
    found = sorted(waiting(sight), key=lambda one: (one.day or date.min, one.number))
    coming = tuple(one for one in found if one.day is not None and sight.day < one.day <= sight.until)
    overdue = sum(one.day is None or one.day <= sight.day for one in found)
    return ListingDue(overdue, coming)
