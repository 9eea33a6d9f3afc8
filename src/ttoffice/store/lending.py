"""One writing connection kept open between actions: opening and closing it costs more than an edit does.

Closing the last connection of a store also folds its write-ahead log back and removes it; a kept connection
leaves that to the end of the program, as any open window does.
"""

from __future__ import annotations

import threading
import weakref
from pathlib import Path

from ttoffice.store.connection import Writer

Identity = tuple[int, int]


class Lender:
    """Keeps at most one idle writer of one store and lends it to one transaction at a time.

    Safe to share between threads: whoever finds none idle gets a new one. A writer is not lent again once
    the file under its path is another one, as after a restore.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._idle: list[tuple[Writer, Identity | None]] = []
        self._lent: dict[int, Identity | None] = {}
        weakref.finalize(self, _close_all, self._idle)

    def lend(self, path: Path) -> Writer:
        """Return the idle writer of a store, or a new one; raise StoreError where it cannot be opened."""
        present = _identity(path)
        with self._guard:
            writer, opened = self._idle.pop() if self._idle else (None, None)
        if writer is not None and (opened is None or opened != present or writer.path != path):
            writer.close()
            writer = None
        if writer is None:
            writer = Writer(path, check_same_thread=False)
            opened = _identity(path)
        self._lent[id(writer)] = opened
        return writer

    def take_back(self, writer: Writer) -> None:
        """Keep a writer whose transaction has ended well."""
        opened = self._lent.pop(id(writer), None)
        with self._guard:
            if writer.rest() and not self._idle:
                self._idle.append((writer, opened))
                return
        writer.close()

    def discard(self, writer: Writer) -> None:
        """Close a writer whose transaction failed: its error may hold a half-read cursor on an old view."""
        self._lent.pop(id(writer), None)
        writer.close()

    def close(self) -> None:
        """Close what is idle; the next transaction opens a writer again."""
        with self._guard:
            _close_all(self._idle)


def _close_all(idle: list[tuple[Writer, Identity | None]]) -> None:
    while idle:
        idle.pop()[0].close()


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
