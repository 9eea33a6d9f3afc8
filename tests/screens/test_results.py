from __future__ import annotations

from typing import Any

from textual.widgets import Input

from tests.screens.driving import NARROW, Driver, enter, workbench
from ttoffice.action import Office, perform
from ttoffice.results.details import detail
from ttoffice.screens.kit.detail import DetailPane
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.conflict import ConflictModal
from ttoffice.screens.modals.entry import EntryModal, VerbModal
from ttoffice.screens.modals.history import HistoryModal
from ttoffice.screens.modals.message import LeaveModal, MessageModal, ReasonsModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.modals.why import WhyModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.store.log import entries
from ttoffice.widgets.editors import LineEditor, RowsEditor, TextEditor


def document(office: Office, number: str) -> dict[str, Any]:
    with office.reader() as reader:
        return detail(reader, number)


def actions(office: Office) -> list[str]:
    with office.reader() as reader:
        return [entry.action for entry in entries(reader)]


async def open_form(driver: Driver) -> FormScreen:
    await driver.press("e")
    screen = await driver.on(FormScreen)
    assert isinstance(screen, FormScreen)
    return screen


def line(screen: FormScreen | EntryModal | VerbModal, key: str) -> LineEditor:
    editor = screen.form.editor(key)
    assert isinstance(editor, LineEditor)
    return editor


async def test_an_empty_register_says_how_to_begin(office: Office) -> None:
    async with workbench(office) as driver:
        await driver.sees("还没有成果")


async def test_the_list_shows_results_and_the_pane_the_one_under_the_cursor(office: Office) -> None:
    enter(office, "一种烤烟识别方法", department="农学院")
    enter(office, "一种咖啡提取工艺", brief="咖啡的简介")
    async with workbench(office) as driver:
        await driver.sees("CG-2026-0001", "一种烤烟识别方法", "农学院", "CG-2026-0002")
        await driver.press("j")
        await driver.sees("咖啡的简介")


async def test_the_filter_narrows_the_list_while_typing_and_esc_clears_it(office: Office) -> None:
    enter(office, "一种烤烟识别方法")
    enter(office, "一种咖啡提取工艺")
    async with workbench(office) as driver:
        await driver.press("slash")
        await driver.write("kf")
        await driver.until(lambda: driver.results.table.row_count == 1)
        await driver.sees("一种咖啡提取工艺")
        await driver.press("escape")
        await driver.until(lambda: driver.results.table.row_count == 2)
        assert driver.screen.focused is driver.results.table


async def test_what_was_found_for_an_older_filter_is_dropped(office: Office) -> None:
    enter(office, "一种烤烟识别方法")
    async with workbench(office) as driver:
        table = driver.results.table
        older = table.begin()
        table.begin()
        table.show_first(older, {}, complete=True)
        assert table.row_count == 1


async def test_views_and_orders_are_chosen_by_keys(office: Office) -> None:
    enter(office, "乙成果")
    enter(office, "甲成果", implemented="yes")
    async with workbench(office) as driver:
        await driver.press("o")
        await driver.press(*["down"] * 5, "enter")
        await driver.until(lambda: driver.results.table.row_count == 1)
        await driver.sees("甲成果")
        await driver.press("s", "down", "enter")
        await driver.until(lambda: isinstance(driver.screen, ResultsScreen))
        await driver.sees("编号 降序")


async def test_editing_writes_through_the_action_and_shows_in_the_list(office: Office) -> None:
    number = enter(office, "旧名称", remarks="旧备注")
    async with workbench(office) as driver:
        form = await open_form(driver)
        line(form, "title").value = "新名称"
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
        await driver.sees("新名称")
    assert document(office, number)["title"] == "新名称"
    assert actions(office)[0] == "result.edit"


async def test_only_what_was_changed_is_sent(office: Office) -> None:
    enter(office, "名称", remarks="含\x1b控制符", brief="一\r\n二")
    async with workbench(office) as driver:
        form = await open_form(driver)
        assert form.form.changes() == {}
        line(form, "department").value = "农学院"
        assert form.form.changes() == {"department": "农学院"}


async def test_a_new_result_is_entered_and_gone_to(office: Office) -> None:
    enter(office, "甲")
    async with workbench(office, NARROW) as driver:
        await driver.press("c")
        form = await driver.on(FormScreen)
        await driver.write("new")
        assert line(form, "title").value == "new"
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
        await driver.until(lambda: driver.results.current_number() == "CG-2026-0002")


async def test_a_refusal_keeps_what_was_typed_and_marks_the_field(office: Office) -> None:
    number = enter(office, "名称")
    async with workbench(office) as driver:
        form = await open_form(driver)
        line(form, "title").value = ""
        line(form, "consent_on").value = "2026-13-45"
        line(form, "department").value = "农学院"
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.screen.query(".-wrong"))
        assert "须改正" in driver.text()
        assert line(form, "consent_on").value == "2026-13-45"
        assert line(form, "department").value == "农学院"
        assert isinstance(driver.screen, FormScreen)
        line(form, "consent_on").value = ""
        await driver.press("ctrl+s")
        await driver.sees("成果名称")
        await driver.until(lambda: "-wrong" in form.form._rows["title"].classes)
    assert document(office, number)["department"] == ""


async def test_an_amount_that_cannot_be_read_is_told_before_anything_is_sent(office: Office) -> None:
    enter(office, "名称")
    async with workbench(office) as driver:
        form = await open_form(driver)
        form.form.editor("fee_plan").focus()
        await driver.press("enter")
        entry = await driver.on(EntryModal)
        line(entry, "threshold_fen").value = "很多钱"
        await driver.press("ctrl+s")
        await driver.sees("不是金额")
        line(entry, "threshold_fen").value = "0"
        line(entry, "lump_sum_fen").value = "8万"
        await driver.press("ctrl+s")
        form = await driver.on(FormScreen)
        plan = form.form.changes()["fee_plan"]
        assert plan["threshold_fen"] == 0
        assert plan["lump_sum_fen"] == 8_000_000


async def test_quitting_with_something_unsaved_asks_first(office: Office) -> None:
    enter(office, "名称")
    async with workbench(office) as driver:
        form = await open_form(driver)
        line(form, "title").value = "改了"
        await driver.press("ctrl+q")
        await driver.on(LeaveModal)
        await driver.press("escape")
        await driver.on(FormScreen)
        assert driver.app.is_running
        await driver.press("ctrl+q")
        await driver.on(LeaveModal)
        await driver.press("right", "right", "enter")
        await driver.until(lambda: not driver.app.is_running)


async def test_saving_twice_in_a_row_writes_once(office: Office) -> None:
    number = enter(office, "名称")
    async with workbench(office) as driver:
        form = await open_form(driver)
        line(form, "title").value = "改了"
        form.action_save()
        form.action_save()
        await driver.on(ResultsScreen)
    assert document(office, number)["version"] == 2


async def test_values_are_chosen_from_a_list_turned_through_and_emptied(office: Office) -> None:
    number = enter(office, "名称")
    async with workbench(office) as driver:
        form = await open_form(driver)
        maturity = form.form.editor("maturity")
        maturity.focus()
        await driver.press("enter")
        await driver.on(ChoiceModal)
        await driver.press("down", "enter")
        await driver.on(FormScreen)
        assert maturity.result() == "research"
        await driver.press("right")
        assert maturity.result() == "sample"
        await driver.press("delete")
        assert maturity.result() is None
        await driver.press("left", "ctrl+s")
        await driver.on(ResultsScreen)
    assert document(office, number)["maturity"] == "production"


async def test_a_conflict_shows_both_sides_and_saving_over_it_keeps_what_the_other_one_changed(
    office: Office,
) -> None:
    number = enter(office, "名称")
    async with workbench(office) as driver:
        form = await open_form(driver)
        line(form, "title").value = "我的名称"
        perform(office, "result.edit", {"title": "别人的名称", "department": "别的学院"}, subject=number)
        await driver.press("ctrl+s")
        await driver.on(ConflictModal)
        await driver.sees("别人的名称", "我的名称", "别的学院")
        await driver.press("enter")
        await driver.on(FormScreen)
        assert line(form, "title").value == "我的名称"
        await driver.press("ctrl+s")
        await driver.on(ConflictModal)
        await driver.press("tab", "enter")
        await driver.on(ResultsScreen)
    now = document(office, number)
    assert (now["title"], now["department"]) == ("我的名称", "别的学院")


async def test_entries_are_added_ordered_and_removed_by_keys_alone(office: Office) -> None:
    number = enter(office, "名称", completers=[{"name": "甲"}, {"name": "乙"}])
    async with workbench(office, NARROW) as driver:
        form = await open_form(driver)
        rows = form.form.editor("completers")
        assert isinstance(rows, RowsEditor)
        rows.focus()
        await driver.press("ctrl+down", "ctrl+n")
        await driver.on(EntryModal)
        await driver.write("c")
        await driver.press("ctrl+s")
        await driver.on(FormScreen)
        assert [entry["name"] for entry in rows.entries] == ["乙", "甲", "c"]
        await driver.press("delete", "ctrl+s")
        await driver.on(ResultsScreen)
    assert [entry["name"] for entry in document(office, number)["completers"]] == ["乙", "甲"]


async def test_what_is_wrong_with_an_entry_is_told_in_its_own_form(office: Office) -> None:
    enter(office, "名称", rights=[{"kind": "know_how"}])
    async with workbench(office) as driver:
        form = await open_form(driver)
        rows = form.form.editor("rights")
        assert isinstance(rows, RowsEditor)
        rows.put(0, {**rows.entries[0], "kind": "invention", "number": "ZL2020"})
        await driver.press("ctrl+s")
        await driver.until(lambda: "-wrong" in form.form._rows["rights"].classes)
        rows.focus()
        await driver.press("home", "enter")
        entry = await driver.on(EntryModal)
        assert "-wrong" in entry.form._rows["number"].classes


async def test_why_names_the_conditions_and_what_hinders_each_verb(office: Office) -> None:
    enter(office, "名称", consent="refused")
    async with workbench(office, NARROW) as driver:
        await driver.press("w")
        await driver.on(WhyModal)
        await driver.sees("财政资金", "两年筛查")
        await driver.press("end")
        await driver.press("escape")
        await driver.press("a")
        await driver.on(PaletteModal)
        await driver.sees("暂不能")
        await driver.press("enter")
        await driver.on(ReasonsModal)
        await driver.sees("先使用后付费指引第七条第（一）项")


async def test_a_verb_is_found_by_pinyin_and_its_refusal_keeps_the_dialog(office: Office) -> None:
    number = enter(office, "名称")
    async with workbench(office) as driver:
        await driver.press("a")
        await driver.on(PaletteModal)
        await driver.write("bm")
        found = driver.screen
        assert isinstance(found, PaletteModal)
        await driver.press("escape", "a")
        await driver.on(PaletteModal)
        await driver.press("down", "down", "enter")
        dialog = await driver.on(VerbModal)
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.screen.query(".-wrong"))
        line(dialog, "reason").value = "涉及共有权利"
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
    assert document(office, number)["exclusion_reason"] == "涉及共有权利"
    assert actions(office)[0] == "result.exclude"


async def test_the_history_shows_who_changed_what(office: Office) -> None:
    number = enter(office, "旧")
    perform(office, "result.edit", {"title": "新"}, subject=number)
    async with workbench(office) as driver:
        await driver.press("h")
        await driver.on(HistoryModal)
        await driver.sees("   旧", "-> 新", office.operator)


async def test_enter_opens_a_result_on_the_whole_screen(office: Office) -> None:
    enter(office, "名称", brief="很长的简介")
    async with workbench(office, NARROW) as driver:
        assert not driver.screen.query_one(DetailPane).display
        await driver.press("enter")
        await driver.on(RecordScreen)
        await driver.sees("很长的简介")
        await driver.press("escape")
        await driver.on(ResultsScreen)


async def test_the_palette_runs_what_it_lists(office: Office) -> None:
    enter(office, "名称")
    async with workbench(office) as driver:
        await driver.press("ctrl+p")
        await driver.on(PaletteModal)
        await driver.write("xz")
        await driver.press("enter")
        await driver.on(FormScreen)
        await driver.press("escape", "question_mark")
        await driver.on(PaletteModal)
        assert isinstance(driver.screen.focused, Input)


async def test_a_failure_in_a_thread_is_told_and_kept_in_a_file(office: Office, monkeypatch: Any) -> None:
    enter(office, "名称")

    def broken(*_args: object) -> None:
        raise RuntimeError("[/b]意外")

    monkeypatch.setattr("ttoffice.screens.result_reading.read_changes", broken)
    async with workbench(office) as driver:
        await driver.press("h")
        await driver.on(MessageModal)
        await driver.sees("RuntimeError", "[/b]意外")
    assert "RuntimeError" in next(office.home.logs.glob("*.txt")).read_text(encoding="utf-8")


async def test_a_store_that_cannot_be_read_is_told_and_the_program_stays(office: Office) -> None:
    enter(office, "名称")
    async with workbench(office) as driver:
        office.home.store.rename(office.home.root / "elsewhere.db")
        await driver.press("r")
        await driver.on(MessageModal)
        await driver.press("enter")
        await driver.on(ResultsScreen)


async def test_f7_in_a_long_text_goes_to_the_part_before_and_selects_nothing(office: Office) -> None:
    number = enter(office, "名称", brief="很长的简介")
    async with workbench(office) as driver:
        form = await open_form(driver)
        await driver.pilot.pause()
        brief = form.form.editor("brief")
        brief.focus()
        await driver.press("f7")
        assert isinstance(brief, TextEditor)
        assert brief.selected_text == ""
        assert not brief.has_focus
        await driver.press("escape")
        await driver.on(ResultsScreen)
    assert document(office, number)["brief"] == "很长的简介"
