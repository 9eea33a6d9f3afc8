from __future__ import annotations

from pathlib import Path

import pytest

from ttoffice.errors import UsageError
from ttoffice.settings import Settings, load_settings


def test_a_missing_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == Settings()
    (tmp_path / "file").touch()
    assert load_settings(tmp_path / "file" / "settings.toml") == Settings()


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('operator = "李明"\nlanguage = "en"\n', encoding="utf-8")
    assert load_settings(tmp_path / "s.toml") == Settings(operator="李明", language="en")


@pytest.mark.parametrize(
    "content", [b"operator", b"x = 'y'", b"operator = 3", b"\xff", b"[operator]\n", b"\0"]
)
def test_what_is_wrong_in_them_is_told_with_the_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError) as raised:
        load_settings(path)
    assert str(path) in raised.value.message
    assert raised.value.advice


def test_a_folder_in_their_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_settings(tmp_path)
