"""Connections to the store: `Reader` for lists and details, `Writer` for the one transaction of an action.

Both speak driver SQL with `:name` parameters. A `Writer` also offers an SQLModel session on the same
connection and transaction, for areas of single records; SQLAlchemy is imported only then, because a
command that reads or writes a few rows must not pay for it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ttoffice.errors import StoreError, UsageError
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from sqlmodel import Session

Params = Mapping[str, Any] | Sequence[Any]
Row = tuple[Any, ...]

BUSY_TIMEOUT_MS = 10_000
ROOM_BESIDE = 64 * 1024
"""Bytes of the file that SQLite needs beside a store, even to read it."""
PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA journal_size_limit=67108864",  # after a large import the write-ahead log shrinks to 64 MB
)


def connect(
    path: Path, *, read_only: bool = False, create: bool = True, check_same_thread: bool = True
) -> sqlite3.Connection:
    """Return a driver connection in the store's mode; transactions are begun by hand.

    Without `create` a file that is missing stays missing: an empty one in its place would look like a store.
    Raises StoreError when the file cannot be opened or is no SQLite file.
    """
    mode = "ro" if read_only else "rwc" if create else "rw"
    uri = path.absolute().as_uri() + f"?mode={mode}"
    try:
        connection = sqlite3.connect(
            uri,
            uri=True,
            timeout=BUSY_TIMEOUT_MS / 1000,
            isolation_level=None,
            check_same_thread=check_same_thread,
            cached_statements=256,
        )
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    try:
        for pragma in PRAGMAS if not read_only else ("PRAGMA query_only=ON", "PRAGMA temp_store=MEMORY"):
            connection.execute(pragma)
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
    except sqlite3.Error as error:
        connection.close()
        raise store_error(error, path) from error
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Tell what the driver raises inside as the program's own failures.

    Raises StoreError for the driver's errors, UsageError for a value that a store cannot hold.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    except (UnicodeEncodeError, OverflowError) as error:
        raise UsageError(
            _("A value can neither be kept nor looked up: %(error)s.") % {"error": error},
            advice=_("Nothing was written. Use text in UTF-8, and numbers of at most eighteen digits."),
        ) from error


def store_error(error: BaseException | None, path: Path) -> StoreError:
    """Return the driver's error as one that says what happened, what is safe and what to do."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return StoreError(
            _("The store %(path)s is being written by another window or program.") % {"path": path},
            advice=_("Nothing was written. Try again in a moment; close other ttoffice windows if it stays."),
        )
    if "not a database" in text or "malformed" in text:
        return StoreError(
            _("The file %(path)s is no usable store: %(error)s.") % {"path": path, "error": text},
            advice=_(
                "Nothing was changed. Restore a backup: ttoffice restore FILE (backups: ttoffice paths)."
            ),
        )
    if "full" in text or ("I/O error" in text and _no_room(path)):
        return StoreError(
            _("The disk is full: %(path)s could not be written.") % {"path": path},
            advice=_("Nothing was written; the store is as it was. Free some space and try again."),
        )
    return StoreError(
        _("The store %(path)s cannot be used: %(error)s.") % {"path": path, "error": text},
        advice=_("Nothing was written. Check that the folder exists and may be written (ttoffice doctor)."),
    )


def _no_room(path: Path) -> bool:
    """Return whether the disk has no room even for what SQLite keeps beside a store while it is open."""
    try:
        return shutil.disk_usage(path.parent).free < ROOM_BESIDE
    except OSError:
        return False


class Reader:
    """A read-only connection: every answer is plain tuples."""

    def __init__(self, path: Path, *, check_same_thread: bool = True) -> None:
        self.path = path
        self._connection = connect(path, read_only=True, check_same_thread=check_same_thread)

    @property
    def driver(self) -> sqlite3.Connection:
        """The driver's own connection, to install SQL functions on."""
        return self._connection

    def execute(self, sql: str, params: Params = ()) -> sqlite3.Cursor:
        """Run one statement and return its cursor; raise StoreError where the driver fails."""
        with translated(self.path):
            return self._connection.execute(sql, params)

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        """Return every row."""
        with translated(self.path):
            return self._connection.execute(sql, params).fetchall()

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """Return the first row, or None."""
        with translated(self.path):
            row: Row | None = self._connection.execute(sql, params).fetchone()
            return row

    def value(self, sql: str, params: Params = ()) -> Any:
        """Return the first column of the first row, or None."""
        row = self.one(sql, params)
        return row[0] if row else None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Hold one view of the store over several statements."""
        self.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self.execute("ROLLBACK")  # nothing was written; unlike COMMIT it also ends a view that failed

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def bear_broken_text(self) -> None:
        """Read text that is no UTF-8 as lone surrogates instead of failing: for checks of what others wrote."""
        self._connection.text_factory = lambda raw: raw.decode(errors="surrogateescape")

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Writer(Reader):
    """The connection of one writing transaction (BEGIN IMMEDIATE); `commit` or everything is undone."""

    def __init__(self, path: Path, *, check_same_thread: bool = True) -> None:
        self.path = path
        self._connection = connect(path, create=False, check_same_thread=check_same_thread)
        self._session: Session | None = None

    def begin(self, *, writing: bool = True) -> None:
        """Begin the transaction; waits for other writers, then raises StoreError.

        Who only asks begins without `writing`: it waits for nobody, and nobody waits for it.
        """
        self.execute("BEGIN IMMEDIATE" if writing else "BEGIN")

    def executemany(self, sql: str, rows: Iterable[Params]) -> None:
        """Run one statement for many rows."""
        with translated(self.path):
            self._connection.executemany(sql, rows)

    @property
    def session(self) -> Session:
        """An SQLModel session inside this very transaction; flushed by `commit`."""
        if self._session is None:
            from ttoffice.store.session import session_on

            self._session = session_on(self._connection)
        return self._session

    def flush(self) -> None:
        """Send pending session changes to the database, so that SQL sees them."""
        if self._session is not None:
            from sqlalchemy.exc import DBAPIError

            try:
                self._session.flush()
            except DBAPIError as error:
                raise store_error(error.orig, self.path) from error

    def commit(self) -> None:
        """Make everything durable."""
        self.flush()
        self.execute("COMMIT")

    def rollback(self) -> None:
        """Undo everything since `begin`."""
        if self._session is not None:
            self._session.expunge_all()
        if self._connection.in_transaction:
            self.execute("ROLLBACK")

    def rest(self) -> bool:
        """End the session between two transactions; return whether no transaction is open."""
        if self._session is not None:
            self._session.close()
            self._session = None
        return not self._connection.in_transaction

    def close(self) -> None:
        """Close the connection; what was not committed is undone."""
        self.rest()
        super().close()
