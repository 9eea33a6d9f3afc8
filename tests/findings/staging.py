"""A whole case for tests of what comes after the investigation, each stage made once and copied for every test.

What lies before the report is written straight to its shelves; from the report on everything is done by actions.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.seeding import seed
from tests.notices.acts import do, exhibit, person, result
from tests.offices import open_at
from ttoffice.action import Context, Office, check
from ttoffice.evidence.dossier.making import make_dossier
from ttoffice.findings import reading
from ttoffice.findings.codes import (
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
from ttoffice.findings.matrix import articles_of, items_of
from ttoffice.findings.proofs import proof_of
from ttoffice.findings.record import (
    Answer,
    AssessmentRecord,
    FindingRecord,
    HearingRecord,
    InquiryRecord,
    Party,
    Seat,
    ToHear,
)
from ttoffice.findings.shelves import ASSESSMENTS, FINDINGS, HEARINGS, INQUIRIES
from ttoffice.parties.internal_rules import RULES, RuleRecord, RuleState, RuleTopic
from ttoffice.parties.recusals import RECUSALS, RecusalOutcome, RecusalRecord

NUMBER = "MZ-2026-0001"
RECEIVED, ACCEPTED, BEGUN, HEARD = (date(2026, 3, day) for day in (2, 5, 10, 16))
REPORTED, DECIDED, POSTED = date(2026, 4, 7), date(2026, 4, 9), date(2026, 4, 10)
LAST, CLOSED = date(2026, 4, 17), date(2026, 4, 20)
"""Five working days after 2026-04-10, and the next working day."""
SERVED, SEALED = date(2026, 4, 22), date(2026, 4, 24)


@dataclass(frozen=True)
class Stage:
    """One case at a stage: its office on a day, its folder, and everybody in it by name."""

    office: Office
    folder: Path
    people: dict[str, str]
    number: str = NUMBER

    def on(self, day: date) -> Stage:
        """Return the same on another day."""
        return replace(self, office=self.office.on(day))

    def do(self, name: str, subject: str | None = None, /, **data: Any) -> Any:
        """Perform an action about the finding, or about another record."""
        return do(self.office, name, subject or self.number, **data)

    def do_new(self, name: str, /, **data: Any) -> Any:
        """Perform an action that is about no record yet."""
        return do(self.office, name, None, **data)

    def refused(self, name: str, subject: str | None = None, /, **data: Any) -> set[str]:
        """Return the codes of what refuses an action."""
        found = check(self.office, name, data, subject=subject or self.number)
        return {reason.code for reason in found if not reason.warning}

    def warned(self, name: str, subject: str | None = None, /, **data: Any) -> set[str]:
        """Return the codes of what an action is warned of."""
        found = check(self.office, name, data, subject=subject or self.number)
        return {reason.code for reason in found if reason.warning}

    def exhibit(self, name: str, subject: str | None = None) -> str:
        """Attach a file to the finding, or to another record, and return its number."""
        return exhibit(self.office, self.folder, subject or self.number, name)

    @property
    def record(self) -> FindingRecord:
        """The finding as it stands."""
        with self.office.reader() as reader:
            found = reading.load(reader, self.number)
        assert found is not None
        return found.record

    def read(self, read: Callable[..., Any], *args: Any) -> Any:
        """Return what a read of the store says of the finding."""
        with self.office.reader() as reader:
            return read(reader, self.number, *args)

    # --- steps that many tests take ------------------------------------------------------------------------

    def report(self, **data: Any) -> str:
        """Report the investigation."""
        return str(self.do("finding.report", paper=self.exhibit("调查报告.pdf"), **data))

    def decision(self, day: date | None = None, **more: Any) -> str:
        """Record a collective decision about the conclusion as it stands; return its number."""
        given = {
            "title": "审议尽职免责认定结论",
            "subject": self.number,
            "body": "校长办公会",
            "text": self.record.text,
            "members": [self.people[name] for name in ("赵一", "钱二", "孙三")],
            "decided_on": (day or self.office.today).isoformat(),
            "minutes": self.exhibit("会议纪要.pdf"),
        }
        return str(self.do_new("decision.record", **{**given, **more}))

    def draft_notice(self, **more: Any) -> str:
        """Draft a notice of the conclusion; return its number."""
        said = {"place": "行政楼公示栏", "channel": "纪检监察室", "office": "科技处"}
        return str(self.do_new("notice.draft", kind="finding", subject=self.number, **{**said, **more}))

    def posted(self, **more: Any) -> str:
        """Draft, approve and publish a notice today; return its number."""
        number = self.draft_notice(**more)
        self.do("notice.approve", number)
        self.do("notice.publish", number, exhibits=[self.exhibit("张贴.jpg", number)])
        return number

    def close(self, number: str) -> None:
        """Take a notice down and close it today."""
        self.do("notice.take_down", number, exhibits=[self.exhibit("撤下.jpg", number)])
        self.do("notice.close", number)

    def reviewed(self, notice: str, outcome: str, names: tuple[str, ...] = ("周五", "吴六", "郑七")) -> str:
        """Object to a notice, have others review it, and answer the objector, all today; return the review."""
        objection = self.do("objection.receive", notice, objector="冯八", channel="来信", content="事实不清")
        review = str(self.do("review.open", notice, panel=[self.people[name] for name in names]))
        found = {
            "question": "事实是否清楚",
            "found": "补充核实",
            "exhibits": [self.exhibit("核实.txt", review)],
        }
        self.do("review.find", review, **found)
        self.do("review.decide", review, outcome=outcome, reasons="经核实")
        self.do("objection.answer", objection, channel="当面", receipt=self.exhibit("签收.jpg", objection))
        return review

    def known(self, *without: str) -> None:
        """Serve the finding on its person and notify personnel, discipline and audit today, but for some."""
        for kind in ("personnel", "discipline", "audit"):
            if kind not in without:
                proof = [self.exhibit(f"{kind}.pdf")]
                self.do("finding.record_effect", kind=kind, recipient=f"{kind} 处", proof=proof)
        if "service" not in without:
            proof = [self.exhibit("送达回证.pdf")]
            self.do("finding.record_effect", kind="service", person="李明", proof=proof)

    def dossier(self, audience: str = "internal") -> str:
        """Make the finding's dossier and return its verification code."""
        target = self.folder.parent / f"卷宗{len(list(self.folder.parent.iterdir()))}.zip"
        return make_dossier(self.office, self.number, target, audience=audience).code


NAMES = [
    "李明",
    "王主任",
    "陈科长",
    "林会计",
    "何律师",
    "赵一",
    "钱二",
    "孙三",
    "周五",
    "吴六",
    "郑七",
    "冯八",
    "甲员",
    "乙员",
    "丙员",
]


def panel(people: dict[str, str], check_of: dict[str, str]) -> tuple[Seat, ...]:
    """Return the panel of the case."""
    fields = {"陈科长": SeatField.RESEARCH, "林会计": SeatField.FINANCE, "何律师": SeatField.LAW}
    return tuple(
        Seat(people[name], name, field, "具有相应专业资格", name == "陈科长", check_of[name], ACCEPTED)
        for name, field in fields.items()
    )


def whole(
    office: Office, person_number: str, proof: str, outcome: Outcome = Outcome.EXEMPT
) -> AssessmentRecord:
    """Return the matrix of a leader in which everything of 7(2) is shown; one not exempt lacks a criterion."""
    law = office.rulebook.facts
    with office.reader() as reader:
        taken = proof_of(reader, proof)
    assert taken is not None
    answers = tuple(
        Answer(item.code, Verdict.CLEAR, "经核查不存在")
        if item.sort == "bar"
        else Answer(item.code, Verdict.MET, "有会议纪要为证", (taken,))
        for item in items_of(law, (Role.LEADER,), ("L2",))
    )
    if outcome is Outcome.NOT_EXEMPT:
        answers = tuple(
            replace(one, verdict=Verdict.NOT_MET) if one.item == "criterion:supervision" else one
            for one in answers
        )
    record = AssessmentRecord(NUMBER, "李明", person_number, (Role.LEADER,), 1, answers, ("L2",))
    return replace(
        record,
        outcome=outcome,
        articles=articles_of(law, record, outcome),
        reasons="决策程序完备，后续价值变化难以预见",
        part="仅就许可费损失部分予以认定" if outcome is Outcome.IN_PART else "",
    )


def investigated(office: Office, folder: Path, outcome: Outcome = Outcome.EXEMPT) -> Stage:
    """Write a case that is wholly investigated and not reported yet; return it on the day of the report."""
    people = {name: person(office, name) for name in NAMES}
    coffee = result(office)
    base = exhibit(office, folder, coffee, "底稿.pdf")
    checks = seed(office, lambda ctx: {name: _check(ctx, people, name) for name in NAMES[2:5]})
    rule = seed(office, lambda ctx: RULES.enter(ctx, _rule()))
    parties = (Party(people["李明"], "李明", (Role.LEADER,), "副校长"),)
    record = FindingRecord(
        "咖啡果皮许可费损失",
        applicant=people["王主任"],
        applicant_name="王主任",
        received_on=RECEIVED,
        lead="许可费到期未能收回，申请认定尽职免责",
        application=(base,),
        subject=coffee,
        matter_kind=MatterKind.LICENSE,
        matter_text="未经资产评估，以协议定价许可咖啡果皮低温干燥方法",
        matter_on=date(2025, 12, 1),
        loss_fen=30_000_000,
        loss="约定许可费未能收回",
        cause="后续价值变化较大",
        parties=parties,
        persons=(people["李明"],),
    )
    seed(office, lambda ctx: _walk(ctx, record, rule, base, panel(people, checks)))
    seed(office, lambda ctx: _heard(ctx, people, base))
    matrix = whole(office, people["李明"], base, outcome)
    seed(office, lambda ctx: ASSESSMENTS.enter(ctx, matrix))
    return Stage(office.on(REPORTED), folder, people)


def _check(ctx: Context, people: dict[str, str], name: str) -> str:
    record = RecusalRecord(people[name], name, NUMBER, ACCEPTED, RecusalOutcome.NONE_FOUND)
    return RECUSALS.enter(ctx, record)


def _rule() -> RuleRecord:
    return RuleRecord(
        "尽职免责实施办法",
        "（试行）",
        (RuleTopic.EXEMPTION,),
        RuleState.IN_FORCE,
        "第一条　为规范尽职免责工作，制定本办法。",
        effective_on=date(2026, 1, 1),
    )


def _walk(ctx: Context, record: FindingRecord, rule: str, paper: str, seats: tuple[Seat, ...]) -> None:
    """Write a finding in every state up to the investigation, as the database itself asks for."""
    answer = {
        "answered_on": ACCEPTED,
        "answer_reasons": "属于认定范围",
        "answer_paper": paper,
        "rule": rule,
        "panel": seats,
    }
    course = {
        "begun_on": BEGUN,
        "plan": "查阅合同和会议纪要，分别谈话，比对同类价格",
        "sides": (ToHear(Side.DEPARTMENT, "财务处"),),
    }
    FINDINGS.enter(ctx, record)
    accepted = replace(record, state=FindingState.ACCEPTED, **answer)  # type: ignore[arg-type]
    running = replace(accepted, state=FindingState.INVESTIGATING, **course)  # type: ignore[arg-type]
    for state in (accepted, running):
        found = FINDINGS.load(ctx.db, NUMBER)
        assert found is not None
        FINDINGS.write(ctx, found, state)


def _heard(ctx: Context, people: dict[str, str], paper: str) -> None:
    concerned = HearingRecord(
        NUMBER,
        "李明：谈话",
        Side.CONCERNED,
        "李明",
        HearingState.CONFIRMED,
        Manner.INTERVIEW,
        people["李明"],
        held_on=HEARD,
        place="行政楼三楼会议室",
        interviewers=(people["陈科长"], people["林会计"]),
        content="陈述决策经过",
        confirmed_on=HEARD,
        confirmation=paper,
    )
    HEARINGS.enter(ctx, concerned)
    HEARINGS.enter(
        ctx,
        replace(
            concerned,
            title="财务处",
            side=Side.DEPARTMENT,
            name="财务处",
            person="",
            manner=Manner.OPINION,
            interviewers=(),
            place="",
        ),
    )
    INQUIRIES.enter(
        ctx,
        InquiryRecord(
            NUMBER, "同类成果成交价格", "技术交易市场", BEGUN, InquiryState.NOT_DELIVERED, closed_on=HEARD,
            reason="对方以商业秘密为由未提供",
        ),
    )  # fmt: skip


# --- stages, made once ---------------------------------------------------------------------------------------


def copied(made: Stage, root: Path) -> Stage:
    """Return a copy of a stage in a folder of its own, on the same day."""
    shutil.copytree(made.office.home.root, root / "office")
    folder = root / "files"
    folder.mkdir()
    return replace(made, office=open_at(root / "office", made.office.today), folder=folder)


def fresh(root: Path, blank: Path) -> tuple[Office, Path]:
    """Return an empty office and a folder for files, below a root."""
    (root / "office").mkdir()
    (root / "files").mkdir()
    shutil.copy(blank, root / "office" / "ttoffice.db")
    return open_at(root / "office", BEGUN), root / "files"


@pytest.fixture(scope="session")
def made_investigated(tmp_path_factory: pytest.TempPathFactory, blank_store: Path) -> Stage:
    """A case on the day of its report."""
    return investigated(*fresh(tmp_path_factory.mktemp("investigated"), blank_store))


@pytest.fixture(scope="session")
def made_decided(made_investigated: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The case on the day after it was decided."""
    stage = copied(made_investigated, tmp_path_factory.mktemp("decided"))
    stage.report()
    meeting = stage.on(DECIDED)
    meeting.do("finding.decide", decision=meeting.decision())
    return stage.on(POSTED)


@pytest.fixture(scope="session")
def made_final(made_decided: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The case after it became final."""
    stage = copied(made_decided, tmp_path_factory.mktemp("final"))
    number = stage.posted()
    after = stage.on(CLOSED)
    after.close(number)
    after.do("finding.finalise")
    return stage.on(SERVED)


@pytest.fixture(scope="session")
def made_archived(made_final: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The case after it was archived."""
    stage = copied(made_final, tmp_path_factory.mktemp("archived"))
    stage.known()
    after = stage.on(SEALED)
    after.do("finding.archive", code=after.dossier())
    return after


@pytest.fixture
def to_report(made_investigated: Stage, tmp_path: Path) -> Stage:
    """A copy of the case on the day of its report."""
    return copied(made_investigated, tmp_path)


@pytest.fixture
def decided(made_decided: Stage, tmp_path: Path) -> Stage:
    """A copy of the case on the day after it was decided."""
    return copied(made_decided, tmp_path)


@pytest.fixture
def final(made_final: Stage, tmp_path: Path) -> Stage:
    """A copy of the final case."""
    return copied(made_final, tmp_path)


@pytest.fixture
def archived(made_archived: Stage, tmp_path: Path) -> Stage:
    """A copy of the archived case."""
    return copied(made_archived, tmp_path)
