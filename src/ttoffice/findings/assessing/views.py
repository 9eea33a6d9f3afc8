"""The matrix of each person as people read it: every row with its answer, what it carries, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ttoffice.findings import matrix
from ttoffice.findings.assessing.checking import Damage, damages
from ttoffice.findings.codes import FAVOURABLE, Outcome
from ttoffice.findings.matrix import Item, Standing
from ttoffice.findings.reading import Finding, assessments
from ttoffice.findings.record import Answer, AssessmentRecord, Party
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a matrix and its answer, None while there is none."""

    item: Item
    answer: Answer | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        answer = self.answer
        return {
            "item": self.item.code,
            "label": self.item.label,
            "basis": self.item.basis,
            "verdict": answer.verdict.value if answer else None,
            "reasoning": answer.reasoning if answer else "",
            "proofs": [
                {"number": one.number, "version": one.version, "sha256": one.sha256}
                for one in (answer.proofs if answer else ())
            ],
            "acts": list(answer.acts) if answer else [],
            "law": answer.law if answer else "",
        }


@dataclass(frozen=True)
class MatrixView:
    """The matrix of one person in one round.

    Attributes:
        number, version: of the assessment; empty and 0 while nothing was entered.
        record: as it stands, or an empty one in the person's roles.
        rows: every row that is asked, in the order of the guideline.
        damaged: rows whose proof is not what was taken over.
    """

    party: Party
    number: str
    version: int
    record: AssessmentRecord
    rows: tuple[Row, ...]
    standing: Standing
    damaged: tuple[Damage, ...]
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        record = self.record
        return {
            "person": self.party.person,
            "name": self.party.name,
            "roles": [role.value for role in self.party.roles],
            "number": self.number or None,
            "version": self.version,
            "round": record.round,
            "circumstances": list(record.circumstances),
            "rows": [row.as_json() for row in self.rows],
            "unanswered": [item.code for item in self.standing.unanswered],
            "barred": [item.code for item in self.standing.barred],
            "shown": [one.code for one in self.standing.shown],
            "carries": [one.value for one in Outcome if one in self.standing.carries],
            "damaged": [one.sentence for one in self.damaged],
            "outcome": record.outcome.value if record.outcome else None,
            "articles": list(record.articles),
            "reasons": record.reasons,
            "part": record.part,
            "correction": record.correction,
            "correct_by": record.correct_by.isoformat() if record.correct_by else None,
            "authority": record.authority,
            "missing": [reason.as_json() for reason in self.reasons],
        }


def matrix_view(reader: Reader, rulebook: Rulebook, finding: Finding, party: Party) -> MatrixView:
    """Return the matrix of a person in the finding's present round."""
    found = assessments(reader, finding.number, finding.record.round)
    standing = next((one for one in found if one.record.person == party.person), None)
    record = (
        standing.record
        if standing is not None
        else AssessmentRecord(finding.number, party.name, party.person, party.roles, finding.record.round)
    )
    answers = {answer.item: answer for answer in record.answers}
    facts = rulebook.facts
    rows = (
        Row(item, answers.get(item.code))
        for item in matrix.items_of(facts, record.roles, record.circumstances)
    )
    number, version = (standing.number, standing.version) if standing is not None else ("", 0)
    return MatrixView(
        party,
        number,
        version,
        record,
        tuple(rows),
        matrix.standing(facts, record),
        tuple(damages(reader, [(number, record)])),
        tuple(matrix.conclusion_reasons(facts, record)),
    )


def against(rulebook: Rulebook, record: AssessmentRecord, outcome: Outcome) -> tuple[Reason, ...]:
    """Return what in the matrix itself speaks against an outcome, whatever would have to be said with it."""
    facts = rulebook.facts
    said = replace(
        record,
        outcome=outcome,
        articles=matrix.articles_of(facts, record, outcome),
        reasons=record.reasons or "-",
        part=record.part or "-",
        correction=record.correction or "-",
        authority=record.authority or "-",
    )
    reasons = matrix.conclusion_reasons(facts, said)
    return tuple(one for one in reasons if one.field != "correct_by" and not one.warning)


def proposable(rulebook: Rulebook, record: AssessmentRecord) -> tuple[Outcome, ...]:
    """Return the outcomes that the matrix allows to be proposed now, favourable ones first."""
    allowed = [one for one in Outcome if not against(rulebook, record, one)]
    return tuple(sorted(allowed, key=lambda one: one not in FAVOURABLE))
