from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.deadlines.acting import YEAR_2027, begin, file_2027, look
from tests.screens.driving import NARROW, NASTY, Driver, assert_safe, workbench
from ttoffice.action import Office, perform
from ttoffice.deadlines.views import policy_on, work_calendar
from ttoffice.evidence import opening
from ttoffice.screens.calendars import CalendarScreen
from ttoffice.screens.deadlines import DeadlinesScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.files import FileModal
from ttoffice.screens.policies import PolicyScreen
from ttoffice.screens.proofs import ProofScreen


@pytest.fixture
def busy_office(office: Office) -> Office:
    """An office with a deadline overdue, one that runs, one provisional and one stopped."""
    begin(office, date(2026, 5, 11), "5wd", label="补正材料")
    begin(office, date(2026, 6, 1), "5wd", label="反馈意见")
    begin(office, date(2026, 5, 20), "1y", label="年度报告")
    begin(office, date(2026, 6, 1), "10d", label="鉴定等待")
    perform(office, "deadline.stop", {"reason": "等待鉴定"}, subject="QX-2026-0004")
    return office


async def go(driver: Driver) -> DeadlinesScreen:
    await driver.press("8")
    screen = await driver.on(DeadlinesScreen)
    await driver.until(lambda: screen.table.complete)
    assert isinstance(screen, DeadlinesScreen)
    return screen


async def test_what_is_overdue_stands_first_and_what_is_provisional_says_so(busy_office: Office) -> None:
    async with workbench(busy_office) as driver:
        await go(driver)
        await driver.sees("x逾期 14 日", "~余 7 日", "?暂估", "-中止")
        text = driver.text()
        places = [text.index(label) for label in ("补正材料", "反馈意见", "年度报告", "鉴定等待")]
        assert places == sorted(places)


@pytest.mark.parametrize("size", [NARROW, (160, 48)])
async def test_w_shows_the_proof_day_by_day_and_why_it_is_provisional(
    busy_office: Office, size: tuple[int, int]
) -> None:
    async with workbench(busy_office, size) as driver:
        await go(driver)
        await driver.press("j", "j", "w")
        await driver.on(ProofScreen)
        await driver.sees("?暂估：2027 年放假安排尚未公布", "2027-05-20", "期间最后一日", "QX-2026-0003")
        assert_safe(driver)
        perform(busy_office, "calendar.load_year", YEAR_2027)
        driver.screen.written()  # type: ignore[attr-defined]
        await driver.until(lambda: "?暂估" not in driver.text())
        await driver.press("escape")
        await driver.on(DeadlinesScreen)


async def test_the_proof_is_printed_as_a_page(busy_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(opening, "open_with_system", opened.append)
    async with workbench(busy_office) as driver:
        await go(driver)
        await driver.press("w")
        await driver.on(ProofScreen)
        await driver.sees("期间最后一日")
        await driver.press("p")
        await driver.sees("页面已写入")
    (page,) = opened
    assert page == busy_office.home.exports / "QX-2026-0001.html"
    assert "期限推算表" in page.read_text(encoding="utf-8")


async def test_the_clock_is_stopped_from_the_list(busy_office: Office) -> None:
    async with workbench(busy_office) as driver:
        await go(driver)
        await driver.press("j", "a")
        await driver.sees("中止期限")
        await driver.write("中止")
        await driver.press("enter")
        await driver.on(VerbModal)
        await driver.write("补充材料")
        await driver.press("ctrl+s")
        await driver.on(DeadlinesScreen)
        await driver.until(lambda: look(busy_office, "QX-2026-0002").state == "paused")
    assert look(busy_office, "QX-2026-0002").pauses[0].reason == "补充材料"


async def test_a_deadline_is_begun_by_form(busy_office: Office) -> None:
    async with workbench(busy_office) as driver:
        await go(driver)
        await driver.press("c")
        form = await driver.on(FormScreen)
        assert isinstance(form, FormScreen)
        form.form.restore(
            {
                "subject": "CG-2026-0001",
                "matter": "备案",
                "starts_on": "2026年6月27日",
                "period": "3个月",
                "source": "细则",
            }
        )
        await driver.press("ctrl+s")
        await driver.on(DeadlinesScreen)
    assert look(busy_office, "QX-2026-0005").ends_on == date(2026, 9, 28)


async def test_a_setting_is_changed_by_a_further_entry(busy_office: Office) -> None:
    async with workbench(busy_office) as driver:
        await go(driver)
        await driver.press("i")
        await driver.on(PolicyScreen)
        await driver.sees("协议定价公示", "15日", "-预设")
        await driver.press("e")
        form = await driver.on(FormScreen)
        assert isinstance(form, FormScreen)
        await driver.sees("15d")
        form.form.restore(
            {"value": "20个工作日", "effective_from": "2026-07-01", "source": "校发〔2026〕1号"}
        )
        await driver.press("ctrl+s")
        await driver.on(PolicyScreen)
        await driver.sees("2026-07-01 20个工作日")
        await driver.press("h")
        await driver.sees("修改本单位办法")
    with busy_office.reader() as reader:
        assert policy_on(reader, "price_publicity", date(2026, 7, 1)).value == "20wd"
        assert policy_on(reader, "price_publicity", date(2026, 6, 30)).value == "15d"


async def test_a_year_is_loaded_from_a_file_and_the_deadlines_move(
    busy_office: Office, tmp_path: Path
) -> None:
    path = file_2027(tmp_path)
    async with workbench(busy_office) as driver:
        await go(driver)
        await driver.press("x")
        screen = await driver.on(CalendarScreen)
        await driver.sees("国办发明电〔2025〕7号", "+现行")
        await driver.press("i")
        await driver.on(FileModal)
        screen._file_chosen(path)
        modal = await driver.on(VerbModal)
        assert isinstance(modal, VerbModal)
        await driver.press("ctrl+s")
        await driver.sees("请写明放假安排所依据的通知")
        modal.form.restore({"source": "放假通知", "edition": "国办发明电〔2026〕9号"})
        await driver.press("ctrl+s")
        await driver.until(lambda: not look(busy_office, "QX-2026-0003").provisional)
        await driver.sees("QX-2026-0003")
    with busy_office.reader() as reader:
        assert work_calendar(reader).year(2027) is not None


async def test_a_year_is_typed_and_a_closure_recorded_and_withdrawn(office: Office) -> None:
    async with workbench(office) as driver:
        await go(driver)
        await driver.press("x")
        await driver.on(CalendarScreen)
        await driver.press("c")
        form = await driver.on(FormScreen)
        assert isinstance(form, FormScreen)
        form.form.restore({"year": "2027", "source": "放假通知", "edition": "甲"})
        form.form.editor("days").put(  # type: ignore[union-attr]
            None, {"first": "2027-01-01", "last": "2027-01-03", "kind": "rest", "name": "元旦"}
        )
        await driver.press("ctrl+s")
        await driver.on(CalendarScreen)
        await driver.sees("2027 年", "RL-2026-0001")
        await driver.press("x")
        modal = await driver.on(VerbModal)
        assert isinstance(modal, VerbModal)
        modal.form.restore({"name": "暑假", "first_day": "2026-07-13", "last_day": "2026-08-21"})
        await driver.press("ctrl+s")
        await driver.on(CalendarScreen)
        await driver.sees("暑假", "~放假")
        await driver.press("a")
        await driver.sees("提前结束或撤销")
        await driver.press("enter")
        await driver.on(VerbModal)
        await driver.write("误录")
        await driver.press("ctrl+s")
        await driver.sees("-已撤销")


async def test_a_period_is_counted_without_a_record(office: Office) -> None:
    async with workbench(office) as driver:
        await go(driver)
        await driver.press("ctrl+p")
        await driver.write("推算期间")
        await driver.press("enter")
        modal = await driver.on(VerbModal)
        assert isinstance(modal, VerbModal)
        await driver.press("ctrl+s")
        await driver.sees("不是期间")
        modal.form.restore({"starts_on": "2026-06-27", "period": "3m"})
        await driver.press("ctrl+s")
        await driver.on(ProofScreen)
        await driver.sees("自 2026-06-27 起 3个月：2026-09-28 届满（确定）", "中秋节")


@pytest.mark.exhaustive
async def test_hostile_text_stays_text(office: Office) -> None:
    for text in NASTY:
        begin(office, period="5d", label=text[:300], source=text[:300])
    perform(
        office,
        "calendar.set_closure",
        {"name": NASTY[4], "first_day": "2026-07-01", "last_day": "2026-07-02"},
    )
    data = {"code": "review", "value": "3d", "effective_from": "2026-06-01", "source": NASTY[1]}
    perform(office, "policy.set", data)
    async with workbench(office) as driver:
        await go(driver)
        assert_safe(driver)
        for _text in NASTY:
            await driver.press("w")
            await driver.on(ProofScreen)
            await driver.sees("期间最后一日")
            assert_safe(driver)
            await driver.press("escape")
            await driver.on(DeadlinesScreen)
            await driver.press("j")
        for key, kind in (("i", PolicyScreen), ("x", CalendarScreen)):
            await driver.press(key)
            await driver.on(kind)
            assert_safe(driver)
            await driver.press("escape")
            await driver.on(DeadlinesScreen)
