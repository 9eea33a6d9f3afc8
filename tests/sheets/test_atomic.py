from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ttoffice.errors import TTOfficeError, UsageError
from ttoffice.sheets.atomic import atomic_write, check_folder


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    with atomic_write(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_keeps_the_old_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_half(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def write_half(path: Path) -> None:
    with atomic_write(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(UsageError), atomic_write(tmp_path):
        pass
    with pytest.raises(UsageError), atomic_write(tmp_path / "没有" / "甲.txt"):
        pass


@pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "链.txt"
    link.symlink_to(path)
    with atomic_write(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_target_held_by_another_program_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(b"old")

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(TTOfficeError) as caught, atomic_write(path) as file:
        file.write(b"new")
    assert caught.value.advice
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(TTOfficeError, match=r"the disk is full|磁盘已满"), atomic_write(tmp_path / "甲.txt"):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_a_very_long_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 80 + ".csv")
    with atomic_write(path) as file:
        file.write(b"x")
    assert path.read_bytes() == b"x"


def test_a_folder_is_looked_at_before_anything_is_made_for_it(tmp_path: Path) -> None:
    check_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError):
        check_folder(tmp_path / "没有")
