"""Bringing a store to the form this program needs: probe, lock, backup, upgrade, check; all or nothing.

The probe reads one row with the driver; Alembic is imported only when there is something to do.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ttoffice.errors import MigrationError, StoreError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.paths import Home, migrations_dir
from ttoffice.store.connection import connect, store_error

if TYPE_CHECKING:
    from filelock import BaseFileLock
    from sqlalchemy import Engine

HEAD_REVISION = "0010"
LOCK_TIMEOUT_SECONDS = 60


def revision(path: Path) -> str | None:
    """Return the store's revision, or None for a missing or empty file.

    Raises StoreError where the file cannot be read, or is somebody else's database.
    """
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        connection = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True, timeout=10)
        try:
            known = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
            ).fetchone()
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
            other = None if known else connection.execute("SELECT name FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    if other:
        raise StoreError(
            _("The file %(path)s is a database of another program.") % {"path": path},
            advice=_("Nothing was changed. Choose another folder with --home or TTOFFICE_HOME."),
        )
    return row[0] if row else None


def ensure(home: Home) -> bool:
    """Make sure that the home has a store of this program's form; return whether it was made just now.

    Raises MigrationError when the store belongs to a newer program or an upgrade fails (it is then as it
    was), StoreError when it cannot be opened or another program holds the lock.
    """
    found = revision(home.store)
    if found == HEAD_REVISION:
        return False
    try:
        home.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            _("The folder %(path)s cannot be made: %(error)s.")
            % {"path": home.root, "error": os_reason(error)},
            advice=_("Nothing was written. Choose another folder with --home or TTOFFICE_HOME."),
        ) from error
    with lock(home):
        found = revision(home.store)
        if found == HEAD_REVISION:
            return False
        refuse_newer(home.store, found)
        if found is not None:
            from ttoffice.store.backup import copy_store

            copy_store(home.store, home.backups / backup_name(home, found))
        upgrade(home.store)
        return found is None


def backup_name(home: Home, found: str) -> str:
    """Return the name of the copy made before an upgrade: the old revision and a running number."""
    return f"before-upgrade-{next_serial(home.backups, 'before-upgrade-'):03d}-{found}.db"


def next_serial(folder: Path, prefix: str) -> int:
    """Return the number after the highest that a file name in the folder has behind the prefix."""
    pattern = re.compile(re.escape(prefix) + r"(\d+)")
    names = (pattern.match(path.name) for path in folder.iterdir()) if folder.is_dir() else ()
    return max((int(found[1]) for found in names if found), default=0) + 1


LOCK_NAME = "ttoffice.lock"


def lock(home: Home) -> HeldLock:
    """Return a context manager that holds the home against other programs; raises StoreError in time."""
    from filelock import FileLock

    return HeldLock(FileLock(home.root / LOCK_NAME, timeout=LOCK_TIMEOUT_SECONDS), home)


class HeldLock:
    """A held file lock whose time-out is told as a StoreError."""

    def __init__(self, file_lock: BaseFileLock, home: Home) -> None:
        self._lock = file_lock
        self._home = home

    def __enter__(self) -> None:
        from filelock import Timeout

        try:
            with (self._home.root / LOCK_NAME).open("a"):
                pass  # where no file can be made, the lock would be tried for as long as it is waited for
            self._lock.acquire()
        except Timeout as error:
            raise StoreError(
                _("The store in %(path)s is being upgraded or restored by another program.")
                % {"path": self._home.root},
                advice=_("Nothing was changed. Wait for it to end and try again."),
            ) from error
        except OSError as error:
            raise StoreError(
                _("The folder %(path)s cannot be written: %(error)s.")
                % {"path": self._home.root, "error": os_reason(error)},
                advice=_("Nothing was written. Choose another folder with --home or TTOFFICE_HOME."),
            ) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


def refuse_newer(path: Path, found: str | None) -> None:
    """Raise MigrationError when a store has a form that only a newer program knows."""
    if found is not None and found > HEAD_REVISION:
        raise MigrationError(
            _("The store %(path)s was made by a newer ttoffice (form %(found)s, this program: %(own)s).")
            % {"path": path, "found": found, "own": HEAD_REVISION},
            advice=_("Nothing was changed. Install the newer program on this machine."),
        )


def migration_engine(path: Path) -> Engine:
    """Return an engine for migrations: real transactions for DDL, foreign keys off while tables are remade."""
    from sqlalchemy import create_engine, event, pool

    def connection() -> sqlite3.Connection:
        opened = connect(path)
        opened.execute("PRAGMA foreign_keys=OFF")
        return opened

    engine = create_engine("sqlite://", creator=connection, poolclass=pool.NullPool, hide_parameters=True)
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def scratch_engine() -> Engine:
    """Return an engine on a store of its own in a temporary folder, for developers' Alembic commands."""
    folder = Path(tempfile.mkdtemp(prefix="ttoffice-scratch-"))
    upgrade(folder / "scratch.db")
    return migration_engine(folder / "scratch.db")


def upgrade(path: Path) -> None:
    """Bring a store, or an empty file, to the newest form in one transaction.

    Raises MigrationError when scripts are missing or fail or links between records would break, StoreError
    where the file cannot be written; the store is then as it was.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError
    from sqlalchemy.exc import DBAPIError

    folder = migrations_dir()
    if folder is None:
        raise MigrationError(
            _("The migration scripts are missing: the program is not completely installed."),
            advice=_("Nothing was changed. Install ttoffice again."),
        )

    engine = migration_engine(path)
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    try:
        with engine.begin() as conn:
            config.attributes["connection"] = conn
            command.upgrade(config, "head")
            broken = conn.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise MigrationError(
                    _("The upgrade would have broken %(count)d links between records.")
                    % {"count": len(broken)},
                    advice=_("The store was left as it was. Keep the backup and report this."),
                )
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    except (DBAPIError, CommandError) as error:
        raise MigrationError(
            _("The store %(path)s could not be upgraded: %(error)s.")
            % {"path": path, "error": getattr(error, "orig", error)},
            advice=_("The store was left as it was. Keep the backup and report this."),
        ) from error
    finally:
        engine.dispose()
