"""What the driver's failures are told as."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from ttoffice import i18n
from ttoffice.errors import StoreError
from ttoffice.paths import Home
from ttoffice.store import connection
from ttoffice.store.migrate import ensure


def test_a_full_disk_is_told_of_reading_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.use("zh_CN")
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=0))
    error = connection.store_error(sqlite3.OperationalError("disk I/O error"), tmp_path / "x.db")
    assert "已满" in error.message


def test_another_failure_of_reading_is_not_told_as_a_full_disk(tmp_path: Path) -> None:
    i18n.use("zh_CN")
    error = connection.store_error(sqlite3.OperationalError("disk I/O error"), tmp_path / "x.db")
    assert "已满" not in error.message


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder that takes no files")
def test_a_folder_that_takes_no_files_is_told_at_once() -> None:
    with pytest.raises(StoreError):
        ensure(Home(Path("/proc")))
