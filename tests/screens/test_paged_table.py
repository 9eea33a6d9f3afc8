from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import pytest
from textual.app import App, ComposeResult

from tests.screens.driving import WIDE, enter, workbench
from ttoffice.action import Office
from ttoffice.results import views
from ttoffice.widgets.columns import Column
from ttoffice.widgets.held_rows import CHUNK, CHUNKS_HELD
from ttoffice.widgets.paged_table import Cells, PagedTable
from ttoffice.widgets.value_table import ValueTable

MILLION = 1_000_000


class Ledger(App[None]):
    """A table of a million rows, each made when it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.made = 0
        self.opened: list[int] = []

    def compose(self) -> ComposeResult:
        yield ValueTable((Column("number", "号", 8), Column("name", "名", 10, grow=1)))

    def on_mount(self) -> None:
        self.table.show_rows(MILLION, self.row)
        self.table.focus()

    @property
    def table(self) -> ValueTable:
        return self.query_one(ValueTable)

    def row(self, index: int) -> Cells:
        self.made += 1
        return str(index), f"第 {index} 行"

    def on_paged_table_opened(self, event: PagedTable.Opened) -> None:
        self.opened.append(event.row_id)


def lines(app: App[Any]) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_a_million_rows_are_shown_by_making_only_those_around_the_cursor() -> None:
    app = Ledger()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "第 0 行" in lines(app)
        assert app.made <= 2 * CHUNK
        await pilot.press("G")
        await pilot.pause()
        await pilot.pause()
        assert "第 999999 行" in lines(app)
        assert app.made <= 4 * CHUNK


async def test_keys_move_by_rows_and_pages_and_never_leave_the_list() -> None:
    app = Ledger()
    async with app.run_test(size=(60, 20)) as pilot:
        table = app.table
        await pilot.press("k", "up")
        assert table.cursor == 0
        await pilot.press("j", "down", "j", "k")
        assert table.cursor == 2
        await pilot.press("pagedown")
        assert table.cursor == 2 + 18
        await pilot.press("pageup", "home", "enter")
        assert table.cursor == 0
        await pilot.press("end", "j")
        assert table.cursor == MILLION - 1
        assert app.opened == [0]


async def test_the_mouse_chooses_a_row_and_a_second_click_opens_it() -> None:
    app = Ledger()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.click(ValueTable, offset=(5, 4))
        assert app.table.cursor == 3
        await pilot.click(ValueTable, offset=(5, 4))
        await pilot.pause()
        assert app.opened == [3]


async def test_rows_far_behind_are_let_go_again() -> None:
    app = Ledger()
    async with app.run_test(size=(60, 20)) as pilot:
        for chunk in range(CHUNKS_HELD + 20):
            app.table.select(chunk * 3 * CHUNK)
            await pilot.pause()
        assert app.table._held.chunks_held <= CHUNKS_HELD


async def test_an_answer_to_an_older_question_is_dropped() -> None:
    app = Ledger()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        older = app.table.generation
        app.table.begin()
        app.table.show_all(older, array("q", [1, 2]))
        app.table.fill(older, 0, {0: ("x", "y")})
        assert app.table.row_count == MILLION


async def test_a_long_register_is_read_in_pieces(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for index in range(CHUNK * 3):
        enter(office, f"成果 {index}")
    fetched: list[int] = []
    lines_of, page_of = views.lines, views.page

    def counted_lines(reader: Any, wanted: Sequence[int]) -> dict[int, views.ResultLine]:
        fetched.append(len(wanted))
        return lines_of(reader, wanted)

    def counted_page(*args: Any, **limits: Any) -> list[views.ResultLine]:
        found = page_of(*args, **limits)
        fetched.append(len(found))
        return found

    monkeypatch.setattr(views, "lines", counted_lines)
    monkeypatch.setattr(views, "page", counted_page)
    async with workbench(office, WIDE) as driver:
        assert driver.results.table.row_count == CHUNK * 3
        assert sum(fetched) <= CHUNK
        await driver.press("G")
        await driver.sees(f"成果 {CHUNK * 3 - 1}")
        assert sum(fetched) <= 3 * CHUNK
        assert driver.results.current_number() == f"CG-2026-{CHUNK * 3:04d}"
