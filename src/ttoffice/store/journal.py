"""Reads of the log as a list: pages, ids and rows, by words and by kind of action."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader

IDS_AT_ONCE = 8192
VIEWS: dict[str, tuple[str, ...]] = {
    "all": (),
    "results": ("result.%",),
    "listings": ("listing.%",),
    "imports": ("result.import",),
    "evidence": ("exhibit.%", "dossier.%"),
    "unit": ("unit.%",),
}
"""Named views: patterns of action names each."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry as a line; `at` is ISO 8601 in UTC, `subject` and `basis` may be empty."""

    id: int
    at: str
    legal_day: str
    operator: str
    action: str
    subject: str
    basis: str


_LINE = "SELECT id, at, legal_day, operator, action, COALESCE(subject, ''), COALESCE(basis, '') FROM log"


def page(reader: Reader, chosen: Filter, named: Mapping[str, str], limit: int) -> list[LogLine]:
    """Return the first entries of a list; `named` says what each action does, for words to be found in."""
    where, params = _where(chosen, named)
    rows = reader.all(f"{_LINE} {where} {_order(chosen)} LIMIT :limit", {**params, "limit": limit})
    return [LogLine(*row) for row in rows]


def ids(reader: Reader, chosen: Filter, named: Mapping[str, str]) -> Iterator[array[int]]:
    """Yield the ids of a whole list in its order, `IDS_AT_ONCE` at a time."""
    where, params = _where(chosen, named)
    cursor = reader.execute(f"SELECT id FROM log {where} {_order(chosen)}", params)
    while rows := cursor.fetchmany(IDS_AT_ONCE):
        yield array("q", [row[0] for row in rows])


def lines(reader: Reader, wanted: Sequence[int]) -> dict[int, LogLine]:
    """Return entries by id; ids that do not exist are left out."""
    rows = reader.all(f"{_LINE} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(wanted)),))
    return {row[0]: LogLine(*row) for row in rows}


def _order(chosen: Filter) -> str:
    return f"ORDER BY id {'DESC' if chosen.descending else 'ASC'}"


def _where(chosen: Filter, named: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """Every word must stand in the operator, the number, the day, the action's name or what it does."""
    conditions, params = [], {}
    patterns = VIEWS[chosen.view]
    if patterns:
        conditions.append(f"({' OR '.join(f'action LIKE :view{place}' for place in range(len(patterns)))})")
        params.update({f"view{place}": pattern for place, pattern in enumerate(patterns)})
    for place, word in enumerate(chosen.search.casefold().split()[:8]):
        actions = json.dumps([name for name, does in named.items() if word in does.casefold()])
        params |= {f"word{place}": word, f"actions{place}": actions}
        held = "operator || ' ' || COALESCE(subject, '') || ' ' || legal_day || ' ' || action"
        conditions.append(
            f"(instr(lower({held}), :word{place}) OR action IN (SELECT value FROM json_each(:actions{place})))"
        )
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), params
