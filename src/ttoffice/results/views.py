"""Reads of the register: pages of the list, details, histories and the two-year scan.

Plain SQL on a `Reader`, plain values out; no screen and no command loads a whole table.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ttoffice.results.codes import Maturity, ResultType, TechField
from ttoffice.results.scan import BASIS, YEARS_UNUSED, Decision, Facts, Standing, decide, due_on
from ttoffice.store import search
from ttoffice.store.connection import Reader
from ttoffice.workdays.periods import add_years

COUNT_CAP = 1000
IDS_AT_ONCE = 8192

SORTS: dict[str, str] = {
    "number": "r.id",
    "title": "r.title",
    "department": "r.department",
    "acquired_on": "COALESCE(r.acquired_on, '')",
}
"""What a list can be sorted by; the id decides among equals."""

VIEWS: dict[str, str] = {
    "all": "",
    "listed": "r.listed_since IS NOT NULL",
    "pay_later": "r.payment_mode IN ('royalty', 'stages', 'stages_royalty')",
    "excluded": "r.exclusion_reason <> ''",
    "implemented": "r.implemented = 'yes'",
    "flagged": "r.flags <> '[]'",
    "incomplete": "(r.brief = '' OR r.fee_text = '' OR r.payment_mode IS NULL OR r.license_kind IS NULL)",
    "due": (
        "r.fiscal = 'yes' AND r.technology_class = 'applied' AND r.implemented = 'no'"
        " AND r.exclusion_reason = '' AND r.acquired_on <= date(:today, '-2 years')"
    ),
}
"""Named views: a condition on the register each; `due` is a first sieve, the scan is exact."""


@dataclass(frozen=True, slots=True)
class ResultLine:
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
        return {name: getattr(self, name) for name in self.__slots__ if name != "id"}

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


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows: words to search for, a named view, a sort key and its direction."""

    search: str = ""
    view: str = "all"
    sort: str = "number"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a list is read: tables, conditions and their parameters."""

    tables: str
    conditions: tuple[str, ...]
    params: dict[str, Any]

    def where(self, *more: str) -> str:
        """Return the WHERE clause, with more conditions."""
        every = [*self.conditions, *more]
        return f"WHERE {' AND '.join(every)}" if every else ""


MANY = 5000
"""Above so many finds a list sorted by a column walks that column's index and checks each row."""


def _plan(reader: Reader, chosen: Filter, today: date) -> _Plan:
    """Return the quickest way to a list.

    Along the search index where the order is that of ids; else along the index of the sort column when very
    much is found; else match first and sort then.
    """
    conditions = [VIEWS[chosen.view]] if VIEWS[chosen.view] else []
    params: dict[str, Any] = {"today": today.isoformat()}
    query = search.compile_query(chosen.search)
    if query.match is None:
        return _Plan("result r", tuple(conditions), params)
    search.install(reader.driver)
    query = search.settle(reader, query)
    if chosen.sort == "number":
        clause, more = search.where_clause(query, "r")
        sieve = "r.id IN (SELECT rowid FROM result_search WHERE result_search MATCH :search)"
        along = "s.result_search MATCH :search"
        tables = "result_search s CROSS JOIN result r ON r.id = s.rowid"
        return _Plan(tables, (clause.replace(sieve, along), *conditions), params | more)
    few = search.capped_count(reader, query, MANY) < MANY
    clause, more = search.where_clause(query, "r", sieve=few)
    return _Plan("result r", (clause, *conditions), params | more)


def page(
    reader: Reader, chosen: Filter, today: date, *, after: tuple[Any, int] | None = None, limit: int = 200
) -> list[ResultLine]:
    """Return one page of the list in order, beginning after a line's (sort value, id).

    The page is found through an index by the key of the line before it, never by counting.
    """
    plan = _plan(reader, chosen, today)
    key, order = _order(plan, chosen)
    params = plan.params | {"limit": limit}
    beyond: tuple[str, ...] = ()
    if after is not None:
        than = "<" if chosen.descending else ">"
        params |= {"key": after[0], "id": after[1]}
        beyond = (f"{key} {than} :id",) if chosen.sort == "number" else (f"({key}, r.id) {than} (:key, :id)",)
    rows = reader.all(
        f"SELECT {_LINE} FROM {plan.tables} {plan.where(*beyond)} ORDER BY {order} LIMIT :limit",
        params,
    )
    return [_line(*row) for row in rows]


def _order(plan: _Plan, chosen: Filter) -> tuple[str, str]:
    """Return the expression that a list is sorted by, and its ORDER BY."""
    direction = "DESC" if chosen.descending else "ASC"
    if chosen.sort == "number":
        key = "s.rowid" if plan.tables.startswith("result_search") else "r.id"
        return key, f"{key} {direction}"
    key = SORTS[chosen.sort]
    return key, f"{key} {direction}, r.id {direction}"


def ids(reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
    """Yield the ids of a whole list in its order, `IDS_AT_ONCE` at a time; the caller may stop in between."""
    plan = _plan(reader, chosen, today)
    cursor = reader.execute(
        f"SELECT r.id FROM {plan.tables} {plan.where()} ORDER BY {_order(plan, chosen)[1]}", plan.params
    )
    while rows := cursor.fetchmany(IDS_AT_ONCE):
        yield array("q", [row[0] for row in rows])


def lines(reader: Reader, wanted: Sequence[int]) -> dict[int, ResultLine]:
    """Return the lines of some results by id; ids that do not exist are left out."""
    rows = reader.all(
        f"SELECT {_LINE} FROM result r WHERE r.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    )
    return {row[0]: _line(*row) for row in rows}


def _line(*values: Any) -> ResultLine:
    return ResultLine(*values[:13], bool(values[13]), values[14])  # type: ignore[call-arg]  # a slice


def sort_key(line: ResultLine, chosen: Filter) -> tuple[Any, int]:
    """Return the key of a line, to ask for the page after it."""
    values = {"number": line.id, "title": line.title, "department": line.department}
    return values.get(chosen.sort, line.acquired_on or ""), line.id


def count(reader: Reader, chosen: Filter, today: date, cap: int = COUNT_CAP) -> int:
    """Return how many results a list shows, at most `cap` where it is filtered."""
    plan = _plan(reader, replace(chosen, sort="number"), today)
    if not plan.conditions:
        return int(reader.value("SELECT COUNT(*) FROM result"))
    return int(
        reader.value(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM {plan.tables} {plan.where()} LIMIT :cap)",
            {**plan.params, "cap": cap},
        )
    )


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One result in the scan."""

    number: str
    title: str
    acquired_on: str | None
    decision: Decision
    exclusion_reason: str

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        falls_due = self.decision.due_on
        return {
            "number": self.number,
            "title": self.title,
            "acquired_on": self.acquired_on,
            "due_on": falls_due.isoformat() if falls_due else None,
            "conditions": {name: state.value for name, state in self.decision.conditions.items()},
            "missing": list(self.decision.missing),
            "reason": self.exclusion_reason or None,
            "basis": BASIS,
        }


_SCAN = """
SELECT r.number, r.title, r.fiscal, r.technology_class, r.acquired_on, r.implemented,
       (SELECT json_group_array(i.since) FROM implementation i WHERE i.result_id = r.id),
       r.exclusion_reason, r.exclusion_on
FROM result r
WHERE COALESCE(r.fiscal, 'yes') = 'yes' AND COALESCE(r.technology_class, 'applied') = 'applied'
  AND (r.acquired_on IS NULL OR r.acquired_on <= :latest)
ORDER BY COALESCE(r.acquired_on, '9999'), r.id
"""


def scan(reader: Reader, as_of: date, within_days: int = 90) -> Iterator[ScanLine]:
    """Yield every result that is due, upcoming, excluded or undecided on a day, the longest due first.

    The SQL leaves out what cannot be due by then; the rule in `results.scan` decides on the rest.
    """
    for row in reader.execute(_SCAN, {"latest": _latest_acquisition(as_of, within_days).isoformat()}):
        number, title, fiscal, nature, acquired_on, implemented, uses, reason, excluded_on = row
        facts = Facts(
            fiscal,
            nature,
            date.fromisoformat(acquired_on) if acquired_on else None,
            implemented,
            tuple(json.loads(uses)),
            reason,
            date.fromisoformat(excluded_on) if excluded_on else None,
        )
        decision = decide(facts, as_of, within_days)
        if decision.standing is not Standing.OUTSIDE:
            yield ScanLine(number, title, acquired_on, decision, reason)


def _latest_acquisition(as_of: date, within_days: int) -> date:
    """Return a day after which no acquisition can fall due by then; some days of play, the rule is exact."""
    horizon = date.fromordinal(min(as_of.toordinal() + within_days, date.max.toordinal()))
    try:
        return add_years(horizon, -YEARS_UNUSED) + timedelta(days=3)
    except OverflowError:
        return date.min


def falls_due_on(acquired_on: str | None) -> date | None:
    """Return the day on which the two years of a result are full, or None where it is not known."""
    return due_on(date.fromisoformat(acquired_on)) if acquired_on else None
