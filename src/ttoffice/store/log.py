"""The log: one entry an action, each hashed with the hash of the one before it.

Entries hold who, when, what, on which record, the input, before and after, the basis in the guideline, and
a digest over every revision that the action wrote. Nobody can change or remove an entry unnoticed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from ttoffice.errors import StoreError
from ttoffice.i18n import gettext as _
from ttoffice.store.canonical import canonical, sha256
from ttoffice.store.connection import Reader, Writer

GENESIS = "0" * 64

COLUMNS = (
    "id", "at", "legal_day", "operator", "action", "subject", "input",
    "before", "after", "basis", "rulebook", "revisions", "digest", "prev_hash", "hash",
)  # fmt: skip
HASHED = COLUMNS[:-1]
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM log"
_INSERT = f"INSERT INTO log ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry; `input`, `before` and `after` are canonical JSON texts.

    Attributes:
        at: the moment, ISO 8601 in UTC.
        legal_day: the `today` the action worked with, ISO date.
        subject: the number of the record it was about, or None.
        revisions: how many record revisions it wrote.
        digest: SHA-256 over those revisions, in order.
    """

    id: int
    at: str
    legal_day: str
    operator: str
    action: str
    subject: str | None
    input: str
    before: str | None
    after: str | None
    basis: str | None
    rulebook: str
    revisions: int
    digest: str
    prev_hash: str
    hash: str

    def as_json(self) -> dict[str, Any]:
        """Return the entry with its JSON texts opened."""
        opened = {item.name: getattr(self, item.name) for item in fields(self)}
        for name in ("input", "before", "after"):
            opened[name] = json.loads(opened[name]) if opened[name] else None
        return opened


def entry_hash(values: tuple[Any, ...]) -> str:
    """Return the hash of an entry's values, in the order of `HASHED`."""
    return sha256(canonical(dict(zip(HASHED, values, strict=True))))


def next_id(writer: Writer) -> int:
    """Return the id that this transaction's entry will have; ids of removed entries are not used again."""
    drawn = writer.value("SELECT seq FROM sqlite_sequence WHERE name = 'log'") or 0
    return max(int(drawn), int(writer.value("SELECT COALESCE(MAX(id), 0) FROM log"))) + 1


def append(writer: Writer, values: tuple[Any, ...]) -> str:
    """Write an entry, given as the columns before `prev_hash`; return its hash."""
    prev = writer.value("SELECT hash FROM log ORDER BY id DESC LIMIT 1") or GENESIS
    chained = (*values, prev)
    digest = entry_hash(chained)
    writer.execute(_INSERT, (*chained, digest))
    return digest


def entry(reader: Reader, entry_id: int) -> LogEntry | None:
    """Return one entry, or None."""
    row = reader.one(f"{_SELECT} WHERE id = ?", (entry_id,))
    return LogEntry(*row) if row else None


def entries(reader: Reader, *, subject: str | None = None, limit: int = 200) -> list[LogEntry]:
    """Return the newest entries, of one record where its number is given."""
    where, params = ("WHERE subject = ?", (subject, limit)) if subject else ("", (limit,))
    return [LogEntry(*row) for row in reader.all(f"{_SELECT} {where} ORDER BY id DESC LIMIT ?", params)]


class RevisionDigest:
    """The running digest over the revisions of one action: each one's kind, id, version and text."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.count = 0

    def add(self, kind: str, subject_id: int, version: int, document: str) -> None:
        """Take in one revision."""
        self._hash.update(
            f"{kind}\x1f{subject_id}\x1f{version}\x1f{document}\x1e".encode(errors="surrogatepass")
        )
        self.count += 1

    def hexdigest(self) -> str:
        """Return the digest as hexadecimal digits."""
        return self._hash.hexdigest()


def verify_chain(reader: Reader) -> Iterator[str]:
    """Walk the whole log and yield a message for each break: altered, missing or inserted entries."""
    prev, expected = GENESIS, 1
    for row in reader.execute(f"{_SELECT} ORDER BY id"):
        item = LogEntry(*row)
        if item.id != expected:
            yield _("Log: entries %(first)d to %(last)d are missing.") % {
                "first": expected,
                "last": item.id - 1,
            }
        if item.prev_hash != prev:
            yield _("Log entry %(id)d: does not follow the entry before it.") % {"id": item.id}
        if not _is_intact(row):
            yield _("Log entry %(id)d: was changed after it was written.") % {"id": item.id}
        prev, expected = item.hash, item.id + 1
    last = reader.value("SELECT seq FROM sqlite_sequence WHERE name = 'log'") or 0
    if last >= expected:
        yield _("Log: entries %(first)d to %(last)d are missing.") % {"first": expected, "last": last}


def _is_intact(row: tuple[Any, ...]) -> bool:
    try:
        return bool(entry_hash(row[:-1]) == row[-1])
    except (TypeError, ValueError):  # a value of a kind that the program never writes
        return False


def head(reader: Reader) -> tuple[int, str]:
    """Return the number of the newest entry and its hash; `(0, GENESIS)` for an empty log."""
    row = reader.one("SELECT id, hash FROM log ORDER BY id DESC LIMIT 1")
    return (row[0], row[1]) if row else (0, GENESIS)


def require(entry_found: LogEntry | None, entry_id: int) -> LogEntry:
    """Return the entry, or raise StoreError that there is none of this id."""
    if entry_found is None:
        raise StoreError(_("There is no log entry %(id)d.") % {"id": entry_id})
    return entry_found
