"""What is expected to come in by quarter: a table with what each figure rests on, and a plot of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.where import say_where
from ttoffice.screens.licensing.states import YUAN, whole_yuan, yuan_cell
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.charts import Chart
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.plots import Plot, Series
from ttoffice.widgets.states import Cells
from ttoffice.widgets.text import one_line
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.licenses.dues.forecast import Forecast, Quarter

PARTS: tuple[tuple[str, str], ...] = (
    ("fixed_fen", N_("fixed")),
    ("milestone_fen", N_("by milestones")),
    ("mean_fen", N_("royalty, mean of the last")),
    ("minimum_fen", N_("royalty, least a year")),
)
"""What a figure rests on: the field, and what it is called."""
EDGES = {"overdue": N_("overdue"), "undated": N_("no date"), "beyond": N_("later")}
"""What comes before, after and outside the quarters."""


class ForecastScreen(BaseScreen[None]):
    """The forecast of one license, or of all."""

    CSS_PATH: ClassVar[Styles] = [*SCREEN_CSS, Path(__file__).with_name("licensing.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("list.refresh", "refresh", show=True),
        bind("record.leave", "leave", show=True),
    ]

    def __init__(self, number: str = "") -> None:
        super().__init__()
        self._number = number

    def compose(self) -> ComposeResult:
        """Lay out title, table and plot."""
        yield OfficeBar()
        title = _("Forecast by quarter  %(number)s") % {"number": self._number}
        yield Static(Content(one_line(title)), classes="screen-title")
        with Horizontal(id="forecast"):
            yield ValueTable(_columns(), empty=_("Nothing is expected."), id="quarters")
            with VerticalScroll(id="plot"):
                yield Chart(show=whole_yuan)
        yield KeyBar()

    def on_mount(self) -> None:
        """Read it."""
        self.query_one("#quarters").focus()
        self.show_where()
        self.action_refresh()

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self, _("Forecast"))

    def action_refresh(self) -> None:
        """Read it anew."""
        self.in_thread("forecast", partial(read_forecast, self.office, self._number), self._show)

    def _show(self, found: Forecast) -> None:
        rows = [quarter_cells(quarter) for quarter in found.quarters]
        self.query_one(ValueTable).show_rows(len(rows), rows.__getitem__)
        self.query_one(Chart).draw(forecast_plot(found))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def read_forecast(office: Office, number: str) -> Forecast:
    """Return the forecast of a license, or of all where no number is given."""
    from ttoffice.licenses.dues.forecast import forecast

    with office.reader() as reader:
        return forecast(reader, office.today, number=number or None)


def _columns() -> tuple[Column, ...]:
    return (
        Column("quarter", _("Quarter"), 8),
        Column("total", _("Together, yuan"), 2 + YUAN, align="right"),
        *(
            Column(key, _(label), 2 + YUAN, align="right", drop=place + 1)
            for place, (key, label) in enumerate(PARTS)
        ),
        Column("unknown", _("Not known"), 4, align="right", drop=5),
    )


def quarter_name(quarter: Quarter) -> str:
    """Return what a quarter is called."""
    return _(EDGES[quarter.key]) if quarter.key in EDGES else quarter.key


def quarter_cells(quarter: Quarter) -> Cells:
    """Return a quarter as it stands in its columns."""
    parts = (yuan_cell(getattr(quarter, key)) for key, _label in PARTS)
    unknown = str(quarter.unknown) if quarter.unknown else ""
    return (quarter_name(quarter), yuan_cell(quarter.total_fen), *parts, unknown)


def forecast_plot(found: Forecast) -> Plot:
    """Return the forecast as one bar a quarter; what it is made of stands in the table."""
    places = tuple(quarter_name(quarter) for quarter in found.quarters)
    total = Series(_("Together, yuan"), tuple(quarter.total_fen for quarter in found.quarters))
    return Plot(places, (total,))
