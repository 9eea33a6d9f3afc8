"""The records that exhibits belong to: any record by its number, whatever its kind."""

from __future__ import annotations

import re
from typing import NamedTuple

from ttoffice.action.kinds import code_of, every_kind, kind_of
from ttoffice.store.connection import Reader

EXHIBIT_NUMBER = re.compile(r"ZJ-\d{4}-\d{4,9}")


class Record(NamedTuple):
    """A record that exhibits can belong to: its kind, which is also its table, its row and its number."""

    kind: str
    id: int
    number: str


def tables() -> tuple[str, ...]:
    """Return the tables that hold records with numbers: results, and every kind that stands on a shelf."""
    return ("result", *(kind.code for kind in every_kind()))


def find_record(reader: Reader, number: str) -> Record | None:
    """Return a record by its canonical number, or None; exhibits themselves are no such records."""
    code = code_of(number)
    if code is None or (code != "result" and kind_of(code) is None):
        return None
    found = reader.value(f"SELECT id FROM {code} WHERE number = ?", (number,))
    return None if found is None else Record(code, int(found), number)


def number_sql(kind: str, row: str) -> str:
    """Return the SQL expression of a record's number, given those of its kind and its row; '' for log entries."""
    cases = " ".join(
        f"WHEN '{table}' THEN (SELECT s.number FROM {table} s WHERE s.id = {row})" for table in tables()
    )
    return f"(CASE {kind} {cases} ELSE '' END)"


def mentions(reader: Reader) -> dict[str, set[str]]:
    """Return which records name which exhibits in their fields: numbers of records by number of exhibit."""
    found: dict[str, set[str]] = {}
    for kind in every_kind():
        held = " || ' ' || ".join(f"COALESCE({name}, '')" for name in kind.shelf.columns)
        rows = reader.execute(f"SELECT number, {held} FROM {kind.code} WHERE instr({held}, 'ZJ-')")
        for number, text in rows:
            for exhibit in EXHIBIT_NUMBER.findall(text):
                found.setdefault(exhibit, set()).add(number)
    return found
