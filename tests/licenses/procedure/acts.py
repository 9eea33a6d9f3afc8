"""A license brought to any point of its procedure: results, enterprise, people, notice, decision, papers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ttoffice.action import Office, check, perform
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.shelves import LICENSES

FIRST = date(2026, 6, 1)
EVE = date(2026, 6, 17)
"""The day after the fifteen days of publicity (price_publicity) are over."""
NUMBER = "XK-2026-0001"
CODE = "91530102MA7KPQ3R86"
LICENSEE = "云南云岭咖啡科技有限公司"
TERMS: dict[str, Any] = {
    "kind": "普通许可",
    "territory": "云南省",
    "field_of_use": "咖啡加工",
    "starts_on": "2026/7/1",
    "ends_on": "2031/6/30",
    "plan": {
        "threshold": "零",
        "stages": [
            {
                "label": "中试验收",
                "milestone": "pilot",
                "planned_on": "2027-03-31",
                "proof": "双方签署的中试验收单",
                "amount": "30万元",
                "days_to_pay": 30,
            },
            {"label": "首年末", "after": "12个月", "amount": "10万元", "days_to_pay": 30},
        ],
        "royalty": {
            "base": "净销售额",
            "base_note": "许可产品开票金额扣除退货和增值税",
            "rate": "5%",
            "period": "half_year",
            "report_days": 30,
            "payment_days": 30,
            "from_first_sale": True,
            "ends_on": "2031-06-30",
            "cap": "200万元",
        },
        "late_rate": "万分之三",
    },
}
LEADERS = ("周一", "吴二", "郑三", "冯四", "陈五")


def do(office: Office, name: str, subject: str | None = None, /, **data: Any) -> str:
    """Perform an action and return its value."""
    return str(perform(office, name, data, subject=subject).value)


def why(office: Office, name: str, subject: str | None = None, /, **data: Any) -> set[str]:
    """Return the codes of the reasons that refuse an action."""
    return {one.code for one in check(office, name, data, subject=subject) if not one.warning}


def told(office: Office, name: str, subject: str | None = None, /, **data: Any) -> set[str]:
    """Return the codes of the warnings of an action."""
    return {one.code for one in check(office, name, data, subject=subject) if one.warning}


def paper(office: Office, subject: str, name: str = "材料.txt", *proves: str) -> str:
    """Attach a paper to a record and return its number."""
    path = Path(office.home.store).parent / name
    path.write_text(f"{subject} {name} {proves}", encoding="utf-8")
    number = do(office, "exhibit.add", subject=subject, path=str(path))
    for code in proves:
        do(office, "exhibit.relate", number, target=subject, code=code)
    return number


def result(office: Office, **more: Any) -> str:
    """Enter a result with a patent and return its number."""
    right = {
        "kind": "invention",
        "number": "ZL202310000001.5",
        "applied_on": "2023-01-05",
        "acquired_on": "2024-02-29",
        "expires_on": "2043-01-05",
        "legal_status": "in_force",
        "holders": [{"name": "滇中科技大学"}],
    }
    given = {
        "title": "咖啡果皮低温干燥方法",
        "result_type": "patent",
        "brief": "以低温气流干燥咖啡果皮，保留多酚。",
        "secrecy": "open",
        "completers": [{"name": "李明"}, {"name": "王芳"}],
        "rights": [right],
        **more,
    }
    return do(office, "result.create", **given)


def enterprise(office: Office, name: str = LICENSEE, **more: Any) -> str:
    """Enter the licensee and return its number."""
    figures = [
        {
            "year": 2025,
            "employees": 85,
            "revenue_fen": 1_200_000_000,
            "assets_fen": 900_000_000,
            "source": "年报",
        }
    ]
    given = {"credit_code": CODE, "industry": "industry", "region": "kunming", "figures": figures, **more}
    number = do(office, "enterprise.enter", name=name, **{k: v for k, v in given.items() if k != "figures"})
    for one in given["figures"]:
        do(office, "enterprise.add_figures", number, **one)
    return number


def drafted(office: Office, /, **more: Any) -> str:
    """Draft a license that lacks nothing, with a licensee, and return its number."""
    do(office, "unit.set", name="滇中科技大学", office="科技处")
    given = {"result": result(office), "licensee": enterprise(office), "terms": TERMS, **more}
    return do(office, "license.draft", **given)


def prepared(office: Office, /, **more: Any) -> str:
    """Bring a license into negotiation, with ties declared, price by agreement, completers informed."""
    number = drafted(office, **more)
    do(office, "license.negotiate", number)
    do(office, "license.declare_ties", number, related="none", proof=paper(office, number, "关联声明.txt"))
    do(office, "license.price", number, method="协议定价", proof=paper(office, number, "询价.txt"))
    do(office, "license.inform", number, proof=paper(office, number, "告知.txt"))
    return number


def noticed(office: Office, number: str, /, **more: Any) -> str:
    """Publish the price notice of a license today, and record it; return the notice's number."""
    given = {
        "place": "行政楼一楼公示栏",
        "channel": "科技处 0871-65123456",
        "office": "科技处",
        **more,
    }
    notice = do(office, "notice.draft", kind="price", subject=number, **given)
    do(office, "notice.approve", notice)
    do(office, "notice.publish", notice)
    do(office, "license.publish_price", number)
    return notice


def closed(office: Office, notice: str) -> Office:
    """Take a notice down after its last day and close it; return the office of that day."""
    do(office, "notice.prove_posting", notice, exhibits=[paper(office, notice, "张贴.txt")])
    later = office.on(EVE)
    do(later, "notice.take_down", notice, exhibits=[paper(later, notice, "撤下.txt")])
    do(later, "notice.close", notice)
    return later


def decided(office: Office, number: str, /, **more: Any) -> str:
    """Decide a license collectively today, and record it; return the decision's number."""
    for name in LEADERS:
        if not _known(office, name):
            do(office, "person.create", name=name, roles=["manager"])
    given = {
        "title": "关于许可咖啡果皮低温干燥方法的议题",
        "subject": number,
        "body": "校长办公会",
        "text": "同意按所附条款许可。",
        "members": list(LEADERS),
        "decided_on": office.today.isoformat(),
        "minutes": paper(office, number, "纪要.txt"),
        **more,
    }
    decision = do(office, "decision.record", **given)
    do(office, "license.decide", number)
    return decision


def _known(office: Office, name: str) -> bool:
    with office.reader() as reader:
        return reader.value("SELECT 1 FROM person WHERE name = ?", (name,)) is not None


def ready(office: Office, /, **more: Any) -> tuple[Office, str]:
    """Bring a license to the eve of its signature; return the office of that day and the license's number."""
    number = prepared(office, **more)
    later = closed(office, noticed(office, number))
    decided(later, number)
    return later, number


def signed(office: Office, /, **more: Any) -> tuple[Office, str]:
    """Bring a license to its signature; return the office of that day and its number."""
    later, number = ready(office, **more)
    do(later, "license.sign", number, proof=paper(later, number, "合同.txt"), effective_on="2026-07-01")
    return later, number


def record(office: Office, number: str) -> LicenseRecord:
    """Return a license as it stands."""
    with office.reader() as reader:
        found = LICENSES.load(reader, number)
    assert found is not None
    return found.record
