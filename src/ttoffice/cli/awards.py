"""The command that writes the lists of an award distribution."""

from __future__ import annotations

from pathlib import Path

import typer

from ttoffice.cli.common import office, say
from ttoffice.i18n import gettext as _


def export_award(
    number: str = typer.Argument(..., help=_("The distribution, such as FP-2026-0001.")),
    file: Path = typer.Argument(..., help=_("The file to write: .docx, .html or .xlsx.")),
    which: str = typer.Option(
        "publicity", "--list", "-l", help=_("publicity (names and amounts) or payment (xlsx).")
    ),
) -> None:
    """Write the list of an award distribution for publicity, or for payment."""
    from ttoffice.licenses.awards.exporting import write_list

    opened = office()
    with opened.reader() as reader:
        write_list(reader, number, which, file)
    say(_("Written: %(path)s") % {"path": file})
