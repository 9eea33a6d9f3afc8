"""The work area of licenses worked by keys, as a case worker would."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.screens.driving import NARROW, WIDE, Driver, workbench
from tests.screens.tour import settled, the_found_verb
from tests.screens.tour_licenses import license_out
from ttoffice.action import Office
from ttoffice.licenses.kinds import KINDS
from ttoffice.licenses.reading import load
from ttoffice.screens.kit.drafting import drafts_of
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.licensing.board import BoardScreen
from ttoffice.screens.licensing.drafting import DraftingScreen
from ttoffice.screens.licensing.receiving import ReceivingModal
from ttoffice.screens.licensing.record import LicenseScreen
from ttoffice.screens.licensing.screen import LicensesScreen
from ttoffice.screens.licensing.timeline import TimelineScreen
from ttoffice.screens.licensing.verbs import verbs_of
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.entry import EntryModal, VerbModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.modals.why import WhyModal

SIGNED, DRAFT = "XK-2026-0002", "XK-2026-0001"


@pytest.fixture
def licensing(office: Office) -> Office:
    license_out(office, "烤烟")
    return office


def record(office: Office, code: str, number: str) -> Any:
    with office.reader() as reader:
        found = KINDS[code].shelf.load(reader, number)
    assert found is not None
    return found.record


async def to_licenses(driver: Driver) -> LicensesScreen:
    await driver.press("3")
    screen: LicensesScreen = await driver.on(LicensesScreen)
    await driver.until(lambda: screen.table.complete)
    await settled(driver)
    return screen


async def opened(driver: Driver, *keys: str) -> Any:
    await driver.press(*keys)
    await settled(driver)
    return driver.screen


async def test_a_license_is_read_on_its_tabs_and_money_is_taken_in(licensing: Office) -> None:
    async with workbench(licensing, NARROW, results=False) as driver:
        await to_licenses(driver)
        await driver.sees(SIGNED, "x90,000.00")
        screen = await opened(driver, "enter")
        assert isinstance(screen, LicenseScreen)
        await driver.sees("[合同条款]", "《丁 烤烟》")
        await opened(driver, "right")
        await driver.sees("[付款进度]", "逾期 55 日", "(200,000.00)")
        await opened(driver, "down", "w")
        assert isinstance(driver.screen, WhyModal)
        await driver.sees("已逾期 55 个自然日")
        await opened(driver, "escape")
        await opened(driver, "enter")
        assert isinstance(driver.screen, RecordScreen)
        await driver.sees("YS-2026-0001")
        await opened(driver, "escape")
        await receive(driver, licensing)
        await opened(driver, "right")
        await driver.sees("DZ-2026-0002", "45,000.00")


async def receive(driver: Driver, office: Office) -> None:
    """Enter a receipt: what it pays is shown before it is saved."""
    await driver.press("insert")
    modal = await driver.on(ReceivingModal)
    await settled(driver)
    await driver.sees("4万", "将核销", "YS-2026-0001", "已付清")
    assert not modal.unsaved  # what is proposed is no work of the user's that could be lost
    await driver.write("45000")
    await driver.sees("将核销", "YS-2026-0001", "已付清", "YS-2026-0003")
    await driver.press("x")
    await driver.sees("45000x", "填入金额后")
    await driver.press("ctrl+s")
    await settled(driver)
    assert "已付清" not in driver.text()
    await driver.press("backspace")
    await driver.sees("已付清")
    assert record(office, "due", "YS-2026-0001").open_fen == 4_000_000
    await driver.press("ctrl+s")
    await driver.on(LicenseScreen)
    await settled(driver)
    assert record(office, "due", "YS-2026-0001").open_fen == 0


@pytest.mark.exhaustive
async def test_a_draft_says_what_each_step_lacks_and_outlives_a_killed_program(
    licensing: Office, tmp_path: Path
) -> None:
    async with workbench(licensing, WIDE, results=False) as driver:
        await to_licenses(driver)
        await opened(driver, "end", "f4")
        screen = await driver.on(DraftingScreen)
        await driver.sees("4 付费方案 x2")
        await driver.press("f8", "f8", "f8")
        await settled(driver)
        await driver.sees("[4 付费方案 x2]", "尚缺或有误", "门槛费")
        await driver.write("0")
        await driver.press("down", "down", "enter")
        await driver.on(EntryModal)
        await driver.write("中试付款")
        await driver.until(lambda: waiting(licensing))
        screen.keep()
        await settled(driver)
        driver.app.exit()  # as when the program dies: nothing was saved, nobody was asked
    assert record(licensing, "license", DRAFT).terms.plan.threshold_fen is None
    await go_on(licensing)


def waiting(office: Office) -> list[Any]:
    """Return what is typed in forms, those that are still open among it."""
    return [path for path in office.home.drafts.glob("**/*") if path.is_file()]


async def go_on(office: Office) -> None:
    """Take up the draft in a new window, finish the stage and save."""
    assert drafts_of(office).waiting()
    async with workbench(office, WIDE, results=False) as driver:
        await to_licenses(driver)
        await opened(driver, "end", "f4")
        await driver.on(ChoiceModal)
        await driver.press("enter")
        entry = await driver.on(EntryModal)
        assert entry.form.editor("label").value == "中试付款"
        entry.form.editor("trigger").value = "milestone"
        entry.form.editor("milestone").value = "pilot"
        entry.form.editor("proof").restore("中试报告")
        entry.form.editor("amount_fen").restore("30万元")
        entry.form.editor("days_to_pay").restore("30")
        await driver.press("ctrl+s")
        await driver.on(DraftingScreen)
        await driver.until(lambda: "4 付费方案 x" not in driver.text())
        await driver.press("ctrl+s")
        await driver.until(lambda: not isinstance(driver.screen, DraftingScreen))
    with office.reader() as reader:
        found = load(reader, DRAFT)
    assert found is not None
    plan = found.record.terms.plan
    assert (plan.threshold_fen, plan.mode) == (0, "stages")
    assert [(stage.label, stage.amount_fen) for stage in plan.stages] == [("中试付款", 30_000_000)]


async def test_a_card_of_the_board_is_moved_by_keys(licensing: Office) -> None:
    async with workbench(licensing, WIDE, results=False) as driver:
        await to_licenses(driver)
        await opened(driver, "f7")
        assert isinstance(driver.screen, BoardScreen)
        await driver.sees("[未到期 1]", "已达成 1", "丙 烤烟")
        await driver.press("shift+right")
        await driver.on(VerbModal)
        await driver.press("ctrl+s")
        await driver.on(BoardScreen)
        await driver.sees("未到期 0", "已达成 2")
    assert record(licensing, "milestone", "JD-2026-0002").reached_on == date(2026, 6, 1)


async def test_the_timeline_is_walked_month_by_month_to_the_record(licensing: Office) -> None:
    async with workbench(licensing, NARROW, results=False) as driver:
        await to_licenses(driver)
        await opened(driver, "f8")
        assert isinstance(driver.screen, TimelineScreen)
        await driver.sees("[06]", SIGNED, "本月无事项")
        await driver.press("right")
        await settled(driver)
        await driver.sees("[07]", "T 2026-07-15", "R 2026-07-30")
        await driver.press("enter")
        await driver.on(ChoiceModal)
        await driver.press("enter")
        await driver.on(RecordScreen)
        await driver.sees("2026年第二季度提成")


async def test_what_refuses_a_verb_stands_under_its_field_and_nothing_is_written(licensing: Office) -> None:
    async with workbench(licensing, WIDE, results=False) as driver:
        await to_licenses(driver)
        await the_found_verb(driver, "statement.enter")
        modal = await driver.on(VerbModal)
        modal.form.editor("period").restore("2026-Q2")
        modal.form.editor("base_fen").restore("50万元")
        await driver.press("ctrl+s")
        await driver.sees("须改正", "期满后方可登记报表")
    with licensing.reader() as reader:
        assert KINDS["statement"].shelf.load(reader, "BB-2026-0002") is None


async def test_the_palette_greys_what_a_license_that_is_not_signed_does_not_allow_yet(
    licensing: Office,
) -> None:
    async with workbench(licensing, NARROW, results=False) as driver:
        await to_licenses(driver)
        assert not {"receipt.enter", "license.receipt", "statement.enter"} & await greyed(driver)
        await opened(driver, "end")
        grey = await greyed(driver)
        assert "license.receipt" in grey
        assert {verb.name for verb in verbs_of("license")} - grey == {
            "license.negotiate",
            "license.declare_ties",
            "license.price",
            "license.inform",
            "support.enter",
        }


async def greyed(driver: Driver) -> set[str]:
    """Return what is grey in the palette, by the ids."""
    await driver.press("ctrl+p")
    palette = await driver.on(PaletteModal)
    await settled(driver)
    await driver.press("escape")
    await driver.on(LicensesScreen)
    return {command.id for command in palette._commands if command.reasons}
