from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.offices import contents, files_below, posix_only, problems
from ttoffice.action import Office, perform
from ttoffice.errors import InputFileError, RefusedError, TTOfficeError
from ttoffice.evidence.attaching import attach, attach_many, files_of
from ttoffice.evidence.views import exhibits_of
from ttoffice.store import vault as vault_module

NUMBER = "CG-2026-0001"
LARGE = 1 << 31


@pytest.fixture
def entered(office: Office) -> Office:
    perform(office, "result.create", {"title": "甲"})
    return office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "材料"
    path.mkdir()
    for name in ("b.pdf", "a.pdf", ".hidden", "~$b.docx"):
        (path / name).write_text(name)
    (path / "inner").mkdir()
    return path


def names(office: Office) -> list[str]:
    with office.reader() as reader:
        return [view.name for view in exhibits_of(reader, "result", 1)]


def test_a_folder_stands_for_the_files_in_it(folder: Path, tmp_path: Path) -> None:
    found = files_of([folder, tmp_path / "missing"])
    assert [path.name for path in found] == ["a.pdf", "b.pdf", "missing"]
    with pytest.raises(InputFileError):
        files_of([folder / "inner"])


def test_a_file_that_fails_names_itself_and_hinders_no_other(entered: Office, folder: Path) -> None:
    told: list[tuple[int, int | None]] = []
    paths = [folder / "a.pdf", folder / "gone.pdf", folder / "inner", folder / "b.pdf"]
    found = list(
        attach_many(entered, paths, {"subject": NUMBER, "pages": 2}, lambda *step: told.append(step))
    )
    assert [outcome.number for outcome in found] == ["ZJ-2026-0001", "", "", "ZJ-2026-0002"]
    assert [str(outcome.path) in outcome.problem for outcome in found] == [False, True, True, False]
    assert names(entered) == ["a.pdf", "b.pdf"]
    assert told[-1][0] == told[-1][1]
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert problems(entered) == ()


def test_what_stops_the_work_leaves_what_was_attached_and_nothing_half(entered: Office, folder: Path) -> None:
    class StopError(TTOfficeError):
        pass

    def progress(done: int, _total: int | None) -> None:
        if done > len("a.pdf"):
            raise StopError("stopped")

    with pytest.raises(StopError):
        list(attach_many(entered, files_of([folder]), {"subject": NUMBER}, progress))
    assert names(entered) == ["a.pdf"]
    assert list((entered.home.vault / "incoming").iterdir()) == []
    assert problems(entered) == ()


def test_what_the_rules_refuse_is_not_copied(entered: Office, folder: Path) -> None:
    with pytest.raises(RefusedError):
        attach(entered, {"subject": "CG-2026-0009", "path": str(folder / "a.pdf")})
    assert files_below(entered.home.vault) == {}


@posix_only
def test_a_link_to_a_file_is_taken_as_that_file_and_said_so(entered: Office, folder: Path) -> None:
    (folder / "link.pdf").symlink_to(folder / "a.pdf")
    (folder / "loose").symlink_to(folder / "inner")
    (folder / "device").symlink_to(os.devnull)
    os.mkfifo(folder / "pipe")
    found = list(
        attach_many(
            entered,
            [folder / name for name in ("link.pdf", "loose", "device", "pipe")],
            {"subject": NUMBER},
        )
    )
    assert [bool(outcome.number) for outcome in found] == [True, False, False, False]
    assert str((folder / "a.pdf").resolve()) in found[0].notes[0]
    assert names(entered) == ["link.pdf"]
    direct = perform(entered, "exhibit.add", {"subject": NUMBER, "path": str(folder / "link.pdf")})
    assert "exhibit.link" in [warning.code for warning in direct.warnings]


@posix_only
def test_a_name_of_255_bytes_is_kept_whole(entered: Office, folder: Path) -> None:
    for name in ("x" * 251 + ".pdf", "证" * 83 + ".pdf"):
        (folder / name).write_bytes(name.encode())
        attach(entered, {"subject": NUMBER, "path": str(folder / name)})
        assert names(entered)[-1] == name
    with pytest.raises(RefusedError):
        attach(entered, {"subject": NUMBER, "path": str(folder / ("x" * 256))})


class Failing:
    """A file that takes so many bytes, then the disk is full."""

    def __init__(self, handle: Any, room: int) -> None:
        self._handle, self._room = handle, room

    def __enter__(self) -> Failing:
        return self

    def __exit__(self, *details: object) -> None:
        self._handle.close()

    def write(self, chunk: bytes) -> int:
        if len(chunk) > self._room:
            self._handle.write(chunk[: self._room])
            raise OSError(errno.ENOSPC, "No space left on device")
        self._room -= len(chunk)
        return int(self._handle.write(chunk))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._handle, name)


@pytest.mark.parametrize("direct", [False, True])
@pytest.mark.parametrize("room", range(0, 101, 10))
def test_a_full_disk_at_any_byte_leaves_nothing_half(
    entered: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, direct: bool
) -> None:
    source = tmp_path / "大.pdf"
    source.write_bytes(bytes(range(101)))
    monkeypatch.setattr(vault_module, "CHUNK", 7)
    made = vault_module.Vault._temporary

    def temporary(vault: vault_module.Vault) -> Any:
        handle, path = made(vault)
        return Failing(handle, room), path

    monkeypatch.setattr(vault_module.Vault, "_temporary", temporary)
    before = contents(entered.home.store)
    data = {"subject": NUMBER, "path": str(source)}
    act: Callable[[], Any] = (
        (lambda: perform(entered, "exhibit.add", data)) if direct else (lambda: attach(entered, data))
    )
    with pytest.raises(TTOfficeError) as raised:
        act()
    assert raised.value.advice
    assert contents(entered.home.store) == before
    assert files_below(entered.home.vault) == {}
    monkeypatch.setattr(vault_module.Vault, "_temporary", made)
    act()
    assert problems(entered) == ()


@pytest.mark.parametrize("step", ["fsync", "replace", "mkdir"])
def test_a_disk_that_fails_at_the_last_step_leaves_nothing_half(
    entered: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"a")

    def fail(*_details: Any, **_more: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        if step == "fsync":
            patched.setattr(os, "fsync", fail)
        else:
            patched.setattr(Path, step, fail)
        with pytest.raises(TTOfficeError):
            attach(entered, {"subject": NUMBER, "path": str(tmp_path / "a.pdf")})
    assert files_below(entered.home.vault) == {}
    assert names(entered) == []


def test_a_file_that_vanishes_before_it_is_copied_is_refused(
    entered: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(b"a")
    add = vault_module.Vault.add

    def vanish(vault: vault_module.Vault, path: Path, *more: Any) -> Any:
        path.unlink()
        return add(vault, path, *more)

    monkeypatch.setattr(vault_module.Vault, "add", vanish)
    for act in (attach, lambda office, data: perform(office, "exhibit.add", data)):
        source.write_bytes(b"a")
        with pytest.raises(RefusedError) as raised:
            act(entered, {"subject": NUMBER, "path": str(source)})
        assert [reason.code for reason in raised.value.reasons] == ["exhibit.unreadable"]
    assert files_below(entered.home.vault) == {}


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as handle:
        handle.truncate(size)
    return path


def test_a_large_file_is_copied_in_pieces(entered: Office, tmp_path: Path) -> None:
    source = sparse(tmp_path / "影像.bin", 5 * vault_module.CHUNK + 1)
    told: list[int] = []
    attach(entered, {"subject": NUMBER, "path": str(source)}, told.append)
    assert len(told) == 6
    assert told[-1] == 5 * vault_module.CHUNK + 1
    assert problems(entered) == ()


@pytest.mark.exhaustive
def test_two_gigabytes_are_copied_in_pieces(entered: Office, tmp_path: Path) -> None:
    attach(entered, {"subject": NUMBER, "path": str(sparse(tmp_path / "影像.bin", LARGE))})
    assert problems(entered) == ()
