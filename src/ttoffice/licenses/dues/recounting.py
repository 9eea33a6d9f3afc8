"""Counting the days of payment anew when a year's calendar was loaded, and planning the periods that have come near."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ttoffice.deadlines.views import work_calendar
from ttoffice.licenses.codes import BINDING
from ttoffice.licenses.dues.keeping import bring_in_line, recounted_day
from ttoffice.licenses.dues.reading import dues_of
from ttoffice.licenses.shelves import DUES, LICENSES

if TYPE_CHECKING:
    from ttoffice.action.office import Context

_DAYS = "SELECT number, due_on, provisional FROM due WHERE state IN ('open', 'expected')"


def recount(ctx: Context) -> Iterator[dict[str, Any]]:
    """Count what is open anew by the calendar in force; yield each day that moved, as the log tells of it."""
    before = {number: (day, bool(unsure)) for number, day, unsure in ctx.db.all(_DAYS)}
    if not before:
        return
    calendar = work_calendar(ctx.db)
    states = ", ".join(f"'{state.value}'" for state in BINDING)
    for license_ in LICENSES.where(ctx.db, f"state IN ({states})"):
        bring_in_line(ctx, license_)
    for (number,) in ctx.db.all("SELECT DISTINCT subject FROM due WHERE state = 'open' AND provisional"):
        for due in dues_of(ctx.db, number, "state = 'open' AND provisional"):
            DUES.write(ctx, due, recounted_day(due.record, calendar))
    for number, day, unsure in ctx.db.all(_DAYS):
        old = before.get(number)
        if old is not None and old != (day, bool(unsure)):
            yield {"number": number, "ends_on": [old[0], day], "provisional": [old[1], bool(unsure)]}
