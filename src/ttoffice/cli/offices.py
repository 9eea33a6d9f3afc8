"""Commands about the office's store as a whole: open, make, check, copy, bring back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import typer

from ttoffice.cli.common import (
    JSON,
    cited,
    home,
    office,
    progress,
    say,
    session,
    show,
    show_json,
    show_table,
    stop,
)
from ttoffice.errors import EXIT_REFUSED, UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _


def workbench(ctx: typer.Context) -> None:
    """Open the workbench when no command is named."""
    if ctx.invoked_subcommand is not None:
        return
    from ttoffice.app import run

    stop(run(home(), operator=session.operator))


def demo(
    rows: int = typer.Option(300, "--rows", min=0, max=2_000_000, help=_("How many results to make up.")),
    no_open: bool = typer.Option(False, "--no-open", help=_("Only make it; do not open the workbench.")),
    json: bool = JSON,
) -> None:
    """Make a lifelike office in a throw-away folder and open it."""
    from ttoffice.cli.demo import make_demo

    place = make_demo(rows, session.home, progress(_("Results")))
    if json:
        show_json({"home": str(place.root), "rows": rows})
    else:
        show(str(place.root))
    say(_("The demo office is in %(path)s; delete the folder when you are done.") % {"path": place.root})
    if not no_open:
        from ttoffice.app import run

        stop(run(place, operator=session.operator))


def init(
    unit: str | None = typer.Option(None, "--unit", help=_("The name of your unit.")),
    json: bool = JSON,
) -> None:
    """Make the store of an empty home, and name the unit where given."""
    opened = office()
    if unit:
        from ttoffice.action import perform

        perform(opened, "unit.set", {"name": unit})
    if json:
        show_json({"home": str(opened.home.root), "created": opened.created})
    else:
        show(str(opened.home.root))
    if not opened.created:
        say(_("There is a store already; it was left as it is."))


def show_log(
    number: str | None = typer.Argument(None, help=_("Only entries about this record.")),
    limit: int = typer.Option(50, "--limit", "-n", min=1, help=_("How many entries at most.")),
    json: bool = JSON,
) -> None:
    """Print the log, newest first."""
    from ttoffice.action.office import shown_moment
    from ttoffice.action.summaries import summary_of
    from ttoffice.store.log import entries

    with office().reader() as reader:
        found = entries(reader, subject=number, limit=limit)
    if json:
        show_json([entry.as_json() for entry in found])
        return
    show_table(
        ("#", _("When (Beijing time)"), _("Operator"), _("Action"), _("Number"), _("Basis")),
        (
            (str(e.id), shown_moment(e.at), e.operator, summary_of(e.action), e.subject or "", cited(e.basis))
            for e in found
        ),
    )


def verify(json: bool = JSON) -> None:
    """Check the whole store: the log chain, the histories, the vault, and the database itself."""
    from ttoffice.results.checking import verify_office

    opened = office()
    with opened.reader() as reader:
        report = verify_office(reader, opened.vault)
    if json:
        show_json(report.as_json())
    else:
        for problem in report.problems:
            show(problem)
    say(
        _(
            "Checked: %(entries)d log entries, %(records)d records, %(files)d files. Head of the log: %(head)s."
        )
        % {
            "entries": report.entries,
            "records": report.records,
            "files": report.files,
            "head": report.head,
        }
    )
    if report.problems:
        say(_("%(count)d breaks found.") % {"count": len(report.problems)})
        stop(EXIT_REFUSED)
    say(_("Everything is as it was written."))


def backup(
    file: Path | None = typer.Argument(None, help=_("The copy to write.")),
    folder: Path | None = typer.Option(
        None, "--to", help=_("A folder; the copy gets a name with date and time.")
    ),
    keep: int | None = typer.Option(
        None, "--keep", min=1, help=_("How many dated copies stay in the folder; older ones are removed.")
    ),
    force: bool = typer.Option(False, "--force", help=_("Replace a file that is there.")),
    json: bool = JSON,
) -> None:
    """Write a checked copy of the store and its vault to one file."""
    from ttoffice.cli.keeping import target, thin_out
    from ttoffice.store.archive import write_archive

    file = target(file, folder, keep, datetime.now().astimezone())

    if file.exists() and not force:
        raise UsageError(
            _("The file %(path)s is there already.") % {"path": file},
            advice=_("Nothing was written. Choose another name, or --force to replace it."),
        )
    opened = office()
    made = write_archive(opened.home, file)
    removed = thin_out(file.parent, keep) if keep else []
    if json:
        show_json({"file": str(file), "bytes": made.size, "files": made.files, "sha256": made.sha256})
    else:
        show(str(file))
    say(
        _("Copied: the store and %(files)d files, %(bytes)d bytes.")
        % {"files": made.files, "bytes": made.size}
    )
    if removed:
        say(_("Removed %(count)d older copies.") % {"count": len(removed)})


def restore(
    file: Path = typer.Argument(..., help=_("A file written by: ttoffice backup FILE.")),
    json: bool = JSON,
) -> None:
    """Bring back a copy; what stands in the home now is kept beside it first."""
    from ttoffice.store.archive import restore_archive

    place = home()
    kept = restore_archive(place, file)
    if json:
        show_json({"home": str(place.root), "kept": str(kept) if kept else None})
    else:
        show(str(place.root))
    if kept:
        say(_("What stood there before is kept in %(path)s.") % {"path": kept})


def doctor(json: bool = JSON) -> None:
    """Look whether this machine and home are fit to work: folders, store, disk, terminal."""
    from ttoffice.cli.health import examine

    findings = examine(home())
    if json:
        show_json([{"name": f.name, "ok": f.ok, "detail": f.detail} for f in findings])
    else:
        show_table(
            (_("What"), _("State"), _("Detail")),
            ((f.name, _("good") if f.ok else _("BAD"), f.detail) for f in findings),
            widest=70,
        )
    if not all(f.ok for f in findings):
        stop(EXIT_REFUSED)


PLACES = {
    "home": N_("Data folder"),
    "store": N_("Store"),
    "vault": N_("File vault"),
    "backups": N_("Backups"),
    "exports": N_("Exported files"),
    "profiles": N_("Own listing profiles"),
    "mappings": N_("Column mappings"),
    "rulebooks": N_("Own rulebooks"),
    "templates": N_("Own clauses and letters"),
    "standards": N_("Own size standards"),
    "settings": N_("Settings"),
    "logs": N_("Failure reports"),
    "drafts": N_("Unsaved drafts"),
    "views": N_("Saved views"),
    "windows": N_("Open windows"),
    "opened": N_("Opened copies of exhibits"),
}
"""What a person calls each place of the home."""


def paths(json: bool = JSON) -> None:
    """Print where everything lies."""
    places = {name: str(path) for name, path in home().named().items()}
    if json:
        show_json(places)
    else:
        show_table((_("What"), _("Where")), ((_(PLACES[name]), path) for name, path in places.items()))
