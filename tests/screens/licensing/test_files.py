"""Papers written from the work area of licenses: one dialog asks for form and folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.licenses.contracts.test_contract_actions import LICENSEE, UNIT
from tests.screens.driving import WIDE, Driver, workbench
from tests.screens.tour import settled
from tests.screens.tour_licenses import license_out
from ttoffice.action import Office, perform
from ttoffice.screens.licensing.agreements import AmendmentsArea
from ttoffice.screens.licensing.amending import AmendingScreen
from ttoffice.screens.licensing.part_lists import PartList
from ttoffice.screens.licensing.screen import LicensesScreen
from ttoffice.screens.modals.entry import VerbModal

SIGNED = "XK-2026-0002"


def do(office: Office, name: str, subject: str | None = None, /, **data: Any) -> None:
    perform(office, name, data, subject=subject)


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def written(driver: Driver, screen: Any, label: str, folder: Path) -> Path:
    """Choose a command by the beginning of its label, name the folder, and return the file."""
    next(one for one in screen.more_commands() if one.label.startswith(label)).run()
    modal = await driver.on(VerbModal)
    modal.form.editor("folder").restore(str(folder))
    await driver.press("ctrl+s")
    await driver.until(lambda: bool(files(folder)))
    await settled(driver)
    (found,) = files(folder)
    return found


async def test_an_agreement_is_written_from_the_form_and_from_the_list(
    office: Office, tmp_path: Path
) -> None:
    license_out(office, "烤烟")
    drafts, agreements = tmp_path / "草稿", tmp_path / "协议"
    for folder in (drafts, agreements):
        folder.mkdir()
    do(office, "unit.set", name="滇中科技大学", **UNIT)
    do(office, "enterprise.change", "QY-2026-0001", **LICENSEE)
    async with workbench(office, WIDE, results=False) as driver:
        await driver.press("3")
        licenses = await driver.on(LicensesScreen)
        await driver.until(lambda: licenses.table.complete)
        await driver.press("home", "f4")
        form = await driver.on(AmendingScreen)
        assert form.number == SIGNED
        for key, value in (
            ("territory", "全国"),
            ("effective_on", "2026-07-01"),
            ("reason", "市场扩大"),
        ):
            form.form.editor(key).restore(value)
        draft = await written(driver, form, "将表单内容写成补充协议草稿", drafts)
        assert draft.name.startswith(f"{SIGNED}-补充协议草稿")
        with office.reader() as reader:
            before = reader.value("SELECT COUNT(*) FROM amendment WHERE reason = '市场扩大'")
        assert before == 0
        given = {"terms": {"territory": "全国"}, "effective_on": "2026-07-01", "reason": "市场扩大"}
        do(office, "license.amend", SIGNED, **given)
        driver.app.push_screen(PartList("amendment", SIGNED))
        parts = await driver.on(PartList)
        assert isinstance(parts.area, AmendmentsArea)
        await driver.until(lambda: parts.table.complete)
        await settled(driver)
        made = await written(driver, parts, "将补充协议写成文件", agreements)
        assert made.name.startswith(f"{SIGNED}-补充协议-BC-2026-")
        assert made.suffix == ".docx"
