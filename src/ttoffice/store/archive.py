"""A backup in one file: the store, checked, and every file of the vault; and bringing it back.

The file is a zip without compression of what is compressed already: `ttoffice.db`, `vault/…` and
`manifest.json` with the SHA-256 of each.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ttoffice.errors import DamageError, InputFileError, StoreError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.paths import Home
from ttoffice.store.backup import check_store, copy_store, fsync_folder
from ttoffice.store.migrate import lock
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

    Raises StoreError where the target cannot be written, DamageError where the store fails its check.
    """
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
        part.unlink(missing_ok=True)
    return Archive(size, files, digest)


def _pack(home: Home, copy: Path, part: Path) -> int:
    vault = Vault(home.vault)
    manifest = {"format": FORMAT, STORE: _digest(copy), "vault": list(vault.digests())}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=1) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        archive.write(copy, STORE)
        for digest in manifest["vault"]:
            archive.write(vault.path_of(digest), f"vault/{digest}")
    return len(manifest["vault"])


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def restore_archive(home: Home, source: Path) -> Path | None:
    """Bring a backup back into the home; return where the store that stood there is kept, or None.

    A copy of the present store is made first. Vault files are added, never removed. Raises InputFileError
    where the file is missing, DamageError where it is no backup or does not match its own manifest.
    """
    with tempfile.TemporaryDirectory(prefix="ttoffice-restore-") as scratch:
        folder = Path(scratch)
        digests = _unpack(source, folder)
        check_store(folder / STORE)
        home.root.mkdir(parents=True, exist_ok=True)
        with lock(home):
            kept = _keep_present(home)
            vault = Vault(home.vault)
            for digest in digests:
                vault.add(folder / "vault" / digest)
            _put_in_place(folder / STORE, home.store)
    return kept


def _unpack(source: Path, folder: Path) -> list[str]:
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
    count = len(list(home.backups.glob("before-restore-*.db"))) + 1 if home.backups.is_dir() else 1
    kept = home.backups / f"before-restore-{count:03d}.db"
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
    """Replace the store: beside it first, durable, then renamed; the old write-ahead log goes with the old."""
    part = store.with_name(store.name + ".incoming")
    try:
        shutil.copyfile(new, part)
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
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
        part.unlink(missing_ok=True)
