"""Findings written to their shelves for tests, state by state as the database allows, and ways to look at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tests.licenses.seeding import seed
from ttoffice.action import Context, Office
from ttoffice.findings.codes import FindingState, Outcome, Role, Verdict
from ttoffice.findings.matrix import articles_of, items_of
from ttoffice.findings.record import (
    Answer,
    AssessmentRecord,
    ConclusionRecord,
    FindingRecord,
    Party,
    Proof,
)
from ttoffice.findings.shelves import ASSESSMENTS, CONCLUSIONS, FINDINGS
from ttoffice.parties.decision_rules import text_hash
from ttoffice.rulebook.facts import Facts

COURSE = ("received", "accepted", "investigating", "reported", "decided", "final", "archived")
LEADER = Party("RY-2026-0001", "张三", (Role.LEADER,), "副校长")
MANAGER = Party("RY-2026-0002", "李四", (Role.MANAGER,), "科技处副处长")
RESEARCHER = Party("RY-2026-0003", "王五", (Role.RESEARCHER,), "教授")


def finding(office: Office, *parties: Party, state: str = "investigating", **more: Any) -> str:
    """Enter a finding and let it come as far as a state; return its number."""
    return str(seed(office, lambda ctx: entered(ctx, parties or (MANAGER,), state, **more)))


def entered(ctx: Context, parties: Sequence[Party], state: str, **more: Any) -> str:
    """Do the same in an open transaction."""
    fields: dict[str, Any] = {
        "title": "咖啡工艺许可收益未收回的尽职免责认定",
        "applicant_name": "审计处",
        "received_on": date(2026, 5, 6),
        "matter_text": "小粒咖啡脱胶工艺许可",
        "loss": "许可费未能收回",
        "cause": "被许可方停产",
        "parties": tuple(parties),
        "persons": tuple(party.person for party in parties),
        **more,
    }
    number = FINDINGS.enter(ctx, FindingRecord(**fields))
    for step in COURSE[1 : COURSE.index(state) + 1]:
        moved(ctx, number, step)
    return number


def moved(ctx: Context, number: str, state: str, **more: Any) -> None:
    """Let a finding stand at its next state."""
    found = FINDINGS.load(ctx.db, number)
    assert found is not None
    FINDINGS.write(ctx, found, replace(found.record, state=FindingState(state), **more))


def matrix(facts: Facts, party: Party, *relied: str, **verdicts: Verdict) -> tuple[Answer, ...]:
    """Return the answers of a matrix in which everything is shown and no bar applies."""
    proof = (Proof("ZJ-2026-0001", "0" * 64),)
    return tuple(
        Answer(item.code, Verdict.CLEAR, "查无此情形")
        if item.sort == "bar"
        else Answer(
            item.code,
            verdicts.get(item.code.replace(":", "_"), Verdict.MET),
            f"已查明：{item.text}",
            proof,
            law="某法第一条" if item.catch_all else "",
        )
        for item in items_of(facts, party.roles, relied)
    )


def concluded(
    office: Office,
    *parties: Party,
    relied: str = "M4",
    outcome: Outcome = Outcome.EXEMPT,
    reasons: str = "已尽减损止损职责",
    answers: tuple[Answer, ...] | None = None,
    decided_on: date = date(2026, 5, 20),
    state: str = "final",
    **more: Any,
) -> str:
    """Enter a finding with a conclusion on each of its parties, as far as a state; return its number."""

    def work(ctx: Context) -> str:
        who = parties or (MANAGER,)
        number = entered(ctx, who, "investigating", **more)
        facts = ctx.rulebook.facts
        for party in who:
            given = matrix(facts, party, relied) if answers is None else answers
            record = AssessmentRecord(
                number, party.name, party.person, party.roles, 1, given, (relied,), outcome
            )
            ASSESSMENTS.enter(
                ctx, replace(record, articles=articles_of(facts, record, outcome), reasons=reasons)
            )
        text = f"认定结论：{outcome.value}"
        moved(ctx, number, "reported", text=text, text_sha256=text_hash(text), reported_on=decided_on)
        moved(ctx, number, "decided", decision="JY-2026-0099", decided_on=decided_on)
        for assessment in ASSESSMENTS.where(ctx.db, "subject = ?", (number,)):
            CONCLUSIONS.enter(
                ctx, _conclusion(number, assessment.number, assessment.record, decided_on, text)
            )
        for step in COURSE[5 : COURSE.index(state) + 1]:
            moved(ctx, number, step)
        return number

    return str(seed(office, work))


def _conclusion(
    number: str, assessment: str, record: AssessmentRecord, decided_on: date, text: str
) -> ConclusionRecord:
    assert record.outcome is not None
    return ConclusionRecord(
        number,
        record.title,
        record.person,
        record.title,
        record.roles,
        1,
        record.outcome,
        record.articles,
        record.circumstances,
        record.reasons,
        "JY-2026-0099",
        decided_on,
        assessment,
        "0" * 64,
        text_hash(text),
    )
