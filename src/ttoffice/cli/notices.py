"""Commands about notices: making their documents, and looking who made an objection."""

from __future__ import annotations

from pathlib import Path

import typer

from ttoffice.cli.common import JSON, office, say, show, show_json
from ttoffice.cli.placing import free, place_for, put
from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _

USUAL = {"notice": "notice", "objection": "receipt", "review": "review"}
"""The document that is made of a kind of record where none is named."""


def document(
    number: str = typer.Argument(..., help=_("The number of a notice, an objection or a review.")),
    form: str = typer.Option("docx", "--form", "-f", help=_("docx or html.")),
    kind: str = typer.Option(
        "",
        "--kind",
        "-k",
        help=_("notice, statement, receipt, review or feedback; what is usual if left out."),
    ),
    output: Path | None = typer.Option(
        None, "--output", "-o", help=_("The file, or the folder to put it in.")
    ),
    force: bool = typer.Option(False, "--force", help=_("Replace a file that is there.")),
    reveal: str = typer.Option(
        "", "--reveal", help=_("Name the objector in it, for this reason; the log keeps who looked and why.")
    ),
    json: bool = JSON,
) -> None:
    """Make a document of a notice, an objection or a review."""
    from ttoffice.action.kinds import code_of
    from ttoffice.notices.documents.making import NAMING, make
    from ttoffice.numbering import read_number

    canonical = read_number(number) or number
    chosen = kind or USUAL.get(code_of(canonical) or "", "notice")
    if form not in ("docx", "html"):
        raise UsageError(
            _("There is no form %(name)s.") % {"name": form},
            advice=_("Known: %(names)s.") % {"names": "docx, html"},
        )
    if reveal and chosen not in NAMING:
        raise UsageError(
            _("This document never names the objector."), advice=_("Nothing was made. Leave out --reveal.")
        )
    opened = office()
    target = free(output, force)
    made = make(opened, canonical, chosen, "html" if form == "html" else "docx", reveal=reveal)
    place = place_for(target, made.name, force)
    put(place, made.content)
    if json:
        show_json({"number": canonical, "document": chosen, "file": str(place), "sha256": made.sha256})
    else:
        show(str(place))
    say(_("The log keeps that it was made, with its SHA-256: %(digest)s.") % {"digest": made.sha256})


def reveal_objector(number: str, reason: str, *, json: bool) -> None:
    """Print who made an objection; the log keeps who looked and why."""
    from ttoffice.action import perform

    found = perform(office(), "objection.reveal", {"reason": reason}, subject=number).value.as_json()
    labels = {
        "objector": _("Objector"),
        "contact": _("Contact of the objector"),
        "person": _("Person number"),
    }
    if json:
        show_json({"number": number, **found})
        return
    for key, label in labels.items():
        if found[key]:
            show(_("%(label)s: %(value)s") % {"label": label, "value": found[key]})
