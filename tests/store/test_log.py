from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.offices import OPERATOR, TODAY, contents, open_at, problems, tamper
from ttoffice.action import Office, perform
from ttoffice.store import log

COLUMNS = [name for name in log.COLUMNS if name != "id"]
REVISION_COLUMNS = ["log_id", "kind", "subject_id", "version", "document"]


@pytest.fixture(scope="module")
def worked_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = open_at(tmp_path_factory.mktemp("worked"))
    perform(office, "unit.set", {"name": "滇中科技大学"})
    perform(office, "result.create", {"title": "甲", "maturity": "lab"})
    perform(office, "result.create", {"title": "乙"})
    perform(office, "result.edit", {"maturity": "pilot"}, subject="CG-2026-0001")
    perform(office, "result.exclude", {"reason": "不适宜"}, subject="CG-2026-0002")
    office.lender.close()
    assert problems(office) == ()
    return office.home.store


@pytest.fixture
def worked(tmp_path: Path, worked_store: Path) -> Office:
    """An office whose log holds five entries, and that a check finds in order."""
    shutil.copy(worked_store, tmp_path / "ttoffice.db")
    return open_at(tmp_path)


def test_an_entry_says_who_when_what_and_on_which_basis(worked: Office) -> None:
    with worked.reader() as reader:
        first, last = log.entry(reader, 1), log.entry(reader, 5)
    assert first is not None
    assert last is not None
    assert (first.id, first.prev_hash, first.action, first.subject) == (
        1,
        log.GENESIS,
        "unit.set",
        "滇中科技大学",
    )
    assert (last.operator, last.legal_day, last.action, last.subject, last.basis) == (
        OPERATOR,
        TODAY.isoformat(),
        "result.exclude",
        "CG-2026-0002",
        "pay-later:4",
    )
    opened = last.as_json()
    assert opened["input"] == {"reason": "不适宜"}
    assert opened["before"] == {"CG-2026-0002": {"exclusion_reason": "", "exclusion_on": None}}
    assert opened["after"] == {"CG-2026-0002": {"exclusion_reason": "不适宜", "exclusion_on": "2026-06-01"}}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("entry_id", [1, 3, 5])
def test_any_changed_field_of_any_entry_is_named(worked: Office, column: str, entry_id: int) -> None:
    tamper(
        worked.home.store, f"UPDATE log SET {column} = COALESCE({column}, '') || '1' WHERE id = {entry_id}"
    )
    assert any(f" {entry_id} " in problem for problem in problems(worked))


@pytest.mark.parametrize("value", ["X'ff00'", "CAST(X'ff' AS TEXT)", "9e999", "''", "'{'", "char(0)"])
@pytest.mark.parametrize("column", ["operator", "input", "digest", "revisions", "hash"])
def test_values_of_a_kind_that_is_never_written_are_named_too(
    worked: Office, column: str, value: str
) -> None:
    tamper(worked.home.store, f"UPDATE log SET {column} = {value} WHERE id = 3")
    assert any(" 3 " in problem for problem in problems(worked))


@pytest.mark.parametrize("column", REVISION_COLUMNS)
@pytest.mark.parametrize("value", ["column", "X'ff00'", "CAST(X'ff' AS TEXT)", "'{'"])
@pytest.mark.parametrize("revision_id", [1, 3, 5])
def test_any_changed_field_of_a_history_is_named(
    worked: Office, column: str, value: str, revision_id: int
) -> None:
    changed = f"{column} || '1'" if value == "column" else value
    tamper(worked.home.store, f"UPDATE revision SET {column} = {changed} WHERE id = {revision_id}")
    assert problems(worked)


@pytest.mark.parametrize("entry_id", [1, 3, 5])
def test_a_removed_entry_is_named(worked: Office, entry_id: int) -> None:
    tamper(worked.home.store, f"DELETE FROM log WHERE id = {entry_id}")
    assert any(f"{entry_id}" in problem and "缺" in problem for problem in problems(worked))


def test_a_removed_tail_stays_named_when_work_goes_on(worked: Office) -> None:
    tamper(
        worked.home.store,
        "DELETE FROM log WHERE id >= 4",
        "DELETE FROM revision WHERE log_id >= 4",
        "UPDATE result SET version = 1, maturity = 'lab', exclusion_reason = '', exclusion_on = NULL",
        "UPDATE result SET maturity = NULL WHERE id = 2",
    )
    assert len(problems(worked)) == 1
    perform(worked, "result.create", {"title": "丙"})
    assert any("4" in problem and "5" in problem for problem in problems(worked))


def test_an_emptied_log_is_named(worked: Office) -> None:
    tamper(
        worked.home.store, "DELETE FROM log", "DELETE FROM revision", "DELETE FROM result", "DELETE FROM unit"
    )
    assert len(problems(worked)) == 1


@pytest.mark.parametrize("new_id", [0, 6, 17])
def test_an_inserted_entry_is_named(worked: Office, new_id: int) -> None:
    names = ", ".join(COLUMNS)
    tamper(worked.home.store, f"INSERT INTO log (id, {names}) SELECT {new_id}, {names} FROM log WHERE id = 3")
    assert any(f" {new_id} " in problem for problem in problems(worked))


def test_an_entry_inserted_between_others_is_named(worked: Office) -> None:
    names = ", ".join(COLUMNS)
    tamper(
        worked.home.store,
        "UPDATE log SET id = -id WHERE id >= 3",
        "UPDATE revision SET log_id = log_id + 1 WHERE log_id >= 3",
        "UPDATE log SET id = 1 - id WHERE id < 0",
        f"INSERT INTO log (id, {names}) SELECT 3, {names} FROM log WHERE id = 2",
    )
    assert any(" 3 " in problem for problem in problems(worked))


def test_exchanged_entries_are_named(worked: Office) -> None:
    tamper(
        worked.home.store,
        "UPDATE log SET id = -2 WHERE id = 2",
        "UPDATE log SET id = 2 WHERE id = 3",
        "UPDATE log SET id = 3 WHERE id = -2",
        "UPDATE revision SET log_id = 5 - log_id WHERE log_id IN (2, 3)",
    )
    found = problems(worked)
    assert any(" 2 " in problem for problem in found)
    assert any(" 3 " in problem for problem in found)


def test_an_entry_recomputed_in_place_breaks_the_one_after_it(worked: Office) -> None:
    with worked.reader() as reader:
        entry = log.entry(reader, 2)
    assert entry is not None
    values = tuple(getattr(entry, name) if name != "operator" else "某人" for name in log.HASHED)
    tamper(
        worked.home.store,
        f"UPDATE log SET operator = '某人', hash = '{log.entry_hash(values)}' WHERE id = 2",
    )
    (problem,) = problems(worked)
    assert " 3 " in problem


@pytest.mark.parametrize("table", ["log", "revision"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 100", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_log_and_the_history(
    worked: Office, table: str, statement: str
) -> None:
    with (
        closing(sqlite3.connect(worked.home.store)) as db,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        db.execute(statement.format(table))


@pytest.mark.parametrize(
    "guard", ["log_no_update", "log_no_delete", "revision_no_update", "revision_no_delete"]
)
@pytest.mark.parametrize("instead", [None, "CREATE TRIGGER {0} BEFORE UPDATE ON log BEGIN SELECT 1; END"])
def test_a_missing_or_toothless_guard_is_named(worked: Office, guard: str, instead: str | None) -> None:
    with closing(sqlite3.connect(worked.home.store)) as db:
        db.execute(f"DROP TRIGGER {guard}")
        if instead:
            db.execute(instead.format(guard))
    (problem,) = problems(worked)
    assert guard in problem


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE result SET title = '丁' WHERE id = 1",
        "UPDATE result SET number = 'CG-2026-0009' WHERE id = 1",
        "UPDATE result SET version = 7 WHERE id = 1",
        "UPDATE result SET acquired_on = '2020-01-01' WHERE id = 1",
        "UPDATE result SET people_text = '王' WHERE id = 1",
        "UPDATE result SET keywords = '[' WHERE id = 1",
        "UPDATE result SET consent_on = 'gestern' WHERE id = 1",
        "UPDATE result SET title = CAST(X'ff' AS TEXT) WHERE id = 1",
        "INSERT INTO completer (result_id, position, name, unit) VALUES (1, 0, '王', '')",
        "INSERT INTO ip_right (result_id, position, number, number_key, holders) VALUES (1, 0, '', '', '[]')",
    ],
)
def test_a_register_changed_by_hand_is_named(worked: Office, statement: str) -> None:
    tamper(worked.home.store, statement)
    (problem,) = problems(worked)
    assert "CG-2026-000" in problem


def test_results_removed_or_added_by_hand_are_named(worked: Office) -> None:
    tamper(worked.home.store, "UPDATE result SET id = 9, number = 'CG-2026-0009' WHERE id = 2")
    removed, added = problems(worked)
    assert " 2 " in removed
    assert "CG-2026-0009" in added


@pytest.mark.parametrize("statement", ["UPDATE unit SET name = '另一所'", "DELETE FROM unit"])
def test_a_unit_changed_by_hand_is_named(worked: Office, statement: str) -> None:
    tamper(worked.home.store, statement)
    assert len(problems(worked)) == 1


def test_broken_pages_are_told_as_a_break_or_as_a_damaged_store(worked: Office) -> None:
    tamper(worked.home.store, "PRAGMA wal_checkpoint(TRUNCATE)")
    with closing(sqlite3.connect(worked.home.store)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_result_title'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    with worked.home.store.open("r+b") as handle:
        handle.seek((page - 1) * size + size - 40)
        handle.write(b"\xff" * 40)
    assert problems(worked)


def test_checking_changes_nothing(worked: Office) -> None:
    before = contents(worked.home.store)
    problems(worked)
    assert contents(worked.home.store) == before


def test_entries_are_listed_newest_first_and_by_record(worked: Office) -> None:
    with worked.reader() as reader:
        assert [entry.id for entry in log.entries(reader, limit=2)] == [5, 4]
        assert [entry.id for entry in log.entries(reader, subject="CG-2026-0001")] == [4, 2]
        assert log.entry(reader, 99) is None


def test_a_record_can_be_shown_as_of_any_day(worked: Office) -> None:
    later = open_at(worked.home.root, date(2026, 7, 1))
    perform(later, "result.edit", {"maturity": "production"}, subject="CG-2026-0001")
    from ttoffice.errors import UsageError
    from ttoffice.results.details import as_of_document, changes

    with worked.reader() as reader:
        assert as_of_document(reader, "CG-2026-0001", date(2026, 6, 30))["maturity"] == "pilot"
        assert as_of_document(reader, "CG-2026-0001", date(2026, 7, 1))["maturity"] == "production"
        with pytest.raises(UsageError):
            as_of_document(reader, "CG-2026-0001", date(2026, 5, 31))
        assert [
            change["fields"].get("maturity", {}).get("after") for change in changes(reader, "CG-2026-0001")
        ] == [
            "lab",
            "pilot",
            "production",
        ]
