"""The kept writing connection: lent again after success, never after a failure or for another file."""

from __future__ import annotations

import gc
import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from ttoffice.action import perform
from ttoffice.action.office import Office, open_office
from ttoffice.errors import RefusedError
from ttoffice.paths import Home
from ttoffice.store.connection import Writer
from ttoffice.store.lending import Lender
from ttoffice.store.migrate import upgrade


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "ttoffice.db"
    upgrade(path)
    return path


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(Home(tmp_path / "office"), environ={"TTOFFICE_TODAY": "2026-11-20"}, operator="周敏")


def used(lender: Lender, path: Path) -> Writer:
    writer = lender.lend(path)
    lender.take_back(writer)
    return writer


def test_the_same_connection_serves_the_next_transaction(store: Path) -> None:
    lender = Lender()
    first = used(lender, store)
    assert lender.lend(store) is first
    lender.discard(first)


def test_two_at_once_get_a_connection_each_and_one_is_kept(store: Path) -> None:
    lender = Lender()
    first, second = lender.lend(store), lender.lend(store)
    assert first is not second
    lender.take_back(first)
    lender.take_back(second)
    with pytest.raises(sqlite3.ProgrammingError):
        second._connection.execute("SELECT 1")
    assert lender.lend(store) is first
    lender.discard(first)


def test_a_replaced_file_is_opened_anew(store: Path, tmp_path: Path) -> None:
    lender = Lender()
    first = used(lender, store)
    other = tmp_path / "other.db"
    upgrade(other)
    other.replace(store)
    second = lender.lend(store)
    assert second is not first
    lender.discard(second)


def test_a_file_replaced_during_a_transaction_is_opened_anew_afterwards(store: Path, tmp_path: Path) -> None:
    lender = Lender()
    first = lender.lend(store)
    other = tmp_path / "other.db"
    upgrade(other)
    other.replace(store)
    lender.take_back(first)
    second = lender.lend(store)
    assert second is not first
    lender.discard(second)


def test_a_lender_serves_another_store_too(store: Path, tmp_path: Path) -> None:
    lender, other = Lender(), tmp_path / "other.db"
    upgrade(other)
    used(lender, store)
    writer = lender.lend(other)
    assert writer.path == other
    lender.discard(writer)


def test_an_open_transaction_is_not_kept(store: Path) -> None:
    lender = Lender()
    writer = lender.lend(store)
    writer.begin()
    lender.take_back(writer)
    fresh = lender.lend(store)
    assert fresh is not writer
    lender.discard(fresh)


def test_a_forgotten_lender_closes_its_connection(store: Path) -> None:
    lender = Lender()
    writer = used(lender, store)
    del lender
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError):
        writer._connection.execute("SELECT 1")


def test_a_connection_is_kept_after_an_action_and_closed_after_a_refusal(office: Office) -> None:
    perform(office, "unit.set", {"name": "滇中科技大学"})
    kept = office.lender._idle[0][0]
    perform(office, "unit.set", {"office": "科技处"})
    assert office.lender._idle[0][0] is kept
    with pytest.raises(RefusedError):
        perform(office, "unit.set", {"credit_code": "123"})
    assert not office.lender._idle
    assert not office.lender._lent


def test_actions_from_several_threads_all_count(office: Office) -> None:
    def work(name: str) -> None:
        for turn in range(5):
            perform(office, "result.create", {"title": f"{name} {turn}"})

    threads = [Thread(target=work, args=(f"咖啡 {name}",)) for name in "甲乙丙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with office.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM result") == 15
        assert reader.value("SELECT COUNT(*) FROM log") == 15
    assert len(office.lender._idle) == 1
    office.lender.close()
