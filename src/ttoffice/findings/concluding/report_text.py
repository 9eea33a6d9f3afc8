"""The draft of an investigation report (调查报告): where the case came from, how it was looked into, what is found. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.findings.codes import InquiryState, Origin
from ttoffice.findings.concluding.case import Case
from ttoffice.findings.concluding.conclusion_text import consequence
from ttoffice.findings.concluding.outline import Section, ended, joined, lines, section
from ttoffice.findings.concluding.report_course import course
from ttoffice.findings.concluding.report_matrix import findings_of
from ttoffice.findings.wording import (
    OUTCOMES,
    about,
    articles_text,
    loss_sentence,
    matter_sentence,
    party_text,
)
from ttoffice.i18n import chinese
from ttoffice.notices.texts import chinese_day
from ttoffice.parties.decision_rules import plain_text

ORIGINS = {
    Origin.APPLICATION: "%s收到%s提出的尽职免责认定申请",
    Origin.AUDIT: "%s收到%s移交的审计、监督检查线索",
    Origin.SUPERIOR: "%s收到%s交办的事项",
}


def report_text(case: Case) -> str:
    """Return the draft of the report of a case as it is to be reported."""
    parts = (
        section("案件来源和基本情况", _basics(case)),
        section("调查经过", course(case)),
        section("查明的事实和认定意见", findings_of(case)),
        section("未能取得或者核实的材料", _missing(case)),
        section("处理建议", _proposals(case)),
    )
    head = (f"关于{about(case.record.title)}尽职免责事项的调查报告", f"认定编号：{case.number}")
    return plain_text("\n".join((*head, *lines(parts), *_signed(case))))


def _signed(case: Case) -> Iterator[str]:
    members = [seat.name for seat in case.record.panel if seat.until is None]
    if members:
        yield f"调查组成员：{'、'.join(members)}"
    if case.record.reported_on:
        yield chinese_day(case.record.reported_on)


# --- origin, whom, matter, loss --------------------------------------------------------------------------


def _basics(case: Case) -> Iterator[Section | None]:
    record = case.record
    yield section("案件来源", _origin(case))
    people = "、".join(party_text(party, case.unit) for party in record.parties)
    yield section("认定对象", (ended(people), _others(case)))
    called = case.called.get(record.subject, "")
    yield section("涉及事项", (ended(matter_sentence(record, called)),))
    loss = loss_sentence(record)
    cause = f"损失形成原因：{record.cause.strip()}" if record.cause.strip() else ""
    yield section("损失情况", (joined(f"造成损失：{loss}" if loss else "", cause),))


def _others(case: Case) -> str:
    named = "、".join(case.called.get(one) or one for one in case.record.organisations)
    return ended(f"涉及的其他单位：{named}") if named else ""


def _origin(case: Case) -> Iterator[str]:
    record = case.record
    who = case.name(record.applicant) if record.applicant else record.applicant_name
    day = chinese_day(record.received_on) if record.received_on else "本单位"
    lead = f"：{record.lead.strip()}" if record.lead.strip() else ""
    yield joined(ORIGINS[record.origin] % (day, who) + lead, _cited("有关材料", case, record.application))
    if record.answered_on:
        rule = f"，依据{case.rule}" if case.rule else ""
        reasons = f"，理由：{record.answer_reasons.strip()}" if record.answer_reasons.strip() else ""
        yield joined(
            f"经审查{rule}，于{chinese_day(record.answered_on)}决定受理{reasons}",
            _cited("受理文书", case, (record.answer_paper,)),
        )
    if record.follows:
        yield joined(
            f"本次调查系根据新的事实，对{record.follows}号认定事项重新开展。新的事实：{record.new_facts.strip()}",
            _cited("证据", case, record.new_facts_proof),
        )


def _cited(label: str, case: Case, numbers: tuple[str, ...]) -> str:
    listed = case.cited(numbers)
    return f"{label}：{listed}" if listed else ""


# --- what is missing, what is proposed -------------------------------------------------------------------


def _missing(case: Case) -> Iterator[str]:
    for inquiry in case.inquiries.values():
        if inquiry.state in (InquiryState.PARTLY, InquiryState.NOT_DELIVERED):
            state = "仅部分提供" if inquiry.state is InquiryState.PARTLY else "未提供"
            reason = f"，原因：{inquiry.reason.strip()}" if inquiry.reason.strip() else ""
            yield ended(f"{inquiry.title}：{inquiry.asked_of}{state}{reason}")
    for hearing in case.hearings.values():
        if hearing.absence.strip():
            yield ended(f"未能听取{hearing.name}的意见：{hearing.absence.strip()}")


def _proposals(case: Case) -> Iterator[str | Section | None]:
    if case.assessed:
        yield "调查组建议提请集体决策作出如下认定结论："
    for party, assessment in case.assessed:
        outcome = OUTCOMES[assessment.outcome] if assessment.outcome else "尚未提出建议"
        authority = articles_text(case.rulebook, assessment.articles)
        yield section(
            party_text(party, case.unit),
            (joined(outcome, f"依据：{authority}" if authority else "", consequence(assessment)),),
        )
    unassessed = [
        party.name or chinese("unit") for party in case.record.parties if party.person not in case.assessments
    ]
    if unassessed:
        yield ended(f"尚未评定：{'、'.join(unassessed)}")
