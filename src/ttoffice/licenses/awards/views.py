"""Reads of the distributions for the agenda: receipts that nobody distributed, steps that wait, receipts reversed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ttoffice.licenses.awards.gathering import LIVE
from ttoffice.store.connection import Reader
from ttoffice.store.history import all_as_of

WAITING = ("drafted", "cleared", "decided")
"""The states in which the next step is somebody's; during publicity its deadline stands on the agenda."""


@dataclass(frozen=True, slots=True)
class Undistributed:
    """A standing receipt in no distribution."""

    number: str
    version: int
    license: str
    licensee_name: str
    received_on: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A distribution that waits for its next step, or that names receipts which were reversed since."""

    number: str
    version: int
    title: str
    state: str
    relief_until: date | None
    relief_source: str
    reversed: tuple[str, ...]


def undistributed(reader: Reader, limit: int) -> list[Undistributed]:
    """Return the receipts of licenses that stand in no distribution, oldest first, at most so many."""
    rows = reader.all(
        "SELECT number, version, subject, licensee_name, received_on, amount_fen FROM receipt"
        " WHERE kind <> 'refund' AND reverses = ''"
        " AND number NOT IN (SELECT reverses FROM receipt WHERE reverses <> '')"
        " AND number NOT IN (SELECT json_extract(d.value, '$.receipt') FROM award a, json_each(a.receipts) d"
        f" WHERE {LIVE})"
        " ORDER BY received_on, id LIMIT ?",
        (limit,),
    )
    return [Undistributed(row[0], row[1], row[2], row[3], date.fromisoformat(row[4]), row[5]) for row in rows]


def waiting(reader: Reader) -> list[Waiting]:
    """Return the standing distributions that wait for a step, and those that rest on a reversed receipt."""
    rows = reader.all(
        "SELECT a.number, a.version, a.title, a.state, a.relief_until, a.relief_source,"
        " (SELECT json_group_array(r.reverses) FROM receipt r, json_each(a.receipts) d"
        "  WHERE r.subject = a.subject AND r.reverses = json_extract(d.value, '$.receipt'))"
        f" FROM award a WHERE {LIVE} ORDER BY a.id"
    )
    found = (
        Waiting(row[0], row[1], row[2], row[3], _day(row[4]), row[5], tuple(json.loads(row[6])))
        for row in rows
    )
    return [one for one in found if one.state in WAITING or one.reversed]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# --- as it stood on an earlier day ---------------------------------------------------------------------


def undistributed_then(reader: Reader, day: date, limit: int) -> list[Undistributed]:
    """Return the same as it stood at the end of a day."""
    receipts = {
        number: (version, document)
        for number, version, document in all_as_of(reader, "receipt", day.isoformat())
    }
    gone = {document["reverses"] for _version, document in receipts.values()}
    named = {one["receipt"] for _n, _v, document in _live_then(reader, day) for one in document["receipts"]}
    found = [
        Undistributed(
            number,
            version,
            document["subject"],
            document["licensee_name"],
            date.fromisoformat(document["received_on"]),
            document["amount_fen"],
        )
        for number, (version, document) in receipts.items()
        if document["kind"] != "refund" and not document["reverses"] and number not in gone | named
    ]
    return sorted(found, key=lambda one: (one.received_on, one.number))[:limit]


def waiting_then(reader: Reader, day: date) -> list[Waiting]:
    """Return the same as it stood at the end of a day."""
    gone = {document["reverses"] for _n, _v, document in all_as_of(reader, "receipt", day.isoformat())}
    found = (
        Waiting(
            number,
            version,
            document["title"],
            document["state"],
            _day(document["relief_until"]),
            document["relief_source"],
            tuple(_reversed(document["receipts"], gone)),
        )
        for number, version, document in _live_then(reader, day)
    )
    return [one for one in found if one.state in WAITING or one.reversed]


def _reversed(receipts: Iterable[Mapping[str, Any]], gone: set[str]) -> Iterator[str]:
    yield from (one["receipt"] for one in receipts if one["receipt"] in gone)


def _live_then(reader: Reader, day: date) -> list[tuple[str, int, dict[str, Any]]]:
    found = [
        entry for entry in all_as_of(reader, "award", day.isoformat()) if entry[2]["state"] != "withdrawn"
    ]
    replaced = {document["corrects"] for _number, _version, document in found}
    return [entry for entry in found if entry[0] not in replaced]
