"""The log in a dossier: the entries about its records, the hashes that chain them, the revisions they wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from ttoffice.action.kinds import code_of
from ttoffice.action.office import shown_moment
from ttoffice.action.summaries import summary_of
from ttoffice.evidence.dossier.audiences import Audience, Eraser
from ttoffice.evidence.dossier.gathering import Gathered
from ttoffice.i18n import gettext as _
from ttoffice.sheets.csv_write import csv_chunks
from ttoffice.store.connection import Reader
from ttoffice.store.log import COLUMNS, GENESIS, LogEntry

SILENT = ("dossier.make", "exhibit.record_check")
"""Actions that change no record: the log is shown up to before them, so that making a dossier changes no other."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How far the log is shown: the entry's number and hash, and the day of law it was written on."""

    id: int
    hash: str
    day: str


def cut_of(reader: Reader) -> Cut:
    """Return the newest entry that changed something."""
    row = reader.one(
        f"SELECT id, hash, legal_day FROM log WHERE action NOT IN ({', '.join('?' * len(SILENT))})"
        " ORDER BY id DESC LIMIT 1",
        SILENT,
    )
    return Cut(*row) if row else Cut(0, GENESIS, "")


@dataclass(frozen=True)
class Excerpt:
    """The log of a dossier, as files; `entries` and `withheld` count."""

    excerpt: bytes
    chain: bytes
    revisions: bytes
    readable: bytes
    entries: int
    withheld: int


def excerpt(reader: Reader, gathered: Gathered, audience: Audience, cut: Cut) -> Excerpt:
    """Return the entries about the dossier's records and exhibits, up to a cut, as the audience may see them."""
    about = _about(reader, gathered, cut)
    secret = _secret_entries(gathered)
    lines, rows, told = [], [], set()
    for item in about:
        if item.id in secret or _tells(item, gathered, audience):
            lines.append(
                {"id": item.id, "prev_hash": item.prev_hash, "hash": item.hash, "withheld": audience.code}
            )
            rows.append((str(item.id), "", "", _("withheld"), "", item.hash))
        else:
            lines.append({name: getattr(item, name) for name in COLUMNS})
            told.add(item.id)
            rows.append(
                (
                    str(item.id),
                    shown_moment(item.at),
                    item.operator,
                    summary_of(item.action),
                    item.subject or "",
                    item.hash,
                )
            )
    head = (_("Entry"), _("Moment"), _("Operator"), _("What was done"), _("Record"), _("Hash"))
    return Excerpt(
        _lines(lines),
        _chain(reader, min((item.id for item in about), default=cut.id), cut),
        _revisions(reader, gathered, told),
        b"".join(csv_chunks(head, rows)),
        len(lines),
        len(lines) - len(told),
    )


def _lines(values: list[dict[str, Any]]) -> bytes:
    dumped = (json.dumps(value, ensure_ascii=True, sort_keys=True) for value in values)
    return "".join(f"{line}\n" for line in dumped).encode()


def _subjects(gathered: Gathered) -> Iterator[tuple[str, int, str]]:
    for held in gathered.records:
        yield held.kind, held.id, held.number
    for view in (*gathered.exhibits, *gathered.kept_back):
        yield "exhibit", view.id, view.number


def _about(reader: Reader, gathered: Gathered, cut: Cut) -> list[LogEntry]:
    """Return the entries that wrote one of the records or are about its number, oldest first."""
    wanted: set[int] = set()
    for kind, row_id, number in _subjects(gathered):
        for (log_id,) in reader.all(
            "SELECT log_id FROM revision WHERE kind = ? AND subject_id = ?"
            " UNION SELECT id FROM log WHERE subject = ?",
            (kind, row_id, number),
        ):
            wanted.add(log_id)
    names = ", ".join(field.name for field in fields(LogEntry))
    rows = reader.all(
        f"SELECT {names} FROM log WHERE id <= ? AND id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (cut.id, json.dumps(sorted(wanted))),
    )
    return [LogEntry(*row) for row in rows]


def _secret_entries(gathered: Gathered) -> set[int]:
    """Return the entries that wrote something the audience does not get."""
    return {log_id for held in gathered.records for log_id in held.altered}


def _tells(item: LogEntry, gathered: Gathered, audience: Audience) -> bool:
    """Return whether an entry tells what the audience may not know."""
    if not audience.objectors and item.action.startswith("objection."):
        return True
    text = "\n".join(str(getattr(item, name) or "") for name in ("operator", "input", "before", "after"))
    eraser = gathered.eraser_for(code_of(item.subject) if item.subject else None)
    return _holds(text, eraser) or any(
        view.number == item.subject or view.number in text for view in gathered.kept_back
    )


def _holds(text: str, eraser: Eraser) -> bool:
    """Return whether a text holds what must not be known, as it is or as JSON writes it."""
    return eraser.finds(text) or any(
        json.dumps(gone, ensure_ascii=False)[1:-1] in text for gone in eraser.texts
    )


def _chain(reader: Reader, first: int, cut: Cut) -> bytes:
    """Return the hash of every entry from before the first one shown up to the cut."""
    rows = reader.execute(
        "SELECT id, hash FROM log WHERE id BETWEEN ? AND ? ORDER BY id", (max(1, first - 1), cut.id)
    )
    return "".join(f"{entry} {digest}\n" for entry, digest in rows).encode()


def _revisions(reader: Reader, gathered: Gathered, told: set[int]) -> bytes:
    """Return what the entries shown in full wrote of the dossier's records, as the log's digests are made of."""
    held = {(kind, row_id) for kind, row_id, _number in _subjects(gathered)}
    lines = []
    for row in reader.execute(
        "SELECT log_id, kind, subject_id, number, version, document FROM revision"
        " WHERE log_id IN (SELECT value FROM json_each(?)) ORDER BY log_id, id",
        (json.dumps(sorted(told)),),
    ):
        names = ("log_id", "kind", "subject_id", "number", "version", "document")
        if (row[1], row[2]) in held:
            lines.append(dict(zip(names, row, strict=True)))
    return _lines(lines)
