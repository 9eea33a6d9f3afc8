from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ttoffice.widgets.columns import GAP, Column, lay_out
from ttoffice.widgets.states import state
from ttoffice.widgets.text import cells_of

COLUMNS = (
    Column("number", "编号", 12),
    Column("title", "名称", 20, grow=3),
    Column("unit", "部门", 10, grow=1, drop=1),
    Column("day", "日期", 10, drop=2),
    Column("fee", "门槛费", 4, align="right"),
)
KEYS = [column.key for column in COLUMNS]
STATES = (state("good", "已挂牌"), state("warn", "待定"))


def shown(width: int, chosen: list[str] | None = None) -> dict[str, int]:
    return {COLUMNS[place.cell].key: place.width for place in lay_out(COLUMNS, width, chosen).shown}


@given(st.integers(-5, 200), st.none() | st.lists(st.sampled_from([*KEYS, "unknown"]), max_size=7))
def test_columns_never_need_more_than_there_is_and_one_is_always_left(
    width: int, chosen: list[str] | None
) -> None:
    found = shown(width, chosen)
    assert found
    assert sum(found.values()) + GAP * (len(found) - 1) <= max(0, width)
    wanted = [key for key in dict.fromkeys(chosen or ()) if key in KEYS] or KEYS
    assert [key for key in wanted if key in found] == list(found)


def test_what_is_left_over_goes_to_the_columns_that_grow() -> None:
    assert shown(84) == {"number": 12, "title": 34, "unit": 14, "day": 10, "fee": 6}


def test_a_column_that_grows_is_narrowed_before_one_is_lost_that_must_stand() -> None:
    assert shown(34) == {"number": 12, "title": 12, "fee": 6}
    assert shown(24) == {"number": 12, "title": 10}
    assert shown(5) == {"number": 5}


def test_states_stand_in_their_tones_and_all_else_in_none() -> None:
    columns = (Column("a", "甲", 6), Column("b", "乙", 16), Column("c", "丙", 4))
    runs = lay_out(columns, 30).runs(("CG-1", STATES, "尾"))
    assert runs == (
        ("CG-1    ", None),
        ("+已挂牌", "good"),
        (" ", None),
        ("!待定", "warn"),
        ("     尾  ", None),
    )
    assert "".join(text for text, _tone in runs) == lay_out(columns, 30).line(("CG-1", STATES, "尾"))


@given(st.integers(0, 30), st.booleans())
def test_states_that_are_cut_keep_their_tone_up_to_the_cut(width: int, right: bool) -> None:
    columns = (Column("b", "", width, align="right" if right else "left"),)
    runs = lay_out(columns, width).runs((STATES,))
    assert cells_of("".join(text for text, _tone in runs)) == width
    for text, tone in runs:
        word = text.strip(" .")
        assert not word or tone == ("good" if word in "+已挂牌" else "warn" if word in "!待定" else None)
