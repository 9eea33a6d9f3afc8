"""The vault: files kept under the SHA-256 of their content, written whole or not at all.

A file is copied to a temporary name while it is hashed, made durable and renamed; the same content is kept
once. Nothing in the vault is ever changed or removed by the program.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Protocol

from ttoffice.errors import DamageError, InputFileError, StoreError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.store.backup import fsync_folder

CHUNK = 1 << 20


class Sink(Protocol):
    """Something that bytes are written to."""

    def write(self, chunk: bytes, /) -> object:
        """Take some bytes."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the vault: SHA-256 in hexadecimal and size in bytes."""

    sha256: str
    size: int


class Vault:
    """The folder of kept files; it is made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, digest: str) -> Path:
        """Return where the file of this digest lies or would lie."""
        return self.folder / digest[:2] / digest

    def add(self, source: Path, progress: Callable[[int], object] | None = None) -> StoredFile:
        """Copy a file in and return its digest and size.

        Raises InputFileError when the source is missing, no plain file, unreadable, or changes while it is
        copied; StoreError when the vault cannot be written. Nothing half-written remains.
        """
        with _open_source(source) as reading:
            before = os.fstat(reading.fileno())
            part, digest, size = self._copy(reading, source, progress)
            after = os.fstat(reading.fileno())
        try:
            if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                raise InputFileError(
                    _("The file %(path)s changed while it was copied.") % {"path": source},
                    advice=_("Nothing was kept of it. Close it in the other program and try again."),
                )
            self._settle(part, digest)
        finally:
            part.unlink(missing_ok=True)
        return StoredFile(digest, size)

    def add_bytes(self, content: bytes) -> StoredFile:
        """Keep some bytes and return their digest and size."""
        digest = hashlib.sha256(content).hexdigest()
        if self.check(digest, len(content)) is not None:
            handle, part = self._temporary()
            try:
                with handle:
                    handle.write(content)
                    handle.flush()
                    os.fsync(handle.fileno())
                self._settle(part, digest)
            except OSError as error:
                raise self._unwritable(error) from error
            finally:
                part.unlink(missing_ok=True)
        return StoredFile(digest, len(content))

    def read(self, digest: str) -> bytes:
        """Return a kept file's content; raise DamageError when it is missing or not what was kept."""
        try:
            content = self.path_of(digest).read_bytes()
        except OSError as error:
            raise DamageError(_missing(digest), advice=_restore_advice()) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise DamageError(_changed(digest), advice=_restore_advice())
        return content

    def copy(self, digest: str, target: Sink) -> None:
        """Write a kept file's content into an open file.

        Raises DamageError when it is missing or not what was kept: then what was written is not to be used.
        """
        hashed = hashlib.sha256()
        with self._open_kept(digest) as kept:
            while chunk := _read_kept(kept, digest):
                hashed.update(chunk)
                target.write(chunk)
        if hashed.hexdigest() != digest:
            raise DamageError(_changed(digest), advice=_restore_advice())

    def _open_kept(self, digest: str) -> BinaryIO:
        try:
            return self.path_of(digest).open("rb")
        except OSError as error:
            raise DamageError(_missing(digest), advice=_restore_advice()) from error

    def check(self, digest: str, size: int | None = None) -> str | None:
        """Return what is wrong with a kept file, or None."""
        path = self.path_of(digest)
        hashed = hashlib.sha256()
        try:
            with path.open("rb") as handle:
                while chunk := handle.read(CHUNK):
                    hashed.update(chunk)
                found = handle.tell()
        except OSError:
            return _missing(digest)
        if hashed.hexdigest() != digest or (size is not None and found != size):
            return _changed(digest)
        return None

    def is_whole(self, digest: str) -> bool:
        """Tell whether a kept file is there and what was kept; one that nobody touched since is not read again."""
        path = self.path_of(digest)
        try:
            found = path.stat()
        except OSError:
            return False
        return _is_whole(path, digest, (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns))

    def size_of(self, digest: str) -> int | None:
        """Return the size of a kept file in bytes, None where none lies there; its content is not looked at."""
        try:
            return self.path_of(digest).stat().st_size
        except OSError:
            return None

    def digests(self) -> Iterator[str]:
        """Yield the digest of every file that lies in the vault."""
        if self.folder.is_dir():
            for path in sorted(self.folder.glob("??/*")):
                if len(path.name) == hashlib.sha256().digest_size * 2:
                    yield path.name

    def _temporary(self) -> tuple[BinaryIO, Path]:
        try:
            incoming = self.folder / "incoming"
            incoming.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(dir=incoming)
        except OSError as error:
            raise self._unwritable(error) from error
        return os.fdopen(number, "wb"), Path(name)

    def _copy(
        self, reading: BinaryIO, source: Path, progress: Callable[[int], object] | None
    ) -> tuple[Path, str, int]:
        handle, part = self._temporary()
        hashed, size = hashlib.sha256(), 0
        try:
            with handle:
                while chunk := _read(reading, source):
                    hashed.update(chunk)
                    handle.write(chunk)
                    size += len(chunk)
                    if progress is not None:
                        progress(size)
                handle.flush()
                os.fsync(handle.fileno())
        except OSError as error:
            part.unlink(missing_ok=True)
            raise self._unwritable(error) from error
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return part, hashed.hexdigest(), size

    def _settle(self, part: Path, digest: str) -> None:
        target = self.path_of(digest)
        try:
            if target.exists() and self.check(digest) is None:
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            part.replace(target)
            fsync_folder(target.parent)
            fsync_folder(self.folder)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> StoreError:
        return StoreError(
            _("The vault %(path)s cannot be written: %(error)s.")
            % {"path": self.folder, "error": os_reason(error)},
            advice=_("Nothing was recorded. Free some space or check the folder's rights, then try again."),
        )


class ScratchVault(Vault):
    """A vault for a dry run: what is kept already is found, what is added goes into a folder of its own.

    The folder is made with the first file, as most actions add none; `discard` removes it.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._kept = Vault(folder)
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def path_of(self, digest: str) -> Path:
        """Return where the file lies: among the kept ones, else in the scratch folder."""
        kept = self._kept.path_of(digest)
        return super().path_of(digest) if self._kept.check(digest) else kept

    def discard(self) -> None:
        """Remove what was added."""
        if self._scratch is not None:
            self._scratch.cleanup()

    def _temporary(self) -> tuple[BinaryIO, Path]:
        if self._scratch is None:
            try:
                self._scratch = tempfile.TemporaryDirectory(prefix="ttoffice-dry-run-")
            except OSError as error:
                raise self._unwritable(error) from error
            self.folder = Path(self._scratch.name)
        return super()._temporary()


def _open_source(source: Path) -> BinaryIO:
    try:
        if not stat.S_ISREG(source.stat().st_mode):
            raise InputFileError(
                _("%(path)s is no file.") % {"path": source}, advice=_("Name a file, not a folder or device.")
            )
        return source.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        why = os_reason(error) if isinstance(error, OSError) else error
        raise InputFileError(
            _("The file %(path)s cannot be read: %(error)s.") % {"path": source, "error": why},
            advice=_("Nothing was recorded. Check the name and that you may read the file."),
        ) from error


def _read(reading: BinaryIO, source: Path) -> bytes:
    try:
        return reading.read(CHUNK)
    except OSError as error:
        raise InputFileError(
            _("The file %(path)s could not be read to its end: %(error)s.")
            % {"path": source, "error": os_reason(error)},
            advice=_("Nothing was recorded. Copy it to this machine first."),
        ) from error


def digest_of(source: Path) -> str:
    """Return the SHA-256 of a file outside the vault; raise InputFileError as `Vault.add` does."""
    hashed = hashlib.sha256()
    with _open_source(source) as reading:
        while chunk := _read(reading, source):
            hashed.update(chunk)
    return hashed.hexdigest()


def _read_kept(kept: BinaryIO, digest: str) -> bytes:
    try:
        return kept.read(CHUNK)
    except OSError as error:
        raise DamageError(_changed(digest), advice=_restore_advice()) from error


def require_readable(source: Path) -> None:
    """Raise InputFileError, as `Vault.add` does, when a file is missing, no plain file or unreadable."""
    _open_source(source).close()


@lru_cache(maxsize=4096)
def _is_whole(path: Path, digest: str, _seen: tuple[int, ...]) -> bool:
    """Return whether a kept file as it was seen (inode, size, times) has its digest."""
    return Vault(path.parent.parent).check(digest) is None


def _missing(digest: str) -> str:
    return _("Vault: the file %(digest)s is missing.") % {"digest": digest}


def _changed(digest: str) -> str:
    return _("Vault: the file %(digest)s is not what was kept.") % {"digest": digest}


def _restore_advice() -> str:
    return _("Bring the file back from a copy of the vault folder (ttoffice paths).")
