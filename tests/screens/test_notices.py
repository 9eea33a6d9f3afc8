from __future__ import annotations

from typing import Any

from tests.notices.acts import do, published, result
from tests.screens.driving import Driver, workbench
from ttoffice.action import Office
from ttoffice.notices.shelves import NOTICES
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.message import MessageModal
from ttoffice.screens.notices import NoticesScreen, PublicityList


def type_in(driver: Driver, **values: str) -> None:
    """Put texts into the form or dialog on top, as if they had been typed."""
    screen: Any = driver.screen
    for key, value in values.items():
        screen.form.editor(key).restore(value)


async def on_notices(driver: Driver) -> NoticesScreen:
    await driver.press("5")
    screen: NoticesScreen = await driver.on(NoticesScreen)
    return screen


async def test_a_notice_is_drafted_in_its_form_and_its_text_comes_from_the_result(office: Office) -> None:
    number = result(office)
    async with workbench(office) as driver:
        await on_notices(driver)
        await driver.press("f2")
        form = await driver.on(FormScreen)
        form.form.editor("kind").value = "price"
        form.form.editor("related").value = "no"
        type_in(driver, subject=number, place="公示栏", channel="科技处 0871-65123456", office="科技处")
        await driver.press("ctrl+s")
        await driver.on(NoticesScreen)
        await driver.sees("起草中", "咖啡果皮")
    with office.reader() as reader:
        (found,) = NOTICES.where(reader)
    assert "零门槛费+销售额5%提成" in found.record.text
    assert (found.record.place, found.record.subject) == ("公示栏", number)


async def test_the_list_shows_the_days_left_and_open_objections(office: Office) -> None:
    number = published(office)
    do(office, "objection.receive", number, anonymous=True, channel="来信", content="价格偏低")
    async with workbench(office) as driver:
        await on_notices(driver)
        await driver.sees("公示中", "!1", "15", "2026-06-16")


async def test_why_says_what_keeps_a_notice_from_closing(office: Office) -> None:
    published(office)
    async with workbench(office) as driver:
        await on_notices(driver)
        await driver.press("f6")
        await driver.sees("公示期至 2026-06-16 届满", "没有证明公示已张贴的照片或截图")


async def test_who_objects_is_shown_after_a_reason_only(office: Office) -> None:
    number = published(office)
    do(office, "objection.receive", number, objector="欧阳锋", channel="来信", content="价格偏低")
    async with workbench(office) as driver:
        await on_notices(driver)
        await driver.press("f7")
        screen = await driver.on(PublicityList)
        await driver.until(lambda: screen.table.complete and screen.table.row_count == 1)
        await driver.sees("价格偏低")
        assert "欧阳锋" not in driver.text()
        await driver.press("ctrl+x")
        await driver.on(VerbModal)
        await driver.press("ctrl+s")
        await driver.sees("请写明为何需要知道异议人")
        assert "欧阳锋" not in driver.text()
        type_in(driver, reason="送达反馈书")
        await driver.press("ctrl+s")
        await driver.on(MessageModal)
        await driver.sees("欧阳锋")
        await driver.press("escape")
        await driver.on(PublicityList)
        assert "欧阳锋" not in driver.text()
        await driver.press("escape")
        await driver.on(NoticesScreen)


async def test_an_objection_is_received_from_the_notice(office: Office) -> None:
    published(office)
    async with workbench(office) as driver:
        await on_notices(driver)
        await driver.press("f9")
        await driver.sees("登记对公示的异议")
        await driver.write("登记对公示的异议")
        await driver.press("enter")
        await driver.on(VerbModal)
        type_in(driver, objector="欧阳锋", channel="来访", content="程序不明")
        await driver.press("ctrl+s")
        await driver.on(NoticesScreen)
        await driver.sees("!1")
