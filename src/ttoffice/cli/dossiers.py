"""Commands about dossiers: make one, check one."""

from __future__ import annotations

from pathlib import Path

import typer

from ttoffice.cli.common import JSON, office, progress, say, show, show_json, stop
from ttoffice.errors import EXIT_REFUSED, InputFileError, UsageError, os_reason
from ttoffice.i18n import gettext as _


def dossier(
    number: str = typer.Argument(..., help=_("The record's number, such as CG-2026-0001.")),
    output: Path = typer.Option(..., "--output", "-o", help=_("The zip to write.")),
    audience: str = typer.Option(
        "internal", "--for", help=_("For whom: internal, audit (without who objected), or parties.")
    ),
    force: bool = typer.Option(False, "--force", help=_("Replace a file that is there.")),
    json: bool = JSON,
) -> None:
    """Make the dossier of a record: everything about it in one zip that verifies without the program."""
    from ttoffice.evidence.dossier.making import make_dossier
    from ttoffice.numbering import read_number

    if output.exists() and not force:
        raise UsageError(
            _("The file %(path)s is there already.") % {"path": output},
            advice=_("Nothing was written. Choose another name, or --force to replace it."),
        )
    made = make_dossier(
        office(),
        read_number(number) or number,
        output,
        audience=audience,
        progress=progress(_("Writing")),
    )
    if json:
        show_json(made.as_document())
    else:
        show(str(made.path))
    say(_("Verification code: %(code)s (it stands in the log).") % {"code": made.code})
    for item in made.left_out:
        say(
            _("Left out: %(record)s, %(what)s (%(why)s)")
            % {"record": item.record, "what": item.what, "why": item.why}
        )


def verify_dossier(
    path: Path = typer.Argument(..., help=_("The zip, or the folder it was unpacked to.")),
    code: str | None = typer.Option(None, "--code", help=_("The code that was told when it was made.")),
    json: bool = JSON,
) -> None:
    """Check a dossier: each changed, missing or extra byte is named; its code is looked up in the log."""
    from ttoffice.evidence.dossier import verifier

    try:
        report = verifier.check(str(path), code)
    except OSError as error:
        raise InputFileError(
            _("The file %(path)s cannot be read: %(error)s.") % {"path": path, "error": os_reason(error)},
            advice=_("Name the zip, or the folder it was unpacked to."),
        ) from error
    logged = _logged(report.code)
    if json:
        show_json({**report.as_json(), "log_entry": logged})
    else:
        for line in report.lines():
            show(line)
    if logged is None:
        say(_("No dossier of the code %(code)s was made here.") % {"code": report.code or "?"})
    else:
        say(_("The code %(code)s stands in log entry %(id)d.") % {"code": report.code, "id": logged})
    if report.findings or logged is None:
        stop(EXIT_REFUSED)
    say(_("The dossier is as it was made: %(files)d files.") % {"files": report.files})


def _logged(code: str) -> int | None:
    """Return the newest log entry that made a dossier of this code, or None."""
    from ttoffice.evidence.dossier.actions import logged_as

    if not code:
        return None
    with office().reader() as reader:
        return logged_as(reader, code)
