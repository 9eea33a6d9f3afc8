"""What tests of the store, the actions and the command line share: an office to work in, and a child to kill."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ttoffice.action import Office, perform
from ttoffice.action.office import open_office
from ttoffice.paths import Home
from ttoffice.results.checking import verify_office

TODAY = date(2026, 6, 1)
MOMENT = datetime(2026, 6, 1, 1, 30, tzinfo=UTC)
OPERATOR = "李明"

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="forks or signals a child process")


def open_at(root: Path, today: date = TODAY) -> Office:
    """Return the office of a home, on a fixed day and at a fixed moment; its store is made if missing."""
    return open_office(
        Home(root), environ={"TTOFFICE_TODAY": today.isoformat()}, operator=OPERATOR, clock=lambda: MOMENT
    )


def settled(root: Path) -> None:
    """Name the unit of a home, so that its workbench opens without the first start."""
    office = open_at(root)
    perform(office, "unit.set", {"name": "滇中科技大学"})
    office.lender.close()


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of a store, the search index's tables included."""
    with closing(sqlite3.connect(path)) as db:
        names = [
            row[0]
            for row in db.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            )
        ]
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in sorted(names)}


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its path."""
    if not folder.is_dir():
        return {}
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def problems(office: Office) -> tuple[str, ...]:
    """Return what a check of the whole office finds."""
    with office.reader() as reader:
        return verify_office(reader, office.vault).problems


def tamper(path: Path, *statements: str) -> None:
    """Change a store by hand as somebody would who wants no trace: the triggers are put back afterwards."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=OFF")
        guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        for _name, sql in guards:
            db.execute(sql)


def start_child(work: Callable[[], None]) -> int:
    """Run some work in a forked child and return its process id; its exit code is 0 if nothing was raised."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    finally:
        traceback.print_exc()
        os._exit(1)


def end_of(child: int) -> int:
    """Wait for a child and return its exit code, the negative signal number where one killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_self() -> None:
    """End this process as a power cut would: no clean-up, no flush."""
    os.kill(os.getpid(), signal.SIGKILL)
