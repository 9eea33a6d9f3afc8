from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.offices import MOMENT, OPERATOR, end_of, kill_self, posix_only, start_child
from ttoffice.errors import StoreError
from ttoffice.store.claims import Claim
from ttoffice.store.drafts import Draft, Drafts, OpenDraft

KEY = "result.edit CG-2026-0001"
TYPED = {"title": "咖啡果皮[b]\x1b", "rights": [{"number": "ZL2023"}], "keywords": [], "bad": "\udcff"}


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "home" / "drafts")


def begin(drafts: Drafts, key: str = KEY, minutes: int = 0) -> OpenDraft:
    return drafts.begin(key, operator=OPERATOR, clock=lambda: MOMENT + timedelta(minutes=minutes))


def names(drafts: Drafts) -> list[str]:
    return sorted(path.suffix for path in drafts.folder.iterdir()) if drafts.folder.is_dir() else []


def test_a_form_that_is_opened_and_left_alone_leaves_nothing(drafts: Drafts) -> None:
    opened = begin(drafts)
    assert drafts.waiting() == []
    opened.keep()
    assert not drafts.folder.exists()


def test_what_is_typed_waits_once_the_form_is_left_for_later(drafts: Drafts) -> None:
    opened = begin(drafts)
    assert opened.save({"title": "咖"}, 3, "成果一") is True
    assert opened.save(TYPED, 3, "成果一") is True
    assert drafts.waiting() == []
    opened.keep()
    assert drafts.waiting() == [Draft(KEY, TYPED, 3, "2026-06-01T01:30:00.000000+00:00", OPERATOR, "成果一")]
    assert names(drafts) == [".json"]


@pytest.mark.parametrize("held_over", [False, True])
def test_a_draft_that_is_discarded_leaves_no_file_at_all(drafts: Drafts, held_over: bool) -> None:
    opened = begin(drafts)
    opened.save(TYPED)
    if held_over:
        opened.keep()
        taken = drafts.take(drafts.waiting()[0])
        assert taken is not None
        opened = taken
    opened.discard()
    assert names(drafts) == []
    assert drafts.waiting() == []


@pytest.mark.parametrize("end", ["discard", "keep"])
def test_what_is_saved_after_the_end_of_a_form_is_dropped(drafts: Drafts, end: str) -> None:
    opened = begin(drafts)
    opened.save({"title": "before"})
    getattr(opened, end)()
    assert opened.save({"title": "after"}) is False
    assert [draft.typed for draft in drafts.waiting()] == ([{"title": "before"}] if end == "keep" else [])


def test_the_newest_comes_first_and_a_key_chooses(drafts: Drafts) -> None:
    for minutes, key in ((1, "a"), (3, "b"), (2, "a")):
        opened = begin(drafts, key, minutes)
        opened.save({"minutes": minutes})
        opened.keep()
    assert [draft.typed["minutes"] for draft in drafts.waiting()] == [3, 2, 1]
    assert [draft.typed["minutes"] for draft in drafts.waiting("a")] == [2, 1]
    assert drafts.waiting("c") == []


@pytest.mark.parametrize(
    "key",
    ["", "../../../etc/passwd", "a\0b", "成果" * 5000, "CON", "a/b\\c:d*?", "\udcff", "-rf", "\u202e.exe"],
)
def test_any_key_gets_a_safe_file_in_the_folder(drafts: Drafts, key: str) -> None:
    opened = begin(drafts, key)
    assert opened.save(TYPED, None, key)
    opened.keep()
    (draft,) = drafts.waiting(key)
    assert (draft.key, draft.title) == (key, key)
    assert draft.path.parent == drafts.folder
    assert draft.path.name.isascii()
    assert len(draft.path.name) < 100
    assert list(drafts.folder.parent.iterdir()) == [drafts.folder]


def test_two_windows_on_one_record_have_a_draft_each(drafts: Drafts) -> None:
    first, second = begin(drafts), begin(drafts)
    first.save({"title": "甲"})
    second.save({"title": "乙"})
    assert drafts.waiting() == []
    first.keep()
    assert [draft.typed for draft in drafts.waiting()] == [{"title": "甲"}]
    second.keep()
    assert len(drafts.waiting()) == 2


def test_a_draft_is_taken_up_by_one_window_only(drafts: Drafts) -> None:
    opened = begin(drafts)
    opened.save(TYPED)
    opened.keep()
    (draft,) = drafts.waiting()
    taken = drafts.take(draft, operator="王", clock=lambda: datetime(2026, 7, 1, tzinfo=UTC))
    assert taken is not None
    assert drafts.take(draft) is None
    drafts.drop(draft)
    assert taken.save({"title": "more"}, 4)
    taken.keep()
    (again,) = drafts.waiting()
    assert (again.operator, again.at[:10], again.version) == ("王", "2026-07-01", 4)
    drafts.drop(again)
    assert drafts.waiting() == []
    assert drafts.take(again) is None
    assert names(drafts) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"form": 2, "key": "a", "typed": {}, "version": 1, "at": "", "operator": "", "title": ""}',
        b'{"form": 1, "key": 1, "typed": {}, "version": 1, "at": "", "operator": "", "title": ""}',
        b'{"form": 1, "key": "a", "typed": [], "version": 1, "at": "", "operator": "", "title": ""}',
        b'{"form": 1, "key": "a", "typed": {}, "version": "1", "at": "", "operator": "", "title": ""}',
    ],
    ids=range(9),
)
def test_broken_and_foreign_files_are_passed_over_and_left(drafts: Drafts, content: bytes) -> None:
    drafts.folder.mkdir(parents=True)
    (drafts.folder / "x.json").write_bytes(content)
    (drafts.folder / "notes.txt").write_bytes(content)
    (drafts.folder / "folder.json").mkdir()
    opened = begin(drafts)
    opened.save(TYPED)
    opened.keep()
    assert [draft.typed for draft in drafts.waiting()] == [TYPED]
    assert (drafts.folder / "x.json").read_bytes() == content
    assert {"notes.txt", "folder.json"} <= {path.name for path in drafts.folder.iterdir()}


def test_a_folder_that_cannot_be_written_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    drafts = Drafts(tmp_path / "file" / "drafts")
    opened = begin(drafts)
    with pytest.raises(StoreError) as raised:
        opened.save(TYPED)
    assert raised.value.advice
    assert str(drafts.folder) in raised.value.message
    assert opened.save(TYPED) is False
    opened.discard()
    assert drafts.waiting() == []
    assert drafts.take(Draft(KEY, {}, 1, "", "", "", drafts.folder / "x.json")) is None


def test_drafts_of_a_folder_that_may_no_longer_be_written_are_left_alone(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = begin(drafts)
    opened.save(TYPED)
    opened.keep()
    (draft,) = drafts.waiting()
    draft.path.with_suffix(".lock").touch()

    def forbid(*_details: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Claim, "hold", forbid)
    assert drafts.waiting() == []
    assert drafts.take(draft) is None
    drafts.drop(draft)
    assert draft.path.exists()


def test_a_full_disk_keeps_the_last_good_draft_and_a_later_one_is_told_again(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = begin(drafts)
    opened.save({"title": "good"})

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    for _again in range(2):
        with monkeypatch.context() as disk:
            disk.setattr(os, "fsync", full)
            with pytest.raises(StoreError, match="磁盘已满"):
                opened.save({"title": "lost"})
            assert opened.save({"title": "lost"}) is False
        assert opened.save({"title": "good again"}) is True
    opened.keep()
    assert [draft.typed for draft in drafts.waiting()] == [{"title": "good again"}]
    assert names(drafts) == [".json"]


@posix_only
def test_what_a_killed_program_had_typed_is_waiting(drafts: Drafts) -> None:
    def work() -> None:
        opened = begin(drafts)
        opened.save({"title": "a"}, 1, "甲")
        opened.save({"title": "ab"}, 1, "甲")
        kill_self()

    assert end_of(start_child(work)) == -signal.SIGKILL
    assert names(drafts) == [".json", ".lock"]
    (draft,) = drafts.waiting(KEY)
    assert (draft.typed, draft.version, draft.title) == ({"title": "ab"}, 1, "甲")
    taken = drafts.take(draft)
    assert taken is not None
    taken.discard()
    assert names(drafts) == []


@posix_only
@pytest.mark.parametrize("moment", ["write", "rename"])
def test_a_program_killed_while_it_saves_leaves_the_draft_before(drafts: Drafts, moment: str) -> None:
    def work() -> None:
        opened = begin(drafts)
        opened.save({"title": "whole"})
        if moment == "write":
            os.fsync = lambda _handle: kill_self()  # type: ignore[assignment]  # a child about to die
        else:
            Path.replace = lambda _path, _target: kill_self()  # type: ignore[assignment,method-assign,return-value]
        opened.save({"title": "torn"})

    assert end_of(start_child(work)) == -signal.SIGKILL
    (draft,) = drafts.waiting()
    assert draft.typed == {"title": "whole"}
    drafts.drop(draft)
    assert names(drafts) == []


@posix_only
def test_a_program_killed_before_its_first_draft_leaves_no_litter(drafts: Drafts) -> None:
    def work() -> None:
        os.fsync = lambda _handle: kill_self()  # type: ignore[assignment]  # a child about to die
        begin(drafts).save(TYPED)

    assert end_of(start_child(work)) == -signal.SIGKILL
    assert names(drafts) == [".lock", ".part"]
    assert drafts.waiting() == []
    assert names(drafts) == []


OTHER = """
import sys
from pathlib import Path
from ttoffice.store.claims import Claim
from ttoffice.store.drafts import Drafts
drafts = Drafts(Path(sys.argv[1]))
(draft,) = drafts.waiting()
opened = drafts.take(draft)
print(draft.typed["title"], opened is not None, flush=True)
sys.stdin.readline()
opened.save({"title": "by the other"})
opened.keep()
"""


def test_a_draft_in_another_process_is_not_waiting_until_it_lets_go(drafts: Drafts) -> None:
    opened = begin(drafts)
    opened.save({"title": "mine"})
    opened.keep()
    (draft,) = drafts.waiting()
    sources = Path(__file__).parents[2] / "src"
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(drafts.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(sources), "PYTHONUTF8": "1"},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().split() == ["mine", "True"]
        assert drafts.waiting() == []
        assert drafts.take(draft) is None
        drafts.drop(draft)
        other.communicate("\n", timeout=60)
    assert other.returncode == 0
    assert [draft.typed for draft in drafts.waiting()] == [{"title": "by the other"}]


@posix_only
def test_of_many_windows_exactly_one_takes_a_draft_up(drafts: Drafts) -> None:
    opened = begin(drafts)
    opened.save(TYPED)
    opened.keep()
    (draft,) = drafts.waiting()
    reading, writing = os.pipe()

    def work() -> None:
        taken = drafts.take(draft)
        drafts.waiting()
        os.write(writing, b"1" if taken is not None else b"0")
        os.read(gate, 1)

    gate, opening = os.pipe()
    children = [start_child(work) for _window in range(8)]
    told = b""
    while len(told) < len(children):
        told += os.read(reading, 8)
    os.write(opening, b"x" * len(children))
    assert [end_of(child) for child in children] == [0] * len(children)
    for handle in (reading, writing, gate, opening):
        os.close(handle)
    assert sorted(told.decode()) == ["0"] * 7 + ["1"]


def test_a_file_holds_what_another_program_can_read(drafts: Drafts) -> None:
    opened = begin(drafts)
    opened.save({"title": "咖啡"}, None, "新成果")
    opened.keep()
    (path,) = drafts.folder.iterdir()
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert (document["typed"], document["title"]) == ({"title": "咖啡"}, "新成果")
