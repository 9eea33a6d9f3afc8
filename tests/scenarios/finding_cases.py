"""The course of a finding by the command line, step by step: what every story goes through, and what it may not skip.

Each step first tries the one after it, which must be refused for what is missing, by its codes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.scenarios import licensing
from tests.scenarios.finding_office import COMMITTEE, PANEL
from tests.scenarios.licensing import Desk
from ttoffice.findings.codes import Role
from ttoffice.findings.matrix import items_of
from ttoffice.rulebook import load

ANSWER = {"reasons": "属于适用范围，材料齐全。"}
FACTS = load().facts
BODY = "尽职免责认定委员会"
NO_FAULT = "未发现该情形，纪检监察室书面回复无相关线索和记录。"
PLACE = {
    "place": "校内办公网和行政楼公示栏",
    "channel": "纪检监察室 0871-65123457",
    "office": "科学技术处",
}
DILIGENT = {
    "criterion:democratic_procedure": "经校长办公会集体审议，到会、回避、表决和意见均有会议纪要。",
    "criterion:reasonable_care": "核查了权属、法律状态、被许可方资信和定价依据，并告知完成人。",
    "criterion:supervision": "按合同跟踪履行，逾期后提醒、催告，有台账和送达证明。",
    "criterion:no_unlawful_gain": "关联关系已申报，财务和纪检核查未发现牟取非法利益。",
    "premise:no_intent": "各项程序公开留痕，未发现明知有损仍予办理的情形。",
}
"""What is usually said of the criteria of Art. 6 and of intent."""
FIELDS = ("audit", "discipline", "law", "research")


@dataclass(frozen=True)
class Days:
    """The days of a plain course. Five working days from 4 November 2026 end on the 11th.

    Attributes:
        years: calendars to load first, where a day lies in a year that does not come with the program.
    """

    received: str = "2026-10-12"
    accepted: str = "2026-10-14"
    begun: str = "2026-10-15"
    heard: str = "2026-10-20"
    reported: str = "2026-10-30"
    decided: str = "2026-11-03"
    posted: str = "2026-11-04"
    last: str = "2026-11-11"
    closed: str = "2026-11-12"
    served: str = "2026-11-13"
    archived: str = "2026-11-16"
    years: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Person:
    """One whom a finding is about, and what is found of them.

    Attributes:
        circumstances: what is relied on, as `L2`; its elements are answered from `reasons` and `proofs`.
        reasons, proofs: by row of the matrix, why, and the papers that it rests on beside what the store offers.
        verdicts: by row, where it is not met or, of a bar, applies.
        outcome: what is proposed; `said` goes with it.
    """

    name: str
    roles: tuple[str, ...]
    post: str
    circumstances: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    proofs: Mapping[str, Sequence[str]] = field(default_factory=dict)
    verdicts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    outcome: str = "exempt"
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A case: how it began, what it is about, who is heard beside the persons concerned."""

    title: str
    applicant: str
    matter: Mapping[str, Any]
    loss: Mapping[str, str]
    cause: str
    people: tuple[Person, ...]
    sides: tuple[tuple[str, str], ...]
    origin: str = "application"
    days: Days = Days()
    panel: tuple[str, ...] = tuple(PANEL)[:3]


class Brisk(Desk):
    """A desk that takes each step of the course without trying first what is still missing."""

    def refused(self, action: str, number: str, *codes: str, **data: Any) -> str:
        """Try nothing."""
        return ""

    def refused_among(self, action: str, number: str, *codes: str, **data: Any) -> str:
        """Try nothing."""
        return ""


def brisk(desk: Desk) -> Brisk:
    """Return the same desk, in a hurry."""
    return Brisk(desk.call, desk.monkeypatch, desk.folder, 500)


# --- Art. 2, 11, 12: taken up ----------------------------------------------------------------------------


def opened(desk: Desk, case: Case) -> str:
    """Enter the case; without what it is about it is not taken up."""
    desk.on(case.days.received)
    for year in case.days.years:
        desk.do("calendar.load_year", **year)
    number = desk.do("finding.open", title=case.title, origin=case.origin, received_on=case.days.received)
    assert desk.shown(number)["state"] == "received"
    form, paper = desk.several(number, "认定申请表", "受理通知书")
    missing = ("applicant", "parties", "subject", "loss", "cause", "application")
    desk.refused("finding.accept", number, *(f"finding.no_{name}" for name in missing), **ANSWER, paper=paper)
    desk.do(
        "finding.edit",
        number,
        applicant=case.applicant,
        lead=f"{case.applicant}提请认定{case.title}。",
        application=[form],
        cause=case.cause,
        parties=[{"person": one.name, "roles": one.roles, "post": one.post} for one in case.people],
        **case.matter,
        **case.loss,
    )
    desk.refused("finding.form_panel", number, "finding.state")
    return number


def accepted(desk: Desk, number: str, case: Case) -> None:
    """Take the case up in writing, with reasons."""
    desk.on(case.days.accepted)
    desk.refused("finding.accept", number, "finding.no_answer_reasons", "finding.no_answer_paper")
    desk.do("finding.accept", number, **ANSWER, paper=desk.paper(number, "受理通知书"))
    assert desk.shown(number)["rule"] == "GZ-2026-0002"


def seated(desk: Desk, number: str, case: Case) -> None:
    """Form the panel: each member checked against everybody in the case first."""
    desk.refused("finding.begin", number, "panel.none", "finding.no_plan", "finding.no_sides")
    members = seats(case.panel)
    desk.refused("finding.form_panel", number, "panel.unchecked", members=members)
    for name in case.panel:
        clear(desk, name, number)
    desk.refused("finding.form_panel", number, "panel.small", members=members[:2])
    desk.do("finding.form_panel", number, members=members)


def seats(names: Sequence[str]) -> list[dict[str, Any]]:
    """Return members of a panel, the first of whom leads."""
    return [
        {
            "person": name,
            "field": FIELDS[place],
            "qualification": f"{PANEL.get(name, '审计处')}，中级以上职称",
            "lead": not place,
        }
        for place, name in enumerate(names)
    ]


def clear(desk: Desk, name: str, number: str) -> None:
    """Record that nothing was found against somebody in a case."""
    desk.do("recusal.record", person=name, subject=number, outcome="none_found")


# --- Art. 12: investigated, every side heard -------------------------------------------------------------


def investigated(desk: Desk, number: str, case: Case) -> None:
    """Begin by a plan, hear everybody, ask for material; nothing can be reported before."""
    desk.on(case.days.begun)
    plan = "核查决策、公示和履行材料，听取当事人、承办人和相对方意见，逐项对照指引第六条至第十条。"
    sides = [{"side": side, "who": who} for side, who in case.sides]
    desk.do("finding.begin", number, plan=plan, sides=sides)
    desk.refused("finding.report", number, "hearing.person_concerned", "hearing.side", "assessment.none")
    concerned = [one.name for one in case.people if one.name != "unit"]
    heard = [*concerned, *(who for _side, who in case.sides)]
    letter, reply, *records = desk.several(
        number, "调取材料函", "财务处复函", *(f"{who}谈话笔录" for who in heard)
    )
    signed = dict(zip(heard, records, strict=True))
    asked = desk.do(
        "inquiry.ask",
        number,
        title="银行流水和诚信记录",
        asked_of="财务处",
        due_on=case.days.heard,
        paper=letter,
    )
    desk.on(case.days.heard)
    for name in concerned:
        hear(desk, number, case, "concerned", name, "说明了决策和办理经过，提交书面陈述。", signed[name])
    desk.refused("finding.report", number, "hearing.side", "assessment.none", "inquiry.open")
    for side, who in case.sides:
        hear(desk, number, case, side, who, "对事项经过和损失原因发表了意见。", signed[who])
    desk.do("inquiry.settle", asked, outcome="delivered", delivered=[reply])


def hear(desk: Desk, number: str, case: Case, side: str, who: str, said: str, signed: str) -> str:
    """Hear somebody and have the record signed; return its number."""
    given = {"side": side, "name": who, "held_on": case.days.heard, "place": "行政楼302室", "content": said}
    by = {"manner": "interview", "interviewers": case.panel[:2], "recorder": case.panel[1]}
    hearing = desk.do("hearing.record", number, **given, **by)
    if side == "concerned":
        desk.refused("hearing.confirm", hearing, "hearing.no_confirmation")
    desk.do("hearing.confirm", hearing, confirmation=signed)
    return hearing


# --- Art. 6 to 10: the matrix ----------------------------------------------------------------------------


def assessed(desk: Desk, number: str, case: Case) -> None:
    """Answer every row for everybody, with what the store offers and what is attached."""
    names = list(
        dict.fromkeys(name for one in case.people for proofs in one.proofs.values() for name in proofs)
    )
    letter, *papers = desk.several(number, "纪检监察室复函", *names)
    attached = dict(zip(names, papers, strict=True))
    for one in case.people:
        assess(desk, number, one, letter, attached)
    desk.refused_among("finding.report", number, "assessment.no_outcome")


def assess(desk: Desk, number: str, one: Person, letter: str, attached: Mapping[str, str]) -> None:
    """Answer every row for one person: bars clear by the letter, everything else met by its proof."""
    given = {"person": one.name, "circumstances": one.circumstances}
    offered = offers(desk, number, one.name)
    rows = items_of(FACTS, [Role(role) for role in one.roles], one.circumstances)
    answers = [answer(one, row.code, offered, letter, attached) for row in rows]
    desk.do("finding.assess", number, **given, answers=answers)


def offers(desk: Desk, number: str, who: str) -> dict[str, list[str]]:
    """Return what the store offers as proof of each row of a person's matrix, by number."""
    (rows,) = desk.run("finding", "offers", number, "--person", who, "--json").json.values()
    return {item: [offer["number"] for offer in given] for item, given in rows.items()}


def answer(
    one: Person,
    item: str,
    offered: Mapping[str, Sequence[str]],
    letter: str,
    attached: Mapping[str, str],
) -> dict[str, Any]:
    """Return the answer to one row: what is given of it, else what is usual."""
    if item.startswith("bar:"):
        usual: dict[str, Any] = {"verdict": "clear", "reasoning": NO_FAULT, "proofs": [letter]}
    else:
        proofs = [*(attached[name] for name in one.proofs.get(item, ())), *offered.get(item, ())]
        usual = {"verdict": "met", "reasoning": one.reasons.get(item) or DILIGENT[item], "proofs": proofs}
    return {"item": item, **usual, **one.verdicts.get(item, {})}


def proposed(desk: Desk, number: str, case: Case) -> None:
    """Propose a conclusion for everybody."""
    for one in case.people:
        reasons = one.reasons.get("proposal", "各项要件均有证据证明。")
        desk.do("finding.propose", number, person=one.name, outcome=one.outcome, reasons=reasons, **one.said)


# --- Art. 6, 12, 13: concluded, published ----------------------------------------------------------------


def reported(desk: Desk, number: str, case: Case) -> None:
    """Report: report and conclusion are drafted from the matrix."""
    desk.on(case.days.reported)
    desk.refused("finding.decide", number, "finding.state", decision="JY-2026-0001")
    desk.do("finding.report", number, paper=desk.paper(number, "调查报告签字页"))


def decided(desk: Desk, number: str, case: Case, **more: Any) -> str:
    """Decide collectively about the very text that was reported; return the decision's number."""
    day = case.days.decided
    desk.on(day)
    desk.refused("finding.decide", number, "finding.no_decision", decision="JY-2026-9999")
    meeting = {"members": COMMITTEE, "body": BODY, "text": desk.shown(number)["text"], **more}
    decision = licensing.decide(desk, f"审议{case.title}的认定结论", number, day, **meeting)
    desk.refused("finding.finalise", number, "finding.state")
    desk.do("finding.decide", number, decision=decision)
    desk.refused_among("finding.finalise", number, "finding.not_published")
    return decision


def published(desk: Desk, number: str, case: Case, after: str = "") -> str:
    """Publish the conclusion inside the unit, in a further round of the notice before; return the notice."""
    desk.on(case.days.posted)
    if after:
        notice = desk.do("notice.restart", after, reason="复核改变结论，重新公示。", redraft=True)
    else:
        notice = desk.do("notice.draft", kind="finding", subject=number, **PLACE)
    desk.do("notice.approve", notice, by=COMMITTEE[0])
    desk.do("notice.publish", notice, exhibits=[desk.paper(notice, "张贴")])
    assert desk.shown(number)["text"] in desk.shown(notice)["text"]
    return notice


def closed(desk: Desk, number: str, case: Case, notice: str) -> None:
    """Wait for the whole period, take the notice down, close it; only then is the finding final."""
    desk.on(case.days.last)
    desk.refused("notice.take_down", notice, "notice.too_early")
    desk.refused("finding.finalise", number, "finding.not_published")
    desk.on(case.days.closed)
    licensing.close_notice(desk, notice)
    desk.do("finding.finalise", number)
    assert desk.shown(number)["state"] == "final"


# --- Art. 14: effects, archive ---------------------------------------------------------------------------


def served(desk: Desk, number: str, case: Case) -> None:
    """Serve the finding on everybody, notify personnel, discipline inspection and audit."""
    desk.on(case.days.served)
    told = {"personnel": "人事处", "discipline": "纪检监察室", "audit": "审计处"}
    people = [one.name for one in case.people if one.name != "unit"]
    receipts = desk.several(
        number, *(f"{name}送达回证" for name in people), *(f"{office}签收单" for office in told.values())
    )
    code = "0" * 64
    wanted = {"finding.not_served", *(f"finding.no_{kind}" for kind in told), "finding.no_dossier"}
    desk.refused("finding.archive", number, *wanted, *_follow_up(case), code=code)
    for name, receipt in zip(people, receipts, strict=False):
        desk.do("finding.record_effect", number, kind="service", person=name, proof=[receipt])
    for (kind, office), receipt in zip(told.items(), receipts[len(people) :], strict=True):
        desk.do("finding.record_effect", number, kind=kind, recipient=office, proof=[receipt])


def _follow_up(case: Case) -> set[str]:
    after = {"referred": "finding.not_referred", "corrected": "finding.not_corrected"}
    return {after[one.outcome] for one in case.people if one.outcome in after}


def archived(desk: Desk, number: str, case: Case, day: str = "") -> str:
    """Seal the dossier and archive the finding; return the dossier's verification code."""
    desk.on(day or case.days.archived)
    code = sealed(desk, number)
    desk.do("finding.archive", number, code=code)
    assert desk.shown(number)["state"] == "archived"
    desk.refused("finding.edit", number, "finding.state", title="改名")
    desk.refused("finding.withdraw", number, "finding.state", reason="撤回")
    return code


def sealed(desk: Desk, number: str) -> str:
    """Export the dossier, let the verifier in it look at it without the program, and return its code."""
    dossier = desk.folder / f"{number}-{desk.papers}.zip"
    made = desk.run("dossier", number, "-o", dossier, "--json").json
    assert verified(dossier, dossier.with_suffix(""), made["code"])
    return str(made["code"])


def verified(dossier: Path, folder: Path, code: str) -> bool:
    """Unpack a dossier and run its own verifier with nothing but Python."""
    with zipfile.ZipFile(dossier) as package:
        package.extractall(folder)
    verifier = next(folder.rglob("校验.py"))
    words = [sys.executable, "-I", "-S", str(verifier), str(dossier), "--code", code]
    done = subprocess.run(words, capture_output=True, check=False, timeout=60)
    return done.returncode == 0


# --- the whole -------------------------------------------------------------------------------------------


def to_the_matrix(desk: Desk, case: Case) -> str:
    """Lead a case until its matrix can be made; return its number."""
    number = opened(desk, case)
    taken_up(desk, number, case)
    return number


def taken_up(desk: Desk, number: str, case: Case) -> None:
    """Accept a case and investigate it."""
    accepted(desk, number, case)
    seated(desk, number, case)
    investigated(desk, number, case)


def concluded(desk: Desk, number: str, case: Case) -> str:
    """Propose, report, decide and publish; return the notice."""
    proposed(desk, number, case)
    reported(desk, number, case)
    decided(desk, number, case)
    return published(desk, number, case)


def finished(desk: Desk, number: str, case: Case, notice: str) -> str:
    """Close the notice, serve the finding, archive it; return the dossier's verification code."""
    closed(desk, number, case, notice)
    served(desk, number, case)
    return archived(desk, number, case)


def to_the_notice(desk: Desk, case: Case) -> tuple[str, str]:
    """Lead a case until its conclusion is published; return its number and the notice's."""
    number = to_the_matrix(desk, case)
    assessed(desk, number, case)
    return number, concluded(desk, number, case)


def outcomes(desk: Desk, number: str) -> dict[tuple[str, int], tuple[str, tuple[str, ...]]]:
    """Return what was concluded, with its articles, by person and round."""
    rows = [desk.shown(row["number"]) for row in desk.listed("conclusions", "--search", number)]
    return {
        (row["name"], row["round"]): (row["outcome"], tuple(row["articles"]))
        for row in rows
        if row["subject"] == number
    }


def paper_of(desk: Desk, number: str, form: str, *words: str) -> str:
    """Write a paper of a finding as a page, and return what it says."""
    path = desk.folder / f"{number}-{form}.html"
    desk.run("finding", "paper", number, form, *words, "--form", "html", "--to", path)
    return re.sub("<[^>]+>", "", path.read_text(encoding="utf-8"))


def holds(desk: Desk, number: str) -> None:
    """Check that list, record and store tell the same."""
    assert number in {row["number"] for row in desk.listed("findings")}
    assert number in desk.says("show", number)
    desk.run("verify")
