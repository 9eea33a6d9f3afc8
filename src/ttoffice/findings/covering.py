"""Covering the names of those a finding concerns, for its lists: findings are confidential by default.

A record that is opened shows names in full: whoever works on a case has to know whom it is about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ttoffice.findings.codes import UNIT, Origin, Side
from ttoffice.notices.masks import mask_name

if TYPE_CHECKING:
    from ttoffice.action.records import RecordLine
    from ttoffice.store.connection import Reader

BODIES = frozenset({Side.ACQUIRER.value, Side.DEPARTMENT.value})
"""Sides that are heard through an organisation; who speaks for it is covered where they are in the list of people."""
SHORTEST = 2
"""A name of one character would be found in half of all words."""


class Cover:
    """Covers some names wherever they stand in a text, the longest first."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(
            sorted({name for name in names if len(name) >= SHORTEST}, key=lambda name: (-len(name), name))
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return re.compile("|".join(map(re.escape, self.names))) if self.names else None

    def __call__(self, text: str) -> str:
        """Return a text with the names covered: 张*, 王*明."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: mask_name(found[0]), text)

    def document(self, value: Any) -> Any:
        """Return the JSON form of a record with the names covered in every text of it."""
        if isinstance(value, str):
            return self(value)
        if isinstance(value, Mapping):
            return {key: self.document(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.document(item) for item in value]
        return value


def names_in(finding: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of people in the JSON form of a finding."""
    yield from (party["name"] for party in finding["parties"] if party["person"] != UNIT)
    yield from (seat["name"] for seat in finding["panel"])
    yield from (side["who"] for side in finding["sides"] if side["person"] or side["side"] not in BODIES)
    if finding["applicant"] or finding["origin"] == Origin.APPLICATION.value:
        yield finding["applicant_name"]


def covers(reader: Reader, findings: Sequence[str]) -> dict[str, Cover]:
    """Return what covers the names around each of some findings, by its number: its own, and who was heard."""
    chosen = (json.dumps(list(findings)),)
    names: dict[str, list[str]] = {number: [] for number in findings}
    for number, parties, panel, sides, applicant, applicant_name, origin in reader.all(_FINDINGS, chosen):
        read = {"parties": json.loads(parties), "panel": json.loads(panel), "sides": json.loads(sides)}
        plain = {"applicant": applicant, "applicant_name": applicant_name, "origin": origin}
        names[number] += names_in({**read, **plain})
    for number, name, person, side in reader.all(_HEARD, chosen):
        if person or side not in BODIES:
            names[number].append(name)
    return {number: Cover(found) for number, found in names.items()}


def covered(reader: Reader, lines: Sequence[RecordLine], *, kind: str) -> list[RecordLine]:
    """Return records of a kind with the names in them covered, in their order."""

    def finding_of(line: RecordLine) -> str:
        return line.number if kind == "finding" else str(line.document["subject"])

    found = covers(reader, sorted({finding_of(line) for line in lines}))
    return [replace(line, document=found[finding_of(line)].document(line.document)) for line in lines]


_FINDINGS = (
    "SELECT number, parties, panel, sides, applicant, applicant_name, origin FROM finding"
    " WHERE number IN (SELECT value FROM json_each(?))"
)
_HEARD = "SELECT subject, name, person, side FROM hearing WHERE subject IN (SELECT value FROM json_each(?))"
