"""A whole finding worked by keys in the workbench with the real forms, from the application to the archive.

It takes as long as it takes to press a few hundred keys, so it is told with -m exhaustive; in the suite the screens of a finding
are tried one by one. The office and the license that the case is about are those of the stories by the command line; the
papers lie there already.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.procedure import acts
from tests.offices import open_at, problems
from tests.scenarios.finding_cases import BODY, DILIGENT, FACTS, NO_FAULT, PLACE, Case, Person, seats
from tests.scenarios.finding_office import COMMITTEE, desk, finding_office
from tests.scenarios.keyboard import do, fill
from tests.scenarios.test_finding_leader import DISSENT_CASE, PRICE
from tests.scenarios.test_finding_manager import BARRED, FAILED
from tests.scenarios.test_finding_researcher import SHOWN
from tests.screens.driving import NARROW, Driver, promptly, workbench
from tests.screens.tour import settled, the_found_verb
from ttoffice.action import Office, perform
from ttoffice.findings.codes import Role
from ttoffice.findings.matrix import items_of
from ttoffice.screens.decisions import DecisionsScreen
from ttoffice.screens.findings.answering import AnswerScreen
from ttoffice.screens.findings.matrix_screen import MatrixScreen
from ttoffice.screens.findings.record import FindingScreen
from ttoffice.screens.findings.reporting import ReportScreen
from ttoffice.screens.findings.screen import FindingsScreen
from ttoffice.screens.kit.dossiers import DossierScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.modals.choice import PickModal
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.message import ReasonsModal
from ttoffice.screens.notices import NoticesScreen

__all__ = ["desk", "finding_office", "promptly"]

exhaustive = pytest.mark.exhaustive
CASES = [
    pytest.param(FAILED, id="8(4)", marks=exhaustive),
    pytest.param(PRICE, id="7(2)", marks=exhaustive),
    pytest.param(DISSENT_CASE, id="7(7)", marks=exhaustive),
    pytest.param(SHOWN, id="9", marks=exhaustive),
    pytest.param(BARRED, id="10(4)", marks=exhaustive),
]
ROWS = 60
"""No matrix has more rows."""
LETTERS = {"met": "m", "not_met": "n", "not_shown": "s", "clear": "c", "barred": "b"}


class Story:
    """An office that is opened on one day after the other, and the case in it."""

    def __init__(self, root: Path, case: Case) -> None:
        self.root, self.case = root, case
        self.number = f"MZ-{case.days.received[:4]}-0001"

    def office(self, day: str) -> Office:
        """Return the office on a day."""
        return open_at(self.root, date.fromisoformat(day))

    @asynccontextmanager
    async def on(self, day: str) -> AsyncIterator[Driver]:
        """Open the workbench on the findings of a day."""
        async with workbench(self.office(day), NARROW, results=False) as driver:
            await to_findings(driver)
            yield driver

    def paper(self, day: str, name: str, subject: str = "") -> str:
        """Attach a paper."""
        return acts.paper(self.office(day), subject or self.number, f"{name}.txt")

    @property
    def notice(self) -> str:
        """The number of the notice."""
        with self.office(self.case.days.decided).reader() as reader:
            return str(reader.value("SELECT number FROM notice WHERE subject = ?", (self.number,)))


async def to_findings(driver: Driver) -> None:
    """Go to the list of findings."""
    await driver.press("4")
    screen = await driver.on(FindingsScreen)
    await driver.until(lambda: screen.table.complete)
    await settled(driver)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.usefixtures("promptly")
async def test_a_finding_is_led_by_keys_from_the_application_to_the_archive(
    case: Case, tmp_path: Path, finding_office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    story = Story(tmp_path / "office", case)
    shutil.copytree(finding_office, story.root)
    days = case.days
    for year in days.years:
        perform(story.office(days.received), "calendar.load_year", year)
    async with story.on(days.received) as driver:
        await take_up(driver, story)
    async with story.on(days.heard) as driver:
        await hear(driver, story)
        await assess(driver, story)
    async with story.on(days.reported) as driver:
        await report(driver, story)
    async with story.on(days.decided) as driver:
        await decide(driver, story)
    async with story.on(days.closed) as driver:
        await close(driver, story)
        await put_away(driver, story)
    assert problems(story.office(days.archived)) == ()


# --- taken up, investigated --------------------------------------------------------------------------------


async def take_up(driver: Driver, story: Story) -> None:
    """Enter the case, accept it, form the panel, begin; a step that is too early says why."""
    case, day = story.case, story.case.days.received
    await driver.press("f2")
    await driver.on(FormScreen)
    await settled(driver)
    parties = [{"person": one.name, "roles": "、".join(one.roles), "post": one.post} for one in case.people]
    matter = {key: value for key, value in case.matter.items() if key != "matter_kind"}
    given = {"title": case.title, "applicant": case.applicant, **matter, **case.loss, "cause": case.cause}
    await fill(driver, **in_order(given), parties=parties)
    await driver.press("ctrl+s")
    await driver.on(FindingsScreen)
    await settled(driver)

    await the_found_verb(driver, "finding.accept")
    await driver.on(ReasonsModal)
    await driver.sees("申请书")
    await driver.press("escape")
    await driver.on(FindingsScreen)
    await driver.press("f4")
    await driver.on(FormScreen)
    await settled(driver)
    await fill(driver, application=story.paper(day, "认定申请表"))
    await driver.press("ctrl+s")
    await driver.on(FindingsScreen)
    await settled(driver)
    await do(
        driver, "finding.accept", reasons="属于适用范围，材料齐全。", paper=story.paper(day, "受理通知书")
    )
    for name in case.panel:
        check = {"person": name, "subject": story.number, "outcome": "none_found"}
        perform(story.office(day), "recusal.record", check)
    members = [
        {key: value for key, value in seat.items() if value is not False} for seat in seats(case.panel)
    ]
    await do(driver, "finding.form_panel", members=members)
    sides = [{"side": side, "who": who} for side, who in case.sides]
    await do(driver, "finding.begin", plan="核查材料，听取各方意见，逐项对照。", sides=sides)
    await driver.sees("调查中")


def in_order(given: dict[str, Any]) -> dict[str, Any]:
    """Return values in the order of the fields of the form."""
    order = ("title", "applicant", "subject", "matter_text", "matter_on", "loss_fen", "loss", "cause")
    return {key: given[key] for key in order if key in given}


async def hear(driver: Driver, story: Story) -> None:
    """Hear the persons concerned and every side, each record signed."""
    case, day = story.case, story.case.days.heard
    heard = [("concerned", one.name) for one in case.people] + list(case.sides)
    for side, who in heard:
        who_is = {"person": who} if side == "concerned" else {"name": who}
        await do(
            driver, "hearing.record", side=side, **who_is, interviewers="、".join(case.panel[:2]),
            recorder=case.panel[1], content="说明了经过，发表了意见。", confirmed_on=day,
            confirmation=story.paper(day, f"{who}谈话笔录"),
        )  # fmt: skip


# --- the matrix --------------------------------------------------------------------------------------------


async def assess(driver: Driver, story: Story) -> None:
    """Fill in the matrix row by row, person by person, and propose; nothing is reported before."""
    letter, proof = (story.paper(story.case.days.heard, name) for name in ("纪检监察室复函", "佐证材料汇编"))
    await driver.press("enter")
    await driver.on(FindingScreen)
    await settled(driver)
    await driver.press("f8")
    screen = await driver.on(MatrixScreen)
    await settled(driver)
    for place, one in enumerate(story.case.people):
        if place:
            await driver.press("right")
            await settled(driver)
        await rely_on(driver, one)
        items = items_of(FACTS, [Role(role) for role in one.roles], one.circumstances)
        proofs = {item.code: letter if item.sort == "bar" else proof for item in items}
        for code, number in proofs.items():
            await answer(driver, screen, one, code, number)
        await propose(driver, one)
    await driver.press("escape")
    await driver.on(FindingScreen)
    await driver.press("escape")
    await to_findings(driver)


def said_of(one: Person, item: str) -> dict[str, Any]:
    """Return verdict and reasoning of a row."""
    usual = {"verdict": "clear", "reasoning": NO_FAULT} if item.startswith("bar:") else {"verdict": "met"}
    reasoning = one.reasons.get(item) or DILIGENT.get(item, "")
    return {"reasoning": reasoning, **usual, **one.verdicts.get(item, {})}


async def rely_on(driver: Driver, one: Person) -> None:
    """Choose the circumstances that are relied on."""
    if one.circumstances:
        await driver.press("f7")
        picking = await driver.on(PickModal)
        codes = [choice.value for choice in picking._choices]
        for code in one.circumstances:
            while picking.current is None or codes[picking.current] != code:
                await driver.press("down")
            await driver.press("space")
        await driver.press("enter")
        await driver.on(MatrixScreen)
        await settled(driver)


async def answer(driver: Driver, screen: MatrixScreen, one: Person, item: str, proof: str) -> None:
    """Go to a row and answer it: the letter gives the verdict, the form asks for the rest."""
    await driver.press("home")
    for _step in range(ROWS):
        if screen.row is not None and screen.row.code == item:
            break
        await driver.press("down")
    said = said_of(one, item)
    await driver.press(LETTERS[said["verdict"]])
    form = await driver.on(AnswerScreen)
    await settled(driver)
    await fill(driver, reasoning=said["reasoning"], proofs=proof)
    for act in said.get("acts", ()):
        await fill(driver, **{f"act:{act}": True})
    await driver.press("ctrl+s")
    await driver.until(lambda: driver.screen is not form)
    await driver.on(MatrixScreen)
    await settled(driver)


async def propose(driver: Driver, one: Person) -> None:
    """Propose what is concluded of a person."""
    await driver.press("f8")
    await driver.on(VerbModal)
    await settled(driver)
    reasons = one.reasons.get("proposal", "各项要件均有证据证明。")
    await fill(driver, outcome=one.outcome, reasons=reasons, **one.said)
    await driver.press("ctrl+s")
    await driver.on(MatrixScreen)
    await settled(driver)


# --- concluded, published, put away ------------------------------------------------------------------------


async def report(driver: Driver, story: Story) -> None:
    """Report with the drafts; without a decision nothing is decided."""
    paper = story.paper(story.case.days.reported, "调查报告签字页")
    await the_found_verb(driver, "finding.report")
    await driver.on(ReportScreen)
    await settled(driver)
    await fill(driver, paper=paper)
    await driver.press("ctrl+s")
    await driver.on(FindingsScreen)
    await driver.sees("已提交报")


async def decide(driver: Driver, story: Story) -> None:
    """Prepare the item with the conclusion's own text, record the meeting, enter the decision, publish."""
    day, number = story.case.days.decided, story.number
    await driver.press("6")
    await driver.on(DecisionsScreen)
    await settled(driver)
    await driver.press("f2")
    await driver.on(FormScreen)
    await settled(driver)
    await fill(driver, title="审议认定结论", subject=number, body=BODY, members="、".join(COMMITTEE))
    await driver.press("ctrl+s")
    await driver.on(DecisionsScreen)
    await settled(driver)
    with story.office(day).reader() as reader:
        decision = str(reader.value("SELECT number FROM decision WHERE subject = ?", (number,)))
    await do(driver, "decision.decide", minutes=story.paper(day, "委员会纪要", decision))
    await to_findings(driver)
    await do(driver, "finding.decide", decision=decision)
    await driver.press("5")
    await driver.on(NoticesScreen)
    await settled(driver)
    await driver.press("f2")
    await driver.on(FormScreen)
    await settled(driver)
    await fill(driver, kind="finding", subject=number, place=PLACE["place"], channel=PLACE["channel"])
    await driver.press("ctrl+s")
    await driver.on(NoticesScreen)
    await settled(driver)
    await do(driver, "notice.approve", by=COMMITTEE[0])
    await do(driver, "notice.publish", exhibits=story.paper(day, "张贴", story.notice))
    await to_findings(driver)
    await the_found_verb(driver, "finding.finalise")
    await driver.on(ReasonsModal)
    await driver.sees("公示")
    await driver.press("escape")


async def close(driver: Driver, story: Story) -> None:
    """Take the notice down and close it; the finding becomes final."""
    await driver.press("5")
    await driver.on(NoticesScreen)
    await settled(driver)
    await do(driver, "notice.take_down", exhibits=story.paper(story.case.days.closed, "撤下", story.notice))
    await do(driver, "notice.close")
    await to_findings(driver)
    await do(driver, "finding.finalise")
    await driver.sees("已生效")


async def put_away(driver: Driver, story: Story) -> None:
    """Serve it, notify, seal the dossier, archive, certify."""
    receipt = story.paper(story.case.days.closed, "送达回证和签收单")
    for one in story.case.people:
        await do(driver, "finding.record_effect", kind="service", person=one.name, proof=receipt)
    for kind, office in (("personnel", "人事处"), ("discipline", "纪检监察室"), ("audit", "审计处")):
        await do(driver, "finding.record_effect", kind=kind, recipient=office, proof=receipt)
    for one in story.case.people:
        after = {"corrected": "correction", "referred": "referral"}.get(one.outcome)
        if after:
            what = one.said.get("correction", "") and {"what": one.said["correction"]}
            to = {"recipient": one.said["authority"]} if "authority" in one.said else {}
            await do(
                driver,
                "finding.record_effect",
                kind=after,
                person=one.name,
                **to,
                proof=receipt,
                **(what or {}),
            )
    await driver.press("f12")
    await driver.on(DossierScreen)
    await settled(driver)
    await driver.press("ctrl+s")
    await driver.sees("已制作")
    await driver.press("escape")
    await driver.on(FindingsScreen)
    await settled(driver)
    await do(driver, "finding.archive")
    await driver.sees("已归档")
    await do(
        driver, "finding.certify", person=story.case.people[0].name, recipient="省审计厅", what="专项审计"
    )
