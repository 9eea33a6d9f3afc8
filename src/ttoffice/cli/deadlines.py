"""Commands about deadlines: count a period, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, day, home, office, say, show, show_json, show_table
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.workdays.calendar import WorkCalendar
    from ttoffice.workdays.counting import Count


def deadline(
    start: str = typer.Option(..., "--from", help=_("The day it begins on, which is not counted.")),
    length: str = typer.Option(
        ..., "--for", help=_("15d (days), 5wd (working days), 3m (months) or 1y (years).")
    ),
    skip_closures: bool = typer.Option(
        False, "--skip-closures", help=_("Pass over days on which the unit is closed.")
    ),
    json: bool = JSON,
) -> None:
    """Count a period by the calendar in force and print every day of it."""
    from ttoffice.workdays.counting import count, read_period

    begins = day(start, "--from")
    assert begins is not None
    found = count(begins, read_period(length), _calendar(), skip_closures=skip_closures)
    if json:
        show_json(as_json(found))
    else:
        _show(found)
    if found.provisional:
        say(_("Provisional: a year that decides the end is not announced yet; only weekends were looked at."))


def as_json(found: Count) -> dict[str, object]:
    """Return a count as the command line prints it."""
    return {
        "from": found.start.isoformat(),
        "for": str(found.period),
        "ends_on": None if found.ends_on is None else found.ends_on.isoformat(),
        "provisional": found.provisional,
        "days": [
            {"date": item.day.isoformat(), "counts": item.counts, "why": item.code} for item in found.days
        ],
    }


def _calendar() -> WorkCalendar:
    """Return the calendar of the office's store; the years that come with the program where there is no store."""
    from ttoffice.workdays.calendar import WorkCalendar
    from ttoffice.workdays.reading import shipped

    if not home().store.exists():
        return WorkCalendar(shipped())
    from ttoffice.deadlines.views import work_calendar

    with office().reader() as reader:
        return work_calendar(reader)


def _show(found: Count) -> None:
    from ttoffice.deadlines.proofs import proof_lines

    show_table((_("Day"), _("Weekday"), _("Count"), _("Why")), proof_lines(found.days))
    assert found.ends_on is not None  # without stops every period ends
    mark = _("provisional") if found.provisional else _("final")
    show(
        _("%(period)s from %(start)s: ends on %(end)s (%(mark)s)")
        % {
            "period": found.period.words,
            "start": found.start.isoformat(),
            "end": found.ends_on.isoformat(),
            "mark": mark,
        }
    )
