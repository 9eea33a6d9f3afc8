"""What the agenda looks at of findings, as it stands or, of a past day, as it stood: from the shelves now, from the history then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ttoffice.agenda.sources import Sight


class Entry(NamedTuple):
    """A record: its number, version and document."""

    number: str
    version: int
    document: Mapping[str, Any]


def entries(sight: Sight, kind: str, /, **wanted: Iterable[str]) -> list[Entry]:
    """Return the records of a kind on the day of the sight whose fields have one of the values wanted."""
    chosen = {field: _quoted(values) for field, values in wanted.items()}
    if sight.past:
        from ttoffice.store.history import all_as_of

        then = " AND ".join(
            ("1", *(f"json_extract(document, '$.{name}') IN ({values})" for name, values in chosen.items()))
        )
        return [Entry(*one) for one in all_as_of(sight.reader, kind, sight.day.isoformat(), then)]
    from ttoffice.action.kinds import kind_of

    declared = kind_of(kind)
    assert declared is not None
    now = " AND ".join(("1", *(f"{name} IN ({values})" for name, values in chosen.items())))
    found = declared.shelf.where(sight.reader, now)
    return [Entry(one.number, one.version, one.document) for one in found]


def _quoted(values: Iterable[str]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def by_subject(found: list[Entry]) -> dict[str, list[Entry]]:
    """Return records by what they belong to, in their order."""
    grouped: dict[str, list[Entry]] = {}
    for one in found:
        grouped.setdefault(one.document["subject"], []).append(one)
    return grouped
