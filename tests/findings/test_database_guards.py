"""The database itself refuses what must be impossible, whatever program writes to it.

Each guard is tried alone: with every other trigger dropped the statement is refused, without the guard it goes through.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.office_fixtures import blank_store

__all__ = ["blank_store"]

MZ, OTHER = "MZ-2026-0001", "MZ-2026-0002"
CODED: dict[str, dict[str, Any]] = {
    "finding": {
        "number": MZ,
        "state": "received",
        "origin": "application",
        "matter_kind": "other",
        "round": 1,
    },
    "hearing": {"subject": MZ, "state": "recorded", "side": "concerned"},
    "inquiry": {"subject": MZ, "state": "open"},
    "assessment": {"subject": MZ, "round": 1},
    "conclusion": {"subject": MZ, "round": 1, "outcome": "exempt"},
    "effect": {"subject": MZ, "kind": "service"},
}
"""What a row of each table needs so that the checks of its columns are content."""
CHAIN = ("received", "accepted", "investigating", "reported", "decided", "final", "archived")
ALLOWED = {*pairwise(CHAIN)} | {
    ("received", "refused"), ("received", "withdrawn"), ("accepted", "withdrawn"), ("investigating", "withdrawn"),
    ("reported", "withdrawn"), ("reported", "investigating"), ("decided", "investigating"),
}  # fmt: skip
STATES = (*CHAIN, "refused", "withdrawn")


class Store:
    """A store in memory whose triggers can be put on one by one."""

    def __init__(self, image: bytes, triggers: dict[str, str]) -> None:
        self.triggers = triggers
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.db.deserialize(image)

    def put(self, table: str, **values: Any) -> None:
        """Insert a row, empty where nothing is said."""
        row = {name: "" if kind != "INTEGER" else 0 for name, kind in self._needed(table)}
        row |= {"number": f"X-{table}"} | CODED.get(table, {}) | values
        marks = ", ".join("?" * len(row))
        self.db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])

    def _needed(self, table: str) -> Iterator[tuple[str, str]]:
        for _cid, name, kind, notnull, _default, key in self.db.execute(f"PRAGMA table_info({table})"):
            if notnull and not key:
                yield name, kind

    def refuses_only_by(self, trigger: str, statement: str) -> None:
        """Check that a statement is refused with a trigger and goes through without."""
        self.db.execute(self.triggers[trigger])
        with pytest.raises(sqlite3.IntegrityError, match=r"what stands is not changed|append-only"):
            self.db.execute(statement)
        self.db.execute(f"DROP TRIGGER {trigger}")
        assert self.db.execute(statement).rowcount == 1, statement

    def allows(self, trigger: str, statement: str) -> None:
        """Check that a trigger lets a statement through."""
        self.db.execute(self.triggers[trigger])
        assert self.db.execute(statement).rowcount == 1, statement
        self.db.execute(f"DROP TRIGGER {trigger}")


@pytest.fixture(scope="module")
def bare(blank_store: Path) -> tuple[bytes, dict[str, str]]:
    """An empty store without its triggers, and their statements by name."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        with closing(sqlite3.connect(blank_store)) as source:
            source.backup(db)
        triggers = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        for name in triggers:
            db.execute(f"DROP TRIGGER {name}")
        image = bytearray(db.serialize())
    image[18:20] = b"\x01\x01"  # a store in memory knows no write-ahead log
    return bytes(image), triggers


@pytest.fixture
def store(bare: tuple[bytes, dict[str, str]]) -> Iterator[Store]:
    """A store without triggers."""
    found = Store(*bare)
    yield found
    found.db.close()


# --- states --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("old", STATES)
def test_no_state_of_a_finding_is_skipped(store: Store, old: str) -> None:
    store.put("finding", state=old)
    for new in STATES:
        statement = f"UPDATE finding SET state = '{new}' WHERE number = '{MZ}'"
        if new == old or (old, new) in ALLOWED:
            store.allows("finding_state_goes_on", statement)
        else:
            store.refuses_only_by("finding_state_goes_on", statement)
        store.db.execute("UPDATE finding SET state = ?", (old,))


@pytest.mark.parametrize("state", STATES[1:])
def test_a_finding_begins_at_the_beginning(store: Store, state: str) -> None:
    store.put("finding", number=OTHER)
    copy = f"INSERT INTO finding SELECT * FROM (SELECT * FROM finding WHERE number = '{OTHER}')"
    columns = [row[1] for row in store.db.execute("PRAGMA table_info(finding)")]
    values = {"id": "NULL", "number": f"'{MZ}'", "state": f"'{state}'"}
    picked = ", ".join(values.get(name, name) for name in columns)
    statement = copy.replace("SELECT * FROM (SELECT * ", f"SELECT {picked} FROM (SELECT * ")
    store.refuses_only_by("finding_begins_at_the_beginning", statement)


@pytest.mark.parametrize("state", ["refused", "withdrawn", "archived"])
def test_what_is_over_is_changed_in_nothing(store: Store, state: str) -> None:
    store.put("finding", state=state)
    for name in _columns(store, "finding"):
        store.refuses_only_by("finding_archived_stays", _change("finding", name))


def _columns(store: Store, table: str) -> list[str]:
    kept = {"id", "number", "words", "version"}
    return [row[1] for row in store.db.execute(f"PRAGMA table_info({table})") if row[1] not in kept]


def _change(table: str, name: str, state: str = "") -> str:
    """Return a statement that changes a column in one row; codes to another code that is known."""
    other = {
        "state": "'archived'", "origin": "'audit'", "matter_kind": "'license'", "outcome": "'in_part'",
        "kind": "'audit'", "side": "'expert'", "manner": "'opinion'",
    }.get(name, "7")  # fmt: skip
    more = f", state = '{state}'" if state else ""
    return f"UPDATE {table} SET {name} = {other}{more} WHERE rowid = (SELECT MIN(rowid) FROM {table})"


# --- what was answered, reported, decided ----------------------------------------------------------------


REPORTED = (
    "title", "origin", "applicant", "applicant_name", "lead", "application", "subject", "matter_kind", "matter_text",
    "matter_on", "loss_fen", "loss", "cause", "parties", "persons", "organisations", "panel", "plan", "sides",
    "begun_on", "report", "report_sha256", "reported_on", "report_paper", "text", "text_sha256", "round", "follows",
    "new_facts", "new_facts_proof",
)  # fmt: skip
"""What must stand from the report on: what the finding is about, who investigated how, and what was reported."""


@pytest.mark.parametrize("state", ["reported", "decided", "final"])
def test_what_was_reported_is_changed_only_by_going_back_to_the_investigation(
    store: Store, state: str
) -> None:
    for name in REPORTED:
        store.put("finding", state=state)
        store.refuses_only_by("finding_reported_stays", _change("finding", name))
        store.db.execute("DELETE FROM finding")
        store.put("finding", state=state)
        store.allows("finding_reported_stays", _change("finding", name, "investigating"))
        store.db.execute("DELETE FROM finding")


@pytest.mark.parametrize("state", ["decided", "final"])
@pytest.mark.parametrize("name", ["decision", "decided_on"])
def test_what_was_decided_stands(store: Store, state: str, name: str) -> None:
    store.put("finding", state=state, decision="JY-2026-0001", decided_on="2026-06-01")
    store.refuses_only_by("finding_decided_stays", _change("finding", name))


@pytest.mark.parametrize("name", ["decision", "decided_on", "notice", "final_on", "sent_back"])
def test_what_a_final_finding_rests_on_stands(store: Store, name: str) -> None:
    store.put("finding", state="final", notice="GS-2026-0001", final_on="2026-06-01")
    store.refuses_only_by("finding_final_stays", _change("finding", name))


@pytest.mark.parametrize("name", ["answered_on", "answer_reasons", "answer_paper", "rule", "received_on"])
def test_what_was_answered_stands(store: Store, name: str) -> None:
    store.put("finding", state="accepted", answered_on="2026-06-01")
    store.refuses_only_by("finding_answered_once", _change("finding", name))


@pytest.mark.parametrize("name", ["extended_on", "extension_reason", "extension_paper", "extension_deadline"])
def test_an_investigation_is_extended_once(store: Store, name: str) -> None:
    store.put("finding", state="investigating", extended_on="2026-06-01")
    store.refuses_only_by("finding_extended_once", _change("finding", name))


# --- what belongs to a finding ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "state", "trigger"),
    [
        ("hearing", "confirmed", "hearing_confirmed_stays"),
        ("hearing", "absent", "hearing_confirmed_stays"),
        ("inquiry", "delivered", "inquiry_settled_stays"),
        ("inquiry", "partly", "inquiry_settled_stays"),
        ("inquiry", "not_delivered", "inquiry_settled_stays"),
    ],
)
def test_what_was_confirmed_or_settled_stands(store: Store, table: str, state: str, trigger: str) -> None:
    store.put("finding", state="investigating")
    for name in _columns(store, table):
        if name != "state":
            store.put(table, state=state)
            store.refuses_only_by(trigger, _change(table, name))
            store.db.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["hearing", "inquiry", "assessment"])
@pytest.mark.parametrize("state", [state for state in STATES if state != "investigating"])
def test_hearings_inquiries_and_matrices_belong_to_the_investigation(
    store: Store, table: str, state: str
) -> None:
    store.put("finding", state=state)
    store.put(table)
    store.refuses_only_by(f"{table}_in_investigation_only", f"UPDATE {table} SET title = 'x'")
    store.refuses_only_by(f"{table}_in_investigation", _copied(store, table))
    store.db.execute("DELETE FROM finding")
    store.db.execute(f"DELETE FROM {table} WHERE number = 'Y'")
    store.refuses_only_by(f"{table}_in_investigation", _copied(store, table))


def _copied(store: Store, table: str) -> str:
    """Return a statement that inserts the row of a table once more under another number."""
    columns = [row[1] for row in store.db.execute(f"PRAGMA table_info({table})")]
    values = {"id": "NULL", "number": "'Y'", "person": "'Y'"}
    return f"INSERT INTO {table} SELECT {', '.join(values.get(name, name) for name in columns)} FROM {table}"


def test_hearings_inquiries_and_matrices_come_while_it_is_investigated(store: Store) -> None:
    store.put("finding", state="investigating")
    for table in ("hearing", "inquiry", "assessment"):
        store.put(table)
        store.allows(f"{table}_in_investigation_only", f"UPDATE {table} SET title = 'x'")
        store.allows(f"{table}_in_investigation", _copied(store, table))


def test_a_matrix_of_an_earlier_round_stands(store: Store) -> None:
    store.put("finding", state="investigating", round=2)
    store.put("assessment", round=1)
    store.refuses_only_by("assessment_of_earlier_round_stays", "UPDATE assessment SET reasons = 'x'")
    store.put("assessment", number="RD-2", person="Z", round=2)
    store.allows(
        "assessment_of_earlier_round_stays", "UPDATE assessment SET reasons = 'x' WHERE number = 'RD-2'"
    )


@pytest.mark.parametrize("table", ["conclusion", "effect"])
def test_a_conclusion_and_an_effect_are_changed_in_nothing(store: Store, table: str) -> None:
    store.put(table)
    for name in _columns(store, table):
        store.refuses_only_by(f"{table}_no_update", _change(table, name))


@pytest.mark.parametrize(
    "otherwise",
    [
        {"state": "reported"}, {"state": "final"}, {"state": "archived"}, {"round": 2},
        {"decision": "JY-2026-0002"}, {"text_sha256": "f" * 64}, {"number": OTHER},
    ],
)  # fmt: skip
def test_a_conclusion_is_entered_with_its_decision_only(store: Store, otherwise: dict[str, Any]) -> None:
    decided = {"state": "decided", "decision": "JY-2026-0001", "text_sha256": "e" * 64}
    store.put("conclusion", decision="JY-2026-0001", text_sha256="e" * 64)
    store.put("finding", **{**decided, **otherwise})
    store.refuses_only_by("conclusion_as_decided", _copied(store, "conclusion"))
    store.db.execute("DELETE FROM conclusion WHERE number = 'Y'")
    store.db.execute("DELETE FROM finding")
    store.put("finding", **decided)
    store.allows("conclusion_as_decided", _copied(store, "conclusion"))


def test_a_person_has_one_matrix_and_one_conclusion_a_round(store: Store) -> None:
    for table in ("assessment", "conclusion"):
        store.put(table)
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            store.put(table, number="Y")


@pytest.mark.parametrize("state", [*(state for state in STATES if state not in ("final", "archived")), ""])
def test_effects_are_of_final_findings_only(store: Store, state: str) -> None:
    if state:
        store.put("finding", state=state)
    store.put("effect")
    store.refuses_only_by("effect_of_final_findings", _copied(store, "effect"))


def test_final_and_archived_findings_have_effects(store: Store) -> None:
    store.put("effect")
    for state in ("final", "archived"):
        store.put("finding", state=state)
        store.allows("effect_of_final_findings", _copied(store, "effect"))
        store.db.execute("DELETE FROM effect WHERE number = 'Y'")
        store.db.execute("DELETE FROM finding")


# --- deleting ------------------------------------------------------------------------------------------


NEVER_DELETED = (
    "finding", "hearing", "inquiry", "assessment", "conclusion", "effect", "notice", "objection", "objector", "review",
    "decision", "recusal", "person", "rule", "deadline", "exhibit", "exhibit_link", "log", "revision",
)  # fmt: skip
"""All that a finding rests on."""


def test_no_row_that_a_finding_rests_on_can_be_deleted(store: Store) -> None:
    store.db.execute("PRAGMA foreign_keys=OFF")
    store.db.execute("PRAGMA ignore_check_constraints=ON")
    for table in NEVER_DELETED:
        filled = dict(store._needed(table))
        values = ", ".join("0" if filled[name] == "INTEGER" else "''" for name in filled)
        store.db.execute(f"INSERT INTO {table} ({', '.join(filled)}) VALUES ({values})")
        store.refuses_only_by(f"{table}_no_delete", f"DELETE FROM {table}")


def test_every_guard_of_findings_is_tried_here(store: Store) -> None:
    """A guard added to the database asks for a test that shows it."""
    tables = "|".join(CODED)
    guards = {name for name, sql in store.triggers.items() if re.search(rf" ON ({tables})\b", sql)}
    here = Path(__file__).read_text(encoding="utf-8")
    tried = {name for name in guards if name in here}
    tried |= {f"{table}_no_delete" for table in NEVER_DELETED}
    tried |= {
        f"{table}_in_investigation{end}"
        for table in ("hearing", "inquiry", "assessment")
        for end in ("", "_only")
    }
    tried |= {"conclusion_no_update", "effect_no_update"}
    assert guards <= tried
    assert len(guards) == 27
