"""Reading templates from TOML: every mistake is refused with the file, the line and what is known there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ttoffice.documents import conditions, filling
from ttoffice.errors import TemplateError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.toml_lines import line_of, line_of_error

MOST = 1 << 20
"""A template is no larger than this, in bytes."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


class TemplateFile:
    """One file while it is read; knows how to name the line of what is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = ""
        try:
            if path.stat().st_size > MOST:
                raise self.at(1, _("it is larger than a template can be"))
            self.text = path.read_text(encoding="utf-8-sig")
            self.raw: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            line = line_of_error(self.text, error)
            raise self.at(line, _("this is no TOML: %(why)s") % {"why": error}) from error
        except (OSError, UnicodeDecodeError, RecursionError) as error:
            raise self.at(1, _("it cannot be read: %(why)s") % {"why": error}) from error

    def at(self, line: int, reason: str) -> TemplateError:
        """Return the error for a line."""
        return TemplateError(
            _("%(path)s, line %(line)d: %(reason)s.") % {"path": self.path, "line": line, "reason": reason},
            advice=_(
                "Nothing was made. Correct that line, or remove the file to use the one that is shipped."
            ),
        )

    def wrong(self, reason: str, key: str = "", table: int | None = None) -> TemplateError:
        """Return the error for a key, of the paragraph counted from 0 where one is given."""
        return self.at(line_of(self.text, key, table, "paragraphs"), reason)

    def typed(
        self, values: Mapping[str, Any], known: Mapping[str, type], table: int | None = None, where: str = ""
    ) -> None:
        """Refuse keys that are not known and values of another kind than asked for."""
        for key, value in values.items():
            if key not in known:
                raise self.wrong(unknown(key, known), key, table)
            if not isinstance(value, known[key]) or (isinstance(value, bool) and known[key] is not bool):
                raise self.wrong(_wanted(f"{where}{key}", known[key]), key, table)
            if isinstance(value, str) and _CONTROLS.search(value):
                raise self.wrong(_("%(key)s holds a control character") % {"key": key}, key, table)

    def needed(self, values: Mapping[str, Any], *keys: str, table: int | None = None) -> None:
        """Refuse what lacks a key, or has nothing in it."""
        for key in keys:
            value = values.get(key)
            if value is None or (isinstance(value, str) and not value.strip()):
                raise self.wrong(_("%(key)s is missing") % {"key": key}, key, table)

    def template(self, text: str, known: Iterable[str], key: str, table: int | None) -> filling.Template:
        """Return a text with its places to fill, refusing those that are not known."""
        names = set(known)
        try:
            parts = filling.parse(text)
        except filling.FillingError as error:
            raise self.at(self._line_within(text, error.place, key, table), str(error)) from error
        for slot in filling.slots(parts):
            if slot.name not in names:
                reason = _("there is no %(name)s to fill in; %(known)s") % {
                    "name": f"{{{slot.name}}}",
                    "known": near(slot.name, names),
                }
                raise self.at(self._line_within(text, slot.place, key, table), reason)
        return parts

    def condition(self, text: str, known: Iterable[str], key: str, table: int | None) -> conditions.Condition:
        """Return a condition, refusing names that are not known."""
        names = set(known)
        try:
            found = conditions.parse(text)
        except conditions.ConditionError as error:
            reason = _("the condition “%(text)s” cannot be read: %(why)s") % {"text": text, "why": error}
            raise self.wrong(reason, key, table) from error
        for name in found.names():
            if name not in names:
                reason = _("there is no condition %(name)s; %(known)s") % {
                    "name": name,
                    "known": near(name, names),
                }
                raise self.wrong(reason, key, table)
        return found

    def _line_within(self, text: str, place: int, key: str, table: int | None) -> int:
        """Return the line on which a place of a text stands, which may be one of many lines."""
        first = line_of(self.text, key, table, "paragraphs")
        opened = self.text.splitlines()[first - 1 : first]
        ahead = 1 if opened and re.search(r"(?:\"\"\"|''')\s*$", opened[0]) else 0
        return first + ahead + text[:place].count("\n")


def unknown(key: str, known: Iterable[str]) -> str:
    """Return that a key is not known, and which are."""
    return _("%(key)s is not known here; known are %(names)s") % {"key": key, "names": listed(known)}


def near(name: str, known: Iterable[str]) -> str:
    """Return which names are near to one that is not known, all of them where none is near."""
    from difflib import get_close_matches

    names = sorted(known)
    return _("near it: %(names)s") % {"names": listed(get_close_matches(name, names, 4, 0.5) or names)}


def _wanted(key: str, kind: type) -> str:
    if kind is str:
        return _("%(key)s must be a text in quotes") % {"key": key}
    if kind is bool:
        return _("%(key)s must be true or false") % {"key": key}
    if kind is int:
        return _("%(key)s must be a whole number") % {"key": key}
    return (_("%(key)s must be a table") if kind is dict else _("%(key)s must be a list")) % {"key": key}
