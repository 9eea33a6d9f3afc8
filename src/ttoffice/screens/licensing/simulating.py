"""The simulator: one forecast of revenue under the three modes, as a table and a plot, and into a file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.styles import FORM_CSS, Styles
from ttoffice.screens.kit.working import Work, WorkScreen
from ttoffice.screens.licensing.states import whole_yuan
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.charts import Chart
from ttoffice.widgets.columns import Column
from ttoffice.widgets.fields import Field
from ttoffice.widgets.form import Form
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.plots import Plot, Series
from ttoffice.widgets.states import Cells
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.licenses.simulating.comparing import Asked, Comparison
    from ttoffice.licenses.simulating.gathering import Prepared


class Simulated(NamedTuple):
    """What was simulated."""

    prepared: Prepared
    found: Comparison


def simulator_fields() -> tuple[Field, ...]:
    """Return what a simulation asks for."""
    years = _("by year: 2026=500000, 2027=2000000")
    return (
        Field("revenue", _("Revenue of the licensee"), "line", hint=years),
        Field("quantity", _("Quantity sold"), "line", hint=_("by year: 2026=1000, 2027=2500")),
        Field("costs", _("Costs of the unit"), "line", hint=years),
        Field("margin", _("Margin of the licensee"), "share", hint=_("percent of the revenue, before fees")),
        Field("slips", _("Milestones that slip"), "words", hint=_("s2=6m, s3=never")),
        Field("target", _("File"), "line", hint=_("xlsx, csv or json; written by ^S")),
    )


class SimulatingScreen(WorkScreen):
    """The simulator of one license."""

    CSS_PATH: ClassVar[Styles] = [*FORM_CSS, Path(__file__).with_name("licensing.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("simulate.run", "run", show=True),
        bind("simulate.write", "write", show=True),
    ]
    FIRST_KEYS = ("simulate.run", "simulate.write")

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._simulated: Simulated | None = None

    def compose(self) -> ComposeResult:
        """Lay out what is asked for, the outcome, the table and the plot."""
        yield from self.compose_head(
            _("Simulate %(number)s under the three modes") % {"number": self._number}
        )
        target = str(Path.cwd() / f"{self._number}-{_('simulation')}.xlsx")
        form = Form(simulator_fields(), {"target": target})
        form.id = "choices"
        form.styles.height = "auto"
        yield form
        yield from self.compose_outcome()
        with Horizontal(id="forecast"):
            yield ValueTable((), empty="", id="quarters")
            with VerticalScroll(id="plot", classes="beside"):
                yield Chart(show=whole_yuan)
        with Horizontal(classes="buttons"):
            yield Button(f"{_('Simulate')} F5", variant="primary", id="run", compact=True)
            yield Button(f"{_('Back')} Esc", id="back", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the forecast."""
        self.show_where()
        self.query_one(Form).focus_first()
        self.say(_("Type the revenue by year, then F5."))

    def action_run(self) -> None:
        """Simulate."""
        values = self.query_one(Form).values()
        work = partial(_simulated, self.office, self._number, values)
        self.start_work(_("Simulating"), work, self._show)

    def _show(self, simulated: Simulated) -> None:
        self._simulated = simulated
        table = self.query_one("#quarters", ValueTable)
        labels = [column.named.label for column in simulated.found.columns]
        columns = (
            Column("year", _("Year"), 22, grow=1),
            *(Column(f"plan{place}", label, 14, grow=1, align="right") for place, label in enumerate(labels)),
        )
        rows = [*simulation_rows(simulated.found), *assumption_rows(simulated)]
        table.set_columns(columns, "")
        table.show_rows(len(rows), rows.__getitem__)
        self.query_one(Chart).draw(simulation_plot(simulated.found))
        self.say("")
        table.focus()

    def action_write(self) -> None:
        """Write what was simulated into the file."""
        target = Path((self.query_one(Form).values()["target"] or "").strip()).expanduser()
        if self._simulated is None:
            self.notify(_("Nothing was simulated yet: F5."), severity="warning")
        else:
            self.start_work(_("Writing"), partial(_write, target, self._simulated), self._written)

    def _written(self, path: Path) -> None:
        self.notify(_("Written: %(path)s") % {"path": path})

    @on(Button.Pressed, "#run")
    def _run_pressed(self) -> None:
        self.action_run()

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        from ttoffice.screens.modals.message import show_row

        event.stop()
        show_row(self, event.table)


def _simulated(office: Office, number: str, values: dict[str, Any], work: Work) -> Simulated:
    from ttoffice.licenses.simulating.comparing import compare
    from ttoffice.licenses.simulating.gathering import Assumed, prepare

    asked = asked_of(values)
    with office.reader() as reader:
        prepared = prepare(reader, number, asked, Assumed(), office.today)
    work.check()
    return Simulated(prepared, compare(prepared.setting, prepared.own, asked))


def asked_of(values: dict[str, Any]) -> Asked:
    """Return what is simulated by what was typed; raise UsageError for what cannot be read."""
    from ttoffice.licenses.simulating.comparing import Asked
    from ttoffice.licenses.simulating.forecast import Forecast, read_years
    from ttoffice.licenses.simulating.typed import percent_typed, slips_typed

    margin = (values["margin"] or "").strip()
    forecast = Forecast()
    forecast = replace(
        forecast,
        revenue=read_years(values["revenue"] or ""),
        quantity=read_years(values["quantity"] or "", money=False),
        costs=read_years(values["costs"] or ""),
        margin=percent_typed(margin) if margin else None,
    )
    if not forecast.years:
        raise UsageError(
            _("No revenue is forecast, so there is nothing to simulate."),
            advice=_("Type the revenue by year, then F5."),
        )
    return Asked(forecast, slips=slips_typed(values["slips"] or ()))


def _write(target: Path, simulated: Simulated, work: Work) -> Path:
    from ttoffice.licenses.simulating.sheets import write

    work.check()
    write(target, *simulated)
    return target


def simulation_rows(found: Comparison) -> list[Cells]:
    """Return the table: cash by year, cumulated, what slips, and what is compared, each under its heading."""
    from ttoffice.licenses.simulating import telling

    empty = ("",) * len(found.columns)
    rows: list[Cells] = []
    for title, entries in telling.tables(found):
        rows.append((f"[{title}]", *empty))
        rows += [(f"  {entry.label}", *map(telling.written, entry.values)) for entry in entries]
    return rows


def assumption_rows(simulated: Simulated) -> list[Cells]:
    """Return what the simulation rests on, a row each; Enter shows a row in full."""
    from ttoffice.licenses.simulating.telling import assumptions

    empty = ("",) * len(simulated.found.columns)
    told = [(f"  {line}", *empty) for line in assumptions(*simulated)]
    return [(f"[{_('What it rests on')}]", *empty), *told]


def simulation_plot(found: Comparison) -> Plot:
    """Return the cash by year, a series a mode."""
    series = tuple(
        Series(column.named.label, tuple(column.base.by_year.get(year, 0) for year in found.years))
        for column in found.columns
    )
    return Plot(tuple(map(str, found.years)), series)
