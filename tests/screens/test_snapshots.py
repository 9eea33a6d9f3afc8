"""The main screens as pictures: few, on one day, in a small office; renewed by `pytest --snapshot-update`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.offices import OPERATOR
from tests.screens.driving import Driver, enter
from ttoffice import i18n
from ttoffice.action import Office, perform
from ttoffice.app import TTOfficeApp
from ttoffice.screens.agenda import AgendaScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.modals.why import WhyModal
from ttoffice.screens.scan import ScanScreen
from ttoffice.widgets import themes

Compare = Callable[..., bool]
Doing = Callable[[Driver], Awaitable[None]]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no cursor blink, and no command line name the folder of this run."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _self: None)
    monkeypatch.setenv("TTOFFICE_HOME", str(tmp_path / "office"))
    monkeypatch.setenv("TTOFFICE_OPERATOR", OPERATOR)


@pytest.fixture
def small(office: Office) -> Office:
    """An office with a result of each kind of standing."""
    perform(office, "unit.set", {"name": "滇中科技大学"})
    applied = {"fiscal": "yes", "technology_class": "applied", "implemented": "no"}
    acquired = [{"kind": "know_how", "number": "", "acquired_on": "2024-06-01"}]
    enter(office, "一种烤烟叶片分级方法", department="农学院", rights=acquired, **applied)
    soon = [{"kind": "know_how", "number": "", "acquired_on": "2024-07-15"}]
    enter(office, "高原湖泊“蓝藻”监测系统V2.0", department="环境学院", rights=soon, **applied)
    listed = enter(office, "小粒咖啡生豆低温干燥工艺", department="食品学院", rights=acquired, **applied)
    perform(office, "result.list", {}, subject=listed)
    enter(office, "三七皂苷提取装置", department="药学院", implemented="yes")
    return office


def shown(
    office: Office, compare: Compare, doing: Doing, *, size: tuple[int, int], language: str = "zh_CN"
) -> bool:
    """Compare the screen after something was done with the picture that is kept."""
    i18n.use(language)
    app = TTOfficeApp(office)

    async def run(pilot: Pilot[Any]) -> None:
        driver = Driver(app, pilot)
        await driver.to_results()
        await driver.until(lambda: app.presence is not None)
        await doing(driver)
        await pilot.pause(0.3)

    return compare(app, terminal_size=size, run_before=run)


def test_the_list_with_its_detail(small: Office, snap_compare: Compare) -> None:
    async def doing(driver: Driver) -> None:
        await driver.press("space", "j")
        await driver.sees("满两年之日  2026-06-01", "已标记 1 条")

    assert shown(small, snap_compare, doing, size=(120, 24))


def test_the_list_on_a_small_screen_in_english_and_light(small: Office, snap_compare: Compare) -> None:
    async def doing(driver: Driver) -> None:
        driver.app.theme = themes.LIGHT
        await driver.sees("Number ascending")

    assert shown(small, snap_compare, doing, size=(80, 24), language="en")


def test_a_form_that_was_refused(small: Office, snap_compare: Compare) -> None:
    async def doing(driver: Driver) -> None:
        await driver.press("e")
        form = await driver.on(FormScreen)
        form.form.editor("title").value = ""
        await driver.press("ctrl+s")
        await driver.sees("须改正")
        driver.app.clear_notifications()

    assert shown(small, snap_compare, doing, size=(80, 24))


def test_why_a_result_stands_where_it_stands(small: Office, snap_compare: Compare) -> None:
    async def doing(driver: Driver) -> None:
        await driver.press("w")
        await driver.on(WhyModal)

    assert shown(small, snap_compare, doing, size=(100, 30))


def test_the_palette_with_what_cannot_be_done_now(small: Office, snap_compare: Compare) -> None:
    async def doing(driver: Driver) -> None:
        await driver.press("ctrl+p")
        await driver.on(PaletteModal)
        await driver.sees("暂不能")

    assert shown(small, snap_compare, doing, size=(100, 30))


def test_the_two_year_scan_in_high_contrast(small: Office, snap_compare: Compare) -> None:
    async def doing(driver: Driver) -> None:
        driver.app.theme = themes.CONTRAST
        await driver.press("u")
        await driver.on(ScanScreen)
        await driver.sees("!应纳入", "~即将到期")

    assert shown(small, snap_compare, doing, size=(120, 24))


def test_the_day_at_a_glance_over_what_is_due(small: Office, snap_compare: Compare) -> None:
    async def doing(driver: Driver) -> None:
        await driver.press("1")
        screen = await driver.on(AgendaScreen)
        await driver.until(lambda: screen.table.complete)
        await driver.sees("待列清单")

    assert shown(small, snap_compare, doing, size=(80, 24))
