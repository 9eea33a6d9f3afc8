"""The command that looks over the wording of a contract for clauses that void it."""

from __future__ import annotations

from pathlib import Path

import typer

from ttoffice.cli.common import JSON, say, show_json, show_table
from ttoffice.i18n import gettext as _

FILE = typer.Argument(..., help=_("The contract's text: a Word file (.docx) or plain text."))


def lint(file: Path = FILE, json: bool = JSON) -> None:
    """Print the sentences of a contract that read like one of the six kinds of void clauses."""
    from ttoffice.licenses.gathering.manuscripts import paragraphs_of
    from ttoffice.licenses.law.clauses import scan

    paragraphs = paragraphs_of(file)
    found = [(place, one) for place, text in enumerate(paragraphs, 1) for one in scan(text)]
    if json:
        show_json(
            [
                {
                    "paragraph": place,
                    "code": one.kind.code,
                    "basis": one.kind.basis,
                    "kind": one.kind.short,
                    "sentence": one.sentence,
                }
                for place, one in found
            ]
        )
        return
    if found:
        show_table(
            (_("Paragraph"), _("Basis"), _("Kind"), _("Sentence")),
            ((str(place), one.kind.basis, one.kind.short, one.sentence) for place, one in found),
        )
    say(
        _(
            "%(found)d sentence(s) to look at in %(paragraphs)d paragraphs; words alone do not settle what is void."
        )
        % {"found": len(found), "paragraphs": len(paragraphs)}
    )
