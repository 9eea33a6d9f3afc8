"""How a list of results is read the quickest way, in SQL: along which index, and what is tested on the way.

A list in the order of ids is read along the search index, or along the small index of a view. In another order,
what is few is gathered and sorted. Else the first results of that order are looked at, which is enough where very
much is found; where it is not, the index of that order is walked, and each result looked up among those found.

The search is imported when somebody searches: the first list of the day is shown before that.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader

if TYPE_CHECKING:
    from ttoffice.store.search import Query

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

NEAR = 500
"""So many results at the beginning of an order are looked at one by one."""


class Plan(NamedTuple):
    """How a list is read: tables, conditions and their parameters, and the value it is sorted by.

    `near` is what to try first for a page at the beginning: it may find less than there is.
    """

    tables: str
    conditions: tuple[str, ...]
    params: dict[str, Any]
    key: str
    near: Plan | None = None

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
    asked = Plan("", (view,) if view else (), {"today": today.isoformat()}, key)
    query = _settled(reader, chosen.search)
    if view and _is_small(reader, chosen.view, asked.params):
        small = asked._replace(tables=_through_view(chosen.view))
        return _looked_at(small, query) if query else small
    if query is None:
        return _unsearched(chosen, asked, whole=whole)
    return _searched(reader, chosen, query, asked)


def _settled(reader: Reader, words: str) -> Query | None:
    """Return the query for what somebody typed, None where that asks for nothing."""
    if not words.strip():
        return None
    from ttoffice.store import search

    query = search.compile_query(words)
    if query.match is None:
        return None
    search.install(reader.driver)
    return search.settle(reader, query)


def _looked_at(plan: Plan, query: Query) -> Plan:
    """Return a plan on whose way each result is looked at for the words."""
    from ttoffice.store import search

    look, more = search.where_clause(query, "r", sieve=False)
    return plan._replace(conditions=(*plan.conditions, look), params=plan.params | more)


def _through_view(view: str) -> str:
    return f"result r INDEXED BY ix_result_view_{view}"


def _is_small(reader: Reader, view: str, params: dict[str, Any]) -> bool:
    found = f"SELECT 1 FROM {_through_view(view)} WHERE {VIEWS[view]} LIMIT {FEW_VIEWED}"
    return bool(reader.value(f"SELECT COUNT(*) FROM ({found})", params) < FEW_VIEWED)


def _unsearched(chosen: Filter, asked: Plan, *, whole: bool) -> Plan:
    """Return the way to a large view, or to everything."""
    if chosen.sort == "number":
        tables = _through_view(chosen.view) if whole and asked.conditions else "result r NOT INDEXED"
        return asked._replace(tables=tables)
    if not asked.conditions:
        return asked._replace(tables=_walked(chosen))
    members = f"SELECT r.id FROM {_through_view(chosen.view)} WHERE {VIEWS[chosen.view]}"
    near = asked._replace(tables=_nearest(chosen))
    return asked._replace(tables=_walked(chosen), conditions=(f"+r.id IN ({members})",), near=near)


def _searched(reader: Reader, chosen: Filter, query: Query, asked: Plan) -> Plan:
    """Return the way to what a search finds in a large view, or in everything."""
    from ttoffice.store import search

    check, more = search.check_clause(query, "r")
    params = asked.params | more | {"search": query.match}
    if chosen.sort == "number" or search.capped_sieve(reader, query, FEW_FOUND) < FEW_FOUND:
        tables = "result_search s CROSS JOIN result r ON r.id = s.rowid"
        conditions = ("s.result_search MATCH :search", *check, *asked.conditions)
        return Plan(tables, conditions, params, "s.rowid" if chosen.sort == "number" else asked.key)
    near = _looked_at(asked._replace(tables=_nearest(chosen)), query)
    members = "SELECT rowid FROM result_search WHERE result_search MATCH :search"
    conditions = (f"+r.id IN ({members})", *check, *asked.conditions)
    return Plan(_walked(chosen), conditions, params, asked.key, near)


def _walked(chosen: Filter) -> str:
    return f"result r INDEXED BY ix_result_{chosen.sort}"


def _nearest(chosen: Filter) -> str:
    """Return the first results of an order, as tables."""
    order = Plan("", (), {}, SORTS[chosen.sort]).order(descending=chosen.descending)
    first = f"SELECT r.id AS near_id FROM {_walked(chosen)} {order} LIMIT {NEAR}"
    return f"({first}) CROSS JOIN result r ON r.id = near_id"
