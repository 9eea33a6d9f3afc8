"""What happened under the licenses of the demo office: money that came and did not, a milestone late, a letter out.

The contracts were concluded before the office began to use this program; they are entered in the last days, with
what was reported and paid since. One license is on its way to a signature.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ttoffice.action import Office
from ttoffice.licenses.checking import grant_of
from ttoffice.licenses.demo.contracts import (
    both_parts,
    enterprise,
    quarters_before,
    royalty_only,
    stages_only,
)
from ttoffice.licenses.shelves import DUES, MILESTONES
from ttoffice.money import yuan
from ttoffice.results.demo.process import PLACE, Story
from ttoffice.workdays.periods import add_months

NEEDED_YEARS = 7
"""A result is licensed here whose rights live so many years longer."""
OFFER = {
    "kind": "ordinary",
    "territory": "云南省",
    "plan": {
        "threshold_fen": 0,
        "stages": [
            {"label": "通过中试", "trigger": "milestone", "milestone": "pilot", "proof": "中试报告",
             "amount": "10万元", "days_to_pay": 30},
        ],
    },
}  # fmt: skip


def tell_licenses(office: Office, until: Callable[[date], Office]) -> None:
    """Enter four enterprises and their licenses, as far as the register has results to license."""
    results = _free_results(office)
    if len(results) < 4:  # one for each license
        return
    with TemporaryDirectory(prefix="ttoffice-exhibits-") as scratch:
        story = Story(office.today, Path(scratch), until)
        parties = [story.do(2, "enterprise.enter", **enterprise(place, story.today)) for place in range(4)]
        contracts = [make(story.day(2)) for make in (both_parts, stages_only, royalty_only)]
        entered = [
            _enter(story, contract, licensee, result)
            for contract, licensee, result in zip(contracts, parties[:3], results[:3], strict=True)
        ]
        _go_slowly(story, entered[0])
        _wait_for_money(story, entered[1], date.fromisoformat(contracts[1]["effective_on"]))
        _pay_in_time(story, entered[2])
        _offer(story, parties[3], results[3])


class Licensable(NamedTuple):
    """A result to license: its number and title, and the industry that it is for."""

    number: str
    title: str
    industry: str


def _free_results(office: Office) -> list[Licensable]:
    """Return the first open results that one holder may license for years to come."""
    until = add_months(office.today, 12 * NEEDED_YEARS)
    with office.reader() as reader:
        numbers = reader.all(
            "SELECT number, title, industry FROM result WHERE secrecy = 'open' AND exclusion_reason = ''"
            " AND (license_kind IS NULL OR license_kind = 'ordinary') ORDER BY id LIMIT 120"
        )
        found = [(Licensable(*row), grant_of(reader, str(row[0])).rights) for row in numbers]
    return [
        result
        for result, rights in found
        if rights
        and all(
            right.expires_on is not None
            and right.expires_on > until
            and right.legal_status == "in_force"
            and len(right.holders) == 1
            for right in rights
        )
    ]


def _enter(story: Story, contract: dict[str, Any], licensee: str, result: Licensable) -> str:
    given = {**contract, "title": f"{result.title}许可", "licensee": licensee, "results": [result.number]}
    given["terms"] = {**contract["terms"], "field_of_use": result.industry}
    number = story.do(2, "license.enter_signed", **given)
    paper = story.attach(2, number, "许可合同.txt")
    story.do(2, "license.add_proof", number, contract=paper)
    return number


def _dues(story: Story, number: str) -> dict[str, str]:
    """Return the dues of a license by their keys."""
    with story.until(story.day(1)).reader() as reader:
        return {due.record.key: due.number for due in DUES.where(reader, "subject = ?", (number,))}


def _milestones(story: Story, number: str) -> list[tuple[str, date | None]]:
    with story.until(story.day(1)).reader() as reader:
        found = MILESTONES.where(reader, "subject = ?", (number,))
    return [(item.number, item.record.planned_on) for item in found]


def _receive(story: Story, number: str, amount: str, on: date, reference: str) -> None:
    paper = story.attach(1, number, f"银行回单{reference}.txt")
    story.do(
        1, "receipt.enter", license=number, amount=amount, received_on=on, reference=reference, proof=paper
    )


def _go_slowly(story: Story, number: str) -> None:
    """Mode three: the first milestone reached and paid, the second late, royalties reported and paid but the last."""
    (first, planned), (second, late), *_rest = _milestones(story, number)
    report = story.attach(1, first, "样机验收报告.txt")
    reached = (planned or story.day(200)) + timedelta(days=9)
    story.do(1, "milestone.reach", first, on=reached, proof=[report])
    _receive(story, number, "8万元", reached + timedelta(days=25), "2301")
    story.do(
        1,
        "milestone.postpone",
        second,
        to=add_months(late or story.today, 4),
        reason="示范线设备到货延迟，企业来函说明",
    )
    for period, base in zip(quarters_before(story.day(2), 3)[:2], ("62.4万元", "88.15万元"), strict=True):
        paper = story.attach(1, number, f"{period}销售报告.txt")
        story.do(1, "statement.enter", license=number, period=period, base=base, proof=paper)
    _receive(story, number, "18720元", story.day(120), "2377")


def _wait_for_money(story: Story, number: str, begun: date) -> None:
    """Mode two: the second stage overdue, a demand sent, what was done about it recorded."""
    _receive(story, number, "1万元", begun + timedelta(days=12), "1106")
    _receive(story, number, "5万元", add_months(begun, 4), "1188")
    overdue = _dues(story, number)["s2"]
    story.do(1, "reminder.send", license=number, channel="express", rung="demand", dues=[overdue])
    story.do(
        1,
        "mitigation.record",
        license=number,
        kind="talks",
        what="电话和上门商谈还款计划",
        result="企业承诺分两期补交，未签书面协议",
        taken_on=story.day(20),
        dues=[overdue],
    )


def _pay_in_time(story: Story, number: str) -> None:
    """Mode one: each quarter reported and paid in full."""
    for period, base in zip(
        quarters_before(story.day(2), 4), ("30万元", "41.2万元", "45.6万元", "52万元"), strict=True
    ):
        paper = story.attach(1, number, f"{period}销售报告.txt")
        story.do(1, "statement.enter", license=number, period=period, base=base, proof=paper)
    with story.until(story.day(1)).reader() as reader:
        owed = [due.record for due in DUES.where(reader, "subject = ? AND state = 'open'", (number,))]
    for place, due in enumerate(owed[:-1]):
        fen = str(yuan(due.amount_fen))
        _receive(story, number, fen, min(due.due_on or story.today, story.day(2)), f"24{place:02d}")


def _offer(story: Story, licensee: str, result: Licensable) -> None:
    """A license on its way: drafted, talked over, its price to be published."""
    ends = add_months(story.today, 60)
    stages = [{**OFFER["plan"]["stages"][0], "planned_on": add_months(story.today, 12).isoformat()}]  # type: ignore[index]
    royalty = {
        "base": "net_sales", "base_note": "许可产品开票金额，扣除退货", "rate": "3.5", "period": "half_year",
        "report_days": 30, "payment_days": 15, "starts_on": add_months(story.today, 12).isoformat(),
        "ends_on": add_months(ends, -1).isoformat(),
    }  # fmt: skip
    plan = {"threshold_fen": 0, "stages": stages, "royalty": royalty, "late_rate": "0.05"}
    terms = {**OFFER, "field_of_use": result.industry, "ends_on": ends.isoformat(), "plan": plan}
    number = story.do(1, "license.draft", result=result.number, licensee=licensee, terms=terms)
    story.do(1, "license.negotiate", number)
    report = story.attach(1, number, "定价说明.txt")
    story.do(1, "license.price", number, method="agreement", proof=[report])
    story.do(1, "notice.draft", kind="price", subject=number, **PLACE)
