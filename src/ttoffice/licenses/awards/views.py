"""Reads of the distributions for the agenda: receipts that nobody distributed, steps that wait, receipts reversed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
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
    """Return the receipts of licenses that stand in no distribution, as they were entered, at most so many."""
    left_out = _reversed_receipts(reader) | _distributed(reader)
    rows = reader.execute(
        "SELECT number, version, subject, licensee_name, received_on, amount_fen FROM receipt"
        " WHERE kind <> 'refund' AND reverses = '' ORDER BY id"
    )
    open_ = islice((row for row in rows if row[0] not in left_out), limit)
    return [
        Undistributed(row[0], row[1], row[2], row[3], date.fromisoformat(row[4]), row[5]) for row in open_
    ]


def _reversed_receipts(reader: Reader) -> set[str]:
    return {row[0] for row in reader.all("SELECT reverses FROM receipt WHERE reverses <> ''")}


def _distributed(reader: Reader) -> set[str]:
    """Return the receipts that standing distributions name; taken apart here, which is quicker than in SQL."""
    rows = reader.all(f"SELECT a.receipts FROM award a WHERE {LIVE}")
    return {one["receipt"] for row in rows for one in json.loads(row[0])}


def waiting(reader: Reader) -> list[Waiting]:
    """Return the standing distributions that wait for a step, and those that rest on a reversed receipt."""
    gone = _reversed_receipts(reader)
    marks = ", ".join(f"'{state}'" for state in WAITING)
    rows = reader.all(
        "SELECT a.number, a.version, a.title, a.state, a.relief_until, a.relief_source, a.receipts FROM award a"
        f" WHERE {LIVE} AND (a.state IN ({marks}) OR :gone) ORDER BY a.id",
        {"gone": bool(gone)},
    )
    found = (
        Waiting(
            row[0], row[1], row[2], row[3], _day(row[4]), row[5], tuple(_reversed(json.loads(row[6]), gone))
        )
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
    return found[:limit]


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
