"""Two windows on one store: who acts on what they no longer see is told so, and what one did binds the other.

Each test opens the office twice, on the disk, as two windows or a window and a command do. A state is prepared in
memory and put on the disk.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.findings.books import Books
from tests.findings.exploring import Found
from tests.findings.memory import World
from tests.findings.moves import moves
from tests.findings.oracle import complaints
from tests.findings.prepared_office import at
from tests.findings.preparing import Prepared
from tests.findings.scene import Scene
from tests.offices import open_at, problems
from ttoffice.action import Office, perform
from ttoffice.errors import ConflictError, RefusedError, StoreError

Ways = dict[str, list[Found]]
MAIN = "to the archive and reopened"
MZ = "MZ-2026-0001"


class Two:
    """Two windows of one office, and what can be done in either."""

    def __init__(self, world: World, prepared: Prepared, found: Found, folder: Path) -> None:
        at(world, found)
        home = folder / "office"
        shutil.copytree(prepared.root, home, ignore=shutil.ignore_patterns("ttoffice.db*"))
        (home / "ttoffice.db").write_bytes(zlib.decompress(found.image))
        with closing(sqlite3.connect(home / "ttoffice.db")) as db:
            db.execute("PRAGMA journal_mode=WAL")
        self.here, self.there = (open_at(home, found.day) for _window in range(2))
        self.moves = {move.name: move for move in moves(Scene(world, prepared))}

    def do(self, office: Office, name: str, **options: Any) -> Any:
        """Make a move in one of the windows."""
        move = self.moves[name]
        return perform(office, move.verb, move.data, subject=move.subject, **options).value

    def version(self, kind: str = "finding", number: str = MZ) -> int:
        """Return the version of a record as a window has it on its screen."""
        with self.here.reader() as reader:
            return int(reader.value(f"SELECT version FROM {kind} WHERE number = ?", (number,)))

    def wrong(self) -> list[Any]:
        """Return what the oracle and the program's own check of the store find."""
        with self.here.reader() as reader:
            return [*complaints(Books(reader.execute)), *problems(self.here)]

    def close(self) -> None:
        """Close both windows."""
        self.here.lender.close()
        self.there.lender.close()


Opened = Callable[[str, str], Two]


@pytest.fixture
def opened(world: World, prepared: Prepared, led_ways: Ways, tmp_path: Path) -> Iterator[Opened]:
    """Open two windows on the state of a way after a move."""
    made: list[Two] = []

    def open_two(way: str, after: str) -> Two:
        found = next(one for one in led_ways[way] if one.path and one.path[-1] == after)
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(Two(world, prepared, found, folder))
        return made[-1]

    yield open_two
    for two in made:
        two.close()


# --- what is no longer as it was seen --------------------------------------------------------------------


STALE = (
    ("open", "edit the loss", "accept"),
    ("check 郑毅", "form the panel", "edit the cause"),
    ("form the panel", "begin", "edit the loss"),
    ("begin", "extend", "change the plan"),
    ("propose exempt", "report", "edit the cause"),
    ("report", "send back", "withdraw"),
    ("vote", "decide", "send back"),
    ("close", "finalise", "finalise"),
    ("make the dossier", "archive", "archive"),
)
"""After a move on the main way: what one window does, and what the other does on what it still shows."""


@pytest.mark.parametrize(("after", "one", "other"), STALE)
def test_what_another_window_changed_is_not_overwritten(
    opened: Opened, after: str, one: str, other: str
) -> None:
    two = opened(MAIN, after)
    seen = two.version()
    two.do(two.there, one)
    with pytest.raises(ConflictError) as error:
        two.do(two.here, other, version=seen)
    assert error.value.changes
    assert two.wrong() == []


RACES = (
    ("open", "accept", "refuse", "finding.state"),
    ("open", "refuse", "accept", "finding.state"),
    ("propose exempt", "report", "report unsigned", "finding.state"),
    ("report", "withdraw", "send back", "finding.state"),
    ("vote", "decide", "send back", "finding.state"),
    ("vote", "send back", "decide", "finding.state"),
    ("decide", "draft the notice", "draft the notice", "notice.under_way"),
    ("approve", "publish", "publish", "notice.state"),
    ("take down", "close", "close", "notice.state"),
    ("close", "finalise", "finalise", "finding.state"),
    ("close", "object", "finalise", "finding.objection_open"),
    ("ask", "not delivered", "delivered", "inquiry.stands"),
    ("certify", "reopen", "reopen", "finding.followed"),
    ("make the dossier", "archive", "archive", "finding.state"),
)
"""After a move on the main way: what one window does first, what the other tries without having looked, and why not."""


@pytest.mark.parametrize(("after", "first", "second", "code"), RACES)
def test_the_second_of_two_that_race_is_refused_by_the_rules(
    opened: Opened, after: str, first: str, second: str, code: str
) -> None:
    two = opened(MAIN, after)
    two.do(two.there, first)
    with pytest.raises(RefusedError) as error:
        two.do(two.here, second)
    assert code in {reason.code for reason in error.value.reasons}
    assert two.wrong() == []


# --- what one window learns binds the other ----------------------------------------------------------------


LEARNT = (
    ("propose exempt", "a member declares kin", "report", "panel.conflict"),
    ("propose exempt", "a member withdraws", "report", "panel.conflict"),
    ("propose exempt", "assess barred", "report", "assessment.no_outcome"),
    ("propose exempt", "hear the other side", "report", "hearing"),
    ("propose exempt", "ask", "report", "inquiry"),
    ("report", "a voter declares kin", "vote", "decision.conflict"),
    ("vote", "a voter declares kin", "decide", "conflict"),
    ("close", "a member declares kin", "finalise", "panel.conflict"),
)
"""After a move: what one window records, what the other must then be refused, and what the code speaks of."""


@pytest.mark.parametrize(("after", "first", "second", "about"), LEARNT)
def test_what_one_window_records_binds_the_other(
    opened: Opened, after: str, first: str, second: str, about: str
) -> None:
    two = opened(MAIN, after)
    two.do(two.there, first)
    with pytest.raises(RefusedError) as error:
        two.do(two.here, second)
    codes = {reason.code for reason in error.value.reasons if not reason.warning}
    assert any(about in code for code in codes), codes
    assert two.wrong() == []


# --- at the very same time --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "one", "other"),
    [("open", "accept", "refuse"), ("vote", "decide", "send back"), ("close", "finalise", "object")],
)
def test_of_two_at_the_very_same_time_one_waits_for_the_other(
    opened: Opened, after: str, one: str, other: str
) -> None:
    """Neither sees half of what the other does, and no more is done than could be done one after the other."""
    two = opened(MAIN, after)
    told: dict[str, str] = {}
    begin = threading.Barrier(2)

    def act(office: Office, name: str) -> None:
        begin.wait()
        try:
            two.do(office, name)
            told[name] = "done"
        except RefusedError as refused:
            told[name] = min(reason.code for reason in refused.reasons if not reason.warning)
        except StoreError:
            told[name] = "busy"

    threads = [threading.Thread(target=act, args=pair) for pair in ((two.here, one), (two.there, other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "done" in told.values(), told
    assert "busy" not in told.values(), told
    if other != "object":
        assert sorted(told.values()) == ["done", "finding.state"], told
    assert two.wrong() == []
