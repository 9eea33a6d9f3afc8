from __future__ import annotations

import re
from typing import Any

import pytest
from textual.screen import Screen

from tests.screens.driving import NARROW, Driver, enter, workbench
from ttoffice.action import Office
from ttoffice.screens.exporting import ExportScreen
from ttoffice.screens.importing import ImportScreen
from ttoffice.screens.kit.exhibits import ExhibitsScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.choice import ChoiceModal, PickModal
from ttoffice.screens.modals.history import HistoryModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.modals.why import WhyModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.screens.scan import ScanScreen

KEYS: tuple[tuple[str, type[Screen[Any]]], ...] = (
    ("f1", PaletteModal),
    ("question_mark", PaletteModal),
    ("fullwidth_question_mark", PaletteModal),
    ("ctrl+p", PaletteModal),
    ("f2", FormScreen),
    ("c", FormScreen),
    ("f4", FormScreen),
    ("e", FormScreen),
    ("enter", RecordScreen),
    ("f6", WhyModal),
    ("w", WhyModal),
    ("f9", PaletteModal),
    ("a", PaletteModal),
    ("ctrl+r", HistoryModal),
    ("h", HistoryModal),
    ("ctrl+d", FormScreen),
    ("D", FormScreen),
    ("ctrl+b", AskModal),
    ("d", AskModal),
    ("ctrl+g", AskModal),
    ("colon", AskModal),
    ("fullwidth_colon", AskModal),
    ("ctrl+w", AskModal),
    ("ctrl+k", PickModal),
    ("ctrl+f", ExhibitsScreen),
    ("f", ExhibitsScreen),
    ("ｆ", ExhibitsScreen),
    ("ctrl+u", ScanScreen),
    ("u", ScanScreen),
    ("f8", ExportScreen),
    ("x", ExportScreen),
    ("f7", ImportScreen),
    ("i", ImportScreen),
    ("ctrl+l", ChoiceModal),
    ("o", ChoiceModal),
    ("ctrl+o", ChoiceModal),
    ("s", ChoiceModal),
)
"""Every key that opens something, letters and their twins for those who type Chinese."""
FIRST_KEYS = tuple({kind: (key, kind) for key, kind in reversed(KEYS)}.values())
"""One key for each screen and dialog."""
FOREIGN = re.compile(r"[A-Za-z]{4,}")
ALLOWED = re.compile(
    r"Enter|Space|Home|PgUp|PgDn|super|ttoffice|later|office|xlsx|yunnan|default|Down|Shift|result|create|tmp|pytest|root"
)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
async def test_everything_is_reached_by_keys_on_a_small_screen(office: Office, language: str) -> None:
    enter(office, "名称")
    async with workbench(office, NARROW, language) as driver:
        for key, kind in KEYS if language == "zh_CN" else FIRST_KEYS:
            await driver.press(key)
            await driver.on(kind)
            await driver.press("escape")
            await driver.on(ResultsScreen)
        for key in ("slash", "fullwidth_solidus", "f3"):
            await driver.press(key)
            await driver.until(lambda: driver.results.filter_input.has_focus)
            await driver.press("escape")
            await driver.until(lambda: driver.results.table.has_focus)


async def test_no_english_is_left_in_the_chinese_screens(office: Office) -> None:
    enter(office, "名称")
    async with workbench(office, NARROW) as driver:
        for key, kind in FIRST_KEYS:
            if kind is ImportScreen:
                continue
            await driver.press(key)
            await driver.on(kind)
            assert foreign(driver) == []
            await driver.press("escape")
            await driver.on(ResultsScreen)
        await driver.press("e")
        await driver.on(FormScreen)
        await driver.press("tab", "enter")
        assert foreign(driver) == []


def foreign(driver: Driver) -> list[str]:
    return [word for word in FOREIGN.findall(driver.text()) if not ALLOWED.search(word)]


async def test_the_line_of_keys_never_runs_over_the_screen(office: Office) -> None:
    enter(office, "名称")
    async with workbench(office, NARROW, "en") as driver:
        last = driver.text().split("\n")[-1]
        assert "F1" in last
        assert "^p" in last


async def test_q_and_ctrl_q_leave_the_program(office: Office) -> None:
    async with workbench(office) as driver:
        await driver.press("q")
        await driver.until(lambda: not driver.app.is_running)
        assert driver.app.return_code == 0


async def test_a_day_that_was_set_from_outside_is_shown_as_such(office: Office) -> None:
    async with workbench(office) as driver:
        await driver.sees("今天设为 2026-06-01", office.operator)
