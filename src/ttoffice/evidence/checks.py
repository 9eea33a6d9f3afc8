"""Checking the files of exhibits anew: each is read and its SHA-256 compared, and what was found is remembered.

Reading takes long where files are large, so it is done before the transaction that records it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.evidence.codes import FileState
from ttoffice.evidence.subjects import Record
from ttoffice.evidence.views import Failing, failing_files
from ttoffice.store.vault import CHUNK

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.vault import Vault

Progress = Callable[[int, int | None], object]
"""Told how many bytes are read, and of how many."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: how many files were read, and those that are not as they were kept."""

    files: int
    failing: tuple[Failing, ...]

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "ok": not self.failing,
            "files": self.files,
            "failing": [item.as_document() for item in self.failing],
        }


def check_files(
    office: Office, record: Record | None = None, progress: Progress | None = None
) -> CheckReport:
    """Read the files of a record's exhibits, or of all, and remember what was found; name what is wrong.

    A check that is stopped (`progress` raises) is not recorded.
    """
    from ttoffice.action import perform

    files, through = _files(office, record)
    if not files:
        return CheckReport(0, ())
    wrong = dict(_wrong(office.vault, files, progress))
    perform(
        office,
        "exhibit.record_check",
        {
            "subject": record.number if record else "",
            "through": through,
            "failing": [{"sha256": digest, "state": state.value} for digest, state in sorted(wrong.items())],
        },
    )
    today = office.today.isoformat()
    with office.reader() as reader:
        wrong_files = [(digest, state.value, today) for digest, state in sorted(wrong.items())]
        named = tuple(failing_files(reader, wrong_files))
    return CheckReport(len(files), named)


def _files(office: Office, record: Record | None) -> tuple[dict[str, int], str]:
    """Return the digests to check with their sizes, and the number of the newest exhibit among them."""
    where, params = ("1", ()) if record is None else (
        "subject_kind = ? AND subject_id = ?", (record.kind, record.id)
    )  # fmt: skip
    with office.reader() as reader:
        rows = reader.all(f"SELECT sha256, size, number FROM exhibit WHERE {where} ORDER BY id", params)
    return {row[0]: row[1] for row in rows}, rows[-1][2] if rows else ""


def _wrong(vault: Vault, files: dict[str, int], progress: Progress | None) -> Iterator[tuple[str, FileState]]:
    total, before = sum(files.values()), 0
    for digest, size in files.items():
        state = _state(vault, digest, size, partial(_tell_from, progress, before, total))
        before += size
        _tell(progress, before, total)
        if state is not FileState.GOOD:
            yield digest, state


def _tell_from(progress: Progress | None, before: int, total: int, done: int) -> None:
    _tell(progress, before + done, total)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(min(done, total), total)


def _state(vault: Vault, digest: str, size: int, told: Callable[[int], object]) -> FileState:
    hashed, found = hashlib.sha256(), 0
    try:
        with vault.path_of(digest).open("rb") as handle:
            while chunk := handle.read(CHUNK):
                hashed.update(chunk)
                found += len(chunk)
                told(found)
    except FileNotFoundError:
        return FileState.MISSING
    except OSError:  # it lies there and cannot be read: what was kept is not to be had
        return FileState.CHANGED
    return FileState.GOOD if (hashed.hexdigest(), found) == (digest, size) else FileState.CHANGED
