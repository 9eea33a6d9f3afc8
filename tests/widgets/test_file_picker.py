from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from tests.screens.driving import NARROW
from tests.screens.modals.hosting import Host
from ttoffice import i18n
from ttoffice.action import Office
from ttoffice.screens.base import BaseScreen
from ttoffice.widgets.file_picker import MOST_SHOWN, FileList, FilePicker, clean, look


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "台账 2026"
    (folder / "附件").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name in ("甲.xlsx", "乙.PDF", "a.csv", "~$甲.xlsx", "控\x1b制.csv", "附件/扫描.png"):
        (folder / name).touch()
    return folder


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('"/data/甲 乙.xlsx"', "/data/甲 乙.xlsx"),
        (" “/data/x.csv” ", "/data/x.csv"),
        ("'C:\\x\\y.xlsx'", "C:\\x\\y.xlsx"),
        ("file:///data/%E7%94%B2%20b.csv", "/data/甲 b.csv"),
        ("file://localhost/data/x.csv", "/data/x.csv"),
        ("/plain/", "/plain/"),
        ("", ""),
        ('"', '"'),
    ],
)
def test_a_pasted_path_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    assert clean(typed) == meant


def test_the_users_folder_is_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert clean("~/x.csv") == str(tmp_path) + "/x.csv"


def test_folders_come_first_and_the_folder_above_before_them(files: Path) -> None:
    assert look(f"{files}/", (".xlsx", ".csv")).names == ("../", "附件/", "a.csv", "控\x1b制.csv", "甲.xlsx")
    assert look(f'"{files}/甲"', (".xlsx",)).names == ("甲.xlsx",)
    assert look(f"{files}/.h").names == (".hidden/",)


def test_any_file_is_offered_where_no_ending_is_asked_for(files: Path) -> None:
    assert "乙.PDF" in look(f"{files}/").names
    assert look(f"{files}/附件").names == ("../", "扫描.png")


@pytest.mark.parametrize("typed", ["/no/such/place/x", "\x00", "~nobody-here/x", "a" * 5000])
def test_what_cannot_be_looked_at_says_why(typed: str) -> None:
    found = look(typed)
    assert found.names == () or found.folder == Path()
    assert found.problem or found.folder == Path()


def test_of_very_many_files_the_rest_is_counted(tmp_path: Path) -> None:
    for number in range(MOST_SHOWN + 5):
        (tmp_path / f"{number:04d}.csv").touch()
    found = look(f"{tmp_path}/")
    assert found.more == 5
    assert len(found.names) == MOST_SHOWN + 1


class Page(BaseScreen[None]):
    def __init__(self, start: str) -> None:
        super().__init__()
        self._start = start
        self.chosen: list[Path] = []

    def compose(self) -> ComposeResult:
        yield FilePicker(self._start)

    @on(FilePicker.Typed)
    def _typed(self, event: FilePicker.Typed) -> None:
        self.query_one(FilePicker).show(look(event.path, (".csv", ".png")))

    @on(FilePicker.Chosen)
    def _chosen(self, event: FilePicker.Chosen) -> None:
        self.chosen.append(event.path)


async def test_folders_are_walked_by_enter_and_backspace_and_a_file_is_chosen(
    office: Office, files: Path
) -> None:
    i18n.use("zh_CN")
    app = Host(office)
    async with app.run_test(size=NARROW) as pilot:

        async def press(*keys: str) -> None:
            await pilot.press(*keys)
            for _turn in range(4):
                await pilot.pause()

        page = Page(f"{files}/")
        await app.push_screen(page)
        await press("down", "home", "down", "enter")
        picker = page.query_one(FilePicker)
        assert picker.path == files / "附件"
        assert isinstance(app.focused, FileList)
        await press("enter")
        assert page.chosen == [files / "附件" / "扫描.png"]
        await press("down", "backspace")
        assert picker.path == files
        await press("end", "enter")
        assert page.chosen[1:] == [files / "控\x1b制.csv"]
        assert not set("".join(strip.text for strip in page._compositor.render_strips())) & {"\x1b"}
        await press("down", "backspace")
        assert picker.path == files.parent
        await press("up", "up", "end", *files.name[:-1])
        await press("enter")
        assert picker.path == files  # a name begun is made whole where only one goes with it
        assert len(page.chosen) == 2


async def test_enter_in_a_folder_chooses_the_file_written_last(office: Office, tmp_path: Path) -> None:
    i18n.use("zh_CN")
    app = Host(office)
    for age, name in enumerate(("新.csv", "旧.csv", "图.png", "别的.txt")):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (10_000 - age, 10_000 - age))
    os.utime(tmp_path / "别的.txt", (20_000, 20_000))
    (tmp_path / "子").mkdir()
    async with app.run_test(size=NARROW) as pilot:
        page = Page(f"{tmp_path}/")
        await app.push_screen(page)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert page.chosen == [tmp_path / "新.csv"]
        assert isinstance(app.focused, Input)


def test_the_newest_is_a_file_of_the_kinds_that_are_wanted(tmp_path: Path) -> None:
    (tmp_path / "子").mkdir()
    assert look(f"{tmp_path}/", (".csv",)).newest is None
    (tmp_path / "a.csv").write_text("")
    (tmp_path / "b.txt").write_text("")
    found = look(f"{tmp_path}/", (".csv",))
    assert found.newest is not None
    assert found.names[found.newest] == "a.csv"
