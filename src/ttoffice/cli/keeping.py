"""Backups by plan: a dated file in a folder, and how many of them are kept."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from ttoffice.errors import StoreError, UsageError, os_reason
from ttoffice.i18n import gettext as _

DATED = re.compile(r"ttoffice-\d{8}-\d{6}\.zip")
"""Names of the files that are ours to remove; a file of another name is never touched."""


def target(file: Path | None, folder: Path | None, keep: int | None, now: datetime) -> Path:
    """Return the file to write: the one named, or a dated one in the folder; UsageError for neither, or both."""
    if (file is None) == (folder is None):
        raise UsageError(
            _("Name either a file or a folder for the backup."),
            advice=_(
                "Write: ttoffice backup FILE, or for a backup by plan: ttoffice backup --to FOLDER --keep 30."
            ),
        )
    if folder is not None:
        return folder / f"ttoffice-{now:%Y%m%d-%H%M%S}.zip"
    if keep is not None or file is None:
        raise UsageError(_("--keep goes with --to: it counts the dated backups of that folder."))
    return file


def thin_out(folder: Path, keep: int) -> list[Path]:
    """Remove the oldest dated backups of a folder beyond the newest `keep`; return what was removed."""
    found = sorted(path for path in folder.iterdir() if DATED.fullmatch(path.name) and path.is_file())
    old = found[:-keep]
    try:
        for path in old:
            path.unlink()
    except OSError as error:
        raise StoreError(
            _("An old backup could not be removed: %(error)s.") % {"error": os_reason(error)},
            advice=_("The new backup is whole."),
        ) from error
    return old
