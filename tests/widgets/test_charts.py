from __future__ import annotations

from rich.cells import cell_len
from textual.app import App, ComposeResult

from ttoffice.widgets.charts import Chart, coloured, drawn
from ttoffice.widgets.plots import PLAIN, Plot, Series, text_of

PLOT = Plot(("2026年", "2027年"), (Series("提成[/]", (10, 20)), Series("阶段", (20, 0))))


def test_a_chart_has_its_legend_only_where_there_is_something_to_tell_apart() -> None:
    one = Plot(PLOT.places, PLOT.series[:1])
    assert text_of(drawn(PLOT, "bars", 40, 12, PLAIN))[0] == "# 提成[/]  = 阶段"
    assert text_of(drawn(PLOT, "curves", 40, 12, PLAIN))[0] == "A 提成[/]  B 阶段"
    assert text_of(drawn(one, "bars", 40, 12, PLAIN))[0].startswith("2026年 #")
    assert drawn(Plot((), ()), "bars", 40, 12, PLAIN) == []


def test_columns_and_curves_fill_the_lines_they_are_given() -> None:
    assert len(drawn(PLOT, "columns", 60, 12, PLAIN)) == 12
    assert len(drawn(PLOT, "curves", 60, 12, PLAIN)) == 12


def test_colour_is_added_to_the_marks_and_markup_in_a_name_stays_text() -> None:
    content = coloured(drawn(PLOT, "bars", 40, 12, PLAIN))
    assert content.plain.splitlines()[0] == "# 提成[/]  = 阶段"
    assert {str(span.style) for span in content.spans} == {"$text-primary", "$text-warning"}
    assert max(map(cell_len, content.plain.splitlines())) <= 40


async def test_a_chart_takes_the_lines_it_needs_and_follows_the_width() -> None:
    class Picture(App[None]):
        def compose(self) -> ComposeResult:
            yield Chart(PLOT, id="chart")

    app = Picture()
    async with app.run_test(size=(50, 12)) as pilot:
        await pilot.pause()
        chart = app.query_one(Chart)
        assert chart.size.height == 5
        chart.draw(Plot(PLOT.places, PLOT.series[:1]))
        await pilot.pause()
        assert chart.size.height == 2
        await pilot.resize_terminal(24, 12)
        await pilot.pause()
        assert all(
            cell_len(line.text.rstrip()) <= 24 for line in chart.render_lines(chart.region.reset_offset)
        )
