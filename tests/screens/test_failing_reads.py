"""Whatever a screen has done in a thread may fail: it is told in a dialog, and the screen goes on working."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from tests.screens.driving import BROAD, Driver, enter, strides, workbench
from tests.screens.tour import STOPS, Luggage, back, focus_field, full_office, go, settled
from ttoffice.action import Office
from ttoffice.errors import StoreError
from ttoffice.screens.base import Background
from ttoffice.screens.exporting import ExportScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.conflict import ConflictModal
from ttoffice.screens.modals.message import ConfirmModal, MessageModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.widgets.paged_table import CHUNK

TOLD = StoreError("库房着火了[/b]", advice="先救火[bold]")
SURPRISE = RuntimeError("意外[/b]")
QUIET = {
    "where": "the line at the top keeps what it knows: what is read next on the screen tells the same failure",
}
"""Work whose failure is told nowhere, and why."""


class Breaking:
    """Makes work of one group fail, whoever begins it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.group, self.error, self.count = "", BaseException(), 0
        usual = Background.in_thread

        def in_thread(screen: Background, group: str, work: Any, then: Any, failed: Any = None) -> None:
            if group.partition("-")[0] == self.group:
                self.count += 1
                work = partial(self._fail, self.error)
            usual(screen, group, work, then, failed)

        monkeypatch.setattr(Background, "in_thread", in_thread)

    @staticmethod
    def _fail(error: BaseException) -> None:
        raise error

    def begin(self, group: str, error: BaseException) -> None:
        self.group, self.error, self.count = group, error, 0

    def end(self) -> None:
        self.group = ""


Way = Callable[[Driver, Luggage], Awaitable[object]]


def keys(*pressed: str) -> Way:
    """Return a way that is a few keys from the list."""

    async def way(driver: Driver, _luggage: Luggage) -> None:
        for key in pressed:
            await driver.press(key)
            await settled(driver)

    return way


def stop(name: str, *more: str) -> Way:
    """Return a way to a stop of the tour and by some keys on from there."""

    async def way(driver: Driver, luggage: Luggage) -> None:
        if more:
            await go(driver, luggage, STOPS[name])
        else:
            await STOPS[name].way(driver, luggage)
        await driver.press(*more)

    return way


async def _save(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f4")
    await driver.on(FormScreen)
    await settled(driver)
    focus_field(driver, "department").value = "别的学院"
    await driver.press("ctrl+s")


async def _undo(driver: Driver, luggage: Luggage) -> None:
    await _save(driver, luggage)
    await driver.on(ResultsScreen)
    await settled(driver)
    await driver.press("ctrl+z")


async def _over(driver: Driver, luggage: Luggage) -> None:
    await go(driver, luggage, STOPS["the_conflict"])
    await driver.on(ConflictModal)
    await driver.press("tab", "enter")


async def _delist(driver: Driver, luggage: Luggage) -> None:
    await go(driver, luggage, STOPS["the_question_before_a_verb"])
    await driver.on(ConfirmModal)
    await driver.press("right", "enter")


async def _jump(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+g")
    await driver.on(AskModal)
    await driver.write("1")
    await driver.press("enter")


async def _name_view(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+w")
    await driver.on(AskModal)
    await driver.write("abc")
    await driver.press("enter")


async def _changes(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f8")
    await driver.on(ExportScreen)
    await driver.press("f6")


async def _mapping(driver: Driver, luggage: Luggage) -> None:
    await go(driver, luggage, STOPS["the_mappings"])
    await driver.press("enter")


async def _many(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+a", "f9")
    await settled(driver)
    await driver.press("down", "enter")


async def _draft(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f4")
    form = await driver.on(FormScreen)
    await settled(driver)
    focus_field(driver, "department").value = "别的学院"
    form.keep()


async def _records(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+p")
    await settled(driver)
    await driver.write("烤烟")


async def _unit(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+p")
    await settled(driver)
    await driver.write("填写本单位")
    await driver.press("enter")


async def _calendar_file(driver: Driver, luggage: Luggage) -> None:
    await driver.press("1", "f8")
    ask = await driver.on(AskModal)
    ask.query_one(Input).value = str(luggage.folder / "a.ics")
    await driver.press("enter")


WAYS: dict[str, Way] = {
    "proof": keys("8", "f6"),
    "print": stop("the_proof_of_a_deadline", "f8"),
    "ics": _calendar_file,
    "unit": _unit,
    "rows": keys("f5"),
    "detail": keys("enter"),
    "why": keys("f6"),
    "history": keys("ctrl+r"),
    "views": keys("ctrl+l"),
    "due": keys("ctrl+n"),
    "jump": _jump,
    "save_view": _name_view,
    "article": stop("the_article"),
    "later": keys("f9"),
    "perform": stop("the_data_of_a_verb", "ctrl+s"),
    "verb": _delist,
    "exhibits": keys("ctrl+f"),
    "open": keys("ctrl+f", "enter"),
    "look": keys("f7"),
    "mapping": _mapping,
    "work": keys("f8", "f5"),
    "changes": _changes,
    "batches": keys("f8", "f9"),
    "marked": _many,
    "drafts": keys("f4"),
    "draft": _draft,
    "save": _save,
    "version": _over,
    "undo": _undo,
    "lane": keys("3", "f7"),
    "ageing": keys("3", "ctrl+u"),
    "license": keys("3", "ctrl+u", "insert"),
    "forecast": keys("3", "ctrl+u", "f8"),
    "links": keys("3", "home", "enter", "ctrl+g"),
    "row": keys("3", "home", "enter", "right"),
    "assess": keys("3", "end", "f4"),
    "lookup": keys("3", "end", "f4", "f3"),
    "usual": stop("the_modes_of_payment", "3"),
    "paper": stop("the_contract_as_it_would_read"),
    "preview": stop("the_receipt"),
    "matrix": keys("4", "end", "enter", "f8"),
    "beside": keys("4", "end", "enter", "f8", "enter"),
    "papers": keys("4", "end", "enter", "f7"),
    "finding": keys("4", "f10", "1", "f10"),
    "today": keys("1"),
    "overview": keys("1", "f10"),
    "behind": stop("the_sums_behind_a_bar"),
    "step": keys("enter"),
    "next_step": keys("ctrl+e"),
    "copy": keys("ctrl+a", "ctrl+y"),
    "more": keys("ctrl+p"),
    "records": _records,
    "manual": stop("the_manual"),
}
"""For each kind of work, a way to have it begun."""


def groups_in_the_sources() -> set[str]:
    """Return the kinds of work of the workbench; the first start comes before it."""
    sources = Path(__file__).parents[2] / "src" / "ttoffice"
    found = set()
    for path in sources.rglob("*.py"):
        if path.parent.name == "first_start":
            continue
        for name in re.findall(r'in_thread\(\s*f?"([a-z_]+)', path.read_text(encoding="utf-8")):
            found.add(name)
    return found | {"verb"}


def test_every_kind_of_work_is_made_to_fail_here() -> None:
    assert groups_in_the_sources() - {"chunk"} == set(WAYS) | set(QUIET)


TOLD_HERE = ("rows", "detail", "why", "perform", "exhibits", "work", "batches", "marked", "save", "undo")
"""Where a failure with words of its own is tried too; that of a draft is a toast, see test_trouble."""


@strides(16)
@pytest.mark.parametrize("error", [TOLD, SURPRISE], ids=["told", "surprise"])
async def test_work_that_fails_is_told_and_the_screen_goes_on(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, stride: int
) -> None:
    monkeypatch.chdir(tmp_path)
    luggage = full_office(office, tmp_path / "files", "烤烟")
    async with workbench(office, BROAD) as driver:
        breaking = Breaking(monkeypatch)
        tried = [group for group in WAYS if error is SURPRISE or group in TOLD_HERE]
        for group in tried[::stride]:
            way = WAYS[group]
            breaking.begin(group, error)
            await way(driver, luggage)
            await driver.until(lambda: isinstance(driver.screen, MessageModal))
            await seen(driver, office, error, group)
            breaking.end()
            await back(driver)
            assert driver.results.table.row_count == 4, group
        await driver.press("f5", "enter")
        await driver.sees("烤烟")


async def seen(driver: Driver, office: Office, error: Exception, group: str) -> None:
    """Check what is told of a failure, and close it."""
    told = [str(error)] if error is SURPRISE else [TOLD.message, TOLD.advice]
    try:
        await driver.sees(*told)
    except AssertionError as lacking:
        lacking.add_note(group)
        raise
    if error is SURPRISE:
        written = sorted(office.home.logs.glob("failure-*.txt"))
        assert written, group
        assert str(error) in written[-1].read_text(encoding="utf-8")
    for _again in range(3):
        if isinstance(driver.screen, MessageModal):
            await driver.press("enter")
            await settled(driver)
    assert driver.app.is_running, group


async def test_rows_that_cannot_be_read_are_told_and_asked_for_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in range(3 * CHUNK):
        enter(office, f"成果 {place}")
    async with workbench(office, BROAD) as driver:
        await driver.until(lambda: driver.results.table.row_count == 3 * CHUNK)
        breaking = Breaking(monkeypatch)
        breaking.begin("chunk", TOLD)
        await driver.press("end")
        await driver.until(lambda: isinstance(driver.screen, MessageModal))
        breaking.end()
        await driver.press("enter")
        await driver.on(ResultsScreen)
        await driver.press("home", "end")
        await driver.sees(f"成果 {3 * CHUNK - 1}")


async def test_the_line_at_the_top_outlives_a_failure(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(office, "名称")
    async with workbench(office) as driver:
        breaking = Breaking(monkeypatch)
        breaking.begin("where", SURPRISE)
        driver.results.show_where()
        await driver.until(lambda: breaking.count and not driver.results.busy("where"))
        await driver.sees(office.operator, "名称")


async def test_a_key_on_its_way_when_a_dialog_opens_does_no_harm(office: Office) -> None:
    enter(office, "名称")
    async with workbench(office) as driver:
        for error in (TOLD, SURPRISE, SURPRISE):
            driver.app.report(error)
            driver.app.screen.dismiss(None)
        await settled(driver)
        await driver.on(MessageModal)
        assert len(driver.app.screen_stack) == 3
        await driver.press("enter", "enter")
        await driver.on(ResultsScreen)
