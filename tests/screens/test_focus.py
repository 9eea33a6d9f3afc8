"""Where the keys go: Tab comes round, Esc goes back one step, and other sizes lose neither cursor nor text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widget import Widget
from textual.widgets import Input

from tests.screens.driving import BROAD, NARROW, Driver, assert_safe, enter, strides, workbench
from tests.screens.tour import STOPS, at_rest, back, full_office, go, settled
from ttoffice.action import Office
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.message import LeaveModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.widgets.paged_table import PagedTable

SMALL, TINY = (60, 15), (30, 8)


async def all_round(driver: Driver, key: str) -> list[Widget]:
    """Press a key until the focus is where it was; return where it came by."""
    start = driver.screen.focused
    assert start is not None
    seen = [start]
    for _step in range(len(driver.screen.focus_chain) + 2):
        await driver.press(key)
        assert driver.screen.focused is not None
        if driver.screen.focused is start:
            return seen
        seen.append(driver.screen.focused)
    raise AssertionError(f"{key} does not come round: {seen}")


PARTS = (
    "the_list", "the_record", "the_entry", "the_conflict", "the_history", "the_reasons_why", "the_refusal",
    "the_columns", "the_import_tried", "the_export_checked", "the_outcome_for_many", "the_exhibits",
    "the_word_to_type", "the_question_before_leaving", "the_file_to_attach", "the_name_of_a_view", "the_log",
)  # fmt: skip
"""The stops with different parts to go through; the form's many fields are walked below."""


@strides(12)
async def test_tab_reaches_every_part_and_comes_round_both_ways(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    monkeypatch.chdir(tmp_path)
    luggage = full_office(office, tmp_path / "files", "烤烟")
    async with workbench(office, BROAD) as driver:
        for name in PARTS[::stride]:
            await go(driver, luggage, STOPS[name])
            chain = set(driver.screen.focus_chain)
            if driver.screen.focused is None:
                raise AssertionError(f"nothing has the keys: {name}")
            there = await all_round(driver, "tab")
            again = await all_round(driver, "shift+tab")
            assert set(there) == set(again) == chain, name
            assert there[1:] == again[:0:-1], name
            await back(driver)


@pytest.mark.exhaustive
async def test_tab_goes_through_every_field_of_the_form(office: Office) -> None:
    async with workbench(office, NARROW) as driver:
        await driver.press("f2")
        form = await driver.on(FormScreen)
        await settled(driver)
        fields = [form.form.editor(field.key) for field in form.form.fields]
        seen = await all_round(driver, "tab")
        assert seen[: len(fields)] == fields
        assert [part.id for part in seen[len(fields) :]] == ["save", "back"]


DIALOGS = (
    ("f1",), ("ctrl+p",), ("ctrl+l",), ("ctrl+o",), ("ctrl+k",), ("ctrl+w",), ("ctrl+g",), ("f6",), ("f9",),
    ("ctrl+r",), ("ctrl+b",),
)  # fmt: skip


@strides(6)
async def test_after_a_dialog_the_focus_is_where_it_was(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    monkeypatch.chdir(tmp_path)
    full_office(office, tmp_path / "files", "烤烟")
    async with workbench(office, BROAD) as driver:
        await driver.press("down")
        for part in ("#rows", "#detail"):
            driver.results.query_one(part).focus()
            await settled(driver)
            for keys in DIALOGS[::stride]:
                await driver.press(*keys)
                await driver.until(lambda: driver.screen is not driver.results)
                await settled(driver)
                await driver.press("escape")
                await driver.on(ResultsScreen)
                assert driver.results.focused is driver.results.query_one(part), keys
                assert driver.results.table.cursor == 1, keys


async def test_after_a_dialog_the_focus_is_in_the_field_it_came_from(office: Office) -> None:
    async with workbench(office, NARROW) as driver:
        await driver.press("f2")
        form = await driver.on(FormScreen)
        await settled(driver)
        for key in ("maturity", "rights", "fee_plan"):
            editor = form.form.editor(key)
            editor.focus()
            await driver.press("enter")
            await driver.until(lambda: driver.screen is not form)
            await settled(driver)
            await driver.press("escape")
            await driver.on(FormScreen)
            assert form.focused is editor


DEEP = (
    "the_article", "the_entry_of_an_entry", "the_problem_of_a_row", "the_row_of_an_export", "the_day_of_the_scan",
    "the_data_of_an_exhibit", "the_record_of_a_version", "the_file_to_attach", "the_outcome_for_many", "the_sheets",
)  # fmt: skip
"""Stops several steps away from the list."""


@strides(6)
async def test_esc_goes_back_one_step_from_everywhere_and_rests_on_the_list(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    monkeypatch.chdir(tmp_path)
    luggage = full_office(office, tmp_path / "files", "烤烟")
    async with workbench(office, NARROW) as driver:
        for name in DEEP[::stride]:
            await go(driver, luggage, STOPS[name])
            while not isinstance(driver.screen, ResultsScreen):
                depth = len(driver.app.screen_stack)
                await driver.press("escape")
                await driver.until(lambda depth=depth: len(driver.app.screen_stack) == depth - 1)  # type: ignore[misc]  # a lambda with a default
                await settled(driver)
            await back(driver)
        await driver.press("escape", "escape", "escape")
        assert driver.app.is_running
        assert driver.results.table.has_focus


# --- sizes -----------------------------------------------------------------------------------------------


async def resized(driver: Driver, size: tuple[int, int]) -> None:
    await driver.pilot.resize_terminal(*size)
    await driver.until(lambda: driver.screen._compositor.size == size and at_rest(driver))
    await driver.pilot.pause()


ONE_OF_A_KIND = tuple({stop.kind: stop for stop in reversed(STOPS.values())}.values())
"""One stop for each kind of screen and dialog."""


@strides(56)
async def test_other_sizes_do_no_harm_to_any_screen_or_dialog(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    monkeypatch.chdir(tmp_path)
    luggage = full_office(office, tmp_path / "files", "烤烟")
    async with workbench(office, BROAD) as driver:
        for station in ONE_OF_A_KIND[::stride]:
            await go(driver, luggage, station)
            focused, screen = driver.screen.focused, driver.screen
            for size in (NARROW, SMALL, TINY, BROAD):
                await resized(driver, size)
                assert_safe(driver)
            assert driver.screen is screen, station.name
            assert screen.focused is focused, station.name
            await back(driver)


def table_place(driver: Driver) -> Callable[[], tuple[int, bool]]:
    """Return what tells the row under the cursor, and whether it is in sight."""
    table = driver.screen.query_one(PagedTable)

    def place() -> tuple[int, bool]:
        top = round(table.scroll_y)
        return table.cursor, top <= table.cursor < top + max(1, table.size.height - 1)

    return place


@pytest.mark.exhaustive
async def test_the_cursor_and_what_is_typed_outlast_every_size(office: Office) -> None:
    for place in range(60):
        enter(office, f"成果 {place}")
    async with workbench(office, BROAD) as driver:
        await driver.press(*["down"] * 40)
        where = table_place(driver)
        for size in (NARROW, SMALL, TINY, BROAD):
            await resized(driver, size)
            assert where() == (40, True)
        await driver.press("f2")
        form = await driver.on(FormScreen)
        await driver.write("abc")
        for size in (NARROW, SMALL, TINY, BROAD):
            await resized(driver, size)
            await driver.write("d")
        assert form.form.editor("title").value == "abcdddd"
        await driver.press("escape")
        await driver.on(LeaveModal)
        await driver.press("down", "down", "enter")
        await driver.on(ResultsScreen)
        await driver.press("ctrl+g")
        ask = await driver.on(AskModal)
        await driver.write("12")
        await resized(driver, TINY)
        assert ask.query_one(Input).value == "12"
