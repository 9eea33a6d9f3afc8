"""Commands about what is owed across licenses: ageing, forecast, and all of it as a workbook."""

from __future__ import annotations

from pathlib import Path

import typer

from ttoffice.cli.common import JSON, day, office, say, show, show_json, show_table, shown_fen
from ttoffice.i18n import gettext as _


def ageing(
    on: str | None = typer.Option(None, "--on", help=_("As seen from this day; today where left out.")),
    json: bool = JSON,
) -> None:
    """Print how long what is open has been overdue, license by license, with the limitation period as a warning."""
    from ttoffice.licenses.dues.ageing import BUCKETS, total_ageing
    from ttoffice.licenses.dues.ageing import ageing as rows_of

    opened = office()
    today = day(on, "--on") or opened.today
    with opened.reader() as reader:
        rows, whole = rows_of(reader, today), total_ageing(reader, today)
    if json:
        show_json(
            {
                "as_of": today.isoformat(),
                "total": whole.as_json(),
                "licenses": [row.as_json() for row in rows],
            }
        )
        return
    headers = (
        _("License number"),
        _("Name of the licensee"),
        *(_(label) for _code, label in BUCKETS),
        _("Not paid"),
        _("Limitation ends"),
    )
    lines = [(row, row.license, row.licensee) for row in rows] + [(whole, _("Together"), "")]
    show_table(
        headers,
        (
            (
                number,
                licensee,
                *map(shown_fen, row.open_fen),
                shown_fen(row.total_fen),
                row.limitation_on.isoformat() if row.limitation_on else "",
            )
            for row, number, licensee in lines
        ),
    )
    if whole.limited_fen:
        say(
            _(
                "Of %(fen)s the limitation period of three years, counted from each sum's own day, is past or ends"
                " within six months; demands and part payments begin it anew (民法典 188, 195)."
            )
            % {"fen": shown_fen(whole.limited_fen)}
        )


def forecast(
    number: str | None = typer.Argument(None, help=_("Only this license.")),
    quarters: int = typer.Option(8, "--quarters", "-q", min=1, max=80, help=_("How many quarters.")),
    on: str | None = typer.Option(None, "--on", help=_("As seen from this day; today where left out.")),
    plot: bool = typer.Option(False, "--plot", help=_("Draw it as columns below the table.")),
    json: bool = JSON,
) -> None:
    """Print what is expected to come in by quarter, and what each part of it rests on."""
    from ttoffice.licenses.dues.forecast import forecast as made
    from ttoffice.licenses.dues.workbook import quarter_words
    from ttoffice.licenses.reading import known

    opened = office()
    today = day(on, "--on") or opened.today
    with opened.reader() as reader:
        chosen = None if number is None else known(reader, number).number
        found = made(reader, today, quarters=quarters, number=chosen)
    if json:
        show_json(found.as_json())
        return
    show_table(
        (
            _("Quarter"),
            _("Fixed"),
            _("Milestones"),
            _("Royalties by their mean"),
            _("Royalties by the minimum"),
            _("Together"),
            _("Royalties not to be told"),
        ),
        (
            (
                quarter_words(item.key),
                shown_fen(item.fixed_fen),
                shown_fen(item.milestone_fen),
                shown_fen(item.mean_fen),
                shown_fen(item.minimum_fen),
                shown_fen(item.total_fen),
                str(item.unknown or ""),
            )
            for item in found.quarters
        ),
    )
    if plot:
        show("")
        for line in _drawn([(quarter_words(item.key), item.total_fen) for item in found.quarters]):
            show(line)


HEIGHT = 14


def _drawn(amounts: list[tuple[str, int]]) -> list[str]:
    """Return amounts by quarter as columns, as wide as the terminal."""
    from shutil import get_terminal_size

    from ttoffice.widgets.plots import Pen, Plot, Series, columns, text_of

    places, values = zip(*amounts, strict=True)
    picture = Plot(places, (Series("", values),))
    return text_of(columns(picture, get_terminal_size((80, 24)).columns, HEIGHT, Pen(show=shown_fen)))


def export_receivables(
    file: Path = typer.Argument(..., help=_("The workbook to write, such as 应收账款.xlsx.")),
    on: str | None = typer.Option(None, "--on", help=_("As seen from this day; today where left out.")),
) -> None:
    """Write balances, ageing, every due and the forecast to a workbook."""
    from ttoffice.errors import UsageError
    from ttoffice.licenses.dues.workbook import write_receivables

    if file.suffix.lower() != ".xlsx":
        raise UsageError(
            _("%(path)s does not end in .xlsx.") % {"path": file},
            advice=_("Nothing was written. Name the file such as 应收账款.xlsx."),
        )
    opened = office()
    today = day(on, "--on") or opened.today
    with opened.reader() as reader:
        rows = write_receivables(reader, today, file)
    show(str(file))
    say(_("%(count)d rows written.") % {"count": rows})
