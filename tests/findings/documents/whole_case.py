"""A case that has been through everything, as a value: four persons and the unit, a changed panel, an objection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ttoffice.action.core import Subject
from ttoffice.evidence.views import ExhibitView, Link
from ttoffice.findings.codes import (
    UNIT,
    EffectKind,
    FindingState,
    HearingState,
    InquiryState,
    Manner,
    MatterKind,
    Outcome,
    Role,
    SeatField,
    Side,
    Verdict,
)
from ttoffice.findings.documents.case_file import EXTENDED, CaseFile
from ttoffice.findings.matrix import items_of
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
from ttoffice.notices.record import NoticeRecord, ObjectionRecord, ReviewRecord
from ttoffice.parties.conflict_rules import ConflictKind
from ttoffice.parties.decision_rules import Ballot, Member, Presence, text_hash
from ttoffice.parties.decisions import DecisionRecord, DecisionState, Dissent
from ttoffice.parties.recusals import Proposed, RecusalOutcome, RecusalRecord
from ttoffice.parties.views import UnitView
from ttoffice.rulebook import Rulebook

NUMBER = "MZ-2026-0001"
OBJECTOR = "欧阳锋"
"""Who objected: nobody's paper names them, and no value of a case holds them."""
TEXT = (
    "关于咖啡脱胶工艺许可损失的尽职免责认定结论\n一、认定事项\n咖啡脱胶工艺许可。\n二、认定结论\n见各人结论。"
)
REPORT = "关于咖啡脱胶工艺许可损失的尽职免责调查报告\n认定编号：MZ-2026-0001\n一、案件来源\n（一）申请\n赵经理提出申请。"
UNIT_VIEW = UnitView(
    "滇中科技大学", office="科技成果转化办公室", contact_name="周敏", contact_phone="0871-65123456"
)
PEOPLE = {
    "RY-2026-0001": "周书记",
    "RY-2026-0002": "赵经理",
    "RY-2026-0003": "王芳",
    "RY-2026-0004": "段某贵",
    "RY-2026-0011": "钱一",
    "RY-2026-0012": "孙二",
    "RY-2026-0013": "李三",
    "RY-2026-0014": "吴四",
}
OUTCOMES = {
    "RY-2026-0001": (Role.LEADER, "L2", Outcome.EXEMPT),
    "RY-2026-0002": (Role.MANAGER, "M4", Outcome.IN_PART),
    "RY-2026-0003": (Role.RESEARCHER, "R1", Outcome.CORRECTED),
    "RY-2026-0004": (Role.MANAGER, "", Outcome.REFERRED),
    UNIT: (Role.UNIT, "L5", Outcome.NOT_EXEMPT),
}
CERTIFICATE = (
    "尽职免责认定结论证明\n云南省审计厅：\n现就周书记的尽职免责认定情况证明如下：\n"
    "一、认定结论：予以免责。\n特此证明。\n滇中科技大学\n2026年7月20日"
)


def held(number: str, record: Any) -> Subject[Any]:
    """Return a record as it stands."""
    return Subject(1, number, 1, record, {})


def day(month: int, on: int) -> date:
    """Return a day of the year of the case."""
    return date(2026, month, on)


def exhibit(place: int, name: str, **more: Any) -> ExhibitView:
    """Return an exhibit of the case."""
    digest = f"{place:064x}"
    told = {"source": "科技处", "collector": "钱一", "collected_on": "2026-05-12", "proves": "", **more}
    return ExhibitView(f"ZJ-2026-{place:04d}", digest, 1024, name, id=place, subject=NUMBER, **told)


def parties() -> tuple[Party, ...]:
    """Return whom the case is about."""
    return tuple(
        Party(person, PEOPLE.get(person, "滇中科技大学"), (role,), "" if person == UNIT else "科技处工作人员")
        for person, (role, _circumstance, _outcome) in OUTCOMES.items()
    )


def panel() -> tuple[Seat, ...]:
    """Return a panel of three, of which one took the place of somebody who withdrew."""
    seats = [
        Seat(
            person,
            PEOPLE[person],
            SeatField.AUDIT,
            "审计师",
            person.endswith("11"),
            "HB-2026-0001",
            day(5, 8),
        )
        for person in ("RY-2026-0011", "RY-2026-0012", "RY-2026-0013")
    ]
    gone = Seat(
        "RY-2026-0014",
        "吴四",
        SeatField.FINANCE,
        "会计师",
        False,
        "HB-2026-0004",
        day(5, 8),
        day(5, 20),
        "回避",
    )
    return (*seats, gone)


def record(**changes: Any) -> FindingRecord:
    """Return the finding, archived."""
    fields: dict[str, Any] = {
        "title": "咖啡脱胶工艺许可损失事项",
        "state": FindingState.ARCHIVED,
        "applicant": "RY-2026-0002",
        "applicant_name": "赵经理",
        "received_on": day(5, 6),
        "lead": "许可费未能收回，申请认定尽职免责。",
        "application": ("ZJ-2026-0001",),
        "subject": "XK-2026-0001",
        "matter_kind": MatterKind.LICENSE,
        "matter_text": "以先使用后付费方式许可咖啡脱胶工艺",
        "matter_on": day(1, 12),
        "loss_fen": 30_000_000,
        "loss": "约定收益未能收取",
        "cause": "被许可方经营不善，已进入破产程序。",
        "parties": parties(),
        "persons": tuple(person for person in OUTCOMES if person != UNIT),
        "organisations": ("QY-2026-0001",),
        "acceptance_deadline": "QX-2026-0001",
        "answered_on": day(5, 8),
        "answer_reasons": "属于认定范围，材料齐全",
        "answer_paper": "ZJ-2026-0002",
        "rule": "GZ-2026-0001",
        "panel": panel(),
        "plan": "一是调阅合同和台账；二是分别谈话；三是核对催收记录",
        "sides": (ToHear(Side.DEPARTMENT, "财务处"),),
        "begun_on": day(5, 11),
        "investigation_deadline": "QX-2026-0002",
        "extended_on": day(6, 10),
        "extension_reason": "被许可方破产材料尚待调取",
        "extension_paper": "ZJ-2026-0003",
        "extension_deadline": "QX-2026-0002",
        "report": REPORT,
        "report_sha256": text_hash(REPORT),
        "reported_on": day(6, 25),
        "report_paper": "ZJ-2026-0004",
        "text": TEXT,
        "text_sha256": text_hash(TEXT),
        "decision": "JY-2026-0001",
        "decided_on": day(6, 28),
        "sent_back": (SentBack(day(6, 20), "补充核实催收记录"),),
        "notice": "GS-2026-0001",
        "final_on": day(7, 8),
        "archived_on": day(7, 15),
        "dossier_code": "c" * 64,
    }
    return FindingRecord(**{**fields, **changes})


def matrix(rulebook: Rulebook, person: str) -> AssessmentRecord:
    """Return a person's matrix; of who is referred a bar applies."""
    role, circumstance, outcome = OUTCOMES[person]
    chosen = (circumstance,) if circumstance else ()
    barred = outcome is Outcome.REFERRED
    answers = []
    for item in items_of(rulebook.facts, (role,), chosen):
        if item.code == "bar:B4" and barred:
            answers.append(Answer(item.code, Verdict.BARRED, "收受礼金，有交代材料为证", (), ("gifts",)))
        elif item.sort == "bar":
            answers.append(Answer(item.code, Verdict.CLEAR, "经核查不存在"))
        else:
            answers.append(
                Answer(item.code, Verdict.MET, "有会议纪要为证", (Proof("ZJ-2026-0005", "5" * 64),))
            )
    articles = ("exemption:10(4)",) if barred else ("exemption:6",)
    return AssessmentRecord(
        NUMBER, PEOPLE.get(person, "单位"), person, (role,), 1, tuple(answers), chosen, outcome, articles,
        "理由如认定意见所列", "仅就逾期利息部分免责", "补办备案手续", day(8, 31), "云南省纪委监委驻校纪检监察组",
    )  # fmt: skip


def conclusions(rulebook: Rulebook) -> Iterable[Subject[ConclusionRecord]]:
    """Yield what was concluded of each person, as their matrix proposes it."""
    for place, person in enumerate(OUTCOMES, 1):
        found = matrix(rulebook, person)
        assert found.outcome is not None
        yield held(
            f"JL-2026-{place:04d}",
            ConclusionRecord(
                NUMBER, found.title, person, found.title, found.roles, 1, found.outcome, found.articles,
                found.circumstances, found.reasons, "JY-2026-0001", day(6, 28), f"RD-2026-{place:04d}", "a" * 64,
                text_hash(TEXT), found.part, found.correction, found.correct_by, found.authority,
            ),
        )  # fmt: skip


def hearings() -> tuple[Subject[HearingRecord], ...]:
    """Return an interview that was confirmed, a written view, and somebody who did not come."""
    spoken = HearingRecord(
        NUMBER, "周书记：谈话", Side.CONCERNED, "周书记", HearingState.CONFIRMED, Manner.INTERVIEW, "RY-2026-0001",
        day(5, 13), "ZJ-2026-0006", day(5, 15), "行政楼302会议室", ("RY-2026-0011", "RY-2026-0012"),
        "RY-2026-0013", "问：请说明决策经过。\n答：经集体讨论，我同意。", (), day(5, 15), "ZJ-2026-0007",
    )  # fmt: skip
    written = HearingRecord(
        NUMBER, "财务处", Side.DEPARTMENT, "财务处", HearingState.CONFIRMED, Manner.OPINION, held_on=day(5, 18),
        content="财务处认为催收及时。", confirmed_on=day(5, 18), confirmation="ZJ-2026-0008",
    )  # fmt: skip
    absent = HearingRecord(
        NUMBER, "被许可方", Side.ACQUIRER, "云南某某咖啡有限公司", HearingState.ABSENT, invited_on=day(5, 13),
        invitation="ZJ-2026-0006", absence="已进入破产程序，管理人答复不派人到场",
    )  # fmt: skip
    return tuple(held(f"TQ-2026-{place:04d}", one) for place, one in enumerate((spoken, written, absent), 1))


def inquiry() -> Subject[InquiryRecord]:
    """Return material that was asked for and came in part."""
    found = InquiryRecord(
        NUMBER, "破产受理裁定；债权申报材料", "破产管理人", day(5, 20), InquiryState.PARTLY, day(5, 30),
        closed_on=day(6, 2), delivered=("ZJ-2026-0005",), reason="债权表尚未形成",
    )  # fmt: skip
    return held("DQ-2026-0001", found)


def decision() -> Subject[DecisionRecord]:
    """Return the collective decision: one recused, one against, with the wording."""
    members = (
        Member("RY-2026-0021", "甲员", Presence.PRESENT, Ballot.YES),
        Member("RY-2026-0022", "乙员", Presence.PRESENT, Ballot.YES),
        Member("RY-2026-0023", "丙员", Presence.PRESENT, Ballot.NO),
        Member("RY-2026-0024", "丁员", Presence.RECUSED, None, "与当事人有近亲属关系"),
    )
    found = DecisionRecord(
        "审议尽职免责认定结论", NUMBER, "校长办公会", DecisionState.ADOPTED, TEXT, text_hash(TEXT),
        members=members, quorum="2/3", quorum_source="本校议事规则", majority="1/2", decided_on=day(6, 28),
        minutes="ZJ-2026-0009", dissents=(Dissent("RY-2026-0023", "丙员", "对部分免责的范围有不同意见"),),
    )  # fmt: skip
    return held("JY-2026-0001", found)


def notice() -> Subject[NoticeRecord]:
    """Return the notice that closed."""
    found = NoticeRecord(
        "finding", NUMBER, "关于咖啡脱胶工艺许可损失尽职免责认定结论的公示", text=TEXT,
        text_sha256=text_hash(TEXT), state="closed", place="行政楼公示栏", period="5wd",
        deadline="QX-2026-0004", published_on=day(6, 29), closed_on=day(7, 7),
    )  # fmt: skip
    return held("GS-2026-0001", found)


def effects() -> tuple[Subject[EffectRecord], ...]:
    """Return that audit was notified, and a certificate."""
    told = EffectRecord(NUMBER, "已通知审计部门", EffectKind.AUDIT, day(7, 10), recipient="审计处")
    certificate = EffectRecord(
        NUMBER, "已出具证明", EffectKind.CERTIFICATE, day(7, 20), "RY-2026-0001", "云南省审计厅", (), "经济责任审计",
        "c" * 64, text_hash(CERTIFICATE), note=CERTIFICATE,
    )  # fmt: skip
    return held("YJ-2026-0001", told), held("YJ-2026-0002", certificate)


def checks() -> dict[str, Subject[RecusalRecord]]:
    """Return the recusal checks of the panel; one withdrew."""
    found = {}
    for place, person in enumerate(("RY-2026-0011", "RY-2026-0012", "RY-2026-0013", "RY-2026-0014"), 1):
        gone = person == "RY-2026-0014"
        why = Proposed(ConflictKind.KIN, "与认定对象有近亲属关系", "exemption:10(5)", True, "kin")
        found[person] = held(
            f"HB-2026-{place:04d}",
            RecusalRecord(
                person,
                PEOPLE[person],
                NUMBER,
                day(5, 8),
                RecusalOutcome.WITHDRAWN if gone else RecusalOutcome.NONE_FOUND,
                (why,) if gone else (),
                reasons="系认定对象的近亲属" if gone else "",
                decided_by="校长办公会" if gone else "",
            ),
        )
    return found


def whole_case(rulebook: Rulebook, **changes: Any) -> CaseFile:
    """Return the case file of everything; `changes` are those of the finding."""
    shown = {
        one.number: one
        for one in (
            exhibit(1, "申请书.pdf", pages=3, proves="申请人提出申请"),
            exhibit(2, "受理通知书.pdf"),
            exhibit(5, "破产受理裁定书.pdf", links=(Link(NUMBER, "criterion:supervision"),)),
            exhibit(7, "谈话笔录.pdf", links=(Link(NUMBER, "step:hearing"),)),
            exhibit(9, "会议纪要.pdf", links=(Link(NUMBER, "circumstance:7(2)"),)),
        )
    }
    objection = ObjectionRecord(
        "GS-2026-0001", named=True, received_on=day(7, 1), channel="来信", passage="对王芳的结论",
        content="纠正事项不够具体", state="answered", review="FH-2026-0001", feedback_on=day(7, 6),
    )  # fmt: skip
    review = ReviewRecord(
        "GS-2026-0001", ("YY-2026-0001",), opened_on=day(7, 2), outcome="upheld", decided_on=day(7, 5)
    )
    return CaseFile(
        NUMBER,
        record(**changes),
        rulebook,
        UNIT_VIEW,
        "《尽职免责实施办法》（试行）",
        "许可“咖啡脱胶工艺许可”",
        hearings(),
        (inquiry(),),
        tuple(held(f"RD-2026-{place:04d}", matrix(rulebook, one)) for place, one in enumerate(OUTCOMES, 1)),
        tuple(conclusions(rulebook)),
        effects(),
        decision(),
        checks(),
        (notice(),),
        (held("YY-2026-0001", objection),),
        (held("FH-2026-0001", review),),
        shown,
        {
            "QX-2026-0001": day(5, 13),
            "QX-2026-0002": day(6, 22),
            EXTENDED: day(7, 10),
            "QX-2026-0004": day(7, 6),
        },
        PEOPLE,
        dict.fromkeys(PEOPLE, "科技处　副处长"),
        {"QY-2026-0001": "云南某某咖啡有限公司", "ZJ-2026-0001": "申请人提出申请"},
    )
