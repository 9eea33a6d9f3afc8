from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.offices import contents, end_of, open_at, posix_only, problems, start_child
from ttoffice.action import Office, perform
from ttoffice.errors import ConflictError, RefusedError, StoreError, UsageError
from ttoffice.store import connection
from ttoffice.store.connection import Reader, Writer
from ttoffice.store.series import draw


def numbers(office: Office) -> list[str]:
    with office.reader() as reader:
        return [row[0] for row in reader.all("SELECT number FROM result ORDER BY id")]


def test_serials_run_on_by_prefix_and_by_year(office: Office) -> None:
    writer = office.writer()
    writer.begin()
    assert draw(writer, "CG", 2026, 2) == ["CG-2026-0001", "CG-2026-0002"]
    assert draw(writer, "CG", 2026) == ["CG-2026-0003"]
    assert draw(writer, "CG", 2027) == ["CG-2027-0001"]
    assert draw(writer, "ZJ", 2026) == ["ZJ-2026-0001"]
    writer.rollback()
    writer.begin()
    assert draw(writer, "CG", 2026) == ["CG-2026-0001"]
    writer.rollback()
    writer.close()


def test_what_is_undone_consumes_no_number(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    perform(office, "result.create", {"title": "甲"})
    perform(office, "result.create", {"title": "乙"}, dry_run=True)
    with pytest.raises(RefusedError):
        perform(office, "result.create", {"title": "乙", "implemented": "no", "implementations": [{}]})
    with monkeypatch.context() as patch:
        patch.setattr(
            Writer, "commit", lambda _self: (_ for _ in ()).throw(sqlite3.OperationalError("disk I/O"))
        )
        with pytest.raises(sqlite3.OperationalError):
            perform(office, "result.create", {"title": "乙"})
    perform(office, "result.create", {"title": "丙"})
    assert numbers(office) == ["CG-2026-0001", "CG-2026-0002"]
    assert problems(office) == ()


@posix_only
def test_two_processes_draw_no_number_twice_and_leave_no_gap(office: Office) -> None:
    root, each = office.home.root, 15

    def work() -> None:
        own = open_at(root)
        for serial in range(each):
            perform(own, "result.create", {"title": f"成果{serial}"}, dry_run=serial % 5 == 4)

    children = [start_child(work) for _process in range(2)]
    assert [end_of(child) for child in children] == [0, 0]
    assert numbers(office) == [f"CG-2026-{serial:04d}" for serial in range(1, 25)]
    assert problems(office) == ()


def test_a_stale_write_is_refused_with_what_changed(office: Office) -> None:
    perform(office, "result.create", {"title": "甲"})
    other = open_at(office.home.root)
    perform(other, "result.edit", {"title": "乙", "trl": 4}, subject="CG-2026-0001")
    before = contents(office.home.store)
    with pytest.raises(ConflictError) as raised:
        perform(office, "result.edit", {"title": "丙"}, subject="CG-2026-0001", version=1)
    assert set(raised.value.changes) == {("title", "甲", "乙"), ("trl", None, 4)}
    assert other.operator in raised.value.message
    assert contents(office.home.store) == before
    perform(office, "result.edit", {"title": "丙"}, subject="CG-2026-0001", version=2)


@pytest.mark.parametrize("version", [0, -1, 3, 10**30])
def test_a_version_that_never_was_is_a_conflict_too(office: Office, version: int) -> None:
    perform(office, "result.create", {"title": "甲"})
    with pytest.raises(ConflictError):
        perform(office, "result.edit", {"title": "丙"}, subject="CG-2026-0001", version=version)


def test_a_store_that_others_write_is_told_as_busy(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 20)
    other = Writer(office.home.store)
    other.begin()
    try:
        with pytest.raises(StoreError) as raised:
            perform(open_at(office.home.root), "result.create", {"title": "甲"})
        with office.reader() as reader:
            assert reader.value("SELECT COUNT(*) FROM result") == 0
    finally:
        other.rollback()
        other.close()
    assert str(office.home.store) in raised.value.message
    assert raised.value.advice
    assert perform(office, "result.create", {"title": "甲"}).value == "CG-2026-0001"


def test_a_full_disk_is_told_and_the_store_is_as_it_was(office: Office) -> None:
    perform(office, "result.create", {"title": "甲"})
    before = contents(office.home.store)
    writer = office.writer()
    (pages,) = writer.all("PRAGMA page_count")[0]
    writer.execute(f"PRAGMA max_page_count = {pages + 1}")
    office.lender.take_back(writer)
    with pytest.raises(StoreError) as raised:
        perform(office, "result.create", {"title": "乙", "brief": "长" * 19_000})
    assert raised.value.advice
    assert contents(office.home.store) == before
    assert problems(office) == ()


def test_a_reader_cannot_write(office: Office) -> None:
    with office.reader() as reader, pytest.raises(StoreError):
        reader.execute("INSERT INTO number_series VALUES ('CG', 2026, 1)")


@pytest.mark.parametrize("value", ["\ud800", 10**30])
def test_values_that_no_store_can_hold_are_a_wrong_call(office: Office, value: object) -> None:
    with office.reader() as reader, pytest.raises(UsageError) as raised:
        reader.one("SELECT ?", (value,))
    assert raised.value.advice


def test_a_snapshot_shows_one_state_whatever_is_written_meanwhile(office: Office) -> None:
    perform(office, "result.create", {"title": "甲"})
    with office.reader() as reader:
        with reader.snapshot():
            assert reader.value("SELECT COUNT(*) FROM result") == 1
            perform(office, "result.create", {"title": "乙"})
            assert reader.value("SELECT COUNT(*) FROM result") == 1
        assert reader.value("SELECT COUNT(*) FROM result") == 2


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\1" * 600])
def test_a_file_that_is_no_store_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(StoreError) as raised:
        Reader(tmp_path / "x.db")
    assert raised.value.advice


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Reader(tmp_path / "missing.db")
