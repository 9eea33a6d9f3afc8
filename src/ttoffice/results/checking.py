"""Checking the whole office: log chain, histories, vault, register against its history, database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from ttoffice.action.kinds import HOMES, every_kind
from ttoffice.errors import StoreError
from ttoffice.evidence.views import verify_exhibits, verify_vault
from ttoffice.i18n import gettext as _
from ttoffice.notices.views import identity_breaks
from ttoffice.parties.views import own_unit
from ttoffice.results.record import from_document
from ttoffice.results.storage import Stored, stored, stored_form
from ttoffice.store import log
from ttoffice.store.canonical import canonical
from ttoffice.store.connection import Reader
from ttoffice.store.history import verify_revisions
from ttoffice.store.vault import Vault

ABOVE = ("ttoffice.licenses.dues.checking", "ttoffice.findings.assessing.checking")
"""Areas above this one that check what their records say of each other, by `breaks(reader)`."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; `problems` are messages, one a break; `head` is the newest log entry's hash."""

    problems: tuple[str, ...]
    entries: int
    records: int
    files: int
    head: str

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "ok": not self.problems,
            "problems": list(self.problems),
            "entries": self.entries,
            "records": self.records,
            "files": self.files,
            "head": self.head,
        }


def verify_office(reader: Reader, vault: Vault) -> Report:
    """Check everything in one view of the store and name each break."""
    reader.bear_broken_text()
    with reader.snapshot():
        problems = [
            *_named(database_breaks(reader)),
            *_named(log.verify_chain(reader)),
            *_named(verify_revisions(reader)),
            *_named(register_breaks(reader)),
            *_named(unit_breaks(reader)),
            *(problem for kind in every_kind() for problem in _named(kind.shelf.breaks(reader))),
            *_named(identity_breaks(reader)),
            *(problem for module in ABOVE for problem in _named(import_module(module).breaks(reader))),
            *_named(verify_exhibits(reader)),
            *_named(verify_vault(reader, vault)),
        ]
        entries, head = log.head(reader)
        return Report(
            tuple(problems),
            entries,
            sum(_count(reader, f"SELECT COUNT(*) FROM {table}") for table in ("result", *HOMES)),
            _count(reader, "SELECT COUNT(DISTINCT sha256) FROM exhibit"),
            head,
        )


def _count(reader: Reader, sql: str) -> int:
    """Return a count; 0 in a store so damaged that it cannot be counted, which the breaks tell."""
    try:
        return int(reader.value(sql))
    except StoreError:
        return 0


def _named(breaks: Iterator[str]) -> Iterator[str]:
    """Yield the breaks, and as the last one why the store could not be read on, so that other checks follow."""
    try:
        yield from breaks
    except StoreError as error:
        yield error.message
    except sqlite3.Error as error:
        yield _("Database: %(detail)s") % {"detail": error}


def database_breaks(reader: Reader) -> Iterator[str]:
    """Yield what SQLite's own checks find: damaged pages, broken links, missing guards."""
    for (answer,) in reader.all("PRAGMA integrity_check(20)"):
        if answer != "ok":
            yield _("Database: %(detail)s") % {"detail": answer}
    for table, rowid, parent, _index in reader.all("PRAGMA foreign_key_check"):
        yield _("Database: row %(row)s of %(table)s points to a %(parent)s that is not there.") % {
            "row": rowid,
            "table": table,
            "parent": parent,
        }
    guards = {
        row[0]
        for row in reader.all(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"
        )
    }
    for name in expected_guards():
        if name not in guards:
            yield _("Database: the guard %(name)s against changes is missing.") % {"name": name}


GUARDS = (
    "log_no_update",
    "log_no_delete",
    "revision_no_update",
    "revision_no_delete",
    "listing_chunk_no_update",
    "listing_chunk_no_delete",
    "exhibit_no_update",
    "exhibit_no_delete",
    "exhibit_link_no_update",
    "exhibit_link_no_delete",
)
"""Triggers that make the log, the history, the exported rows and the links of exhibits append-only, exhibits lasting."""


def expected_guards() -> tuple[str, ...]:
    """Return the names of every trigger that must stand in a store, those of the shelved kinds among them."""
    shelved = (name for kind in every_kind() for name in (f"{kind.code}_no_delete", *kind.guards))
    return (*GUARDS, *shelved)


def register_breaks(reader: Reader) -> Iterator[str]:
    """Yield each result that differs from the newest entry of its history: changed by other hands."""
    known = [row[0] for row in reader.all("SELECT id FROM result ORDER BY id")]
    kept = {row[0] for row in reader.all("SELECT DISTINCT subject_id FROM revision WHERE kind = 'result'")}
    for missing in sorted(kept - set(known), key=str):
        yield _("Register: the result with id %(id)s was removed.") % {"id": missing}
    for start in range(0, len(known), BATCH):
        ids = known[start : start + BATCH]
        history = _newest(reader, ids)
        for result_id, number, version, form in stored(reader, ids):
            if result_id not in history:
                yield _("Register: %(number)s has no history.") % {"number": number}
            elif history[result_id] != (number, version, form):
                yield _("Register: %(number)s was changed without an action.") % {"number": number}


BATCH = 500
_NEWEST = """
SELECT r.subject_id, r.number, r.version, r.document FROM revision r
WHERE r.kind = 'result' AND r.subject_id IN (SELECT value FROM json_each(?))
  AND r.version = (SELECT MAX(version) FROM revision WHERE kind = 'result' AND subject_id = r.subject_id)
"""


def _newest(reader: Reader, ids: list[int]) -> dict[int, tuple[str, int, Stored | None]]:
    """Return number, version and form of results as their histories end; no form where one is unreadable."""
    found = {}
    for result_id, number, version, text in reader.execute(_NEWEST, (json.dumps(ids),)):
        try:
            form = stored_form(from_document(json.loads(text)))
        except (ValueError, TypeError, KeyError, AttributeError):
            form = None
        found[result_id] = (number, version, form)
    return found


def unit_breaks(reader: Reader) -> Iterator[str]:
    """Yield whether the own unit differs from the newest entry of its history."""
    unit = own_unit(reader)
    newest = reader.one(
        "SELECT version, document FROM revision WHERE kind = 'unit' ORDER BY version DESC LIMIT 1"
    )
    if (newest or (0, None)) != (unit.version, canonical(unit.as_document()) if unit.version else None):
        yield _("The own unit was changed without an action.")
