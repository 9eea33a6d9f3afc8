"""The command that tells what is due, and writes it as a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, day, office, say, show_json, show_table
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.agenda.items import Item
    from ttoffice.agenda.views import Agenda


def agenda(
    within: int = typer.Option(30, "--within", min=0, max=36_525, help=_("How many days to look ahead.")),
    as_of: str | None = typer.Option(None, "--as-of", help=_("Seen from which day; today when left out.")),
    person: str | None = typer.Option(None, "--person", help=_("Only what is this person's or nobody's.")),
    mine: bool = typer.Option(False, "--mine/--all", help=_("Only what is mine or nobody's, or everything.")),
    ics: Path | None = typer.Option(None, "--ics", help=_("Write it as a calendar file instead (.ics).")),
    json: bool = JSON,
) -> None:
    """Print everything that is due, overdue first, or write it as a calendar."""
    from ttoffice.agenda.views import gather

    if mine and person is not None:
        from ttoffice.errors import UsageError

        raise UsageError(
            _("--mine and --person exclude each other."), advice=_("Give one of them, or neither for all.")
        )
    opened = office()
    wanted = opened.operator if mine else person
    with opened.reader() as reader:
        found = gather(opened, reader, day=day(as_of, "--as-of"), within=within, person=wanted)
        if ics is not None:
            from ttoffice.agenda.exporting import write_calendar

            written = write_calendar(opened, reader, found, ics)
            if json:
                show_json({"path": str(ics), "events": written.events, "undated": written.undated})
            say(
                _("%(events)d events written to %(path)s; %(undated)d things without a day are not in it.")
                % {"events": written.events, "path": ics, "undated": written.undated}
            )
            return
    if json:
        show_json(found.as_json())
    else:
        show_items(found)
    say(
        _("%(count)d things, seen from %(day)s, %(within)d days ahead.")
        % {"count": len(found.items), "day": found.as_of.isoformat(), "within": within}
    )


def show_items(found: Agenda) -> None:
    """Print the things of an agenda as a table."""
    from ttoffice.agenda.items import GROUPS

    show_table(
        (_("Group"), _("Due"), _("Time left"), _("Kind"), _("Record"), _("What it is about"), _("Command")),
        (
            (
                _(GROUPS[found.group_of(item)]),
                _day(item),
                item.days_text(found.as_of),
                item.kind_label,
                item.subject,
                item.title,
                item.command,
            )
            for item in found.items
        ),
    )


def _day(item: Item) -> str:
    if item.day is None:
        return ""
    return item.day.isoformat() + (_(" (provisional)") if item.provisional else "")
