"""Commands about enterprises: the size class on a day with its working, and the editions of the size standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, day, office, say, show, show_json, show_table
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from ttoffice.parties.sizes import Standard

GROUP_HELP = N_("Look up the size class of an enterprise, and the size standard it goes by.")


def size(
    enterprise: str = typer.Argument(
        ..., help=_("The enterprise: number such as QY-2026-0001, credit code or name.")
    ),
    on: str | None = typer.Option(
        None, "--on", help=_("The day that counts (2026-03-31); today where left out.")
    ),
    json: bool = JSON,
) -> None:
    """Print the size class of an enterprise on a day, and how it came about."""
    from ttoffice.errors import UsageError
    from ttoffice.parties.enterprises import find_enterprise
    from ttoffice.parties.size_standards import standards
    from ttoffice.parties.sizes import size_on
    from ttoffice.reasons import Reason

    opened = office()
    asked = day(on, "--on") or opened.today
    with opened.reader() as reader:
        found = find_enterprise(reader, enterprise)
    if isinstance(found, Reason):
        raise UsageError(found.message, advice=_("Look it up: ttoffice list enterprises --search WORD."))
    result = size_on(found.record, asked, standards(opened.home.standards))
    if json:
        show_json(
            {
                "number": found.number,
                "name": found.record.name,
                "on": asked.isoformat(),
                "size": result.size.value if result.size else None,
                "why": result.why.value,
                "at_most": result.at_most.value if result.at_most else None,
                "small_or_medium": result.small_or_medium,
                "missing": list(result.missing),
                "standard": result.standard.id if result.standard else None,
                "working": list(result.working),
            }
        )
        return
    show(
        _("%(number)s %(name)s on %(day)s: %(size)s")
        % {
            "number": found.number,
            "name": found.record.name,
            "day": asked.isoformat(),
            "size": result.label,
        }
    )
    for line in result.working:
        show(f"  {line}")


def standard(
    on: str | None = typer.Option(
        None, "--on", help=_("The day that counts (2026-03-31); today where left out.")
    ),
    copy: bool = typer.Option(
        False,
        "--copy",
        help=_("Copy the shipped edition into the office's folder, to be edited into a newer one."),
    ),
    json: bool = JSON,
) -> None:
    """Print the size standard in force on a day, or copy it to be edited."""
    from ttoffice.parties.size_standards import standards
    from ttoffice.parties.sizes import standard_on

    opened = office()
    if copy:
        _copy(opened.home.standards)
        return
    found = standard_on(standards(opened.home.standards), day(on, "--on") or opened.today)
    if json:
        show_json(_as_json(found) if found else None)
    elif found is not None:
        _show(found)


def _copy(folder: Path) -> None:
    from ttoffice.parties.size_standards import copy_into

    for path in copy_into(folder):
        show(str(path))
    say(_("Give the copy an id and a first day of its own; from that day on it holds."))


def _show(found: Standard) -> None:
    from ttoffice.parties.sizes import INDICATOR_LABELS

    show(
        _("%(title)s (%(source)s), in force from %(day)s.")
        % {"title": found.title, "source": found.source, "day": found.valid_from.isoformat()}
    )
    show_table(
        (
            _("Industry"),
            _("Industry in words"),
            _("Indicator"),
            _("Large from"),
            _("Medium from"),
            _("Small from"),
        ),
        (
            (row.name, row.gb4754, _(INDICATOR_LABELS[name]), *map(str, floors))
            for row in found.rows.values()
            for name, floors in row.floors.items()
        ),
    )
    say(_("Persons for employees, ten thousand yuan for revenue and assets. %(note)s") % {"note": found.note})


def _as_json(found: Standard) -> dict[str, object]:
    return {
        "id": found.id,
        "title": found.title,
        "source": found.source,
        "valid_from": found.valid_from.isoformat(),
        "note": found.note,
        "rows": [
            {"industry": row.industry.value, "name": row.name, "gb4754": row.gb4754, **row.floors}
            for row in found.rows.values()
        ],
    }
