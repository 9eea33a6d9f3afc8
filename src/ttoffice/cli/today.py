"""The command that tells the day at a glance: what is due now, clocks, money, results for the list, and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ttoffice.cli.agenda import show_items
from ttoffice.cli.common import JSON, day, office, say, show, show_json, show_table
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.agenda.today.overview import Overview
    from ttoffice.agenda.views import Agenda


def today(
    as_of: str | None = typer.Option(None, "--as-of", help=_("Seen from which day; today when left out.")),
    plots: bool = typer.Option(
        False, "--plots", help=_("Draw receivables, licenses, ageing and findings too.")
    ),
    json: bool = JSON,
) -> None:
    """Print what is due now, the clocks that run, the money of the quarter, results for the list, and what changed."""
    from ttoffice.agenda.today.overview import overview_of
    from ttoffice.agenda.views import gather

    opened = office()
    seen = day(as_of, "--as-of")
    with opened.reader() as reader:
        agenda = gather(opened, reader, day=seen)
        found = overview_of(opened, reader, seen)
    if json:
        show_json({**found.as_json(), "agenda": _agenda_json(agenda)})
        return
    _show_agenda(agenda)
    _show_parts(found)
    if plots:
        _show_plots(found)
    say(_("Seen from %(day)s.") % {"day": found.today.day.isoformat()})


def _agenda_json(agenda: Agenda) -> dict[str, object]:
    from ttoffice.agenda.items import ORDER

    groups = [agenda.group_of(item) for item in agenda.items]
    return {
        "groups": {group.value: groups.count(group) for group in ORDER},
        "items": [item.as_json(agenda.as_of) for item in _now(agenda).items],
    }


def _now(agenda: Agenda) -> Agenda:
    """Return what is overdue, due today or due this week."""
    from dataclasses import replace

    from ttoffice.agenda.items import Group

    now = (Group.OVERDUE, Group.TODAY, Group.WEEK)
    return replace(agenda, items=tuple(item for item in agenda.items if agenda.group_of(item) in now))


def _show_agenda(agenda: Agenda) -> None:
    _heading(_("Up to the end of this week"))
    show_items(_now(agenda))


def _heading(text: str) -> None:
    show(f"== {text}")


def _show_parts(found: Overview) -> None:
    """Print each part: its line, and a table of what stands behind it."""
    from ttoffice.agenda.today.rows import TITLES, rows_of
    from ttoffice.agenda.today.telling import PARTS, lines_of

    told = lines_of(found.today)
    for part in PARTS:
        show("")
        _heading(_(TITLES[part]))
        show(told[part][0])
        headers, rows = rows_of(found.today, part)
        if rows:
            show_table(headers, [row.cells for row in rows])


def _show_plots(found: Overview) -> None:
    """Draw the plots of the overview, as wide as the terminal."""
    from shutil import get_terminal_size

    from ttoffice.agenda.today.plots import FIGURES, MONEY, figure_of
    from ttoffice.agenda.today.telling import wan
    from ttoffice.widgets.plots import Pen, Plot, Series, legend, stacked, text_of

    width = get_terminal_size((80, 24)).columns
    for figure, title in FIGURES.items():
        data = figure_of(found, figure)
        show("")
        _heading(_(title))
        pen = Pen(show=wan if figure in MONEY else str)
        picture = Plot(data.places, tuple(Series(name, values) for name, values in data.series))
        told = legend(picture, width, pen) if len(data.series) > 1 else []
        for line in text_of([*told, *stacked(picture, width, pen)]):
            show(line)
