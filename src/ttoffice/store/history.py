"""The history of records: after each change, the whole record as it then was.

A revision holds the document after the change; the document before is the revision before it. So any
record can be shown as of any moment, and nothing that was once recorded is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.store.canonical import canonical
from ttoffice.store.connection import Reader, Writer
from ttoffice.store.log import RevisionDigest

_INSERT = (
    "INSERT INTO revision (log_id, kind, subject_id, number, version, document) VALUES (?, ?, ?, ?, ?, ?)"
)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Revision:
    """A record as it was after one change.

    Attributes:
        at: the moment of the change, ISO 8601 in UTC.
        legal_day: the day the program took for today, ISO date.
        document: the record's JSON form.
    """

    log_id: int
    at: str
    legal_day: str
    operator: str
    action: str
    version: int
    document: dict[str, Any]


class Recorder:
    """Collects the revisions of one action and writes them in batches."""

    def __init__(self, writer: Writer, log_id: int) -> None:
        self._writer = writer
        self._log_id = log_id
        self._rows: list[tuple[int, str, int, str, int, str]] = []
        self.digest = RevisionDigest()

    def add(self, kind: str, subject_id: int, number: str, version: int, document: dict[str, Any]) -> None:
        """Record that a record now is as `document` says, in this version."""
        text = canonical(document)
        self.digest.add(kind, subject_id, version, text)
        self._rows.append((self._log_id, kind, subject_id, number, version, text))
        if len(self._rows) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is collected."""
        if self._rows:
            self._writer.executemany(_INSERT, self._rows)
            self._rows.clear()


_SELECT = (
    "SELECT r.log_id, l.at, l.legal_day, l.operator, l.action, r.version, r.document"
    " FROM revision r JOIN log l ON l.id = r.log_id WHERE r.kind = ? AND r.subject_id = ?"
)


def _revision(row: tuple[Any, ...]) -> Revision:
    log_id, at, legal_day, operator, action, version, document = row
    return Revision(log_id, at, legal_day, operator, action, version, json.loads(document))


def revisions(reader: Reader, kind: str, subject_id: int) -> list[Revision]:
    """Return every revision of a record, oldest first."""
    return [_revision(row) for row in reader.all(f"{_SELECT} ORDER BY r.version", (kind, subject_id))]


def as_of(reader: Reader, kind: str, subject_id: int, day: str) -> Revision | None:
    """Return the record as it stood at the end of a day (ISO date, the day of law), or None before it was."""
    row = reader.one(
        f"{_SELECT} AND l.legal_day <= ? ORDER BY r.log_id DESC, r.version DESC LIMIT 1",
        (kind, subject_id, day),
    )
    return _revision(row) if row else None


def all_as_of(
    reader: Reader, kind: str, day: str, condition: str = "1"
) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Yield the records of a kind as they stood at the end of a day (ISO date): number, version and document.

    `condition` is SQL over `document`, and sieves before the documents are taken apart.
    """
    cursor = reader.execute(
        "SELECT number, version, document FROM (SELECT r.number, MAX(r.version) AS version, r.document"
        " FROM revision r JOIN log l ON l.id = r.log_id WHERE r.kind = ? AND l.legal_day <= ?"
        f" GROUP BY r.subject_id ORDER BY r.subject_id) WHERE {condition}",
        (kind, day),
    )
    for number, version, document in cursor:
        yield number, version, json.loads(document)


def as_of_version(reader: Reader, kind: str, subject_id: int, version: int) -> Revision | None:
    """Return the record as it was in one version, or None."""
    row = reader.one(f"{_SELECT} AND r.version = ?", (kind, subject_id, version))
    return _revision(row) if row else None


def changes_of(found: Iterable[Revision], order: Mapping[str, int] | None = None) -> list[dict[str, Any]]:
    """Return revisions, oldest first, as changes: who, when, which action, and each field's two values.

    `order` gives the place of each field; without it fields stand as in the document.
    """
    earlier: dict[str, Any] = {}
    listed = []
    for revision in found:
        listed.append(_change(earlier, revision, order or {}))
        earlier = revision.document
    return listed


def _change(earlier: dict[str, Any], revision: Revision, order: Mapping[str, int]) -> dict[str, Any]:
    items = sorted(revision.document.items(), key=lambda item: order.get(item[0], len(order)))
    fields = {
        key: {"before": earlier.get(key), "after": value}
        for key, value in items
        if value != earlier.get(key) and (earlier or value not in (None, "", [], False))
    }
    return {
        "version": revision.version,
        "at": revision.at,
        "day": revision.legal_day,
        "operator": revision.operator,
        "action": revision.action,
        "log_id": revision.log_id,
        "fields": fields,
    }


def last_by(reader: Reader, kind: str, subject_id: int, action: str) -> Revision | None:
    """Return the record as it was after an action last changed it, or None where it never did."""
    row = reader.one(
        f"{_SELECT} AND l.action = ? ORDER BY r.version DESC LIMIT 1", (kind, subject_id, action)
    )
    return _revision(row) if row else None


def verify_revisions(reader: Reader) -> Iterator[str]:
    """Yield a message for each log entry whose revisions are not those it was written with."""
    cursor = reader.execute(
        "SELECT log_id, kind, subject_id, version, document FROM revision ORDER BY log_id, id"
    )
    found: dict[int, tuple[str, int]] = {}
    current, digest = 0, RevisionDigest()
    for log_id, kind, subject_id, version, document in cursor:
        if log_id != current:
            if current:
                found[current] = (digest.hexdigest(), digest.count)
            current, digest = log_id, RevisionDigest()
        digest.add(kind, subject_id, version, document)
    if current:
        found[current] = (digest.hexdigest(), digest.count)
    empty = (RevisionDigest().hexdigest(), 0)
    for log_id, stored, count in reader.execute("SELECT id, digest, revisions FROM log ORDER BY id"):
        if found.pop(log_id, empty) != (stored, count):
            yield _("Log entry %(id)d: the history of its records was changed.") % {"id": log_id}
    for log_id in found:
        yield _("History: revisions belong to log entry %(id)s, which does not exist.") % {"id": log_id}
