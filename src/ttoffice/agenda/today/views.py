"""The day at a glance: clocks, money of the quarter, results falling due, changes; one read for screen and command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.agenda.sources import Sight
from ttoffice.agenda.today.changes import Changes, changes_since, working_day_before
from ttoffice.agenda.today.clocks import CaseClock, running_clocks
from ttoffice.agenda.today.listing import WITHIN, ListingDue, listing_due
from ttoffice.agenda.today.money import QuarterMoney, money_by_quarter, quarter_of

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Today:
    """A day at a glance.

    Attributes:
        day: seen from which day.
        clocks: the clocks that run.
        quarters: the money by quarter.
        listing: the results that are to go on the list.
        changes: what was done since the working day before.
    """

    day: date
    clocks: tuple[CaseClock, ...]
    quarters: tuple[QuarterMoney, ...]
    listing: ListingDue
    changes: Changes

    @property
    def quarter(self) -> QuarterMoney:
        """The money of the present quarter."""
        key = quarter_of(self.day.isoformat())
        return next(one for one in self.quarters if one.key == key)

    @property
    def overdue_fen(self) -> int:
        """Everything that should have been paid before the day, whenever it was due."""
        return sum(one.overdue_fen for one in self.quarters)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "as_of": self.day.isoformat(),
            "clocks": [one.as_json() for one in self.clocks],
            "money": {
                "quarter": self.quarter.as_json(),
                "overdue_fen": self.overdue_fen,
                "quarters": [one.as_json() for one in self.quarters],
            },
            "listing": self.listing.as_json(),
            "changes": self.changes.as_json(),
        }


def today_of(office: Office, reader: Reader, day: date | None = None) -> Today:
    """Return a day at a glance, today where none is given; a past day as it stood, as far as the history tells."""
    from ttoffice.deadlines.views import work_calendar

    seen = day or office.today
    sight = Sight(office, reader, seen, WITHIN, seen < office.today)
    since = working_day_before(work_calendar(reader), seen)
    return Today(
        seen,
        running_clocks(sight),
        money_by_quarter(sight),
        listing_due(sight),
        changes_since(reader, since, seen, office.operator),
    )
