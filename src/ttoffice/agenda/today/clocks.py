"""The clocks that run: of every finding, and of every notice, review and feedback, whatever they are about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import code_of
from ttoffice.agenda.sources import Sight
from ttoffice.findings.clocks import MATTERS, ProcedureClock, clock_of

if TYPE_CHECKING:
    from ttoffice.deadlines.record import DeadlineRecord
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class CaseClock:
    """One clock and the record that it is looked at by: the finding, else the notice or what else it runs on."""

    record: str
    clock: ProcedureClock

    @property
    def text(self) -> str:
        """The record and its clock in a few words, in the user's language."""
        return f"{self.record} {self.clock.text}"

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"record": self.record, **self.clock.as_json()}


def running_clocks(sight: Sight) -> tuple[CaseClock, ...]:
    """Return every clock that runs on a day, those that are over first, then by their last day."""
    found = list(_deadlines(sight))
    owners = _owners(sight.reader, {record.subject for _number, record in found})
    clocks = [
        CaseClock(owners.get(record.subject, record.subject), clock_of(number, record, sight.day))
        for number, record in found
    ]
    return tuple(sorted(clocks, key=lambda one: (one.clock.ends_on or date.max, one.clock.deadline)))


def _deadlines(sight: Sight) -> Iterator[tuple[str, DeadlineRecord]]:
    """Yield the running deadlines of procedures; of a past day as they stood then."""
    from ttoffice.deadlines.shelves import DEADLINES

    if not sight.past:
        wanted = json.dumps(list(MATTERS))
        running = "state IN ('open', 'paused') AND matter IN (SELECT value FROM json_each(?))"
        for one in DEADLINES.where(sight.reader, running, (wanted,)):
            yield one.number, one.record
        return
    from ttoffice.store.history import all_as_of

    running = "json_extract(document, '$.state') IN ('open', 'paused')"
    for number, _version, document in all_as_of(sight.reader, "deadline", sight.day.isoformat(), running):
        if document["matter"] in MATTERS:
            yield number, DEADLINES.from_document(document)


_NOTICES = """
SELECT number, subject FROM objection WHERE number IN (SELECT value FROM json_each(:asked))
UNION ALL SELECT number, subject FROM review WHERE number IN (SELECT value FROM json_each(:asked))
"""
_FINDINGS = """
SELECT number, subject FROM notice WHERE kind = 'finding' AND number IN (SELECT value FROM json_each(?))
"""


def _owners(reader: Reader, subjects: set[str]) -> dict[str, str]:
    """Return the record by which what runs on each subject is looked at; a subject that is it itself may be absent."""
    notices: dict[str, str] = {}
    if any(code_of(subject) in ("objection", "review") for subject in subjects):
        notices = dict(reader.all(_NOTICES, {"asked": _json(sorted(subjects))}))
    asked = sorted({notices.get(subject, subject) for subject in subjects})
    findings: dict[str, str] = dict(reader.all(_FINDINGS, (_json(asked),))) if asked else {}
    return {
        subject: findings.get(notices.get(subject, subject), notices.get(subject, subject))
        for subject in subjects
    }


def _json(values: Sequence[str]) -> str:
    return json.dumps(list(values))
