from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color

from tests.screens.driving import NASTY
from tests.widgets.tables import Shown, lines
from ttoffice.widgets import themes
from ttoffice.widgets.columns import GAP, Column
from ttoffice.widgets.row_painter import contrast
from ttoffice.widgets.states import GLYPHS, Cell, Cells, State
from ttoffice.widgets.text import cells_of, fit, use_ambiguous_width

texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(NASTY),
    st.text("中文字—…①“”e\u0301\u200d\ufe0f🇨🇳👍🏽\t\n\u202e\u3000 a1-", max_size=40),
)
states = st.builds(State, st.just("!"), texts.filter(str.strip), st.sampled_from(sorted(GLYPHS)))
cells: st.SearchStrategy[Cell] = st.one_of(texts, states, st.lists(states, max_size=3).map(tuple))
columns = st.builds(
    Column,
    st.uuids().map(str),
    st.text("编号名称Title", max_size=8),
    st.integers(0, 14),
    grow=st.integers(0, 3),
    drop=st.integers(0, 3),
    align=st.sampled_from(["left", "right"]),
)


@dataclass
class Drawn:
    """A table to be drawn."""

    columns: list[Column]
    rows: list[Cells]
    size: tuple[int, int]
    chosen: list[int] | None
    marks: list[int]
    cursor: int
    ambiguous: int


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    shown = draw(st.lists(columns, min_size=1, max_size=6))
    rows = draw(st.lists(st.tuples(*[cells] * len(shown)), max_size=6))
    places = st.integers(0, 299)
    return Drawn(
        shown,
        rows,
        (draw(st.integers(1, 120)), draw(st.integers(1, 12))),
        draw(st.none() | st.lists(st.integers(0, len(shown) - 1), max_size=6)),
        draw(st.lists(places, max_size=20)),
        draw(places),
        draw(st.sampled_from([1, 2])),
    )


def cell_columns(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return what can be seen in spans of terminal cells; fails where a character lies across their edges."""
    seen = visible(text)
    starts = dict(zip(accumulate(map(cells_of, seen), initial=0), range(len(seen) + 1), strict=True))
    return [seen[starts[start] : starts[end]] for start, end in spans]


def visible(text: str) -> str:
    """Return the characters that take cells; marks over a letter stand in the cell before them."""
    return "".join(filter(cells_of, text))


@given(tables())
@settings(max_examples=40)
async def test_every_line_is_as_wide_as_the_table_and_every_column_at_one_offset(drawn: Drawn) -> None:
    use_ambiguous_width(drawn.ambiguous)
    try:
        app = Shown(
            300 if drawn.rows else 0, lambda place: drawn.rows[place % len(drawn.rows)], drawn.columns
        )
        async with app.run_test(size=drawn.size) as pilot:
            table = app.table
            if drawn.chosen is not None:
                table.set_columns(drawn.columns, "没有……", [drawn.columns[at].key for at in drawn.chosen])
            table.set_marks(drawn.marks)
            table.select(drawn.cursor)
            await pilot.pause()
            await pilot.pause()
            assert_exact(app, drawn)
    finally:
        use_ambiguous_width(1)


def assert_exact(app: Shown, drawn: Drawn) -> None:
    table = app.table
    width, margin = table.scrollable_content_region.width, table._painter.margin
    spans, at = [], margin
    for place in table._painter._layout.shown:
        spans.append((at, at + place.width))
        at += place.width + GAP
    for y in range(drawn.size[1]):
        strip = table.render_line(y)
        assert cells_of(strip.text) == strip.cell_length == width
        row = round(table.scroll_y) + y - 1
        if not 0 <= row < table.row_count or y == 0 or width <= margin:
            continue
        assert strip.text[:margin] == (">" if row == table.cursor else " ") + (
            "* " if row in drawn.marks else "  "
        )
        row_cells = drawn.rows[row % len(drawn.rows)]
        for place, shown in zip(table._painter._layout.shown, cell_columns(strip.text, spans), strict=True):
            cell = row_cells[place.cell]
            told = (
                cell
                if isinstance(cell, str)
                else " ".join(map(str, (cell,) if isinstance(cell, State) else cell))
            )
            assert shown == visible(fit(told, place.width, right=place.right))
    if drawn.ambiguous == 1:
        assert {cell_len(line) for line in lines(app)} == {drawn.size[0]}


@pytest.mark.parametrize("theme", [*themes.ORDER, "textual-dark", "textual-light", "nord"])
@pytest.mark.parametrize("focused", [True, False])
async def test_states_can_be_read_in_every_row_of_every_theme(theme: str, focused: bool) -> None:
    def row(place: int) -> Cells:
        tone = sorted(GLYPHS)[place % len(GLYPHS)]
        return str(place), "名称", State(GLYPHS[tone], "状态", tone), ""

    app = Shown(40, row, theme=theme)
    async with app.run_test(size=(60, 20)) as pilot:
        app.table.set_marks(range(0, 40, 2))
        if not focused:
            app.set_focus(None)
        for place in range(10):
            app.table.select(place)
            await pilot.pause()
            drawn = [segment for segment in app.table.render_line(place + 1) if "状态" in segment.text]
            assert drawn[0].text.strip() == f"{GLYPHS[sorted(GLYPHS)[place % 5]]}状态"
            style = drawn[0].style
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            ground, text = style.bgcolor.triplet, style.color.triplet
            assert ground is not None
            assert text is not None
            least = 7 if theme == themes.CONTRAST else 4.5 if theme in themes.ORDER else 2.5
            assert contrast(Color(*text), Color(*ground)) >= least


async def test_the_cursor_is_drawn_anew_when_focus_or_theme_changes() -> None:
    app = Shown()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        looks = [app.table.render_line(1)]
        app.set_focus(None)
        await pilot.pause()
        looks.append(app.table.render_line(1))
        app.theme = themes.LIGHT
        await pilot.pause()
        await pilot.pause()
        looks.append(app.table.render_line(1))
        assert [looks.index(look) for look in looks] == [0, 1, 2]


async def test_without_colors_glyph_word_and_signs_still_tell_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Shown()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        shown = lines(app)
        assert (shown[1][:3], shown[2][:3]) == (" * ", ">  ")
        assert "+已挂牌" in shown[1]
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                color = segment.style.color if segment.style else None
                assert color is None or color.triplet is None or len(set(color.triplet)) == 1


async def test_a_table_with_a_border_and_padding_is_drawn_inside_them() -> None:
    app = Shown()
    async with app.run_test(size=(60, 20)) as pilot:
        app.table.styles.border = ("solid", "red")
        app.table.styles.padding = 1
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        shown = lines(app)
        assert {cell_len(line) for line in shown} == {60}
        assert shown[3][:5] == "│  * "
        assert shown[4][:3] == "│ >"
