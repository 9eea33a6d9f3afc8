from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.offices import MOMENT, end_of, kill_self, posix_only, start_child
from ttoffice.store.claims import Claim
from ttoffice.store.presence import Presence, Window, writable


def files(home: Path) -> list[str]:
    folder = home / "windows"
    return sorted(path.suffix for path in folder.iterdir()) if folder.is_dir() else []


def test_a_window_alone_sees_nobody(tmp_path: Path) -> None:
    presence = Presence(tmp_path)
    assert presence.others() == ()
    presence.enter("李明", lambda: MOMENT)
    assert presence.others() == ()
    presence.leave()
    presence.leave()
    assert files(tmp_path) == []


def test_each_window_sees_the_others_until_they_leave(tmp_path: Path) -> None:
    first, second, watcher = Presence(tmp_path), Presence(tmp_path), Presence(tmp_path)
    first.enter("李明", lambda: MOMENT)
    second.enter("王[b]\x1b", lambda: MOMENT)
    host, pid, since = socket.gethostname(), os.getpid(), "2026-06-01T01:30:00+00:00"
    assert first.others() == (Window("王[b]\x1b", host, pid, since),)
    assert second.others() == (Window("李明", host, pid, since),)
    assert len(watcher.others()) == 2
    second.leave()
    assert first.others() == ()
    assert first.others() == watcher.others()[1:]


def test_a_window_may_change_its_operator(tmp_path: Path) -> None:
    first, watcher = Presence(tmp_path), Presence(tmp_path)
    first.enter("李明", lambda: MOMENT)
    first.enter("王芳", lambda: MOMENT)
    assert [window.operator for window in watcher.others()] == ["王芳"]
    first.leave()


@posix_only
def test_a_window_in_another_process_is_seen_and_a_killed_one_is_cleaned_away(tmp_path: Path) -> None:
    watcher = Presence(tmp_path)
    reading, writing = os.pipe()
    gate, opening = os.pipe()

    def work() -> None:
        Presence(tmp_path).enter("王芳", lambda: MOMENT)
        kept = Presence(tmp_path)
        kept.enter("赵", lambda: MOMENT)
        os.write(writing, b"x")
        os.read(gate, 1)
        kill_self()

    child = start_child(work)
    os.read(reading, 1)
    (window,) = watcher.others()
    assert (window.operator, window.pid) == ("赵", child)
    os.write(opening, b"x")
    assert end_of(child) == -signal.SIGKILL
    assert files(tmp_path) == [".json", ".lock"]
    assert watcher.others() == ()
    assert files(tmp_path) == []
    for handle in (reading, writing, gate, opening):
        os.close(handle)


def test_notes_of_others_do_not_mislead(tmp_path: Path) -> None:
    folder = tmp_path / "windows"
    folder.mkdir()
    (folder / "window-x.json").write_text("broken", encoding="utf-8")
    (folder / "readme.txt").touch()
    assert Presence(tmp_path).others() == ()
    assert (folder / "readme.txt").exists()


def test_a_home_that_cannot_be_written_tells_nothing_and_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    presence = Presence(tmp_path / "file")
    presence.enter("李明", lambda: MOMENT)
    assert presence.others() == ()
    presence.leave()


def test_a_window_that_may_not_write_knows_nobody_and_cleans_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Presence(tmp_path)
    first.enter("李明", lambda: MOMENT)

    def forbid(*_details: object) -> bool:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as disk:
        disk.setattr(Claim, "hold", forbid)
        second = Presence(tmp_path)
        second.enter("王芳", lambda: MOMENT)
        assert second.others() == ()
        second.leave()
    assert len(Presence(tmp_path).others()) == 1
    first.leave()


def test_a_store_is_writable_where_it_and_its_folder_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "ttoffice.db"
    assert writable(store)
    store.touch()
    assert writable(store)
    assert not writable(tmp_path)
    assert not writable(store / "below")
    assert not writable(tmp_path / "missing" / "ttoffice.db")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert not writable(store)


INTRUDE = """
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=0).execute("INSERT INTO t VALUES (1)")
except sqlite3.OperationalError as error:
    print(error)
"""


def test_asking_whether_a_store_is_writable_leaves_its_locks_alone(tmp_path: Path) -> None:
    """A process of its own intrudes: a forked one would know SQLite's locks without asking the system."""
    store = tmp_path / "ttoffice.db"
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        db.execute("CREATE TABLE t (x)")
        db.execute("BEGIN EXCLUSIVE")
        assert writable(store)
        intruder = [sys.executable, "-c", INTRUDE, str(store)]
        assert b"locked" in subprocess.run(intruder, check=True, capture_output=True).stdout
        db.execute("ROLLBACK")
