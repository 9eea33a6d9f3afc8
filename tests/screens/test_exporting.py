from __future__ import annotations

from tests.screens.driving import NARROW, Driver, enter, workbench
from ttoffice.action import Office, perform
from ttoffice.results.listing.views import batches
from ttoffice.screens.exporting import ExportScreen
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.message import MessageModal, ReasonsModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.widgets.value_table import ValueTable

READY = {
    "brief": "一种可以推广的技术",
    "result_type": "know_how",
    "license_kind": "ordinary",
    "payment_mode": "royalty",
    "fee_plan": {"threshold_fen": 0, "royalty": {"rate": "3", "base": "sales"}},
    "tech_field": "agriculture",
    "maturity": "pilot",
    "secrecy": "open",
    "contact_name": "科技处",
    "contact_phone": "0871-65910000",
    "completers": [{"name": "张伟"}],
    "department": "农学院",
    "industry": "农业",
    "keywords": ["农业"],
    "consent": "given",
    "license_term": "3 年",
    "territory": "云南省",
    "transfer_mode": "license",
}


def ready(office: Office, title: str, **more: object) -> str:
    return enter(office, title, **{**READY, **more})


async def open_export(driver: Driver) -> ExportScreen:
    await driver.press("x")
    screen = await driver.on(ExportScreen)
    assert isinstance(screen, ExportScreen)
    return screen


async def choose(driver: Driver, screen: ExportScreen, profile: str) -> None:
    editor = screen.query_one("#choices").editor("profile")  # type: ignore[attr-defined]  # it is the form
    editor.value = profile
    await driver.pilot.pause()


async def test_nothing_incomplete_leaves_silently_and_the_good_rows_go_when_asked(office: Office) -> None:
    perform(office, "unit.set", {"name": "滇中科技大学"})
    ready(office, "一种好技术")
    ready(office, "缺简介的技术", brief="")
    async with workbench(office, NARROW) as driver:
        screen = await open_export(driver)
        await choose(driver, screen, "guideline-minimum")
        assert screen.check_action("export", (True,)) is False
        await driver.press("f5")
        await driver.sees("1 行可以导出", "CG-2026-0002")
        screen.query_one(ValueTable).focus()
        await driver.press("enter")
        await driver.on(MessageModal)
        await driver.sees("缺简介的技术", "没有填写", "先使用后付费指引第六条第（一）项")
        await driver.press("enter")
        await driver.on(ExportScreen)
        await driver.press("ctrl+s")
        await driver.sees("F8")
        assert not list(office.home.exports.glob("*"))
        await driver.press("f8")
        await driver.until(lambda: list(office.home.exports.glob("*.xlsx")))
        await driver.sees("已导出 1 条")
    with office.reader() as reader:
        assert [batch.rows for batch in batches(reader)] == [1]


async def test_an_export_is_marked_as_uploaded_and_changes_are_counted_from_it(office: Office) -> None:
    perform(office, "unit.set", {"name": "滇中科技大学"})
    number = ready(office, "一种好技术")
    async with workbench(office) as driver:
        screen = await open_export(driver)
        await choose(driver, screen, "guideline-minimum")
        await driver.press("f6")
        await driver.on(ReasonsModal)
        await driver.press("escape")
        await driver.on(ExportScreen)
        await driver.press("ctrl+s")
        await driver.sees("已导出 1 条")
        await driver.press("f9")
        await driver.sees("PC-2026-0001", "!尚未上传")
        await driver.press("f9")
        await driver.on(VerbModal)
        await driver.press("ctrl+s")
        await driver.on(ExportScreen)
        await driver.sees("+2026-06-01")
        perform(office, "result.edit", {"brief": "改过的简介"}, subject=number)
        ready(office, "又一种技术")
        await driver.press("f6")
        await driver.sees("改过的简介", "又一种技术", "新增 1")
        await driver.press("escape")
        await driver.on(ResultsScreen)


async def test_an_empty_register_cannot_be_exported_and_says_why(office: Office) -> None:
    async with workbench(office) as driver:
        await open_export(driver)
        await driver.press("ctrl+s")
        await driver.on(ReasonsModal)
        await driver.press("escape")
        await driver.on(ExportScreen)


async def test_what_would_go_is_told_as_soon_as_the_screen_stands_and_anew_for_other_choices(
    office: Office,
) -> None:
    perform(office, "unit.set", {"name": "滇中科技大学"})
    ready(office, "一种好技术")
    ready(office, "留了手机号的技术", contact_phone="13800000000")
    async with workbench(office, NARROW) as driver:
        screen = await open_export(driver)
        await driver.sees("1 行可以导出", "尚有欠缺", "CG-2026-0002")
        assert screen.check_action("export", (True,))
        assert not isinstance(screen.focused, ValueTable)
        await choose(driver, screen, "guideline-minimum")
        await driver.sees("共 2 行，全部可以导出")
        assert screen.check_action("export", (True,)) is False
        await driver.press("ctrl+s")
        await driver.sees("已导出 2 条")
        assert not list(office.home.exports.glob("*.part"))
    with office.reader() as reader:
        assert [batch.rows for batch in batches(reader)] == [2]


async def test_an_empty_register_says_at_once_what_is_missing(office: Office) -> None:
    async with workbench(office, NARROW) as driver:
        await open_export(driver)
        await driver.sees("没有选中任何成果")
