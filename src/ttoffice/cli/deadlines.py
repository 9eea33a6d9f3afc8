"""Commands about deadlines: count a period day by day, print a proof, the unit's settings, the calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, cited, day, home, office, say, show, show_json, show_table
from ttoffice.cli.performing import run
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.deadlines.record import DeadlineRecord
    from ttoffice.store.connection import Reader
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

    show_table((_("Day"), _("Weekday"), _("Count"), _("Reason")), proof_lines(found.days))
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


def deadline_proof(
    number: str = typer.Argument(..., help=_("The deadline's number, such as QX-2026-0001.")),
    output: Path | None = typer.Option(
        None, "--output", "-o", help=_("Write the page to this file instead of stdout.")
    ),
) -> None:
    """Print the proof of a deadline as one HTML page, ready for A4 paper."""
    from ttoffice.deadlines.printing import proof_page, write_page

    opened = office()
    with opened.reader() as reader:
        page = proof_page(_deadline(reader, number), _unit(reader), opened.today, cited)
    if output is None:
        print(page, end="")
    else:
        write_page(page, output)
        say(_("Written: %(path)s") % {"path": output})


def _deadline(reader: Reader, number: str) -> Subject[DeadlineRecord]:
    from ttoffice.deadlines.keeping import load
    from ttoffice.errors import UsageError
    from ttoffice.numbering import read_number

    found = load(reader, read_number(number) or number)
    if found is None:
        raise UsageError(
            _("There is no deadline numbered %(number)s.") % {"number": number},
            advice=_("Look it up: ttoffice list deadlines."),
        )
    return found


def _unit(reader: Reader) -> str:
    from ttoffice.parties.views import own_unit

    return own_unit(reader).name


def policy(
    as_of: str | None = typer.Option(None, "--as-of", help=_("The settings as they hold on this day.")),
    history: bool = typer.Option(False, "--history", help=_("Every entry, oldest first.")),
    json: bool = JSON,
) -> None:
    """Print the unit's settings: the value in force, its source, since when, and what is to come."""
    from ttoffice.deadlines.views import policy_entries, policy_lines

    opened = office()
    on = day(as_of, "--as-of") or opened.today
    with opened.reader() as reader:
        if history:
            found = [entry.as_json() for entry in policy_entries(reader)]
        else:
            found = [line.as_json() for line in policy_lines(reader, on)]
    if json:
        show_json(found)
        return
    from ttoffice.deadlines.policy import shown, title_of

    show_table(
        (_("Setting"), _("Value set"), _("In force from"), _("To come"), _("Source")),
        (
            (
                f"{title_of(entry['code'])} ({entry['code']})",
                shown(entry["code"], entry["value"]),
                entry["since"] or "",
                _upcoming(entry),
                entry["source"],
            )
            for entry in found
        ),
    )


def _upcoming(entry: dict[str, Any]) -> str:
    from ttoffice.deadlines.policy import shown

    later = entry.get("next")
    return f"{shown(later['code'], later['value'])} ({later['since']})" if later else ""


def calendar(json: bool = JSON) -> None:
    """Print the years of the working calendar and the unit's closures, each with its source."""
    from ttoffice.deadlines.views import calendar_years, closures

    with office().reader() as reader:
        years, closed = calendar_years(reader), closures(reader)
    if json:
        show_json(
            {"years": [year.as_json() for year in years], "closures": [item.as_json() for item in closed]}
        )
        return
    show_table(
        (
            _("Year"),
            _("Edition"),
            _("Announced on"),
            _("Rest days"),
            _("Make-up days"),
            _("State"),
            _("Source"),
        ),
        (
            (
                str(year.year),
                year.edition,
                year.announced_on or "",
                str(len(year.rest)),
                str(len(year.work)),
                _("holds") if year.in_force else _("replaced"),
                year.source,
            )
            for year in years
        ),
    )
    for item in closed:
        mark = f"  {_('taken back')}" if item.withdrawn else ""
        show(f"{item.number}  {item.first_day} - {item.last_day}  {item.name}{mark}")


def calendar_load(
    file: Path = typer.Argument(..., help=_("TOML, or a table with the columns 日期, 类型 and 说明.")),
    source: str = typer.Option("", "--source", help=_("The paper it rests on, where the file does not say.")),
    edition: str = typer.Option("", "--edition", help=_("Its number, where the file does not say.")),
    announced_on: str | None = typer.Option(
        None, "--announced-on", help=_("The day of that paper, where the file does not say.")
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help=_("Do everything but keep it.")),
    json: bool = JSON,
) -> None:
    """Load a year of the working calendar from a file, and count every running deadline anew."""
    from ttoffice.deadlines.proofs import end_text

    announced = day(announced_on, "--announced-on")
    data = {"path": str(file), "source": source, "edition": edition, "announced_on": announced}
    outcome = run("calendar.load_year", data, dry_run=dry_run, json=json)
    numbers = [outcome.value] if isinstance(outcome.value, str) else list(outcome.value)
    moved = [change for change in outcome.changes if change[1] is not None]
    if json:
        show_json(
            {
                "ok": True,
                "dry_run": dry_run,
                "years": numbers,
                "moved": [_move(number, before or {}, after) for number, before, after in moved],
            }
        )
    else:
        for number in numbers:
            show(number)
        for number, before, after in moved:
            show(f"{number}  {end_text(before or {})} -> {end_text(after)}")


def _move(number: str, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {"number": number} | {key: [before[key], after[key]] for key in ("ends_on", "provisional")}
