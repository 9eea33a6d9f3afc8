"""Verbs about listings: record an export, mark it as uploaded, record the platform's numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import PrivateAttr, StringConstraints

from ttoffice.action import Context, Kind, Subject, action
from ttoffice.action.inputs import Input
from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.numbering import PREFIXES
from ttoffice.reasons import Reason
from ttoffice.results.actions import load_result, write
from ttoffice.results.listing.export import Prepared, run_export
from ttoffice.results.listing.packing import store_keys
from ttoffice.results.listing.views import BatchView, batch
from ttoffice.store.canonical import canonical
from ttoffice.store.connection import Reader
from ttoffice.store.series import draw

KIND = "listing_batch"
PlatformNumber = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class ExportListing(Input):
    """An export that is checked and written to one side already; made by `run_export` only."""

    profile: str
    format: Literal["xlsx", "csv", "json"]
    target: str = ""
    which: Literal["listed", "due", "all", "numbers"] = "listed"
    partial: bool = False
    _prepared: Prepared | None = PrivateAttr(default=None)

    def attach(self, prepared: Prepared) -> None:
        """Give the export that is to be recorded."""
        self._prepared = prepared

    @property
    def prepared(self) -> Prepared | None:
        """The export that is to be recorded."""
        return self._prepared


class MarkUploaded(Input):
    """The day on which the file was uploaded; today where none is given."""

    uploaded_on: date | None = None


class RecordNumbers(Input):
    """The platform's number of each result, by the result's own number."""

    numbers: dict[str, PlatformNumber]


def load_batch(reader: Reader, number: str) -> Subject[BatchView] | None:
    """Return a batch as an action's subject, or None."""
    found = batch(reader, number)
    if found is None:
        return None
    return Subject(found.id, found.number, found.version, found, found.as_document())


BATCH = Kind(KIND, load_batch)


@action("listing.export", ExportListing, summary=N_("Record an exported listing"), basis="pay-later:6(1)")
def export_listing(ctx: Context, data: ExportListing) -> str:
    """Record the batch, put the file in its place; return the batch's number."""
    prepared = data.prepared
    if prepared is None:
        raise UsageError(
            _("An export cannot be recorded without its file."),
            advice=_("Nothing was written. Use: ttoffice export listing."),
        )
    number = draw(ctx.db, PREFIXES["batch"], ctx.today.year)[0]
    values = _batch_values(ctx, data, prepared, number)
    inserted = ctx.db.execute(
        f"INSERT INTO listing_batch ({', '.join(values)})"
        f" VALUES ({', '.join(f':{name}' for name in values)})",
        values,
    )
    batch_id = inserted.lastrowid or 0
    store_keys(ctx.db, batch_id, prepared.tally.packed)
    made = load_batch(ctx.db, number)
    ctx.changed(KIND, batch_id, number, 1, None, made.document if made else {})
    prepared.staged.place()
    return number


def _batch_values(ctx: Context, data: ExportListing, prepared: Prepared, number: str) -> dict[str, Any]:
    """Return the columns of a new batch, by driver SQL: an export should not wait for SQLAlchemy to load."""
    return {
        "version": 1,
        "number": number,
        "at": ctx.now.isoformat(timespec="seconds"),
        "legal_day": ctx.today.isoformat(),
        "operator": ctx.office.operator,
        "profile": prepared.profile.id,
        "profile_sha256": prepared.profile.sha256,
        "profile_text": prepared.profile.text,
        "unit": canonical(prepared.unit),
        "which": data.which,
        "format": data.format,
        "file_name": Path(data.target).name,
        "rows": prepared.tally.good,
        "refused": len(prepared.tally.refused),
        "content_sha256": prepared.tally.content.hexdigest(),
        "as_of_log": prepared.snapshot_log,
        "log_id": ctx.log_id,
        "uploaded_by": "",
    }


@action(
    "listing.mark_uploaded",
    MarkUploaded,
    kind=BATCH,
    summary=N_("Mark an exported listing as uploaded to the platform"),
    basis="pay-later:6(1)",
)
def mark_uploaded(ctx: Context, subject: Subject[BatchView], data: MarkUploaded) -> str:
    """Record the day and who says so; return the batch's number. Changes are counted from this batch on."""
    changed = replace(
        subject.record,
        uploaded_on=(data.uploaded_on or ctx.today).isoformat(),
        uploaded_by=ctx.office.operator,
        version=subject.version + 1,
    )
    ctx.db.execute(
        "UPDATE listing_batch SET uploaded_on = ?, uploaded_by = ?, version = version + 1 WHERE id = ?",
        (changed.uploaded_on, changed.uploaded_by, subject.id),
    )
    ctx.changed(KIND, subject.id, subject.number, changed.version, subject.document, changed.as_document())
    return subject.number


@mark_uploaded.guard
def mark_uploaded_reasons(ctx: Context, subject: Subject[BatchView], data: MarkUploaded) -> list[Reason]:
    """Once only, not before the export and not in days to come."""
    record, day = subject.record, data.uploaded_on or ctx.today
    reasons = []
    if record.uploaded_on is not None:
        reasons.append(
            Reason(
                "listing.uploaded_already",
                _("%(number)s was marked as uploaded on %(day)s already.")
                % {"number": record.number, "day": record.uploaded_on},
                field="uploaded_on",
            )
        )
    if day > ctx.today or day.isoformat() < record.legal_day:
        reasons.append(
            Reason(
                "listing.upload_day",
                _("The day of the upload must lie between the export on %(first)s and today, %(last)s.")
                % {"first": record.legal_day, "last": ctx.today.isoformat()},
                field="uploaded_on",
            )
        )
    return reasons


@action(
    "listing.record_number",
    RecordNumbers,
    summary=N_("Record the platform's numbers of results"),
    basis="pay-later:6(1)",
)
def record_numbers(ctx: Context, data: RecordNumbers) -> int:
    """Write the numbers that differ from what stands there; return how many."""
    count = 0
    for number, subject in _subjects(ctx, data).items():
        record = replace(subject.record, platform_number=data.numbers[number])
        if record != subject.record:
            write(ctx, subject, record)
            count += 1
    ctx.notes["summary"] = {"numbers": len(data.numbers), "changed": count}
    return count


def _subjects(ctx: Context, data: RecordNumbers) -> dict[str, Subject[Any]]:
    loaded = {number: load_result(ctx.db, number) for number in data.numbers}
    return {number: subject for number, subject in loaded.items() if subject is not None}


@record_numbers.guard
def record_numbers_reasons(ctx: Context, data: RecordNumbers) -> list[Reason]:
    """Every result must exist; a number that two results would share is warned of."""
    known = _subjects(ctx, data)
    reasons = [
        Reason(
            "listing.no_result",
            _("There is no result numbered %(number)s.") % {"number": number},
            field="numbers",
        )
        for number in data.numbers
        if number not in known
    ]
    given: dict[str, str] = {}
    for number, platform in data.numbers.items():
        other = given.setdefault(platform, number)
        if other == number:
            holders = ctx.db.all("SELECT number FROM result WHERE platform_number = ?", (platform,))
            other = next((held for (held,) in holders if held not in data.numbers), number)
        if other != number:
            reasons.append(
                Reason(
                    "listing.number_twice",
                    _("The platform's number %(platform)s stands with %(other)s and with %(number)s.")
                    % {"platform": platform, "other": other, "number": number},
                    field="numbers",
                    warning=True,
                )
            )
    return reasons


__all__ = ["BATCH", "ExportListing", "MarkUploaded", "RecordNumbers", "run_export"]
