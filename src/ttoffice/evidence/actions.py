"""Verbs about the evidence: attaching a file to any record, saying what it proves, correcting what is said of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ttoffice.action import Context, action
from ttoffice.action.core import Kind, Subject
from ttoffice.errors import InputFileError, RefusedError
from ttoffice.evidence.inputs import AddExhibit, Describe, LinkInput, RecordCheck, Relate, Unrelate
from ttoffice.evidence.purposes import purpose_of
from ttoffice.evidence.subjects import Record, find_record
from ttoffice.evidence.tables import Exhibit, ExhibitLink
from ttoffice.evidence.views import ExhibitView, Link, find_exhibit, same_file
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.numbering import PREFIXES, read_number
from ttoffice.reasons import Reason
from ttoffice.store.connection import Reader
from ttoffice.store.series import draw
from ttoffice.store.vault import StoredFile, digest_of, require_readable

# --- attaching -----------------------------------------------------------------------------------------


@action("exhibit.add", AddExhibit, summary=N_("Attach a file to a record"), basis="exemption:12")
def add_exhibit(ctx: Context, data: AddExhibit) -> str:
    """Copy the file into the vault and record it; return the exhibit's number."""
    source = Path(data.path)
    stored = _kept(ctx, data.kept) or _taken(ctx, source)
    record = _subject(ctx, data)
    assert record is not None
    row = Exhibit(
        number="",
        subject_kind=record.kind,
        subject_id=record.id,
        sha256=stored.sha256,
        size=stored.size,
        name=source.name,
        source=data.source,
        collector=data.collector or ctx.office.operator,
        collected_on=(data.collected_on or ctx.today).isoformat(),
        proves=data.proves,
        pages=data.pages,
        confidentiality=data.confidentiality.value,
        log_id=ctx.log_id,
    )
    links = tuple(_link(record.number, item) for item in data.links)
    return record_exhibit(ctx, row, record.number, links)


def _taken(ctx: Context, source: Path) -> StoredFile:
    try:
        return ctx.vault.add(source)
    except InputFileError as error:  # it changed while it was copied, or went away since it was looked at
        raise RefusedError([_unreadable(error)], advice=error.advice) from error


def _kept(ctx: Context, digest: str | None) -> StoredFile | None:
    size = ctx.vault.size_of(digest) if digest is not None else None
    return None if digest is None or size is None else StoredFile(digest, size)


def _link(subject: str, item: LinkInput) -> Link:
    return Link(canonical_number(item.target) or subject, item.code, item.note)


def canonical_number(number: str) -> str:
    """Return a number in its canonical form; what is no number stays as it is."""
    return read_number(number) or number


def keep_file(ctx: Context, stored: StoredFile, name: str, source: str) -> str:
    """Record a file that an action worked from, as an exhibit of its own log entry; return its number."""
    row = Exhibit(
        number="",
        subject_kind="log",
        subject_id=ctx.log_id,
        sha256=stored.sha256,
        size=stored.size,
        name=name,
        source=source,
        collector=ctx.office.operator,
        collected_on=ctx.today.isoformat(),
        log_id=ctx.log_id,
    )
    return record_exhibit(ctx, row, "")


def record_exhibit(ctx: Context, row: Exhibit, subject: str, links: tuple[Link, ...] = ()) -> str:
    """Number and write an exhibit whose file is in the vault already; return its number."""
    row.number = draw(ctx.db, PREFIXES["exhibit"], ctx.today.year)[0]
    ctx.db.session.add(row)
    ctx.db.flush()
    links = tuple(dict.fromkeys(links))
    for link in links:
        _enter_link(ctx, row.id or 0, link)
    ctx.db.flush()
    view = ExhibitView(
        row.number,
        row.sha256,
        row.size,
        row.name,
        row.source,
        row.collector,
        row.collected_on,
        row.proves,
        row.pages,
        row.confidentiality,
        links,
        subject,
    )
    ctx.changed("exhibit", row.id or 0, row.number, 1, None, view.as_document())
    return row.number


def _enter_link(ctx: Context, exhibit_id: int, link: Link) -> None:
    row = ExhibitLink(
        exhibit_id=exhibit_id, target=link.target, code=link.code, note=link.note, log_id=ctx.log_id
    )
    ctx.db.session.add(row)


@add_exhibit.guard
def add_exhibit_reasons(ctx: Context, data: AddExhibit) -> Iterator[Reason]:
    """The record must exist, the file must be one that can be read, and nothing is collected tomorrow."""
    if _subject(ctx, data) is None:
        yield _no_record(data.subject, "exhibit.no_subject", "subject")
    if data.collected_on is not None and data.collected_on > ctx.today:
        yield Reason(
            "exhibit.future",
            _("The exhibit cannot have been collected on %(day)s, which is still to come.")
            % {"day": data.collected_on.isoformat()},
            basis="exemption:12",
            field="collected_on",
        )
    for place, link in enumerate(data.links):
        yield from _link_reasons(ctx, canonical_number(link.target), link.code, f"links[{place}].")
    yield from _file_reasons(ctx, data)


def _file_reasons(ctx: Context, data: AddExhibit) -> Iterator[Reason]:
    """The file must be there; that it is a link, or kept already, is said."""
    source = Path(data.path)
    digest = data.kept
    if digest is None:
        try:
            require_readable(source)
            digest = _digest_of_known(ctx, source)
        except InputFileError as error:
            yield _unreadable(error)
            return
        yield from _link_note(source)
    elif ctx.vault.size_of(digest) is None:
        yield Reason(
            "exhibit.not_kept",
            _("No file of the digest %(digest)s lies in the vault.") % {"digest": digest},
            field="kept",
        )
    for held in same_file(ctx.db, digest)[:1] if digest is not None else ():
        yield Reason(
            "exhibit.duplicate",
            _("The same file is held already: %(number)s %(name)s, of %(subject)s. It is kept once.")
            % {"number": held.number, "name": held.name, "subject": held.subject or _("the log")},
            warning=True,
        )


def _digest_of_known(ctx: Context, source: Path) -> str | None:
    """Return the digest of a file where an exhibit of its size is known; else it need not be read twice."""
    try:
        size = source.stat().st_size
    except OSError:
        return None
    known = ctx.db.value("SELECT 1 FROM exhibit WHERE size = ? LIMIT 1", (size,))
    return digest_of(source) if known else None


def _link_note(source: Path) -> Iterator[Reason]:
    """A link to a file is taken as that file, and it is said so."""
    try:
        if source.is_symlink():
            yield Reason(
                "exhibit.link",
                _("%(path)s is a link; the file it leads to is taken: %(real)s.")
                % {"path": source, "real": source.resolve()},
                field="path",
                warning=True,
            )
    except OSError:
        return


def _unreadable(error: InputFileError) -> Reason:
    return Reason("exhibit.unreadable", error.message, field="path")


def _no_record(number: str, code: str, field: str) -> Reason:
    return Reason(code, _("There is no record numbered %(number)s.") % {"number": number}, field=field)


def _subject(ctx: Context, data: AddExhibit) -> Record | None:
    found = find_record(ctx.db, canonical_number(data.subject))
    return found if found is not None and data.kind in ("", found.kind) else None


# --- what it proves ------------------------------------------------------------------------------------


def load_exhibit(reader: Reader, number: str) -> Subject[ExhibitView] | None:
    """Return an exhibit as the subject of an action, or None."""
    view = find_exhibit(reader, number)
    return None if view is None else Subject(view.id, number, view.version, view, view.as_document())


EXHIBIT = Kind("exhibit", load_exhibit)


@action(
    "exhibit.relate", Relate, kind=EXHIBIT, summary=N_("Say what an exhibit proves"), basis="exemption:12"
)
def relate(ctx: Context, subject: Subject[ExhibitView], data: Relate) -> str:
    """Add a link from the exhibit to a record, and to what of it the exhibit proves."""
    link = Link(canonical_number(data.target), data.code, data.note)
    _enter_link(ctx, subject.id, link)
    ctx.db.flush()
    return _write(ctx, subject, replace(subject.record, links=(*subject.record.links, link)))


@relate.guard
def relate_reasons(ctx: Context, subject: Subject[ExhibitView], data: Relate) -> Iterator[Reason]:
    """The record must exist, the code must mean something, and the link must be new."""
    target = canonical_number(data.target)
    yield from _link_reasons(ctx, target, data.code)
    if any((link.target, link.code) == (target, data.code) for link in subject.record.links):
        yield Reason(
            "exhibit.linked",
            _("%(number)s proves this of %(target)s already.") % {"number": subject.number, "target": target},
            field="code",
        )


@action("exhibit.unrelate", Unrelate, kind=EXHIBIT, summary=N_("Take back what an exhibit proves"))
def unrelate(ctx: Context, subject: Subject[ExhibitView], data: Unrelate) -> str:
    """Withdraw a link by a further entry; the link itself stays in the history."""
    target = canonical_number(data.target)
    row_id = ctx.db.value(
        "SELECT l.id FROM exhibit_link l WHERE l.exhibit_id = ? AND l.target = ? AND l.code = ?"
        " AND l.withdraws IS NULL AND NOT EXISTS (SELECT 1 FROM exhibit_link w WHERE w.withdraws = l.id)",
        (subject.id, target, data.code),
    )
    withdrawal = ExhibitLink(
        exhibit_id=subject.id,
        target=target,
        code=data.code,
        note=data.reason,
        withdraws=row_id,
        log_id=ctx.log_id,
    )
    ctx.db.session.add(withdrawal)
    ctx.db.flush()
    kept = tuple(link for link in subject.record.links if (link.target, link.code) != (target, data.code))
    return _write(ctx, subject, replace(subject.record, links=kept))


@unrelate.guard
def unrelate_reasons(ctx: Context, subject: Subject[ExhibitView], data: Unrelate) -> list[Reason]:
    """The link must stand."""
    wanted = (canonical_number(data.target), data.code)
    if any((link.target, link.code) == wanted for link in subject.record.links):
        return []
    return [
        Reason(
            "exhibit.not_linked",
            _("%(number)s proves nothing of the kind of %(target)s.")
            % {"number": subject.number, "target": data.target},
            field="target",
        )
    ]


def _link_reasons(ctx: Context, target: str, code: str, path: str = "") -> Iterable[Reason]:
    if target and find_record(ctx.db, target) is None:
        yield _no_record(target, "exhibit.no_target", f"{path}target")
    if code and purpose_of(ctx.rulebook, code) is None:
        yield Reason(
            "exhibit.no_purpose",
            _(
                "%(code)s is nothing that can be proved: write criterion:…, circumstance:7(2), bar:10(4),"
                " condition:… or step:…."
            )
            % {"code": code},
            basis="exemption:12",
            field=f"{path}code",
        )


# --- corrections ---------------------------------------------------------------------------------------


@action(
    "exhibit.describe", Describe, kind=EXHIBIT, summary=N_("Correct what is said of an exhibit"),
    basis="exemption:12",
)  # fmt: skip
def describe(ctx: Context, subject: Subject[ExhibitView], data: Describe) -> str:
    """Correct source, collector, pages, confidentiality or what it proves in words; the file stays as it is."""
    given = data.model_dump(mode="json", exclude_unset=True)
    kept: dict[str, Any] = {key: value for key, value in given.items() if value is not None or key == "pages"}
    return _write(ctx, subject, replace(subject.record, **kept))


def _write(ctx: Context, subject: Subject[ExhibitView], changed: ExhibitView) -> str:
    """Write a further version of what is said of an exhibit; an unchanged one is left alone."""
    document = changed.as_document()
    if document == subject.document:
        return subject.number
    version = subject.version + 1
    ctx.db.execute(
        "UPDATE exhibit SET source = ?, collector = ?, proves = ?, pages = ?, confidentiality = ?, version = ?"
        " WHERE id = ?",
        (
            changed.source,
            changed.collector,
            changed.proves,
            changed.pages,
            changed.confidentiality,
            version,
            subject.id,
        ),
    )
    ctx.changed("exhibit", subject.id, subject.number, version, subject.document, document)
    return subject.number


# --- checks --------------------------------------------------------------------------------------------


@action("exhibit.record_check", RecordCheck, summary=N_("Record what a check of exhibits found"))
def record_check(ctx: Context, data: RecordCheck) -> str:
    """Remember what the check of each file found: good, but for those named; return the record's number or ''."""
    record = find_record(ctx.db, data.subject) if data.subject else None
    scope, params = ("1", ()) if record is None else (
        "(subject_kind = ? AND subject_id = ?)", (record.kind, record.id)
    )  # fmt: skip
    wrong = {item.sha256: item.state for item in data.failing}
    ctx.db.execute(
        "INSERT INTO exhibit_check (sha256, state, checked_on, log_id)"
        " SELECT DISTINCT e.sha256, COALESCE((SELECT j.value FROM json_each(?) j WHERE j.key = e.sha256), 'good'),"
        f" ?, ? FROM exhibit e WHERE {scope} AND e.id <= (SELECT id FROM exhibit WHERE number = ?)"
        " ON CONFLICT (sha256) DO UPDATE SET state = excluded.state, checked_on = excluded.checked_on,"
        " log_id = excluded.log_id",
        (json.dumps(wrong), ctx.today.isoformat(), ctx.log_id, *params, data.through),
    )
    return data.subject


@record_check.guard
def record_check_reasons(ctx: Context, data: RecordCheck) -> Iterator[Reason]:
    """The record and the last exhibit must exist, and a file that is named must be an exhibit's."""
    if data.subject and find_record(ctx.db, data.subject) is None:
        yield _no_record(data.subject, "exhibit.no_subject", "subject")
    if find_exhibit(ctx.db, data.through) is None:
        yield _no_record(data.through, "exhibit.unknown", "through")
    for item in data.failing:
        if not same_file(ctx.db, item.sha256):
            yield Reason(
                "exhibit.not_kept",
                _("No exhibit has a file of the digest %(digest)s.") % {"digest": item.sha256},
                field="failing",
            )
