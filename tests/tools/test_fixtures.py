from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def test_the_users_folders_lie_inside_the_tests_own(tmp_path: Path) -> None:
    for folder in (platformdirs.user_data_path("x"), platformdirs.user_config_path("x"), Path.home()):
        assert folder.is_relative_to(tmp_path)


def test_no_setting_of_the_tester_is_seen() -> None:
    assert [name for name in os.environ if name.startswith("TTOFFICE_")] == []


def test_the_store_home_is_empty_and_chinese(home: Path) -> None:
    assert list(home.iterdir()) == []
    assert os.environ["TTOFFICE_HOME"] == str(home)
    assert os.environ["TTOFFICE_LANG"] == "zh_CN"
