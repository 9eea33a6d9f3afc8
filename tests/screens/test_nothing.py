"""Empty lists: each says why nothing stands in it, with keys that exist and work there."""

from __future__ import annotations

import pytest

from tests.offices import open_at
from tests.screens.driving import NARROW, enter, workbench
from tests.screens.tour import settled
from ttoffice.action import Office
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import office_app
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.nothing import helping, hints
from ttoffice.screens.notices import NoticesScreen


@pytest.mark.parametrize("language", ["zh_CN", "en"])
async def test_every_empty_list_names_keys_that_work_there(office: Office, language: str) -> None:
    looked_at = 0
    async with workbench(office, NARROW, language) as driver:
        for area in "2345678":
            await driver.press(area)
            await driver.until(lambda: isinstance(driver.screen, ListScreen) and driver.screen.table.complete)
            await settled(driver)
            screen = driver.screen
            assert isinstance(screen, ListScreen)
            if screen.table.row_count:
                continue
            looked_at += 1
            working = {active.binding.id for active in screen.active_bindings.values() if active.enabled}
            assert set(helping(screen)) <= working
            assert _(screen.area.none_yet) in driver.text()
            assert hints(screen)[0] in driver.text()
    assert looked_at >= 6


async def test_a_filter_that_finds_nothing_says_how_it_is_taken_off(office: Office) -> None:
    enter(office, "咖啡")
    async with workbench(office, NARROW) as driver:
        await driver.press("slash", *"茶")
        await driver.sees("没有符合的记录", "Esc 清除筛选")


async def test_the_keys_of_an_empty_list_are_the_offices_own(office: Office) -> None:
    office.home.settings.write_text('[keymap]\n"record.new" = "ctrl+f9"\n', encoding="utf-8")
    async with workbench(open_at(office.home.root)) as driver:
        await driver.press("5")
        screen = await driver.on(NoticesScreen)
        await driver.sees("还没有公示。", "^F9 新增")
        assert office_app(screen).shown_key("record.new") == "^F9"
