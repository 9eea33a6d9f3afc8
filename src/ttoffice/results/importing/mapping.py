"""Which column of a ledger goes where: proposed from the headers, saved as TOML, used again on other files.

A saved mapping names columns by their header, so it still fits when columns have moved.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from ttoffice.errors import InputFileError, ProfileError
from ttoffice.i18n import gettext as _
from ttoffice.results.importing.amounts import UNITS
from ttoffice.results.importing.targets import RESULTS
from ttoffice.results.importing.vocabulary import IGNORED, Vocabulary, plain
from ttoffice.store.vault import require_readable
from ttoffice.toml_lines import quoted

UNIT_NAMES = ("元", "千元", "万元", "百万元", "亿元")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header as written, the key of its target ("" while it has none), and its unit of money.

    `sure` is false for a target inferred from a part of the header.
    """

    header: str
    target: str = ""
    unit: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a ledger in their order, and how they are read.

    Attributes:
        columns: every column, mapped or not.
        unit: the unit of money for bare numbers in columns that name none, one of `UNIT_NAMES`, or None.
        keep_unmapped: whether texts of unmapped columns go into the remarks, as `header：text`.
    """

    columns: tuple[Column, ...]
    unit: str | None = None
    keep_unmapped: bool = False

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The headers of columns that have no target."""
        return tuple(column.header for column in self.columns if not column.target and column.header)

    @property
    def targets(self) -> frozenset[str]:
        """The keys of the targets that some column has."""
        return frozenset(column.target for column in self.columns if column.target)

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form: unit, keep_unmapped and the target of each header."""
        return {
            "unit": self.unit,
            "keep_unmapped": self.keep_unmapped,
            "columns": {key: column.target for key, column in zip(self.keys(), self.columns, strict=True)},
        }

    def keys(self) -> list[str]:
        """Return a name for each column: its plain header, with #2 for the second of the same, and so on."""
        return column_keys([column.header for column in self.columns])

    def as_toml(self) -> str:
        """Return the text of a mapping file."""
        lines = [f"# {_('Column mapping of an import: header = target')}"]
        if self.unit:
            lines.append(f"unit = {quoted(self.unit)}")
        lines += [f"keep_unmapped = {'true' if self.keep_unmapped else 'false'}", "", "[columns]"]
        lines += [
            f"{quoted(key)} = {quoted(column.target)}"
            for key, column in zip(self.keys(), self.columns, strict=True)
            if column.header
        ]
        return "\n".join(lines) + "\n"


def column_keys(headers: Sequence[str]) -> list[str]:
    """Return a name for each header, distinct where headers repeat."""
    seen: dict[str, int] = {}
    keys = []
    for header in headers:
        name = plain(header)
        seen[name] = seen.get(name, 0) + 1
        keys.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return keys


def from_document(document: dict[str, Any]) -> Mapping:
    """Return the mapping of its JSON form, which must be well-formed."""
    columns = tuple(Column(header, target) for header, target in document["columns"].items())
    return Mapping(columns, document.get("unit"), bool(document.get("keep_unmapped")))


def load_mapping(path: Path, words: Vocabulary = RESULTS) -> Mapping:
    """Return the mapping of a file for one kind of ledger; raise ProfileError naming file, line and reason."""
    try:
        require_readable(path)  # a pipe would be waited for without end
        source = path.read_text(encoding="utf-8-sig")
    except InputFileError as error:
        raise ProfileError(
            error.message, advice=_("Nothing was imported. Save it anew as UTF-8 text.")
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(
            _("The mapping %(path)s cannot be read: %(error)s.") % {"path": path, "error": error},
            advice=_("Nothing was imported. Save it anew as UTF-8 text."),
        ) from error
    try:
        document = json.loads(source) if source.lstrip().startswith("{") else tomllib.loads(source)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise ProfileError(
            _("The mapping %(path)s is not well-formed: %(error)s.") % {"path": path.name, "error": error},
            advice=_("Nothing was imported. Correct the line, or propose a mapping anew."),
        ) from error
    return _checked(document, source, path, words)


def _checked(document: dict[str, Any], source: str, path: Path, words: Vocabulary) -> Mapping:
    wrong = next(chain(_wrong_settings(document), _wrong_columns(document.get("columns"), words)), None)
    if wrong is None:
        return from_document(document)
    name, reason = wrong
    raise ProfileError(
        _("%(path)s, line %(line)d: %(reason)s.")
        % {"path": path.name, "line": _line_of(source, name), "reason": reason},
        advice=_("Nothing was imported. Correct the line and try again."),
    )


def _wrong_settings(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a mapping file besides its columns, as (name, reason)."""
    for name in document:
        if name not in ("unit", "keep_unmapped", "columns"):
            yield name, _("%(name)s is not a known name") % {"name": name}
    if document.get("unit") is not None and document["unit"] not in UNITS:
        yield "unit", _("the unit must be one of %(units)s") % {"units": ", ".join(UNIT_NAMES)}
    if not isinstance(document.get("keep_unmapped", False), bool):
        yield "keep_unmapped", _("it must be true or false")


def _wrong_columns(columns: Any, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the columns of a mapping file, as (header, reason)."""
    if not isinstance(columns, dict) or not columns:
        yield "columns", _("there is no table [columns] with headers and targets")
        return
    for header, target in columns.items():
        if not isinstance(target, str) or (target and target not in words.by_key):
            known = ", ".join(words.by_key)
            yield header, _("%(target)s is no target; known: %(known)s") % {"target": target, "known": known}
            return
    for key in sorted(set(columns.values()) - {"", IGNORED}):
        headers = [header for header, target in columns.items() if target == key]
        if len(headers) > 1 and not words.by_key[key].several:
            yield headers[1], _("%(target)s has a column already") % {"target": key}
    for key in sorted(words.needed - set(columns.values())):
        yield "columns", _("no column is: %(target)s") % {"target": words.by_key[key].label}


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write a mapping file, replacing one that is there."""
    from ttoffice.sheets.atomic import atomic_write

    with atomic_write(path) as handle:
        handle.write(mapping.as_toml().encode())


def _line_of(source: str, name: str) -> int:
    """Return the line on which a name is set, for messages; 1 when it is nowhere."""
    known = re.escape(name)
    pattern = re.compile(rf"\s*(?:\[{known}\]|[\"']?{known}[\"']?\s*[=:])")
    for number, line in enumerate(source.splitlines(), 1):
        if pattern.match(line) or quoted(name) in line:
            return number
    return 1
