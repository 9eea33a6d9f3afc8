"""Typed reading of one TOML table that knows its file and place, so that every complaint names both."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ttoffice.errors import RulebookError
from ttoffice.i18n import gettext as _


def wrong(file: Path, place: str, message: str) -> RulebookError:
    """Return the error for a place of a file, ready to be raised."""
    return RulebookError(
        _("%(file)s, %(place)s: %(message)s") % {"file": file, "place": place, "message": message},
        advice=_("Nothing was changed. Mend that place in the file, or use another rulebook."),
    )


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a rulebook file. `place` is empty at the top, else such as `bars.entry[2]`."""

    file: Path
    values: Mapping[str, Any]
    place: str = ""
    _read: set[str] = field(default_factory=set)

    def wrong(self, key: str, message: str) -> RulebookError:
        """Return the error for a key of this table, ready to be raised."""
        return wrong(self.file, self.at(key), message)

    def at(self, key: str) -> str:
        """Return the place of a key, from the top of the file."""
        return ".".join(part for part in (self.place, key) if part) or "1"

    def has(self, key: str) -> bool:
        """Whether the table has a key."""
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that is not blank; the default where the key is missing and a default is given."""
        value = self._take(key, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.wrong(key, _("a text is needed here"))
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts, at least one of them unless a default is given."""
        value = self._take(key, default)
        if not isinstance(value, (list, tuple)) or not all(isinstance(entry, str) for entry in value):
            raise self.wrong(key, _("a list of texts is needed here"))
        if not value and default is None:
            raise self.wrong(key, _("the list must not be empty"))
        return tuple(value)

    def number(self, key: str) -> int:
        """Return a whole number from 1."""
        value = self._take(key, None)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(key, _("a whole number from 1 is needed here"))
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, _("true or false is needed here"))
        return value

    def day(self, key: str) -> date:
        """Return a date."""
        value = self._take(key, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(key, _("a date such as 2025-11-09 is needed here"))
        return value

    def section(self, key: str) -> Section:
        """Return a table inside this one."""
        value = self._take(key, None)
        if not isinstance(value, dict):
            raise self.wrong(key, _("a table is needed here"))
        return Section(self.file, value, self.at(key))

    def sections(self, key: str, *, optional: bool = False) -> Iterator[Section]:
        """Give the tables of a list, at least one of them unless they are optional."""
        value = self._take(key, [] if optional else None)
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.wrong(key, _("a list of tables is needed here"))
        if not value and not optional:
            raise self.wrong(key, _("the list must not be empty"))
        for index, entry in enumerate(value, start=1):
            yield Section(self.file, entry, f"{self.at(key)}[{index}]")

    def finish(self) -> None:
        """Raise for a key that nobody asked for: it is misspelt or belongs elsewhere."""
        for key in self.values:
            if key not in self._read:
                raise self.wrong(key, _("this key is not known here"))

    def _take(self, key: str, default: Any) -> Any:
        self._read.add(key)
        if key in self.values:
            return self.values[key]
        if default is None:
            raise self.wrong(key, _("this key is missing"))
        return default


def read(file: Path) -> Section:
    """Read a TOML file; raise RulebookError naming the file, and the line where it is not TOML."""
    try:
        return Section(file, tomllib.loads(file.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        raise RulebookError(
            _("%(file)s cannot be read: %(reason)s")
            % {"file": file, "reason": error.strerror or type(error).__name__},
            advice=_("Put the file there, or take its name out of rulebook.toml."),
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulebookError(
            _("%(file)s is not TOML in UTF-8: %(reason)s") % {"file": file, "reason": error},
            advice=_("Nothing was changed. Mend that place in the file, or use another rulebook."),
        ) from error
