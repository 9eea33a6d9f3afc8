from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.screens.driving import NARROW
from tests.screens.modals.hosting import NOTHING, Hosted, hosted
from tests.screens.modals.samples import check, commands, conflict, fields, history, reasons, rows, why
from ttoffice.action import Office
from ttoffice.errors import RefusedError
from ttoffice.reasons import Reason
from ttoffice.screens.base import Command
from ttoffice.screens.modals.article import ArticleModal
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.choice import Choice, ChoiceModal, PickModal
from ttoffice.screens.modals.conflict import ConflictModal
from ttoffice.screens.modals.entry import EntryModal, VerbModal
from ttoffice.screens.modals.history import HistoryModal
from ttoffice.screens.modals.message import ConfirmModal, LeaveModal, ReasonsModal, TypedConfirmModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.widgets.editors import LineEditor
from ttoffice.widgets.fields import Field

VIEWS = [("all", "全部成果"), ("due", "可能应列入清单"), ("year", "2026年"), ("x", "备注")]


async def answered(host: Hosted) -> Any:
    await host.until(lambda: host.app.answer is not NOTHING)
    return host.app.answer


# --- history, why, reasons -------------------------------------------------------------------------------


async def test_enter_on_a_change_answers_with_its_version(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(HistoryModal("历史", history("新名称")))
        await host.sees("> 11. 2026-02-11 10:20", "-> 新名称")
        await host.press("j", "down", "enter")
        assert await answered(host) == 9


async def test_a_change_names_the_day_it_was_made_for_only_where_it_is_another(office: Office) -> None:
    async with hosted(office) as host:
        await host.open(HistoryModal("历史", history("新名称")))
        assert "办理日期" not in host.text()
        await host.press(*["j"] * 7)
        await host.sees("办理日期：2026-03-01")
        await host.press("escape")
        assert await answered(host) is None


async def test_a_history_without_changes_says_so(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(HistoryModal("历史", []))
        await host.sees("没有修改记录。")
        await host.press("enter")
        assert host.app.answer is NOTHING


@pytest.mark.parametrize(
    ("language", "basis"), [("zh_CN", "先使用后付费指引第四条"), ("en", "pay-later Art. 4")]
)
async def test_enter_on_a_reason_shows_its_article(office: Office, language: str, basis: str) -> None:
    async with hosted(office, NARROW, language) as host:
        await host.open(why("文"))
        await host.sees("两年筛查", basis)
        await host.press("down", "down", "down", "enter")
        await host.until(lambda: isinstance(host.app.screen, ArticleModal))
        await host.sees(basis, "对科研单位利用财政资金支持产生的科技成果")
        await host.press("escape", "escape")
        assert await answered(host) is None


async def test_an_item_is_shown_before_its_whole_article(office: Office) -> None:
    async with hosted(office) as host:
        await host.open(ReasonsModal("不能", [Reason("x.y", "缺", "pay-later:6(1)")]))
        await host.press("enter")
        await host.until(lambda: isinstance(host.app.screen, ArticleModal))
        await host.sees("先使用后付费指引第六条第（一）项", "该条全文：", "第六条")


async def test_a_statute_is_cited_as_it_stands_and_enter_then_closes(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(ReasonsModal("不能", [Reason("x.y", "缺", "促转法 11")]))
        await host.sees("不足：缺（促转法 11）")
        await host.press("enter")
        assert await answered(host) is None


async def test_all_reasons_are_reached_by_the_arrows(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(ReasonsModal("不能", reasons(count=40), "忠告"))
        await host.press("end")
        await host.sees("> 不足：40")


# --- confirm ladder --------------------------------------------------------------------------------------


async def test_enter_on_a_question_does_the_harmless_thing(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(ConfirmModal("删除？", yes="删除"))
        await host.press("enter")
        assert await answered(host) is False
        await host.open(ConfirmModal("删除？", yes="删除"))
        await host.press("right", "enter")
        assert await answered(host) is True


async def test_what_cannot_be_taken_back_needs_its_word(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(TypedConfirmModal("删除？", "CG-2026-0001", yes="删除"))
        await host.press("enter")
        await host.sees("未执行：键入的不是 CG-2026-0001。")
        assert host.app.answer is NOTHING
        await host.write("ｃｇ-２０２６-0001")
        await host.press("enter")
        assert await answered(host) is True


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(("enter",), "stay"), (("escape",), "stay"), (("down", "enter"), "draft"), (("up", "enter"), "discard")],
)
async def test_leaving_a_changed_form_keeps_it_unless_told_otherwise(
    office: Office, keys: tuple[str, ...], answer: str
) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(LeaveModal())
        await host.press(*keys)
        assert await answered(host) == answer


# --- choosing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("1",), "all"),
        (("４",), "x"),
        (("enter",), "due"),
        (("down", "enter"), "year"),
        (("k", "n", "enter"), "due"),
        (("q", "b", "enter"), "all"),
        (("年", "enter"), "year"),
        (("escape",), None),
    ],
)
async def test_a_choice_is_made_by_digit_letters_or_arrows(
    office: Office, keys: tuple[str, ...], answer: str | None
) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(ChoiceModal("视图", VIEWS, "due"))
        await host.sees("> 2 * 可能应列入清单")
        await host.press(*keys)
        assert await answered(host) == answer


async def test_what_cannot_be_chosen_says_why_and_leaves_the_list_open(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(ChoiceModal("视图", [Choice("a", "甲", why="尚未导入"), ("b", "乙")]))
        await host.sees("暂不能：尚未导入")
        await host.press("1")
        await host.press("enter")
        assert host.app.answer is NOTHING
        await host.press("2")
        assert await answered(host) == "b"


async def test_several_are_picked_in_an_order(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(PickModal("列", VIEWS, ("x", "due")))
        await host.sees("> [x] 备注", "[x] 可能应列入清单", "[ ] 全部成果")
        await host.press("down", "down", "space", "ctrl+up", "ctrl+up", "enter")
        assert await answered(host) == ("all", "x", "due")
        await host.open(PickModal("列", VIEWS, ("x", "due")))
        await host.press("b", "z", "space", "enter")
        assert await answered(host) == ("due",)


# --- asking ----------------------------------------------------------------------------------------------


async def test_what_will_not_do_is_told_under_the_field_and_stays_typed(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(AskModal("转到", hint="如 CG-2026-0001", check=check))
        await host.write("x")
        await host.press("enter")
        await host.sees("“x”不是编号")
        await host.press("home")
        await host.write("CG-")
        assert "不是编号" not in host.text()
        await host.press("enter")
        assert await answered(host) == "CG-x"


# --- palette ---------------------------------------------------------------------------------------------


async def test_the_best_match_comes_first_and_grey_ones_after_their_equals(office: Office) -> None:
    grey = (Reason("x", "缺材料"),)
    listed = [
        Command("重新读取", str, id="a"),
        Command("按单位筛选", str, reasons=grey),
        Command("筛选", str, reasons=grey),
        Command("筛选条件", str),
        Command("Filter again", str),
    ]
    async with hosted(office, NARROW) as host:
        modal = await host.open(PaletteModal("命令", listed))
        await host.write("筛选")
        labels = [modal.lines[index].label for index in modal._shown]
        assert labels == ["筛选条件", "筛选", "按单位筛选"]
        await host.press("enter")
        assert (await answered(host)).label == "筛选条件"


async def test_commands_are_found_by_initials_and_full_pinyin(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        for typed in ("cxdq", "chongxin", "duqu", "xind"):
            await host.open(PaletteModal("命令", [Command("筛选", str), Command("重新读取", str)]))
            await host.write(typed)
            await host.press("enter")
            assert (await answered(host)).label == "重新读取"


async def test_keys_stand_at_the_right_edge_under_their_groups(office: Office) -> None:
    async with hosted(office, NARROW) as host:
        await host.open(PaletteModal("命令", commands("成果")))
        await host.sees("> 成果 列入", "移动")
        ends = {line.rstrip(" │▄▁").rstrip()[-4:] for line in host.text().split("\n") if "下一行" in line}
        assert ends == {"down"}
        await host.press("up")
        await host.sees("> 成果 列入")


async def test_reasons_that_come_later_grey_a_line_where_it_stands(office: Office) -> None:
    go = threading.Event()

    def later() -> dict[str, tuple[Reason, ...]]:
        go.wait(10)
        return {
            "result.列入": (Reason("x", "还缺简介"),),
            "result.移出": (Reason("y", "小心", warning=True),),
        }

    async with hosted(office, NARROW) as host:
        await host.open(PaletteModal("命令", commands("成果"), later))
        await host.press("down")
        await host.sees("> 成果 移出")
        go.set()
        await host.sees("成果 列入  暂不能：还缺简介", "> 成果 移出")
        assert "小心" not in host.text()
        await host.press("up", "enter")
        assert [reason.message for reason in (await answered(host)).reasons] == ["还缺简介"]


@pytest.mark.parametrize("pause", [True, False])
async def test_keys_pressed_while_the_palette_opens_are_not_lost(office: Office, pause: bool) -> None:
    async with hosted(office, NARROW) as host:

        def done(answer: Any) -> None:
            host.app.answer = answer

        from textual import events

        host.app.push_screen(PaletteModal("命令", commands("成果")), done)
        for key in ("y", "c", "enter"):
            host.app.post_message(events.Key(key, key if len(key) == 1 else None))
            if pause:
                await host.pilot.pause()
        assert (await answered(host)).label == "成果 移出"


# --- conflict --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, (140, 40)])
async def test_a_conflict_is_looked_at_and_kept_editing_by_default(
    office: Office, size: tuple[int, int]
) -> None:
    async with hosted(office, size) as host:
        await host.open(conflict("对方的名称"))
        await host.sees("您打开时", "现在（王芳）", "您填写的", "对方的名称", "保留对方的内容")
        await host.press("enter")
        assert await answered(host) is None


async def test_theirs_is_taken_field_by_field_where_both_changed_it(office: Office) -> None:
    async with hosted(office) as host:
        await host.open(conflict("对方的名称"))
        await host.press("space", "down", "space", "right", "enter")
        assert await answered(host) == frozenset({"title"})


async def test_a_conflict_in_fields_that_only_they_changed_offers_no_choice(office: Office) -> None:
    from ttoffice.errors import ConflictError

    async with hosted(office) as host:
        await host.open(ConflictModal(ConflictError("改了"), [row for row in rows("x") if not row.touched]))
        await host.sees("这些项您都未改动，保存后仍为对方的内容。")
        await host.press("space", "right", "enter")
        assert await answered(host) == frozenset()


# --- forms -----------------------------------------------------------------------------------------------


async def test_a_refused_verb_is_told_under_its_field_and_keeps_what_was_typed(office: Office) -> None:
    told: list[dict[str, Any]] = []

    def perform(values: dict[str, Any]) -> Any:
        told.append(values)
        if not values["name"]:
            raise RefusedError([Reason("x.name", "name 姓名未填", "pay-later:6(1)", "name")])
        return "outcome"

    async with hosted(office, NARROW) as host:
        modal = await host.open(VerbModal("登记", perform, fields(), {"note": "旧"}))
        await host.press("ctrl+s")
        await host.sees("须改正：姓名未填", "（先使用后付费指引第六条第（一）项）")
        await host.write("李明")
        await host.press("ctrl+s")
        assert await answered(host) == "outcome"
        assert [values["note"] for values in told] == ["旧", "旧"]
        assert isinstance(modal.form.editor("name"), LineEditor)


async def test_an_entry_opens_at_the_field_that_is_wrong(office: Office) -> None:
    entry = Field("people", "完成人", "rows", fields=fields())
    async with hosted(office, NARROW) as host:
        modal = await host.open(EntryModal(entry, {"name": "李明"}, [Reason("x", "on 不是日期", field="on")]))
        await host.sees("须改正：不是日期")
        assert host.app.screen.focused is modal.form.editor("on")
        await host.write("20260331")
        await host.press("ctrl+s")
        assert (await answered(host))["on"] == "2026-03-31"


async def test_keys_pressed_while_a_form_opens_reach_its_first_field(office: Office) -> None:
    from textual import events

    async with hosted(office, NARROW) as host:
        modal = VerbModal("登记", str, fields())  # type: ignore[arg-type]  # never run
        host.app.push_screen(modal)
        for letter in "abc":
            host.app.post_message(events.Key(letter, letter))
        await host.until(lambda: modal.form.is_mounted and modal.form.typed() == {"name": "abc"})
