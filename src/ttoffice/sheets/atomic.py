"""A file is replaced only by one that is whole: written beside the target, flushed to disk, renamed."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ttoffice.errors import TTOfficeError, UsageError, os_reason
from ttoffice.i18n import gettext as _


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write; at the end it takes the place of `path`, or after a failure nothing has changed.

    Raises UsageError when `path` is a folder or lies in none, TTOfficeError when the disk or another
    program does not allow the writing.
    """
    target = Path(os.path.realpath(path))  # a link goes on pointing to the same file
    if target.is_dir():
        raise UsageError(
            _("%(path)s is a folder") % {"path": path}, advice=_("Give the name of a file in it.")
        )
    _check_there(target.parent)
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        file = temporary.open("xb")
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _replace(temporary, target)
    except OSError as error:
        _discard(temporary)
        raise _not_written(path, error) from error
    except BaseException:
        _discard(temporary)
        raise


def check_folder(folder: Path) -> None:
    """Raise what `atomic_write` would raise of a folder, before anything is made that is to be written there."""
    _check_there(folder)
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _not_written(folder, error) from error


def _check_there(folder: Path) -> None:
    if not folder.is_dir():
        raise UsageError(
            _("The folder %(path)s does not exist") % {"path": folder},
            advice=_("Create it, or give another place."),
        )


def _replace(temporary: Path, target: Path) -> None:
    """Put the finished file in its place, with the permissions of the one it replaces."""
    with contextlib.suppress(FileNotFoundError):
        temporary.chmod(target.stat().st_mode & 0o7777)
    temporary.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _discard(temporary: Path) -> None:
    """Remove what was half written; a remainder that cannot be removed harms nothing."""
    with contextlib.suppress(OSError):
        temporary.unlink()


def _not_written(path: Path, error: OSError) -> TTOfficeError:
    """Return the error for a target that the system does not let us write."""
    if isinstance(error, PermissionError):
        return TTOfficeError(
            _("Cannot write %(path)s: another program has it open, or this user may not write there")
            % {"path": path},
            advice=_("What was there is unchanged. Close it in Excel or WPS, or give another name."),
        )
    return TTOfficeError(
        _("Cannot write %(path)s: %(why)s") % {"path": path, "why": os_reason(error)},
        advice=_("What was there is unchanged. Check the free space of the disk, or give another place."),
    )
