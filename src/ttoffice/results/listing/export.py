"""Exporting a listing: every row checked, the good ones written, the rest told, all of it recorded."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ttoffice.errors import EXIT_OK, EXIT_REFUSED, RefusedError, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.reasons import Reason
from ttoffice.results.listing.packing import Packed
from ttoffice.results.listing.profile import Profile, load
from ttoffice.results.listing.reading import Chunk, Refused, Rows, Snapshot
from ttoffice.results.listing.selection import WHICH
from ttoffice.results.listing.staging import StagedFile, StagedStream
from ttoffice.results.listing.writers import FORMATS

if TYPE_CHECKING:
    from ttoffice.action.office import Office

STDOUT = "-"
NUMBERS = "numbers"
SHOWN_NUMBERS = 20
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning, how many rows it is about, and the numbers of the first of them."""

    reason: Reason
    count: int
    numbers: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {**self.reason.as_json(), "count": self.count, "numbers": list(self.numbers)}


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export came to.

    Attributes:
        batch: the number of its batch, None when nothing was recorded.
        file: where it was written (`-`: standard output), None when nothing was.
        exported: the rows that are in the file, or would be after a dry run.
        refused: every selected row that was left out, with the reasons.
        warnings: what only warns, counted.
        content_sha256: names the content, whatever the format; empty when nothing was written.
    """

    profile: str
    profile_sha256: str
    format: str
    which: str
    exported: int
    refused: tuple[Refused, ...]
    warnings: tuple[Warned, ...]
    content_sha256: str = ""
    batch: str | None = None
    file: str | None = None
    dry_run: bool = False

    @property
    def selected(self) -> int:
        """How many results were selected."""
        return self.exported + len(self.refused)

    @property
    def exit_code(self) -> int:
        """0 when every selected row could go, else 1."""
        return EXIT_REFUSED if self.refused else EXIT_OK

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "batch": self.batch,
            "file": self.file,
            "format": self.format,
            "profile": self.profile,
            "profile_sha256": self.profile_sha256,
            "which": self.which,
            "dry_run": self.dry_run,
            "selected": self.selected,
            "exported": self.exported if self.file or self.dry_run else 0,
            "content_sha256": self.content_sha256 or None,
            "refused": [row.as_json() for row in self.refused],
            "warnings": [warned.as_json() for warned in self.warnings],
        }


@dataclass(slots=True)
class Tally:
    """Takes in the chunks of an export as they pass: counts, reasons, hash and keys.

    The content hash is the SHA-256 over the digests of the rows in order, so it does not depend on the format.
    """

    keep_keys: bool
    good: int = 0
    refused: list[Refused] = field(default_factory=list)
    warned: dict[Reason, tuple[int, list[str]]] = field(default_factory=dict)
    packed: Packed = field(default_factory=Packed)
    content: Any = field(default_factory=hashlib.sha256)

    def take(self, chunk: Chunk) -> None:
        """Take in one chunk."""
        self.good += len(chunk.texts)
        self.refused += chunk.refused
        self.content.update(b"".join([key[2] for key in chunk.keys]))
        if self.keep_keys:
            self.packed.add(chunk.keys)
        for number, reason in chunk.warnings:
            count, numbers = self.warned.get(reason, (0, []))
            if count < SHOWN_NUMBERS:
                numbers.append(number)
            self.warned[reason] = (count + 1, numbers)

    def warnings(self) -> tuple[Warned, ...]:
        """Return the warnings, the commonest first."""
        found = [Warned(reason, count, tuple(numbers)) for reason, (count, numbers) in self.warned.items()]
        return tuple(sorted(found, key=lambda warned: (-warned.count, warned.reason.message)))


@dataclass(slots=True)
class Prepared:
    """An export that is written to one side and waits to be recorded."""

    profile: Profile
    tally: Tally
    snapshot_log: int
    unit: dict[str, str]
    staged: StagedFile | StagedStream


def run_export(  # noqa: PLR0913 - as many as the command has options
    office: Office,
    *,
    profile: str,
    fmt: str,
    target: Path | str = "",
    which: str = "listed",
    partial: bool = False,
    numbers: tuple[str, ...] = (),
    dry_run: bool = False,
    progress: Progress | None = None,
    stdout: BinaryIO | None = None,
) -> ExportReport:
    """Export a listing and return the report; nothing is written when a row is refused, unless `partial`.

    Args:
        office: where and as whom.
        profile: a profile's id, or the path of a `.toml` file.
        fmt: xlsx, csv or json.
        target: the file; `-` for standard output; empty for a file in the exports folder of the home.
        which: listed, due or all; not looked at when `numbers` are given.
        partial: write the good rows although others are refused.
        numbers: the results to export.
        dry_run: only check; nothing is written and nothing recorded.
        progress: told after each chunk how many rows have been looked at.
        stdout: where `-` writes, the process's own where none is given.

    Raises:
        ProfileError: no such profile, or a bad one.
        RefusedError: nothing is selected.
        UsageError: an unknown format, selection or number, or a target that cannot be a file.
        TTOfficeError: the file cannot be written; nothing was recorded.
        StoreError: the store cannot be read or written.
    """
    _check_options(fmt, which)
    chosen = load(profile, office.home)
    place = target_of(office, chosen, fmt, target)
    with Snapshot(office.reader) as snapshot:
        rows = Rows(snapshot, chosen, office.today, which=which, numbers=numbers)
        if dry_run:
            return _checked_only(rows, fmt, NUMBERS if numbers else which, progress)
        staged = StagedStream(stdout or sys.stdout.buffer) if place == STDOUT else StagedFile(Path(place))
        with staged:
            return _staged(
                office, rows, staged, fmt=fmt, which=NUMBERS if numbers else which, place=place,
                partial=partial, progress=progress,
            )  # fmt: skip


def _check_options(fmt: str, which: str) -> None:
    for value, known in ((fmt, FORMATS), (which, WHICH)):
        if value not in known:
            raise UsageError(
                _("%(value)s cannot be exported; choose one of %(known)s.")
                % {"value": value or "''", "known": listed(known)},
                advice=_("Nothing was exported."),
            )


def target_of(office: Office, profile: Profile, fmt: str, target: Path | str) -> str:
    """Return where an export goes; without a target a file of the day in the exports folder, which is made."""
    if str(target):
        return str(target)
    folder = office.home.exports
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            _("The folder %(path)s cannot be made: %(why)s.")
            % {"path": folder, "why": error.strerror or str(error)},
            advice=_("Nothing was exported. Name a file with --output."),
        ) from error
    return str(folder / f"listing-{profile.id}-{office.today.isoformat()}.{fmt}")


def _checked_only(rows: Rows, fmt: str, which: str, progress: Progress | None) -> ExportReport:
    tally = Tally(keep_keys=False)
    try:
        for _chunk in _passing(rows, tally, partial=True, progress=progress):
            pass
        refuse_empty(tally)
        return report_of(rows.profile, fmt, which, tally, dry_run=True)
    finally:
        tally.packed.close()


def _staged(
    office: Office,
    rows: Rows,
    staged: StagedFile | StagedStream,
    *,
    fmt: str,
    which: str,
    place: str,
    partial: bool,
    progress: Progress | None,
) -> ExportReport:
    from ttoffice.action import perform
    from ttoffice.results.listing.actions import ExportListing

    tally = Tally(keep_keys=True)
    try:
        FORMATS[fmt](staged.file, rows.profile, _passing(rows, tally, partial=partial, progress=progress))
        refuse_empty(tally)
        if not tally.good or (tally.refused and not partial):
            return report_of(rows.profile, fmt, which, tally)
        data = ExportListing.model_validate(
            {
                "profile": rows.profile.id,
                "format": fmt,
                "target": place if place == STDOUT else Path(place).name,
                "which": which,
                "partial": partial,
            }
        )
        data.attach(
            Prepared(rows.profile, tally, rows.snapshot.log_id, rows.snapshot.unit.as_document(), staged)
        )
        outcome = perform(office, "listing.export", data)
    finally:
        tally.packed.close()
    if isinstance(staged, StagedStream):
        staged.send()
    return report_of(rows.profile, fmt, which, tally, batch=outcome.value, file=place)


def _passing(rows: Rows, tally: Tally, *, partial: bool, progress: Progress | None) -> Iterator[Chunk]:
    """Pass on the chunks that are to be written, taking in all; after a refusal the rest is only checked."""
    for chunk in rows:
        tally.take(chunk)
        if progress is not None:
            progress(tally.good + len(tally.refused))
        if partial or not tally.refused:
            yield chunk


def refuse_empty(tally: Tally) -> None:
    """Raise RefusedError when nothing was selected."""
    if tally.good or tally.refused:
        return
    raise RefusedError(
        [
            Reason(
                "listing.nothing_selected",
                _("No result is selected: none is on the list or has a pay-later payment mode."),
                "pay-later:4",
            )
        ],
        advice=_(
            "Nothing was exported. See which are due (ttoffice scan), enter them in the list"
            " (ttoffice do result.list NUMBER), or export all: --which all."
        ),
    )


def report_of(
    profile: Profile,
    fmt: str,
    which: str,
    tally: Tally,
    *,
    batch: str | None = None,
    file: str | None = None,
    dry_run: bool = False,
) -> ExportReport:
    """Return the report of what a tally took in."""
    return ExportReport(
        profile.id,
        profile.sha256,
        fmt,
        which,
        tally.good,
        tuple(tally.refused),
        tally.warnings(),
        tally.content.hexdigest() if file or dry_run else "",
        batch,
        file,
        dry_run,
    )
