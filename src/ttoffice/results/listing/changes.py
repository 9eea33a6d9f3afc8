"""What changed since the last upload: new rows, changed ones with their fields, and those withdrawn.

The rows of now are compared with the batch that was uploaded last, by the digest of each row. What a changed
row said then comes from the history of its result, told by the profile and unit of that batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttoffice.errors import RefusedError
from ttoffice.i18n import gettext as _
from ttoffice.parties.views import UnitView
from ttoffice.reasons import Reason
from ttoffice.results.listing.packing import Key, stored_keys
from ttoffice.results.listing.preflight import cells_of
from ttoffice.results.listing.profile import Profile, load
from ttoffice.results.listing.profile_reading import parse
from ttoffice.results.listing.reading import Refused, Rows, Snapshot, digest
from ttoffice.results.listing.selection import CELL, LISTED, WHICH
from ttoffice.results.listing.sources import Listed
from ttoffice.results.listing.views import BatchView, last_uploaded, profile_and_unit
from ttoffice.results.record import from_document
from ttoffice.store.connection import Reader
from ttoffice.store.history import as_of_version

if TYPE_CHECKING:
    from ttoffice.action.office import Office

KIND = "result"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of a row: its header, what it said then and what it says now."""

    header: str
    then: str
    now: str

    def as_json(self) -> dict[str, str]:
        """Return the JSON form."""
        return {"header": self.header, "then": self.then, "now": self.now}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row.

    Attributes:
        change: new, changed or withdrawn.
        fields: of a changed row, what differs.
        exact: false when what the row said then can only be told approximately, because it was written by
            another version of the program.
        reasons: of a withdrawn row that is still selected, why it cannot go any more.
    """

    change: str
    number: str
    title: str
    fields: tuple[FieldChange, ...] = ()
    exact: bool = True
    reasons: tuple[Reason, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "change": self.change,
            "number": self.number,
            "title": self.title,
            "fields": [field.as_json() for field in self.fields],
            "exact": self.exact,
            "reasons": [reason.as_json() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What differs between the register and what was uploaded last.

    Attributes:
        since: the batch compared with.
        rows: every row that is new, changed or withdrawn, in the order of the register.
        unchanged: how many rows are as they were.
        refused: selected rows that were not on the platform and cannot go.
    """

    since: BatchView
    rows: tuple[RowChange, ...]
    unchanged: int
    refused: tuple[Refused, ...]

    def of(self, change: str) -> tuple[RowChange, ...]:
        """Return the rows of one kind of change."""
        return tuple(row for row in self.rows if row.change == change)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "since": self.since.as_document(),
            "new": [row.as_json() for row in self.of("new")],
            "changed": [row.as_json() for row in self.of("changed")],
            "withdrawn": [row.as_json() for row in self.of("withdrawn")],
            "unchanged": self.unchanged,
            "refused": [row.as_json() for row in self.refused],
        }


def changes(office: Office, *, profile: str, which: str | None = None) -> ChangeReport:
    """Return what changed since the last upload under a profile; nothing is written.

    `which` is the selection of now; without it, the one of the batch compared with.

    Raises ProfileError for a missing or bad profile, RefusedError when nothing was uploaded yet.
    """
    chosen = load(profile, office.home)
    with Snapshot(office.reader) as snapshot:
        since = last_uploaded(snapshot.reader, chosen.id)
        if since is None:
            raise RefusedError(
                [
                    Reason(
                        "listing.never_uploaded",
                        _("Nothing exported under the profile %(profile)s is marked as uploaded yet.")
                        % {"profile": chosen.id},
                    )
                ],
                advice=_(
                    "Export a listing, upload it, and mark its batch: ttoffice do listing.mark_uploaded NUMBER."
                ),
            )
        selection = which or (since.which if since.which in WHICH else LISTED)
        rows = Rows(snapshot, chosen, office.today, which=selection)
        return _Comparison(snapshot, chosen, since).compare(rows)


class _Comparison:
    """Walks the rows of now and the keys of then side by side; both are in the order of the ids."""

    def __init__(self, snapshot: Snapshot, profile: Profile, since: BatchView) -> None:
        self.reader: Reader = snapshot.reader
        self.profile = profile
        self.since = since
        text, self.unit_then = profile_and_unit(self.reader, since.id)
        self.profile_then = profile if text == profile.text else parse(text)
        self.rows: list[RowChange] = []
        self.unchanged = 0
        self.not_there: list[Refused] = []

    def compare(self, rows: Rows) -> ChangeReport:
        """Return the report."""
        then = _Peekable(stored_keys(self.reader, self.since.id))
        refused: dict[str, Refused] = {}
        for chunk in rows:
            refused |= {row.number: row for row in chunk.refused}
            for key, number, text in zip(chunk.keys, chunk.numbers, chunk.texts, strict=True):
                for gone in then.before(key[0]):
                    self._withdrawn(gone, refused)
                old = then.take(key[0])
                if old is None:
                    self.rows.append(RowChange("new", number, self._title(key[0])))
                elif old[2] == key[2] and self.profile_then is self.profile:
                    self.unchanged += 1
                else:
                    self._changed(old, number, text)
        for gone in then.rest():
            self._withdrawn(gone, refused)
        return ChangeReport(self.since, tuple(self.rows), self.unchanged, tuple(refused.values()))

    def _changed(self, old: Key, number: str, text: str) -> None:
        """Take in a row whose text or profile differs; the columns are told apart by their headers."""
        cells_then = self._then(old, number, self.profile_then, self.unit_then)
        exact = digest(CELL.join(cells_then)) == old[2]
        said = dict(zip((column.header for column in self.profile_then.cells), cells_then, strict=True))
        says = dict(zip((column.header for column in self.profile.cells), text.split(CELL), strict=True))
        fields = tuple(
            FieldChange(header, said.get(header, ""), says.get(header, ""))
            for header in dict.fromkeys((*says, *said))
            if said.get(header, "") != says.get(header, "")
        )
        if fields or not exact:
            self.rows.append(RowChange("changed", number, self._title(old[0]), fields, exact))
        else:
            self.unchanged += 1

    def _then(self, key: Key, number: str, profile: Profile, unit: UnitView) -> tuple[str, ...]:
        revision = as_of_version(self.reader, KIND, key[0], key[1])
        if revision is None:
            return ("",) * len(profile.cells)
        return cells_of(profile, Listed(number, from_document(revision.document), unit))

    def _withdrawn(self, key: Key, refused: dict[str, Refused]) -> None:
        number, title = self.reader.one("SELECT number, title FROM result WHERE id = ?", (key[0],)) or (
            "",
            "",
        )
        barred = refused.pop(number, None)
        self.rows.append(
            RowChange("withdrawn", number, title, reasons=barred.reasons if barred is not None else ())
        )

    def _title(self, result_id: int) -> str:
        return str(self.reader.value("SELECT title FROM result WHERE id = ?", (result_id,)) or "")


class _Peekable:
    """The keys of then, taken as far as the rows of now have come."""

    def __init__(self, keys: Iterator[Key]) -> None:
        self._keys = keys
        self._next = next(keys, None)

    def _advance(self) -> Key | None:
        taken, self._next = self._next, next(self._keys, None)
        return taken

    def before(self, result_id: int) -> Iterator[Key]:
        """Yield the keys that come before an id."""
        while self._next is not None and self._next[0] < result_id:
            yield self._next
            self._advance()

    def take(self, result_id: int) -> Key | None:
        """Return the key of an id, None when it was not there."""
        if self._next is not None and self._next[0] == result_id:
            return self._advance()
        return None

    def rest(self) -> Iterator[Key]:
        """Yield what is left."""
        while (key := self._advance()) is not None:
            yield key
