"""Reads of the two-year scan: which results it finds on a day, and where single ones stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ttoffice.results.scan import BASIS, YEARS_UNUSED, Decision, Facts, Standing, decide
from ttoffice.store import search
from ttoffice.store.connection import Reader
from ttoffice.workdays.periods import add_years


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One result in the scan."""

    id: int
    number: str
    title: str
    department: str
    acquired_on: str | None
    listed_since: str | None
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
SELECT r.id, r.number, r.title, r.department, r.listed_since,
       r.fiscal, r.technology_class, r.acquired_on, r.implemented,
       (SELECT json_group_array(i.since) FROM implementation i WHERE i.result_id = r.id),
       r.exclusion_reason, r.exclusion_on
FROM result r
"""
_SCANNED = (
    "COALESCE(r.fiscal, 'yes') = 'yes' AND COALESCE(r.technology_class, 'applied') = 'applied'"
    " AND (r.acquired_on IS NULL OR r.acquired_on <= :latest)"
)


def scan(
    reader: Reader, as_of: date, within_days: int = 90, *, words: str = "", descending: bool = False
) -> Iterator[ScanLine]:
    """Yield every result that is due, upcoming, excluded or undecided on a day, the longest due first.

    The SQL leaves out what cannot be due by then, and what the words do not find; the rule in `results.scan`
    decides on the rest.
    """
    conditions = [_SCANNED]
    params: dict[str, Any] = {"latest": _latest_acquisition(as_of, within_days).isoformat()}
    query = search.compile_query(words)
    if query.match is not None:
        search.install(reader.driver)
        clause, more = search.where_clause(query, "r")
        conditions.append(clause)
        params |= more
    way = "DESC" if descending else "ASC"
    order = f"COALESCE(r.acquired_on, '9999') {way}, r.id {way}"
    for row in reader.execute(f"{_SCAN} WHERE {' AND '.join(conditions)} ORDER BY {order}", params):
        line = _scanned(row, as_of, within_days)
        if line.decision.standing is not Standing.OUTSIDE:
            yield line


def scan_lines(
    reader: Reader, wanted: Sequence[int], as_of: date, within_days: int = 90
) -> dict[int, ScanLine]:
    """Return where some results stand in the scan, by id; ids that do not exist are left out."""
    rows = reader.all(f"{_SCAN} WHERE r.id IN (SELECT value FROM json_each(?))", (json.dumps(list(wanted)),))
    return {row[0]: _scanned(row, as_of, within_days) for row in rows}


def _scanned(row: tuple[Any, ...], as_of: date, within_days: int) -> ScanLine:
    result_id, number, title, department, listed, fiscal, nature, acquired, implemented, uses, why, since = (
        row
    )
    facts = Facts(
        fiscal,
        nature,
        date.fromisoformat(acquired) if acquired else None,
        implemented,
        tuple(json.loads(uses)),
        why,
        date.fromisoformat(since) if since else None,
    )
    decision = decide(facts, as_of, within_days)
    return ScanLine(result_id, number, title, department, acquired, listed, decision, why)


def _latest_acquisition(as_of: date, within_days: int) -> date:
    """Return a day after which no acquisition can fall due by then; some days of play, the rule is exact."""
    horizon = date.fromordinal(min(as_of.toordinal() + within_days, date.max.toordinal()))
    try:
        return add_years(horizon, -YEARS_UNUSED) + timedelta(days=3)
    except OverflowError:
        return date.min
