"""The life of a license of each mode, worked by keys in the workbench with the real forms.

They are long, and told with -m exhaustive; in the suite the single screens are tried (tests/screens/licensing) and a
finding is led by keys. What happened between the days that are told of stands in the store already.
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
from tests.office_fixtures import blank_store
from tests.offices import open_at, problems
from tests.scenarios.keyboard import choose, do, fill, paste
from tests.screens.driving import NARROW, Driver, promptly, workbench
from tests.screens.tour import settled, the_found_verb
from ttoffice.action import Office, perform
from ttoffice.licenses.dues.balances import balance
from ttoffice.licenses.kinds import KINDS
from ttoffice.screens.decisions import DecisionsScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.licensing.board import BoardScreen
from ttoffice.screens.licensing.drafting import DraftingScreen
from ttoffice.screens.licensing.part_lists import PartList
from ttoffice.screens.licensing.receiving import ReceivingModal
from ttoffice.screens.licensing.record import LicenseScreen
from ttoffice.screens.licensing.screen import LicensesScreen
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.message import ReasonsModal
from ttoffice.screens.notices import NoticesScreen

__all__ = ["blank_store", "promptly"]

NUMBER = "XK-2026-0001"
STAGES = [
    {"label": "首期款", "trigger": "date", "on": "2026-12-31", "amount_fen": "100000", "days_to_pay": "30"},
    {
        "label": "中试验收",
        "trigger": "milestone",
        "milestone": "pilot",
        "planned_on": "2027-03-31",
        "proof": "中试验收单",
        "amount_fen": "300000",
        "days_to_pay": "30",
    },
]
"""100,000 yuan by Monday 2027-02-01, as the thirtieth day is a Saturday; 300,000 with the pilot run."""
ROYALTY = {
    "base": "net_sales",
    "base_note": "开票金额扣除退货",
    "rate_kind": "fixed",
    "steps": [{"start": "0", "rate": "5"}],
    "period": "half_year",
    "report_days": "30",
    "payment_days": "30",
    "starts_on": "2026-07-01",
    "ends_on": "2031-06-30",
}
"""Of 1,000,000 yuan in the second half of 2026 50,000; corrected to 900,000 yuan 45,000."""
PARTS: dict[str, dict[str, Any]] = {
    "royalty": {"royalty": ROYALTY},
    "stages": {"stages": STAGES},
    "stages_royalty": {"stages": STAGES, "royalty": ROYALTY},
}
exhaustive = pytest.mark.exhaustive
MODES = [
    pytest.param("royalty", marks=exhaustive),
    pytest.param("stages", marks=exhaustive),
    pytest.param("stages_royalty", marks=exhaustive),
]


class Story:
    """An office that is opened on one day after the other, and what its licence is made of."""

    def __init__(self, root: Path, mode: str) -> None:
        self.root, self.mode = root, mode
        self.staged, self.royal = "stages" in PARTS[mode], "royalty" in PARTS[mode]

    @property
    def office(self) -> Office:
        """The office on the first day."""
        return open_at(self.root)

    @asynccontextmanager
    async def on(self, *day: int) -> AsyncIterator[Driver]:
        """Open the workbench on the licenses of a day."""
        async with workbench(open_at(self.root, date(*day)), NARROW, results=False) as driver:
            await to_licenses(driver)
            yield driver

    def paper(self, name: str, subject: str = NUMBER) -> str:
        """Attach a paper."""
        return acts.paper(self.office, subject, name)

    def record(self, code: str, number: str) -> Any:
        """Return a record as it stands."""
        with self.office.reader() as reader:
            found = KINDS[code].shelf.load(reader, number)
        assert found is not None
        return found.record

    def due(self, kind: str, key: str) -> str:
        """Return the number of a sum due."""
        with self.office.reader() as reader:
            return str(reader.value("SELECT number FROM due WHERE kind = ? AND key = ?", (kind, key)))


async def to_licenses(driver: Driver) -> None:
    """Go to the list of licenses."""
    await driver.press("3")
    screen = await driver.on(LicensesScreen)
    await driver.until(lambda: screen.table.complete)
    await settled(driver)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.usefixtures("promptly")
async def test_a_license_is_led_by_keys_from_the_draft_to_its_end(
    mode: str, tmp_path: Path, blank_store: Path
) -> None:
    story = Story(tmp_path / "office", mode)
    story.root.mkdir()
    shutil.copy(blank_store, story.root / "ttoffice.db")
    prepare(story.office)
    async with story.on(2026, 6, 1) as driver:
        await draft(driver, story)
        await negotiate(driver, story)
        await publish(driver, story)
    async with story.on(2026, 6, 17) as driver:
        await close(driver, story)
        await decide(driver, story)
        await sign(driver, story)
    async with story.on(2026, 7, 1) as driver:
        await do(driver, "license.begin")
        await driver.sees("履行中")
    async with story.on(2027, 2, 10) as driver:
        await collect(driver, story)
    async with story.on(2027, 6, 20) as driver:
        await go_on(driver, story)
    async with story.on(2027, 12, 31) as driver:
        await end(driver, story)
    check(story)


def prepare(office: Office) -> None:
    """Name the unit, enter the result, the licensee and the people who decide."""
    unit = {
        "name": "滇中科技大学",
        "office": "科技处",
        "contact_phone": "0871-65123456",
        "contact_name": "李明",
    }
    more = {
        "representative": "周一",
        "address": "昆明市呈贡区1号",
        "bank": "中国银行呈贡支行",
        "bank_account": "135600",
    }
    perform(office, "unit.set", {**unit, **more, "credit_code": "125300004312345672"})
    acts.result(office)
    contact = {"representative": "杨帆", "contact_name": "杨帆", "contact_phone": "0871-68001234"}
    acts.enterprise(office, **contact, address="昆明市盘龙区2号")
    for name in acts.LEADERS:
        perform(office, "person.create", {"name": name, "roles": ["manager"]})


async def draft(driver: Driver, story: Story) -> None:
    """Draft the license step by step."""
    await driver.press("f2")
    await driver.on(DraftingScreen)
    await settled(driver)
    await fill(driver, licensee=acts.LICENSEE)
    await driver.press("f8")
    await fill(driver, grants=[{"result": "CG-2026-0001"}])
    await driver.press("f8")
    await fill(driver, kind="ordinary", territory="云南省", field_of_use="咖啡加工", ends_on="2031-06-30")
    await driver.press("f8")
    await fill(driver, threshold_fen="0", **PARTS[story.mode], late_rate="0.03")
    await driver.press("ctrl+s")
    await driver.on(LicensesScreen)
    await settled(driver)
    assert story.record("license", NUMBER).terms.plan.mode == story.mode


async def negotiate(driver: Driver, story: Story) -> None:
    """Go through the procedure; a step that is too early says why."""
    await the_found_verb(driver, "license.sign")
    await driver.on(ReasonsModal)
    await driver.sees("起草中")
    await driver.press("escape")
    await driver.on(LicensesScreen)
    await do(driver, "license.negotiate")
    await do(driver, "license.declare_ties", related="none", proof=story.paper("声明.txt"))
    await do(driver, "license.price", method="agreement", proof=story.paper("询价.txt"))
    await do(driver, "license.inform", proof=story.paper("告知.txt"))


async def publish(driver: Driver, story: Story) -> None:
    """Draft the price notice from the license, approve and publish it, and let the license know."""
    await driver.press("5")
    await driver.on(NoticesScreen)
    await settled(driver)
    await driver.press("f2")
    await driver.on(FormScreen)
    await settled(driver)
    where = {"place": "行政楼公示栏", "channel": "科技处 0871-65123456"}
    await fill(driver, kind="price", subject=NUMBER, **where)
    await driver.press("ctrl+s")
    await driver.on(NoticesScreen)
    await settled(driver)
    await do(driver, "notice.approve", by="周一")
    await do(driver, "notice.publish", exhibits=story.paper("张贴.txt", "GS-2026-0001"))
    await to_licenses(driver)
    await do(driver, "license.publish_price")


async def close(driver: Driver, story: Story) -> None:
    """Take the notice down and close it."""
    await driver.press("5")
    await driver.on(NoticesScreen)
    await settled(driver)
    await do(driver, "notice.take_down", exhibits=story.paper("撤下.txt", "GS-2026-0001"))
    await do(driver, "notice.close")


async def decide(driver: Driver, story: Story) -> None:
    """Have the license decided, and let it know."""
    await meet(driver, story, "JY-2026-0001", title="许可咖啡果皮技术", text="同意许可")
    await do(driver, "license.decide")


async def meet(driver: Driver, story: Story, number: str, *, title: str, text: str) -> None:
    """Prepare an item about the license and record the meeting."""
    await driver.press("6")
    await driver.on(DecisionsScreen)
    await settled(driver)
    await driver.press("f2")
    await driver.on(FormScreen)
    await settled(driver)
    item = {"title": title, "subject": NUMBER, "body": "校长办公会", "text": text}
    await fill(driver, **item, members="、".join(acts.LEADERS))
    await driver.press("ctrl+s")
    await driver.on(DecisionsScreen)
    await settled(driver)
    await do(driver, "decision.decide", minutes=story.paper(f"纪要{number}.txt", number))
    await to_licenses(driver)


async def sign(driver: Driver, story: Story) -> None:
    """Draft the contract and sign it."""
    await do(driver, "contract.draft")
    signed = {"contract": "HT-2026-0001", "proof": story.paper("合同.txt")}
    await do(driver, "license.sign", effective_on="2026-07-01", **signed)
    await driver.sees("已签订")


async def opened(driver: Driver, tab: str) -> None:
    """Open a tab of the license."""
    await driver.press("enter")
    await driver.on(LicenseScreen)
    await settled(driver)
    await driver.press(tab)
    await settled(driver)


async def collect(driver: Driver, story: Story) -> None:
    """Report, correct, take a part, reverse what was mistyped, remind, postpone."""
    if story.royal:
        report = {"period": "2026-H2", "base_fen": "1000000"}
        await do(driver, "statement.enter", **report, received_on="2027-01-25")
    await opened(driver, "alt+2")
    for amount in ("60000", "50"):
        await receive(driver, amount)
    if story.staged:
        await do(driver, "reminder.send", channel="email")
    await reverse(driver)
    await driver.press("escape")
    await to_licenses(driver)
    if story.royal:
        await correct(driver)
    if story.staged:
        await driver.press("f7")
        await driver.on(BoardScreen)
        await settled(driver)
        await do(driver, "milestone.postpone", to="2027-06-30", reason="设备延迟")
        await driver.press("escape")
        await to_licenses(driver)


async def receive(driver: Driver, amount: str) -> None:
    """Enter a receipt of today."""
    await driver.press("insert")
    await driver.on(ReceivingModal)
    await settled(driver)
    await fill(driver, amount_fen=amount)
    await driver.press("ctrl+s")
    await driver.on(LicenseScreen)
    await settled(driver)


async def reverse(driver: Driver) -> None:
    """Reverse the receipt that was mistyped, on its tab; it is reversed once."""
    screen = await driver.on(LicenseScreen)
    await driver.press("alt+3")
    await settled(driver)
    while screen.row is None or screen.row.number != "DZ-2027-0002":
        await driver.press("down")
    await do(driver, "DZ-2027-0002 receipt.reverse", reason="误录")
    await driver.sees("已冲正")
    await the_found_verb(driver, "DZ-2027-0002 receipt.reverse")
    await driver.on(ReasonsModal)
    await driver.sees("DZ-2027-0003")
    await driver.press("escape")
    await driver.on(LicenseScreen)


async def correct(driver: Driver) -> None:
    """Correct the statement in the list of statements."""
    await driver.press("f10")
    await driver.on(ChoiceModal)
    await paste(driver, "收入报表")
    await driver.press("enter")
    listed = await driver.on(PartList)
    await driver.until(lambda: listed.table.complete)
    await settled(driver)
    await do(driver, "statement.correct", reason="退货", base_fen="900000")
    await driver.sees("BB-2027-0002")
    await driver.press("escape")
    await to_licenses(driver)


async def go_on(driver: Driver, story: Story) -> None:
    """Reach the milestone on the board, claim the interest, amend the plan."""
    if story.staged:
        await driver.press("f7")
        await driver.on(BoardScreen)
        await settled(driver)
        await do(driver, "milestone.reach", proof=story.paper("中试.txt"))
        await driver.press("escape")
        await to_licenses(driver)
        await opened(driver, "alt+2")
        await do(driver, f"{story.due('stage', 's1')} due.claim_interest")
        await driver.press("escape")
        await to_licenses(driver)
    await meet(driver, story, "JY-2027-0001", title="调整逾期利率", text="同意。")
    await choose(driver, "license.amend")
    await driver.on(DraftingScreen)
    await settled(driver)
    amendment = {"effective_on": "2027-07-01", "reason": "双方协商", "decision": "JY-2027-0001"}
    await fill(driver, **amendment, proof=story.paper("补充协议.txt"))
    await driver.sees("检查 x1")  # nothing is changed yet
    assert "许可标的 x" not in driver.text()
    await driver.press("f8", "f8", "f8")
    await fill(driver, late_rate="0.02")
    await driver.press("ctrl+s")
    await driver.sees("已保存", "请确认新的价格是否须重新公示")
    await driver.press("escape")
    await driver.on(LicensesScreen)
    await settled(driver)


async def end(driver: Driver, story: Story) -> None:
    """Both sides agree to end the license."""
    proof = story.paper("解除协议.txt")
    await do(driver, "license.terminate", ground="mutual", reason="双方协商一致", proof=proof)
    await driver.sees("已解除")


def check(story: Story) -> None:
    """Check what the story has left behind.

    Interest on the first stage until 20 June: 100,000 for 9 days and 40,000 for 130 days at 0.03 % are 1,830 yuan.
    """
    found = story.record("license", NUMBER)
    assert (found.state, found.ended_on) == ("terminated", date(2027, 12, 31))
    assert problems(story.office) == ()
    owed = {"royalty": 4_500_000, "stages": 40_183_000, "stages_royalty": 44_683_000}[story.mode]
    paid = min(owed, 6_000_000)
    with story.office.reader() as reader:
        sums = balance(reader, date(2027, 12, 31), number=NUMBER)
    assert (sums.owed_fen, sums.paid_fen, sums.free_fen) == (owed, paid, 6_000_000 - paid)
