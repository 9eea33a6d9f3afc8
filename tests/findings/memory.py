"""The whole program on a store in memory: every action as `perform` runs it, guards, log and commit, without the disk.

A store is an image (bytes) that can be put back, so that one state can be left by every action there is.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.findings.books import Books
from ttoffice.action import Office, perform
from ttoffice.errors import ConflictError, RefusedError, UsageError
from ttoffice.store.connection import Writer
from ttoffice.store.lending import Lender

WAL_BYTES = slice(18, 20)


def image_of(path: Path) -> bytes:
    """Return the store of a path as an image; a store in memory knows no write-ahead log."""
    with closing(sqlite3.connect(":memory:")) as db:
        with closing(sqlite3.connect(path)) as source:
            source.backup(db)
        image = bytearray(db.serialize())
    image[WAL_BYTES] = b"\x01\x01"
    return bytes(image)


class MemoryWriter(Writer):
    """A writer whose store is an image; it stays open, whatever becomes of a transaction."""

    def __init__(self, path: Path, image: bytes) -> None:
        self.path = path
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._session = None
        self.load(image)

    def load(self, image: bytes) -> None:
        """Put another image in the place of the store, on a connection of its own: no cursor is left on the old."""
        self.rest()
        self._connection.close()
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.deserialize(image)
        self._connection.execute("PRAGMA foreign_keys=ON")

    def save(self) -> bytes:
        """Return the store as an image."""
        return self._connection.serialize()

    def close(self) -> None:
        """Stay open: nothing else holds the store."""
        self.rest()


class MemoryLender(Lender):
    """Lends the one writer there is."""

    def __init__(self, writer: MemoryWriter) -> None:
        super().__init__()
        self.writer = writer

    def lend(self, path: Path) -> Writer:
        """Return the writer."""
        return self.writer

    def take_back(self, writer: Writer) -> None:
        """End its session."""
        writer.rest()

    def discard(self, writer: Writer) -> None:
        """End its session: the transaction is undone."""
        writer.rest()


@dataclass(frozen=True, slots=True)
class Told:
    """What an action came to: its value where it was done, else the codes of the reasons."""

    done: bool
    value: Any = None
    codes: frozenset[str] = frozenset()


class World:
    """An office on a store in memory, and its day."""

    def __init__(self, office: Office, image: bytes) -> None:
        self.writer = MemoryWriter(office.home.store, image)
        self.office = replace(office, lender=MemoryLender(self.writer))

    @property
    def today(self) -> date:
        """The day of law."""
        return self.office.today

    def to(self, day: date) -> None:
        """Go to another day; the rulebook, which takes its time to be read, stays the one that was read."""
        rulebook = self.office.rulebook
        self.office = self.office.on(day)
        vars(self.office)["rulebook"] = rulebook

    def do(self, name: str, subject: str | None = None, /, **data: Any) -> Told:
        """Perform an action; a refusal is an answer, any other failure is raised."""
        return self.act(name, subject, data)

    def act(self, name: str, subject: str | None, data: Mapping[str, Any]) -> Told:
        """Perform an action with its data as one mapping."""
        try:
            return Told(True, perform(self.office, name, data, subject=subject).value)
        except RefusedError as refused:
            return Told(False, codes=frozenset(one.code for one in refused.reasons if not one.warning))
        except (UsageError, ConflictError) as error:
            return Told(False, codes=frozenset({type(error).__name__}))

    def must(self, name: str, subject: str | None = None, /, **data: Any) -> str:
        """Perform an action that must be done; return its value as text."""
        told = self.act(name, subject, data)
        assert told.done, (name, subject, sorted(told.codes))
        return str(told.value)

    def books(self) -> Books:
        """Return the books as they stand."""
        return Books(self.writer.execute)

    def save(self) -> bytes:
        """Return the store, packed."""
        return zlib.compress(self.writer.save(), 1)

    def load(self, packed: bytes) -> None:
        """Put a packed store in the place of this one."""
        self.writer.load(zlib.decompress(packed))

    def end(self) -> None:
        """Let the store go."""
        self.writer.rest()
        self.writer._connection.close()
