from __future__ import annotations

from rich.cells import cell_len

from ttoffice.widgets.charts import coloured, drawn
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
