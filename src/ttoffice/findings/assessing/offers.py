"""What the store already holds as proof, row by row of one person's matrix, ready to be taken over by reference.

Proof that was made while licensing is offered for each criterion (exemption Art. 6), for the premise, for each element
of every circumstance that is open to the person's roles (7 to 9) and for the bars (10). An offer says what there is,
for or against; what it shows is for the panel to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ttoffice.findings import matrix
from ttoffice.findings.assessing.elements import BARS, CRITERIA, ELEMENTS, INTENT
from ttoffice.findings.assessing.matter import Matter
from ttoffice.findings.assessing.sources import LOSS_LIMITED, Source, measures
from ttoffice.findings.assessing.taking import taking_reasons
from ttoffice.findings.assessing.telling import Told, tell
from ttoffice.findings.matrix import Item
from ttoffice.findings.proofs import proof_of
from ttoffice.findings.reading import Finding, assessments
from ttoffice.findings.record import Answer, Party, Proof
from ttoffice.licenses.procedure.asked import SUPERVISION
from ttoffice.licenses.readiness import Gauge, Readiness, readiness

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook
    from ttoffice.rulebook.facts import Circumstance
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Offer:
    """One exhibit or record that may prove a row.

    Attributes:
        item: code of the row.
        number, version, sha256: as it would be taken over now; version 0 for a file.
        day: the day of what it shows, None where it has none.
        what: one sentence that tells what it is.
        shows: what it was made to show while licensing, empty for others.
        taken: whether the answer rests on it already, at this version.
        outdated: whether the answer rests on an earlier version of it.
    """

    item: str
    number: str
    day: date | None
    what: str
    sha256: str
    version: int
    shows: str = ""
    taken: bool = False
    outdated: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "item": self.item,
            "number": self.number,
            "day": self.day.isoformat() if self.day else None,
            "what": self.what,
            "shows": self.shows or None,
            "sha256": self.sha256,
            "version": self.version,
            "taken": self.taken,
            "outdated": self.outdated,
        }


def offers(
    reader: Reader, rulebook: Rulebook, finding: Finding, party: Party, day: date, item: str = ""
) -> dict[str, tuple[Offer, ...]]:
    """Return what is offered for one person of a finding, by row in the order of the matrix; of one row only if named.

    Rows for which there is nothing stand with nothing, so that whoever looks sees what papers have to show.
    """
    every = [one.code for one in matrix.circumstances_open(rulebook.facts, party.roles)]
    rows = [one for one in matrix.items_of(rulebook.facts, party.roles, every) if item in ("", one.code)]
    desk = _Desk(Matter(reader, rulebook, finding, party, day))
    return {row.code: tuple(desk.offered(row)) for row in rows}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many elements of a circumstance something is offered for, of how many."""

    circumstance: Circumstance
    there: int

    @property
    def asked(self) -> int:
        """How many elements it has."""
        return len(self.circumstance.elements)


def coverage(rulebook: Rulebook, party: Party, found: Mapping[str, Sequence[Offer]]) -> tuple[Coverage, ...]:
    """Return for each circumstance open to a person how much of it the store speaks of, the best first.

    It is a help for looking, no finding: that something is offered does not say that the element is met.
    """
    every = [
        Coverage(one, sum(bool(found.get(item.code)) for item in matrix.elements_of(one)))
        for one in matrix.circumstances_open(rulebook.facts, party.roles)
    ]
    return tuple(sorted(every, key=lambda one: one.there / max(1, one.asked), reverse=True))


@dataclass
class _Desk:
    """Gathers the offers of one person; every record is told and hashed once."""

    matter: Matter

    def __post_init__(self) -> None:
        self._known: dict[str, tuple[Proof, Told] | None] = {}

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """The answers that stand."""
        finding, person = self.matter.finding, self.matter.party.person
        found = assessments(self.matter.reader, finding.number, finding.record.round)
        return {
            one.item: one
            for found_ in found
            if found_.record.person == person
            for one in found_.record.answers
        }

    def readiness(self, day: date) -> Readiness | None:
        """Return what was asked for while licensing, and what of it there is, as of a day."""
        license_ = self.matter.license
        if license_ is None:
            return None
        return readiness(self.matter.reader, self.matter.rulebook, license_.number, day)

    @cached_property
    def gauges(self) -> dict[str, Gauge]:
        """The same by criterion: supervision as of today, the others by the rules and the law of the matter's own day."""
        now, then = (self.readiness(day) for day in (self.matter.day, self.matter.decided_on))
        found = {gauge.criterion: gauge for gauge in (then.gauges if then else ())}
        found |= {
            gauge.criterion: gauge for gauge in (now.gauges if now else ()) if gauge.criterion == SUPERVISION
        }
        return found

    def offered(self, row: Item) -> Iterator[Offer]:
        """Yield the offers for a row, each number once."""
        answer = self.answers.get(row.code)
        taken = set(answer.proofs) if answer is not None else set[Proof]()
        rested_on = {proof.number for proof in taken}
        seen: set[str] = set()
        for number, shows in self._numbers(row):
            known = self._look(number)
            if known is not None and number not in seen:
                seen.add(number)
                proof, told = known
                sentence = self._dissent(row, number) or told.sentence
                offer = Offer(row.code, number, told.day, sentence, proof.sha256, proof.version, shows)
                old = number in rested_on and proof not in taken
                yield replace(offer, taken=proof in taken, outdated=old)

    def _numbers(self, row: Item) -> Iterator[tuple[str, str]]:
        """Yield the numbers for a row, with what they were made to show."""
        sort, _colon, code = row.code.partition(":")
        if sort == matrix.CRITERION:
            yield from self._gauged(code)
            yield from self._from(CRITERIA.get(code, ()))
        elif sort == matrix.PREMISE:
            yield from self._from(INTENT)
        elif sort == matrix.ELEMENT:
            yield from self._from(ELEMENTS.get(code, ()))
        else:
            yield from self._from(BARS.get(code, ()))
        yield from ((number, "") for number in self._linked(row))

    def _linked(self, row: Item) -> Iterator[str]:
        """Yield the exhibits linked with a row's purpose.

        Papers of steps against loss are linked with Art. 8(4) by themselves; they show that element of it alone.
        """
        of_measures = self.matter.proved(LOSS_LIMITED) if row.sort == matrix.ELEMENT else ()
        shown = measures in ELEMENTS.get(row.code.partition(":")[2], ())
        for number in self.matter.proved(_purpose(row)):
            if shown or number not in of_measures:
                yield number

    def _gauged(self, criterion: str) -> Iterator[tuple[str, str]]:
        """Yield the proofs of a criterion that licensing asked for and that are there."""
        gauge = self.gauges.get(criterion)
        if gauge is not None:
            yield from ((number, proof.label) for proof in gauge.proofs for number in proof.numbers)
            yield from ((number, "") for number in gauge.more)

    def _from(self, sources: Iterable[Source]) -> Iterator[tuple[str, str]]:
        return ((number, "") for source in sources for number in source(self.matter))

    def _look(self, number: str) -> tuple[Proof, Told] | None:
        """Return a record or exhibit as it would be taken over, None for what cannot be."""
        if number not in self._known:
            reader = self.matter.reader
            hindered = any(taking_reasons(reader, (number,)))
            proof = None if hindered else proof_of(reader, number)
            told = None if proof is None else tell(reader, number)
            self._known[number] = None if proof is None or told is None else (proof, told)
        return self._known[number]

    def _dissent(self, row: Item, number: str) -> str:
        """Return the sentence of a dissent, with its wording, for the rows of Art. 7(7)."""
        if row.circumstance != "L7":
            return ""
        return next((one.sentence for one in self.matter.own_dissents if one.number == number), "")


def _purpose(row: Item) -> str:
    """Return the purpose by which exhibits are linked with a row: `criterion:…`, `circumstance:7(2)`, `bar:10(4)`."""
    place = row.basis.partition(":")[2]
    if row.sort == matrix.CRITERION:
        return row.code
    return {matrix.ELEMENT: f"circumstance:{place}", matrix.BAR: f"bar:{place}"}.get(row.sort, "")
