"""A case that can take its next step, built up step by step, for tests of the rules; each test spoils one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ttoffice.findings.codes import (
    UNIT,
    EffectKind,
    FindingState,
    HearingState,
    InquiryState,
    Manner,
    Outcome,
    Role,
    SeatField,
    Side,
    Verdict,
)
from ttoffice.findings.facts import DecisionView, FindingFacts, NoticeView
from ttoffice.findings.matrix import articles_of, items_of
from ttoffice.findings.record import (
    Answer,
    AssessmentRecord,
    EffectRecord,
    FindingRecord,
    HearingRecord,
    InquiryRecord,
    Party,
    Proof,
    Seat,
    ToHear,
)
from ttoffice.parties.decision_rules import text_hash
from ttoffice.rulebook.facts import Facts

NUMBER = "MZ-2026-0001"
DAY = date(2026, 3, 2)
LEADER = Party("RY-2026-0001", "李明", (Role.LEADER,), "分管副校长")
UNIT_PARTY = Party(UNIT, "滇池大学", (Role.UNIT,))
PROOF = Proof("ZJ-2026-0001", "0" * 64)
TEXT = "经集体决策，对李明予以免责。"


def seats() -> tuple[Seat, ...]:
    """Return a panel of three that can sit."""
    return tuple(
        Seat(
            f"RY-2026-001{place}",
            f"成员{place}",
            SeatField.FINANCE,
            "高级会计师",
            place == 0,
            "HB-2026-0001",
            DAY,
        )
        for place in range(3)
    )


def whole(facts: Facts, party: Party, circumstances: tuple[str, ...], outcome: Outcome) -> AssessmentRecord:
    """Return a matrix in which everything is shown and no bar applies."""
    items = items_of(facts, party.roles, circumstances)
    answers = tuple(
        Answer(item.code, Verdict.CLEAR, "经核查不存在")
        if item.sort == "bar"
        else Answer(
            item.code, Verdict.MET, "有会议纪要为证", (PROOF,), law="某法第一条" if item.catch_all else ""
        )
        for item in items
    )
    record = AssessmentRecord(NUMBER, party.name, party.person, party.roles, 1, answers, circumstances)
    return replace(
        record,
        outcome=outcome,
        articles=articles_of(facts, record, outcome),
        reasons="四项要件齐备",
        part="仅就许可费部分免责" if outcome is Outcome.IN_PART else "",
        correction="补办手续" if outcome is Outcome.CORRECTED else "",
        correct_by=DAY if outcome is Outcome.CORRECTED else None,
    )


def answered(assessment: AssessmentRecord, item: str, **changes: Any) -> AssessmentRecord:
    """Return a matrix with one answer changed."""
    return replace(
        assessment,
        answers=tuple(
            replace(answer, **changes) if answer.item == item else answer for answer in assessment.answers
        ),
    )


def heard(party: Party) -> HearingRecord:
    """Return the confirmed statement of a person concerned."""
    return HearingRecord(
        NUMBER,
        party.name,
        Side.CONCERNED,
        party.name,
        HearingState.CONFIRMED,
        Manner.STATEMENT,
        party.person,
        held_on=DAY,
        confirmed_on=DAY,
        confirmation="ZJ-2026-0002",
        content="陈述申辩",
    )


def record(state: FindingState) -> FindingRecord:
    """Return a finding that has everything up to a state."""
    return FindingRecord(
        "许可费损失",
        state,
        applicant="RY-2026-0009",
        applicant_name="王主任",
        received_on=DAY,
        application=("ZJ-2026-0001",),
        subject="XK-2026-0001",
        loss_fen=1,
        loss="许可费未收回",
        cause="企业经营不善",
        parties=(LEADER,),
        persons=(LEADER.person,),
        answered_on=DAY,
        answer_reasons="材料齐全",
        answer_paper="ZJ-2026-0001",
        panel=seats(),
        plan="查阅、谈话、比对",
        sides=(ToHear(Side.DEPARTMENT, "财务处"),),
        begun_on=DAY,
        report="调查报告",
        report_sha256=text_hash("调查报告"),
        reported_on=DAY,
        text=TEXT,
        text_sha256=text_hash(TEXT),
        decision="JY-2026-0001",
        decided_on=DAY,
        final_on=DAY,
    )


def facts(rulebook: Facts, state: FindingState, **changes: Any) -> FindingFacts:
    """Return what the rules look at of a case that lacks nothing in a state."""
    department = replace(heard(LEADER), side=Side.DEPARTMENT, name="财务处", person="", manner=Manner.OPINION)
    whole_case = FindingFacts(
        NUMBER,
        record(state),
        rulebook,
        today=DAY + timedelta(days=30),
        on=DAY + timedelta(days=20),
        reason="理由",
        rule="GZ-2026-0001",
        hearings={"TQ-2026-0001": heard(LEADER), "TQ-2026-0002": department},
        inquiries={
            "DQ-2026-0001": InquiryRecord(
                NUMBER, "账册", "财务处", DAY, InquiryState.DELIVERED, closed_on=DAY
            )
        },
        assessments={"RD-2026-0001": whole(rulebook, LEADER, ("L2",), Outcome.EXEMPT)},
        decision=DecisionView("JY-2026-0001", True, True, NUMBER, text_hash(TEXT), DAY),
        notices=(NoticeView("GS-2026-0001", "closed", f"公示：\n{TEXT}", DAY, DAY, DAY + timedelta(days=8)),),
        effects={
            f"YJ-2026-000{place}": EffectRecord(NUMBER, kind.value, kind, DAY, LEADER.person)
            for place, kind in enumerate(
                (EffectKind.SERVICE, EffectKind.PERSONNEL, EffectKind.DISCIPLINE, EffectKind.AUDIT)
            )
        },
        dossier_made=True,
    )
    return replace(whole_case, **changes)
