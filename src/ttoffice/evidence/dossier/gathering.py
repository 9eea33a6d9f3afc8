"""Gathering what belongs to a record: itself, every record about it, and so on; their pasts; their exhibits."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ttoffice.action.kinds import every_kind, kind_of
from ttoffice.errors import UsageError
from ttoffice.evidence.dossier.audiences import Audience, Eraser, texts_under, without
from ttoffice.evidence.dossier.parts import kinds_apart, named_openly, referred_by, withheld_of
from ttoffice.evidence.subjects import EXHIBIT_NUMBER, Record, find_record
from ttoffice.evidence.views import ExhibitView, exhibits_numbered, exhibits_of, proving
from ttoffice.i18n import gettext as _
from ttoffice.store.connection import Reader
from ttoffice.store.history import Revision, revisions

ABOUT_OBJECTIONS = frozenset({"objection", "review"})
"""Kinds of records in which a name may tell that its bearer objected."""
MAY_TELL = frozenset({"withdrawn_reason", "sent_back", "closed_reason", "pauses", "note"})
"""Fields of any record in which it may be told why something went back, was stopped or withdrawn."""
CONFIDENTIAL = "confidential"
"""The confidentiality of exhibits whose readers may know what other dossiers there are."""
ORDER = ("recusal", "decision", "rule", "notice", "objection", "review", "deadline")
"""Kinds in the order a file is read; others stand before the deadlines."""


@dataclass(frozen=True)
class Held:
    """A record of the dossier: what it is, and everything it ever was, as its reader may see it.

    Attributes:
        altered: ids of the log entries of which something was taken out of the record's document.
        referred: whether others only rest on it; it stands here without all that is about it.
    """

    kind: str
    id: int
    number: str
    title: str
    past: tuple[Revision, ...]
    altered: frozenset[int] = frozenset()
    referred: bool = False

    @property
    def document(self) -> dict[str, Any]:
        """The record as it is now."""
        return self.past[-1].document if self.past else {}


@dataclass(frozen=True)
class LeftOut:
    """Something the reader does not get: of which record, what, and why."""

    record: str
    what: str
    why: str

    def as_document(self) -> dict[str, str]:
        """Return the JSON form."""
        return {"record": self.record, "what": self.what, "why": self.why}


@dataclass(frozen=True)
class Gathered:
    """All that belongs to a record, in the order of the dossier.

    Attributes:
        eraser: takes out who objected, but no name that stands in the case by right: that somebody is concerned, or
            decided, does not tell that they objected.
        strict: takes out every name of an objector, where an objection is spoken of.
    """

    records: tuple[Held, ...]
    exhibits: tuple[ExhibitView, ...]
    kept_back: tuple[ExhibitView, ...]
    left_out: tuple[LeftOut, ...]
    eraser: Eraser
    strict: Eraser

    def eraser_for(self, kind: str | None) -> Eraser:
        """Return what is taken out of a record of a kind, and of what belongs to it."""
        return self.strict if kind in ABOUT_OBJECTIONS else self.eraser


def gather(reader: Reader, number: str, audience: Audience) -> Gathered:
    """Gather a record for an audience; raise UsageError where there is none of this number."""
    root = find_record(reader, number)
    if root is None:
        raise UsageError(
            _("There is no record numbered %(number)s.") % {"number": number},
            advice=_("A dossier is made of a record: a result, a notice, a decision, an objection."),
        )
    left: list[LeftOut] = []
    tree = [_held(reader, record) for record in _tree(reader, root, set(), left, audience)]
    whole = [*tree, *_referred(reader, tree)]
    found = _exhibits(reader, whole)
    given, kept_back = _shared_out(whole, found, audience)
    secrets = () if audience.objectors else tuple(_secrets(reader, whole, audience))
    openly = {name for held in whole for name in named_openly(reader, held.number)} if secrets else set[str]()
    eraser, strict = Eraser(text for text in secrets if text.strip() not in openly), Eraser(secrets)
    records = tuple(_cleaned(held, audience, eraser, strict, left) for held in whole)
    objected = _theirs(whole, {"objection"})
    left += [
        LeftOut(
            view.number, _("the exhibit and what is said of it"), _why_kept_back(view, audience, objected)
        )
        for view in kept_back
    ]
    return Gathered(records, tuple(given), tuple(kept_back), tuple(left), eraser, strict)


# --- the records ---------------------------------------------------------------------------------------


def _tree(
    reader: Reader, record: Record, seen: set[str], left: list[LeftOut], audience: Audience
) -> Iterator[Record]:
    """Yield a record, then those about it with all about them, each once.

    What has a dossier of its own is noted as left out, unless that there is such a record is itself confidential.
    """
    if record.number in seen:
        return
    seen.add(record.number)
    yield record
    for child in _about(reader, record.number):
        if child.kind not in kinds_apart():
            yield from _tree(reader, child, seen, left, audience)
        elif CONFIDENTIAL in audience.confidentiality:
            left.append(LeftOut(child.number, _("the record and all about it"), _("it has its own dossier")))


def _referred(reader: Reader, tree: Iterable[Held]) -> Iterator[Held]:
    """Yield the records that those of a tree rest on, each once, in the order of their numbers."""
    known = {held.number for held in tree}
    wanted = {number for held in tree for number in referred_by(reader, held.number)}
    found = (find_record(reader, number) for number in sorted(wanted - known))
    for record in found:
        if record is not None:
            yield replace(_held(reader, record), referred=True)


def _about(reader: Reader, number: str) -> list[Record]:
    found = [
        Record(kind.code, row_id, child)
        for kind in every_kind()
        if "subject" in kind.shelf.columns
        for row_id, child in reader.all(f"SELECT id, number FROM {kind.code} WHERE subject = ?", (number,))
    ]
    return sorted(found, key=lambda record: (_place(record.kind), record.kind, record.number))


def _place(kind: str) -> float:
    return ORDER.index(kind) if kind in ORDER else len(ORDER) - 1.5


def _held(reader: Reader, record: Record) -> Held:
    past = tuple(revisions(reader, record.kind, record.id))
    kind = kind_of(record.kind)
    headline = kind.headline if kind is not None else "title"
    title = str((past[-1].document if past else {}).get(headline) or "")
    if kind is not None and past:
        title = kind.readable(headline, past[-1].document.get(headline)) or title
    return Held(record.kind, record.id, record.number, title, past)


def _secrets(reader: Reader, whole: list[Held], audience: Audience) -> Iterator[str]:
    """Yield what says who objected: what stands in the fields left out of objections, and what areas know."""
    keys = audience.fields.get("objection", frozenset())
    for held in whole:
        if held.kind == "objection":
            for revision in held.past:
                yield from texts_under(revision.document, keys)
        yield from withheld_of(reader, held.number)


def _cleaned(held: Held, audience: Audience, eraser: Eraser, strict: Eraser, left: list[LeftOut]) -> Held:
    """Return a record as the audience may see it, and note what was taken out of it."""
    eraser = strict if held.kind in ABOUT_OBJECTIONS else eraser
    keys = audience.fields.get(held.kind, frozenset())
    past, altered = [], set()
    for revision in held.past:
        document = _strictly(eraser.cleaned(without(revision.document, keys)), strict)
        if any(_found_keys(revision.document, keys)) or document != without(revision.document, keys):
            altered.add(revision.log_id)
        past.append(replace(revision, document=document, operator=eraser.clean(revision.operator)))
    gone = sorted({key for revision in held.past for key in _found_keys(revision.document, keys)})
    if gone:
        kind = kind_of(held.kind)
        names = "、".join(kind.label_of(key) if kind is not None else key for key in gone)
        left.append(LeftOut(held.number, _("fields: %(names)s") % {"names": names}, _why(audience)))
    elif altered:
        left.append(LeftOut(held.number, _("words in its text"), _why(audience)))
    return replace(held, past=tuple(past), altered=frozenset(altered), title=eraser.clean(held.title))


def _strictly(document: dict[str, Any], strict: Eraser) -> dict[str, Any]:
    """Return a document whose reasons, which may speak of an objection, name nobody who objected."""
    return {key: strict.cleaned(value) if key in MAY_TELL else value for key, value in document.items()}


def _found_keys(value: Any, keys: frozenset[str]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in keys and item not in ("", None, [], {}):
                yield key
            yield from _found_keys(item, keys)
    elif isinstance(value, list):
        for item in value:
            yield from _found_keys(item, keys)


def _why(audience: Audience) -> str:
    return _("not for: %(audience)s") % {"audience": audience.label}


# --- the exhibits --------------------------------------------------------------------------------------


def _exhibits(reader: Reader, whole: Iterable[Held]) -> list[ExhibitView]:
    """Return the exhibits of the records, those that prove something of them, and those they name; each once.

    Of records that others only rest on, those that they name.
    """
    found: dict[str, ExhibitView] = {}
    named: set[str] = set()
    for held in whole:
        if not held.referred:
            for view in (*exhibits_of(reader, held.kind, held.id), *proving(reader, held.number)):
                found.setdefault(view.number, view)
        named |= set(EXHIBIT_NUMBER.findall(json.dumps(held.document, ensure_ascii=False)))
    for view in exhibits_numbered(reader, named - set(found)):
        found[view.number] = view
    return sorted(found.values(), key=lambda view: view.id)


def _shared_out(
    whole: Iterable[Held], found: Iterable[ExhibitView], audience: Audience
) -> tuple[list[ExhibitView], list[ExhibitView]]:
    """Part the exhibits into those the audience gets and those it does not."""
    theirs = _theirs(whole, audience.without_exhibits_of)
    given: list[ExhibitView] = []
    kept_back: list[ExhibitView] = []
    for view in found:
        with_it = view.subject in theirs or view.number in theirs
        gets = view.confidentiality in audience.confidentiality and not with_it
        (given if gets else kept_back).append(view)
    return given, kept_back


def _theirs(whole: Iterable[Held], kinds: Collection[str]) -> set[str]:
    """Return the numbers of the records of some kinds, and of the exhibits that they name or once named."""
    found: set[str] = set()
    for held in whole:
        if held.kind in kinds:
            found.add(held.number)
            for revision in held.past:
                found |= set(EXHIBIT_NUMBER.findall(json.dumps(revision.document, ensure_ascii=False)))
    return found


def _why_kept_back(view: ExhibitView, audience: Audience, of_objections: Collection[str]) -> str:
    told = view.subject in of_objections or view.number in of_objections
    if told and view.confidentiality in audience.confidentiality:
        return _("it may tell who objected")
    return _why(audience)
