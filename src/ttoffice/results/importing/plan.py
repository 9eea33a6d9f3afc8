"""What each row comes to: a new result, a change, nothing new, or not imported; and why.

Identity: the number in this register, else the number of a right, else title and completers where the row
or the result has no well-formed number. Two different well-formed numbers are two results.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import islice

from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.reasons import refusing
from ttoffice.results import storage
from ttoffice.results.fields import label_of
from ttoffice.results.importing.cells import problem, short
from ttoffice.results.importing.merging import (
    contradicts_uses,
    merged,
    merged_since,
    replaced_fields,
)
from ttoffice.results.importing.problems import Problem, Weight, of_row
from ttoffice.results.importing.rows import Candidate
from ttoffice.results.ip_numbers import parse_number
from ttoffice.results.record import ResultRecord, from_document
from ttoffice.results.rules import record_reasons
from ttoffice.sheets.model import Cell
from ttoffice.store.connection import Reader
from ttoffice.store.history import last_by

ACTION = "result.import"
"""The action whose earlier revisions are compared with."""
CHUNK = 500
"""So many rows are looked up in the store at a time."""


class Step(Enum):
    """What a row comes to."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Existing:
    """A result that stands in the register."""

    id: int
    number: str
    version: int
    record: ResultRecord


@dataclass(frozen=True, slots=True)
class Planned:
    """One row and what it comes to: its cells as they stood, its problems, the result as it is and will be."""

    row: int
    step: Step
    cells: list[Cell]
    problems: tuple[Problem, ...]
    record: ResultRecord | None = None
    existing: Existing | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A row of this file that has been planned: what it held, by a hash, and what tells it apart."""

    row: int
    content: int
    people: int
    numbered: bool


class Planner:
    """Plans rows in their order against a store, in memory that grows by a few numbers a row only."""

    def __init__(self, reader: Reader, today: date) -> None:
        self._reader = reader
        self._today = today
        # Results that this import itself writes are known from the rows before, not from the store.
        self._last_id = int(reader.value("SELECT COALESCE(MAX(id), 0) FROM result"))
        self._by_key: dict[str, _Seen] = {}
        self._by_title: dict[int, list[_Seen]] = {}
        self._taken: dict[int, int] = {}

    def plan(self, candidates: Iterable[Candidate]) -> Iterator[Planned]:
        """Yield what each row comes to."""
        rows = iter(candidates)
        while chunk := list(islice(rows, CHUNK)):
            register = _Register(self._reader, self._last_id, chunk) if self._last_id else None
            for candidate in chunk:
                yield self._planned(candidate, register)

    def _planned(self, candidate: Candidate, register: _Register | None) -> Planned:
        if candidate.refused:
            return _planned(candidate, Step.SKIP)
        record = candidate.record()
        if self._is_double(candidate, record):
            return _planned(candidate, Step.SKIP)
        known = len(candidate.problems)
        existing = self._found(candidate, register) if candidate.number or register is not None else None
        if any(told.weight is Weight.REFUSED for told in candidate.problems[known:]):
            return _planned(candidate, Step.SKIP)
        if existing is None:
            return _planned(candidate, Step.CREATE, record)
        return self._changed(candidate, existing)

    def _is_double(self, candidate: Candidate, record: ResultRecord) -> bool:
        """Remember the row; tell and refuse it when a row before it is about the same result."""
        title, people = hash(record.title), hash(_names(record))
        seen = _Seen(candidate.row, hash(record), people, bool(candidate.keys))
        twins = self._by_title.get(title)
        first = next((self._by_key[key] for key in candidate.keys if key in self._by_key), None)
        if first is None and twins is not None and not candidate.number:
            first = self._by_people(candidate, seen, twins)
        if first is not None:
            self._refuse_double(candidate, first, seen)
            return True
        for key in candidate.keys:
            self._by_key[key] = seen
        if twins is None:
            self._by_title[title] = [seen]
        else:
            twins.append(seen)
        return False

    def _by_people(self, candidate: Candidate, seen: _Seen, twins: Sequence[_Seen]) -> _Seen | None:
        """Return the row before of the same title and people, or tell of one with other people."""
        for twin in twins:
            if not (seen.numbered and twin.numbered):
                if twin.people == seen.people:
                    return twin
                message = _("Row %(row)d has the same title and other people; is it the same result?") % {
                    "row": twin.row
                }
                _note(candidate, "twin_row", message)
        return None

    def _refuse_double(self, candidate: Candidate, first: _Seen, seen: _Seen) -> None:
        if first.content == seen.content:
            reason = problem("duplicate", _("The same as row %(row)d") % {"row": first.row})
            candidate.problems = [of_row(candidate.row, reason, Weight.LEFT_OUT)]
        else:
            message = _("Row %(row)d is about the same result and differs; keep one of the two") % {
                "row": first.row
            }
            _refuse(candidate, "duplicate_differs", message)
        candidate.refused = True

    def _found(self, candidate: Candidate, register: _Register | None) -> Existing | None:
        """Return the result that a row is about; refuse the row when that is in doubt."""
        existing = register.find(candidate) if register is not None else None
        if existing is None:
            if candidate.number:
                message = _("There is no result %(number)s; empty the cell to enter a new one") % {
                    "number": candidate.number
                }
                _refuse(candidate, "number_missing", message, candidate.number)
            return None
        first = self._taken.setdefault(existing.id, candidate.row)
        if first != candidate.row:
            message = _("Row %(row)d is about the same result and differs; keep one of the two") % {
                "row": first
            }
            _refuse(candidate, "duplicate_differs", message)
        return existing

    def _changed(self, candidate: Candidate, existing: Existing) -> Planned:
        if contradicts_uses(existing.record, candidate):
            message = _(
                "The row says that there was no use, %(number)s knows of one; the register stands"
            ) % {"number": existing.number}
            _note(candidate, "use_denied", message)
        record = merged(existing.record, candidate)
        if record != existing.record:
            record = self._since_last_import(candidate, existing)
        if record == existing.record:
            return _planned(candidate, Step.UNCHANGED, record, existing)
        # Doubtful numbers are flagged with the record, as those of new results are.
        refusals = [
            reason
            for reason in refusing(record_reasons(record, self._today, existing.record))
            if not reason.code.startswith("number.")
        ]
        for reason in refusals:
            message = _("With %(number)s this does not go together: %(reason)s") % {
                "number": existing.number,
                "reason": reason.message,
            }
            _refuse(candidate, "contradiction", message)
        if refusals:
            return _planned(candidate, Step.SKIP)
        if record.title != existing.record.title:
            message = _("The title of %(number)s changes; it was %(title)s") % {
                "number": existing.number,
                "title": short(existing.record.title),
            }
            _note(candidate, "title_changes", message)
        if replaced := replaced_fields(existing.record, record):
            message = _("The ledger's values replace those of %(number)s: %(fields)s") % {
                "number": existing.number,
                "fields": listed(label_of(name) for name in replaced),
            }
            _note(candidate, "replaces", message)
        return _planned(candidate, Step.UPDATE, record, existing)

    def _since_last_import(self, candidate: Candidate, existing: Existing) -> ResultRecord:
        """Return the record with what the row says anew; tell what the register keeps against the row."""
        plain = merged(existing.record, candidate)
        earlier = last_by(self._reader, "result", existing.id, ACTION)
        if earlier is None:
            return plain
        record = merged_since(existing.record, from_document(earlier.document), candidate)
        kept = replaced_fields(record, plain, told=frozenset({"flags"}))
        if kept:
            message = _("%(number)s was changed here since the last import; it keeps: %(fields)s") % {
                "number": existing.number,
                "fields": listed(label_of(name) for name in kept),
            }
            _note(candidate, "kept", message)
        return record


class _Register:
    """The results that a chunk of rows may be about, read from the store at once."""

    def __init__(self, reader: Reader, last_id: int, chunk: Sequence[Candidate]) -> None:
        rows = [row for row in chunk if not row.refused]
        self._by_number = self._ids(
            reader,
            last_id,
            "SELECT number, id FROM result WHERE id <= :last AND number IN",
            {r.number for r in rows},
        )
        self._by_key = self._ids(
            reader,
            last_id,
            "SELECT number_key, result_id FROM ip_right WHERE result_id <= :last AND number_key IN",
            {key for row in rows for key in row.keys},
        )
        self._by_title = self._ids(
            reader,
            last_id,
            "SELECT title, id FROM result WHERE id <= :last AND title IN",
            {row.values["title"] for row in rows},
        )
        ids = {
            found
            for table in (self._by_number, self._by_key, self._by_title)
            for ids in table.values()
            for found in ids
        }
        self._results = {
            result_id: Existing(result_id, number, version, record)
            for result_id, (number, version, record) in (
                storage.load_many(reader, sorted(ids)) if ids else {}
            ).items()
        }

    @staticmethod
    def _ids(reader: Reader, last_id: int, sql: str, wanted: set[str]) -> dict[str, list[int]]:
        wanted.discard("")
        found: dict[str, list[int]] = {}
        if wanted:
            chosen = {"last": last_id, "wanted": json.dumps(sorted(wanted))}
            for value, result_id in reader.execute(
                f"{sql} (SELECT value FROM json_each(:wanted)) ORDER BY 2", chosen
            ):
                if result_id not in found.setdefault(value, []):
                    found[value].append(result_id)
        return found

    def find(self, candidate: Candidate) -> Existing | None:
        """Return the result that a row is about, or None; refuse the row when there are several."""
        if candidate.number:
            ids = self._by_number.get(candidate.number, [])
            return self._results[ids[0]] if ids else None
        ids = list(dict.fromkeys(found for key in candidate.keys for found in self._by_key.get(key, ())))
        if not ids:
            ids = self._same_title(candidate)
        if len(ids) > 1:
            numbers = listed(self._results[found].number for found in ids)
            message = _("The row could be about %(numbers)s; give the number in a column 编号") % {
                "numbers": numbers
            }
            _refuse(candidate, "several_results", message)
            return None
        return self._results[ids[0]] if ids else None

    def _same_title(self, candidate: Candidate) -> list[int]:
        """Return the results of the same title that the row may be about; tell of likely twins."""
        people = {person.name for person in candidate.values.get("completers", ())}
        same: list[int] = []
        open_ones: list[int] = []
        twins: list[int] = []
        for found in self._by_title.get(candidate.values["title"], ()):
            record = self._results[found].record
            if candidate.keys and _numbered(record):
                continue
            names = {person.name for person in record.completers}
            (same if names == people else twins if names and people else open_ones).append(found)
        if same or open_ones:
            return same or open_ones
        if twins:
            message = _("%(numbers)s has the same title and other people; is it the same result?") % {
                "numbers": listed(self._results[found].number for found in twins)
            }
            _note(candidate, "twin", message)
        return []


def _planned(
    candidate: Candidate, step: Step, record: ResultRecord | None = None, existing: Existing | None = None
) -> Planned:
    return Planned(candidate.row, step, candidate.cells, tuple(candidate.problems), record, existing)


def _numbered(record: ResultRecord) -> bool:
    return any(parse_number(right.number, right.kind).well_formed for right in record.rights)


def _names(record: ResultRecord) -> tuple[str, ...]:
    return tuple(sorted([person.name for person in record.completers]))


def _note(candidate: Candidate, code: str, message: str) -> None:
    candidate.problems.append(
        of_row(candidate.row, problem(code, message), Weight.NOTE, candidate.values["title"])
    )


def _refuse(candidate: Candidate, code: str, message: str, value: str = "") -> None:
    value = value or candidate.values["title"]
    candidate.problems.append(of_row(candidate.row, problem(code, message), Weight.REFUSED, value))
    candidate.refused = True
