"""A file of one's own, held by a lock of the operating system for as long as its process lives.

Beside `NAME.json` lies `NAME.lock`. Whoever is killed lets go of the lock, so nobody has to guess from ages
or process numbers whether a file is still in use.
"""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.store.backup import fsync_folder
from ttoffice.store.canonical import canonical

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE_SECONDS = 0.1
"""How long a lock is waited for: longer than another window needs to look whether it is free."""
LOOK_SECONDS = 0.02
"""How long one waits to see whether a lock is free; a living window costs as much each time."""
MOST_BYTES = 32 * 1024 * 1024
"""Nobody types more; a larger file was put there by others."""


def new_path(folder: Path, name: str) -> Path:
    """Return a path in the folder that no other window will choose, with a safe form of the name in it."""
    safe = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name[:60])
    return folder / f"{safe}-{secrets.token_hex(8)}.json"


class Claim:
    """One file, ours while it is held; the folder is made with the first one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: BaseFileLock | None = None

    def hold(self, patience: float = PATIENCE_SECONDS) -> bool:
        """Take the file and return whether it is ours now; raise OSError where the folder does not allow it."""
        from filelock import FileLock, Timeout

        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path.with_suffix(".lock"), patience, thread_local=False, poll_interval=0.01)
        try:
            lock.acquire()
        except Timeout:
            return False
        self._lock = lock
        return True

    def write(self, document: dict[str, Any]) -> None:
        """Put the file in its place whole and durable; raise OSError where that fails, the old one stays."""
        put(self.path, canonical(document).encode())

    def release(self) -> None:
        """Let go of the file and leave it there."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        name = self.path.with_suffix(".lock")
        if os.name != "nt":  # while it is held, so that nobody else's lock is taken away with it
            with suppress(OSError):
                name.unlink()
        lock.release()
        if os.name == "nt":  # which removes no open file
            with suppress(OSError):
                name.unlink()

    def remove(self) -> None:
        """Remove the file and let go of it."""
        for path in (self.path, self.path.with_suffix(".part")):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        self.release()


def put(path: Path, content: bytes) -> None:
    """Write a file whole and durable, or leave the old one; only its holder may do so."""
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)
        fsync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def is_free(path: Path) -> bool:
    """Return whether no living process holds a file; raise OSError where that cannot be found out."""
    if not path.with_suffix(".lock").exists():
        return True
    claim = Claim(path)
    free = claim.hold(LOOK_SECONDS)
    claim.release()
    return free


def read(path: Path) -> dict[str, Any] | None:
    """Return the JSON object of a file, None for one that is missing, broken or nobody's of ours."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def sweep(folder: Path) -> None:
    """Remove what killed processes left beside files that never came to be: locks and half-written parts."""
    for lock in folder.glob("*.lock"):
        with suppress(OSError):
            if not lock.with_suffix(".json").exists() and is_free(lock.with_suffix(".json")):
                lock.with_suffix(".part").unlink(missing_ok=True)
