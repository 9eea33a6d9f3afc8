"""Attaching many files at once: each is an action of its own, so that one that fails hinders no other.

A file is copied into the vault before its transaction begins: however large it is, nobody waits for the
store meanwhile. What was attached before a failure, or before the user stops, stays attached.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.errors import InputFileError, RefusedError, StoreError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason, refusing

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome

Progress = Callable[[int, int | None], object]
"""Told how many bytes are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of one file: the exhibit's number, or why there is none; `notes` are worth knowing.

    Attributes:
        path: the file as it was named.
        number: the exhibit, empty where it failed.
        problem: what happened and what to do, empty where it went well.
    """

    path: Path
    number: str = ""
    problem: str = ""
    notes: tuple[str, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "path": str(self.path),
            "ok": bool(self.number),
            "number": self.number or None,
            "problem": self.problem or None,
            "notes": list(self.notes),
        }


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files to attach: a folder stands for the files in it, by name, hidden ones left out.

    Raises InputFileError for a folder that cannot be read or holds no file. What is no folder is taken as
    named, so that what is wrong with it is told with its own name.
    """
    return [file for path in paths for file in _files(path)]


def _files(path: Path) -> Iterator[Path]:
    if not _is_folder(path):
        yield path
        return
    try:
        names = sorted(entry.name for entry in os.scandir(path) if _wanted(entry))
    except OSError as error:
        raise InputFileError(
            _("The folder %(path)s cannot be read: %(error)s.") % {"path": path, "error": os_reason(error)},
            advice=_("Nothing was attached. Check that you may read it."),
        ) from error
    if not names:
        raise InputFileError(
            _("The folder %(path)s holds no file.") % {"path": path},
            advice=_("Nothing was attached. Folders within a folder are named one by one."),
        )
    yield from (path / name for name in names)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _wanted(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith((".", "~$")) and not entry.is_dir()


def attach(
    office: Office, data: Mapping[str, Any], progress: Callable[[int], object] | None = None
) -> Outcome:
    """Attach one file: looked at, copied into the vault, then recorded; return the outcome of `exhibit.add`.

    Raises RefusedError where the rules refuse, before anything is copied, or where the file cannot be read
    to its end; StoreError where the vault or the store cannot be written.
    """
    from ttoffice.action import perform
    from ttoffice.action.performing import check

    found = check(office, "exhibit.add", data)
    if refusing(found):
        raise RefusedError(refusing(found))
    try:
        stored = office.vault.add(Path(data["path"]), progress)
    except InputFileError as error:
        reason = Reason("exhibit.unreadable", error.message, field="path")
        raise RefusedError([reason], advice=error.advice) from error
    outcome = perform(office, "exhibit.add", {**data, "kept": stored.sha256})
    links = tuple(reason for reason in found if reason.code == "exhibit.link")
    return _noted(outcome, links)


def _noted(outcome: Outcome, more: tuple[Reason, ...]) -> Outcome:
    return replace(outcome, warnings=(*more, *outcome.warnings)) if more else outcome


def attach_many(
    office: Office, paths: Iterable[Path], data: Mapping[str, Any], progress: Progress | None = None
) -> Iterator[Attached]:
    """Attach files one after another, and yield what became of each as soon as it is known."""
    files = list(paths)
    total = sum(map(_size, files))
    done = 0
    for path in files:
        yield _attached(office, path, data, _telling(progress, done, total))
        done += _size(path)
        if progress is not None:
            progress(min(done, total), total)


def _telling(progress: Progress | None, done: int, total: int) -> Callable[[int], object] | None:
    return None if progress is None else lambda bytes_read: progress(min(done + bytes_read, total), total)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _attached(
    office: Office, path: Path, data: Mapping[str, Any], progress: Callable[[int], object] | None
) -> Attached:
    try:
        outcome = attach(office, {**data, "path": str(path)}, progress)
    except (RefusedError, InputFileError, StoreError) as error:  # what stops the work is none of these
        return Attached(path, problem=str(error))
    return Attached(path, str(outcome.value), notes=tuple(reason.message for reason in outcome.warnings))
