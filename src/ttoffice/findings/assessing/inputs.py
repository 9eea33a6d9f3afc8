"""What the verbs of the matrix take."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.findings.codes import OUTCOME_LABELS, VERDICT_LABELS, Outcome, Verdict
from ttoffice.licenses.typed import Day, Line, Numbers, Text, code_in

Person = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Row = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Codes = Annotated[tuple[Row, ...], Field(max_length=30)]


class AnswerInput(Input):
    """The answer to one row of the matrix; it takes the place of an earlier one.

    Attributes:
        item: the row by its code (`criterion:reasonable_care`, `element:M4.mitigation`, `bar:B4`), by its article
            (`10(4)`) or by the guideline's words.
        verdict: met, not_met or not_shown; of a bar clear or barred.
        reasoning: why; of a bar the ground.
        proofs: numbers of exhibits (ZJ-...) or of records that it rests on; each is taken over with its hash.
        acts: of a bar that applies, the acts found.
        law: of a catch-all, the law or regulation with its article.
    """

    item: Row
    verdict: Annotated[Verdict, code_in(VERDICT_LABELS)]
    reasoning: Text = ""
    proofs: Annotated[Numbers, Field(max_length=100)] = ()
    acts: Codes = ()
    law: Line = ""


class AssessFinding(Input):
    """Answers for one person's matrix; what is not named stays as it is.

    Attributes:
        person: number or name of one whom the finding is about; `unit` for the unit.
        circumstances: those relied on (`M4`, `8(4)`); left out, those of the elements answered are added. Where it is
            given it replaces the list, and answers to elements of others are taken out of the matrix.
        seen: the version of the matrix that the answers were made on; a newer one is refused.
    """

    person: Person
    answers: Annotated[tuple[AnswerInput, ...], Field(max_length=200)] = ()
    circumstances: Codes | None = None
    seen: Annotated[int, Field(ge=0)] | None = None


class ProposeConclusion(Input):
    """What is proposed of one person.

    Attributes:
        articles: worked out from what is shown where none is given.
        reasons: why; left out, those given before stay.
        part: of an exemption in part, what it covers and what not.
        correction, correct_by: of a correction, what is to be put right and by when.
        authority: of a referral, to whom.
    """

    person: Person
    outcome: Annotated[Outcome, code_in(OUTCOME_LABELS)]
    articles: Annotated[tuple[Line, ...], Field(max_length=30)] = ()
    reasons: Text = ""
    part: Text = ""
    correction: Text = ""
    correct_by: Day = None
    authority: Line = ""
    seen: Annotated[int, Field(ge=0)] | None = None
