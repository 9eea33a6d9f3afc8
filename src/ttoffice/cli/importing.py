"""The commands that import a ledger: of results, of contracts, of receipts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, office, progress, say, show, show_json, show_table, stop
from ttoffice.errors import EXIT_REFUSED
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.results.importing import ImportReport
    from ttoffice.results.importing.vocabulary import Vocabulary

GROUP_HELP = N_("Import records from a file.")


LEDGER = typer.Argument(..., help=_("The ledger: .xlsx or .csv."))
MAP = typer.Option(None, "--map", help=_("A saved column mapping."))
SAVE_MAP = typer.Option(None, "--save-map", help=_("Save the column mapping here."))
SHEET = typer.Option(None, "--sheet", help=_("The sheet to read; else the first that fits."))
DRY_RUN = typer.Option(False, "--dry-run", help=_("Say what would happen and write nothing."))
REPORT = typer.Option(None, "--report", help=_("Where to save the workbook of problem rows."))


def _command(way: Callable[[], tuple[Callable[..., ImportReport], Vocabulary]]) -> Callable[..., None]:
    """Return the command that imports a ledger of one kind: `way` gives what imports it, and its words."""

    def command(
        file: Path = LEDGER,
        mapping: Path | None = MAP,
        save_map: Path | None = SAVE_MAP,
        sheet: str | None = SHEET,
        dry_run: bool = DRY_RUN,
        report: Path | None = REPORT,
        json: bool = JSON,
    ) -> None:
        from ttoffice.results.importing import load_mapping, save_mapping

        run, words = way()
        done = run(
            office(),
            path=file,
            mapping=load_mapping(mapping, words) if mapping is not None else None,
            sheet=sheet,
            dry_run=dry_run,
            progress=progress(_("Rows")),
            report_to=report,
        )
        if save_map is not None:
            save_mapping(done.mapping, save_map)
            say(_("The column mapping is saved in %(path)s.") % {"path": save_map})
        _tell(done, words, json=json)

    return command


def _results() -> tuple[Callable[..., ImportReport], Vocabulary]:
    from ttoffice.results.importing import run_import
    from ttoffice.results.importing.targets import RESULTS

    return run_import, RESULTS


def _licenses() -> tuple[Callable[..., ImportReport], Vocabulary]:
    from ttoffice.licenses.importing.run import run_import
    from ttoffice.licenses.importing.targets import CONTRACTS

    return partial(run_import, verb="license.import"), CONTRACTS


def _receipts() -> tuple[Callable[..., ImportReport], Vocabulary]:
    from ttoffice.licenses.importing.run import run_import
    from ttoffice.licenses.importing.targets import RECEIPTS

    return partial(run_import, verb="receipt.import"), RECEIPTS


import_results, import_licenses, import_receipts = map(_command, (_results, _licenses, _receipts))
"""All of a ledger in one transaction, every problem reported; of contracts those that were signed before."""


def _tell(done: ImportReport, words: Vocabulary, *, json: bool) -> None:
    """Tell what came of an import; leave with 1 where something needs mending."""
    from ttoffice.results.importing.problems import Weight

    if json:
        show_json(done.as_json())
    else:
        _show(done, words)
    _narrate(done)
    if any(problem.weight in (Weight.REFUSED, Weight.FLAGGED) for problem in done.problems):
        stop(EXIT_REFUSED)


OUTCOMES = {
    "REFUSED": N_("row left out"),
    "FLAGGED": N_("kept as written"),
    "NOTE": N_("look at it"),
    "LEFT_OUT": N_("no entry"),
}
"""What a problem does to its row, by the name of its weight."""


def _show(done: ImportReport, words: Vocabulary) -> None:
    show_table(
        (_("Column"), _("Goes to")),
        ((c.header, words.by_key[c.target].label if c.target else "-") for c in done.mapping.columns),
    )
    show("")
    if done.problems:
        show_table(
            (_("Row"), _("Column"), _("Value"), _("What becomes of it"), _("Problem")),
            ((str(p.row), p.column, p.value, _(OUTCOMES[p.weight.name]), p.message) for p in done.problems),
            widest=60,
        )
        show("")
    for label, count in (
        (_("Rows"), done.rows),
        (_("Created"), done.created),
        (_("Updated"), done.updated),
        (_("Unchanged"), done.unchanged),
        (_("Skipped"), done.skipped),
        (_("Problems"), len(done.problems)),
    ):
        show(_("%(label)s: %(value)s") % {"label": label, "value": count})


def _narrate(done: ImportReport) -> None:
    if done.unmapped:
        say(_("Columns that were not read: %(names)s.") % {"names": listed(done.unmapped)})
    if done.other_sheets:
        say(_("Sheets that were not read: %(names)s.") % {"names": listed(done.other_sheets)})
    if done.report_file:
        say(
            _("Rows with problems are marked in %(path)s; mend them there and import that file.")
            % {"path": done.report_file}
        )
    if done.dry_run:
        say(_("Dry run: the store was not changed."))
