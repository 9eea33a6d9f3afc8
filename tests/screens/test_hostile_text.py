from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.screens.driving import NARROW, NASTY, WIDE, Driver, enter, workbench
from ttoffice.action import Office, perform
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.history import HistoryModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.modals.why import WhyModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.widgets.columns import Column, lay_out
from ttoffice.widgets.text import block, fit, one_line

UNSAFE = ("\x1b", "\x07", "\x00", "\u202e", "\u200f", "\r", "\t")


def nasty_result(office: Office, text: str) -> str:
    """Put a text into every field that takes text, and change it once, so that the history holds it too."""
    short = text[:60]
    number = enter(
        office,
        text,
        department=text,
        funding_source=text,
        project_number=text,
        industry=text,
        brief=text * 3,
        keywords=[short],
        fee_text=text,
        license_term=text,
        territory=text,
        contact_name=text,
        contact_phone=text,
        platform_number=text,
        remarks=text,
        rights=[{"kind": "know_how", "number": "", "holders": [{"name": text}]}],
        completers=[{"name": text, "unit": text}],
        implementations=[{"mode": "license", "note": text}],
        fee_plan={"stages": [{"trigger": text, "share": "30"}]},
    )
    perform(office, "result.edit", {"remarks": f"{text}!"}, subject=number)
    return number


def shown_twice(driver: Driver, number: str) -> bool:
    return driver.text().count(number) == 2


def assert_safe(driver: Driver, width: int) -> None:
    lines = driver.text().split("\n")
    assert not [mark for mark in UNSAFE if mark in driver.text()]
    assert {cell_len(line) for line in lines} == {width}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_nasty_text_is_drawn_plainly_in_list_and_pane(office: Office, size: tuple[int, int]) -> None:
    numbers = [nasty_result(office, text) for text in NASTY]
    async with workbench(office, size) as driver:
        await driver.sees(*numbers)
        assert_safe(driver, size[0])
        for number in numbers[1:]:
            await driver.press("down")
            if size is WIDE:
                await driver.until(partial(shown_twice, driver, number))
            assert_safe(driver, size[0])


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
async def test_nasty_text_is_drawn_plainly_on_every_screen(office: Office, text: str) -> None:
    nasty_result(office, text)
    async with workbench(office, NARROW) as driver:
        for key, kind in (
            ("enter", RecordScreen),
            ("e", FormScreen),
            ("h", HistoryModal),
            ("w", WhyModal),
        ):
            await driver.press(key)
            await driver.on(kind)
            assert_safe(driver, NARROW[0])
            await driver.press("escape")
            await driver.on(ResultsScreen)


async def test_markup_in_a_toast_a_palette_and_a_tooltip_stays_text(office: Office) -> None:
    number = nasty_result(office, "[@click=app.quit()]点我[/b]")
    async with workbench(office) as driver:
        for text in NASTY:
            driver.screen.notify(text, title=text, markup=True)
        await driver.sees("[@click=app.quit()]点我")
        assert driver.app.is_running
        await driver.press("ctrl+p")
        await driver.on(PaletteModal)
        await driver.write("[b")
        await driver.sees("没有找到")
        await driver.press("escape")
        await driver.until(lambda: driver.results.current_number() == number)


async def test_ten_thousand_characters_in_a_field_are_shown_and_edited(office: Office) -> None:
    enter(office, "名称", brief="长文[/b]" * 2000)
    async with workbench(office) as driver:
        await driver.press("e")
        await driver.on(FormScreen)
        assert_safe(driver, WIDE[0])


async def test_nasty_file_names_are_listed_plainly(office: Office, tmp_path: Path) -> None:
    for name in ("[b]表[@click=app.quit()].csv", "右\u202e左.xlsx", "控\x1b制.csv"):
        (tmp_path / name).touch()
    async with workbench(office, NARROW) as driver:
        from ttoffice.screens.importing import ImportScreen

        driver.app.push_screen(ImportScreen(f"{tmp_path}/"))
        await driver.on(ImportScreen)
        await driver.sees("[b]表[@click=app.quit()].csv", "控?制.csv", "右左.xlsx")
        assert_safe(driver, NARROW[0])


@given(st.text(max_size=300), st.integers(0, 60))
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(st.text(max_size=200))
def test_a_line_holds_no_control_character_and_no_mark_of_direction(text: str) -> None:
    assert one_line(text).isprintable() or "\n" not in one_line(text)
    assert not [letter for letter in one_line(text) if not letter.isprintable()]
    assert not [letter for letter in block(text) if not letter.isprintable() and letter != "\n"]


@given(st.integers(0, 200), st.lists(st.text(max_size=30), min_size=4, max_size=4))
def test_a_row_is_exactly_as_wide_as_its_table(width: int, cells: list[str]) -> None:
    columns = (
        Column("number", "编号", 12),
        Column("title", "名称", 20, grow=3),
        Column("unit", "部门", 10, 1, 1),
        Column("day", "日期", 10, 0, 2),
    )
    assert cell_len(lay_out(columns, width).line(cells)) == width


def test_columns_that_may_be_left_out_go_first_where_room_is_short() -> None:
    columns = (
        Column("a", "a", 10),
        Column("b", "b", 10, grow=1),
        Column("c", "c", 10, drop=1),
        Column("d", "d", 10, drop=2),
    )
    assert [place.index for place in lay_out(columns, 80).shown] == [0, 1, 2, 3]
    assert [place.index for place in lay_out(columns, 36).shown] == [0, 1, 2]
    assert [place.index for place in lay_out(columns, 24).shown] == [0, 1]
