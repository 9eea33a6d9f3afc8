from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from textual.screen import Screen

from tests.agenda.offices import acquired, enter
from tests.licenses.acting import act, sign
from tests.offices import open_at
from tests.screens.driving import BROAD, NARROW, Driver, workbench
from tests.screens.tour import settled
from ttoffice.action import Office, perform
from ttoffice.screens.agenda import AgendaScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.licensing.area import LicensesArea
from ttoffice.screens.licensing.receivables import ReceivablesScreen
from ttoffice.screens.licensing.screen import LicensesScreen
from ttoffice.screens.modals.history import HistoryModal
from ttoffice.screens.scan import ScanScreen
from ttoffice.screens.today.behind import MarkedDues, MarkedLicenses
from ttoffice.screens.today.overview import OverviewScreen
from ttoffice.screens.today.strip import BROAD as WIDE
from ttoffice.screens.today.strip import PARTS, TodayStrip, places_of

TODAY = date(2026, 9, 15)


@pytest.fixture
def owed(office: Office) -> Office:
    """An office with sums overdue, a result that is soon due, a clock that runs, and work of somebody else."""
    later = open_at(office.home.root, TODAY)
    number = sign(later)
    act(later, "receipt.enter", license=number, amount="1万元", received_on="2026-09-01")
    result = enter(replace(later, operator="王芳"), "一种咖啡提取工艺", **acquired("2024-10-20"))
    data = {"subject": result, "matter": "price_publicity", "starts_on": "2026-09-10"}
    perform(later, "deadline.start", data)
    return later


async def on_the_strip(driver: Driver, part: str) -> TodayStrip:
    """Go to a part of the strip, once it is read."""
    await settled(driver)
    await driver.press("shift+tab")
    strip = driver.agenda.query_one(TodayStrip)
    assert strip.has_focus
    for _part in range(PARTS.index(part)):
        await driver.press("right")
    assert strip.part == part
    return strip


@pytest.mark.parametrize("width", [1, 2, 39, 80, WIDE - 1, WIDE, 213])
def test_the_parts_of_the_strip_fill_its_lines_and_none_lies_on_another(width: int) -> None:
    lines: dict[int, int] = {}
    for place in places_of(width):
        assert place.start == lines.get(place.line, 0)
        lines[place.line] = place.start + place.width
    assert set(lines.values()) == {width}
    assert len(lines) == (2 if width >= WIDE else 3)


async def test_the_strip_over_the_agenda_says_how_the_day_stands(owed: Office) -> None:
    async with workbench(owed, NARROW, results=False) as driver:
        await driver.sees(
            "CG-2026-0001 公示第5/15日", "逾期合计 12.00 万元", "待列清单：90 日内 1 项", "变动"
        )
        assert driver.agenda.table.has_focus
    async with workbench(owed, BROAD, results=False) as driver:
        await driver.sees("CG-2026-0001 公示第5/15日", "最近 2026-10-20", "王芳 1")


async def test_each_part_of_the_strip_leads_on_and_esc_leads_back(owed: Office) -> None:
    ways: dict[str, type[Screen[Any]]] = {
        "clocks": RecordScreen,
        "money": ReceivablesScreen,
        "listing": ScanScreen,
        "changes": OverviewScreen,
    }
    async with workbench(owed, NARROW, results=False) as driver:
        strip = await on_the_strip(driver, "clocks")
        for part, kind in ways.items():
            assert strip.part == part
            await driver.press("enter")
            await driver.on(kind)
            await settled(driver)
            await driver.press("escape")
            await driver.on(AgendaScreen)
            await settled(driver)
            assert strip.has_focus
            await driver.press("right")
        await driver.press("escape")
        assert driver.agenda.table.has_focus


async def test_the_strip_follows_the_day_that_one_looks_from(owed: Office) -> None:
    async with workbench(owed, NARROW, results=False) as driver:
        await driver.sees("CG-2026-0001 公示第5/15日")
        driver.agenda._seen_from(date(2026, 9, 17))
        await driver.sees("CG-2026-0001 公示第7/15日")


async def test_the_overview_shows_every_plot_and_opens_the_one_at_hand(owed: Office) -> None:
    async with workbench(owed, NARROW, results=False) as driver:
        await driver.press("f10")
        screen = await driver.on(OverviewScreen)
        await settled(driver)
        await driver.sees(
            "分季度应收款（万元）", "# 已到账", "2026-Q3", "许可各阶段件数", "未付款账龄（万元）"
        )
        await driver.press("tab", "tab", "enter")
        assert screen.tab == "ageing"
        await driver.sees("逾期181—365天", "20,000.00")


async def test_behind_a_bar_are_the_sums_it_is_made_of_and_esc_leads_back_at_once(owed: Office) -> None:
    async with workbench(owed, NARROW, results=False) as driver:
        await driver.press("i")
        screen = await driver.on(OverviewScreen)
        await settled(driver)
        await driver.press("right")
        at = screen._rows.keys.index("2026-Q3")
        await driver.press(*["down"] * at, "enter")
        dues = await driver.on(MarkedDues)
        await settled(driver)
        with owed.reader() as reader:
            wanted = reader.all("SELECT id FROM due WHERE due_on BETWEEN '2026-07-01' AND '2026-09-30'")
        assert sorted(dues.table.ids) == sorted(row[0] for row in wanted) != []
        await driver.press("m")
        await settled(driver)
        assert dues.table.row_count > len(wanted)
        await driver.press("escape")
        await driver.on(OverviewScreen)
        assert screen.table.cursor == at
        await driver.press("right", "enter")
        await driver.on(MarkedLicenses)
        await driver.sees("XK-2026-0001")
        await driver.press("escape", "3")
        licenses = await driver.on(LicensesScreen)
        await settled(driver)
        assert licenses.chosen == LicensesArea.start  # what was behind a bar is not how the list was left


async def test_a_change_opens_the_history_of_its_record(owed: Office) -> None:
    async with workbench(owed, NARROW, results=False) as driver:
        await driver.press("f10")
        await driver.on(OverviewScreen)
        await settled(driver)
        await driver.press("left")
        await driver.sees("王芳", "录入新成果")
        await driver.press("enter")
        await driver.on(HistoryModal)
        await driver.sees("历史：CG-2026-0001")


async def test_an_empty_office_has_an_overview_that_says_so(office: Office) -> None:
    async with workbench(office, NARROW, results=False) as driver:
        await driver.press("f10")
        await driver.on(OverviewScreen)
        await settled(driver)
        for told in (
            "各许可均无应收款。",
            "尚无许可。",
            "没有未付款项。",
            "尚无尽职免责认定。",
            "没有正在计算的程序期限。",
        ):
            await driver.press("right")
            await driver.sees(told)
        await driver.press("enter")
        assert isinstance(driver.screen, OverviewScreen)
