"""What is typed into a form and not yet saved: kept beside the store, so that it survives a killed program.

Each open form has a file of its own, held while the form is open. A file that nobody holds is waiting: its
program was killed, or it was left for later. Drafts are never part of the store, its log or its backups.
"""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ttoffice.errors import StoreError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.store.claims import Claim, is_free, new_path, read, sweep

FORM = 1
"""The form of these files; one of another form is left to the program that wrote it."""

Clock = Callable[[], datetime]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a form.

    Attributes:
        key: what the form was about, such as `result.edit CG-2026-0001`.
        typed: the fields as they were typed, JSON-like.
        version: the version of the record that the form began with, None for a new record.
        at: the moment it was last kept, ISO 8601 in UTC.
        operator: who typed it.
        title: what a person calls it.
    """

    key: str
    typed: dict[str, Any]
    version: int | None
    at: str
    operator: str
    title: str
    path: Path = field(default=Path(), compare=False, repr=False)


class OpenDraft:
    """The draft of an open form; nothing is written before the first `save`.

    May be used from several threads: what is saved after the end of the form is dropped.
    """

    def __init__(self, path: Path, key: str, operator: str, clock: Clock, claim: Claim | None = None) -> None:
        self.key = key
        self._path = path
        self._operator = operator
        self._clock = clock
        self._claim = claim
        self._guard = threading.Lock()
        self._ended = False
        self._told = False

    def save(self, typed: dict[str, Any], version: int | None = None, title: str = "") -> bool:
        """Keep what is typed and return whether it is kept.

        Raises StoreError the first time that the folder cannot be written; later failures only return
        False, because a form must not complain at every key.
        """
        with self._guard:
            if self._ended:
                return False
            try:
                if self._claim is None:
                    self._claim = self._claimed()
                self._claim.write(self._document(typed, version, title))
            except OSError as error:
                return self._failed(error)
            self._told = False
            return True

    def discard(self) -> None:
        """End the draft: its form was saved, or thrown away on purpose."""
        with self._guard:
            self._ended = True
            if self._claim is not None:
                self._claim.remove()

    def keep(self) -> None:
        """Leave what was saved for later."""
        with self._guard:
            self._ended = True
            if self._claim is not None:
                self._claim.release()

    def _claimed(self) -> Claim:
        claim = Claim(self._path)
        if not claim.hold():  # its name is nobody else's: Windows says so of a folder that may not be written
            raise PermissionError(errno.EACCES, "locked")
        return claim

    def _document(self, typed: dict[str, Any], version: int | None, title: str) -> dict[str, Any]:
        return {
            "form": FORM,
            "key": self.key,
            "typed": typed,
            "version": version,
            "at": self._clock().isoformat(timespec="microseconds"),
            "operator": self._operator,
            "title": title,
        }

    def _failed(self, error: OSError) -> bool:
        if self._told:
            return False
        self._told = True
        raise StoreError(
            _("What you type cannot be kept in %(path)s: %(error)s.")
            % {"path": self._path.parent, "error": os_reason(error)},
            advice=_(
                "You can go on; but what is not yet saved would be lost if the program ended. Save soon, and"
                " check the folder (ttoffice doctor)."
            ),
        ) from error


class Drafts:
    """The drafts of a home, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, key: str, *, operator: str, clock: Clock = _utc_now) -> OpenDraft:
        """Return a draft for a form that is being opened, with a file that no other window writes."""
        return OpenDraft(new_path(self.folder, key), key, operator, clock)

    def waiting(self, key: str | None = None) -> list[Draft]:
        """Return the drafts that no living window holds, newest first; those of a key where one is given.

        Files that are broken or of others are passed over and left alone.
        """
        found = []
        sweep(self.folder)
        for path in self.folder.glob("*.json"):
            draft = _draft(path)
            if draft is not None and key in (None, draft.key) and _waits(path):
                found.append(draft)
        return sorted(found, key=lambda draft: (draft.at, draft.path.name), reverse=True)

    def take(self, draft: Draft, *, operator: str | None = None, clock: Clock = _utc_now) -> OpenDraft | None:
        """Take up a waiting draft again; None where another window was quicker or it is gone."""
        claim = Claim(draft.path)
        try:
            if not draft.path.is_file() or not claim.hold():
                return None
        except OSError:
            return None
        if not draft.path.is_file():
            claim.release()
            return None
        return OpenDraft(draft.path, draft.key, operator or draft.operator, clock, claim)

    def drop(self, draft: Draft) -> None:
        """Throw a waiting draft away; one that another window holds by now is left to it."""
        taken = self.take(draft)
        if taken is not None:
            taken.discard()


def _waits(path: Path) -> bool:
    try:
        return is_free(path)
    except OSError:  # what cannot be locked cannot be taken up either
        return False


def _draft(path: Path) -> Draft | None:
    """Return the draft of a file, None where it holds none."""
    found = read(path) or {}
    typed, version = found.get("typed"), found.get("version")
    texts = [found.get(name) for name in ("key", "at", "operator", "title")]
    if found.get("form") != FORM or not isinstance(typed, dict) or not isinstance(version, int | None):
        return None
    if not all(isinstance(text, str) for text in texts):
        return None
    try:
        datetime.fromisoformat(found["at"])
    except ValueError:
        return None
    return Draft(found["key"], typed, version, found["at"], found["operator"], found["title"], path)
