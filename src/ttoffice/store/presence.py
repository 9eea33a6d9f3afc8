"""Who has this store open: each window leaves a note beside it and holds it for as long as it lives."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ttoffice.store.claims import Claim, is_free, new_path, read, sweep


@dataclass(frozen=True, slots=True)
class Window:
    """A living window: who works in it, on which machine, its process id, since when (ISO 8601 in UTC)."""

    operator: str
    host: str
    pid: int
    since: str


class Presence:
    """This window among those of a home; where the home cannot be written, nothing is known of others."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "windows"
        self._claim: Claim | None = None

    def enter(self, operator: str, clock: Callable[[], datetime]) -> None:
        """Note that this window has the store open; a second call changes who works in it."""
        claim = self._claim or Claim(new_path(self.folder, f"window-{os.getpid()}"))
        with suppress(OSError):
            if self._claim is None and not claim.hold():
                return
            self._claim = claim
            claim.write(
                {
                    "operator": operator,
                    "host": socket.gethostname(),
                    "pid": os.getpid(),
                    "since": clock().isoformat(timespec="seconds"),
                }
            )

    def others(self) -> tuple[Window, ...]:
        """Return the other living windows, the longest open first; notes of dead ones are removed."""
        own = self._claim.path if self._claim else None
        found = []
        with suppress(OSError):
            sweep(self.folder)
            for path in self.folder.glob("window-*.json"):
                window = _living(path) if path != own else None
                if window is not None:
                    found.append(window)
        return tuple(sorted(found, key=lambda window: (window.since, window.pid)))

    def leave(self) -> None:
        """Take the note away."""
        claim, self._claim = self._claim, None
        if claim is not None:
            claim.remove()


def _living(path: Path) -> Window | None:
    """Return the window of a note, None for one that is dead, whose note is removed, or cannot be known."""
    with suppress(OSError):
        if is_free(path):
            Claim(path).remove()
            return None
        match read(path):
            case {"operator": str(operator), "host": str(host), "pid": int(pid), "since": str(since)}:
                return Window(operator, host, pid, since)
    return None


def writable(path: Path) -> bool:
    """Return whether a store and its folder may be written.

    The store itself is only asked about, never opened: closing a second handle on it would let go of the
    locks that SQLite holds in this process (POSIX). SQLite writes files beside it, so the folder is tried.
    """
    if path.exists() and not (path.is_file() and os.access(path, os.W_OK)):
        return False
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            return True
    except OSError:
        return False
