from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from ttoffice.widgets.plots import (
    BRAILLE,
    Pen,
    Plot,
    Series,
    bars,
    columns,
    curves,
    fitted,
    legend,
    stacked,
    text_of,
)

YEARS = Plot(("2026", "2027", "2028"), (Series("提成", (0, 50, 200)), Series("阶段", (100, 100, 0))))
LABELS = st.text(st.sampled_from("中文ab\x1b\n—[/]{"), max_size=8)
VALUES = st.integers(-5, 10**15)


@st.composite
def plots(draw: st.DrawFn) -> Plot:
    places = draw(st.lists(LABELS, min_size=1, max_size=6))
    count = len(places)
    series = draw(
        st.lists(
            st.builds(
                Series,
                LABELS,
                st.lists(VALUES, min_size=count, max_size=count).map(tuple),
            ),
            min_size=1,
            max_size=4,
        )
    )
    return Plot(tuple(places), tuple(series))


@settings(max_examples=25)
@given(plots(), st.integers(12, 160), st.integers(1, 30))
def test_no_line_is_wider_than_asked_whatever_is_drawn(plot: Plot, width: int, height: int) -> None:
    pen = Pen(show=lambda fen: f"{fen / 100:,.2f}元")
    for lines in (
        bars(plot, width, pen),
        columns(plot, width, height, pen),
        curves(plot, width, height, pen),
        legend(plot, width, pen),
    ):
        for line in lines:
            assert sum(cell_len(run.text) for run in line) <= width


def test_bars_read_without_colour_and_in_proportion() -> None:
    drawn = text_of(bars(YEARS, 40))
    assert drawn[0] == "2026 提成 0"
    assert drawn[1].startswith("     阶段 =")
    assert drawn[1].endswith(" 100")
    longest = next(line for line in drawn if line.endswith(" 200"))
    assert longest.count("#") == 2 * drawn[1].count("=")
    assert text_of(legend(YEARS, 40)) == ["# 提成  = 阶段"]


def test_one_series_needs_no_name_and_the_smallest_number_is_seen() -> None:
    drawn = text_of(bars(Plot(("一季度", "二季度"), (Series("应收", (1, 10**9)),)), 30))
    assert drawn[0] == "一季度 # 1"
    assert drawn[1].endswith(" 1000000000")


def test_columns_stand_over_their_places_and_give_way_to_bars_where_it_is_narrow() -> None:
    drawn = text_of(columns(YEARS, 40, 8))
    assert len(drawn) == 8
    assert drawn[0].startswith("200 |")
    assert "##" in drawn[0]
    assert drawn[-1].split() == ["2026", "2027", "2028"]
    assert text_of(columns(YEARS, 14, 8)) == text_of(bars(YEARS, 14))


def test_stacked_bars_have_their_series_behind_each_other_and_all_of_it_as_a_number() -> None:
    plot = Plot(
        ("甲", "乙", "丙"), (Series("x", (30, 1, 0)), Series("y", (30, 0, -5)), Series("z", (0, 59, 0)))
    )
    drawn = stacked(plot, 26)
    assert text_of(drawn) == [
        "甲 ##########========== 60",
        "乙 #................... 60",
        "丙 0",
    ]
    assert [run.series for run in drawn[0]] == [None, 0, 1, None]
    assert all(cell_len(line) <= 12 for line in text_of(stacked(plot, 12)))


def test_nothing_has_no_scale() -> None:
    nothing = Plot(("2026", "2027"), (Series("甲", (0, 0)),))
    assert not any(letter.isdigit() for line in text_of(columns(nothing, 40, 8))[:-1] for letter in line)


def test_curves_go_from_point_to_point_and_say_where_they_meet() -> None:
    plot = Plot(("2026", "2027", "2028"), (Series("甲", (0, 100, 200)), Series("乙", (200, 100, 0))))
    drawn = text_of(curves(plot, 40, 9))
    body = "\n".join(drawn[:-2])
    assert body.count("A") == 2
    assert body.count("B") == 2
    assert "*" in body
    assert drawn[-1].split() == ["2026", "2027", "2028"]
    assert drawn[0].startswith("200 |")


def test_names_that_have_no_room_are_left_out_but_never_the_last() -> None:
    places = tuple(str(year) for year in range(2026, 2046))
    plot = Plot(places, (Series("甲", tuple(range(20))),))
    names = text_of(curves(plot, 40, 8))[-1].split()
    assert names[0] == "2026"
    assert names[-1] == "2045"
    assert len(names) < 10


def test_braille_marks_are_one_cell_wide_and_texts_are_cut_between_characters() -> None:
    assert [cell_len(mark) for mark in BRAILLE] == [1] * len(BRAILLE)
    assert fitted("云南省科技厅", 7) == "云南 .."
    assert fitted("a\x1b[31mb", 8) == "a[31mb  "
