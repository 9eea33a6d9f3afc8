"""Exhibits brought out of the vault: copied to a place of one's own, or opened to be read.

What leaves the vault is always a copy whose SHA-256 was compared; the vault's own file is shown to nobody.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ttoffice.errors import TTOfficeError, UsageError, os_reason
from ttoffice.evidence.names import is_program, safe_name
from ttoffice.evidence.views import ExhibitView, exhibit
from ttoffice.i18n import gettext as _
from ttoffice.store.backup import fsync_folder
from ttoffice.store.vault import Vault

if TYPE_CHECKING:
    from ttoffice.action.office import Office

KEPT_SECONDS = 7 * 24 * 3600
"""How long copies that were opened stay; nobody needs them once they are read."""
START_SECONDS = 2.0
"""How long the system's program is watched for failing at once."""


def copy_out(vault: Vault, view: ExhibitView, target: Path, *, replace: bool = False) -> Path:
    """Copy an exhibit to a file, or into a folder under its own safe name; return where it lies.

    The file appears whole, its SHA-256 compared, or not at all. Raises UsageError where a file is there and
    is not to be replaced, DamageError where the vault's file is not what was kept, TTOfficeError where the
    target cannot be written.
    """
    place = target
    try:
        if target.is_dir():
            place = target / safe_name(view.name)
        _refuse_own(vault, place)
        _write(vault, view, place, replace=replace)
    except FileExistsError as error:
        raise UsageError(
            _("The file %(path)s is there already.") % {"path": place},
            advice=_("Nothing was written. Choose another name, or --force to replace it."),
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        why = os_reason(error) if isinstance(error, OSError) else error
        raise TTOfficeError(
            _("Cannot write %(path)s: %(why)s") % {"path": place, "why": why},
            advice=_("What was there is unchanged. Check the free space of the disk, or give another place."),
        ) from error
    return place


def _refuse_own(vault: Vault, place: Path) -> None:
    """Refuse a place in the vault or beside the store: an exhibit may be named like the store itself."""
    real, kept = place.absolute().resolve(), vault.folder.resolve()
    if real.is_relative_to(kept) or real.parent == kept.parent:
        raise UsageError(
            _("%(path)s lies among the program's own files.") % {"path": place},
            advice=_("Nothing was written. Choose a place outside the data folder (ttoffice paths)."),
        )


def _write(vault: Vault, view: ExhibitView, place: Path, *, replace: bool) -> None:
    if not replace and os.path.lexists(place):
        raise FileExistsError(place)
    part = place.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as handle:
            vault.copy(view.sha256, handle)
            handle.flush()
            os.fsync(handle.fileno())
        if replace:
            part.replace(place)
        else:
            _put_beside(part, place)
        fsync_folder(place.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _put_beside(part: Path, place: Path) -> None:
    """Give the file its name; raise FileExistsError where somebody else has taken the name meanwhile."""
    try:
        os.link(part, place)
    except FileExistsError:
        raise
    except OSError as error:  # a disk that knows no second names
        if os.path.lexists(place):
            raise FileExistsError(place) from error
        part.rename(place)


def open_exhibit(office: Office, number: str) -> Path:
    """Open a copy of an exhibit with the system's program for its kind; return where the copy lies.

    The copy is read-only, its folder private. Raises UsageError where there is no such exhibit, DamageError
    where the vault's file is not what was kept, TTOfficeError where it is a program or nothing opens it.
    """
    with office.reader() as reader:
        view = exhibit(reader, number)
    if is_program(safe_name(view.name)):
        raise TTOfficeError(
            _("%(number)s %(name)s is a program; it is not started.") % {"number": number, "name": view.name},
            advice=_("Copy it out to look into it: ttoffice exhibit %(number)s -o FILE.")
            % {"number": number},
        )
    path = _copy_to_read(office, view)
    open_with_system(path)
    return path


def _copy_to_read(office: Office, view: ExhibitView) -> Path:
    """Return a read-only copy: in the home, or where that cannot be written in the system's temporary folder."""
    _forget_old(office.home.opened)
    # Where the home cannot be written the other place follows, and tells where that fails too.
    with suppress(OSError):
        office.home.opened.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = office.home.opened / view.sha256[:16]
        folder.mkdir(mode=0o700, exist_ok=True)
        os.utime(folder)
        return _read_only_copy(office.vault, view, folder)
    try:
        return _read_only_copy(office.vault, view, Path(tempfile.mkdtemp(prefix="ttoffice-")))
    except OSError as error:
        raise TTOfficeError(
            _("Cannot write %(path)s: %(why)s") % {"path": tempfile.gettempdir(), "why": os_reason(error)},
            advice=_("Free some space, or copy it out: ttoffice exhibit %(number)s -o FILE.")
            % {"number": view.number},
        ) from error


def _read_only_copy(vault: Vault, view: ExhibitView, folder: Path) -> Path:
    path = folder / safe_name(view.name)
    with suppress(FileNotFoundError):
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows replaces no read-only file
    _write(vault, view, path, replace=True)
    path.chmod(stat.S_IRUSR)
    return path


def _forget_old(opened: Path) -> None:
    """Remove copies that were opened long ago; what another program still holds open is left."""
    with suppress(OSError):
        for folder in opened.iterdir():
            if time.time() - folder.stat().st_mtime > KEPT_SECONDS:
                for path in folder.iterdir():
                    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
                shutil.rmtree(folder, ignore_errors=True)


def open_with_system(path: Path) -> None:
    """Start the system's program for a file, apart from this terminal; raise TTOfficeError where nothing opens it."""
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError as error:
            raise _no_program(path, os_reason(error)) from error
        return
    name = "open" if sys.platform == "darwin" else "xdg-open"
    program = shutil.which(name)
    if program is None:
        raise _no_program(path, _("there is no program %(name)s") % {"name": name})
    try:
        started = subprocess.Popen(
            [program, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise _no_program(path, os_reason(error)) from error
    try:
        code = started.wait(START_SECONDS)
    except subprocess.TimeoutExpired:  # it shows the file; somebody must wait for its end, or a zombie stays
        threading.Thread(target=started.wait, daemon=True).start()
        return
    if code:
        raise _no_program(path, _("%(name)s ended with code %(code)d") % {"name": name, "code": code})


def _no_program(path: Path, why: str) -> TTOfficeError:
    return TTOfficeError(
        _("No program opens the file: %(why)s.") % {"why": why},
        advice=_("It lies in %(path)s.") % {"path": path},
    )
