"""The next step on the screen: told beside a list and on a record, begun by its key, or what is missing first."""

from __future__ import annotations

from pathlib import Path

from tests.licenses.acting import sign
from tests.notices.acts import do, exhibit, price_notice, published
from tests.offices import open_at
from tests.screens.driving import NARROW, Driver, enter, workbench
from tests.screens.tour import settled
from ttoffice.action import Office
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.licensing.record import LicenseScreen
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.message import ReasonsModal
from ttoffice.screens.notices import NoticesScreen


async def notices(driver: Driver) -> None:
    await driver.press("5")
    await driver.on(NoticesScreen)
    await settled(driver)


async def test_a_list_tells_the_next_step_of_its_row_and_the_key_begins_it(office: Office) -> None:
    number = price_notice(office)
    async with workbench(office) as driver:
        await notices(driver)
        await driver.sees("下一步（^e）：审批公示文本")
        await driver.press("ctrl+e")
        dialog = await driver.on(VerbModal)
        assert number in driver.text()
        dialog.dismiss(None)


async def test_what_is_missing_first_is_told_with_its_article_and_listed_by_the_key(
    office: Office, tmp_path: Path
) -> None:
    number = published(office)
    do(office, "notice.prove_posting", number, exhibits=[exhibit(office, tmp_path, number)])
    async with workbench(office, NARROW) as driver:
        await notices(driver)
        await driver.press("enter")
        await driver.on(RecordScreen)
        await driver.sees("登记公示撤下", "尚不能办理：公示期至 2026-06-16 届满")
        await driver.press("full_stop")
        await driver.on(ReasonsModal)
        await driver.sees("最早须在其次日")


async def test_a_record_with_nothing_to_be_done_says_so(office: Office) -> None:
    enter(office, "不在清单范围的成果", fiscal="no")
    async with workbench(office) as driver:
        await driver.sees("下一步：暂无待办")
        await driver.press("ctrl+e")
        await driver.sees("CG-2026-0001 暂无待办事项。")


async def test_a_result_in_doubt_opens_its_form(office: Office) -> None:
    enter(office, "尚未查明的成果")
    async with workbench(office) as driver:
        await driver.sees("下一步（^e）：修改成果")
        await driver.press("ctrl+e")
        await driver.on(FormScreen)


async def test_a_license_tells_its_next_step_on_every_tab(office: Office) -> None:
    sign(office)
    async with workbench(office, NARROW) as driver:
        await driver.press("3", "enter")
        await driver.on(LicenseScreen)
        await driver.sees("下一步（^e）：登记发出的提醒、催告或通知")
        await driver.press("right")
        await settled(driver)
        await driver.sees("下一步（^e）：登记发出的提醒、催告或通知", "样品交付")
        await driver.press("ctrl+e")
        dialog = await driver.on(VerbModal)
        assert dialog.form.values()["dues"] == ["YS-2026-0001"]


async def test_a_record_as_it_stood_has_no_next_step(office: Office) -> None:
    enter(office, "尚未查明的成果")
    async with workbench(office) as driver:
        await driver.sees("下一步（^e）：修改成果")
        await driver.press("h", "enter")
        await driver.on(RecordScreen)
        await driver.sees("第 1 次变更后的状态")
        await settled(driver)
        assert "下一步" not in driver.text()
        await driver.press("ctrl+e")
        assert isinstance(driver.screen, RecordScreen)


async def test_the_key_that_is_told_is_the_offices_own(office: Office) -> None:
    enter(office, "尚未查明的成果")
    office.home.settings.write_text('[keymap]\n"record.next_step" = "ctrl+f9"\n', encoding="utf-8")
    async with workbench(open_at(office.home.root)) as driver:
        await driver.sees("下一步（^F9）：修改成果")
