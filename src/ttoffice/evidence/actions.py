"""Verbs about the evidence: attaching a file to a record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from ttoffice.action import Context, action
from ttoffice.action.inputs import Input
from ttoffice.errors import InputFileError, RefusedError
from ttoffice.evidence.tables import Exhibit
from ttoffice.evidence.views import ExhibitView
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.numbering import PREFIXES
from ttoffice.reasons import Reason
from ttoffice.store.series import draw
from ttoffice.store.vault import StoredFile, require_readable

Line = Annotated[str, StringConstraints(max_length=1000)]

SUBJECT_TABLES = {"result": "result"}
"""Which table holds the records of a kind."""


class AddExhibit(Input):
    """A file to attach: to which record, from where, collected by whom and when, and what it proves."""

    subject: str
    path: str
    kind: str = "result"
    source: Line = ""
    collector: Line = ""
    collected_on: date | None = None
    proves: Line = ""


@action("exhibit.add", AddExhibit, summary=N_("Attach a file to a record"), basis="exemption:12")
def add_exhibit(ctx: Context, data: AddExhibit) -> str:
    """Copy the file into the vault and record it; return the exhibit's number."""
    source = Path(data.path)
    try:
        stored = ctx.vault.add(source)
    except InputFileError as error:  # it changed while it was copied, or went away since it was looked at
        raise RefusedError([_unreadable(error)], advice=error.advice) from error
    return record_exhibit(
        ctx,
        Exhibit(
            number="",
            subject_kind=data.kind,
            subject_id=_subject_id(ctx, data) or 0,
            sha256=stored.sha256,
            size=stored.size,
            name=source.name,
            source=data.source,
            collector=data.collector or ctx.office.operator,
            collected_on=(data.collected_on or ctx.today).isoformat(),
            proves=data.proves,
            log_id=ctx.log_id,
        ),
        data.subject,
    )


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


def record_exhibit(ctx: Context, row: Exhibit, subject: str) -> str:
    """Number and write an exhibit whose file is in the vault already; return its number."""
    row.number = draw(ctx.db, PREFIXES["exhibit"], ctx.today.year)[0]
    ctx.db.session.add(row)
    ctx.db.flush()
    view = ExhibitView(
        row.number, row.sha256, row.size, row.name, row.source, row.collector, row.collected_on, row.proves
    )
    ctx.changed("exhibit", row.id or 0, row.number, 1, None, {"subject": subject, **view.as_document()})
    return row.number


@add_exhibit.guard
def add_exhibit_reasons(ctx: Context, data: AddExhibit) -> list[Reason]:
    """The record must exist, the file must be one that can be read, and nothing is collected tomorrow."""
    reasons = []
    if _subject_id(ctx, data) is None:
        reasons.append(
            Reason(
                "exhibit.no_subject",
                _("There is no record numbered %(number)s.") % {"number": data.subject},
                field="subject",
            )
        )
    if data.collected_on is not None and data.collected_on > ctx.today:
        reasons.append(
            Reason(
                "exhibit.future",
                _("The exhibit cannot have been collected on %(day)s, which is still to come.")
                % {"day": data.collected_on.isoformat()},
                basis="exemption:12",
                field="collected_on",
            )
        )
    try:
        require_readable(Path(data.path))
    except InputFileError as error:
        reasons.append(_unreadable(error))
    return reasons


def _unreadable(error: InputFileError) -> Reason:
    return Reason("exhibit.unreadable", error.message, field="path")


def _subject_id(ctx: Context, data: AddExhibit) -> int | None:
    table = SUBJECT_TABLES.get(data.kind)
    if table is None:
        return None
    found: int | None = ctx.db.value(f"SELECT id FROM {table} WHERE number = ?", (data.subject,))
    return found
