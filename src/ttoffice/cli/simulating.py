"""The command that simulates a license: one forecast under the three modes, as table, plot and file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, day, harmless, office, say, show, show_json, show_table
from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttoffice.licenses.simulating.comparing import Asked, Comparison
    from ttoffice.licenses.simulating.forecast import Forecast
    from ttoffice.licenses.simulating.gathering import Prepared
    from ttoffice.licenses.simulating.telling import Entry


REVENUE = typer.Option("", "--revenue", help=_("The licensee's revenue by year: 2026=50万元,2027=200万元."))
FILE = typer.Option(None, "--file", help=_("A table with 年份, 收入, 数量, 成本 instead: xlsx or csv."))
MARGIN = typer.Option(
    "", "--margin", help=_("The licensee's margin before license fees, percent of the revenue: 30%.")
)
SLIP = typer.Option(
    [], "--slip", help=_("A milestone that comes later (s2=6m) or never (s2=never); may be repeated.")
)
SLIP_REVENUE = typer.Option(
    False, "--slip-revenue", help=_("The revenue comes as much later as the milestone that slips most.")
)
OUTPUT = typer.Option(None, "--out", "-o", help=_("Write it to a .xlsx, .csv or .json file."))
LOW = typer.Option("50%", "--low", help=_("Revenue of the low case, percent of the forecast."))
HIGH = typer.Option("150%", "--high", help=_("Revenue of the high case, percent of the forecast."))
PRESENT = typer.Option(
    False, "--present", help=_("Derive plans of the same present value, not of the same sum.")
)
DISCOUNT = typer.Option("0%", "--discount", help=_("Rate a year for present values: 4%."))
EFFECTIVE = typer.Option(None, "--effective", help=_("The day of effect, where it is open."))
FIRST_SALE = typer.Option(None, "--first-sale", help=_("The first sale, where it is open."))
PLANS = typer.Option(
    None, "--plans", help=_("Compare with the plans of this JSON file instead of derived ones.")
)


def simulate(
    number: str = typer.Argument(..., help=_("The license, such as XK-2026-0001.")),
    revenue: str = REVENUE,
    quantity: str = typer.Option("", "--quantity", help=_("Units sold by year: 2026=1000,2027=2500.")),
    costs: str = typer.Option("", "--costs", help=_("What the license costs the unit, by year.")),
    file: Path | None = FILE,
    margin: str = MARGIN,
    slip: list[str] = SLIP,
    slip_revenue: bool = SLIP_REVENUE,
    low: str = LOW,
    high: str = HIGH,
    present: bool = PRESENT,
    discount: str = DISCOUNT,
    effective: str | None = EFFECTIVE,
    first_sale: str | None = FIRST_SALE,
    plans: Path | None = PLANS,
    output: Path | None = OUTPUT,
    plot: str = typer.Option("bars", "--plot", help=_("bars, curves (cumulated) or none.")),
    braille: bool = typer.Option(False, "--braille", help=_("Draw with Braille patterns instead of ASCII.")),
    json: bool = JSON,
) -> None:
    """Print what a license brings under the three modes at one forecast."""
    from ttoffice.licenses.simulating.comparing import compare
    from ttoffice.licenses.simulating.gathering import Assumed, prepare
    from ttoffice.licenses.simulating.sheets import as_json, write
    from ttoffice.licenses.simulating.typed import percent_typed

    if plot not in PLOTS:
        raise UsageError(
            _("There is no plot %(name)s.") % {"name": plot},
            advice=_("Known: %(names)s.") % {"names": ", ".join(PLOTS)},
        )
    forecast = _forecast(revenue, quantity, costs, file, margin)
    asked = _asked(forecast, low, high, slip, plans, present=present, with_revenue=slip_revenue)
    assumed = Assumed(
        day(effective, "--effective"), day(first_sale, "--first-sale"), percent_typed(discount, "--discount")
    )
    opened = office()
    with opened.reader() as reader:
        prepared = prepare(reader, number, asked, assumed, opened.today)
    found = compare(prepared.setting, prepared.own, asked)
    if output is not None:
        write(output, prepared, found)
    if json:
        show_json(as_json(prepared, found))
    else:
        _show(prepared, found, plot, braille=braille)
    if output is not None:
        say(_("Written: %(path)s") % {"path": output})


PLOTS = ("bars", "curves", "none")


def _forecast(revenue: str, quantity: str, costs: str, file: Path | None, margin: str) -> Forecast:
    from dataclasses import replace

    from ttoffice.licenses.simulating.forecast import Forecast, read_years
    from ttoffice.licenses.simulating.typed import percent_typed

    found = Forecast()
    if file is not None:
        from ttoffice.licenses.simulating.reading_files import forecast_from

        found = forecast_from(file)
    found = replace(
        found,
        revenue=read_years(revenue) or found.revenue,
        quantity=read_years(quantity, money=False) or found.quantity,
        costs=read_years(costs) or found.costs,
    )
    if not found.years:
        raise UsageError(
            _("No revenue is forecast, so there is nothing to simulate."),
            advice=_("Give --revenue 2026=50万元,2027=200万元, --quantity or --file."),
        )
    return replace(found, margin=percent_typed(margin, "--margin") if margin else None)


def _asked(
    forecast: Forecast,
    low: str,
    high: str,
    slip: list[str],
    plans: Path | None,
    *,
    present: bool,
    with_revenue: bool,
) -> Asked:
    from ttoffice.licenses.simulating.comparing import Asked
    from ttoffice.licenses.simulating.gathering import plans_from
    from ttoffice.licenses.simulating.typed import percent_typed, slips_typed

    return Asked(
        forecast,
        percent_typed(low, "--low"),
        percent_typed(high, "--high"),
        present,
        slips_typed(slip),
        with_revenue,
        plans_from(plans) if plans is not None else (),
    )


def _show(prepared: Prepared, found: Comparison, plot: str, *, braille: bool) -> None:
    from ttoffice.licenses.simulating import telling

    show(f"{prepared.number}  {prepared.title}")
    heads = [column.named.label for column in found.columns]
    for title, rows in telling.tables(found):
        show("")
        show_table([title, *heads], _aligned(rows))
    if plot != "none":
        show("")
        for line in drawn(found, plot, _width(), braille=braille):
            print(harmless(line))
    show("")
    for line in telling.assumptions(prepared, found):
        show(f"- {line}")


def _aligned(rows: Sequence[Entry]) -> list[list[str]]:
    """Return rows as texts; amounts in a column end below each other."""
    from rich.cells import cell_len

    from ttoffice.licenses.simulating.telling import written

    places = range(len(rows[0].values))
    widths = [
        max((cell_len(written(row.values[at])) for row in rows if isinstance(row.values[at], int)), default=0)
        for at in places
    ]

    def cell(row: Entry, at: int) -> str:
        text = written(row.values[at])
        pad = widths[at] - cell_len(text) if isinstance(row.values[at], int) else 0
        return " " * pad + text

    return [[row.label, *(cell(row, at) for at in places)] for row in rows]


HEIGHT = 18


def _width() -> int:
    from shutil import get_terminal_size

    return min(120, get_terminal_size((80, 24)).columns)


def drawn(found: Comparison, plot: str, width: int, *, braille: bool = False) -> list[str]:
    """Return the plot of cash by year, or of the cumulated cash, as lines of text."""
    from ttoffice.licenses.simulating.telling import written
    from ttoffice.widgets.plots import (
        ASCII,
        BRAILLE,
        POINTS,
        Pen,
        Plot,
        Series,
        bars,
        curves,
        legend,
        text_of,
    )

    cumulated = plot == "curves"
    series = tuple(
        Series(
            column.named.label,
            tuple(column.base.cumulated(found.years))
            if cumulated
            else tuple(column.base.by_year.get(year, 0) for year in found.years),
        )
        for column in found.columns
    )
    picture = Plot(tuple(map(str, found.years)), series)
    pen = Pen(BRAILLE if braille else ASCII, written)
    told = legend(picture, width, pen, POINTS if cumulated else "")
    return text_of(
        [*told, *(curves(picture, width, HEIGHT, pen) if cumulated else bars(picture, width, pen))]
    )
