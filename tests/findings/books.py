"""The store's books as plain data: rows and their history, read with SQL alone and by no code of the program."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

Row = dict[str, Any]
Ask = Callable[[str], sqlite3.Cursor]

PACKED = {
    "finding": "application parties persons organisations panel sides sent_back new_facts_proof",
    "hearing": "interviewers proof",
    "inquiry": "delivered",
    "assessment": "roles answers circumstances articles",
    "conclusion": "roles articles circumstances",
    "effect": "proof",
    "decision": "persons organisations material members dissents",
    "notice": "facts posted taken_down viewers",
    "objection": "",
    "objector": "",
    "review": "objections panel former findings",
    "recusal": "proposed",
    "person": "roles posts ties",
    "rule": "topics opinions papers",
    "deadline": "pauses",
    "policy": "",
    "closure": "",
    "calendar_year": "days",
    "enterprise": "former_names figures marks insiders",
    "license": "terms",
    "exhibit": "",
}
"""The tables that are read, and which of their columns hold JSON."""
KEPT = ("finding", "hearing", "inquiry", "assessment", "conclusion", "effect", "decision", "notice", "objection",
        "review", "recusal", "person", "policy", "rule")  # fmt: skip
"""The kinds whose history is looked at."""


@dataclass(frozen=True)
class Revision:
    """A record as one log entry left it; `day` is the day of law of that entry."""

    log_id: int
    action: str
    day: str
    kind: str
    subject_id: int
    number: str
    version: int
    text: str

    @cached_property
    def document(self) -> Row:
        """The record's JSON form."""
        found: Row = json.loads(self.text)
        return found


class Books:
    """Reads each table once, when it is first asked for."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self._tables: dict[str, dict[str, Row]] = {}
        self._then: dict[tuple[str, int | None], dict[str, Row]] = {}

    def table(self, name: str) -> dict[str, Row]:
        """Return the rows of a table by number (objectors by their objection)."""
        if name not in self._tables:
            key = "objection" if name == "objector" else "number"
            self._tables[name] = {row[key]: row for row in self._rows(name)}
        return self._tables[name]

    def _rows(self, name: str) -> list[Row]:
        cursor = self.ask(f"SELECT * FROM {name} ORDER BY id")
        names = [column[0] for column in cursor.description]
        packed = frozenset(PACKED[name].split())
        return [
            {key: _opened(value) if key in packed else value for key, value in zip(names, row, strict=True)}
            for row in cursor.fetchall()
        ]

    def of(self, name: str, subject: str) -> list[Row]:
        """Return the rows of a table whose `subject` is a number, oldest first."""
        return [row for row in self.table(name).values() if row["subject"] == subject]

    def row(self, name: str, number: str) -> Row | None:
        """Return a row by its number, or None."""
        return self.table(name).get(number)

    def exhibit(self, number: str | None) -> bool:
        """Tell whether a number is that of an exhibit."""
        return bool(number) and number in self.table("exhibit")

    # --- history -----------------------------------------------------------------------------------------

    @cached_property
    def revisions(self) -> dict[str, dict[str, list[Revision]]]:
        """Every revision of the kinds that are kept, oldest first, by kind and number."""
        found: dict[str, dict[str, list[Revision]]] = {kind: defaultdict(list) for kind in KEPT}
        kinds = ", ".join(f"'{kind}'" for kind in KEPT)
        cursor = self.ask(
            "SELECT r.log_id, l.action, l.legal_day, r.kind, r.subject_id, r.number, r.version, r.document"
            f" FROM revision r JOIN log l ON l.id = r.log_id WHERE r.kind IN ({kinds}) ORDER BY r.id"
        )
        for values in cursor.fetchall():
            revision = Revision(*values)
            found[revision.kind][revision.number].append(revision)
        return found

    def history(self, kind: str, number: str) -> list[Revision]:
        """Return the revisions of a record, oldest first."""
        return self.revisions[kind].get(number, [])

    def entered(self) -> Iterator[str]:
        """Yield every state that a finding entered, as often as it did, and `reopened` for each that follows another."""
        for number, past in self.revisions["finding"].items():
            states = [one.document["state"] for one in past]
            yield from (
                state for state, before in zip(states, ["", *states], strict=False) if state != before
            )
            if self.table("finding")[number]["follows"]:
                yield "reopened"

    def born(self, kind: str, number: str) -> int:
        """Return the log entry that made a record; 0 where no history tells."""
        past = self.history(kind, number)
        return past[0].log_id if past else 0

    def first(self, kind: str, number: str, name: str) -> int | None:
        """Return the log entry by which a field of a record was first filled; None where no history tells."""
        return next((one.log_id for one in self.history(kind, number) if one.document[name]), None)

    def as_of(self, kind: str, number: str, log_id: int | None) -> Row | None:
        """Return a record as a log entry left it (None: as it stands now), or None where it did not stand then.

        A record that no later entry changed is given as it stands now, so that a change without history shows.
        """
        now = self.row(kind, number)
        past = self.history(kind, number)
        if log_id is None or now is None or not past or past[-1].log_id <= log_id:
            return now
        then = [one.document for one in past if one.log_id <= log_id]
        return {**now, **then[-1]} if then else None

    def all_as_of(self, kind: str, log_id: int | None) -> dict[str, Row]:
        """Return every record of a kind as a log entry left it; read once, as it is asked for by every check."""
        if (kind, log_id) not in self._then:
            found = ((number, self.as_of(kind, number, log_id)) for number in self.table(kind))
            self._then[kind, log_id] = {number: row for number, row in found if row is not None}
        return self._then[kind, log_id]


def _opened(value: Any) -> Any:
    if value == "[]":
        return []
    return json.loads(value) if isinstance(value, str) and value else value


def canonical(value: Any) -> str:
    """Return a value as the JSON text that hashes are made of: keys sorted, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def plain(text: str) -> str:
    """Return a text as it is decided: lines that end in one way, nothing blank at either end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
