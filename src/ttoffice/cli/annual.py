"""The command that writes the tables of the annual report."""

from __future__ import annotations

from pathlib import Path

import typer

from ttoffice.cli.common import JSON, office, say, show, show_json, show_table
from ttoffice.i18n import gettext as _

SHOWN = 30


def export_annual(
    year: int = typer.Argument(..., help=_("The year that is reported on, such as 2026.")),
    file: Path = typer.Argument(..., help=_("The workbook to write (.xlsx).")),
    json: bool = JSON,
) -> None:
    """Write the tables of the annual report on transfers, with a sheet of what is missing."""
    from ttoffice.licenses.annual.exporting import export_annual as export

    done = export(office(), year, file)
    facts = done.facts
    if json:
        show_json(
            {
                "number": done.outcome.value,
                "file": str(file),
                "contracts": len(facts.contracts),
                "secret_contracts": facts.secret_contracts,
                "missing": [
                    {"number": one.number, "title": one.title, "what": what, "todo": todo}
                    for one in facts.missing
                    for what, todo in (one.told(),)
                ],
            }
        )
        return
    show(str(done.outcome.value))
    if facts.missing:
        heads = (_("Number"), _("Name of the contract"), _("What is missing"), _("What to do"))
        show_table(heads, ((one.number, one.title, *one.told()) for one in facts.missing[:SHOWN]))
    for warning in done.outcome.warnings:
        say(_("Note: %(message)s") % {"message": warning.message})
    told = {
        "contracts": len(facts.contracts),
        "missing": len(facts.missing),
        "secret": facts.secret_contracts,
    }
    say(
        _("%(contracts)d contracts, %(missing)d things missing, %(secret)d contracts left out as secret.")
        % told
    )
    say(_("Written: %(path)s") % {"path": file})
