"""One palette: records, actions, keys, settings and help, found as one types."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from tests.screens.driving import NARROW, Driver, enter, promptly, workbench
from ttoffice.action import Office, perform
from ttoffice.screens.base import Command
from ttoffice.screens.elsewhere import MANUAL, verb_twin
from ttoffice.screens.enterprises import EnterprisesScreen
from ttoffice.screens.journal import JournalScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.message import ConfirmModal, ReasonsModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.records_found import find_records, numbers_meant
from ttoffice.screens.results import ResultsArea
from ttoffice.twin import Twin

__all__ = ["promptly"]
pytestmark = pytest.mark.usefixtures("promptly")


@pytest.fixture
def filled(office: Office) -> Office:
    """An office with records of three kinds."""
    enter(office, "小粒咖啡低温干燥工艺", brief="一种工艺")
    enter(office, "云南咖啡杀青装置[/b]")
    perform(office, "person.create", {"name": "方启明", "roles": ["leader"]})
    perform(office, "enterprise.enter", {"name": "云南咖啡股份有限公司", "country": "老挝"})
    return office


async def offered(driver: Driver, query: str) -> PaletteModal:
    """Open the palette and type, until what is looked for was found."""
    await driver.press("ctrl+p")
    modal: PaletteModal = await driver.on(PaletteModal)
    await driver.until(lambda: not modal.busy("more") and not modal.busy("later"))
    modal._field.value = query
    await driver.until(lambda: modal._looked_for == query.strip() and not modal._is_looking)
    await driver.pilot.pause()
    return modal


def shown(modal: PaletteModal) -> list[str]:
    """Return what stands in the list, headings among it."""
    return [index if isinstance(index, str) else modal.lines[index].label for index in modal._shown]


async def leave(driver: Driver) -> None:
    while len(driver.app.screen_stack) > 1:
        await driver.press("escape")


async def test_records_of_every_kind_are_found_by_words_pinyin_and_number_and_open_on_their_own_screen(
    filled: Office,
) -> None:
    async with workbench(filled, NARROW) as driver:
        modal = await offered(driver, "咖啡")
        assert shown(modal)[-5:] == [
            "成果  2", "CG-2026-0002  云南咖啡杀青装置[/b]", "CG-2026-0001  小粒咖啡低温干燥工艺",
            "企业  1", "QY-2026-0001  云南咖啡股份有限公司",
        ]  # fmt: skip
        await driver.sees("命令行：ttoffice show CG-2026-0002")
        await leave(driver)
        for query in ("yunnankafei", "ynkfgf", "qy-2026-1", "ＱＹ－２０２６－１"):
            modal = await offered(driver, query)
            assert "QY-2026-0001  云南咖啡股份有限公司" in shown(modal), query
            await leave(driver)
        await offered(driver, "fangqiming")
        await driver.press("enter")
        await driver.on(RecordScreen)
        await driver.sees("方启明", "RY-2026-0001")
        await leave(driver)
        modal = await offered(driver, "2026-1")
        assert [line for line in shown(modal) if "-0001" in line] == [
            "CG-2026-0001  小粒咖啡低温干燥工艺", "RY-2026-0001  方启明", "QY-2026-0001  云南咖啡股份有限公司",
        ]  # fmt: skip
        await leave(driver)
        await offered(driver, "查无此物此事")
        await driver.sees("没有找到")
        await leave(driver)
        await driver.press("ctrl+p")
        await driver.on(PaletteModal)
        await driver.press(*"qy20261", "enter")  # quicker than the store is asked
        await driver.on(RecordScreen)
        await driver.sees("云南咖啡股份有限公司")


async def test_an_action_chosen_without_a_record_asks_for_one_and_settings_and_manual_are_found(
    filled: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    manual, read = ModuleType(MANUAL), []
    page = Command("登记到账怎么办", lambda: read.append("page"), group="手册")
    manual.manual_commands = lambda _app: [page]  # type: ignore[attr-defined]  # made here
    monkeypatch.setitem(sys.modules, MANUAL, manual)
    async with workbench(filled) as driver:
        await offered(driver, "登记到账怎么办")
        await driver.press("enter")
        await driver.until(lambda: read == ["page"])
        modal = await offered(driver, "English")
        assert shown(modal)[-1] == "界面语言：English"
        await driver.press("enter")
        await driver.sees("下次打开程序时生效")
        assert 'language = "en"' in filled.home.settings.read_text(encoding="utf-8")
        await driver.press("0")
        await driver.on(EnterprisesScreen)
        await offered(driver, "不纳入先使用后付费清单")
        await driver.sees("ttoffice do result.exclude '编号' --data", "null")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.screen, PaletteModal) and "哪条记录" in driver.text())
        await driver.sees("CG-2026-0002", "CG-2026-0001")
        await driver.press(*"xlkf")
        await driver.until(lambda: "CG-2026-0002" not in driver.text() and "CG-2026-0001" in driver.text())
        await driver.press("enter")
        modal_of_verb = await driver.on(VerbModal)
        modal_of_verb.form.editor("reason").value = "企业已独占"
        await driver.press("ctrl+s")
        await driver.on(EnterprisesScreen)
    with filled.reader() as reader:
        assert reader.value("SELECT subject FROM log ORDER BY id DESC") == "CG-2026-0001"


async def test_what_cannot_be_done_says_why_with_its_article_and_what_was_used_lately_stands_first(
    filled: Office,
) -> None:
    perform(filled, "result.list", {}, subject="CG-2026-0001")
    async with workbench(filled, NARROW) as driver:
        await offered(driver, "纳入先使用")
        await driver.sees("暂不能：", "命令行：ttoffice do result.list CG-2026-0001")
        line = driver.app.clipboard
        await driver.press("alt+c")
        assert driver.app.clipboard != line
        assert driver.app.clipboard.startswith("ttoffice do result.list CG-2026-0001 --home ")
        await driver.press("enter")
        await driver.on(ReasonsModal)
        await leave(driver)
        await driver.press("ctrl+p")
        modal = await driver.on(PaletteModal)
        assert shown(modal)[:2] == ["最近使用", "纳入先使用后付费清单  CG-2026-0001"]


async def test_help_filters_and_runs_inside_forms_and_dialogs_too(filled: Office) -> None:
    async with workbench(filled) as driver:
        await driver.press("e", "f1")
        await driver.on(PaletteModal)
        await driver.sees("帮助", "^s")
        await leave(driver)
        await driver.press("e")
        await driver.on(FormScreen)
        await driver.press("escape")
        driver.app.push_screen(ConfirmModal("好吗？", yes="好"))
        await driver.press("f1")
        await driver.on(PaletteModal)
        await driver.sees("本对话框的按键")
        await driver.write("fanhui")
        await driver.press("enter")
        await driver.on(type(driver.app.screen_stack[0]))


async def test_a_number_of_any_kind_is_gone_to_from_lists_records_and_the_log(filled: Office) -> None:
    async def go(number: str) -> None:
        await driver.press("ctrl+g")
        await driver.on(AskModal)
        await driver.write(number)
        await driver.press("enter")

    async with workbench(filled) as driver:
        await go("QY-2026-1")
        record: Any = await driver.on(RecordScreen)
        assert record.current_number() == "QY-2026-0001"
        await go("cg-2026-2")
        await driver.until(lambda: driver.screen is not record and isinstance(driver.screen, RecordScreen))
        await driver.sees("云南咖啡杀青装置")
        await leave(driver)
        await driver.press("9")
        await driver.on(JournalScreen)
        await go("RY-2026-1")
        await driver.on(RecordScreen)
        await driver.sees("方启明")
        await leave(driver)
        await go("XK-2026-9")
        await driver.sees("没有编号为 XK-2026-0009")


def test_short_numbers_mean_each_kind_of_the_year(filled: Office) -> None:
    assert numbers_meant("１２", 2026, ("result", "person")) == ["CG-2026-0012", "RY-2026-0012"]
    assert numbers_meant("2025-3", 2026, ("result",)) == ["CG-2025-0003"]
    assert numbers_meant("XK-2026-1", 2026, ()) == ["XK-2026-0001"]
    assert numbers_meant("咖啡", 2026, ("result",)) == []
    assert [hit.number for hit in find_records(filled, "k")] == []
    assert [hit.number for hit in find_records(filled, "k", ("enterprise",))] == ["QY-2026-0001"]


def test_the_twin_of_a_verb_that_still_lacks_something_is_refused(filled: Office) -> None:
    verb = next(verb for verb in ResultsArea().verbs if verb.name == "result.exclude")
    made = verb_twin(filled, verb, "CG-2026-0001")
    assert isinstance(made, Twin)
    assert (made.subjects, dict(made.data or {})) == (("CG-2026-0001",), {"reason": None})
