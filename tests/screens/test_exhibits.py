from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.screens.driving import BROAD, NARROW, Driver, assert_safe, enter, workbench
from ttoffice.action import Office, perform
from ttoffice.evidence import views
from ttoffice.evidence.dossier import verifier
from ttoffice.screens.kit.dossiers import DossierScreen
from ttoffice.screens.kit.exhibits import ExhibitsScreen
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.entry import FormModal, VerbModal
from ttoffice.screens.modals.files import FolderModal
from ttoffice.screens.modals.message import MessageModal
from ttoffice.screens.results import ResultsScreen

NUMBER, EXHIBIT = "CG-2026-0001", "ZJ-2026-0001"


@pytest.fixture
def attached(office: Office, tmp_path: Path) -> Office:
    enter(office, "名称")
    (tmp_path / "纪要[b].pdf").write_bytes(b"%PDF")
    perform(office, "exhibit.add", {"subject": NUMBER, "path": str(tmp_path / "纪要[b].pdf")})
    return office


def exhibit(office: Office) -> views.ExhibitView:
    with office.reader() as reader:
        return views.exhibit(reader, EXHIBIT)


async def opened(driver: Driver) -> ExhibitsScreen:
    await driver.press("f")
    screen: ExhibitsScreen = await driver.on(ExhibitsScreen)
    await driver.until(lambda: screen._found or not screen.busy("exhibits"))
    await driver.pilot.pause()
    return screen


async def test_what_an_exhibit_proves_is_said_corrected_and_taken_back(attached: Office) -> None:
    async with workbench(attached, BROAD) as driver:
        await opened(driver)
        await driver.sees("!未使用", "尚未登记", "尚未核验")
        await driver.press("f8")
        modal = await driver.on(VerbModal)
        await driver.until(lambda: modal.query("ChoiceEditor"))
        modal.form.editor("code").value = "criterion:democratic_procedure"
        await driver.press("ctrl+s")
        await driver.on(ExhibitsScreen)
        await driver.sees("+有依据", "民主决策程序")
        await driver.press("f4")
        modal = await driver.on(VerbModal)
        await driver.until(lambda: modal.query("ChoiceEditor"))
        await driver.write("档案室")
        await driver.press("ctrl+s")
        await driver.on(ExhibitsScreen)
        await driver.sees("档案室")
        await driver.press("delete")
        await driver.on(ChoiceModal)
        await driver.press("1")
        await driver.on(VerbModal)
        await driver.press("ctrl+s")
        await driver.sees("不能为空")
        await driver.write("有误")
        await driver.press("ctrl+s")
        await driver.on(ExhibitsScreen)
        await driver.sees("!未使用", "撤回证据的证明事项")
        assert_safe(driver)
    found = exhibit(attached)
    assert (found.links, found.source, found.version) == ((), "档案室", 4)


async def test_files_are_checked_and_what_is_wrong_stays_told(attached: Office) -> None:
    attached.vault.path_of(exhibit(attached).sha256).unlink()
    async with workbench(attached, NARROW) as driver:
        await opened(driver)
        await driver.press("f5")
        await driver.sees("x文件缺失", NUMBER)
        assert_safe(driver)
        await driver.press("escape")
        await driver.on(ResultsScreen)
        await opened(driver)
        await driver.sees("x文件缺失")


async def test_only_what_nothing_relies_on_is_shown(attached: Office, tmp_path: Path) -> None:
    perform(attached, "exhibit.describe", {"proves": "权属"}, subject=EXHIBIT)
    (tmp_path / "b.pdf").write_bytes(b"b")
    perform(attached, "exhibit.add", {"subject": NUMBER, "path": str(tmp_path / "b.pdf")})
    async with workbench(attached, NARROW) as driver:
        await opened(driver)
        await driver.sees(EXHIBIT, "ZJ-2026-0002")
        await driver.press("u")
        await driver.until(lambda: EXHIBIT not in driver.text())
        await driver.sees("ZJ-2026-0002", "只显示")
        await driver.press("u")
        await driver.sees(EXHIBIT)


async def test_a_folder_is_attached_and_the_file_that_fails_is_named(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(office, "名称")
    folder = tmp_path / "材料"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"a")
    (folder / "坏.pdf").symlink_to(folder / "gone") if os.name == "posix" else None
    monkeypatch.chdir(folder)
    async with workbench(office, NARROW) as driver:
        await opened(driver)
        await driver.press("f7")
        await driver.on(FolderModal)
        await driver.sees("a.pdf")
        await driver.press("ctrl+s")
        await driver.on(FormModal)
        await driver.write("科研处")
        await driver.press("ctrl+s")
        if os.name == "posix":
            await driver.on(MessageModal)
            await driver.sees("坏.pdf")
            await driver.press("escape")
        await driver.on(ExhibitsScreen)
        await driver.sees("a.pdf", "已附上 1 份")
    assert exhibit(office).source == "科研处"


@pytest.mark.parametrize("size", [NARROW, BROAD])
async def test_a_dossier_is_made_from_a_record(
    attached: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.chdir(out)
    async with workbench(attached, size) as driver:
        await driver.press("f12")
        screen = await driver.on(DossierScreen)
        await driver.until(lambda: screen.query("ChoiceEditor"))
        screen.query_one("Form").editor("audience").value = "parties"
        await driver.press("ctrl+s")
        await driver.sees("验证码")
        (made,) = out.iterdir()
        report = verifier.check(str(made))
        assert (report.findings, report.manifest["audience"]) == ([], "parties")
        await driver.sees(report.code)
        assert_safe(driver)
        await driver.press("ctrl+s")
        await driver.on(MessageModal)
        await driver.press("escape", "escape")
        await driver.on(ResultsScreen)


async def test_a_dossier_that_cannot_be_written_says_why(attached: Office, tmp_path: Path) -> None:
    async with workbench(attached, NARROW) as driver:
        await driver.press("E")
        screen = await driver.on(DossierScreen)
        await driver.until(lambda: screen.query("LineEditor"))
        for typed in ("", str(tmp_path / "missing" / "a.zip"), str(attached.home.store)):
            screen.query_one("Form").editor("target").value = typed
            await driver.press("ctrl+s")
            await driver.on(MessageModal)
            await driver.press("escape")
            await driver.on(DossierScreen)
