"""The command that exports the listing, checks it, and tells what changed since the last upload."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, cited, home, office, say, show, show_json, show_table, stop
from ttoffice.errors import EXIT_REFUSED, UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.results.listing.changes import ChangeReport
    from ttoffice.results.listing.export import ExportReport

GROUP_HELP = N_("Export records to a file.")
STDOUT = "-"
SHOWN_REFUSED = 500


def export_listing(
    profile: str = typer.Option(
        "", "--profile", "-p", help=_("A listing profile: its name, or a .toml file.")
    ),
    form: str = typer.Option(
        "", "--format", "-f", help=_("xlsx, csv or json; else as the file's name ends.")
    ),
    output: str = typer.Option("", "--output", "-o", help=_("The file; - for stdout; else in the home.")),
    which: str = typer.Option(
        "", "--which", help=_("listed (meant for the list), due (of the scan) or all.")
    ),
    number: list[str] = typer.Option([], "--number", help=_("Only this result; may be given several times.")),
    partial: bool = typer.Option(
        False, "--partial", help=_("Export the good rows although others are refused.")
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help=_("Only check; write nothing.")),
    changes: bool = typer.Option(False, "--changes", help=_("Show what changed since the last upload.")),
    profiles: bool = typer.Option(False, "--profiles", help=_("List the profiles.")),
    schema: bool = typer.Option(
        False, "--schema", help=_("Print the JSON Schema of the profile's json format.")
    ),
    batches: bool = typer.Option(False, "--batches", help=_("List earlier exports.")),
    json: bool = JSON,
) -> None:
    """Export the listing for the platform: checked first, nothing incomplete leaves silently."""
    from ttoffice.results.listing.profile import DEFAULT_PROFILE

    chosen = profile or DEFAULT_PROFILE
    if profiles:
        _show_profiles(json)
    elif schema:
        _show_schema(chosen)
    elif batches:
        _show_batches(profile or None, json)
    elif changes:
        _show_changes(chosen, which or None, json)
    else:
        _export(chosen, form, output, which, tuple(number), partial=partial, dry_run=dry_run, json=json)


def _export(
    profile: str,
    form: str,
    output: str,
    which: str,
    numbers: tuple[str, ...],
    *,
    partial: bool,
    dry_run: bool,
    json: bool,
) -> None:
    from ttoffice.results.listing.export import run_export

    if json and output == STDOUT:
        raise UsageError(
            _("The file and the report cannot both go to stdout."),
            advice=_("Nothing was exported. Name a file with -o, or leave out --json."),
        )
    fmt = form or (Path(output).suffix[1:].lower() if output != STDOUT else "") or "xlsx"
    report = run_export(
        office(),
        profile=profile,
        fmt=fmt,
        target=output,
        which=which or "listed",
        partial=partial,
        numbers=numbers,
        dry_run=dry_run,
    )
    if json:
        show_json(report.as_json())
    elif output != STDOUT:
        _show_refused(report)
        if report.file:
            show(report.file)
    _narrate(report, partial=partial)
    stop(report.exit_code)


def _show_refused(report: ExportReport) -> None:
    shown = report.refused[:SHOWN_REFUSED]
    if shown:
        show_table(
            (_("Number"), _("Title"), _("Refused because"), _("Basis")),
            (
                (row.number, row.title, reason.message, cited(reason.basis))
                for row in shown
                for reason in row.reasons
                if not reason.warning
            ),
            widest=60,
        )
    if len(report.refused) > len(shown):
        say(
            _("%(count)d more rows are refused; all of them: --json.")
            % {"count": len(report.refused) - len(shown)}
        )


def _narrate(report: ExportReport, *, partial: bool) -> None:
    for warned in report.warnings:
        say(
            _("Note (%(count)d rows): %(message)s")
            % {"count": warned.count, "message": warned.reason.message}
        )
    if report.dry_run:
        say(
            _("Checked: %(good)d of %(all)d rows can go; nothing was written.")
            % {"good": report.exported, "all": report.selected}
        )
    elif report.file is None:
        say(
            _("%(count)d of %(all)d rows are refused; nothing was written.")
            % {"count": len(report.refused), "all": report.selected}
        )
        if not partial:
            say(_("Complete them, or export the others with --partial."))
    else:
        say(
            _("Exported %(good)d rows as batch %(batch)s, refused %(count)d. Content: %(hash)s.")
            % {
                "good": report.exported,
                "batch": report.batch,
                "count": len(report.refused),
                "hash": report.content_sha256,
            }
        )
        say(_("After uploading: ttoffice do listing.mark_uploaded %(batch)s") % {"batch": report.batch})


def _show_profiles(json: bool) -> None:
    from ttoffice.results.listing.profile import available

    found = available(home())
    if json:
        show_json([{"id": item.id, "path": str(item.path), "own": item.own} for item in found])
    else:
        show_table(
            (_("Profile"), _("Whose"), _("Where")),
            ((item.id, _("own") if item.own else _("shipped"), str(item.path)) for item in found),
            widest=120,
        )
    say(
        _("The platform's own template is not public: compare before you upload, and write your own profile.")
    )


def _show_schema(profile: str) -> None:
    from ttoffice.results.listing.profile import load
    from ttoffice.results.listing.schema import schema

    show_json(schema(load(profile, home())))


def _show_batches(profile: str | None, json: bool) -> None:
    from ttoffice.results.listing.views import batches

    with office().reader() as reader:
        found = batches(reader, profile=profile)
    if json:
        show_json([batch.as_document() for batch in found])
        return
    show_table(
        (_("Batch"), _("Day"), _("Profile"), _("File"), _("Rows"), _("Held back"), _("Uploaded on")),
        (
            (b.number, b.legal_day, b.profile, b.file_name, str(b.rows), str(b.refused), b.uploaded_on or "")
            for b in found
        ),
    )


def _show_changes(profile: str, which: str | None, json: bool) -> None:
    from ttoffice.results.listing.changes import changes

    found = changes(office(), profile=profile, which=which)
    if json:
        show_json(found.as_json())
    else:
        _print_changes(found)
    say(
        _("Since batch %(batch)s: %(new)d new, %(changed)d changed, %(gone)d withdrawn, %(same)d unchanged.")
        % {
            "batch": found.since.number,
            "new": len(found.of("new")),
            "changed": len(found.of("changed")),
            "gone": len(found.of("withdrawn")),
            "same": found.unchanged,
        }
    )
    if found.refused:
        say(_("%(count)d rows are refused.") % {"count": len(found.refused)})
        stop(EXIT_REFUSED)


def _print_changes(found: ChangeReport) -> None:
    words = {"new": _("new"), "changed": _("changed"), "withdrawn": _("withdrawn")}
    for row in found.rows:
        show(f"{words[row.change]}  {row.number}  {row.title}")
        for change in row.fields:
            show(f"    {change.header}: {change.then} -> {change.now}")
        for reason in row.reasons:
            show(f"    {reason.message}")
