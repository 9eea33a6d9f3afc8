"""Saved views of the lists: words, view, order and columns under a name, by area, in the home's `views.toml`.

    [[results]]
    name = "待挂牌"
    view = "due"
    sort = "acquired_on"

Which views, orders and columns there are is the area's business; this keeps their names.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ttoffice.errors import StoreError, UsageError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.store.claims import Claim, put
from ttoffice.toml_lines import line_of, line_of_error, quoted

LOCK_SECONDS = 5
LONGEST_NAME = 60
LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class SavedView:
    """What a list shows, under a name; no columns means the usual ones."""

    name: str
    search: str = ""
    view: str = "all"
    sort: str = "number"
    descending: bool = False
    columns: tuple[str, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)} | {
            "columns": list(self.columns)
        }


SavedViews = dict[str, tuple[SavedView, ...]]
"""The saved views of every area, in their order: the first nine have a digit each."""

KNOWN = tuple(item.name for item in fields(SavedView))


def load(path: Path, area: str) -> tuple[SavedView, ...]:
    """Return the saved views of an area, none where there is no file; UsageError names what is wrong in it."""
    return load_all(path).get(area, ())


def load_all(path: Path) -> SavedViews:
    """Return the saved views of every area; UsageError names what is wrong in the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        why = os_reason(error) if isinstance(error, OSError) else error
        raise UsageError(
            _("The file %(path)s cannot be read: %(error)s.") % {"path": path, "error": why},
            advice=_("Nothing was changed. Correct the file, or move it away to begin without saved views."),
        ) from error
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why = _("this is no TOML: %(why)s") % {"why": error}
        raise _wrong(path, line_of_error(text, error), why) from error
    except RecursionError as error:
        raise _wrong(path, 1, _("this is no TOML: %(why)s") % {"why": error}) from error
    return {area: tuple(_views(path, text, area, tables)) for area, tables in raw.items()}


def save(path: Path, area: str, view: SavedView) -> None:
    """Keep a view; it takes the place of one of the same name.

    Raises UsageError for a name that cannot be used or a broken file, StoreError where it cannot be written.
    """
    _check_texts(view)
    with _held(path):
        found = load_all(path)
        by_name = {item.name: item for item in found.get(area, ())} | {view.name: view}
        _write(path, {**found, area: tuple(by_name.values())})


def remove(path: Path, area: str, name: str) -> None:
    """Remove a view; raise UsageError where there is none of this name, StoreError where it cannot be done."""
    with _held(path):
        found = load_all(path)
        left = tuple(view for view in found.get(area, ()) if view.name != name)
        if len(left) == len(found.get(area, ())):
            raise unknown(name, found.get(area, ()))
        _write(path, {**found, area: left})


def arrange(path: Path, area: str, names: Sequence[str]) -> None:
    """Keep the views of these names, in this order, and no others of the area.

    Raises UsageError for a name that no view has, StoreError where it cannot be written.
    """
    with _held(path):
        found = load_all(path)
        by_name = {view.name: view for view in found.get(area, ())}
        for name in names:
            if name not in by_name:
                raise unknown(name, found.get(area, ()))
        _write(path, {**found, area: tuple(by_name[name] for name in dict.fromkeys(names))})


def find(path: Path, area: str, name: str) -> SavedView:
    """Return the view of a name; raise UsageError that names the known ones where there is none."""
    views = load(path, area)
    for view in views:
        if view.name == name:
            return view
    raise unknown(name, views)


def unknown(name: str, views: tuple[SavedView, ...]) -> UsageError:
    """Return the error for a name that no view has."""
    names = listed(view.name for view in views)
    return UsageError(
        _("There is no saved view named %(name)s.") % {"name": name},
        advice=_("Known: %(names)s.") % {"names": names} if names else _("None is saved yet."),
    )


def _check_texts(view: SavedView) -> None:
    name = view.name
    if not name.strip() or not name.isprintable() or name != name.strip() or len(name) > LONGEST_NAME:
        raise UsageError(
            _("A view cannot be named “%(name)s”.") % {"name": name},
            advice=_("Nothing was saved. Give a name of one line and at most %(limit)d characters.")
            % {"limit": LONGEST_NAME},
        )
    texts = (view.search, view.view, view.sort, *view.columns)
    if any(len(text) > LONGEST_TEXT or not _is_text(text) for text in texts):
        raise UsageError(
            _("What is searched for is too long to be saved, or is no text."),
            advice=_("Nothing was saved. Shorten it to %(limit)d characters.") % {"limit": LONGEST_TEXT},
        )


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _wrong(path: Path, line: int, reason: str) -> UsageError:
    return UsageError(
        _("%(path)s, line %(line)d: %(reason)s.") % {"path": path, "line": line, "reason": reason},
        advice=_("Nothing was changed. Correct the file, or move it away to begin without saved views."),
    )


def _views(path: Path, text: str, area: str, tables: Any) -> Iterator[SavedView]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _wrong(path, line_of(text, area), _("%(key)s must be a list of tables") % {"key": area})
    seen: set[str] = set()
    for place, table in enumerate(tables):
        found = _fault(table, seen)
        if found is not None:
            key, reason = found
            raise _wrong(path, line_of(text, key, place, area), reason)
        seen.add(table["name"])
        yield SavedView(**{**table, "columns": tuple(table.get("columns", ()))})


def _fault(table: Mapping[str, Any], seen: set[str]) -> tuple[str, str] | None:
    """Return what is wrong with the table of one view, as (key, reason), or None."""
    for key, value in table.items():
        if key not in KNOWN:
            names = listed(KNOWN)
            reason = _("%(key)s is not known here; known are %(names)s") % {"key": key, "names": names}
        elif key == "descending":
            reason = "" if isinstance(value, bool) else _("%(key)s must be true or false") % {"key": key}
        elif key == "columns":
            good = isinstance(value, list) and all(isinstance(item, str) for item in value)
            reason = "" if good else _("%(key)s must be a list of texts") % {"key": key}
        else:
            reason = "" if isinstance(value, str) else _("%(key)s must be a text in quotes") % {"key": key}
        if reason:
            return key, reason
    if not table.get("name", "").strip():
        return "name", _("the view has no name")
    if table["name"] in seen:
        return "name", _("there are two views named %(name)s") % {"name": table["name"]}
    return None


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the file against other windows, from reading it to writing it."""
    claim = Claim(path)
    try:
        held = claim.hold(LOCK_SECONDS)
    except OSError as error:
        raise _unwritable(path, os_reason(error)) from error
    if not held:
        raise _unwritable(path, _("another program uses it"))
    try:
        yield
    finally:
        claim.release()


def _write(path: Path, views: SavedViews) -> None:
    lines = [f"# {_('Saved views of the lists. The program writes this file anew: notes in it are lost.')}"]
    for area, saved in views.items():
        for view in saved:
            lines += ["", f"[[{area if area.isidentifier() and area.isascii() else quoted(area)}]]"]
            lines += [f"{key} = {_value(value)}" for key, value in view.as_document().items()]
    try:
        put(Path(os.path.realpath(path)), ("\n".join(lines) + "\n").encode())
    except OSError as error:
        raise _unwritable(path, os_reason(error)) from error


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(quoted, value))}]"
    return quoted(value)


def _unwritable(path: Path, why: str) -> StoreError:
    return StoreError(
        _("The saved views %(path)s cannot be written: %(error)s.") % {"path": path, "error": why},
        advice=_("Nothing was changed. Check that the folder may be written (ttoffice doctor)."),
    )
