"""How a list of results is read the quickest way, in SQL: along which index, and what is tested on the way.

A list in the order of ids is read along the search index, or along the small index of a view. In another order,
what is few is gathered and sorted; else the index of that order is walked, and each result on the way is looked
up among those found, or, where very much is found, looked at itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ttoffice.store import search
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader

SORTS: dict[str, str] = {
    "number": "r.id",
    "title": "r.title",
    "department": "r.department",
    "acquired_on": "r.acquired_on",
}
"""What a list can be sorted by; the id decides among equals. A missing value stands before all others."""

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
"""Named views: a condition on the register each; `due` is a first sieve, the scan is exact.

Each has an index of its own, `ix_result_view_NAME`, whose condition is in the tables.
"""

FEW_VIEWED = 1_000
"""A view of fewer results is gone through as it is, whatever else is asked."""

FEW_FOUND = 5_000
"""Fewer finds than these are gathered and sorted."""

MANY_FOUND = 50_000
"""Of so many finds one is soon met on the way, and looking it up would cost more than looking at it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a list is read: tables, conditions and their parameters, and the value it is sorted by."""

    tables: str
    conditions: tuple[str, ...]
    params: dict[str, Any]
    key: str

    def where(self, *more: str) -> str:
        """Return the WHERE clause, with more conditions."""
        every = [*self.conditions, *more]
        return f"WHERE {' AND '.join(every)}" if every else ""

    def order(self, *, descending: bool) -> str:
        """Return the ORDER BY clause."""
        direction = "DESC" if descending else "ASC"
        by_id = self.key.endswith("id")
        return f"ORDER BY {self.key} {direction}" + ("" if by_id else f", r.id {direction}")


def make_plan(reader: Reader, chosen: Filter, today: date, *, whole: bool = False) -> Plan:
    """Return the quickest way to the first page of a list, or to the whole of it."""
    view, key = VIEWS[chosen.view], SORTS[chosen.sort]
    conditions = (view,) if view else ()
    params = {"today": today.isoformat()}
    query = search.compile_query(chosen.search)
    if query.match is not None:
        search.install(reader.driver)
        query = search.settle(reader, query)
    if view and _is_small(reader, chosen.view, params):
        check, more = search.where_clause(query, "r", sieve=False)
        return Plan(_through_view(chosen.view), (*conditions, check), params | more, key)
    if query.match is None:
        return _unsearched(chosen, conditions, params, whole=whole)
    return _searched(reader, chosen, query, Plan("", conditions, params, key), whole=whole)


def _through_view(view: str) -> str:
    return f"result r INDEXED BY ix_result_view_{view}"


def _is_small(reader: Reader, view: str, params: dict[str, Any]) -> bool:
    found = f"SELECT 1 FROM {_through_view(view)} WHERE {VIEWS[view]} LIMIT {FEW_VIEWED}"
    return bool(reader.value(f"SELECT COUNT(*) FROM ({found})", params) < FEW_VIEWED)


def _unsearched(chosen: Filter, conditions: tuple[str, ...], params: dict[str, Any], *, whole: bool) -> Plan:
    """Return the way to a large view, or to everything."""
    key = SORTS[chosen.sort]
    if chosen.sort == "number":
        tables = _through_view(chosen.view) if whole and conditions else "result r NOT INDEXED"
        return Plan(tables, conditions, params, key)
    if whole and conditions:
        members = f"SELECT r.id FROM {_through_view(chosen.view)} WHERE {VIEWS[chosen.view]}"
        conditions = (f"+r.id IN ({members})",)
    return Plan(f"result r INDEXED BY ix_result_{chosen.sort}", conditions, params, key)


def _searched(reader: Reader, chosen: Filter, query: search.Query, asked: Plan, *, whole: bool) -> Plan:
    """Return the way to what a search finds in a large view, or in everything."""
    check, more = search.check_clause(query, "r")
    params = asked.params | more | {"search": query.match}
    tests = (*check, *asked.conditions)
    along = "result_search s CROSS JOIN result r ON r.id = s.rowid"
    if chosen.sort == "number":
        return Plan(along, ("s.result_search MATCH :search", *tests), params, "s.rowid")
    found = search.capped_sieve(reader, query, FEW_FOUND if whole else MANY_FOUND)
    if found < FEW_FOUND:
        return Plan(along, ("s.result_search MATCH :search", *tests), params, asked.key)
    walked = f"result r INDEXED BY ix_result_{chosen.sort}"
    if found < MANY_FOUND or whole:
        members = "SELECT rowid FROM result_search WHERE result_search MATCH :search"
        return Plan(walked, (f"+r.id IN ({members})", *tests), params, asked.key)
    look, more = search.where_clause(query, "r", sieve=False)
    return Plan(walked, (look, *asked.conditions), asked.params | more, asked.key)
