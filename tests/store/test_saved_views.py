from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.offices import end_of, posix_only, start_child
from ttoffice.errors import StoreError, UsageError
from ttoffice.store import saved_views
from ttoffice.store.saved_views import SavedView, arrange, find, load, load_all, remove, save

DUE = SavedView("待挂牌", "咖啡", "due", "acquired_on", True, ("number", "title"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
NAMES = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=50)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "views.toml"


def test_no_file_means_no_views_and_asking_makes_none(path: Path) -> None:
    assert load(path, "results") == ()
    assert load_all(path) == {}
    assert not path.parent.exists()


def test_a_view_is_read_back_as_it_was_saved(path: Path) -> None:
    save(path, "results", DUE)
    save(path, "results", SavedView("普通"))
    save(path, "licenses", SavedView("普通", sort="number"))
    assert load(path, "results") == (DUE, SavedView("普通"))
    assert find(path, "results", "待挂牌") == DUE
    assert list(load_all(path)) == ["results", "licenses"]
    assert [item.name for item in path.parent.iterdir()] == ["views.toml"]


def test_a_view_of_the_same_name_takes_its_place(path: Path) -> None:
    for view in (DUE, SavedView("二"), SavedView("待挂牌", "茶")):
        save(path, "results", view)
    assert load(path, "results") == (SavedView("待挂牌", "茶"), SavedView("二"))


def test_a_view_is_removed_and_an_unknown_one_is_told(path: Path) -> None:
    save(path, "results", DUE)
    save(path, "results", SavedView("二"))
    remove(path, "results", "待挂牌")
    assert load(path, "results") == (SavedView("二"),)
    for ask in (remove, find):
        with pytest.raises(UsageError, match="待挂牌") as raised:
            ask(path, "results", "待挂牌")
        assert "二" in raised.value.advice
    remove(path, "results", "二")
    assert load_all(path) == {}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES, search=TEXTS, columns=st.lists(TEXTS, max_size=3), area=NAMES)
def test_any_text_can_be_saved(tmp_path: Path, name: str, search: str, columns: list[str], area: str) -> None:
    path = tmp_path / "views.toml"
    path.unlink(missing_ok=True)
    view = SavedView(name, search, columns=tuple(columns))
    save(path, area, view)
    assert load_all(path) == {area: (view,)}


@pytest.mark.parametrize("name", ["", " ", " a", "a\nb", "\x1b", "\udcff", "长" * 61])
def test_a_name_that_cannot_be_shown_is_refused(path: Path, name: str) -> None:
    with pytest.raises(UsageError) as raised:
        save(path, "results", SavedView(name))
    assert raised.value.advice
    assert not path.exists()


@pytest.mark.parametrize("search", ["\udcff", "x" * 1001])
def test_words_that_cannot_be_kept_are_refused(path: Path, search: str) -> None:
    with pytest.raises(UsageError):
        save(path, "results", SavedView("a", search))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[[results]]\nname = ", "2"),
        ('x = 1\n[[results]]\nname = "a"', "1"),
        ('[results]\nname = "a"', "1"),
        ('[[results]]\nname = "a"\ncolour = "red"', "3"),
        ('[[results]]\nname = "a"\n[[results]]\nname = "b"\nsort = 3', "5"),
        ('[[results]]\nname = "a"\ndescending = "yes"', "3"),
        ('[[results]]\nname = "a"\ncolumns = "number"', "3"),
        ('[[results]]\nname = "a"\ncolumns = [1]', "3"),
        ('[[results]]\nview = "due"', "1"),
        ('[[results]]\nname = " "', "2"),
        ('[[results]]\nname = "a"\n[[results]]\nname = "a"', "4"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_place_and_nothing_is_overwritten(
    path: Path, text: str, place: str
) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    for ask in (lambda: load(path, "results"), lambda: save(path, "results", DUE)):
        with pytest.raises(UsageError) as raised:
            ask()
        assert f"{path} 第 {place} 行" in raised.value.message
        assert raised.value.advice
    assert path.read_text(encoding="utf-8") == text
    assert [item.name for item in path.parent.iterdir()] == ["views.toml"]


@pytest.mark.parametrize("content", [b"\xff", b"\0", b"a = " + b"[" * 100_000])
def test_a_file_that_is_no_text_is_told(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"views\.toml"):
        load(path, "results")


def test_a_file_as_windows_editors_save_it_is_read(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes('\ufeff[[results]]\r\nname = "待挂牌"\r\n'.encode())
    assert load(path, "results") == (SavedView("待挂牌"),)


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError) as raised:
        save(tmp_path / "file" / "views.toml", "results", DUE)
    assert raised.value.advice
    save(path, "results", DUE)
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="磁盘已满"):
        remove(path, "results", "待挂牌")
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == ["views.toml"]


def test_a_window_that_holds_the_file_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "LOCK_SECONDS", 0.05)
    with saved_views._held(path), pytest.raises(StoreError):
        save(path, "results", DUE)
    save(path, "results", DUE)


@posix_only
def test_a_linked_file_stays_linked(tmp_path: Path, path: Path) -> None:
    (tmp_path / "dotfiles.toml").touch()
    path.parent.mkdir()
    path.symlink_to(tmp_path / "dotfiles.toml")
    save(path, "results", DUE)
    assert path.is_symlink()
    assert load(tmp_path / "dotfiles.toml", "results") == (DUE,)


@posix_only
def test_two_windows_do_not_lose_each_others_views(path: Path) -> None:
    def work(window: int) -> None:
        for number in range(10):
            save(path, "results", SavedView(f"{window}-{number}"))

    children = [start_child(lambda window=window: work(window)) for window in range(4)]  # type: ignore[misc]
    assert [end_of(child) for child in children] == [0] * 4
    assert len(load(path, "results")) == 40


def test_views_are_put_into_another_order_or_left_out_and_other_areas_stay(path: Path) -> None:
    for name in ("甲", "乙", "丙"):
        save(path, "results", SavedView(name))
    save(path, "people", SavedView("甲"))
    arrange(path, "results", ("丙", "甲"))
    assert [view.name for view in load(path, "results")] == ["丙", "甲"]
    assert [view.name for view in load(path, "people")] == ["甲"]
    with pytest.raises(UsageError):
        arrange(path, "results", ("丁",))
    assert [view.name for view in load(path, "results")] == ["丙", "甲"]
