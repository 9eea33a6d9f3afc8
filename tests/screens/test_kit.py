"""What every list, record and form of the kit does, shown on the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from tests.offices import TODAY
from tests.screens.driving import NARROW, Driver, enter, workbench
from ttoffice.action import Office, perform
from ttoffice.results.details import detail
from ttoffice.screens.journal import JournalScreen
from ttoffice.screens.kit.bulk import BulkScreen
from ttoffice.screens.kit.exhibits import ExhibitsScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.jumping import whole_number
from ttoffice.screens.kit.lists import neighbour
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.choice import ChoiceModal, PickModal
from ttoffice.screens.modals.conflict import ConflictModal
from ttoffice.screens.modals.entry import EntryModal
from ttoffice.screens.modals.history import HistoryModal
from ttoffice.screens.modals.message import LeaveModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.screens.scan import ScanScreen
from ttoffice.store.saved_views import SavedView, load, save
from ttoffice.widgets.editors import LineEditor


def document(office: Office, number: str) -> dict[str, Any]:
    with office.reader() as reader:
        return detail(reader, number)


def line(screen: FormScreen, key: str) -> LineEditor:
    editor = screen.form.editor(key)
    assert isinstance(editor, LineEditor)
    return editor


async def form_of(driver: Driver) -> FormScreen:
    await driver.press("e")
    screen = await driver.on(FormScreen)
    assert isinstance(screen, FormScreen)
    return screen


async def draft_taken_up(driver: Driver) -> FormScreen:
    await driver.press("e")
    await driver.on(ChoiceModal)
    await driver.press("enter")
    form = await driver.on(FormScreen)
    assert isinstance(form, FormScreen)
    await driver.until(lambda: form.form.dirty)
    return form


def drafts(office: Office) -> list[Path]:
    return sorted(office.home.drafts.glob("*.json"))


# --- drafts --------------------------------------------------------------------------------------------


async def test_a_form_half_filled_survives_a_killed_program(office: Office) -> None:
    number = enter(office, "旧名称")
    async with workbench(office) as driver:
        form = await form_of(driver)
        line(form, "title").value = "新名称[/b]"
        line(form, "consent_on").value = "2026-13"
        await driver.until(lambda: drafts(office))
        await driver.until(lambda: not form.busy("draft"))
        # the program ends here without a word
    async with workbench(office) as driver:
        await driver.sees("草稿")
        form = await draft_taken_up(driver)
        assert line(form, "title").value == "新名称[/b]"
        assert line(form, "consent_on").value == "2026-13"
        line(form, "consent_on").value = ""
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
    assert document(office, number)["title"] == "新名称[/b]"
    assert drafts(office) == []


@pytest.mark.exhaustive
async def test_an_entry_half_filled_survives_a_killed_program_too(office: Office) -> None:
    enter(office, "名称", rights=[{"kind": "know_how", "number": "", "holders": [{"name": "甲单位"}]}])
    async with workbench(office) as driver:
        form = await form_of(driver)
        form.form.editor("rights").focus()
        await driver.press("enter")
        entry = await driver.on(EntryModal)
        entry_line(entry, "number").value = "ZL2020 不完整[/b]"
        entry.form.editor("holders").focus()
        await driver.press("enter")
        await driver.until(lambda: driver.screen is not entry)
        holder = await driver.on(EntryModal)
        entry_line(holder, "name").value = "乙单位"
        await driver.until(lambda: drafts(office) and "乙单位" in drafts(office)[0].read_text("utf-8"))
    async with workbench(office) as driver:
        await driver.press("e")
        await driver.on(ChoiceModal)
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.screen, EntryModal) and "乙单位" in driver.text())
        await driver.press("ctrl+s")
        await driver.until(lambda: "ZL2020 不完整[/b]" in driver.text())
        await driver.press("ctrl+s")
        form = await driver.on(FormScreen)
        right = form.form.changes()["rights"][0]
        assert right["number"] == "ZL2020 不完整[/b]"
        assert [holder["name"] for holder in right["holders"]] == ["乙单位"]


def entry_line(screen: EntryModal, key: str) -> LineEditor:
    editor = screen.form.editor(key)
    assert isinstance(editor, LineEditor)
    return editor


async def test_leaving_by_mistake_keeps_editing_and_a_draft_can_be_kept(office: Office) -> None:
    enter(office, "旧名称")
    async with workbench(office) as driver:
        form = await form_of(driver)
        line(form, "title").value = "改了"
        await driver.press("escape")
        await driver.on(LeaveModal)
        await driver.press("enter")
        await driver.on(FormScreen)
        assert line(form, "title").value == "改了"
        await driver.press("escape")
        await driver.on(LeaveModal)
        await driver.press("right", "enter")
        await driver.on(ResultsScreen)
        assert len(drafts(office)) == 1
        again = await draft_taken_up(driver)
        assert line(again, "title").value == "改了"


async def test_a_draft_of_a_new_record_holds_what_it_was_copied_from(office: Office) -> None:
    enter(office, "一种烤烟识别方法", department="农学院", platform_number="P1")
    async with workbench(office) as driver:
        await driver.press("D")
        form = await driver.on(FormScreen)
        assert line(form, "department").value == "农学院"
        assert line(form, "platform_number").value == ""
        line(form, "title").value = "另一种"
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
        await driver.until(lambda: driver.results.current_number() == "CG-2026-0002")
    assert document(office, "CG-2026-0002")["department"] == "农学院"


async def test_keys_typed_while_the_form_opens_reach_its_first_field(office: Office) -> None:
    enter(office, "名称")
    async with workbench(office) as driver:
        for key in ("c", "a", "b", "h"):
            driver.app.post_message(_key(key))
        form = await driver.on(FormScreen)
        await driver.until(lambda: line(form, "title").value == "abh")


def _key(key: str) -> Any:
    from textual import events

    return events.Key(key, key)


# --- two windows ---------------------------------------------------------------------------------------


async def test_a_stale_form_shows_both_sides_and_saves_mine_over_theirs(office: Office) -> None:
    number = enter(office, "名称", department="农学院", remarks="原备注")
    async with workbench(office) as driver:
        form = await form_of(driver)
        line(form, "department").value = "我改的学院"
        perform(office, "result.edit", {"department": "他改的学院", "remarks": "他的备注"}, subject=number)
        await driver.press("ctrl+s")
        await driver.on(ConflictModal)
        await driver.sees("农学院", "他改的学院", "我改的学院", "他的备注")
        await driver.press("escape")
        await driver.on(FormScreen)
        assert line(form, "department").value == "我改的学院"
        await driver.press("ctrl+s")
        modal = await driver.on(ConflictModal)
        modal.dismiss(frozenset())
        await driver.on(ResultsScreen)
    found = document(office, number)
    assert found["department"] == "我改的学院"
    assert found["remarks"] == "他的备注"


async def test_a_field_that_theirs_is_taken_for_stays_theirs(office: Office) -> None:
    number = enter(office, "名称", department="农学院")
    async with workbench(office) as driver:
        form = await form_of(driver)
        line(form, "department").value = "我改的学院"
        line(form, "industry").value = "烟草"
        perform(office, "result.edit", {"department": "他改的学院"}, subject=number)
        await driver.press("ctrl+s")
        modal = await driver.on(ConflictModal)
        modal.dismiss(frozenset({"department"}))
        await driver.on(ResultsScreen)
    found = document(office, number)
    assert (found["department"], found["industry"]) == ("他改的学院", "烟草")


async def test_what_another_window_writes_shows_by_itself(office: Office) -> None:
    number = enter(office, "旧名称")
    async with workbench(office) as driver:
        await driver.until(lambda: driver.app.presence is not None)
        driver.app._look_around()
        await driver.pilot.pause(0.1)
        perform(office, "result.edit", {"title": "别处改的名称"}, subject=number)
        driver.app._look_around()
        await driver.sees("别处改的名称")


# --- marks and bulk ------------------------------------------------------------------------------------


async def test_marked_records_are_changed_together_and_each_outcome_is_told(office: Office) -> None:
    first, second, third = enter(office, "甲"), enter(office, "乙", department="农学院"), enter(office, "丙")
    async with workbench(office) as driver:
        await driver.press("space", "space")
        await driver.sees("已标记 2 条")
        await driver.press("e")
        await driver.on(ChoiceModal)
        await driver.write("xm")
        await driver.press("escape", "escape")
        await driver.press("e")
        choice = await driver.on(ChoiceModal)
        choice.dismiss("department")
        await driver.until(lambda: driver.screen.query("LineEditor"))
        await driver.write("x")
        await driver.press("ctrl+s")
        await driver.on(BulkScreen)
        await driver.sees("将变更 2 条")
        assert document(office, first)["department"] == ""
        await driver.press("ctrl+s")
        await driver.sees("已变更 2 条")
        await driver.press("escape")
        await driver.on(ResultsScreen)
        assert [document(office, number)["department"] for number in (first, second, third)] == ["x", "x", ""]
        await driver.press("z")
        await driver.until(lambda: document(office, first)["department"] == "")
        await driver.until(lambda: document(office, second)["department"] == "农学院")


async def test_a_refused_record_does_not_stop_the_others(office: Office) -> None:
    secret = enter(office, "甲", secrecy="secret")
    open_one = enter(office, "乙")
    async with workbench(office) as driver:
        await driver.press("asterisk", "a")
        await driver.pilot.pause()
        await driver.press("enter")
        await driver.until(lambda: driver.screen.query("LineEditor"))
        await driver.press("ctrl+s")
        await driver.on(BulkScreen)
        await driver.sees("将变更 1 条", "不予办理 1 条")
        await driver.press("ctrl+s")
        await driver.sees("已变更 1 条")
    assert document(office, open_one)["listed_since"] == TODAY.isoformat()
    assert document(office, secret)["listed_since"] is None


async def test_only_what_is_marked_can_be_shown(office: Office) -> None:
    for title in ("甲", "乙", "丙"):
        enter(office, title)
    async with workbench(office) as driver:
        await driver.press("j", "space", "m")
        await driver.until(lambda: driver.results.table.row_count == 1)
        await driver.sees("乙", "只看已标记")
        await driver.press("escape")
        await driver.until(lambda: driver.results.table.row_count == 3)


# --- undo ----------------------------------------------------------------------------------------------


async def test_an_edit_is_undone_and_done_again_and_the_history_keeps_it_all(office: Office) -> None:
    number = enter(office, "旧名称")
    async with workbench(office) as driver:
        form = await form_of(driver)
        line(form, "title").value = "新名称"
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
        await driver.press("z")
        await driver.until(lambda: document(office, number)["title"] == "旧名称")
        await driver.sees("已撤销")
        await driver.press("Z")
        await driver.until(lambda: document(office, number)["title"] == "新名称")
        await driver.press("z")
        await driver.until(lambda: document(office, number)["title"] == "旧名称")
    assert document(office, number)["version"] == 5


async def test_what_somebody_changed_since_is_not_undone(office: Office) -> None:
    number = enter(office, "旧名称")
    async with workbench(office) as driver:
        form = await form_of(driver)
        line(form, "title").value = "新名称"
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
        perform(office, "result.edit", {"remarks": "别人写的"}, subject=number)
        await driver.press("z")
        await driver.sees(number, "已被")
    assert document(office, number)["title"] == "新名称"


async def test_entering_a_record_is_not_undone_because_its_number_is_given(office: Office) -> None:
    async with workbench(office) as driver:
        await driver.press("c")
        await driver.on(FormScreen)
        await driver.write("abc")
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
        await driver.press("z")
        await driver.sees("不能撤销")
    assert document(office, "CG-2026-0001")["title"] == "abc"


# --- the past ------------------------------------------------------------------------------------------


async def test_a_record_is_shown_as_it_stood_on_a_day_and_today_again(office: Office) -> None:
    number = enter(office.on(date(2026, 3, 1)), "三月的名称")
    perform(office.on(date(2026, 5, 1)), "result.edit", {"title": "五月的名称"}, subject=number)
    async with workbench(office) as driver:
        await driver.press("d")
        ask = await driver.on(AskModal)
        ask.query_one(Input).value = "2026年4月2日"
        await driver.press("enter")
        await driver.on(RecordScreen)
        await driver.sees("三月的名称", "2026-04-02")
        assert not driver.screen.check_action("edit", ())
        await driver.press("t")
        await driver.sees("五月的名称")
        assert driver.screen.check_action("edit", ())


async def test_from_the_history_one_goes_to_the_record_as_it_then_stood(office: Office) -> None:
    number = enter(office, "一")
    perform(office, "result.edit", {"title": "二"}, subject=number)
    async with workbench(office) as driver:
        await driver.press("h")
        await driver.on(HistoryModal)
        await driver.press("down", "enter")
        await driver.on(RecordScreen)
        await driver.sees("第 1 次变更后的状态")


async def test_a_day_before_the_record_is_told(office: Office) -> None:
    enter(office, "名称")
    async with workbench(office) as driver:
        await driver.press("d")
        ask = await driver.on(AskModal)
        ask.query_one(Input).value = "2020-01-01"
        await driver.press("enter")
        await driver.sees("2020-01-01")
        await driver.press("enter")
        await driver.on(RecordScreen)
        await driver.sees("名称")


# --- views, columns, numbers ---------------------------------------------------------------------------


async def test_a_view_is_saved_and_shown_again_by_a_digit(office: Office) -> None:
    enter(office, "一种烤烟识别方法")
    enter(office, "一种咖啡提取工艺")
    async with workbench(office) as driver:
        await driver.press("slash")
        await driver.write("kf")
        await driver.press("enter", "ctrl+w")
        ask = await driver.on(AskModal)
        ask.query_one(Input).value = "咖啡类"
        await driver.press("enter")
        await driver.sees("咖啡类")
    async with workbench(office) as driver:
        await driver.until(lambda: driver.results.table.row_count == 2)
        await driver.press("o")
        await driver.on(ChoiceModal)
        await driver.press("9")
        await driver.on(ResultsScreen)
        await driver.until(lambda: driver.results.table.row_count == 1)
        assert driver.results.filter_input.value == "kf"


async def test_saved_views_have_keys_by_their_order_and_the_order_can_be_changed(office: Office) -> None:
    enter(office, "一种烤烟识别方法")
    enter(office, "一种咖啡提取工艺")
    for name, search in (("烤烟类", "烤烟"), ("咖啡类", "咖啡")):
        save(office.home.views, "results", SavedView(name, search, columns=("number", "title")))
    async with workbench(office) as driver:
        await driver.press("alt+2")
        await driver.sees("视图：咖啡类 (Alt+2)")
        await driver.until(lambda: driver.results.table.row_count == 1)
        assert driver.results.columns == ("number", "title")
        await driver.press("o")
        await driver.on(ChoiceModal)
        await driver.sees("Alt+1", "Alt+2")
        await driver.write("zl")
        await driver.press("enter")
        await driver.on(PickModal)
        await driver.press("ctrl+down", "enter")
        await driver.sees("Alt+1 咖啡类", "Alt+2 烤烟类")
        await driver.press("alt+2")
        await driver.until(lambda: driver.results.filter_input.value == "烤烟")
        await driver.press("alt+9")
        await driver.sees("没有对应 Alt+9 的已存视图")
    assert [view.name for view in load(office.home.views, "results")] == ["咖啡类", "烤烟类"]


async def test_a_list_is_opened_again_as_it_was_left(office: Office) -> None:
    enter(office, "一种烤烟识别方法")
    async with workbench(office) as driver:
        await driver.press("u")
        scan = await driver.on(ScanScreen)
        scan.ask(replace(scan.chosen, descending=True), ("number", "title"))
        await driver.press("1", "2")
        assert driver.screen is scan
        await driver.press("escape")
        await driver.on(ResultsScreen)
        await driver.press("u")
        again = await driver.on(ScanScreen)
        assert again is not scan
        assert (again.chosen.descending, again.columns) == (True, ("number", "title"))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "CG-2026-0012"),
        ("2025-3", "CG-2025-0003"),
        ("cg-2026-1", "CG-2026-0001"),
        ("ＣＧ２０２６－１", None),
    ],
)
def test_a_number_is_understood_in_short(typed: str, number: str | None) -> None:
    if number is None:
        number = "CG-2026-0001"
    assert whole_number(typed, "result", 2026) == number


@pytest.mark.parametrize("typed", ["", "甲", "CG-", "12a"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="编号"):
        whole_number(typed, "result", 2026)


async def test_a_number_is_gone_to(office: Office) -> None:
    for title in ("甲", "乙", "丙"):
        enter(office, title)
    async with workbench(office, NARROW) as driver:
        await driver.press("colon")
        await driver.on(AskModal)
        await driver.write("3")
        await driver.press("enter")
        await driver.on(ResultsScreen)
        await driver.until(lambda: driver.results.current_number() == "CG-2026-0003")


def test_the_next_wanted_row_is_found_round_the_end() -> None:
    ids = [10, 20, 30, 40]
    assert neighbour(ids, 1, {10, 40}, 1) == 3
    assert neighbour(ids, 3, {10, 40}, 1) == 0
    assert neighbour(ids, 0, {10, 40}, -1) == 3
    assert neighbour(ids, 0, {50}, 1) is None


async def test_the_next_due_result_is_gone_to(office: Office) -> None:
    enter(office, "甲")
    due = enter(
        office,
        "乙",
        fiscal="yes",
        technology_class="applied",
        implemented="no",
        rights=[{"kind": "know_how", "number": "", "acquired_on": "2020-01-01"}],
    )
    async with workbench(office) as driver:
        await driver.press("n")
        await driver.until(lambda: driver.results.current_number() == due)


# --- exhibits, scan, log -------------------------------------------------------------------------------


async def test_a_file_is_attached_and_opened(office: Office, tmp_path: Path, monkeypatch: Any) -> None:
    enter(office, "名称")
    source = tmp_path / "合同[b].pdf"
    source.write_bytes(b"%PDF")
    opened: list[str] = []

    def open_exhibit(_office: Office, number: str) -> Path:
        opened.append(number)
        return source

    monkeypatch.setattr("ttoffice.evidence.opening.open_exhibit", open_exhibit)
    async with workbench(office, NARROW) as driver:
        await driver.press("f")
        screen = await driver.on(ExhibitsScreen)
        await driver.sees("尚无证据")
        screen._file_chosen(source)
        await driver.until(lambda: driver.screen.query("LineEditor"))
        await driver.press("ctrl+s")
        await driver.on(ExhibitsScreen)
        await driver.sees("合同[b].pdf", "ZJ-2026-0001")
        await driver.press("enter")
        await driver.until(lambda: opened == ["ZJ-2026-0001"])
        await driver.press("escape")
        await driver.on(ResultsScreen)


async def test_the_scan_lists_what_is_due_and_its_day_can_be_another(office: Office) -> None:
    enter(
        office,
        "到期的成果",
        fiscal="yes",
        technology_class="applied",
        implemented="no",
        rights=[{"kind": "know_how", "number": "", "acquired_on": "2024-06-01"}],
    )
    async with workbench(office) as driver:
        await driver.press("u")
        await driver.on(ScanScreen)
        await driver.sees("到期的成果", "!应纳入", "2026-06-01")
        await driver.press("d")
        ask = await driver.on(AskModal)
        ask.query_one(Input).value = "2026-05-31"
        await driver.press("enter")
        await driver.sees("~即将到期")
        await driver.press("escape")
        await driver.on(ResultsScreen)


async def test_the_log_is_a_work_area_of_its_own(office: Office) -> None:
    number = enter(office, "名称")
    perform(office, "result.edit", {"title": "新名称"}, subject=number)
    async with workbench(office) as driver:
        await driver.press("9")
        await driver.on(JournalScreen)
        await driver.sees("修改成果", "录入新成果", "名称 -> 新名称")
        await driver.press("2")
        await driver.on(ResultsScreen)


async def test_the_value_for_many_is_asked_for_without_a_heading(office: Office) -> None:
    enter(office, "甲")
    async with workbench(office) as driver:
        await driver.press("space", "e")
        choice = await driver.on(ChoiceModal)
        choice.dismiss("remarks")
        await driver.until(lambda: driver.screen.query("TextEditor"))
        assert not driver.screen.query(".form-group")
