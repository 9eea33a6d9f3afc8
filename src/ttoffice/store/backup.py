"""Whole copies of a store, made through SQLite itself: a plain file copy would lose the write-ahead log."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from ttoffice.errors import DamageError, StoreError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.store.connection import store_error


def fsync_folder(folder: Path) -> None:
    """Make a rename in the folder durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_store(source: Path, target: Path) -> None:
    """Write a checked copy of the store; the target appears whole or not at all.

    Raises StoreError where the source cannot be read or the target cannot be written, DamageError where
    the copy does not pass SQLite's check.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        _copy(source, part)
        check_store(part)
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
        part.replace(target)
        fsync_folder(target.parent)
    except sqlite3.Error as error:
        raise store_error(error, source) from error
    except OSError as error:
        raise StoreError(
            _("The copy %(path)s could not be written: %(error)s.")
            % {"path": target, "error": os_reason(error)},
            advice=_("The store is as it was. Choose another place with enough room."),
        ) from error
    finally:
        discard(part)


def discard(part: Path) -> None:
    """Remove a half-written file where there is one; where it cannot be removed, the first failure is told."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    reading = sqlite3.connect(source.absolute().as_uri() + "?mode=ro", uri=True)
    try:
        writing = sqlite3.connect(target)
        try:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode=DELETE")
        finally:
            writing.close()
    finally:
        reading.close()


def check_store(path: Path) -> None:
    """Raise DamageError unless the file is a store and passes SQLite's quick check."""
    connection = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)
    try:
        answer = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
        known = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
        ).fetchone()
    except sqlite3.Error as error:
        raise DamageError(
            _("The file %(path)s is no store of ttoffice: %(error)s.") % {"path": path, "error": error},
            advice=_("Nothing was changed. Choose a file written by: ttoffice backup FILE."),
        ) from error
    finally:
        connection.close()
    if not known:
        raise DamageError(
            _("The file %(path)s is no store of ttoffice.") % {"path": path},
            advice=_("Nothing was changed. Choose a file written by: ttoffice backup FILE."),
        )
    if answer != ["ok"]:
        raise DamageError(
            _("The store %(path)s is damaged: %(detail)s.") % {"path": path, "detail": answer[0]},
            advice=_("Restore the newest good backup: ttoffice restore FILE."),
        )
