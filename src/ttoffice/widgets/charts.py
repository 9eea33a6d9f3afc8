"""A plot on the screen: drawn anew to the width there is, its series in colours beside their marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from textual.content import Content
from textual.geometry import Size
from textual.visual import VisualType
from textual.widgets import Static

from ttoffice.widgets.plots import PLAIN, POINTS, Line, Pen, Plot, bars, columns, curves, legend, stacked
from ttoffice.widgets.text import block, cells_of, fit

Form = Literal["bars", "stacked", "columns", "curves"]
COLOURS = (
    "$text-primary",
    "$text-warning",
    "$text-success",
    "$text-accent",
    "$text-error",
    "$text-secondary",
)
"""The colours of the series; each has a mark of its own as well."""


class Chart(Static):
    """A plot that fills its width; columns and curves fill the height that the style sheet gives."""

    DEFAULT_CSS = "Chart { height: auto; }"

    def __init__(
        self,
        plot: Plot = Plot((), ()),  # noqa: B008 - a frozen value
        *,
        form: Form = "bars",
        show: Callable[[int], str] = str,
        lines: int = 12,
        id: str | None = None,  # noqa: A002 - as every widget of Textual calls it
    ) -> None:
        super().__init__("", markup=False, id=id)
        self._plot, self._form, self._lines = plot, form, lines
        self._pen = replace(PLAIN, show=show, fit=fit, cells=cells_of)

    def draw(self, plot: Plot) -> None:
        """Show another plot."""
        self._plot = plot
        self.refresh(layout=True)

    def on_resize(self) -> None:
        """Draw to the new width."""
        self.refresh(layout=True)

    def render(self) -> VisualType:
        """Return the plot with its legend, as wide as there is room."""
        return coloured(
            drawn(self._plot, self._form, max(1, self.content_size.width or 1), self._lines, self._pen)
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """Return the number of lines at a width."""
        return len(drawn(self._plot, self._form, max(1, width), self._lines, self._pen))


def drawn(plot: Plot, form: Form, width: int, lines: int, pen: Pen) -> list[Line]:
    """Return the lines of a plot in a form, with the legend where there is more than one series."""
    if not plot.places:
        return []
    told = legend(plot, width, pen, POINTS if form == "curves" else "") if len(plot.series) > 1 else []
    if form in ("bars", "stacked"):
        return [*told, *(bars if form == "bars" else stacked)(plot, width, pen)]
    draw = columns if form == "columns" else curves
    return [*told, *draw(plot, width, max(1, lines - len(told)), pen)]


def coloured(lines: Sequence[Line]) -> Content:
    """Return lines as content; what belongs to a series has its colour."""
    rows = [
        Content.assemble(
            *(
                block(run.text)
                if run.series is None
                else (block(run.text), COLOURS[run.series % len(COLOURS)])
                for run in line
            )
        )
        for line in lines
    ]
    return Content("\n").join(rows)
