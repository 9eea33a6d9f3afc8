from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.agenda.offices import acquired, seen
from tests.offices import open_at
from tests.screens.driving import NARROW, NASTY, Driver, assert_safe, enter, workbench
from ttoffice.action import Office, perform
from ttoffice.action.kinds import every_kind
from ttoffice.screens.agenda import AgendaScreen
from ttoffice.screens.agenda_acting import area_of
from ttoffice.screens.exporting import ExportScreen
from ttoffice.screens.internal_rules import RulesScreen
from ttoffice.screens.kit.detail import DetailPane
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.modals.why import WhyModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.screens.scan import ScanScreen


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with something overdue, something to come, and a running deadline."""
    enter(office, "一种烤烟识别方法", **acquired("2024-05-01"))
    enter(office, "一种咖啡提取工艺", **acquired("2024-06-20"))
    data = {"subject": "CG-2026-0002", "matter": "price_publicity", "starts_on": "2026-06-01"}
    perform(office, "deadline.start", data)
    return office


def keys_of(driver: Driver) -> list[str]:
    area = driver.agenda.agenda
    return [area._items[row_id].key for row_id in driver.agenda.table.ids]


async def goto(driver: Driver, key: str) -> None:
    area = driver.agenda.agenda
    assert driver.agenda.table.select(area._ids[key])
    await driver.pilot.pause()


async def test_the_program_opens_on_the_agenda_with_what_is_overdue_first(busy: Office) -> None:
    async with workbench(busy, results=False) as driver:
        assert isinstance(driver.screen, AgendaScreen)
        assert keys_of(driver)[:3] == ["scan:CG-2026-0001", "deadline:QX-2026-0001", "scan:CG-2026-0002"]
        await driver.sees("x逾期", "逾期 31 天", "一种烤烟识别方法", "~将到期", "还有 15 天", "?无日期")


async def test_the_pane_tells_why_and_how_the_days_were_counted(busy: Office) -> None:
    async with workbench(busy, results=False) as driver:
        await goto(driver, "deadline:QX-2026-0001")
        await driver.until(lambda: "逐日计算" in driver.screen.query_one(DetailPane)._text.plain)
        told = driver.screen.query_one(DetailPane)._text.plain
        assert "2026-06-16" in told
        assert "不得越过到期日" in told


async def test_enter_opens_where_it_is_done_and_esc_comes_back_to_what_is_left(busy: Office) -> None:
    async with workbench(busy, results=False) as driver:
        await driver.press("enter")
        scan = await driver.on(ScanScreen)
        await driver.until(lambda: scan.current_number() == "CG-2026-0001")
        perform(busy, "result.list", {}, subject="CG-2026-0001")
        await driver.press("escape")
        await driver.on(AgendaScreen)
        await driver.until(lambda: "scan:CG-2026-0001" not in keys_of(driver))


async def test_a_deadline_opens_what_is_to_be_done_about_it(busy: Office) -> None:
    async with workbench(busy, results=False) as driver:
        await goto(driver, "deadline:QX-2026-0001")
        await driver.press("enter")
        screen = await driver.on(RecordScreen)
        assert screen.current_number() == "QX-2026-0001"
        await driver.sees("CG-2026-0002")


async def test_a_missing_rule_opens_the_rules(office: Office) -> None:
    async with workbench(office, results=False) as driver:
        await goto(driver, "rule:exemption")
        await driver.press("enter")
        await driver.on(RulesScreen)


async def test_what_stands_for_many_opens_their_view_of_the_scan(office: Office) -> None:
    enter(office, "甲")
    async with workbench(office, results=False) as driver:
        await goto(driver, "scan:undecided")
        await driver.press("enter")
        scan = await driver.on(ScanScreen)
        assert scan.chosen.view == "undecided"
        await driver.until(lambda: scan.table.row_count == 1)


async def test_an_export_that_was_not_uploaded_opens_the_export(office: Office) -> None:
    from ttoffice.results.listing.export import run_export

    number = enter(
        office, "甲", license_kind="ordinary", payment_mode="stages", brief="简介", fee_text="面议"
    )
    perform(office, "result.list", {}, subject=number)
    batch = run_export(office, profile="guideline-minimum", fmt="json", numbers=(number,)).batch
    async with workbench(office, results=False) as driver:
        await goto(driver, f"batch:{batch}")
        await driver.press("enter")
        await driver.on(ExportScreen)


async def test_what_has_no_screen_of_its_own_says_why_it_is_there(office: Office) -> None:
    late = open_at(office.home.root, date(2028, 11, 8))
    async with workbench(late, results=False) as driver:
        await goto(driver, "rulebook:yunnan-2025-4")
        await driver.press("enter")
        await driver.on(WhyModal)
        await driver.sees("2028-11-08", "指引有效期至此日为止")


async def test_postponing_asks_for_day_and_reason_and_shows_it(busy: Office) -> None:
    async with workbench(busy, results=False) as driver:
        await driver.press("a")
        await driver.on(PaletteModal)
        await driver.press("enter")
        dialog = await driver.on(VerbModal)
        dialog.form.editor("until").restore("2026-06-10")
        dialog.form.editor("reason").restore("等学院意见")
        await driver.press("ctrl+s")
        await driver.on(AgendaScreen)
        await driver.until(lambda: seen(busy)["scan:CG-2026-0001"].snoozed_until == date(2026, 6, 10))
        await driver.until(lambda: keys_of(driver)[-1] == "scan:CG-2026-0001")
        await driver.sees("-已推迟")


async def test_looking_further_and_from_another_day(busy: Office) -> None:
    enter(busy, "丙", **acquired("2024-08-01"))
    async with workbench(busy, results=False) as driver:
        assert "scan:CG-2026-0003" not in keys_of(driver)
        await driver.press("u")
        await driver.until(lambda: "scan:CG-2026-0003" in keys_of(driver))
        await driver.sees("90 天内")
        await driver.press("d")
        ask = await driver.on(AskModal)
        ask.query_one(Input).value = "2026-08-02"
        await driver.press("enter")
        await driver.on(AgendaScreen)
        await driver.until(lambda: driver.agenda.agenda.as_of == date(2026, 8, 2))
        await driver.until(lambda: driver.agenda.agenda._agenda.as_of == date(2026, 8, 2))
        assert driver.agenda.agenda.item("scan:CG-2026-0003") is not None
        await driver.press("t")
        await driver.until(lambda: driver.agenda.agenda._agenda.as_of == busy.today)


async def test_mine_leaves_out_what_is_somebody_elses(office: Office, tmp_path: Path) -> None:
    from tests.offices import MOMENT
    from ttoffice.action.office import open_office

    other = open_office(
        office.home, environ={"TTOFFICE_TODAY": "2026-06-01"}, operator="王芳", clock=lambda: MOMENT
    )
    enter(other, "别人的", **acquired("2024-05-01"))
    async with workbench(office, results=False) as driver:
        assert "scan:CG-2026-0001" in keys_of(driver)
        await driver.press("p")
        await driver.until(lambda: "scan:CG-2026-0001" not in keys_of(driver))
        assert "rule:exemption" in keys_of(driver)


async def test_the_filter_finds_pinyin_and_views_narrow(busy: Office) -> None:
    async with workbench(busy, results=False) as driver:
        await driver.press("slash")
        await driver.write("kafei")
        await driver.until(lambda: set(keys_of(driver)) == {"deadline:QX-2026-0001", "scan:CG-2026-0002"})
        await driver.press("escape")
        await driver.press("o", *["down"] * 2, "enter")
        await driver.until(lambda: keys_of(driver) == ["scan:CG-2026-0001"])


async def test_the_calendar_is_written_from_the_screen(busy: Office, tmp_path: Path) -> None:
    target = tmp_path / "a.ics"
    async with workbench(busy, results=False) as driver:
        await driver.press("x")
        ask = await driver.on(AskModal)
        ask.query_one(Input).value = str(target)
        await driver.press("enter")
        await driver.until(target.exists)
        await driver.until(lambda: not driver.agenda.busy("ics"))
    assert target.read_bytes().count(b"BEGIN:VEVENT") == 3


async def test_coming_back_to_the_agenda_shows_what_was_done_meanwhile(busy: Office) -> None:
    async with workbench(busy, results=False) as driver:
        await driver.press("2")
        await driver.on(ResultsScreen)
        perform(busy, "result.list", {}, subject="CG-2026-0001")
        await driver.press("1")
        await driver.on(AgendaScreen)
        await driver.until(lambda: "scan:CG-2026-0001" not in keys_of(driver))


async def test_an_empty_agenda_says_what_to_do_next(office: Office) -> None:
    async with workbench(office, results=False) as driver:
        area = driver.agenda.agenda
        driver.agenda.ask(area.start.__class__(view="overdue", sort="due"))
        await driver.until(lambda: driver.agenda.table.row_count == 0)
        await driver.sees("没有")


@pytest.mark.parametrize("text", NASTY)
async def test_whatever_users_wrote_stands_there_as_text(office: Office, text: str) -> None:
    enter(office, text[:290], **acquired("2024-05-01"), department=text[:290])
    async with workbench(office, NARROW, results=False) as driver:
        await driver.until(lambda: "scan:CG-2026-0001" in keys_of(driver))
        assert_safe(driver)
        await driver.press("w")
        await driver.on(WhyModal)
        assert_safe(driver)


def test_every_kind_that_stands_on_a_shelf_can_be_opened() -> None:
    for kind in every_kind():
        area = area_of(kind.code)
        assert area is not None
        assert area.kind == kind.code
    assert area_of("result") is not None
    assert area_of(None) is None
