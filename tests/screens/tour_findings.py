"""The findings of the office that the tour goes through: one under investigation, one final with all that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.licenses.seeding import seed
from ttoffice.action import Context, Office
from ttoffice.findings.codes import (
    EffectKind,
    FindingState,
    HearingState,
    InquiryState,
    Manner,
    MatterKind,
    Origin,
    Outcome,
    Role,
    SeatField,
    Side,
    Verdict,
)
from ttoffice.findings.record import (
    Answer,
    AssessmentRecord,
    ConclusionRecord,
    EffectRecord,
    FindingRecord,
    HearingRecord,
    InquiryRecord,
    Party,
    Proof,
    Seat,
    SentBack,
    ToHear,
)
from ttoffice.findings.shelves import ASSESSMENTS, CONCLUSIONS, EFFECTS, FINDINGS, HEARINGS, INQUIRIES
from ttoffice.notices.record import NoticeRecord
from ttoffice.notices.shelves import NOTICES
from ttoffice.parties.decision_rules import text_hash

RECEIVED, ACCEPTED, BEGUN, HEARD = (date(2026, 4, day) for day in (1, 7, 10, 15))
DECIDED, POSTED, CLOSED, SERVED = (date(2026, 5, day) for day in (6, 8, 18, 20))
LEADER, MANAGER = "RY-2026-0001", "RY-2026-0002"


def find_out(office: Office, text: str) -> None:
    """Enter a finding under investigation, and one that became final, with a text wherever one may stand."""
    line = text[:90].strip() or "词"
    seed(office, lambda ctx: investigated(ctx, line, text))
    seed(office, lambda ctx: concluded(ctx, line, text))


def begun(line: str, text: str) -> FindingRecord:
    """Return a case as it comes in."""
    parties = (
        Party(LEADER, f"甲 {line}"[:60], (Role.LEADER,), f"乙 {line}"),
        Party(MANAGER, f"乙 {line}"[:60], (Role.MANAGER, Role.RESEARCHER), f"丙 {line}"),
    )
    return FindingRecord(
        f"甲 {line}",
        origin=Origin.AUDIT,
        applicant_name=f"丙 {line}",
        received_on=RECEIVED,
        lead=f"丁 {text[:900]}",
        subject="XK-2026-0002",
        matter_kind=MatterKind.LICENSE,
        matter_text=f"戊 {text[:900]}",
        matter_on=date(2026, 1, 5),
        loss_fen=30_000_000,
        loss=f"甲 {line}",
        cause=f"乙 {text[:900]}",
        parties=parties,
        persons=(LEADER, MANAGER),
        organisations=(f"丙 {line}",),
        note=f"丁 {line}",
    )


def walk(ctx: Context, number: str, **changes: Any) -> None:
    """Change a finding as a step of its course does."""
    found = FINDINGS.load(ctx.db, number)
    assert found is not None
    FINDINGS.write(ctx, found, replace(found.record, **changes))


def started(ctx: Context, line: str, text: str) -> str:
    """Enter a case, accept it, form its panel and begin; return its number."""
    number = FINDINGS.enter(ctx, begun(line, text))
    answered = {"answered_on": ACCEPTED, "answer_reasons": f"甲 {text[:900]}", "rule": "GZ-2026-0001"}
    walk(ctx, number, state=FindingState.ACCEPTED, **answered)
    seats = (
        Seat("RY-2026-0003", f"丙 {line}", SeatField.LAW, f"丁 {line}", True, "HB-2026-0001", ACCEPTED),
        Seat(LEADER, f"甲 {line}", SeatField.AUDIT, line, False, "", ACCEPTED, BEGUN, f"戊 {line}"),
    )
    sides = (ToHear(Side.DEPARTMENT, f"丁 {line}"), ToHear(Side.HANDLER, f"乙 {line}", MANAGER))
    walk(ctx, number, panel=seats)
    plan = {"plan": f"甲 {text[:900]}", "sides": sides, "begun_on": BEGUN}
    walk(ctx, number, state=FindingState.INVESTIGATING, **plan)
    return number


def investigated(ctx: Context, line: str, text: str) -> str:
    """Enter a case that is being investigated: hearings, material that is asked for, matrices; return its number."""
    number = started(ctx, line, text)
    heard = HearingRecord(
        number, f"甲 {line}", Side.CONCERNED, f"甲 {line}", HearingState.CONFIRMED, Manner.INTERVIEW, LEADER,
        BEGUN, "ZJ-2026-0001", HEARD, f"乙 {line}", ("RY-2026-0003",), f"丙 {line}", f"丁 {text}",
        (), HEARD, "ZJ-2026-0001",
    )  # fmt: skip
    absent = HearingRecord(
        number, f"乙 {line}", Side.DEPARTMENT, f"丁 {line}", HearingState.ABSENT, invited_on=BEGUN,
        invitation="ZJ-2026-0001", absence=f"戊 {line}",
    )  # fmt: skip
    open_ = replace(heard, title=f"丙 {line}", name=f"乙 {line}", person=MANAGER, state=HearingState.RECORDED)
    for one in (heard, absent, replace(open_, confirmed_on=None, confirmation="")):
        HEARINGS.enter(ctx, one)
    asked = InquiryRecord(number, f"甲 {line}", f"乙 {line}", BEGUN, due_on=date(2026, 5, 1))
    INQUIRIES.enter(ctx, asked)
    partly = replace(
        asked, title=f"丁 {line}", state=InquiryState.PARTLY, closed_on=HEARD, reason=f"丙 {line}"
    )
    INQUIRIES.enter(ctx, partly)
    ASSESSMENTS.enter(ctx, assessed(number, 0, line, text))
    return number


def assessed(number: str, place: int, line: str, text: str) -> AssessmentRecord:
    """Return a matrix with an answer of every sort."""
    proof = (Proof("ZJ-2026-0001", "0" * 64),)
    answers = (
        Answer("criterion:democratic_procedure", Verdict.MET, f"甲 {text[:900]}", proof),
        Answer("criterion:supervision", Verdict.NOT_SHOWN, f"乙 {line}"),
        Answer("premise:no_intent", Verdict.MET, f"丙 {line}", proof),
        Answer("element:L2.publicity", Verdict.NOT_MET, f"丁 {line}"),
        Answer("bar:B4", Verdict.CLEAR, f"戊 {line}"),
        Answer("bar:B6", Verdict.BARRED, f"甲 {line}", acts=("other",), law=f"乙 {line}"),
    )
    person, name = ((LEADER, f"甲 {line}"), (MANAGER, f"乙 {line}"))[place]
    return AssessmentRecord(
        number, name, person, (Role.LEADER,), 1, answers, ("L2",), Outcome.NOT_EXEMPT,
        ("exemption:6", "exemption:10(6)"), f"丙 {text[:900]}",
    )  # fmt: skip


def concluded(ctx: Context, line: str, text: str) -> str:
    """Enter a case that was sent back, decided, published and became final, with its effects; return its number."""
    number = started(ctx, f"后来 {line}"[:90], text)
    matrix = ASSESSMENTS.enter(ctx, assessed(number, 0, line, text))
    report, whole = f"甲 {text}\n乙 {line}", f"丙 {text}\n丁 {line}"
    said = {
        "report": report,
        "report_sha256": text_hash(report),
        "text": whole,
        "text_sha256": text_hash(whole),
    }
    back = (SentBack(HEARD, f"戊 {line}"),)
    walk(ctx, number, state=FindingState.REPORTED, reported_on=HEARD, sent_back=back, **said)
    decided = {"decision": "JY-2026-0001", "decided_on": DECIDED}
    walk(ctx, number, state=FindingState.DECIDED, **decided)
    CONCLUSIONS.enter(
        ctx,
        ConclusionRecord(
            number, f"甲 {line}", LEADER, f"甲 {line}", (Role.LEADER,), 1, Outcome.NOT_EXEMPT, ("exemption:6",),
            ("L2",), f"乙 {text[:900]}", "JY-2026-0001", DECIDED, matrix, "0" * 64, text_hash(whole),
        ),
    )  # fmt: skip
    notice = NOTICES.enter(
        ctx,
        NoticeRecord(
            "finding", number, f"丙 {line}", text=whole, text_sha256=text_hash(whole), state="closed",
            approved_by=f"丁 {line}", approved_on=DECIDED, place=f"戊 {line}", period="5wd", published_on=POSTED,
            taken_down_on=CLOSED, closed_on=CLOSED,
        ),
    )  # fmt: skip
    walk(ctx, number, state=FindingState.FINAL, notice=notice, final_on=CLOSED)
    for kind in (EffectKind.SERVICE, EffectKind.AUDIT):
        effect = EffectRecord(number, f"甲 {line}", kind, SERVED, LEADER, f"乙 {line}", what=f"丙 {line}")
        EFFECTS.enter(ctx, effect)
    return number
