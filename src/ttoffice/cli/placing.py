"""Where a made document goes: a named file, or its usual name in a folder; a file that is there is not replaced unasked."""

from __future__ import annotations

from pathlib import Path

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _


def free(output: Path | None, force: bool) -> Path:
    """Return where a document goes; raise UsageError, before anything is made, where a file is there already."""
    target = output or Path()
    if target.is_file() and not force:
        _refuse(target)
    return target


def place_for(target: Path, name: str, force: bool) -> Path:
    """Return the file itself, given its usual name; raise UsageError where it is there already."""
    from ttoffice.evidence.names import safe_name

    place = target / safe_name(name) if target.is_dir() else target
    if place.exists() and not force:
        _refuse(place)
    return place


def put(place: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    from ttoffice.sheets.atomic import atomic_write

    with atomic_write(place) as file:
        file.write(content)


def _refuse(place: Path) -> None:
    raise UsageError(
        _("%(path)s is there already.") % {"path": place},
        advice=_("Give another name, or replace it with --force."),
    )
