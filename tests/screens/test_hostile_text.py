"""Hostile text in every field of every screen and dialog is drawn plainly, and kept as it was typed."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events
from textual.widgets import Input, Static
from textual.widgets._tooltip import Tooltip

from tests.screens.driving import BROAD, NARROW, NASTY, Driver, assert_safe, enter, strides, workbench
from tests.screens.tour import STOPS, back, full_office, go, settled, tour
from tests.screens.tour_office import texts
from ttoffice.action import Office
from ttoffice.results.details import detail
from ttoffice.screens.base import BaseModal
from ttoffice.screens.importing import ImportScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.message import MessageModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.widgets.columns import Column, lay_out
from ttoffice.widgets.editors import LineEditor, TextEditor
from ttoffice.widgets.text import block, fit, one_line, plain

MARKUP_FIRST = "".join(NASTY)
CONTROLS_FIRST = "".join(NASTY[8:] + NASTY[:8])


def document(office: Office, number: str) -> dict[str, Any]:
    with office.reader() as reader:
        return detail(reader, number)


# --- drawn -----------------------------------------------------------------------------------------------


ALL = tuple(STOPS)
FULL_SCREENS = tuple(name for name, stop in STOPS.items() if not issubclass(stop.kind, BaseModal))
OTHERWISE_WHEN_BROAD = (*FULL_SCREENS, "the_history", "the_conflict")
"""The stops that are laid out in another way where there is room; the dialogs look the same."""


@strides(48)
@pytest.mark.parametrize(
    ("size", "text", "names"),
    [
        pytest.param(NARROW, MARKUP_FIRST, ALL, id="narrow"),
        pytest.param(BROAD, CONTROLS_FIRST, OTHERWISE_WHEN_BROAD, id="broad", marks=pytest.mark.exhaustive),
    ],
)
async def test_nasty_text_is_drawn_plainly_on_every_screen_and_dialog(
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    text: str,
    names: tuple[str, ...],
    stride: int,
) -> None:
    names = names[::stride] if size is BROAD else names[stride - 1 :: stride]
    monkeypatch.chdir(tmp_path)
    named = replace(office, operator=one_line(text[:120]))
    luggage = full_office(named, tmp_path / "files", text)
    seen = []
    async with workbench(named, size) as driver:
        driver.app.notify(text, title=text)
        async for station in tour(driver, luggage, only=names):
            try:
                assert_safe(driver)
            except AssertionError as error:
                error.add_note(station.name)
                raise
            seen.append(station.name)
        assert driver.app.is_running
    assert sorted(seen) == sorted(names) != []


@pytest.mark.parametrize(
    "size", [pytest.param(BROAD, id="broad", marks=pytest.mark.exhaustive), pytest.param(NARROW, id="narrow")]
)
async def test_nasty_text_is_drawn_plainly_in_every_cell_of_the_list(
    office: Office, size: tuple[int, int]
) -> None:
    numbers = [enter(office, text, **texts(text)) for text in NASTY]
    async with workbench(office, size) as driver:
        await driver.sees(*numbers[: size[1] - 5])
        assert_safe(driver)
        for number in numbers[1:]:
            await driver.press("down")
            if size is BROAD:
                await driver.until(partial(_shown_twice, driver, number))
            assert_safe(driver)


def _shown_twice(driver: Driver, number: str) -> bool:
    return driver.text().count(number) == 2


async def test_markup_in_a_toast_a_palette_and_a_tooltip_stays_text(office: Office) -> None:
    number = enter(office, NASTY[1])
    async with workbench(office) as driver:
        for text in NASTY:
            driver.screen.notify(text, title=text, markup=True)
        await driver.sees("[@click=app.quit()]点我")
        assert_safe(driver)
        driver.app.clear_notifications()
        label = driver.screen.query_one("#filter-label", Static)
        for text in NASTY:
            label.tooltip = plain(text)
            await driver.pilot.hover("#state")
            await driver.pilot.hover("#filter-label")
            await driver.until(lambda: driver.screen.query_one(Tooltip).display)
            assert_safe(driver)
        await driver.press("ctrl+p")
        await driver.on(PaletteModal)
        await driver.write("[b")
        await driver.sees("没有找到")
        await driver.press("escape")
        await driver.until(lambda: driver.results.current_number() == number)


def test_no_widget_is_given_a_tooltip_that_might_be_read_as_markup() -> None:
    sources = Path(__file__).parents[2] / "src" / "ttoffice"
    lines = [
        line.strip()
        for path in sources.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if ".tooltip =" in line or "with_tooltip(" in line
    ]
    assert [line for line in lines if "plain(" not in line and "Content(" not in line] == []


async def test_ten_thousand_characters_in_a_field_are_shown_and_edited(office: Office) -> None:
    enter(office, "名称", brief="长文[/b]" * 2000)
    async with workbench(office) as driver:
        await driver.press("e")
        await driver.on(FormScreen)
        assert_safe(driver)


async def test_nasty_file_names_are_listed_plainly(office: Office, tmp_path: Path) -> None:
    names = ("[b]表[@click=app.quit()].csv", "右\u202e左.xlsx", "控\x1b制.csv")
    for name in names:
        (tmp_path / name).touch()
    async with workbench(office, NARROW) as driver:
        driver.app.push_screen(ImportScreen(f"{tmp_path}/"))
        await driver.on(ImportScreen)
        await driver.sees("[b]表[@click=app.quit()].csv", "控?制.csv", "右左.xlsx")
        assert_safe(driver)


@pytest.mark.skipif(os.name == "nt", reason="file names of bytes that are no text")
async def test_a_file_whose_name_is_no_text_is_listed_and_refused_with_its_reason(
    office: Office, tmp_path: Path
) -> None:
    number = enter(office, "名称")
    odd = tmp_path / os.fsdecode(b"\xb3\xc9\xb9\xfb\xff.pdf")
    odd.write_bytes(b"%PDF")
    async with workbench(office, NARROW) as driver:
        driver.app.push_screen(ImportScreen(f"{tmp_path}/"))
        await driver.on(ImportScreen)
        await settled(driver)
        assert_safe(driver)
        await driver.press("escape")
        await driver.on(ResultsScreen)
        await driver.press("f")
        screen = await driver.on(STOPS["the_exhibits"].kind)
        screen._file_chosen(odd)
        await driver.on(MessageModal)
        await driver.sees("文件名", "改名")
        assert_safe(driver)
    assert document(office, number)["exhibits"] == []


# --- typed and pasted ------------------------------------------------------------------------------------


def keys_of(text: str) -> list[events.Key]:
    """Return the keys by which a text is typed; what no key gives is left out."""
    return [events.Key(letter, letter) for letter in text if letter.isprintable() and letter != "\n"]


async def type_into(driver: Driver, text: str) -> None:
    for key in keys_of(text):
        driver.app.post_message(key)
    await driver.pilot.pause()


TYPED = "".join(text for text in NASTY if len(text) < 40)


async def test_what_is_typed_is_stored_as_it_was_typed(office: Office) -> None:
    typed = "".join(key.character or "" for key in keys_of(TYPED)).strip()
    async with workbench(office, NARROW) as driver:
        await driver.press("f2")
        form = await driver.on(FormScreen)
        await settled(driver)
        await type_into(driver, TYPED)
        title, brief = form.form.editor("title"), form.form.editor("brief")
        assert isinstance(title, LineEditor)
        assert isinstance(brief, TextEditor)
        await driver.until(lambda: len(title.value) >= len(typed))
        assert_safe(driver, typing=True)
        brief.focus()
        await driver.pilot.pause()
        await type_into(driver, TYPED)
        await driver.until(lambda: len(brief.text) >= len(typed))
        assert_safe(driver, typing=True)
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
        await settled(driver)
        assert_safe(driver)
    found = document(office, "CG-2026-0001")
    assert found["title"] == typed
    assert found["brief"].strip() == typed


async def test_what_is_pasted_is_stored_as_it_is_shown(office: Office) -> None:
    pasted = "\0" + "".join(NASTY)[:280]
    async with workbench(office, NARROW) as driver:
        await driver.press("f2")
        form = await driver.on(FormScreen)
        await settled(driver)
        for key in ("title", "brief", "remarks", "keywords"):
            form.form.editor(key).focus()
            await driver.pilot.pause()
            driver.app.post_message(events.Paste(NASTY[9] if key == "keywords" else pasted))
            await driver.pilot.pause()
            assert_safe(driver)
        title = form.form.editor("title").value
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
    found = document(office, "CG-2026-0001")
    assert found["title"] == title == one_line(" ".join(filter(None, map(str.strip, pasted.splitlines()))))
    assert found["brief"] == found["remarks"] == block(pasted).strip()
    assert "\x1b" not in str(found)


FIELDS = (
    "the_filter",
    "the_palette",
    "the_views",
    "the_columns",
    "the_name_of_a_view",
    "the_number_to_go_to",
    "the_day_of_the_past",
    "the_data_of_a_verb",
    "the_entry_of_an_entry",
    "the_word_to_type",
    "the_files_to_import",
    "the_file_to_attach",
)
"""The stops with a field to type into besides the form itself."""


@strides(6)
async def test_nasty_text_typed_and_pasted_into_every_field_is_drawn_plainly_and_does_no_harm(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    monkeypatch.chdir(tmp_path)
    luggage = full_office(office, tmp_path / "files", "烤烟")
    async with workbench(office, NARROW) as driver:
        for name in FIELDS[::stride]:
            await go(driver, luggage, STOPS[name])
            if not isinstance(driver.screen.focused, Input):
                driver.screen.query(Input).first().focus()
            await driver.until(lambda: isinstance(driver.screen.focused, Input))
            driver.app.post_message(events.Paste("".join(NASTY)[:250]))
            await type_into(driver, TYPED)
            await settled(driver)
            try:
                assert_safe(driver, typing=True)
                await driver.press("enter")
                await settled(driver)
                assert_safe(driver, typing=True)
            except AssertionError as error:
                error.add_note(name)
                raise
            await back(driver)
        assert driver.app.is_running


async def test_a_record_written_elsewhere_with_nasty_text_is_edited_without_touching_it(
    office: Office,
) -> None:
    text = "".join(NASTY)[:280]
    number = enter(office, "名称", **texts(text))
    before = document(office, number)
    async with workbench(office, NARROW) as driver:
        await driver.press("f4")
        form = await driver.on(FormScreen)
        await settled(driver)
        form.form.editor("title").value = "新名称"
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
        await driver.press("enter")
        await driver.on(RecordScreen)
        await settled(driver)
        assert_safe(driver)
    after = document(office, number)
    assert {key for key in after if after[key] != before[key]} == {"title", "version"}


# --- the helpers -------------------------------------------------------------------------------------------


@given(st.text(max_size=300), st.integers(0, 60))
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(st.text(max_size=200))
def test_a_line_holds_no_control_character_and_no_mark_of_direction(text: str) -> None:
    assert one_line(text).isprintable()
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
    assert [place.cell for place in lay_out(columns, 80).shown] == [0, 1, 2, 3]
    assert [place.cell for place in lay_out(columns, 36).shown] == [0, 1, 2]
    assert [place.cell for place in lay_out(columns, 24).shown] == [0, 1]
