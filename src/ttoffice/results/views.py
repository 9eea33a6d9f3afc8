"""Reads of the register: pages of the list, its ids and its rows.

Plain SQL on a `Reader`, plain values out; no screen and no command loads a whole table. The list is on the way to
the first frame, so nothing else is read here.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from ttoffice.results.codes import Maturity, ResultType, TechField
from ttoffice.results.plans import SORTS, VIEWS, Plan, make_plan
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader, Row

__all__ = [
    "COUNT_CAP",
    "SORTS",
    "VIEWS",
    "ResultLine",
    "count",
    "find",
    "ids",
    "lines",
    "page",
    "sort_key",
    "waiting",
]

COUNT_CAP = 1000
IDS_AT_ONCE = 8192


class ResultLine(NamedTuple):
    """One line of the list; codes as stored, dates as ISO text."""

    id: int
    number: str
    title: str
    result_type: str | None
    rights: str
    people: str
    department: str
    tech_field: str | None
    maturity: str | None
    acquired_on: str | None
    payment_mode: str | None
    listed_since: str | None
    implemented: str | None
    flagged: bool
    version: int

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: value for name, value in self._asdict().items() if name != "id"}

    @property
    def type_label(self) -> str:
        """The label of the result type, empty where it is open."""
        return ResultType(self.result_type).label if self.result_type else ""

    @property
    def field_label(self) -> str:
        """The label of the technical field, empty where it is open."""
        return TechField(self.tech_field).label if self.tech_field else ""

    @property
    def maturity_label(self) -> str:
        """The label of the maturity, empty where it is open."""
        return Maturity(self.maturity).label if self.maturity else ""


_LINE = (
    "r.id, r.number, r.title, r.result_type, r.numbers_text, r.people_text, r.department, r.tech_field,"
    " r.maturity, r.acquired_on, r.payment_mode, r.listed_since, r.implemented, r.flags <> '[]', r.version"
)


def page(
    reader: Reader, chosen: Filter, today: date, *, after: tuple[Any, int] | None = None, limit: int = 200
) -> list[ResultLine]:
    """Return one page of the list in order, beginning after a line's (sort value, id).

    The page is found through an index by the key of the line before it, never by counting.
    """
    plan = make_plan(reader, chosen, today)
    if after is not None:
        beyond = _beyond(plan, chosen, after[0])
        return _read(reader, plan, chosen, {"key": after[0], "id": after[1], "limit": limit}, beyond)
    if plan.near is not None:
        found = _read(reader, plan.near, chosen, {"limit": limit})
        if len(found) == limit:
            return found
    return _read(reader, plan, chosen, {"limit": limit})


def _read(reader: Reader, plan: Plan, chosen: Filter, params: dict[str, Any], *more: str) -> list[ResultLine]:
    order = plan.order(descending=chosen.descending)
    sql = f"SELECT {_LINE} FROM {plan.tables} {plan.where(*more)} {order} LIMIT :limit"
    return list(map(_line, reader.all(sql, plan.params | params)))


def _beyond(plan: Plan, chosen: Filter, value: Any) -> str:
    """Return the condition of what comes after a line; a missing date stands before all others."""
    than = "<" if chosen.descending else ">"
    if chosen.sort == "number":
        return f"{plan.key} {than} :id"
    if value:
        missing = " OR r.acquired_on IS NULL" if chosen.descending and chosen.sort == "acquired_on" else ""
        return f"(({plan.key}, r.id) {than} (:key, :id){missing})"
    if chosen.descending:
        return f"COALESCE({plan.key}, '') = '' AND r.id < :id"
    return f"(COALESCE({plan.key}, '') > '' OR r.id > :id)"


def ids(reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
    """Yield the ids of a whole list in its order, `IDS_AT_ONCE` at a time; the caller may stop in between."""
    if chosen.sort == "number" and chosen.view == "all" and not chosen.search.strip():
        every = _unbroken(reader)
        if every is not None:
            yield array("q", reversed(every) if chosen.descending else every)
            return
    plan = make_plan(reader, chosen, today, whole=True)
    cursor = reader.execute(
        f"SELECT r.id FROM {plan.tables} {plan.where()} {plan.order(descending=chosen.descending)}",
        plan.params,
    )
    while rows := cursor.fetchmany(IDS_AT_ONCE):
        yield array("q", [row[0] for row in rows])


def _unbroken(reader: Reader) -> range | None:
    """Return the ids of all results where none is missing between the first and the last, else None.

    So it is as long as no result was ever taken out, and counting is far quicker than reading every id.
    """
    first, last, count = reader.all(
        "SELECT (SELECT MIN(id) FROM result), (SELECT MAX(id) FROM result), (SELECT COUNT(*) FROM result)"
    )[0]
    if count == 0:
        return range(0)
    return range(first, last + 1) if count == last - first + 1 else None


def lines(reader: Reader, wanted: Sequence[int]) -> dict[int, ResultLine]:
    """Return the lines of some results by id; ids that do not exist are left out."""
    rows = reader.all(
        f"SELECT {_LINE} FROM result r WHERE r.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    )
    return {row[0]: _line(row) for row in rows}


def _line(row: Row) -> ResultLine:
    *values, flagged, version = row
    return ResultLine._make((*values, flagged == 1, version))


def sort_key(line: ResultLine, chosen: Filter) -> tuple[Any, int]:
    """Return the key of a line, to ask for the page after it."""
    values = {"number": line.id, "title": line.title, "department": line.department}
    return values.get(chosen.sort, line.acquired_on or ""), line.id


def count(reader: Reader, chosen: Filter, today: date, cap: int = COUNT_CAP) -> int:
    """Return how many results a list shows, at most `cap` where it is filtered."""
    plan = make_plan(reader, replace(chosen, sort="number"), today, whole=True)
    if not plan.conditions:
        return int(reader.value("SELECT COUNT(*) FROM result"))
    return int(
        reader.value(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM {plan.tables} {plan.where()} LIMIT :cap)",
            {**plan.params, "cap": cap},
        )
    )


def find(reader: Reader, number: str) -> int | None:
    """Return the id of a result by its number, or None."""
    found: int | None = reader.value("SELECT id FROM result WHERE number = ?", (number,))
    return found


def waiting(reader: Reader, today: date) -> frozenset[int]:
    """Return the ids of the results that the two-year scan finds due and that are not on the list yet."""
    rows = reader.all(
        f"SELECT r.id FROM result r WHERE {VIEWS['due']} AND r.listed_since IS NULL",
        {"today": today.isoformat()},
    )
    return frozenset(row[0] for row in rows)
