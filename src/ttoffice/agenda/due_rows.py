"""The dues and milestones that the agenda looks at, as they stand or, of a past day, as they stood."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from ttoffice.agenda.sources import Sight


class Row(NamedTuple):
    """A due or a milestone as the agenda tells of it."""

    number: str
    version: int
    license: str
    licensee: str
    title: str
    day: str
    open_fen: int
    provisional: bool

    @property
    def on(self) -> date:
        """Its day."""
        return date.fromisoformat(self.day)


class Query(NamedTuple):
    """What is looked for: in which table, by which column of a day, under which condition, now and in the history."""

    table: str
    day: str
    condition: str
    money: str = "0"
    provisional: str = "0"


OPEN = Query("due", "due_on", "t.state = 'open'", "t.amount_fen - t.paid_fen", "t.provisional")
UNREPORTED = Query(
    "due",
    "report_on",
    "t.state = 'expected' AND t.statement = '' AND t.kind = 'royalty'",
    "0",
    "t.provisional",
)
PENDING = Query("milestone", "planned_on", "t.state = 'pending'")


def rows_of(sight: Sight, query: Query, first: str = "", last: str | None = None) -> list[Row]:
    """Return what has its day within sight, the earliest first; of what is past no more than the cap."""
    last = last or sight.until.isoformat()
    if sight.past:
        return _rows_then(sight, query, first, last)
    sql = (
        f"SELECT t.number, t.version, t.subject, t.licensee_name, t.title, t.{query.day}, {query.money},"
        f" {query.provisional} FROM {query.table} t WHERE {query.condition} AND t.{query.day} BETWEEN ? AND ?"
        f" ORDER BY t.{query.day} LIMIT ?"
    )
    today = sight.day.isoformat()
    past = sight.reader.all(sql, (first, min(last, _day_before(sight.day)), sight.cap + 1))
    most = sight.cap if sight.quick else -1
    coming = sight.reader.all(sql, (max(first, today), last, most)) if last >= today else []
    return [Row(*row) for row in (*past, *coming)]


def _day_before(day: date) -> str:
    return date.fromordinal(max(1, day.toordinal() - 1)).isoformat()


_THEN: dict[str, Callable[[dict[str, Any]], bool]] = {
    "due_on": lambda found: found["state"] == "open",
    "report_on": lambda found: (
        found["state"] == "expected" and found["kind"] == "royalty" and not found["statement"]
    ),
    "planned_on": lambda found: found["state"] == "pending",
}


def _rows_then(sight: Sight, query: Query, first: str, last: str) -> list[Row]:
    """Return the same of a past day, from the history."""
    from ttoffice.store.history import all_as_of

    day = f"json_extract(document, '$.{query.day}')"
    condition = f"{day} >= '{first}' AND {day} <= '{last}'"
    found = []
    for number, version, document in all_as_of(sight.reader, query.table, sight.day.isoformat(), condition):
        if _THEN[query.day](document):
            money = document["amount_fen"] - document["paid_fen"] if query is OPEN else 0
            named = (document["subject"], document["licensee_name"], document["title"], document[query.day])
            found.append(Row(number, version, *named, money, document.get("provisional", False)))
    return sorted(found, key=lambda row: (row.day, row.number))


def persons(sight: Sight, licenses: set[str]) -> dict[str, str]:
    """Return who looks after licenses; nobody on the way to the first frame."""
    if sight.quick or not licenses:
        return {}
    known: dict[str, str] = sight.memo.setdefault("responsible", {})
    asked = licenses - known.keys()
    if asked:
        rows = sight.reader.all(
            "SELECT number, responsible FROM license WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(asked)),),
        )
        known.update(rows)
    return known
