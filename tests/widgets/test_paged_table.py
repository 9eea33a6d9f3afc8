from __future__ import annotations

from array import array

import pytest
from textual import events

from tests.widgets.tables import Asked, Shown, lines, row_of
from ttoffice.widgets.held_rows import CHUNK
from ttoffice.widgets.paged_table import PagedTable

SIZE = (60, 20)


# --- the generation protocol --------------------------------------------------------------------------


async def test_the_list_still_shown_is_filled_while_the_next_one_is_read() -> None:
    app = Asked()
    async with app.run_test(size=SIZE) as pilot:
        app.show(range(10 * CHUNK))
        await pilot.pause()
        app.table.begin()
        await pilot.press("end")
        await pilot.pause()
        app.answer()
        await pilot.pause()
        assert f"第 {10 * CHUNK - 1} 行" in "\n".join(lines(app))


async def test_rows_asked_for_an_older_list_do_not_stand_in_the_new_one() -> None:
    app = Asked()
    async with app.run_test(size=SIZE) as pilot:
        app.show(range(10 * CHUNK))
        await pilot.pause()
        app.table.begin()
        await pilot.press("end")
        await pilot.pause()
        late, app.wanted = app.wanted, []
        assert late
        app.show(range(5000, 5000 + 10 * CHUNK), at=9 * CHUNK)
        for event in late:
            app.table.fill(event.generation, event.chunk, {row_id: row_of(row_id) for row_id in event.ids})
        await pilot.pause()
        app.answer()
        await pilot.pause()
        assert app.table.row_texts == ("6152", "第 6152 行", "+已挂牌", "6152.00")
        assert not [line for line in lines(app) if "--" in line]


async def test_the_owner_is_told_again_when_the_row_under_the_cursor_has_come() -> None:
    app = Asked()
    async with app.run_test(size=SIZE) as pilot:
        app.show(range(10 * CHUNK))
        await pilot.press("end")
        await pilot.pause()
        assert app.table.row is None
        app.highlighted.clear()
        app.answer()
        await pilot.pause()
        assert app.highlighted == [10 * CHUNK - 1]
        assert app.table.row == row_of(10 * CHUNK - 1)


async def test_rows_that_could_not_be_read_are_asked_for_again() -> None:
    app = Asked()
    async with app.run_test(size=SIZE) as pilot:
        app.show(range(10 * CHUNK))
        await pilot.press("end")
        await pilot.pause()
        first, app.wanted = app.wanted, []
        for event in first:
            app.table.forget(event.generation, event.chunk)
        await pilot.press("up")
        await pilot.pause()
        assert {event.chunk for event in app.wanted} == {event.chunk for event in first}


async def test_of_two_questions_only_the_last_is_answered() -> None:
    app = Asked()
    async with app.run_test(size=SIZE):
        first, second = app.table.begin(), app.table.begin()
        app.table.show_first(second, {7: row_of(7)}, complete=True)
        app.table.show_first(first, {8: row_of(8)}, complete=True)
        app.table.show_all(first, array("q", [8, 9]))
        assert app.table.row_id == 7
        assert app.table.row_count == 1


async def test_a_value_table_does_not_make_rows_of_a_list_it_no_longer_shows() -> None:
    app = Shown(1000)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        wanted = PagedTable.Wanted(app.table, app.table._held.edition, 0, array("q", [500]))
        app.table.show_rows(3, lambda place: row_of([1, 2, 3][place]))
        app.table.post_message(wanted)
        await pilot.pause()
        assert app.table.row_count == 3


async def test_a_row_that_is_gone_is_shown_as_gone_and_can_be_left() -> None:
    app = Asked()
    async with app.run_test(size=SIZE) as pilot:
        app.table.show_all(app.table.begin(), array("q", [1, 2, 3]), at=0, rows={1: row_of(1), 3: row_of(3)})
        await pilot.press("down")
        assert app.table.row is None
        assert app.table.row_id == 2
        assert lines(app)[2].startswith("> --")
        await pilot.press("down")
        assert app.table.row == row_of(3)


# --- cursor and scrolling -----------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "cursor"), [(995, 994), (30, 29), (5, 4), (0, 0)])
async def test_a_list_that_became_shorter_ends_at_the_last_line(count: int, cursor: int) -> None:
    app = Asked()
    async with app.run_test(size=SIZE) as pilot:
        app.show(range(1000), at=999)
        await pilot.pause()
        app.show(range(count), at=999)
        await pilot.pause()
        app.answer()
        await pilot.pause()
        assert app.table.cursor == cursor
        assert sum("行" in line for line in lines(app)) == min(count, 19)
        assert lines(app)[min(count, 19)].startswith("> ") or not count


async def test_a_taller_window_leaves_no_empty_lines_below_the_list() -> None:
    app = Shown(100)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("end")
        await pilot.resize_terminal(60, 40)
        await pilot.pause()
        assert sum("行" in line for line in lines(app)) == 39
        await pilot.resize_terminal(60, 5)
        await pilot.pause()
        assert lines(app)[4].startswith("> ")
        assert app.table.cursor == 99


async def test_a_resize_while_rows_are_read_keeps_the_cursor_in_sight() -> None:
    app = Asked()
    async with app.run_test(size=SIZE) as pilot:
        app.show(range(1000), at=500, rows=False)
        await pilot.resize_terminal(80, 6)
        await pilot.pause()
        app.answer()
        await pilot.pause()
        assert [line for line in lines(app) if line.startswith("> 500")]


async def test_the_wheel_takes_the_cursor_along() -> None:
    app = Shown()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for _turn in range(10):
            app.table.post_message(events.MouseScrollDown(app.table, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        top = round(app.table.scroll_y)
        assert top > 0
        assert app.table.cursor == top
        assert app.of(PagedTable.Highlighted)[-1].row_id == top
        await pilot.press("down")
        assert round(app.table.scroll_y) == top


async def test_pages_stop_at_both_edges() -> None:
    app = Shown(30)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("pageup")
        assert app.table.cursor == 0
        await pilot.press("pagedown", "pagedown", "pagedown")
        assert app.table.cursor == 29
        assert round(app.table.scroll_y) == 30 - 19


async def test_leaving_the_end_of_an_unfinished_list_stays_left() -> None:
    app = Asked()
    async with app.run_test(size=SIZE) as pilot:
        generation = app.table.begin()
        app.table.show_first(generation, {row: row_of(row) for row in range(CHUNK)}, complete=False)
        await pilot.press("end", "up")
        app.table.show_all(generation, array("q", range(1000)))
        assert app.table.cursor == CHUNK - 2


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 1), (4, 3), (10, 2)])
async def test_a_table_of_hardly_any_size_is_drawn_and_driven(size: tuple[int, int]) -> None:
    app = Shown()
    async with app.run_test(size=size) as pilot:
        await pilot.press("down", "pagedown", "space", "end", "home", "v")
        await pilot.pause()
        assert {len(line.encode("gb18030")) for line in lines(app)} == {size[0]}


async def test_a_table_that_is_not_displayed_goes_on_working() -> None:
    app = Shown()
    async with app.run_test(size=SIZE) as pilot:
        app.table.display = False
        app.table.show_rows(50, row_of)
        app.table.action_last()
        await pilot.pause()
        assert app.table.row_texts is not None
        assert app.table.row_texts[0] == "49"
        app.table.display = True
        await pilot.pause()
        await pilot.pause()
        assert [line for line in lines(app) if line.startswith(">  49")]


async def test_only_the_columns_chosen_are_shown_in_the_order_chosen() -> None:
    app = Shown()
    async with app.run_test(size=SIZE) as pilot:
        app.table.set_columns(app.columns, "", ["fee", "number", "nothing"])
        await pilot.pause()
        assert lines(app)[0].split() == ["门槛费", "编号"]
        assert lines(app)[2].split() == ["1.00", "1"]
        app.table.set_columns(app.columns, "", ())
        await pilot.pause()
        assert lines(app)[0].split() == ["编号", "名称", "状态", "门槛费"]


async def test_a_table_without_rows_says_so_and_offers_no_key_for_a_row() -> None:
    app = Shown(0)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "没有成果" in lines(app)[2]
        await pilot.press("enter", "space", "v", "asterisk", "y", "Y")
        assert not app.of(PagedTable.Opened)
        assert app.table.marked == ()
        assert not app.screen.active_bindings["enter"].enabled
        app.table.show_rows(1, row_of)
        await pilot.pause()
        assert app.screen.active_bindings["enter"].enabled


async def test_the_thumb_reaches_both_ends_of_its_bar() -> None:
    app = Shown(100_000)
    async with app.run_test(size=SIZE) as pilot:
        bar = app.table.vertical_scrollbar
        await pilot.press("end")
        await pilot.pause()
        assert bar.position == app.table.max_scroll_y
        await pilot.press(*["up"] * 25)
        assert app.table.max_scroll_y - bar.position < 100_000 / (8 * 18)
        await pilot.press("home")
        await pilot.pause()
        assert bar.position == 0
