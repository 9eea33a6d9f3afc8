"""The command about amending agreements: the paper of a recorded amendment, or of one that is only proposed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, office, say, show, show_json
from ttoffice.cli.contracts import form_of
from ttoffice.cli.placing import free, place_for, put
from ttoffice.errors import RefusedError, UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.licenses.addenda.making import Agreement


def amendment(
    number: str = typer.Argument(..., help=_("The license's number, such as XK-2026-0001.")),
    recorded: str = typer.Option(
        "", "--amendment", help=_("The amendment, such as BC-2026-0001; the newest where left out.")
    ),
    data: str = typer.Option(
        "", "--data", "-d", help=_("A proposed one: what license.amend takes, as JSON, FILE, or - for stdin.")
    ),
    issue: bool = typer.Option(False, "--issue", help=_("The copy for signature of a proposed one.")),
    output: Path | None = typer.Option(
        None, "--out", "--output", "-o", help=_("The file, or the folder to put it in.")
    ),
    form: str = typer.Option("", "--form", "-f", help=_("docx or html; else as the file's name ends.")),
    text: bool = typer.Option(False, "--text", help=_("Print the text instead of writing a file.")),
    force: bool = typer.Option(False, "--force", help=_("Replace a file that is there.")),
    json: bool = JSON,
) -> None:
    """Write the agreement that amends a license: article by article, before and after."""
    chosen, target = form_of(form, output), free(output, force)
    try:
        found = _agreement(number, recorded, data, issue=issue)
    except RefusedError as refused:
        if json:
            show_json({"ok": False, "reasons": [reason.as_json() for reason in refused.reasons]})
        raise
    for warning in found.warnings:
        say(_("Note: %(message)s") % {"message": warning.message})
    if text:
        for line in found.lines():
            show(line)
    else:
        _write(found, target, chosen, force=force, json=json)


def _agreement(number: str, recorded: str, data: str, *, issue: bool) -> Agreement:
    from ttoffice.cli.licensing import canonical, read_given
    from ttoffice.licenses.addenda.making import proposed_agreement, recorded_agreement
    from ttoffice.numbering import read_number

    if data and recorded:
        raise UsageError(
            _("--data and --amendment exclude each other."), advice=_("Nothing was done. Leave one out.")
        )
    if issue and not data:
        raise UsageError(
            _("Only a proposed amendment has a copy for signature; a recorded one is signed already."),
            advice=_("Give its data: --data FILE."),
        )
    if data:
        return proposed_agreement(office(), canonical(number), read_given(data), final=issue)
    return recorded_agreement(office(), canonical(number), read_number(recorded) or recorded)


def _write(found: Agreement, target: Path, form: str, *, force: bool, json: bool) -> None:
    made = found.file(form)
    place = place_for(target, made.name, force)
    put(place, made.content)
    addendum = found.addendum
    if json:
        show_json(
            {
                "ok": True,
                "license": addendum.case.number,
                "amendment": addendum.number or None,
                "draft": found.draft,
                "file": str(place),
                "sha256": made.sha256,
                "warnings": [warning.as_json() for warning in found.warnings],
            }
        )
        return
    show(str(place))
    if not addendum.number:
        say(_("Nothing is recorded: do that with license.amend once it is signed."))


COMMANDS = (
    (
        "amendment",
        amendment,
        N_("Write the agreement that amends a license, of a recorded amendment or of a proposed one."),
        "license amendment XK-2026-0001 --data 变更.json --out 补充协议草稿.docx",
    ),
)
"""The commands of this module, for the group of licenses."""
