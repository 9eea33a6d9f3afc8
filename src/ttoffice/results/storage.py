"""Writing and reading whole results: one value in, rows out, and back.

This is the only place that writes the register's tables and its search index. It serves one record as well
as a hundred thousand: rows go in by `executemany`, in the driver's own form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from ttoffice.results.fees import FeePlan
from ttoffice.results.ip_numbers import parse_number
from ttoffice.results.record import (
    Completer,
    Flag,
    Holder,
    Implementation,
    ResultRecord,
    Right,
    day_or_none,
    iso,
)
from ttoffice.store import search
from ttoffice.store.connection import Reader, Row, Writer

SCALARS = (
    "title", "result_type", "department", "funding_source", "fiscal", "project_number", "technology_class",
    "tech_field", "industry", "maturity", "trl", "tech_level", "brief", "secrecy", "consent",
    "transfer_mode", "license_kind", "payment_mode", "fee_text", "license_term", "territory",
    "contact_name", "contact_phone", "implemented", "time_limited", "exclusion_reason", "platform_number",
    "remarks",
)  # fmt: skip
DATES = ("consent_on", "listed_since", "exclusion_on")
JSON_COLUMNS = ("keywords", "fee_plan", "flags")
DERIVED = ("acquired_on", "people_text", "keywords_text", "numbers_text")
STORED = (*SCALARS, *DATES, *JSON_COLUMNS, *DERIVED)
READ = (*SCALARS, *DATES, *JSON_COLUMNS)

JOINER = "、"

_INSERT = (
    f"INSERT INTO result (id, number, version, {', '.join(STORED)})"
    f" VALUES (?, ?, 1, {', '.join('?' * len(STORED))})"
)
_SELECT = f"SELECT id, number, version, {', '.join(READ)} FROM result"
_CHILDREN = {
    "ip_right": (
        "kind", "number", "number_key", "verified", "applied_on", "acquired_on", "expires_on",
        "legal_status", "holders",
    ),
    "completer": ("name", "unit", "share"),
    "implementation": ("mode", "since", "note"),
}  # fmt: skip
_CHILD_FIELDS = {"ip_right": "rights", "completer": "completers", "implementation": "implementations"}
_INSERT_CHILD = {
    table: f"INSERT INTO {table} (result_id, position, {', '.join(names)})"
    f" VALUES (?, ?, {', '.join('?' * len(names))})"
    for table, names in _CHILDREN.items()
}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def search_text(record: ResultRecord) -> search.SearchText:
    """Return what the search finds a result by."""
    return search.SearchText(
        title=record.title,
        brief=record.brief,
        people=JOINER.join(completer.name for completer in record.completers),
        keywords=JOINER.join(record.keywords),
        numbers=JOINER.join(right.number for right in record.rights if right.number),
        unit=record.department,
    )


def row_values(record: ResultRecord) -> list[Any]:
    """Return the values of a result's own row, in the order of `STORED`."""
    values: list[Any] = [getattr(record, name) for name in SCALARS]
    values += [iso(getattr(record, name)) for name in DATES]
    text = search_text(record)
    values += (
        _json(record.keywords) if record.keywords else "[]",
        _json(record.fee_plan.as_document()) if record.fee_plan else None,
        _json([flag.as_document() for flag in record.flags]) if record.flags else "[]",
        iso(record.acquired_on),
        text.people,
        text.keywords,
        text.numbers,
    )
    return values


def _right_values(right: Right) -> tuple[Any, ...]:
    return (
        right.kind,
        right.number,
        parse_number(right.number, right.kind).key,
        None if right.verified is None else int(right.verified),
        iso(right.applied_on),
        iso(right.acquired_on),
        iso(right.expires_on),
        right.legal_status,
        _json([holder.as_document() for holder in right.holders]) if right.holders else "[]",
    )


def _child_rows(result_id: int, record: ResultRecord) -> dict[str, list[tuple[Any, ...]]]:
    return {
        "ip_right": [(result_id, i, *_right_values(item)) for i, item in enumerate(record.rights)],
        "completer": [(result_id, i, c.name, c.unit, c.share) for i, c in enumerate(record.completers)],
        "implementation": [
            (result_id, i, use.mode, use.since, use.note) for i, use in enumerate(record.implementations)
        ],
    }


def insert_many(writer: Writer, items: Sequence[tuple[str, ResultRecord]]) -> list[int]:
    """Write new results, given as (number, record); return their ids in the same order."""
    first = int(writer.value("SELECT COALESCE(MAX(id), 0) + 1 FROM result"))
    ids = list(range(first, first + len(items)))
    writer.executemany(
        _INSERT,
        [(rid, number, *row_values(record)) for rid, (number, record) in zip(ids, items, strict=True)],
    )
    children: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _CHILDREN}
    for rid, (_number, record) in zip(ids, items, strict=True):
        for table, rows in _child_rows(rid, record).items():
            children[table] += rows
    for table, rows in children.items():
        writer.executemany(_INSERT_CHILD[table], rows)
    search.insert_many(
        writer, ((rid, search_text(record)) for rid, (_number, record) in zip(ids, items, strict=True))
    )
    return ids


def update(writer: Writer, result_id: int, old: ResultRecord, new: ResultRecord) -> None:
    """Write a changed result over the one that stands there; its version goes up by one.

    Only columns that changed are named: SQLite rewrites every index of a column that is.
    """
    stands = row_values(old)
    values = {
        name: value for name, value, was in zip(STORED, row_values(new), stands, strict=True) if value != was
    }
    settings = ", ".join(("version = version + 1", *(f"{name} = ?" for name in values)))
    writer.execute(f"UPDATE result SET {settings} WHERE id = ?", (*values.values(), result_id))
    changed = [table for table, name in _CHILD_FIELDS.items() if getattr(new, name) != getattr(old, name)]
    after = _child_rows(result_id, new) if changed else {}
    for table in changed:
        writer.execute(f"DELETE FROM {table} WHERE result_id = ?", (result_id,))
        writer.executemany(_INSERT_CHILD[table], after[table])
    old_text, new_text = search_text(old), search_text(new)
    if old_text != new_text:
        search.replace(writer, result_id, old_text, new_text)


def load_many(reader: Reader, ids: Sequence[int]) -> dict[int, tuple[str, int, ResultRecord]]:
    """Return results by id as (number, version, record); ids that do not exist are left out."""
    chosen = json.dumps(list(ids))
    rows = reader.all(f"{_SELECT} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", (chosen,))
    children = {table: _children(reader, table, chosen) for table in _CHILDREN}
    return {row[0]: (row[1], row[2], _record(row, children)) for row in rows}


def load(reader: Reader, number: str) -> tuple[int, int, ResultRecord] | None:
    """Return a result by its number as (id, version, record), or None."""
    found = reader.value("SELECT id FROM result WHERE number = ?", (number,))
    if found is None:
        return None
    _number, version, record = load_many(reader, (found,))[found]
    return found, version, record


Stored = tuple[Row, dict[str, list[Row]]]
"""A result just as it stands in the tables: the values of `STORED`, and the rows of each child table."""

_COMPARED = {
    table: tuple(name for name in names if name != "number_key") for table, names in _CHILDREN.items()
}
"""Columns that are told by the record alone; how numbers are folded may change with the program."""


def stored_form(record: ResultRecord) -> Stored:
    """Return how a record stands in the tables, as `stored` reads it back."""
    children = {}
    for table, rows in _child_rows(0, record).items():
        places = [2 + _CHILDREN[table].index(name) for name in _COMPARED[table]]
        children[table] = [(row[1], *(row[place] for place in places)) for row in rows]
    return tuple(row_values(record)), children


def stored(reader: Reader, ids: Sequence[int]) -> Iterator[tuple[int, str, int, Stored]]:
    """Yield (id, number, version, form) of results, without reading anything into their values."""
    chosen = json.dumps(list(ids))
    children: dict[str, dict[int, list[Row]]] = {table: {} for table in _COMPARED}
    for table, names in _COMPARED.items():
        for row in reader.execute(
            f"SELECT result_id, position, {', '.join(names)} FROM {table}"
            " WHERE result_id IN (SELECT value FROM json_each(?)) ORDER BY result_id, position",
            (chosen,),
        ):
            children[table].setdefault(row[0], []).append(row[1:])
    for row in reader.all(
        f"SELECT id, number, version, {', '.join(STORED)} FROM result"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (chosen,),
    ):
        own = {table: rows.get(row[0], []) for table, rows in children.items()}
        yield row[0], row[1], row[2], (row[3:], own)


def _children(reader: Reader, table: str, chosen: str) -> dict[int, list[Row]]:
    rows = reader.execute(
        f"SELECT result_id, {', '.join(_CHILDREN[table])} FROM {table}"
        " WHERE result_id IN (SELECT value FROM json_each(?)) ORDER BY result_id, position",
        (chosen,),
    )
    return {result_id: list(group) for result_id, group in groupby(rows, itemgetter(0))}


def _record(row: Row, children: dict[str, dict[int, list[Row]]]) -> ResultRecord:
    result_id, values = row[0], row[3:]
    scalars: dict[str, Any] = dict(zip(SCALARS, values, strict=False))
    dates = values[len(SCALARS) : len(SCALARS) + len(DATES)]
    scalars.update((name, day_or_none(text)) for name, text in zip(DATES, dates, strict=True))
    keywords, fee_plan, flags = values[len(SCALARS) + len(DATES) :]
    return ResultRecord(
        **scalars,
        keywords=tuple(json.loads(keywords)) if keywords != "[]" else (),
        fee_plan=FeePlan.from_document(json.loads(fee_plan)) if fee_plan else None,
        flags=tuple(Flag(**item) for item in json.loads(flags)) if flags != "[]" else (),
        rights=tuple(_right(item) for item in children["ip_right"].get(result_id, ())),
        completers=tuple(Completer(*item[1:]) for item in children["completer"].get(result_id, ())),
        implementations=tuple(
            Implementation(*item[1:]) for item in children["implementation"].get(result_id, ())
        ),
    )


def _right(row: Row) -> Right:
    _id, kind, number, _key, verified, applied, acquired, expires, status, holders = row
    return Right(
        kind=kind,
        number=number,
        verified=None if verified is None else bool(verified),
        applied_on=day_or_none(applied),
        acquired_on=day_or_none(acquired),
        expires_on=day_or_none(expires),
        legal_status=status,
        holders=tuple(Holder(item["name"], item.get("share")) for item in json.loads(holders)),
    )
