"""Noticing that somebody wrote to the store: another window, another program, or a restore."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from ttoffice.errors import StoreError
from ttoffice.store.connection import Reader

Stamp = tuple[int, int, int, int]
"""The file under the store's path (device and inode), which opening of it, and SQLite's count of what others wrote.

The count means something within one opening only.
"""


class Watch:
    """Looks at a store now and then; keeps one idle connection, which holds no transaction.

    A look is made in a thread while the watch may be ended from another: SQLite does not bear that a
    connection is closed while it answers, so one waits for the other.
    """

    def __init__(self, path: Path, opened: Callable[[], Reader]) -> None:
        self._path, self._opened = path, opened
        self._reader: Reader | None = None
        self._seen: Stamp | None = None
        self._openings = 0
        self._ended = False
        self._busy = Lock()

    def changed(self) -> bool:
        """Return whether the store was written since the last look; false at the first, and while it cannot be read."""
        with self._busy:
            if self._ended:
                return False
            try:
                stamp = self._look()
            except (StoreError, OSError):
                self._close()
                return False
            seen, self._seen = self._seen, stamp
            return seen is not None and stamp != seen

    def _look(self) -> Stamp:
        found = self._path.stat()
        if self._seen is not None and self._seen[:2] != (found.st_dev, found.st_ino):
            self._close()
        if self._reader is None:
            self._reader = self._opened()
            self._openings += 1
        return found.st_dev, found.st_ino, self._openings, int(self._reader.value("PRAGMA data_version"))

    def close(self) -> None:
        """End the watch, once the look under way is done: later ones find nothing."""
        with self._busy:
            self._ended = True
            self._close()

    def _close(self) -> None:
        """Close the connection; the next look opens one again."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
