"""An office's first job, done once through the command line and once by keyboard in the workbench."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget

from tests.cli.calls import Call
from tests.cli.conftest import _language_of_the_next_test, call
from tests.offices import open_at
from tests.scenarios import first_job as job
from tests.screens.driving import NARROW, Driver, workbench
from tests.screens.tour import settled
from ttoffice.action import perform
from ttoffice.screens.exporting import ExportScreen
from ttoffice.screens.importing import ImportScreen
from ttoffice.screens.journal import JournalScreen
from ttoffice.screens.kit.bulk import BulkScreen
from ttoffice.screens.kit.exhibits import ExhibitsScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.entry import FormModal, VerbModal
from ttoffice.screens.modals.files import FileModal
from ttoffice.screens.modals.history import HistoryModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.results import NOT_COPIED, ResultsScreen
from ttoffice.screens.scan import ScanScreen

__all__ = ["_language_of_the_next_test", "call"]


# --- through the command line ----------------------------------------------------------------------------


def test_the_first_job_through_the_command_line(call: Call, home: Path, tmp_path: Path) -> None:
    ledger, proof = job.write_files(tmp_path / "files")
    assert call("init", "--unit", job.UNIT).code == 0

    # The ledger is tried, its odd column is sent to the remarks, then it is taken over.
    mapping = tmp_path / "map.toml"
    assert call("import", "results", ledger, "--dry-run", "--save-map", mapping).code in (0, 1)
    text = mapping.read_text(encoding="utf-8").replace('"怪列" = ""', '"怪列" = "remarks"')
    mapping.write_text(text, encoding="utf-8")
    taken = call("import", "results", ledger, "--map", mapping, "--json")
    assert (taken.json["created"], taken.json["skipped"]) == (3, 1), taken.err

    # It is found by a Chinese word, by pinyin and by number.
    for words in job.WORDS:
        found = call("list", "results", "--search", words, "--json").json["results"]
        assert [line["number"] for line in found] == [job.COFFEE]

    # It is completed, entered again as another one, and two others are changed together.
    assert do(call, "result.edit", job.COFFEE, department=job.DEPARTMENT) == 0
    shown = call("show", job.COFFEE, "--json").json
    copied = {key: value for key, value in shown.items() if key not in NOT_COPIED and value}
    assert do(call, "result.create", **{**copied, "title": job.SECOND_TITLE}) == 0
    assert do(call, "result.edit", job.NOTOGINSENG, job.ALGAE, industry=job.INDUSTRY) == 0

    # The scan wants it; it goes on the list, to the platform, and is marked as uploaded.
    assert job.COFFEE in [line["number"] for line in call("scan", "--json").json["due"]]
    assert do(call, "result.list", job.COFFEE) == 0
    assert call("export", "listing", "--profile", job.PROFILE, "--dry-run").code == 0
    assert call("export", "listing", "--profile", job.PROFILE).code == 0
    assert do(call, "listing.mark_uploaded", "PC-2026-0001") == 0

    # What changes afterwards is seen as drift, looked at in the history, and undone.
    brief = call("show", job.COFFEE, "--json").json["brief"]
    assert do(call, "result.edit", job.COFFEE, brief=job.CHANGED + brief) == 0
    drift = call("export", "listing", "--profile", job.PROFILE, "--changes", "--json")
    assert job.CHANGED in drift.out
    history = call("show", job.COFFEE, "--history", "--json").json
    assert job.CHANGED + brief == call("show", job.COFFEE, "--as-of", "2026-06-01", "--json").json["brief"]
    assert do(call, "result.revert", job.COFFEE, to_version=history[-1]["version"] - 1) == 0

    # A proof is attached, a view is kept, and the log tells it all.
    assert do(call, "exhibit.add", subject=job.COFFEE, path=str(proof), source="科技处") == 0
    assert call("views", "--save", job.VIEW, "--search", "kf").code == 0
    assert call("log", "--json").json
    assert call("verify").code == 0
    job.check_the_store(open_at(home))


def do(call: Call, action: str, *subjects: str, **data: Any) -> int:
    """Do an action through the command line; return its exit code."""
    answer = call("do", action, *subjects, "--data", json.dumps(data))
    return answer.code


# --- by keyboard -----------------------------------------------------------------------------------------


async def tab_to(driver: Driver, wanted: Callable[[Widget], bool], key: str = "tab") -> None:
    """Press Tab until what is wanted has the focus."""
    for _step in range(60):
        focused = driver.screen.focused
        if focused is not None and wanted(focused):
            return
        await driver.press(key)
    raise AssertionError(f"Tab never came there; the screen:\n{driver.text()}")


async def field(driver: Driver, key: str) -> None:
    """Go to a field of a form."""
    await tab_to(driver, lambda part: getattr(getattr(part, "field", None), "key", "") == key)


async def retype(driver: Driver, text: str) -> None:
    """Type a text in the place of what stands in a line."""
    await driver.press("home", "shift+end", "delete")
    await driver.write(text)


async def home_again(driver: Driver) -> None:
    """Go back to the list, one Esc at a time."""
    while not isinstance(driver.screen, ResultsScreen):
        await driver.press("escape")
        await settled(driver)


@pytest.mark.exhaustive
async def test_the_first_job_by_keyboard(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, _proof = job.write_files(tmp_path / "files")
    monkeypatch.chdir(ledger.parent)
    office = open_at(home)
    perform(office, "unit.set", {"name": job.UNIT})
    async with workbench(office, NARROW) as driver:
        await take_over_the_ledger(driver)
        await find_it(driver)
        await complete_it(driver)
        await list_and_export_it(driver)
        await change_it_and_take_it_back(driver)
        await prove_and_keep(driver)
        await driver.press("9")
        await driver.on(JournalScreen)
        await driver.sees("添加")
    job.check_the_store(office)


async def take_over_the_ledger(driver: Driver) -> None:
    await driver.press("f7")
    screen = await driver.on(ImportScreen)
    await driver.sees(job.LEDGER_NAME)
    await driver.press("down")
    while "> " + job.LEDGER_NAME not in driver.text():
        await driver.press("down")
    await driver.press("enter")
    await driver.sees("新增 3", "跳过 1")
    await settled(driver)
    await tab_to(driver, lambda part: part.id == "columns", "shift+tab")
    await driver.press("end")
    await driver.sees("怪列  ->  不对应")
    await driver.press("enter")
    await driver.on(ChoiceModal)
    await driver.write("bz")
    await driver.press("enter")
    await driver.on(ImportScreen)
    await driver.sees("新增 3")
    await settled(driver)
    await driver.press("ctrl+s")
    await driver.sees("已导入", "新增 3", "导入问题")
    assert screen.check_action("report", ())
    await home_again(driver)
    await driver.until(lambda: driver.results.table.row_count == 3)


async def find_it(driver: Driver) -> None:
    for words in job.WORDS:
        await driver.press("f3")
        await driver.write(words)
        await driver.until(lambda: driver.results.table.row_count == 1)
        await driver.press("escape")
        await driver.until(lambda: driver.results.table.row_count == 3)
    await driver.press("ctrl+g")
    await driver.on(AskModal)
    await driver.write("1")
    await driver.press("enter")
    await driver.on(ResultsScreen)
    await driver.until(lambda: driver.results.current_number() == job.COFFEE)


async def complete_it(driver: Driver) -> None:
    await driver.press("f4")
    await driver.on(FormScreen)
    await field(driver, "department")
    await retype(driver, job.DEPARTMENT)
    await driver.press("ctrl+s")
    await driver.on(ResultsScreen)
    await settled(driver)
    await driver.press("ctrl+d")
    await driver.on(FormScreen)
    await settled(driver)
    await retype(driver, job.SECOND_TITLE)
    await driver.press("ctrl+s")
    await driver.on(ResultsScreen)
    await driver.until(lambda: driver.results.current_number() == job.SECOND)
    await settled(driver)
    await driver.press("home", "down", "space", "space", "f4")
    await driver.on(ChoiceModal)
    await driver.write("yyhy")
    await driver.press("enter")
    await driver.on(FormModal)
    await driver.write(job.INDUSTRY)
    await driver.press("ctrl+s")
    await driver.on(BulkScreen)
    await driver.sees("将变更 2 条")
    await settled(driver)
    await driver.press("ctrl+s")
    await driver.sees("已变更 2 条")
    await home_again(driver)
    await driver.press("ctrl+a", "ctrl+a", "home")
    await driver.until(lambda: not driver.results.table.marked_count)


async def list_and_export_it(driver: Driver) -> None:
    await driver.press("ctrl+u")
    await driver.on(ScanScreen)
    await driver.sees("咖啡果皮", "!应纳入")
    await home_again(driver)
    await driver.press("home", "f9")
    await driver.on(PaletteModal)
    await settled(driver)
    await driver.press("enter")
    await driver.on(VerbModal)
    await driver.press("ctrl+s")
    await driver.on(ResultsScreen)
    await settled(driver)
    await driver.press("f8")
    await choose_profile(driver)
    await driver.press("f5")
    await driver.sees("3 行可以导出")
    await driver.press("ctrl+s")
    await driver.sees("已导出 3")
    await settled(driver)
    await driver.press("f7")
    await driver.sees("PC-2026-0001")
    await settled(driver)
    await driver.press("f9")
    await driver.on(VerbModal)
    await driver.press("ctrl+s")
    await driver.on(ExportScreen)
    await driver.sees("+2026-06-01")
    await home_again(driver)


async def choose_profile(driver: Driver) -> None:
    await driver.on(ExportScreen)
    await settled(driver)
    await field(driver, "profile")
    while job.PROFILE not in driver.text():
        await driver.press("right")


async def change_it_and_take_it_back(driver: Driver) -> None:
    await driver.press("home", "f4")
    await driver.on(FormScreen)
    await field(driver, "brief")
    await driver.press("ctrl+home")
    await driver.write(job.CHANGED)
    await driver.press("ctrl+s")
    await driver.on(ResultsScreen)
    await settled(driver)
    await driver.press("f8")
    await choose_profile(driver)
    await driver.press("f6")
    await driver.sees("变更 1", job.COFFEE)
    await home_again(driver)
    await driver.press("ctrl+r")
    await driver.on(HistoryModal)
    await driver.sees("改动")
    await home_again(driver)
    await driver.press("ctrl+b")
    await driver.on(AskModal)
    await driver.press("enter")
    await driver.on(RecordScreen)
    await driver.sees("2026-06-01 终了时的状态", job.COFFEE)
    await home_again(driver)
    await driver.press("ctrl+z")
    await driver.sees("已撤销")


async def prove_and_keep(driver: Driver) -> None:
    await settled(driver)
    await driver.press("home", "ctrl+f")
    await driver.on(ExhibitsScreen)
    await driver.press("insert")
    await driver.on(FileModal)
    await driver.sees(job.PROOF)
    await driver.press("down")
    while "> " + job.PROOF not in driver.text():
        await driver.press("down")
    await driver.press("enter")
    await driver.on(VerbModal)
    await driver.write("科技处")
    await driver.press("ctrl+s")
    await driver.on(ExhibitsScreen)
    await driver.sees(job.PROOF, "ZJ-2026-0002")
    await home_again(driver)
    await driver.press("f3")
    await driver.write("kf")
    await driver.press("enter", "ctrl+w")
    await driver.on(AskModal)
    await driver.write(job.VIEW)
    await driver.press("enter")
    await driver.sees(job.VIEW)
    await home_again(driver)
