"""The manual in the workbench: opened at the page of a screen, turned, searched, left."""

from __future__ import annotations

from tests.screens.driving import BROAD, NARROW, workbench
from tests.screens.tour import settled
from ttoffice.action import Office
from ttoffice.manual.book import index
from ttoffice.screens.base import Command
from ttoffice.screens.exporting import ExportScreen
from ttoffice.screens.manual import ManualFinder, ManualScreen, manual_commands, open_manual
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.widgets.plain_list import PlainList
from ttoffice.widgets.text_pane import TextPane


async def test_the_page_of_a_screen_is_opened_turned_and_searched(office: Office) -> None:
    async with workbench(office, NARROW) as driver:
        await driver.press("f8")
        await driver.on(ExportScreen)
        open_manual(driver.app)
        manual = await driver.on(ManualScreen)
        await driver.sees("两年清单与挂牌信息导出", "F8（导出）")
        assert manual.page_id == "listing"
        assert not manual.query_one(PlainList).display
        await driver.press("left")
        assert manual.page_id == "register"
        await driver.press("n", "n")
        assert manual.page_id == "license"
        await driver.press("f3")
        await driver.on(ManualFinder)
        await driver.write("dzhx")
        await driver.press("enter")
        await driver.on(ManualScreen)
        await settled(driver)
        assert manual.page_id == "receipts"
        await driver.press("f3")
        await driver.on(ManualFinder)
        await driver.write("yqcs")  # 逾期催收, a heading further down on that page
        await driver.press("enter")
        await driver.on(ManualScreen)
        await driver.until(lambda: manual.query_one(TextPane).scroll_y > 0)
        await driver.sees("逾期催收")
        await driver.press("escape")
        await driver.on(ExportScreen)


async def test_help_pressed_twice_opens_the_page_of_the_screen(office: Office) -> None:
    async with workbench(office, NARROW) as driver:
        await driver.press("f1")
        await driver.on(PaletteModal)
        await driver.sees("F1 手册")
        await driver.press("f1")
        manual = await driver.on(ManualScreen)
        await driver.until(lambda: manual.page_id == "register")
        await driver.press("escape")
        await driver.on(ResultsScreen)


async def test_the_first_and_the_last_page_have_an_end(office: Office) -> None:
    async with workbench(office, BROAD) as driver:
        first, *_rest, last = manual_commands(driver.app)
        assert isinstance(last, Command)
        first.run()
        manual = await driver.on(ManualScreen)
        await driver.until(lambda: manual.page_id == "start")
        await driver.press("left")
        assert manual.page_id == "start"
        manual.query_one(PlainList).focus()
        await driver.press("end")
        assert manual.page_id == index()[-1].id
        await driver.press("enter", "n")
        assert manual.page_id == index()[-1].id
        assert manual.query_one(TextPane).has_focus
        await driver.press("escape")
        await driver.on(ResultsScreen)
