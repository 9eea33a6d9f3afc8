"""Whether this machine and home are fit to work."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

from ttoffice import __version__
from ttoffice.errors import TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.paths import Home, migrations_dir, on_network

ROOM_BYTES = 200 * 1024 * 1024
NEEDED_SQLITE = (3, 35, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, whether it is good, and what was seen."""

    name: str
    ok: bool
    detail: str


def examine(home: Home) -> list[Finding]:
    """Look at the program, the home, the store, the disk and the terminal; nothing is changed."""
    return [
        Finding(_("Program"), True, f"ttoffice {__version__}, Python {sys.version.split()[0]}"),
        Finding(
            "SQLite", sqlite3.sqlite_version_info >= NEEDED_SQLITE and _has_fts5(), sqlite3.sqlite_version
        ),
        Finding(_("Migrations"), migrations_dir() is not None, str(migrations_dir() or _("missing"))),
        _folder(home),
        _network(home),
        _room(home),
        _store(home),
        _terminal(),
    ]


def _has_fts5() -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(t)")
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return True


def _existing(path: Path) -> Path:
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _folder(home: Home) -> Finding:
    place = _existing(home.root)
    ok = place.is_dir() and os.access(place, os.W_OK)
    return Finding(
        _("Home folder"), ok, str(home.root) if ok else _("%(path)s may not be written") % {"path": place}
    )


def _network(home: Home) -> Finding:
    remote = on_network(home.root)
    detail = _("a network share: SQLite is not safe there") if remote else _("on this machine")
    return Finding(_("Place of the store"), not remote, detail)


def _room(home: Home) -> Finding:
    free = shutil.disk_usage(_existing(home.root)).free
    return Finding(_("Free disk space"), free >= ROOM_BYTES, f"{free // (1024 * 1024)} MB")


def _store(home: Home) -> Finding:
    from ttoffice.store.backup import check_store
    from ttoffice.store.migrate import HEAD_REVISION, revision

    if not home.store.exists():
        return Finding(_("Store"), True, _("none yet; the first command makes it"))
    try:
        found = revision(home.store)
        check_store(home.store)
    except TTOfficeError as error:
        return Finding(_("Store"), False, error.message)
    good = found == HEAD_REVISION
    return Finding(
        _("Store"), good or found is None or found < HEAD_REVISION, _("form %(form)s") % {"form": found}
    )


def _terminal() -> Finding:
    if os.name == "nt" and not (os.environ.get("WT_SESSION") or os.environ.get("TERM_PROGRAM")):
        return Finding(_("Terminal"), False, _("use Windows Terminal; the old console breaks frames"))
    encoding = (sys.stdout.encoding or "").lower()
    return Finding(_("Terminal"), True, os.environ.get("TERM") or encoding)
