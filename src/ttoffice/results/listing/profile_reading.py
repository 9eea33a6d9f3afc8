"""Reading a profile's TOML: every mistake is refused with the file, the line and the reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ttoffice.errors import ProfileError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.results.listing.profile import CHECKS, OFF, REFUSE, WARN, Column, Profile
from ttoffice.results.listing.sources import JOINER, SOURCES, Source
from ttoffice.toml_lines import line_of, line_of_error

MAX_COLUMNS = 100
MAX_CELL = 32_767
"""What a cell of a workbook holds."""
ID_FORM = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
KEY_FORM = re.compile(r"[^\x00-\x1f\x7f\"\\]{1,60}")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
DATE_FORM = re.compile(r"(?:[^%'\"\\]|%[Ymd])*")
SHEET_FORM = re.compile(r"(?!')[^\[\]:*?/\\\x00-\x1f]{1,31}(?<!')")

TOP: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "title": str,
    "description": str,
    "sheet": str,
    "columns": list,
    "checks": dict,
    "wording": list,
}
KEYS: dict[str, type | tuple[type, ...]] = {
    "header": str,
    "field": str,
    "key": str,
    "required": bool,
    "max_length": int,
    "max_items": int,
    "join": str,
    "codes": dict,
    "default": str,
    "constant": str,
    "format": str,
    "basis": str,
    "width": (int, float),
    "wrap": bool,
    "as_text": bool,
}
WORDS = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    list: "a list",
    dict: "a table",
}


class _Reading:
    """One file while it is read; knows how to name the line of what is wrong."""

    def __init__(self, text: str, path: Path | None) -> None:
        self.text = text
        self.name = str(path) if path is not None else _("the profile")

    def wrong(self, reason: str, key: str = "", table: int | None = None) -> ProfileError:
        """Return the error for a key, of the column counted from 0 where one is given."""
        return self.at(line_of(self.text, key, table), reason)

    def at(self, line: int, reason: str) -> ProfileError:
        """Return the error for a line."""
        return ProfileError(
            _("%(path)s, line %(line)d: %(reason)s.") % {"path": self.name, "line": line, "reason": reason},
            advice=_("The profile was not used and nothing was written. Correct that line and try again."),
        )

    def typed(self, values: Mapping[str, Any], known: Mapping[str, Any], table: int | None = None) -> None:
        """Refuse keys that are not known and values of another kind than asked for."""
        for key, value in values.items():
            if key not in known:
                names = listed(known)
                raise self.wrong(
                    _("%(key)s is not known here; known are %(names)s") % {"key": key, "names": names},
                    key,
                    table,
                )
            kinds = known[key] if isinstance(known[key], tuple) else (known[key],)
            if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
                raise self.wrong(_wanted(key, kinds[0]), key, table)
            if isinstance(value, str) and CONTROLS.search(value) and key != "description":
                raise self.wrong(_("%(key)s holds a control character") % {"key": key}, key, table)


def _wanted(key: str, kind: type) -> str:
    if kind is str:
        return _("%(key)s must be a text in quotes") % {"key": key}
    if kind is bool:
        return _("%(key)s must be true or false") % {"key": key}
    if kind is int:
        return _("%(key)s must be a whole number") % {"key": key}
    return (_("%(key)s must be a table") if kind is dict else _("%(key)s must be a list")) % {"key": key}


def parse(text: str, *, path: Path | None = None, wording: tuple[str, ...] = ()) -> Profile:
    """Return the profile of a TOML text; raise ProfileError naming the line and what is wrong."""
    reading = _Reading(text, path)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = line_of_error(text, error)
        raise reading.at(line, _("this is no TOML: %(why)s") % {"why": error}) from error
    reading.typed(raw, TOP)
    _check_head(reading, raw, path)
    columns = tuple(_column(reading, index, item) for index, item in enumerate(_tables(reading, raw)))
    _check_together(reading, columns)
    own = raw.get("wording", [])
    if any(not isinstance(word, str) or not word.strip() or CONTROLS.search(word) for word in own):
        raise reading.wrong(_("wording must be a list of texts"), "wording")
    return Profile(
        raw["id"],
        raw["title"],
        raw.get("description", "").strip(),
        columns,
        text,
        raw.get("sheet", "挂牌信息"),
        MappingProxyType(_checks(reading, raw)),
        tuple(dict.fromkeys((*wording, *(word.strip() for word in own)))),
        path,
    )


def _check_head(reading: _Reading, raw: Mapping[str, Any], path: Path | None) -> None:
    for key in ("id", "title"):
        if not raw.get(key, "").strip():
            raise reading.at(1, _("%(key)s is missing") % {"key": key})
    if not ID_FORM.fullmatch(raw["id"]):
        raise reading.wrong(
            _("id may hold small Latin letters, digits, dots, hyphens and underscores only"), "id"
        )
    if path is not None and path.stem != raw["id"]:
        raise reading.wrong(
            _("id is %(id)s, but the file is named %(name)s; they must agree")
            % {"id": raw["id"], "name": path.name},
            "id",
        )
    if not SHEET_FORM.fullmatch(raw.get("sheet", "x")):
        raise reading.wrong(_("sheet is no name that a worksheet may have"), "sheet")


def _checks(reading: _Reading, raw: Mapping[str, Any]) -> dict[str, str]:
    given = raw.get("checks", {})
    reading.typed(given, dict.fromkeys(CHECKS, str))
    for name, weight in given.items():
        if weight not in (REFUSE, WARN, OFF):
            raise reading.wrong(_('%(key)s must be "refuse", "warn" or "off"') % {"key": name}, name)
    return {**CHECKS, **given}


def _tables(reading: _Reading, raw: Mapping[str, Any]) -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = raw.get("columns", [])
    if not tables or any(not isinstance(item, dict) for item in tables):
        raise reading.wrong(_("there is no [[columns]]"), "columns")
    if len(tables) > MAX_COLUMNS:
        raise reading.wrong(
            _("there are more than %(limit)d columns") % {"limit": MAX_COLUMNS}, "", MAX_COLUMNS
        )
    return tables


def _column(reading: _Reading, index: int, item: dict[str, Any]) -> Column:
    """Return one column, checked by itself."""
    reading.typed(item, KEYS, index)
    if not item.get("header", "").strip():
        raise reading.wrong(_("the column has no header"), "header", index)
    if ("field" in item) == ("constant" in item):
        raise reading.wrong(_("a column needs either field or constant"), "", index)
    source = _source(reading, index, item)
    _check_numbers(reading, index, item)
    _check_fitting(reading, index, item, source)
    key = item.get("key", item.get("field", ""))
    if not KEY_FORM.fullmatch(key):
        raise reading.wrong(_("a constant column needs a key, its name in JSON"), "key", index)
    return Column(
        header=item["header"].strip(),
        field=item.get("field", ""),
        key=key,
        required=item.get("required", False),
        max_length=item.get("max_length", 0),
        max_items=item.get("max_items", 0),
        join=item.get("join", JOINER),
        codes=MappingProxyType(_codes(reading, index, item, source)),
        default=item.get("default", ""),
        constant=item.get("constant", ""),
        date_format=item.get("format", ""),
        basis=item.get("basis"),
        width=item.get("width", 16),
        wrap=item.get("wrap", False),
        as_text=item.get("as_text", False),
    )


def _source(reading: _Reading, index: int, item: Mapping[str, Any]) -> Source | None:
    if "field" not in item:
        return None
    if item["field"] not in SOURCES:
        raise reading.wrong(_unknown_field(item["field"]), "field", index)
    return SOURCES[item["field"]]


def _unknown_field(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, SOURCES, 3, 0.5)
    return _("there is no field %(name)s; near it: %(names)s") % {
        "name": name,
        "names": listed(near or SOURCES),
    }


def _check_numbers(reading: _Reading, index: int, item: Mapping[str, Any]) -> None:
    for key, least, most in (("max_length", 1, MAX_CELL), ("max_items", 1, 1000), ("width", 1, 250)):
        if not least <= item.get(key, least) <= most:
            raise reading.wrong(
                _("%(key)s must lie between %(least)d and %(most)d")
                % {"key": key, "least": least, "most": most},
                key,
                index,
            )


def _check_fitting(reading: _Reading, index: int, item: Mapping[str, Any], source: Source | None) -> None:
    """Refuse settings that mean nothing for what the column shows."""
    kind = source.kind if source else "constant"
    fitting = {
        "codes": kind == "code",
        "format": kind == "date",
        "join": source is not None and source.several,
        "max_items": source is not None and source.several,
        "default": kind not in ("constant", "row", "integer"),
        "required": kind not in ("constant", "row"),
        "max_length": kind not in ("constant", "row", "integer"),
    }
    for key, fits in fitting.items():
        if key in item and not fits:
            raise reading.wrong(_("%(key)s means nothing for this column") % {"key": key}, key, index)
    if not DATE_FORM.fullmatch(item.get("format", "")):
        raise reading.wrong(_("format may hold %%Y, %%m and %%d and plain text only") % {}, "format", index)
    if item.get("join") == "":
        raise reading.wrong(_("join must not be empty"), "join", index)


def _codes(reading: _Reading, index: int, item: Mapping[str, Any], source: Source | None) -> dict[str, str]:
    """Return the text of every code: the profile's over the Chinese label."""
    given = item.get("codes", {})
    labels = source.labels() if source else {}
    for code, text in given.items():
        if code not in labels:
            raise reading.wrong(
                _("there is no code %(code)s; there are %(codes)s") % {"code": code, "codes": listed(labels)},
                code,
                index,
            )
        if not isinstance(text, str) or CONTROLS.search(text):
            raise reading.wrong(_wanted(code, str), code, index)
    return {**labels, **given}


def _check_together(reading: _Reading, columns: tuple[Column, ...]) -> None:
    for name, shown in (("header", "header"), ("key", "field")):
        seen: set[str] = set()
        for index, column in enumerate(columns):
            value = getattr(column, name)
            if value in seen:
                raise reading.wrong(
                    _("the %(what)s %(value)s stands there twice; give one of them another")
                    % {"what": name, "value": value},
                    shown,
                    index,
                )
            seen.add(value)
    if all(column.field in ("row", "") for column in columns):
        raise reading.wrong(_("no column shows anything of a result"), "columns")
