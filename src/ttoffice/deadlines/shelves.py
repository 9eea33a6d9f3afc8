"""Where deadlines, calendars, closures and unit settings stand."""

from __future__ import annotations

from ttoffice.action.shelf import Shelf
from ttoffice.deadlines.record import CalendarRecord, ClosureRecord, DeadlineRecord, PolicyRecord

DEADLINES = Shelf(
    "deadline",
    DeadlineRecord,
    frozenset({"proof", "editions", "pauses", "extension"}),
    ("label", "subject", "source", "basis", "note"),
)
CALENDARS = Shelf("calendar_year", CalendarRecord, frozenset({"days"}), ("edition", "source"))
CLOSURES = Shelf("closure", ClosureRecord, found_by=("name", "source"))
POLICIES = Shelf("policy", PolicyRecord, found_by=("code", "source", "note"))
