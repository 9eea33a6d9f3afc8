"""Precedents: what was concluded in earlier findings, by circumstance, element, role and outcome, newest first.

Only findings that are final count, and of each person the newest conclusion. Nobody is named (`erasing`); the search
looks in the text without names as well, so that nobody can look up whose case it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ttoffice.findings.codes import FAVOURABLE, Outcome, Role, Verdict
from ttoffice.findings.precedents.erasing import Names, erase
from ttoffice.findings.precedents.knowing import case_names, office_names
from ttoffice.findings.record import AssessmentRecord, ConclusionRecord
from ttoffice.findings.shelves import ASSESSMENTS, CONCLUSIONS, FINDINGS
from ttoffice.store.search_text import normalise

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader

LIMIT = 20
"""So many precedents are offered where nobody asks for more."""


@dataclass(frozen=True, slots=True)
class Found:
    """One item of an earlier matrix: what was found of it and why, without names; `proofs` how many it rested on."""

    item: str
    verdict: Verdict
    reasoning: str
    proofs: int
    acts: tuple[str, ...] = ()
    law: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "item": self.item,
            "verdict": self.verdict.value,
            "reasoning": self.reasoning,
            "proofs": self.proofs,
            "acts": list(self.acts),
            "law": self.law,
        }


@dataclass(frozen=True, slots=True)
class Precedent:
    """One earlier conclusion without names.

    Attributes:
        number: of the finding, MZ-...; `decided_on` the day of the collective decision.
        reopened: number of a later finding that reopened it, empty for none; then it is to be read with care.
        part, correction: what an exemption in part covers, and what was to be put right.
        found: the items of the matrix it rested on.
    """

    number: str
    decided_on: date
    roles: tuple[Role, ...]
    circumstances: tuple[str, ...]
    outcome: Outcome
    articles: tuple[str, ...]
    reasons: str
    found: tuple[Found, ...]
    part: str = ""
    correction: str = ""
    reopened: str = ""

    @property
    def year(self) -> int:
        """The year in which it was decided."""
        return self.decided_on.year

    def of(self, item: str) -> Found | None:
        """Return what was found of an item, or None where it was not answered."""
        return next((found for found in self.found if found.item == item), None)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "number": self.number,
            "year": self.year,
            "decided_on": self.decided_on.isoformat(),
            "roles": [role.value for role in self.roles],
            "circumstances": list(self.circumstances),
            "outcome": self.outcome.value,
            "articles": list(self.articles),
            "reasons": self.reasons,
            "part": self.part,
            "correction": self.correction,
            "reopened": self.reopened or None,
            "found": [found.as_json() for found in self.found],
        }


def precedents(  # noqa: PLR0913 - as many as there are ways to look for one
    reader: Reader,
    rulebook: Rulebook,
    *,
    circumstance: str = "",
    item: str = "",
    role: str = "",
    outcome: str = "",
    words: str = "",
    beside: str = "",
    limit: int = LIMIT,
) -> tuple[Precedent, ...]:
    """Return earlier conclusions that meet every condition given, newest first.

    `circumstance` is a code such as `M4`; `item` one of the matrix (`element:M4.mitigation`), which must have been
    answered; `words` stand in reasons or reasoning or in what the circumstances and articles are called; `beside`
    is the number of the finding under way, which is no precedent of itself, nor are those it reopens.
    """
    asked = _Asked(
        circumstance or _circumstance_of(item), item, role, outcome, tuple(normalise(words).split())
    )
    search, found = _Search(reader, rulebook), []
    for conclusion in _candidates(reader, asked, _own_line(reader, beside)):
        precedent = search.read(conclusion, asked)
        if precedent is not None:
            found.append(precedent)
            if len(found) >= limit:
                break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Asked:
    circumstance: str
    item: str
    role: str
    outcome: str
    words: tuple[str, ...]


def _circumstance_of(item: str) -> str:
    """Return the circumstance of an element, empty for another item."""
    sort, _colon, code = item.partition(":")
    return code.partition(".")[0] if sort == "element" else ""


def otherwise(reader: Reader, number: str, proposed: AssessmentRecord, limit: int = 3) -> tuple[str, ...]:
    """Return the newest findings in which a person of the same role under the same circumstances came out otherwise.

    What is proposed for `number` is compared: favourable or not, which is what equal treatment asks about first.
    """
    found: dict[str, None] = {}
    own = _own_line(reader, number)
    for code in proposed.circumstances:
        for role in proposed.roles:
            for conclusion in _candidates(reader, _Asked(code, "", role.value, "", ()), own):
                if (conclusion.record.outcome in FAVOURABLE) is not (proposed.outcome in FAVOURABLE):
                    found.setdefault(conclusion.record.subject)
    return tuple(found)[:limit]


_NEWEST = (
    "EXISTS (SELECT 1 FROM finding f WHERE f.number = conclusion.subject AND f.state IN ('final', 'archived')"
    " AND f.round = conclusion.round)"
)


def _candidates(reader: Reader, asked: _Asked, own: frozenset[str]) -> Iterator[Subject[ConclusionRecord]]:
    """Yield the conclusions in effect that may be meant, newest first."""
    conditions, params = [_NEWEST], []
    for column, value in (("circumstances", asked.circumstance), ("roles", asked.role)):
        if value:
            conditions.append(f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value = ?)")
            params.append(value)
    if asked.outcome:
        conditions.append("outcome = ?")
        params.append(asked.outcome)
    found = CONCLUSIONS.where(reader, " AND ".join(conditions), params, "decided_on DESC, id DESC")
    return (conclusion for conclusion in found if conclusion.record.subject not in own)


def _own_line(reader: Reader, number: str) -> frozenset[str]:
    """Return a finding and those it reopens, one after the other."""
    line: set[str] = set()
    while number and number not in line:
        line.add(number)
        found = FINDINGS.load(reader, number)
        number = found.record.follows if found else ""
    return frozenset(line)


@dataclass
class _Search:
    """Reads conclusions as precedents; names of the office are read once, those of a case once a case."""

    reader: Reader
    rulebook: Rulebook

    def __post_init__(self) -> None:
        self.cases: dict[str, Names] = {}

    @cached_property
    def office(self) -> Names:
        return office_names(self.reader)

    def read(self, conclusion: Subject[ConclusionRecord], asked: _Asked) -> Precedent | None:
        """Return a conclusion without names, or None where it is not what was asked for."""
        matrix = ASSESSMENTS.load(self.reader, conclusion.record.assessment)
        answers = matrix.record if matrix is not None else None
        if asked.item and not (answers and any(one.item == asked.item for one in answers.answers)):
            return None
        precedent = self._without_names(conclusion.record, answers)
        text = normalise(self._searched(precedent)) if asked.words else ""
        return precedent if all(word in text for word in asked.words) else None

    def _without_names(self, record: ConclusionRecord, matrix: AssessmentRecord | None) -> Precedent:
        names = self._names(record.subject)
        found = [
            Found(
                one.item,
                one.verdict,
                erase(one.reasoning, *names),
                len(one.proofs),
                one.acts,
                erase(one.law, *names),
            )
            for one in (matrix.answers if matrix is not None else ())
        ]
        return Precedent(
            record.subject,
            record.decided_on,
            record.roles,
            record.circumstances,
            record.outcome,
            record.articles,
            erase(record.reasons, *names),
            tuple(found),
            erase(record.part, *names),
            erase(record.correction, *names),
            _reopened(self.reader, record.subject),
        )

    def _names(self, number: str) -> tuple[Names, Names]:
        if number not in self.cases:
            finding = FINDINGS.load(self.reader, number)
            assert finding is not None  # a conclusion stands only with its finding
            self.cases[number] = case_names(self.reader, number, finding.record)
        return self.cases[number], self.office

    def _searched(self, precedent: Precedent) -> str:
        """Return what words are looked for in: the texts without names, circumstances and articles by number."""
        facts = self.rulebook.facts
        known = [facts.circumstance(code) for code in precedent.circumstances]
        texts = [precedent.reasons, precedent.part, precedent.correction, *precedent.articles]
        texts += [found.reasoning for found in precedent.found]
        texts += [text for one in known if one is not None for text in (one.code, one.short, one.basis)]
        return "\n".join((precedent.number, *texts))


def _reopened(reader: Reader, number: str) -> str:
    """Return the newest finding that reopened one and was not refused or withdrawn, empty for none."""
    return str(
        reader.value(
            "SELECT number FROM finding WHERE follows = ? AND state NOT IN ('refused', 'withdrawn')"
            " ORDER BY id DESC LIMIT 1",
            (number,),
        )
        or ""
    )
