from __future__ import annotations

from pathlib import Path

from textual.widgets import Button, Input, OptionList

from tests.screens.driving import NARROW, Driver, workbench
from ttoffice.action import Office
from ttoffice.licenses.shelves import LICENSES
from ttoffice.results import views
from ttoffice.screens.importing import ImportScreen
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.message import MessageModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.store.asking import Filter
from ttoffice.widgets.file_picker import FilePicker
from ttoffice.widgets.value_table import ValueTable

LEDGER = """成果名称,完成人,所属部门,专利号,怪列
一种烤烟[/b]识别方法,张伟、李芳,农学院,,甲
一种咖啡提取工艺,王强,中药学院,ZL20201,乙
,无名,,,丙
"""


def ledger(folder: Path, text: str = LEDGER) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "台账.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def count(office: Office) -> int:
    with office.reader() as reader:
        return views.count(reader, Filter(), office.today)


async def open_import(driver: Driver, folder: Path) -> ImportScreen:
    screen = ImportScreen(f"{folder}/")
    driver.results.app.push_screen(screen, driver.results._came_back)
    await driver.on(ImportScreen)
    await driver.sees("台账.csv")
    return screen


async def test_a_dry_run_writes_nothing_and_the_import_does_what_it_said(
    office: Office, tmp_path: Path
) -> None:
    ledger(tmp_path / "files")
    async with workbench(office, NARROW) as driver:
        await open_import(driver, tmp_path / "files")
        await driver.press("down", "enter")
        await driver.sees("共 3 行：新增 2", "跳过 1", "成果名称  ->  成果名称")
        assert count(office) == 0
        await driver.press("ctrl+s")
        await driver.sees("已导入", "共 3 行：新增 2")
        assert count(office) == 2
        assert driver.screen.query_one("#import", Button).disabled
        await driver.press("escape")
        await driver.on(ResultsScreen)
        await driver.sees("一种烤烟[/b]识别方法")


async def test_a_column_is_sent_elsewhere_and_the_dry_run_is_made_anew(
    office: Office, tmp_path: Path
) -> None:
    ledger(tmp_path / "files")
    async with workbench(office) as driver:
        screen = await open_import(driver, tmp_path / "files")
        await driver.press("down", "enter")
        await driver.sees("怪列  ->  不对应")
        columns = screen.query_one("#columns", OptionList)
        columns.focus()
        await driver.press("end", "enter")
        await driver.on(ChoiceModal)
        await driver.write("备注")
        await driver.press("enter")
        await driver.on(ImportScreen)
        await driver.sees("怪列  ->  备注")
        assert count(office) == 0


async def test_a_mapping_is_saved_and_used_again(office: Office, tmp_path: Path) -> None:
    ledger(tmp_path / "files")
    async with workbench(office) as driver:
        await open_import(driver, tmp_path / "files")
        await driver.press("down", "enter")
        await driver.sees("怪列")
        await driver.press("f9")
        await driver.on(ChoiceModal)
        await driver.press("enter")
        await driver.until((office.home.mappings / "台账.toml").is_file)
        await driver.on(ImportScreen)
        await driver.press("f9")
        await driver.on(ChoiceModal)
        await driver.press("end", "enter")
        await driver.on(ImportScreen)
        await driver.sees("共 3 行：新增 2")


async def test_a_file_that_cannot_be_read_is_told(office: Office, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"not a workbook")
    async with workbench(office, NARROW) as driver:
        screen = ImportScreen(str(tmp_path / "坏.xlsx"))
        driver.app.push_screen(screen)
        await driver.on(ImportScreen)
        await driver.press("enter")
        await driver.on(MessageModal)
        await driver.press("enter")
        await driver.on(ImportScreen)
        assert not screen.check_action("import", ())


async def test_many_problems_are_listed_without_drawing_them_all(office: Office, tmp_path: Path) -> None:
    rows = "\n".join(f"成果{index},2021-02-30" for index in range(400))
    ledger(tmp_path / "files", f"成果名称,授权日期\n{rows}\n")
    async with workbench(office, NARROW) as driver:
        screen = await open_import(driver, tmp_path / "files")
        await driver.press("down", "enter")
        await driver.sees("问题 400 个")
        table = screen.query_one(ValueTable)
        table.focus()
        await driver.press("G")
        assert table.cursor == 399
        await driver.sees("401")


async def test_the_kind_of_ledger_is_chosen_and_its_columns_go_by_it(office: Office, tmp_path: Path) -> None:
    text = "合同编号,被许可方,签订日期,合同名称\nA1,滇红[/b]公司,2026-01-01,某许可\n"
    ledger(tmp_path / "files", text)
    async with workbench(office, NARROW) as driver:
        screen = await open_import(driver, tmp_path / "files")
        await driver.press("f4")
        await driver.on(ChoiceModal)
        await driver.press("2")
        await driver.on(ImportScreen)
        await driver.sees("导入合同台账")
        screen.query_one("FilePicker").focus()
        await driver.press("down", "enter")
        await driver.sees("共 1 行：新增 1", "被许可方  ->  被许可方名称")
        await driver.press("ctrl+s")
        await driver.sees("已导入")
    with office.reader() as reader:
        (found,) = LICENSES.where(reader)
    assert (found.record.reference, found.record.licensee_name) == ("A1", "滇红[/b]公司")


async def test_another_file_that_is_typed_takes_the_place_of_the_one_before(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    good = ledger(tmp_path)
    async with workbench(office, NARROW) as driver:
        driver.app.push_screen(ImportScreen(str(good)))
        screen = await driver.on(ImportScreen)
        await driver.press("f5")
        await driver.until(lambda: screen.check_action("import", ()))
        picker = screen.query_one(FilePicker)
        picker.query_one(Input).value = str(tmp_path / "坏.xlsx")
        await driver.until(lambda: not screen.check_action("import", ()))
        await driver.press("f5")
        await driver.on(MessageModal)
        await driver.sees("坏.xlsx")
        await driver.press("enter")
        await driver.on(ImportScreen)
        picker.query_one(Input).value = str(good)
        await driver.pilot.pause()
        await driver.press("f5")
        await driver.until(lambda: screen.check_action("import", ()))
    assert count(office) == 0
