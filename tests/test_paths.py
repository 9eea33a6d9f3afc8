from __future__ import annotations

from pathlib import Path

import pytest

from ttoffice import paths
from ttoffice.paths import Home, find_home, migrations_dir


def test_the_call_comes_before_the_environment_and_that_before_the_user_folder(tmp_path: Path) -> None:
    environment = {"TTOFFICE_HOME": str(tmp_path / "env")}
    assert find_home(tmp_path / "call", environment).root == tmp_path / "call"
    assert find_home(None, environment).root == tmp_path / "env"
    assert find_home(None, {}).root.name == "ttoffice"
    assert find_home(None, {"TTOFFICE_HOME": ""}).root.name == "ttoffice"


def test_a_relative_home_and_a_tilde_become_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_home(Path("sub"), {}).root == tmp_path / "sub"
    assert find_home(Path("~/x"), {}).root == Path.home() / "x"


def test_asking_for_places_makes_nothing(tmp_path: Path) -> None:
    places = Home(tmp_path / "home").named()
    assert places["store"].parent == places["home"]
    assert {"drafts", "views", "windows"} <= set(places)
    assert all(place.is_relative_to(places["home"]) for place in places.values())
    assert not places["home"].exists()


def test_the_migrations_are_found() -> None:
    folder = migrations_dir()
    assert folder is not None
    assert (folder / "versions" / "0001_register.py").is_file()


def test_the_folder_that_was_chosen_elsewhere_is_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, other = tmp_path / "usual", tmp_path / "别处"
    monkeypatch.setattr(paths, "usual_root", lambda: usual)
    assert paths.find_home(None, {}).root == usual
    paths.keep_elsewhere(other)
    assert paths.find_home(None, {}).root == other
    assert paths.find_home(None, {"TTOFFICE_HOME": str(tmp_path)}).root == tmp_path
    paths.keep_elsewhere(usual)
    assert paths.find_home(None, {}).root == usual
    (usual / paths.ELSEWHERE).write_text("not/absolute\n", encoding="utf-8")
    assert paths.find_home(None, {}).root == usual
