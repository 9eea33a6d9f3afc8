from __future__ import annotations

import random
from array import array

from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.tables import Asked, Shown, lines, row_of
from ttoffice.widgets.held_rows import CHUNK
from ttoffice.widgets.marks import MANY, Marks
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.states import state
from ttoffice.widgets.value_table import ValueTable

SIZE = (60, 20)
ids = st.one_of(st.integers(-5, 200), st.integers(-(2**62), 2**62))


@given(st.lists(st.tuples(st.sampled_from(["toggle", "add", "many", "remove"]), st.lists(ids, max_size=8))))
def test_marks_are_a_set_of_ids_however_they_are_kept(steps: list[tuple[str, list[int]]]) -> None:
    marks, wanted = Marks(), set[int]()
    for step, some in steps:
        if step == "toggle":
            for row_id in some:
                assert marks.toggle(row_id) == (row_id not in wanted)
                wanted ^= {row_id}
        elif step == "remove":
            marks.remove(some)
            wanted -= set(some)
        else:
            more = array("q", [*some, *range(MANY)] if step == "many" else some)
            marks.add(more)
            wanted |= set(more)
        assert len(marks) == len(wanted)
    assert list(marks) == sorted(wanted)
    asked = [*range(-3, 50), *wanted]
    assert list(marks.among(asked)) == [row_id for row_id in asked if row_id in wanted]
    assert marks.all_of(list(wanted))
    assert not marks.all_of([*wanted, -9])


def test_close_ids_take_a_byte_each_and_far_ones_no_more_than_themselves() -> None:
    close, far = Marks(), Marks()
    close.add(array("q", range(1, 1_000_001)))
    far.add(array("q", range(0, 2**60, 2**47)))
    assert len(close) == 1_000_000
    assert close.all_of(range(1, 1_000_001))
    assert len(close._few) == 0
    assert len(close._flags) == 1_000_001
    assert len(far._flags) == 0
    assert len(far) == 8192


async def test_space_marks_the_row_and_goes_on_and_the_margin_shows_it() -> None:
    app = Shown()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "down", "space", "up")
        assert list(app.table.marked) == [0, 2]
        shown = lines(app)
        assert [line[:3] for line in shown[:5]] == ["   ", " * ", "   ", ">* ", "   "]
        assert shown[0].index("编号") == shown[1].index("0")
        await pilot.press("space")
        assert list(app.table.marked) == [0]
        assert [event.count for event in app.of(PagedTable.Marked)] == [1, 2, 1]


async def test_v_marks_from_the_last_mark_to_the_cursor_in_either_direction() -> None:
    app = Shown()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("pagedown", "space", "down", "down", "v")
        assert list(app.table.marked) == [18, 19, 20, 21]
        await pilot.press("home", "v")
        assert app.table.marked == tuple(range(22))
        assert app.of(PagedTable.Marked)[-1].count == 22


async def test_without_a_mark_before_v_marks_the_row() -> None:
    app = Shown()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "v")
        assert list(app.table.marked) == [1]


async def test_all_are_marked_or_none_where_all_are() -> None:
    app = Shown(5)
    async with app.run_test(size=SIZE) as pilot:
        app.table.set_marks([3, 77])
        await pilot.press("ctrl+a")
        assert list(app.table.marked) == [0, 1, 2, 3, 4, 77]
        await pilot.press("asterisk")
        assert list(app.table.marked) == [77]
        app.table.set_marks(())
        await pilot.pause()
        assert list(app.table.marked) == []
        assert app.of(PagedTable.Marked)[-1].count == 0


async def test_marking_all_waits_until_all_are_known() -> None:
    app = Asked()
    async with app.run_test(size=SIZE):
        app.table._painter.markable = True
        generation = app.table.begin()
        app.table.show_first(generation, {row: row_of(row) for row in range(CHUNK)}, complete=False)
        app.table.action_mark_all()
        assert app.table.marked_count == 0
        app.table.show_all(generation, array("q", range(1000)))
        assert app.table.marked_count == 1000


async def test_a_mark_for_a_list_that_never_came_whole_is_forgotten() -> None:
    app = Asked()
    async with app.run_test(size=SIZE):
        app.table.show_first(app.table.begin(), {1: row_of(1)}, complete=False)
        app.table.action_mark_all()
        generation = app.table.begin()
        app.table.show_first(generation, {2: row_of(2)}, complete=False)
        app.table.show_all(generation, array("q", [2, 3]))
        assert list(app.table.marked) == []


async def test_a_million_rows_are_marked_at_once() -> None:
    app = Shown(1_000_000)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+a", "space", "end", "v")
        assert app.table.marked_count == 1_000_000
        assert lines(app)[19].startswith(">* ")


async def test_marks_outlast_the_list_and_are_told_in_the_order_of_the_new_one() -> None:
    app = Asked()
    async with app.run_test(size=SIZE):
        order = list(range(100))
        app.show(order)
        app.table.set_marks([5, 90, 200, 150])
        random.Random(1).shuffle(order)
        app.show(order)
        here = sorted([5, 90], key=order.index)
        assert list(app.table.marked) == [*here, 150, 200]


async def test_a_click_on_the_margin_marks_and_a_click_on_the_row_does_not() -> None:
    app = Shown()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.click(ValueTable, offset=(1, 4))
        assert list(app.table.marked) == [3]
        assert app.table.cursor == 3
        await pilot.click(ValueTable, offset=(10, 4))
        await pilot.pause()
        assert list(app.table.marked) == [3]
        assert app.of(PagedTable.Opened)
        await pilot.click(ValueTable, offset=(1, 4))
        assert list(app.table.marked) == []


async def test_a_table_made_without_marks_leaves_their_keys_to_others() -> None:
    app = Shown(markable=False)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "v", "ctrl+a")
        assert list(app.table.marked) == []
        assert app.table.cursor == 0
        assert "space" not in app.screen.active_bindings
        await pilot.click(ValueTable, offset=(0, 4))
        assert app.table.cursor == 3


async def test_copying_takes_the_columns_chosen_as_plain_text() -> None:
    def row(_place: int) -> tuple[str, str, tuple[object, ...], str]:
        return "CG-1", "多行\n\t标题", (state("good", "已挂牌"), state("warn", "待定")), "3.00"

    app = Shown(3, row)  # type: ignore[arg-type]
    async with app.run_test(size=SIZE) as pilot:
        app.table.set_columns(app.columns, "", ["state", "number", "title"])
        await pilot.press("y", "Y")
        assert [event.text for event in app.of(PagedTable.Copied)] == [
            "+已挂牌 !待定\tCG-1\t多行 标题",
            "CG-1",
        ]
