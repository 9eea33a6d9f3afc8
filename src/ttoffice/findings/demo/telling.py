"""How the findings of the demo office went: each step an action on its day, between what else happened.

One goes the whole way into the archive, the other hangs on the wall today. Without the unit's rule on exemption
(Art. 11) nothing can be taken up, so an office whose past is too short has no finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ttoffice.action import Office, perform
from ttoffice.evidence.dossier.making import make_dossier
from ttoffice.findings import reading
from ttoffice.findings.codes import Role
from ttoffice.findings.demo.cases import (
    BODY,
    COMMITTEE,
    MET,
    NO_BAR,
    PANEL,
    PEOPLE,
    PLAN,
    PRICE,
    SHOWN,
    DemoCase,
)
from ttoffice.findings.matrix import BAR, items_of
from ttoffice.notices.clock import clock_of
from ttoffice.notices.shelves import NOTICES
from ttoffice.parties.internal_rules import in_force
from ttoffice.results.demo.process import NEEDED_DAYS, PLACE
from ttoffice.results.demo.story import Plan, begins_on

CORRECTION_DAYS = 21
"""So many days after the decision a correction is to be done."""


def plan_findings(office: Office, plan: Plan) -> None:
    """Plan both cases, in an office whose past is long enough for its rule on exemption to be in force."""
    if (office.today - begins_on(office.today)).days < NEEDED_DAYS:
        return
    for case, to_the_end in ((PRICE, True), (SHOWN, False)):
        _Telling(office.today, case, plan, to_the_end=to_the_end).plan()


class _Telling:
    """Tells one case; `number` is empty until it is opened, and stays so where it cannot be."""

    def __init__(self, today: date, case: DemoCase, plan: Plan, *, to_the_end: bool) -> None:
        self.today, self.case, self._plan, self.to_the_end = today, case, plan, to_the_end
        self.number = self.notice = ""

    def plan(self) -> None:
        """Plan every step until the conclusion hangs; those after are planned once its last day is known."""
        for name in ("received", "accepted", "begun", "heard", "reported", "decided", "posted"):
            self._plan(self._day(name), partial(self._unless_closed, getattr(self, f"_{name}")))

    def _day(self, name: str) -> date:
        return self.today - timedelta(days=self.case.days[name])

    def _unless_closed(self, step: Any, office: Office) -> None:
        if self.number or step == self._received:
            step(office)

    def _do(self, office: Office, action: str, subject: str | None = None, /, **data: Any) -> str:
        return str(perform(office, action, data, subject=subject).value)

    def _attach(self, office: Office, subject: str, name: str) -> str:
        with TemporaryDirectory(prefix="ttoffice-exhibits-") as scratch:
            path = Path(scratch) / f"{name}.txt"
            path.write_text(f"{subject} {name}\n", encoding="utf-8")
            return self._do(office, "exhibit.add", subject=subject, path=str(path))

    # --- the steps -----------------------------------------------------------------------------------------

    def _received(self, office: Office) -> None:
        with office.reader() as reader:
            if in_force(reader, office.today) is None:
                return
            known = {str(row[0]) for row in reader.all("SELECT name FROM person")}
        for person in PEOPLE:
            if person["name"] not in known:
                self._do(office, "person.create", **person)
        self.number = self._do(office, "finding.open", received_on=office.today, **self.case.opening)
        self._do(
            office, "finding.edit", self.number, application=[self._attach(office, self.number, "认定申请表")]
        )

    def _accepted(self, office: Office) -> None:
        paper = self._attach(office, self.number, "受理通知书")
        self._do(office, "finding.accept", self.number, reasons="属于适用范围，材料齐全。", paper=paper)
        for seat in PANEL:
            check = {"person": seat["person"], "subject": self.number, "outcome": "none_found"}
            self._do(office, "recusal.record", **check)
        self._do(office, "finding.form_panel", self.number, members=PANEL)

    def _begun(self, office: Office) -> None:
        sides = [{"side": self.case.side, "who": self.case.who}]
        self._do(office, "finding.begin", self.number, plan=PLAN, sides=sides)

    def _heard(self, office: Office) -> None:
        for side, who in (("concerned", self.case.name), (self.case.side, self.case.who)):
            signed = self._attach(office, self.number, f"{who}谈话笔录")
            self._do(
                office, "hearing.record", self.number, side=side, name=who, place="行政楼302室",
                interviewers=["冯岚", "郑小舟"], recorder="郑小舟", content="说明了办理经过，对事项和责任发表了意见。",
                confirmed_on=office.today, confirmation=signed,
            )  # fmt: skip
        self._assess(office)

    def _assess(self, office: Office) -> None:
        proof = self._attach(office, self.number, "佐证材料汇编")
        letter = self._attach(office, self.number, "纪检监察室复函")
        roles = tuple(Role(role) for role in self.case.opening["parties"][0]["roles"])
        rows = items_of(office.rulebook.facts, roles, (self.case.circumstance,))
        answers = [self._answer(row.code, row.sort, proof, letter) for row in rows]
        given = {"person": self.case.name, "circumstances": [self.case.circumstance], "answers": answers}
        self._do(office, "finding.assess", self.number, **given)

    def _answer(self, item: str, sort: str, proof: str, letter: str) -> dict[str, Any]:
        if sort == BAR:
            return {"item": item, "verdict": "clear", "reasoning": NO_BAR, "proofs": [letter]}
        said: Mapping[str, str] = self.case.elements
        reasoning = MET.get(item) or said[item.rpartition(".")[2]]
        return {"item": item, "verdict": "met", "reasoning": reasoning, "proofs": [proof]}

    def _reported(self, office: Office) -> None:
        more = (
            {"correct_by": office.today + timedelta(days=CORRECTION_DAYS)}
            if "correction" in self.case.proposal
            else {}
        )
        self._do(office, "finding.propose", self.number, person=self.case.name, **self.case.proposal, **more)
        paper = self._attach(office, self.number, "调查报告签字页")
        self._do(office, "finding.report", self.number, paper=paper)

    def _decided(self, office: Office) -> None:
        with office.reader() as reader:
            found = reading.load(reader, self.number)
        assert found is not None
        decision = self._do(
            office, "decision.record", title=f"审议{self.case.name}的认定结论", subject=self.number, body=BODY,
            text=found.record.text, members=COMMITTEE, decided_on=office.today,
            minutes=self._attach(office, self.number, "委员会会议纪要"),
        )  # fmt: skip
        self._do(office, "finding.decide", self.number, decision=decision)

    def _posted(self, office: Office) -> None:
        self.notice = self._do(office, "notice.draft", kind="finding", subject=self.number, **PLACE)
        self._do(office, "notice.approve", self.notice, by=COMMITTEE[0])
        photo = self._attach(office, self.notice, "张贴照片")
        self._do(office, "notice.publish", self.notice, exhibits=[photo])
        if self.to_the_end:
            with office.reader() as reader:
                found = NOTICES.load(reader, self.notice)
                assert found is not None
                ends_on = clock_of(reader, found.record.deadline).ends_on
            assert ends_on is not None
            self._plan(ends_on + timedelta(days=1), self._closed)
            self._plan(ends_on + timedelta(days=2), self._archived)

    def _closed(self, office: Office) -> None:
        photo = self._attach(office, self.notice, "撤下照片")
        self._do(office, "notice.take_down", self.notice, exhibits=[photo])
        self._do(office, "notice.close", self.notice)
        self._do(office, "finding.finalise", self.number)

    def _archived(self, office: Office) -> None:
        receipts = self._attach(office, self.number, "送达回证和签收单")
        self._do(
            office,
            "finding.record_effect",
            self.number,
            kind="service",
            person=self.case.name,
            proof=[receipts],
        )
        for kind, recipient in (("personnel", "人事处"), ("discipline", "纪检监察室"), ("audit", "审计处")):
            done = {"kind": kind, "recipient": recipient, "proof": [receipts]}
            self._do(office, "finding.record_effect", self.number, **done)
        office.home.exports.mkdir(parents=True, exist_ok=True)
        made = make_dossier(office, self.number, office.home.exports / f"卷宗-{self.number}.zip")
        self._do(office, "finding.archive", self.number, code=made.code)
