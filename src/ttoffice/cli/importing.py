"""The command that imports a ledger."""

from __future__ import annotations

from pathlib import Path

import typer

from ttoffice.cli.common import JSON, office, progress, say, show, show_json, stop
from ttoffice.errors import EXIT_REFUSED
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

GROUP_HELP = N_("Import records from a file.")


def import_results(
    file: Path = typer.Argument(..., help=_("The ledger: .xlsx or .csv.")),
    mapping: Path | None = typer.Option(None, "--map", help=_("A saved column mapping.")),
    save_mapping: Path | None = typer.Option(None, "--save-map", help=_("Save the column mapping here.")),
    sheet: str | None = typer.Option(None, "--sheet", help=_("The sheet to read; else the first that fits.")),
    dry_run: bool = typer.Option(False, "--dry-run", help=_("Say what would happen and write nothing.")),
    report: Path | None = typer.Option(None, "--report", help=_("Save the problem rows as a workbook here.")),
    json: bool = JSON,
) -> None:
    """Import a ledger of results: all of it in one transaction, every problem reported."""
    from ttoffice.results.importing import run_import

    done = run_import(
        office(),
        file,
        mapping=mapping,
        sheet=sheet,
        dry_run=dry_run,
        progress=progress(_("Rows")),
    )
    if json:
        show_json(done.as_json())
    else:
        show(str(done))
    say(str(save_mapping or report or ""))
    stop(EXIT_REFUSED if done.problems else 0)
