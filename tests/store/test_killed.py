"""A run killed at any moment leaves the store whole, and what was acknowledged is there."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.offices import contents, end_of, kill_self, open_at, posix_only, problems, start_child
from ttoffice.action import Office, perform
from ttoffice.store import connection

pytestmark = posix_only

LEDGER = "成果名称,专利号,完成人,取得日期\n" + "".join(
    f"导入成果{i},,李{i},2023-01-0{i}\n" for i in range(1, 6)
)


def one_of_each(office: Office, folder: Path) -> list[tuple[str, Callable[[], object]]]:
    """Return every kind of write by name, each on the office as `prepared` leaves it."""
    return [
        ("create", lambda: perform(office, "result.create", {"title": "新", "completers": [{"name": "王"}]})),
        ("edit", lambda: perform(office, "result.edit", {"title": "改"}, subject="CG-2026-0001")),
        ("exclude", lambda: perform(office, "result.exclude", {"reason": "不适宜"}, subject="CG-2026-0001")),
        (
            "attach",
            lambda: perform(
                office, "exhibit.add", {"subject": "CG-2026-0001", "path": str(folder / "证书.pdf")}
            ),
        ),
        ("name", lambda: perform(office, "unit.set", {"name": "滇中科技大学"})),
        ("import", lambda: perform(office, "result.import", {"file": str(folder / "台账.csv")})),
    ]


@pytest.fixture
def prepared(office: Office, tmp_path: Path) -> Path:
    """A home with one result, and files to work from beside it."""
    (tmp_path / "证书.pdf").write_bytes(b"%PDF" * 500)
    (tmp_path / "台账.csv").write_text(LEDGER, encoding="utf-8")
    perform(office, "result.create", {"title": "旧", "completers": [{"name": "李"}]})
    office.lender.close()
    return office.home.root


def kill_at_statement(statement: int) -> None:
    """Let this process be killed when its connections run their n-th statement."""
    opened = connection.connect
    left = [statement]

    def count(_sql: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            kill_self()

    def connect(path: Path, **options: bool) -> object:
        made = opened(path, **options)
        made.set_trace_callback(count)
        return made

    connection.connect = connect  # type: ignore[assignment]  # in a child that is about to die


@pytest.mark.parametrize("write", range(6), ids=["create", "edit", "exclude", "attach", "name", "import"])
@pytest.mark.parametrize(
    "stride", [3, pytest.param(1, marks=pytest.mark.exhaustive)], ids=["sample", "every statement"]
)
def test_a_write_killed_at_any_statement_is_done_or_was_never_begun(
    prepared: Path, tmp_path: Path, write: int, stride: int
) -> None:
    before = contents(prepared / "ttoffice.db")
    killed = 0
    for statement in range(1 + write % stride, 5000, stride):
        root = tmp_path / f"killed-{statement}"
        shutil.copytree(prepared, root)

        def work(statement: int = statement, root: Path = root) -> None:
            office = open_at(root)
            kill_at_statement(statement)
            one_of_each(office, tmp_path)[write][1]()

        code = end_of(start_child(work))
        office = open_at(root)
        assert problems(office) == ()
        after = contents(root / "ttoffice.db")
        assert (len(after["log"]) == len(before["log"]) + 1) if code == 0 else (after == before)
        perform(office, "result.create", {"title": "next"})
        office.lender.close()
        assert problems(office) == ()
        shutil.rmtree(root)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        killed += 1
    assert killed > 2


def work_until_killed(root: Path, acknowledged: int, seed: int) -> None:
    """Write without end, and tell each write through the pipe only after it was performed."""
    office = open_at(root)
    chance = random.Random(seed)
    (root.parent / f"{seed}.pdf").write_bytes(b"%PDF" * 500)
    while True:
        choice = chance.randrange(4)
        if choice == 0:
            title = f"{seed}-{chance.random()}"
            number = perform(office, "result.create", {"title": title}).value
            done = ["title", number, title]
        elif choice == 1:
            remark = str(chance.random())
            perform(office, "result.edit", {"remarks": remark}, subject="CG-2026-0001")
            done = ["remark", "CG-2026-0001", remark]
        elif choice == 2:
            data = {"subject": "CG-2026-0001", "path": str(root.parent / f"{seed}.pdf")}
            done = ["exhibit", perform(office, "exhibit.add", data).value, ""]
        else:
            perform(office, "result.import", {"file": str(root.parent / "台账.csv")})
            done = ["import", "", ""]
        os.write(acknowledged, json.dumps(done).encode() + b"\n")


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=pytest.mark.exhaustive)])
def test_killed_at_random_moments_nothing_acknowledged_is_lost(prepared: Path, kills: int) -> None:
    chance = random.Random(kills)
    titles: dict[str, str] = {}
    exhibits: set[str] = set()
    for seed in range(kills):
        reading, writing = os.pipe()
        child = start_child(lambda seed=seed, writing=writing: work_until_killed(prepared, writing, seed))  # type: ignore[misc]
        os.close(writing)
        told = os.read(reading, 1 << 20)
        time.sleep(chance.random() / 20)
        os.kill(child, signal.SIGKILL)
        assert end_of(child) == -signal.SIGKILL
        while more := os.read(reading, 1 << 20):
            told += more
        os.close(reading)
        done = [json.loads(line) for line in told.split(b"\n") if line]
        titles |= {number: title for what, number, title in done if what == "title"}
        exhibits |= {number for what, number, _text in done if what == "exhibit"}
        remarks = [text for what, _number, text in done if what == "remark"]

        office = open_at(prepared)
        assert problems(office) == ()
        with office.reader() as reader:
            stored: dict[str, str] = dict(reader.all("SELECT number, title FROM result"))
            attached = {row[0] for row in reader.all("SELECT number FROM exhibit")}
            (serials,) = reader.all("SELECT COUNT(*), MAX(id) FROM result")
            remark = reader.value("SELECT remarks FROM result WHERE number = 'CG-2026-0001'")
            written = reader.all(
                "SELECT input FROM log WHERE action = 'result.edit' ORDER BY id DESC LIMIT 2"
            )
        assert titles.items() <= stored.items()
        assert exhibits <= attached
        assert serials[0] == serials[1]
        if remarks:
            assert remarks[-1] in {json.loads(text)["remarks"] for (text,) in written}
            assert remark == json.loads(written[0][0])["remarks"]
