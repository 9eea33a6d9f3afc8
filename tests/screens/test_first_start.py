"""The first start: an office is set up by keyboard alone, or another way is taken; nothing is half made."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.offices import TODAY, open_at
from tests.screens.driving import NARROW, Driver, assert_safe
from ttoffice import app as program
from ttoffice import i18n
from ttoffice.action import Office, perform
from ttoffice.action.office import unopened, untouched
from ttoffice.parties.views import own_unit
from ttoffice.paths import Home
from ttoffice.screens.first_start.done import DoneScreen
from ttoffice.screens.first_start.program import Begun, FirstStart
from ttoffice.screens.first_start.setting_up import SetUpScreen
from ttoffice.screens.first_start.welcome import WelcomeScreen
from ttoffice.screens.importing import ImportScreen
from ttoffice.screens.manual import ManualScreen
from ttoffice.screens.modals.message import MessageModal

CODE = "12530000431204156X"


class Starting(Driver):
    """The first start under test."""

    app: FirstStart  # type: ignore[assignment]  # the driver knows the keys, and these are the same


@asynccontextmanager
async def starting(root: Path, language: str = "zh_CN") -> AsyncIterator[Starting]:
    """Run the first start on a folder."""
    i18n.use(language)
    office = unopened(Home(root), environ={"TTOFFICE_TODAY": TODAY.isoformat()}, operator="李明")
    first = FirstStart(office)
    try:
        async with first.run_test(size=NARROW, notifications=True) as pilot:
            driver = Starting(first, pilot)  # type: ignore[arg-type]  # as above
            await driver.on(WelcomeScreen)
            yield driver
    finally:
        i18n.use()


async def test_an_office_is_set_up_by_keyboard_alone(tmp_path: Path) -> None:
    root = tmp_path / "单位"
    async with starting(root) as driver:
        await driver.sees("设置本单位", "试用演示单位", "恢复备份", str(root)[:20])
        await driver.press("1")
        await driver.on(SetUpScreen)
        await driver.sees("2025、2026", "2027 年放假安排公布前", "BitLocker")
        assert_safe(driver)
        await driver.press(*"滇中大学", "down", *"科技处")
        assert not root.joinpath("ttoffice.db").exists()
        await driver.press("ctrl+s")
        await driver.on(DoneScreen)
        await driver.sees("滇中大学", "李明")
        await driver.press("enter")
        assert driver.app.begun == Begun(Home(root), "import")
    office = open_at(root)
    with office.reader() as reader:
        unit = own_unit(reader)
    assert (unit.name, unit.office) == ("滇中大学", "科技处")
    assert (office.settings.operator, office.settings.language) == ("李明", "zh_CN")
    assert not list(office.home.drafts.glob("*.json"))


async def test_a_false_code_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    async with starting(tmp_path) as driver:
        await driver.press("1")
        screen = await driver.on(SetUpScreen)
        screen.form.go_to("credit_code")
        await driver.press(*"123", "ctrl+s")
        await driver.sees("校验码不正确")
        assert untouched(Home(tmp_path))
        assert not (tmp_path / "ttoffice.db").exists()


async def test_what_was_typed_comes_back_after_leaving_midway(tmp_path: Path) -> None:
    async with starting(tmp_path) as driver:
        await driver.press("1")
        await driver.on(SetUpScreen)
        await driver.press(*"滇中大学", "escape")
        await driver.on(WelcomeScreen)
        await driver.press("1")
        await driver.on(SetUpScreen)
        await driver.sees("滇中大学")
    async with starting(tmp_path) as driver:
        await driver.press("1")
        await driver.on(SetUpScreen)
        await driver.sees("滇中大学")
        assert driver.app.begun is None
    assert not (tmp_path / "ttoffice.db").exists()


async def test_a_folder_in_use_is_only_opened_and_a_hint_is_asked_about_once(tmp_path: Path) -> None:
    there = tmp_path / "在用"
    there.mkdir()
    perform(open_at(there), "unit.set", {"name": "老单位"})
    async with starting(tmp_path / "新") as driver:
        await driver.press("1")
        screen = await driver.on(SetUpScreen)
        screen.form.editor("name").restore("新单位")
        screen.form.editor("folder").restore(str(there))
        await driver.press("ctrl+s")
        await driver.sees("该文件夹中已有单位数据")
        await driver.press("ctrl+s")
        await driver.on(DoneScreen)
    with open_at(there).reader() as reader:
        assert own_unit(reader).name == "老单位"


async def test_the_language_is_changed_at_once(tmp_path: Path) -> None:
    async with starting(tmp_path) as driver:
        await driver.press("5")
        await driver.sees("Welcome to ttoffice", "Set up this office")
        await driver.press("1")
        await driver.on(SetUpScreen)
        await driver.sees("Data folder", "English")


async def test_a_folder_without_an_office_is_not_opened(tmp_path: Path) -> None:
    async with starting(tmp_path / "leer") as driver:
        screen = await driver.on(WelcomeScreen)
        screen._opened(tmp_path)
        await driver.on(MessageModal)
        await driver.sees("未写入任何内容")
        await driver.press("escape")
        (tmp_path / "ttoffice.db").write_bytes(open_at(tmp_path / "x").home.store.read_bytes())
        screen._opened(tmp_path)
        assert driver.app.begun == Begun(Home(tmp_path))


@pytest.mark.parametrize(("first", "kind"), [("import", ImportScreen), ("manual", ManualScreen)])
async def test_the_workbench_begins_with_what_was_chosen(office: Office, first: str, kind: type) -> None:
    i18n.use("zh_CN")
    app = program.TTOfficeApp(office, first)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await Driver(app, pilot).on(kind)
    i18n.use()


def test_only_an_untouched_home_is_set_up_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def first_start(home: Home, _operator: str | None, _environ: object) -> None:
        asked.append(home.root)

    monkeypatch.setattr("ttoffice.screens.first_start.beginning.first_start", first_start)
    monkeypatch.setattr(program.TTOfficeApp, "run", lambda _self: None)
    assert program.run(Home(tmp_path)) == 0
    assert not (tmp_path / "ttoffice.db").exists()
    office = open_at(tmp_path)
    assert program.run(office.home) == 0
    perform(office, "unit.set", {"name": "滇中大学"})
    assert program.run(office.home) == 0
    assert asked == [tmp_path, tmp_path]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
async def test_every_screen_of_the_first_start_is_safe_on_a_small_screen(
    tmp_path: Path, language: str
) -> None:
    async with starting(tmp_path, language) as driver:
        assert_safe(driver)
        await driver.press("1")
        await driver.on(SetUpScreen)
        assert_safe(driver)
        driver.app.switch_screen(DoneScreen(Home(tmp_path), "[b]单位[/x]" * 9, "李明"))
        await driver.on(DoneScreen)
        assert_safe(driver)
