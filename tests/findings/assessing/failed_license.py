"""A license that failed in spite of all care: decided with a dissent, published, signed, reminded of, mitigated."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.licenses.procedure.acts import NUMBER, closed, do, noticed, paper, prepared, record
from tests.licenses.seeding import seed
from ttoffice.action import Office
from ttoffice.findings.codes import Role
from ttoffice.findings.record import Party
from ttoffice.parties.internal_rules import RULES, RuleRecord, RuleState, RuleTopic

BANKRUPT = date(2027, 9, 20)
LATER = date(2027, 10, 11)
OPPOSED = "市场前景不明，且未要求担保，不同意许可"
LEADERS = ("周一", "吴二", "郑三", "冯四", "陈五")
RULE = RuleRecord(
    "科技成果转化管理办法",
    "2026年版",
    (RuleTopic.PROCESS, RuleTopic.DECISION),
    RuleState.IN_FORCE,
    effective_on=date(2026, 1, 1),
)


def failed(office: Office) -> None:
    """Do all of it, from the draft to the bankruptcy of the licensee; the license is XK-2026-0001."""
    seed(office, lambda ctx: RULES.enter(ctx, RULE))
    number = prepared(office)
    assert number == NUMBER
    paper(office, number, "产权查询.txt", "step:ownership")
    signing = closed(office, noticed(office, number))
    decided(signing, number)
    do(signing, "license.sign", number, proof=paper(signing, number, "合同.txt"), effective_on="2026-07-01")
    do(signing.on(date(2026, 7, 1)), "license.begin", number)
    late = office.on(date(2027, 8, 16))
    demand = do(late, "reminder.send", license=number, rung="demand", channel="express", letter=False)
    receipt = paper(late, number, "签收单.txt")
    do(office.on(date(2027, 8, 20)), "reminder.confirm_delivery", demand, proof=receipt)
    talks = paper(late, number, "约谈纪要.txt")
    do(late, "mitigation.record", license=number, kind="talks", what="约谈被许可方", proof=talks)
    end: dict[str, Any] = {"state": "bankrupt", "on": BANKRUPT.isoformat(), "source": "法院裁定"}
    do(office.on(LATER), "enterprise.close", record(office, number).licensee, **end)


def decided(office: Office, number: str, **more: Any) -> str:
    """Decide the license with one vote against, whose dissent is recorded; return the decision's number."""
    for name in LEADERS:
        do(office, "person.create", name=name, roles=["leader"])
    given = {
        "title": "关于许可咖啡果皮低温干燥方法的议题",
        "subject": number,
        "body": "校长办公会",
        "text": "同意按所附条款许可，采用协议定价，不进行资产评估。",
        "members": list(LEADERS),
        "against": ["陈五"],
        "dissents": [{"person": "陈五", "wording": OPPOSED}],
        "decided_on": office.today.isoformat(),
        "minutes": paper(office, number, "纪要.txt"),
        **more,
    }
    decision = do(office, "decision.record", **given)
    do(office, "license.decide", number)
    return decision


def person(office: Office, name: str, *roles: Role) -> Party:
    """Return somebody of the office as a party."""
    with office.reader() as reader:
        number = reader.value("SELECT number FROM person WHERE name = ?", (name,))
    return Party(str(number), name, roles or (Role.LEADER,))
