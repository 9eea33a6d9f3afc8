"""The command that says what comes next with a record."""

from __future__ import annotations

import typer

from ttoffice.cli.common import JSON, cited, office, record_number, say, show, show_json
from ttoffice.i18n import gettext as _


def next_of(
    number: str = typer.Argument(..., help=_("The record's number, such as CG-2026-0001.")),
    json: bool = JSON,
) -> None:
    """Print what the office would do next with a record, and what is missing first."""
    from ttoffice.agenda.next_steps.asking import next_step

    canonical = record_number(number)
    found = next_step(office(), canonical)
    if json:
        show_json(found.as_json() if found is not None else {"number": canonical, "action": None})
        return
    if found is None or not found.act:
        say(_("Nothing waits to be done with %(number)s.") % {"number": canonical})
        return
    show(f"{found.label}  {found.about}")
    for reason in found.missing:
        basis = f" [{cited(reason.basis)}]" if reason.basis else ""
        show(f"  - {reason.message}{basis}")
    show(f"  {found.command}")
