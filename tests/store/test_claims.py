from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices import end_of, posix_only, start_child
from ttoffice.store import claims
from ttoffice.store.claims import Claim, is_free, new_path, put, read, sweep


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "a.json"


def test_a_file_is_held_by_one_at_a_time(path: Path) -> None:
    first, second = Claim(path), Claim(path)
    assert is_free(path)
    assert first.hold()
    assert not second.hold()
    assert not is_free(path)
    first.release()
    first.release()
    assert is_free(path)
    assert second.hold()
    second.remove()
    assert list(path.parent.iterdir()) == []


@posix_only
def test_whoever_dies_lets_go(path: Path) -> None:
    def work() -> None:
        claim = Claim(path)
        claim.hold()
        claim.write({"a": 1})

    assert end_of(start_child(work)) == 0
    assert path.with_suffix(".lock").exists()
    assert is_free(path)
    assert read(path) == {"a": 1}
    assert not path.with_suffix(".lock").exists()


def test_two_paths_are_never_the_same(tmp_path: Path) -> None:
    assert new_path(tmp_path, "成果 a/b") != new_path(tmp_path, "成果 a/b")
    assert new_path(tmp_path, "成果 a/b").name.startswith("---a-b-")


def test_what_cannot_be_written_whole_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    put(path, b"old")

    def fail(_path: Path, _target: Path) -> Path:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="Input/output"):
        put(path, b"new")
    assert [(item.name, item.read_bytes()) for item in path.parent.iterdir()] == [("a.json", b"old")]


@pytest.mark.parametrize("content", [b"", b"[1]", b"1", b"\xff", b"{" * 100_000])
def test_what_is_no_object_is_not_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    assert read(tmp_path / "a.json") is None
    assert read(tmp_path / "missing.json") is None


def test_a_file_larger_than_anybody_types_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.json").write_text('{"a": 1}', encoding="utf-8")
    assert read(tmp_path / "a.json") == {"a": 1}
    monkeypatch.setattr(claims, "MOST_BYTES", 5)
    assert read(tmp_path / "a.json") is None


def test_sweeping_leaves_what_is_held_and_what_is_whole(path: Path) -> None:
    held = Claim(path)
    held.hold()
    for name in ("dead.lock", "dead.part", "whole.json", "whole.lock", "other.txt"):
        (path.parent / name).touch()
    sweep(path.parent)
    assert sorted(item.name for item in path.parent.iterdir()) == [
        "a.lock",
        "other.txt",
        "whole.json",
        "whole.lock",
    ]
    held.remove()
    sweep(path.parent / "missing")
