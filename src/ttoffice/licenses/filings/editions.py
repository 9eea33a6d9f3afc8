"""Editions of the forms: which entries and papers a filing asks for, as versioned data.

An edition is a TOML file. Those shipped lie in `ttoffice/templates/filings`, an office's own in
`templates/filings` of its home; one of the office's replaces a shipped one of the same id. Which edition
holds depends on the day of filing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ttoffice.errors import ProfileError, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.licenses.filings.record import FilingKind
from ttoffice.paths import PACKAGE, Home
from ttoffice.toml_lines import line_of, line_of_error

SHIPPED = PACKAGE / "templates" / "filings"
TYPES = ("text", "yuan", "date", "yesno", "number")
WHEN = ("always", "rights", "patent", "know_how", "agent", "non_technical", "estimated", "late")
"""The conditions under which a paper is asked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a form.

    Attributes:
        source: the fact that it is filled from; empty where it is always typed.
        codes: name of the code list that spells out its codes; empty for plain text.
    """

    key: str
    header: str
    source: str = ""
    type: str = "text"
    codes: str = ""
    required: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """One paper that a filing asks for, under which condition."""

    key: str
    title: str
    required: bool = False
    when: str = "always"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a form.

    Attributes:
        valid_from: the first day of filing on which it is used.
        source: what it rests on; `unverified` what of it nobody has checked.
        decision_period: how long the authority may take from acceptance, empty where nothing is known.
        codes: spelled-out values by list and code.
    """

    id: str
    kind: FilingKind
    title: str
    valid_from: date
    source: str
    authority: str = ""
    filed_by: str = ""
    decision_period: str = ""
    decision_source: str = ""
    unverified: tuple[str, ...] = ()
    fields: tuple[Entry, ...] = ()
    papers: tuple[PaperAsked, ...] = ()
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def spelled(self, entry: Entry, code: str) -> str:
        """Return a code as the form writes it; what is no code of its list stays as it is."""
        return self.codes.get(entry.codes, {}).get(code, code)

    def coded(self, entry: Entry, text: str) -> str:
        """Return the code of what the form spells out; a code, or what is neither, stays as it is."""
        spelled = self.codes.get(entry.codes, {})
        return next((code for code, words in spelled.items() if words == text.strip()), text)

    def entry(self, key: str) -> Entry | None:
        """Return an entry by its key, or None."""
        return next((item for item in self.fields if item.key == key), None)


def folder_of(home: Home) -> Path:
    """Return where an office's own editions lie."""
    return home.root / "templates" / "filings"


def editions(home: Home | None = None) -> dict[str, Edition]:
    """Return every edition by its id, those of the office in place of the shipped ones.

    Raises ProfileError, saying file, line and what is known, for one that cannot be used.
    """
    found = dict(_shipped())
    if home is not None and folder_of(home).is_dir():
        for path in sorted(folder_of(home).glob("*.toml")):
            edition = read_edition(path)
            found[edition.id] = edition
    return found


@cache
def _shipped() -> Mapping[str, Edition]:
    return {edition.id: edition for edition in map(read_edition, sorted(SHIPPED.glob("*.toml")))}


def edition_on(kind: FilingKind, day: date, home: Home | None = None) -> Edition | None:
    """Return the edition of a kind that holds on a day of filing, or None."""
    fitting = [one for one in editions(home).values() if one.kind is kind and one.valid_from <= day]
    return max(fitting, key=lambda one: (one.valid_from, one.id), default=None)


def edition(id_: str, home: Home | None = None) -> Edition:
    """Return an edition by its id; raise UsageError that names them all where there is none."""
    known = editions(home)
    if id_ not in known:
        raise UsageError(
            _("There is no edition %(id)s of a form.") % {"id": id_},
            advice=_("Known: %(names)s.") % {"names": listed(known)},
        )
    return known[id_]


# --- reading ----------------------------------------------------------------------------------------------

_HEAD = {
    "id", "kind", "title", "valid_from", "source", "authority", "filed_by", "decision_period", "decision_source",
    "unverified", "fields", "papers", "codes",
}  # fmt: skip
_ENTRY = {"key", "header", "source", "type", "codes", "required", "note"}
_PAPER = {"key", "title", "required", "when", "note"}


def read_edition(path: Path) -> Edition:
    """Return the edition of a file; raise ProfileError, naming file and line, where it cannot be used."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(_("%(path)s cannot be read.") % {"path": path}) from error
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(path, line_of_error(text, error), str(error)) from error
    return _Reading(path, text, raw).edition()


def _broken(path: Path, line: int, what: str) -> ProfileError:
    return ProfileError(
        _("%(path)s, line %(line)d: %(what)s") % {"path": path, "line": line, "what": what},
        advice=_("Correct the file, or remove it; the edition that comes with the program is used then."),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file being read."""

    path: Path
    text: str
    raw: Mapping[str, Any]

    def edition(self) -> Edition:
        """Return the edition, every part checked."""
        self._known(self.raw, _HEAD, "", None)
        for name in ("id", "kind", "title", "valid_from", "source", "fields"):
            if name not in self.raw:
                raise _broken(self.path, 1, _("%(name)s is missing") % {"name": name})
        kinds = [kind.value for kind in FilingKind]
        if self.raw["kind"] not in kinds:
            raise self._wrong("kind", listed(kinds))
        if type(self.raw["valid_from"]) is not date:
            raise self._wrong("valid_from", "2026-01-23")
        codes = self._codes()
        return Edition(
            **{
                name: str(self.raw.get(name, ""))
                for name in (
                    "id",
                    "title",
                    "source",
                    "authority",
                    "filed_by",
                    "decision_period",
                    "decision_source",
                )
            },
            kind=FilingKind(self.raw["kind"]),
            valid_from=self.raw["valid_from"],
            unverified=tuple(map(str, self.raw.get("unverified", ()))),
            fields=tuple(self._entries(codes)),
            papers=tuple(self._papers()),
            codes=codes,
        )

    def _codes(self) -> dict[str, dict[str, str]]:
        raw = self.raw.get("codes", {})
        return {name: {str(code): str(said) for code, said in table.items()} for name, table in raw.items()}

    def _entries(self, codes: Mapping[str, Any]) -> Iterator[Entry]:
        from ttoffice.licenses.filings.facts import SOURCES

        seen: set[str] = set()
        for place, table in enumerate(self.raw["fields"]):
            self._known(table, _ENTRY, "fields", place)
            self._named(table, ("key", "header"), "fields", place)
            entry = Entry(**table)
            self._one_of(entry.type, TYPES, "type", "fields", place)
            self._one_of(entry.source, ("", *SOURCES), "source", "fields", place)
            self._one_of(entry.codes, ("", *codes), "codes", "fields", place)
            self._once(entry.key, seen, "fields", place)
            yield entry

    def _papers(self) -> Iterator[PaperAsked]:
        seen: set[str] = set()
        for place, table in enumerate(self.raw.get("papers", ())):
            self._known(table, _PAPER, "papers", place)
            self._named(table, ("key", "title"), "papers", place)
            paper = PaperAsked(**table)
            self._one_of(paper.when, WHEN, "when", "papers", place)
            self._once(paper.key, seen, "papers", place)
            yield paper

    def _known(self, table: Mapping[str, Any], known: set[str], name: str, place: int | None) -> None:
        for key in table:
            if key not in known:
                line = line_of(self.text, key, place, name or "fields")
                told = {"name": key, "known": listed(sorted(known))}
                raise _broken(self.path, line, _("%(name)s is not known; known: %(known)s") % told)

    def _named(self, table: Mapping[str, Any], wanted: tuple[str, ...], name: str, place: int) -> None:
        for key in wanted:
            if not table.get(key):
                line = line_of(self.text, "", place, name)
                raise _broken(self.path, line, _("%(name)s is missing") % {"name": key})

    def _one_of(self, value: str, known: tuple[str, ...], key: str, name: str, place: int) -> None:
        if value not in known:
            told = {"value": value, "known": listed(filter(None, known))}
            message = _("%(value)s is not known; known: %(known)s") % told
            raise _broken(self.path, line_of(self.text, key, place, name), message)

    def _once(self, key: str, seen: set[str], name: str, place: int) -> None:
        if key in seen:
            message = _("%(name)s stands there twice") % {"name": key}
            raise _broken(self.path, line_of(self.text, "key", place, name), message)
        seen.add(key)

    def _wrong(self, key: str, known: str) -> ProfileError:
        told = {"value": self.raw[key], "known": known}
        return _broken(
            self.path, line_of(self.text, key), _("%(value)s is not known; known: %(known)s") % told
        )
