"""Reads of the records on shelves, whatever their kind: lists, one record, its past, its changes."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ttoffice.action.kinds import RecordKind
from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.store.history import as_of, as_of_version, changes_of, revisions
from ttoffice.store.search_text import normalise

IDS_AT_ONCE = 8192
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record of a list: number, version and JSON form."""

    id: int
    number: str
    version: int
    document: Mapping[str, Any]


# --- lists ---------------------------------------------------------------------------------------------


def page(reader: Reader, kind: RecordKind, chosen: Filter, today: date, limit: int) -> list[RecordLine]:
    """Return the first records of a list in its order."""
    where, params = _where(kind, chosen, today)
    sql = f"SELECT id FROM {kind.code} WHERE {where} {_order(kind, chosen)} LIMIT :limit"
    wanted = [row[0] for row in reader.all(sql, {**params, "limit": limit})]
    found = rows(reader, kind, wanted)
    return [found[row_id] for row_id in wanted]


def ids(reader: Reader, kind: RecordKind, chosen: Filter, today: date) -> Iterator[array[int]]:
    """Yield the ids of a whole list in its order, `IDS_AT_ONCE` at a time."""
    where, params = _where(kind, chosen, today)
    cursor = reader.execute(f"SELECT id FROM {kind.code} WHERE {where} {_order(kind, chosen)}", params)
    while pieces := cursor.fetchmany(IDS_AT_ONCE):
        yield array("q", [row[0] for row in pieces])


def rows(reader: Reader, kind: RecordKind, wanted: Sequence[int]) -> dict[int, RecordLine]:
    """Return records by id; ids that do not exist are left out."""
    found = kind.shelf.where(reader, "id IN (SELECT value FROM json_each(?))", (json.dumps(list(wanted)),))
    return {item.id: RecordLine(item.id, item.number, item.version, item.document) for item in found}


def count(reader: Reader, kind: RecordKind, chosen: Filter, today: date) -> int:
    """Return how many records a list holds."""
    where, params = _where(kind, chosen, today)
    return int(reader.value(f"SELECT COUNT(*) FROM {kind.code} WHERE {where}", params))


def _where(kind: RecordKind, chosen: Filter, today: date) -> tuple[str, dict[str, Any]]:
    if chosen.view not in kind.views:
        raise UsageError(
            _("There is no view %(name)s.") % {"name": chosen.view},
            advice=_("Known: %(names)s.") % {"names": ", ".join(kind.views)},
        )
    conditions = [f"({kind.views[chosen.view]})"]
    params: dict[str, Any] = {"today": today.isoformat()}
    for place, word in enumerate(normalise(chosen.search).split()[:MOST_WORDS]):
        conditions.append(f"instr(words, :word{place})")
        params[f"word{place}"] = word
    return " AND ".join(conditions), params


def _order(kind: RecordKind, chosen: Filter) -> str:
    direction = "DESC" if chosen.descending else "ASC"
    if chosen.sort in ("number", "") or chosen.sort not in kind.shelf.columns:
        return f"ORDER BY id {direction}"
    return f"ORDER BY {chosen.sort} {direction} NULLS LAST, id {direction}"


# --- one record ----------------------------------------------------------------------------------------


def record_id(reader: Reader, kind: RecordKind, number: str) -> int:
    """Return the id of a record; raise UsageError when there is none of this number."""
    found = reader.value(f"SELECT id FROM {kind.code} WHERE number = ?", (number,))
    if found is None:
        raise UsageError(
            _("There is no record numbered %(number)s.") % {"number": number},
            advice=_("Look it up: ttoffice list, then the kind of record, --search WORD."),
        )
    return int(found)


def document(
    reader: Reader, kind: RecordKind, number: str, *, day: date | None = None, version: int | None = None
) -> dict[str, Any]:
    """Return a record's document with number and version: the present one, that of a day's end or of a version.

    Raises UsageError when there is no such record, or not yet then.
    """
    row_id = record_id(reader, kind, number)
    if day is None and version is None:
        line = rows(reader, kind, (row_id,))[row_id]
        return {"number": number, "version": line.version, **line.document}
    found = (
        as_of(reader, kind.code, row_id, day.isoformat())
        if day is not None
        else as_of_version(reader, kind.code, row_id, version or 0)
    )
    if found is None:
        raise UsageError(
            _("%(number)s did not stand in the store then.") % {"number": number},
            advice=_("Its history: ttoffice show %(number)s --history.") % {"number": number},
        )
    then = {"as_of": day.isoformat()} if day is not None else {}
    # The history keeps its documents sorted by key; people read a record in the order of its fields.
    ordered = {name: found.document[name] for name in kind.shelf.columns if name in found.document}
    return {"number": number, "version": found.version, **then, **ordered, **found.document}


def changes(reader: Reader, kind: RecordKind, number: str) -> list[dict[str, Any]]:
    """Return every change of a record, oldest first: who, when, which action, and each field's two values."""
    return changes_of(revisions(reader, kind.code, record_id(reader, kind, number)))


def readable(kind: RecordKind, found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the filled fields of a document as (label, value); those that are told as sentences come last."""
    return ((label, text) for label, text, _entries in _filled(kind, found))


LONG = 24
"""A list of which one entry is longer than this is no list of words: each entry has a line of its own."""


def readable_lines(kind: RecordKind, found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the same, but of sentences, of entries with several fields and of long texts one to an indented line."""
    for label, text, entries in _filled(kind, found):
        lines = len(entries) > 1 and ("\n" in text or any(len(entry) > LONG for entry in entries))
        yield label, "".join(f"\n  {entry}" for entry in entries) if lines else text


def _filled(kind: RecordKind, found: Mapping[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the filled fields: label, text, and of a list its entries, of a field told as sentences these."""
    for key, value in sorted(found.items(), key=lambda pair: pair[0] in kind.told):
        text = kind.readable(key, value)
        if text and key not in ("number", "version", "as_of"):
            yield kind.label_of(key), text, _entries(kind, key, value, text)


def _entries(kind: RecordKind, key: str, value: Any, text: str) -> list[str]:
    if key in kind.told:
        return text.split("\n")
    return [kind.readable(key, one) for one in value] if isinstance(value, list) else []
