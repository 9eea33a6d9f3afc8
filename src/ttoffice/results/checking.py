"""Checking the whole office: log chain, histories, vault, register against its history, database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ttoffice.evidence.views import verify_vault
from ttoffice.i18n import gettext as _
from ttoffice.results.storage import iterate
from ttoffice.store import log
from ttoffice.store.canonical import canonical
from ttoffice.store.connection import Reader
from ttoffice.store.history import verify_revisions
from ttoffice.store.vault import Vault


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
    with reader.snapshot():
        problems = [
            *database_breaks(reader),
            *log.verify_chain(reader),
            *verify_revisions(reader),
            *register_breaks(reader),
            *verify_vault(reader, vault),
        ]
        entries, head = log.head(reader)
        return Report(
            tuple(problems),
            entries,
            int(reader.value("SELECT COUNT(*) FROM result")),
            int(reader.value("SELECT COUNT(DISTINCT sha256) FROM exhibit")),
            head,
        )


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
    guards = {row[0] for row in reader.all("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name in GUARDS:
        if name not in guards:
            yield _("Database: the guard %(name)s against changes is missing.") % {"name": name}


GUARDS = ("log_no_update", "log_no_delete", "revision_no_update", "revision_no_delete")
"""Triggers that make the log and the history append-only."""


def register_breaks(reader: Reader) -> Iterator[str]:
    """Yield each result that differs from the newest entry of its history: changed by other hands."""
    newest = dict(
        reader.execute(
            "SELECT subject_id, MAX(version) FROM revision WHERE kind = 'result' GROUP BY subject_id"
        ).fetchall()
    )
    known = [row[0] for row in reader.execute("SELECT id FROM result ORDER BY id")]
    for missing in sorted(newest.keys() - set(known)):
        yield _("Register: the result with id %(id)d was removed.") % {"id": missing}
    for result_id, number, record in iterate(reader, known):
        text = reader.value(
            "SELECT document FROM revision WHERE kind = 'result' AND subject_id = ? AND version = ?",
            (result_id, newest.get(result_id)),
        )
        if text is None:
            yield _("Register: %(number)s has no history.") % {"number": number}
        elif text != canonical(record.as_document()):
            yield _("Register: %(number)s was changed without an action.") % {"number": number}
