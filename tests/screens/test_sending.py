"""What comes while a form is sent, a dialog opens or a draft is offered does no harm, and nothing typed is lost."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events

from tests.offices import posix_only
from tests.screens.driving import NARROW, WIDE, enter, workbench
from tests.screens.test_kit import drafts
from tests.screens.tour import settled
from ttoffice.action import Office
from ttoffice.results.details import detail
from ttoffice.screens.importing import ImportScreen
from ttoffice.screens.kit.exhibits import ExhibitsScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.message import ConfirmModal, LeaveModal, ReasonsModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.results import ResultsScreen


@contextmanager
def held(office: Office) -> Iterator[None]:
    """Hold the store as another program does that is writing."""
    office.lender.close()
    with closing(sqlite3.connect(office.home.store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def count(office: Office, table: str) -> int:
    with office.reader() as reader:
        return int(reader.value(f"SELECT count(*) FROM {table}"))


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_a_save_with_a_note_comes_back_to_the_list(office: Office, key: str) -> None:
    right = {"kind": "invention", "number": "ZL202310000001.5"}
    enter(office, "甲", rights=[right])
    number = enter(office, "乙")
    async with workbench(office, NARROW) as driver:
        await driver.press("end", "f4")
        form = await driver.on(FormScreen)
        await settled(driver)
        form.form.editor("rights").put(None, right)
        await driver.press("ctrl+s")
        await driver.on(ReasonsModal)
        await driver.press(key)
        await driver.on(ResultsScreen)
        assert driver.results.current_number() == number
        assert driver.app.is_running


@pytest.mark.parametrize("key", ["ctrl+q", "f1", "ctrl+p", "9", "z", "x", "insert", "enter"])
async def test_a_form_that_is_being_saved_takes_no_keys_and_is_left_once(office: Office, key: str) -> None:
    enter(office, "名称")
    async with workbench(office, NARROW) as driver:
        await driver.press("f2")
        form = await driver.on(FormScreen)
        await settled(driver)
        form.form.editor("title").restore("新的")
        form.form.go_to("maturity")
        await driver.pilot.pause()
        with held(office):
            await driver.press("ctrl+s")
            await driver.until(lambda: form.busy("save"))
            await driver.press(key)
            assert form.form.editor("title").typed() == "新的"
            assert driver.screen is form
        await driver.on(ResultsScreen)
        assert driver.app.current_mode == "results"
        assert count(office, "result") == 2


async def test_a_dialog_that_runs_a_verb_takes_no_keys_and_runs_it_once(
    office: Office, tmp_path: Path
) -> None:
    enter(office, "名称")
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    async with workbench(office, NARROW) as driver:
        await driver.press("ctrl+f")
        screen = await driver.on(ExhibitsScreen)
        screen._file_chosen(path)
        modal = await driver.on(VerbModal)
        await settled(driver)
        await driver.write("来源")
        with held(office):
            await driver.press("ctrl+s")
            await driver.until(lambda: modal.busy("perform"))
            await driver.press("ctrl+q", "a")
            assert driver.screen is modal
        await driver.on(ExhibitsScreen)
        assert count(office, "exhibit") == 1


@pytest.mark.parametrize("key", ["ctrl+z", "z"])
async def test_undo_in_a_form_leaves_the_store_alone(office: Office, key: str) -> None:
    number = enter(office, "一")
    async with workbench(office, NARROW) as driver:
        await driver.press("f4")
        form = await driver.on(FormScreen)
        await settled(driver)
        form.form.editor("title").restore("二")
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
        await driver.press("f4")
        form = await driver.on(FormScreen)
        await settled(driver)
        form.form.go_to("title" if key == "ctrl+z" else "maturity")
        await driver.pilot.pause()
        await driver.press(key)
        await settled(driver)
        with office.reader() as reader:
            assert detail(reader, number)["title"] == "二"


async def test_drafts_are_thrown_away_only_when_one_is_sure(office: Office) -> None:
    async with workbench(office, NARROW) as driver:
        await driver.press("f2")
        form = await driver.on(FormScreen)
        await settled(driver)
        form.form.editor("title").restore("草稿")
        await driver.pilot.pause(0.1)
        await driver.press("escape")
        await driver.on(LeaveModal)
        await driver.press("down", "enter")
        await driver.on(ResultsScreen)
        await driver.press("f2")
        await driver.on(ChoiceModal)
        await settled(driver)
        await driver.press("3")
        await driver.on(ConfirmModal)
        await driver.press("enter")
        await driver.on(FormScreen)
        assert drafts(office)


GOOD = {
    "form": 1,
    "key": "result.create",
    "typed": {},
    "version": None,
    "at": "2026-06-01T00:00:00+00:00",
    "operator": "x",
    "title": "t",
}


BROKEN: tuple[dict[str, Any], ...] = (
    {"at": "nonsense"},
    {"typed": {"form": [1]}},
    {"typed": {"entry": {"field": "rights", "index": None, "texts": [1], "inner": 5}}},
)
BROKEN_ELSE: tuple[Any, ...] = (
    {"form": "abc"},
    {"begun": "abc"},
    {"begun": [1]},
    {"entry": "abc"},
    {"entry": {"field": ["x"], "index": None}},
    {"entry": {"field": "rights", "index": "x", "texts": {}}},
    {"entry": {"field": "rights", "index": -5, "texts": {}}},
)


@pytest.mark.parametrize(
    "broken",
    [*BROKEN, *(pytest.param({"typed": typed}, marks=pytest.mark.exhaustive) for typed in BROKEN_ELSE)],
)
async def test_a_draft_of_the_wrong_shape_harms_nothing(office: Office, broken: dict[str, Any]) -> None:
    office.home.drafts.mkdir()
    path = office.home.drafts / "result-create-0.json"
    path.write_text(json.dumps({**GOOD, **broken}), encoding="utf-8")
    async with workbench(office, NARROW) as driver:
        await driver.press("f2")
        await driver.until(lambda: isinstance(driver.screen, (FormScreen, ChoiceModal)))
        await settled(driver)
        await driver.press("1")
        await settled(driver)
        assert any(isinstance(screen, FormScreen) for screen in driver.app.screen_stack)


async def test_letters_typed_while_a_dialog_opens_keep_their_order(office: Office) -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    async with workbench(office, NARROW) as driver:
        for pause in (0, 0.001, 0.004, 0.01, 0.02):
            driver.app.post_message(events.Key("ctrl+p", None).set_sender(driver.app))
            for letter in text:
                await asyncio.sleep(pause)
                driver.app.post_message(events.Key(letter, letter).set_sender(driver.app))
            palette = await driver.on(PaletteModal)
            await driver.until(lambda palette=palette: len(palette.query_text) == len(text))  # type: ignore[misc]  # a lambda with a default
            assert palette.query_text == text
            await driver.press("escape")
            await driver.on(ResultsScreen)


async def test_a_file_that_was_changed_since_its_dry_run_is_looked_at_again(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("成果名称,所属部门\n甲成果,甲部\n", encoding="utf-8")
    async with workbench(office, WIDE) as driver:
        screen = ImportScreen(str(path))
        driver.app.push_screen(screen)
        await driver.on(ImportScreen)
        await driver.press("f5")
        await driver.until(lambda: screen._report is not None and not screen.busy("work"))
        await driver.press("enter")  # one too many: it opens a column, and imports nothing
        await driver.on(ChoiceModal)
        await driver.press("escape")
        path.write_text("成果名称,所属部门\n乙成果,乙部\n丙成果,丙部\n", encoding="utf-8")
        await driver.press("ctrl+s")
        await driver.until(
            lambda: (
                screen._report is not None
                and screen._report.counts()["rows"] == 2
                and not screen.busy("work")
            )
        )
        assert screen._report is not None
        assert screen._report.dry_run
        assert count(office, "result") == 0
        await driver.press("ctrl+s")
        await driver.until(lambda: screen._report is not None and not screen._report.dry_run)
        assert count(office, "result") == 2


@posix_only
async def test_a_signal_leaves_the_program_in_order(office: Office) -> None:
    async with workbench(office, NARROW) as driver:
        os.kill(os.getpid(), signal.SIGTERM)
        await driver.until(lambda: driver.app.return_code == 128 + signal.SIGTERM)
