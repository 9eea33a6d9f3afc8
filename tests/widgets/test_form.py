from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual import events, on
from textual.app import ComposeResult
from textual.pilot import Pilot

from tests.screens.driving import NARROW, NASTY
from tests.screens.modals.hosting import Host
from ttoffice import i18n
from ttoffice.action import Office
from ttoffice.reasons import Reason
from ttoffice.screens.base import BaseScreen
from ttoffice.screens.holding import HoldsKeys
from ttoffice.widgets.editors import ChoiceEditor, LineEditor, RowsEditor, TextEditor
from ttoffice.widgets.fields import Field
from ttoffice.widgets.form import Form

FIELDS = (
    Field("name", "姓名", "line", "a", hint="与身份证一致", max_length=4, basis="pay-later:6(1)"),
    Field("on", "取得日期", "date", "a"),
    Field("fee", "金额", "money", "a"),
    Field("kind", "类别", "code", "b", options=(("x", "发明"), ("y", "秘密"))),
    Field("sure", "核实", "choice", "b", options=((True, "是"), (False, "否"))),
    Field("note", "备注", "text", "c", max_length=300),
    Field("people", "完成人", "rows", "c", fields=(Field("name", "姓名", "line"),)),
    Field("plan", "费用", "entry", "d", fields=(Field("sum", "合计", "line"),)),
)
GROUPS = {"a": "一", "b": "二", "c": "三", "d": "四"}


class Page(BaseScreen[None], HoldsKeys[None]):
    """A form on a page that is filled when its document was read."""

    def __init__(self, document: dict[str, Any] | None) -> None:
        super().__init__()
        self.form = Form(FIELDS, document or {}, groups=GROUPS)
        self.changes = 0
        self._waits = document is None

    def compose(self) -> ComposeResult:
        yield self.form

    def on_mount(self) -> None:
        if not self._waits:
            self.release(self.form.first)

    @on(Form.Changed)
    def _changed(self) -> None:
        self.changes += 1


class Driver:
    def __init__(self, app: Host, page: Page, pilot: Pilot[Any]) -> None:
        self.app, self.page, self.pilot = app, page, pilot
        self.form = page.form

    async def settle(self) -> None:
        for _ in range(4):
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settle()

    def text(self) -> str:
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def focused(self) -> str:
        keys = [key for key, row in self.form._rows.items() if row.editor is self.app.focused]
        return keys[0] if keys else ""


@asynccontextmanager
async def showing(
    office: Office, document: dict[str, Any] | None = None, *, waits: bool = False
) -> AsyncIterator[Driver]:
    i18n.use("zh_CN")
    app = Host(office)
    try:
        async with app.run_test(size=NARROW, notifications=True, tooltips=True) as pilot:
            page = Page(None if waits else document or {})
            await app.push_screen(page)
            driver = Driver(app, page, pilot)
            await driver.settle()
            yield driver
    finally:
        i18n.use()


def fill_badly(form: Form) -> None:
    """Change every editor, some to what cannot be read."""
    for key, text in (("name", "很长的姓名"), ("on", "去年"), ("fee", "八万左右")):
        editor = form.editor(key)
        assert isinstance(editor, LineEditor)
        editor.value = text
    note, kind, sure, people = (form.editor(key) for key in ("note", "kind", "sure", "people"))
    assert isinstance(note, TextEditor)
    assert isinstance(kind, ChoiceEditor)
    assert isinstance(sure, ChoiceEditor)
    assert isinstance(people, RowsEditor)
    note.text = "一\n二"
    kind.value, sure.value = "y", False
    people.put(None, {"name": "李明"})


# --- nothing typed is lost -------------------------------------------------------------------------------


async def test_what_was_typed_is_put_back_readable_or_not(office: Office) -> None:
    async with showing(office, {"name": "旧", "people": [{"name": "王芳"}]}) as driver:
        assert driver.form.typed() == {}
        fill_badly(driver.form)
        typed = json.loads(json.dumps(driver.form.typed()))
    assert typed["fee"] == "八万左右"
    async with showing(office, {"name": "旧", "people": [{"name": "王芳"}]}) as driver:
        driver.form.restore({**typed, "gone": "x", "plan": "no list"})
        await driver.settle()
        assert driver.form.typed() == typed
        assert driver.form.dirty
        assert driver.page.changes > 0
        assert [reason.field for reason in driver.form.problems()] == ["fee"]
        assert driver.form.editor("sure").result() is False


async def test_what_the_record_holds_by_now_is_no_change(office: Office) -> None:
    async with showing(office, {"name": "新"}) as driver:
        driver.form.restore({"name": "新", "kind": "no longer offered"})
        await driver.settle()
        assert not driver.form.dirty


async def test_a_form_filled_later_has_no_changes_and_keeps_the_keys_pressed_meanwhile(
    office: Office,
) -> None:
    async with showing(office, waits=True) as driver:
        await driver.press("新", "名")
        assert driver.form.typed() == {}
        driver.form.fill({"name": "旧", "note": "一\r\n二", "kind": "x", "plan": {"sum": "1"}})
        await driver.settle()
        assert not driver.form.dirty
        driver.page.release(driver.form.first)
        await driver.settle()
        assert driver.form.typed() == {"name": "旧新名"}
        assert driver.form.changes() == {"name": "旧新名"}


async def test_every_change_is_told_once_and_nothing_before(office: Office) -> None:
    async with showing(office, {"name": "旧", "note": "旧"}) as driver:
        assert driver.page.changes == 0
        await driver.press("x")
        assert driver.page.changes == 1
        await driver.press("tab", "tab", "tab", "right")
        assert driver.page.changes == 2
        fill_badly(driver.form)
        await driver.settle()
        assert driver.page.changes == 9


async def test_several_lines_pasted_into_a_line_are_all_kept(office: Office) -> None:
    async with showing(office) as driver:
        await driver.paste("一种方法\r\n  及其\x1b[31m系统\n\n")
        assert driver.form.values()["name"] == "一种方法 及其?[31m系统"


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
async def test_nasty_text_pasted_into_any_editor_is_drawn_plainly(office: Office, text: str) -> None:
    async with showing(office) as driver:
        await driver.paste(text)
        driver.form.editor("note").focus()
        await driver.settle()
        await driver.paste(text)
        driver.form.tell([Reason("x", text, text, "name"), Reason("y", text, None, "note")])
        await driver.settle()
        assert not set(driver.text()) & {"\x1b", "\x07", "\u202e", "\u200f", "\r", "\t"}


# --- what is wrong ---------------------------------------------------------------------------------------


async def test_what_cannot_be_read_is_told_when_the_field_is_left_until_it_is_mended(office: Office) -> None:
    async with showing(office) as driver:
        driver.form.editor("fee").focus()
        await driver.settle()
        await driver.press("x")
        assert "须改正" not in driver.text()
        await driver.press("tab")
        assert "须改正：" in driver.text()
        fee = driver.form.editor("fee")
        assert isinstance(fee, LineEditor)
        assert fee.value == "x"
        fee.value = "80000"
        await driver.settle()
        assert "须改正：" not in driver.text()


async def test_a_refusal_stays_until_its_field_was_changed_and_left(office: Office) -> None:
    async with showing(office) as driver:
        left = driver.form.tell([Reason("x", "on 早于申请日", "pay-later:4", "on"), Reason("y", "别处")])
        await driver.settle()
        assert [reason.message for reason in left] == ["别处"]
        assert driver.focused == "on"
        assert "须改正：早于申请日（先使用后付费指引第四条）" in driver.text()
        await driver.press("tab", "shift+tab", "1")
        assert "早于申请日" in driver.text()
        await driver.press("tab")
        assert "早于申请日" not in driver.text()


# --- the line about the field, moving about --------------------------------------------------------------


async def test_the_line_below_tells_hint_basis_and_length(office: Office) -> None:
    async with showing(office) as driver:
        await driver.press("李", "明")
        last = driver.text().split("\n")[-1]
        assert last.split() == ["与身份证一致", "依据：先使用后付费指引第六条第（一）项", "2/4"]
        await driver.press("tab")
        assert "2/4" not in driver.text()


async def test_groups_are_walked_by_their_own_keys(office: Office) -> None:
    async with showing(office) as driver:
        seen = []
        for key in ("f8", "f8", "f8", "f8", "f7"):
            await driver.press(key)
            seen.append(driver.focused)
        assert seen == ["kind", "note", "plan", "plan", "note"]


async def test_arrows_lead_through_the_whole_form(office: Office) -> None:
    async with showing(office, {"people": [{"name": "甲"}, {"name": "乙"}]}) as driver:
        seen: list[str] = []
        for _turn in range(12):
            await driver.press("down")
            seen += [driver.focused] if [driver.focused] != seen[-1:] else []
        assert seen[:7] == ["on", "fee", "kind", "sure", "note", "people", "plan"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("今天", "2026-06-01"),
        (" TODAY", "2026-06-01"),
        ("20260331", "2026-03-31"),
        ("2026.3.31", "2026-03-31"),
        ("２０２６年3月31日", "2026-03-31"),
        ("下周", "下周"),
    ],
)
async def test_days_are_read_as_people_write_them(office: Office, typed: str, day: str) -> None:
    async with showing(office) as driver:
        editor = driver.form.editor("on")
        assert isinstance(editor, LineEditor)
        editor.value = typed
        assert driver.form.changes() == {"on": day}
        assert editor.value == typed


def names(reasons: Iterable[Reason]) -> list[str | None]:
    return [reason.field for reason in reasons]


async def test_entries_are_moved_and_taken_out_and_each_is_a_change(office: Office) -> None:
    async with showing(office, {"people": [{"name": "甲"}, {"name": "乙"}]}) as driver:
        people = driver.form.editor("people")
        assert isinstance(people, RowsEditor)
        people.focus()
        await driver.settle()
        await driver.press("ctrl+down")
        assert driver.form.changes() == {"people": [{"name": "乙"}, {"name": "甲"}]}
        await driver.press("delete")
        assert driver.form.changes() == {"people": [{"name": "乙"}]}
        assert driver.page.changes == 2
        assert names(driver.form.problems()) == []
