"""What was found of each person, as the report tells it: criteria, intent, circumstances by element, bars, proposal. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.findings.codes import Verdict
from ttoffice.findings.concluding.case import Case
from ttoffice.findings.concluding.conclusion_text import consequence
from ttoffice.findings.concluding.outline import Section, joined, section
from ttoffice.findings.matrix import (
    BAR,
    BARS,
    CRITERION,
    DILIGENCE,
    PREMISE,
    Item,
    bars_of,
    circumstances_open,
    elements_of,
    items_of,
)
from ttoffice.findings.record import Answer, AssessmentRecord, Party
from ttoffice.findings.wording import (
    OUTCOMES,
    SHORT,
    article,
    articles_text,
    guideline_title,
    party_text,
    verdict_text,
)
from ttoffice.rulebook.facts import Circumstance


def findings_of(case: Case) -> Iterator[str | Section | None]:
    """Yield what was found of each person, in the order of the finding."""
    if case.assessed:
        yield f"依据{guideline_title(case.rulebook)}（以下简称{SHORT}），对认定对象逐人查明如下："
    for party, assessment in case.assessed:
        yield section(party_text(party, case.unit), person_parts(case, party, assessment))


def person_parts(case: Case, party: Party, assessment: AssessmentRecord) -> Iterator[Section | None]:
    """Yield the parts about one person: Art. 6, intent, Art. 7 to 9 by element, Art. 10, the proposal."""
    facts = case.rulebook.facts
    answers = {answer.item: answer for answer in assessment.answers}
    asked = items_of(facts, party.roles, ())
    place = article(case.rulebook, DILIGENCE)
    yield section(
        f"勤勉尽责要件（{SHORT}{place}）",
        _rows(case, answers, [one for one in asked if one.sort == CRITERION]),
    )
    yield section("主观方面", _rows(case, answers, [one for one in asked if one.sort == PREMISE]))
    for circumstance in circumstances_open(facts, party.roles):
        if circumstance.code in assessment.circumstances:
            heading = _circumstance(case, circumstance)
            yield section(heading, _rows(case, answers, elements_of(circumstance)))
    bars = bars_of(facts, party.roles)
    yield section(
        f"不得认定为尽职免责的情形（{SHORT}{article(case.rulebook, BARS)}）", _rows(case, answers, bars)
    )
    yield section("认定建议", (_proposal(case, assessment),))


def _circumstance(case: Case, circumstance: Circumstance) -> str:
    place = article(case.rulebook, circumstance.basis)
    return f"免责情形（{SHORT}{place}）：{circumstance.short}"


def _rows(
    case: Case, answers: dict[str, Answer], items: list[Item] | tuple[Item, ...]
) -> Iterator[Section | None]:
    """Yield a numbered row an item: what is asked, what was found, why, and by which exhibits."""
    for item in items:
        yield Section(row_text(case, item, answers.get(item.code)), ())


def row_text(case: Case, item: Item, answer: Answer | None) -> str:
    """Return one row of the matrix in words; a bar is named by its place in Art. 10 as well."""
    asked = f"{article(case.rulebook, item.basis)}（{item.text}）" if item.sort == BAR else item.text
    if answer is None:
        return f"{asked}：{verdict_text(None)}。"
    acts = _acts(case, item, answer)
    return joined(
        f"{asked}：{verdict_text(answer.verdict)}",
        f"已查明的行为：{acts}" if acts else "",
        answer.reasoning,
        f"所依据的法律法规：{answer.law.strip()}" if answer.law.strip() else "",
        f"证据：{case.cited(proof.number for proof in answer.proofs)}" if answer.proofs else "",
    )


def _acts(case: Case, item: Item, answer: Answer) -> str:
    """Return the acts of a bar that were found, in the guideline's words."""
    bar = case.rulebook.facts.bar(item.code.partition(":")[2])
    if bar is None or answer.verdict is not Verdict.BARRED:
        return ""
    return "；".join(act.text for act in bar.acts if act.code in answer.acts)


def _proposal(case: Case, assessment: AssessmentRecord) -> str:
    outcome = OUTCOMES[assessment.outcome] if assessment.outcome else "尚未提出建议"
    authority = articles_text(case.rulebook, assessment.articles)
    return joined(
        f"建议{outcome}" if assessment.outcome else outcome,
        f"依据：{authority}" if authority else "",
        f"理由：{assessment.reasons.strip()}" if assessment.reasons.strip() else "",
        consequence(assessment),
    )
