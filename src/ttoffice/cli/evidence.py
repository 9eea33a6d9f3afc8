"""Commands about exhibits: the files attached to a record."""

from __future__ import annotations

from pathlib import Path

import typer

from ttoffice.cli.common import JSON, office, say, show, show_json, show_table
from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

LABELS = {
    "number": N_("Number"),
    "name": N_("File name"),
    "size": N_("Bytes"),
    "collected_on": N_("Collected on"),
    "source": N_("Source"),
    "collector": N_("Collector"),
    "proves": N_("What it proves"),
    "sha256": N_("SHA-256"),
}
LISTED = tuple(key for key in LABELS if key != "sha256")


def exhibits(
    number: str = typer.Argument(..., help=_("The record's number, such as CG-2026-0001.")),
    json: bool = JSON,
) -> None:
    """List the files attached to a record."""
    from ttoffice.evidence.views import exhibits_of
    from ttoffice.numbering import read_number
    from ttoffice.results.details import KIND, result_id

    with office().reader() as reader:
        found = exhibits_of(reader, KIND, result_id(reader, read_number(number) or number))
    documents = [view.as_document() for view in found]
    if json:
        show_json(documents)
    else:
        show_table(
            [_(LABELS[key]) for key in LISTED],
            ([str(document[key]) for key in LISTED] for document in documents),
        )


def exhibit(
    number: str = typer.Argument(..., help=_("The exhibit's number, such as ZJ-2026-0001.")),
    output: Path | None = typer.Option(None, "--output", "-o", help=_("Copy it to this file or folder.")),
    force: bool = typer.Option(False, "--force", help=_("Replace a file that is there.")),
    open_it: bool = typer.Option(False, "--open", help=_("Open a copy with the system's program.")),
    json: bool = JSON,
) -> None:
    """Print what is known of an exhibit, copy it out of the vault, or open it."""
    from ttoffice.evidence import views
    from ttoffice.evidence.opening import copy_out, open_exhibit
    from ttoffice.numbering import read_number

    if output is not None and open_it:
        raise UsageError(
            _("--output and --open exclude each other."), advice=_("Nothing was done. Leave one out.")
        )
    opened = office()
    canonical = read_number(number) or number
    with opened.reader() as reader:
        view = views.exhibit(reader, canonical)
    place = None
    if output is not None:
        place = copy_out(opened.vault, view, output, replace=force)
    elif open_it:
        place = open_exhibit(opened, canonical)
    if json:
        show_json({**view.as_document(), "file": str(place) if place else None})
    elif place is not None:
        show(str(place))
    else:
        for key, value in view.as_document().items():
            show(_("%(label)s: %(value)s") % {"label": _(LABELS[key]), "value": value})
    if place is not None:
        say(_("Copied, and its SHA-256 compared: %(digest)s.") % {"digest": view.sha256})
