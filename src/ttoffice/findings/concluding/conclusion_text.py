"""The draft of a conclusion (认定结论): the text that is decided and published word for word. Pure.

Inside the unit full names and posts stand, as all its staff supervise (exemption Art. 13); numbers of people do
not, and nothing of their homes, health or kin is taken from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.findings.codes import Outcome
from ttoffice.findings.concluding.case import Case
from ttoffice.findings.concluding.outline import Section, ended, joined, lines, section
from ttoffice.findings.record import AssessmentRecord
from ttoffice.findings.wording import (
    OUTCOMES,
    SHORT,
    about,
    articles_text,
    guideline_title,
    loss_sentence,
    matter_sentence,
    party_text,
)
from ttoffice.notices.texts import chinese_day
from ttoffice.parties.decision_rules import plain_text

TITLE = "尽职免责认定结论"


def conclusion_text(case: Case) -> str:
    """Return the draft of the conclusion of a case as it is to be reported."""
    parts = (
        section("认定事项", _matter(case)),
        section("调查过程", _course(case)),
        section("认定结论", _conclusions(case)),
    )
    return plain_text("\n".join((TITLE, *lines(parts))))


def _matter(case: Case) -> Iterator[str]:
    record = case.record
    yield ended(f"{about(record.title)}尽职免责认定（{case.number}）")
    yield ended(matter_sentence(record))
    loss = loss_sentence(record)
    if loss:
        yield ended(f"造成损失：{loss}")
    if record.follows:
        yield f"本次认定系根据新的事实，对{record.follows}号认定事项重新开展。"


def _course(case: Case) -> Iterator[str]:
    record = case.record
    seated = [seat for seat in record.panel if seat.until is None]
    accepted = f"于{chinese_day(record.answered_on)}受理本案，" if record.answered_on else ""
    begun = f"，自{chinese_day(record.begun_on)}起开展调查" if record.begun_on else ""
    reported = f"，于{chinese_day(record.reported_on)}形成调查报告" if record.reported_on else ""
    yield ended(
        f"本单位{accepted}组成{len(seated)}人调查组{begun}，收集核实证据材料，充分听取各方面的意见和建议{reported}，"
        "提请集体决策"
    )
    if record.round > 1:
        yield f"本结论为第{record.round}次认定，此前的认定结论不再适用。"


def _conclusions(case: Case) -> Iterator[str | Section | None]:
    rules = f"和{case.rule}" if case.rule else ""
    yield f"依据{guideline_title(case.rulebook)}（以下简称{SHORT}）{rules}，认定如下："
    for party, assessment in case.assessed:
        yield section(party_text(party, case.unit), (_said(case, assessment),))


def _said(case: Case, assessment: AssessmentRecord) -> str:
    """Return the outcome of one person with its articles and reasons."""
    outcome = OUTCOMES[assessment.outcome] if assessment.outcome else "未提出认定意见"
    articles = articles_text(case.rulebook, assessment.articles)
    return joined(
        f"认定结论：{outcome}",
        f"认定依据：{articles}" if articles else "",
        f"理由：{assessment.reasons.strip()}" if assessment.reasons.strip() else "",
        consequence(assessment),
    )


def consequence(assessment: AssessmentRecord) -> str:
    """Return what goes with an outcome: what is exempted, what is to be put right, whither it is referred."""
    if assessment.outcome is Outcome.IN_PART and assessment.part.strip():
        return f"免责范围：{assessment.part.strip()}"
    if assessment.outcome is Outcome.CORRECTED and assessment.correction.strip():
        until = f"，于{chinese_day(assessment.correct_by)}前完成" if assessment.correct_by else ""
        return f"纠正要求：{assessment.correction.strip().rstrip('。')}{until}"
    if assessment.outcome is Outcome.REFERRED and assessment.authority.strip():
        return f"移送：{assessment.authority.strip()}"
    return ""
