"""A backup in one file: the store, checked, and every file of the vault; and bringing it back.

The file is a zip without compression of what is compressed already: `ttoffice.db`, `vault/…` and
`manifest.json` with the SHA-256 of each.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ttoffice.errors import DamageError, InputFileError, StoreError, UsageError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.paths import Home
from ttoffice.store.backup import check_store, copy_store, discard, fsync_folder
from ttoffice.store.connection import connect
from ttoffice.store.migrate import lock, next_serial, refuse_newer, revision
from ttoffice.store.vault import CHUNK, Vault

MANIFEST = "manifest.json"
STORE = "ttoffice.db"
FORMAT = "ttoffice-backup-1"


@dataclass(frozen=True, slots=True)
class Archive:
    """A written backup: its size in bytes, how many vault files are in it, and its SHA-256."""

    size: int
    files: int
    sha256: str


def write_archive(home: Home, target: Path) -> Archive:
    """Write a backup of the home; the target appears whole or not at all.

    Raises StoreError where the target cannot be written, DamageError where the store or a file of the
    vault fails its check, UsageError where the target is the store itself.
    """
    if target.absolute().resolve() == home.store.resolve():
        raise UsageError(
            _("%(path)s is the store itself.") % {"path": target},
            advice=_("Nothing was written. Name another file for the backup."),
        )
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(None, _("it is a folder"))
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".ttoffice-") as scratch:
            copy = Path(scratch) / STORE
            copy_store(home.store, copy)
            files = _pack(home, copy, part)
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
        digest, size = _digest(part), part.stat().st_size
        part.replace(target)
        fsync_folder(target.parent)
    except OSError as error:
        raise StoreError(
            _("The backup %(path)s could not be written: %(error)s.")
            % {"path": target, "error": os_reason(error)},
            advice=_("The store is as it was. Choose another place with enough room."),
        ) from error
    finally:
        discard(part)
    return Archive(size, files, digest)


def _pack(home: Home, copy: Path, part: Path) -> int:
    vault = Vault(home.vault)
    manifest = {"format": FORMAT, STORE: _digest(copy), "vault": list(vault.digests())}
    with zipfile.ZipFile(
        part, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False
    ) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        archive.write(copy, STORE)
        for digest in manifest["vault"]:
            _pack_file(archive, vault, digest)
    return len(manifest["vault"])


def _pack_file(archive: zipfile.ZipFile, vault: Vault, digest: str) -> None:
    """Pack one file of the vault; a damaged one would make a backup that cannot be brought back."""
    wrong = vault.check(digest)
    if wrong is not None:
        raise DamageError(
            wrong,
            advice=_(
                "No backup was written. Bring that file back from an earlier copy of the vault folder, or move"
                " it out of there (ttoffice paths), and try again."
            ),
        )
    archive.write(vault.path_of(digest), f"vault/{digest}")


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def restore_archive(home: Home, source: Path) -> Path | None:
    """Bring a backup back into the home; return where the store that stood there is kept, or None.

    A copy of the present store is made first. Vault files are added, never removed. Raises InputFileError
    where the file is missing, DamageError where it is no backup or does not match its own manifest,
    MigrationError where a newer program wrote it.
    """
    with tempfile.TemporaryDirectory(prefix="ttoffice-restore-") as scratch:
        folder = Path(scratch)
        digests = _unpack(source, folder)
        check_store(folder / STORE)
        refuse_newer(source, revision(folder / STORE))
        home.root.mkdir(parents=True, exist_ok=True)
        with lock(home):
            kept = _keep_present(home)
            vault = Vault(home.vault)
            for digest in digests:
                vault.add(folder / "vault" / digest)
            _put_in_place(folder / STORE, home.store)
    return kept


def _unpack(source: Path, folder: Path) -> list[str]:
    if source.exists() and not source.is_file():  # reading a device or a pipe might never end
        raise InputFileError(
            _("%(path)s is no file.") % {"path": source}, advice=_("Name a file, not a folder or device.")
        )
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise ValueError(manifest.get("format"))
            _extract(archive, STORE, folder / STORE, manifest[STORE])
            (folder / "vault").mkdir()
            for digest in manifest["vault"]:
                _extract(archive, f"vault/{digest}", folder / "vault" / Path(digest).name, digest)
            return list(manifest["vault"])
    except OSError as error:
        raise InputFileError(
            _("The file %(path)s cannot be read: %(error)s.") % {"path": source, "error": os_reason(error)},
            advice=_("Nothing was changed. Check the name and that you may read the file."),
        ) from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise DamageError(
            _("The file %(path)s is no backup of ttoffice, or it is damaged.") % {"path": source},
            advice=_("Nothing was changed. Choose a file written by: ttoffice backup FILE."),
        ) from error


def _extract(archive: zipfile.ZipFile, name: str, target: Path, expected: str) -> None:
    hashed = hashlib.sha256()
    with archive.open(name) as reading, target.open("wb") as writing:
        while chunk := reading.read(CHUNK):
            hashed.update(chunk)
            writing.write(chunk)
    if hashed.hexdigest() != expected:
        raise ValueError(name)


def _keep_present(home: Home) -> Path | None:
    if not home.store.exists():
        return None
    kept = home.backups / f"before-restore-{next_serial(home.backups, 'before-restore-'):03d}.db"
    try:
        copy_store(home.store, kept)
    except StoreError:
        shutil.copy2(home.store, _made(kept.with_suffix(".damaged")))
        return kept.with_suffix(".damaged")
    return kept


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _put_in_place(new: Path, store: Path) -> None:
    """Replace the store: beside it first, durable, then renamed; the old write-ahead log goes with the old.

    What stands in the old log is first brought into the old store, so that a run that is killed before the
    renaming leaves that store whole.
    """
    part = store.with_name(store.name + ".incoming")
    try:
        shutil.copyfile(new, part)
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
        _fold_log(store)
        for suffix in ("-wal", "-shm"):
            store.with_name(store.name + suffix).unlink(missing_ok=True)
        part.replace(store)
        fsync_folder(store.parent)
    except OSError as error:
        raise StoreError(
            _("The store %(path)s could not be replaced: %(error)s.")
            % {"path": store, "error": os_reason(error)},
            advice=_(
                "Close every ttoffice window and try again; the copy made before is in the backups folder."
            ),
        ) from error
    finally:
        discard(part)


def _fold_log(store: Path) -> None:
    """Bring the write-ahead log into its store where that can still be opened; a damaged one is kept aside."""
    if not store.exists():
        return
    try:
        connection = connect(store)
    except StoreError:
        return
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError:
        return
    finally:
        connection.close()
