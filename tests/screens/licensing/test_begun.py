"""Forms that begin with the record at hand, usual values, and papers attached in the dialog that asks for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.licenses.procedure import acts
from tests.screens.driving import NARROW, Driver, promptly, workbench
from tests.screens.tour import settled
from ttoffice.action import Office
from ttoffice.action.records import document
from ttoffice.licenses.kinds import KINDS
from ttoffice.notices.kinds import NOTICE
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.proving import ProvingModal
from ttoffice.screens.licensing.drafting import DraftingScreen
from ttoffice.screens.licensing.screen import LicensesScreen
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.files import FileModal
from ttoffice.screens.modals.message import ReasonsModal

__all__ = ["promptly"]

PLAN = {
    "threshold_fen": 0,
    "stages": [{"trigger": "投产后", "amount_fen": 8_000_000}],
    "royalty": {"rate": "2.5", "base": "net_sales"},
}


async def pressed(driver: Driver, *keys: str) -> None:
    for key in keys:
        await driver.press(key)
        await settled(driver)


@pytest.mark.usefixtures("promptly")
async def test_a_license_begins_with_its_result_and_takes_what_is_usual(office: Office) -> None:
    acts.result(office, title="一种滇红茶的制备方法", fee_plan=PLAN, territory="云南省")
    async with workbench(office, NARROW) as driver:
        await pressed(driver, "f10")
        screen = await driver.on(DraftingScreen)
        await driver.sees("新增", "许可")
        assert not screen.unsaved
        assert screen.form.editor("territory").result() == "云南省"
        assert screen.check_action("usual", ()) is False
        await pressed(driver, "f8", "f8", "f8", "f5")
        assert isinstance(driver.screen, ChoiceModal)
        await pressed(driver, "3")
        assert screen.unsaved
        (stage,) = screen.form.editor("stages").result()
        assert (stage["amount_fen"], stage["days_to_pay"], stage["proof"]) == (8_000_000, 30, "投产验收报告")
        royalty = screen.form.editor("royalty").result()
        assert royalty["steps"][0]["rate"] == "2.5"
        assert (royalty["period"], royalty["from_first_sale"]) == ("half_year", True)


@pytest.mark.exhaustive
@pytest.mark.usefixtures("promptly")
async def test_a_licensee_that_is_not_there_yet_is_entered_on_the_way(office: Office) -> None:
    acts.result(office)
    async with workbench(office, NARROW) as driver:
        await pressed(driver, "f10")
        screen = await driver.on(DraftingScreen)
        await driver.write("yx")
        await driver.press("f3")
        await driver.on(ChoiceModal)
        await pressed(driver, "enter")
        await driver.until(lambda: type(driver.screen) is FormScreen)
        await settled(driver)
        entering: Any = driver.screen
        assert entering.form.editor("name").result() == "yx"
        await pressed(driver, "tab")
        await driver.write(acts.CODE)
        await pressed(driver, "ctrl+s")
        await driver.on(ReasonsModal)
        await pressed(driver, "escape")
        assert await driver.on(DraftingScreen) is screen
        assert screen.form.editor("licensee").result() == "QY-2026-0001"


@pytest.mark.usefixtures("promptly")
async def test_a_paper_is_attached_in_the_dialog_and_offered_again(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = acts.drafted(office)
    acts.do(office, "license.negotiate", number)
    desk = tmp_path / "桌面"
    desk.mkdir()
    (desk / "声明.pdf").write_bytes(b"%PDF")
    monkeypatch.chdir(desk)
    async with workbench(office, NARROW, results=False) as driver:
        await pressed(driver, "3")
        await driver.on(LicensesScreen)
        await pressed(driver, "ctrl+e")
        modal: Any = await driver.on(ProvingModal)
        await driver.press("f3")
        await driver.sees("尚无证据：按 Ins 附上文件")
        await pressed(driver, "right", "insert")
        assert isinstance(driver.screen, FileModal)
        await pressed(driver, "enter", "ctrl+s")
        await driver.until(lambda: driver.screen is modal)
        assert modal.form.editor("proof").result() == "ZJ-2026-0001"
        await pressed(driver, "ctrl+s", "ctrl+e")
        pricing = await driver.on(ProvingModal)
        await pressed(driver, "right", "f3", "1")
        assert pricing.form.editor("proof").result() == ["ZJ-2026-0001"]
        await pressed(driver, "f3", "1")
        assert pricing.form.editor("proof").result() == ["ZJ-2026-0001"]  # once is enough
    with office.reader() as reader:
        found = KINDS["license"].shelf.load(reader, number)
    assert found is not None
    assert found.record.related_proof == "ZJ-2026-0001"


@pytest.mark.usefixtures("promptly")
async def test_a_price_notice_is_posted_where_the_last_one_was(office: Office) -> None:
    number = acts.prepared(office)
    last = {"place": "行政楼公示栏", "channel": "科技处 0871-65123456", "office": "科技处", "scope": "unit"}
    acts.do(office, "notice.draft", kind="price", subject="CG-2026-0001", **last)
    async with workbench(office, NARROW, results=False) as driver:
        await pressed(driver, "3", "ctrl+e")
        screen = await driver.on(FormScreen)
        shown = {key: screen.form.editor(key).result() for key in ("kind", "subject", *last)}
        assert shown == {"kind": "price", "subject": number, **last}
        assert screen.focused is screen.form.editor("place")
        await pressed(driver, "ctrl+s")
        await driver.on(LicensesScreen)
    with office.reader() as reader:
        found = document(reader, NOTICE, "GS-2026-0002")
    assert "行政楼公示栏" in found["text"]
