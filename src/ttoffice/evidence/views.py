"""Reads of the evidence: exhibits and what they prove, and what the vault should hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ttoffice.errors import UsageError
from ttoffice.evidence.subjects import mentions, number_sql
from ttoffice.i18n import gettext as _
from ttoffice.store.canonical import canonical
from ttoffice.store.connection import Reader, Row
from ttoffice.store.history import Revision, as_of, changes_of, revisions
from ttoffice.store.vault import Vault

_PLAIN = (
    "number", "sha256", "size", "name", "source", "collector", "collected_on", "proves", "pages", "confidentiality",
)  # fmt: skip
LATER: dict[str, Any] = {"pages": None, "confidentiality": "internal", "links": []}
"""What documents of exhibits lack that were written before there was more to say, and what it then means."""


@dataclass(frozen=True, slots=True)
class Link:
    """What an exhibit proves: a record, and of it a criterion, circumstance, condition or step by its code.

    An empty code means the record as a whole.
    """

    target: str
    code: str = ""
    note: str = ""

    def as_document(self) -> dict[str, str]:
        """Return the JSON form."""
        return {"target": self.target, "code": self.code, "note": self.note}


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """One exhibit.

    Attributes:
        subject: the number of the record it belongs to; empty where it belongs to a log entry.
        size: bytes.
        collected_on: ISO date.
        proves: what it proves, in words.
        pages: None where nobody counted them.
        links: what it proves, by record and code.
        version: how often its particulars were corrected, and one.
    """

    number: str
    sha256: str
    size: int
    name: str
    source: str
    collector: str
    collected_on: str
    proves: str
    pages: int | None = None
    confidentiality: str = "internal"
    links: tuple[Link, ...] = ()
    subject: str = ""
    version: int = 1
    id: int = 0

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form, as the history keeps it."""
        return {
            "subject": self.subject,
            **{key: getattr(self, key) for key in _PLAIN},
            "links": [link.as_document() for link in self.links],
        }


def _select(condition: str) -> str:
    columns = ", ".join(f"e.{name}" for name in _PLAIN)
    subject = number_sql("e.subject_kind", "e.subject_id")
    return f"SELECT e.id, {subject}, e.version, {columns} FROM exhibit e WHERE {condition} ORDER BY e.id"


def _found(reader: Reader, condition: str, params: Sequence[Any] = ()) -> list[ExhibitView]:
    rows = reader.all(_select(condition), params)
    links = _links(reader, [row[0] for row in rows])
    return [_view(row, links.get(row[0], ())) for row in rows]


def _view(row: Row, links: tuple[Link, ...]) -> ExhibitView:
    row_id, subject, version, *values = row
    return replace(ExhibitView(*values), links=links, subject=subject or "", version=version, id=row_id)


def _links(reader: Reader, ids: Iterable[int]) -> dict[int, tuple[Link, ...]]:
    """Return the links that stand, by exhibit, in the order they were made."""
    rows = reader.all(
        "SELECT l.exhibit_id, l.target, l.code, l.note FROM exhibit_link l WHERE l.withdraws IS NULL"
        " AND l.exhibit_id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM exhibit_link w WHERE w.withdraws = l.id) ORDER BY l.id",
        (json.dumps(list(ids)),),
    )
    found: dict[int, list[Link]] = {}
    for exhibit_id, *values in rows:
        found.setdefault(exhibit_id, []).append(Link(*values))
    return {exhibit_id: tuple(listed) for exhibit_id, listed in found.items()}


# --- exhibits ------------------------------------------------------------------------------------------


def exhibit(reader: Reader, number: str) -> ExhibitView:
    """Return an exhibit by its number; raise UsageError when there is none."""
    found = find_exhibit(reader, number)
    if found is None:
        raise UsageError(
            _("There is no exhibit numbered %(number)s.") % {"number": number},
            advice=_("List those of a record: ttoffice exhibits CG-2026-0001."),
        )
    return found


def find_exhibit(reader: Reader, number: str) -> ExhibitView | None:
    """Return an exhibit by its number, or None."""
    return next(iter(_found(reader, "e.number = ?", (number,))), None)


def exhibits_of(reader: Reader, kind: str, subject_id: int) -> list[ExhibitView]:
    """Return the exhibits of a record in the order they came."""
    return _found(reader, "e.subject_kind = ? AND e.subject_id = ?", (kind, subject_id))


def exhibits_numbered(reader: Reader, numbers: Iterable[str]) -> list[ExhibitView]:
    """Return exhibits by their numbers; those that do not exist are left out."""
    return _found(reader, "e.number IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers)),))


def same_file(reader: Reader, sha256: str) -> list[ExhibitView]:
    """Return the exhibits that hold the same file, the first first."""
    return _found(reader, "e.sha256 = ?", (sha256,))


def proving(reader: Reader, target: str, code: str | None = None) -> list[ExhibitView]:
    """Return the exhibits that prove something of a record: anything, or what a code means."""
    within = "e.id IN (SELECT exhibit_id FROM exhibit_link WHERE target = ?)"
    return [
        view
        for view in _found(reader, within, (target,))
        if any(link.target == target and code in (None, link.code) for link in view.links)
    ]


def unrelied(reader: Reader, kind: str | None = None, subject_id: int = 0) -> list[ExhibitView]:
    """Return the exhibits that nothing relies on: of one record, or all.

    An exhibit is relied on where it has a link, where it says in words what it proves, or where a record
    names its number in one of its fields. Files that an action worked from belong to their log entry.
    """
    named = mentions(reader)
    within = "1" if kind is None else "e.subject_kind = ? AND e.subject_id = ?"
    found = _found(
        reader,
        f"e.subject_kind <> 'log' AND e.proves = '' AND {within}",
        () if kind is None else (kind, subject_id),
    )
    return [view for view in found if not view.links and view.number not in named]


def changes(reader: Reader, view: ExhibitView) -> list[dict[str, Any]]:
    """Return every change of an exhibit's particulars, oldest first."""
    return changes_of(_complete(item) for item in revisions(reader, "exhibit", view.id))


def exhibit_as_of(reader: Reader, view: ExhibitView, day: date) -> ExhibitView:
    """Return what was said of an exhibit at the end of a day; raise UsageError where it was not there yet."""
    found = as_of(reader, "exhibit", view.id, day.isoformat())
    if found is None:
        raise UsageError(
            _("%(number)s did not stand in the store then.") % {"number": view.number},
            advice=_("Its history: ttoffice show %(number)s --history.") % {"number": view.number},
        )
    document = _complete(found).document
    links = tuple(Link(**link) for link in document["links"])
    return replace(view, **{**document, "links": links}, version=found.version)


def _complete(revision: Revision) -> Revision:
    return replace(revision, document={**LATER, **revision.document})


# --- files that are not as they were kept --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Failing:
    """A file that the last check found missing or changed, the exhibits that are it, and who relies on them.

    Attributes:
        state: "missing" or "changed".
        checked_on: ISO date of the check.
        relying: numbers of the records that hold the exhibits, or that they prove something of.
    """

    sha256: str
    state: str
    checked_on: str
    exhibits: tuple[ExhibitView, ...]
    relying: tuple[str, ...]

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "sha256": self.sha256,
            "state": self.state,
            "checked_on": self.checked_on,
            "exhibits": [view.as_document() for view in self.exhibits],
            "relying": list(self.relying),
        }


def failing(reader: Reader) -> list[Failing]:
    """Return what the last check of each file found wrong, for the agenda and the screens."""
    rows = reader.all(
        "SELECT sha256, state, checked_on FROM exhibit_check WHERE state <> 'good' ORDER BY sha256"
    )
    return failing_files(reader, rows)


def failing_files(reader: Reader, wrong: Iterable[Row]) -> list[Failing]:
    """Return files that were found wrong, given as (SHA-256, state, day), with all who rely on them."""
    rows = list(wrong)
    named = mentions(reader) if rows else {}
    return [_failing(reader, named, *row) for row in rows]


def _failing(
    reader: Reader, named: Mapping[str, set[str]], sha256: str, state: str, checked_on: str
) -> Failing:
    found = same_file(reader, sha256)
    relying = {link.target for view in found for link in view.links}
    relying |= {view.subject for view in found if view.subject}
    relying |= {number for view in found for number in named.get(view.number, ())}
    return Failing(sha256, state, checked_on, tuple(found), tuple(sorted(relying)))


def last_checked(reader: Reader, sha256: str) -> tuple[str, str] | None:
    """Return state and day of the last check of a file, or None where it was never checked."""
    row = reader.one("SELECT state, checked_on FROM exhibit_check WHERE sha256 = ?", (sha256,))
    return None if row is None else (row[0], row[1])


# --- checks of the whole store -------------------------------------------------------------------------


def verify_exhibits(reader: Reader) -> Iterator[str]:
    """Yield a message for each exhibit that was changed, removed or added without an action."""
    columns = ", ".join(f"e.{name}" for name in _PLAIN)
    subject = number_sql("e.subject_kind", "e.subject_id")
    links = _links(reader, (row[0] for row in reader.all("SELECT id FROM exhibit")))
    for log_id, recorded_in, newest, text, *values in reader.execute(
        f"SELECT e.log_id, f.log_id, r.version, r.document, e.id, {subject}, e.version, {columns} FROM exhibit e"
        " LEFT JOIN revision f ON f.kind = 'exhibit' AND f.subject_id = e.id AND f.version = 1"
        " LEFT JOIN revision r ON r.kind = 'exhibit' AND r.subject_id = e.id AND r.version ="
        " (SELECT MAX(version) FROM revision WHERE kind = 'exhibit' AND subject_id = e.id) ORDER BY e.id"
    ):
        view = _view(tuple(values), links.get(values[0], ()))
        if (log_id, view.version) != (recorded_in, newest) or not _is(view, text):
            yield _("Exhibit %(number)s was changed or added without an action.") % {"number": view.number}
    for (number,) in reader.execute(
        "SELECT DISTINCT number FROM revision WHERE kind = 'exhibit'"
        " AND subject_id NOT IN (SELECT id FROM exhibit) ORDER BY id"
    ):
        yield _("Exhibit %(number)s was removed.") % {"number": number}


def _is(view: ExhibitView, text: str | None) -> bool:
    if text is None:
        return False
    try:
        return canonical({**LATER, **json.loads(text)}) == canonical(view.as_document())
    except (ValueError, TypeError):
        return False


def verify_vault(reader: Reader, vault: Vault) -> Iterator[str]:
    """Yield a message for each exhibit whose file is missing or changed."""
    for number, name, digest, size in reader.execute(
        "SELECT MIN(number), MIN(name), sha256, MIN(size) FROM exhibit GROUP BY sha256 ORDER BY MIN(id)"
    ):
        wrong = vault.check(digest, size)
        if wrong is not None:
            yield f"{number} {name}: {wrong}"
