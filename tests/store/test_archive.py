from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.offices import contents, end_of, files_below, kill_self, open_at, posix_only, problems, start_child
from ttoffice.action import Office, perform
from ttoffice.errors import DamageError, InputFileError, MigrationError, StoreError, UsageError
from ttoffice.paths import Home
from ttoffice.store import archive as archive_module
from ttoffice.store.archive import restore_archive, write_archive
from ttoffice.store.backup import check_store, copy_store

TITLE = "咖啡果皮干燥方法"


def work_in(office: Office, folder: Path) -> None:
    (folder / "证书.pdf").write_bytes(os.urandom(3000))
    perform(office, "result.create", {"title": TITLE})
    perform(office, "exhibit.add", {"subject": "CG-2026-0001", "path": str(folder / "证书.pdf")})


@pytest.fixture
def worked(office: Office, tmp_path: Path) -> Office:
    work_in(office, tmp_path)
    return office


@pytest.fixture
def backup(worked: Office, tmp_path: Path) -> Path:
    write_archive(worked.home, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def rewritten(source: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Return a copy of a backup in which each member is what `change` says; None leaves it out."""
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def test_a_backup_holds_the_store_with_its_log_and_every_file(worked: Office, backup: Path) -> None:
    """The writer's connection is still open: what stands in the write-ahead log must be in the copy."""
    with zipfile.ZipFile(backup) as opened:
        (digest,) = json.loads(opened.read("manifest.json"))["vault"]
        assert set(opened.namelist()) == {"manifest.json", "ttoffice.db", f"vault/{digest}"}
        assert opened.testzip() is None
    assert [path.name for path in backup.parent.glob("*backup*")] == ["backup.zip"]


def test_a_backup_brought_into_an_empty_home_is_the_same_office(
    worked: Office, backup: Path, tmp_path: Path
) -> None:
    other = Home(tmp_path / "other")
    assert restore_archive(other, backup) is None
    assert contents(other.store) == contents(worked.home.store)
    assert files_below(other.vault) == files_below(worked.home.vault)
    assert problems(open_at(other.root)) == ()


def test_what_stood_there_before_is_kept(worked: Office, backup: Path) -> None:
    perform(worked, "result.create", {"title": "later"})
    before = contents(worked.home.store)
    kept = restore_archive(worked.home, backup)
    assert kept is not None
    assert contents(kept) == before
    again = open_at(worked.home.root)
    assert problems(again) == ()
    assert [row[0] for row in contents(again.home.store)["number_series"]] == ["CG", "ZJ"]
    assert perform(again, "result.create", {"title": "next"}).value == "CG-2026-0002"


def test_no_kept_store_is_written_over(worked: Office, backup: Path) -> None:
    kept = [restore_archive(worked.home, backup) for _time in range(3)]
    assert len(set(kept)) == 3
    assert kept[0] is not None
    kept[0].unlink()
    assert restore_archive(worked.home, backup) not in kept


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: None if name == "manifest.json" else content,
        lambda name, content: None if name == "ttoffice.db" else content,
        lambda name, content: None if name.startswith("vault/") else content,
        lambda name, content: b"{}" if name == "manifest.json" else content,
        lambda name, content: b"[1" if name == "manifest.json" else content,
        lambda name, content: b"[1]" if name == "manifest.json" else content,
        lambda name, content: content[:-1] if name == "ttoffice.db" else content,
        lambda name, content: content + b"!" if name.startswith("vault/") else content,
        lambda name, content: (
            content.replace(b"backup-1", b"backup-9") if name == "manifest.json" else content
        ),
    ],
)
def test_a_damaged_backup_is_refused_and_the_home_is_untouched(
    worked: Office, backup: Path, change: Callable[[str, bytes], bytes | None]
) -> None:
    worked.lender.close()
    before = files_below(worked.home.root)
    with pytest.raises(DamageError) as raised:
        restore_archive(worked.home, rewritten(backup, change))
    assert raised.value.advice
    assert files_below(worked.home.root) == before


@pytest.mark.parametrize("size", [0, 1, 100, 2000, -1])
def test_a_cut_backup_is_refused_and_the_home_is_untouched(worked: Office, backup: Path, size: int) -> None:
    worked.lender.close()
    before = files_below(worked.home.root)
    backup.write_bytes(backup.read_bytes()[:size])
    with pytest.raises(DamageError):
        restore_archive(worked.home, backup)
    assert files_below(worked.home.root) == before


def test_a_backup_of_something_else_is_refused(worked: Office, backup: Path, tmp_path: Path) -> None:
    import hashlib

    with closing(sqlite3.connect(tmp_path / "theirs.db")) as db:
        db.execute("CREATE TABLE theirs (x)")
    theirs = (tmp_path / "theirs.db").read_bytes()

    def change(name: str, content: bytes) -> bytes:
        if name == "ttoffice.db":
            return theirs
        if name == "manifest.json":
            manifest = json.loads(content)
            manifest["ttoffice.db"] = hashlib.sha256(theirs).hexdigest()
            return json.dumps(manifest).encode()
        return content

    with pytest.raises(DamageError):
        restore_archive(worked.home, rewritten(backup, change))


@pytest.mark.parametrize("name", ["missing.zip", "."])
def test_a_backup_that_cannot_be_read_is_told(worked: Office, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputFileError):
        restore_archive(worked.home, tmp_path / name)


def test_a_backup_of_a_newer_program_is_refused_before_anything_is_touched(
    worked: Office, tmp_path: Path
) -> None:
    newer = Home(tmp_path / "newer")
    shutil.copytree(worked.home.root, newer.root)
    with closing(sqlite3.connect(newer.store, isolation_level=None)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    write_archive(newer, tmp_path / "newer.zip")
    worked.lender.close()
    before = files_below(worked.home.root)
    with pytest.raises(MigrationError):
        restore_archive(worked.home, tmp_path / "newer.zip")
    assert files_below(worked.home.root) == before


@posix_only
def test_a_restore_from_a_device_is_refused_and_not_read_for_ever(worked: Office) -> None:
    with pytest.raises(InputFileError):
        restore_archive(worked.home, Path("/dev/zero"))


def test_a_damaged_store_is_kept_aside_and_replaced(worked: Office, backup: Path) -> None:
    worked.lender.close()
    worked.home.store.write_bytes(b"no database at all" * 100)
    kept = restore_archive(worked.home, backup)
    assert kept is not None
    assert kept.suffix == ".damaged"
    assert problems(open_at(worked.home.root)) == ()


def test_a_damaged_file_is_not_packed(worked: Office, tmp_path: Path) -> None:
    (digest,) = worked.vault.digests()
    worked.vault.path_of(digest).write_bytes(b"damaged")
    with pytest.raises(DamageError) as raised:
        write_archive(worked.home, tmp_path / "b.zip")
    assert digest in raised.value.message
    assert not (tmp_path / "b.zip").exists()
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_never_replaces_the_store(worked: Office, tmp_path: Path) -> None:
    before = contents(worked.home.store)
    (tmp_path / "link").symlink_to(worked.home.root)
    for target in (worked.home.store, tmp_path / "link" / "ttoffice.db"):
        with pytest.raises(UsageError):
            write_archive(worked.home, target)
    assert contents(worked.home.store) == before


def test_a_backup_that_cannot_be_written_is_told_and_leaves_nothing(
    worked: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        write_archive(worked.home, tmp_path / "file" / "b.zip")
    with pytest.raises(StoreError):
        write_archive(worked.home, tmp_path)

    def no_room(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive_module, "_pack_file", no_room)
    with pytest.raises(StoreError):
        write_archive(worked.home, tmp_path / "b.zip")
    assert not list(tmp_path.glob("*b.zip*"))


def test_a_copy_holds_what_is_still_in_the_write_ahead_log(worked: Office, tmp_path: Path) -> None:
    assert worked.home.store.with_name("ttoffice.db-wal").stat().st_size > 0
    copy_store(worked.home.store, tmp_path / "copy.db")
    assert contents(tmp_path / "copy.db") == contents(worked.home.store)
    with pytest.raises(StoreError):
        copy_store(tmp_path / "missing.db", tmp_path / "other.db")
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize("content", [b"", b"text" * 50])
def test_what_is_no_store_does_not_pass_as_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(DamageError):
        check_store(tmp_path / "x.db")


def dying_at_line(line: int) -> Callable[[FrameType, str, Any], Any]:
    """Return a tracer that kills the process at the n-th line that the module of backups runs."""
    left = [line]

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:
        if frame.f_code.co_filename != archive_module.__file__:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                kill_self()
        return trace

    return trace


@posix_only
@pytest.mark.parametrize(
    "stride", [9, pytest.param(1, marks=pytest.mark.exhaustive)], ids=["sample", "every line"]
)
def test_a_restore_killed_at_any_line_leaves_the_old_store_or_the_new_one(
    tmp_path: Path, blank_store: Path, stride: int
) -> None:
    template = Home(tmp_path / "template")
    template.root.mkdir()
    shutil.copy(blank_store, template.store)
    office = open_at(template.root)
    work_in(office, tmp_path)
    write_archive(template, tmp_path / "backup.zip")
    new = contents(template.store)
    perform(office, "result.create", {"title": "later"})
    old = contents(template.store)
    assert template.store.with_name("ttoffice.db-wal").stat().st_size > 0
    killed = 0
    for line in range(1, 1000, stride):
        home = Home(tmp_path / str(line))
        shutil.copytree(template.root, home.root)

        def work(line: int = line, home: Home = home) -> None:
            sys.settrace(dying_at_line(line))
            restore_archive(home, tmp_path / "backup.zip")

        code = end_of(start_child(work))
        assert contents(home.store) in (old, new)
        assert problems(open_at(home.root)) == ()
        if code == 0:
            break
        assert code == -9
        killed += 1
    assert killed > 5
