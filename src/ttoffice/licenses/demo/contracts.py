"""The made-up enterprises and contracts of the demo office, told from the day on which it is opened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ttoffice.workdays.periods import add_months

ENTERPRISES: tuple[dict[str, Any], ...] = (
    {
        "name": "昆明云岭智能装备有限公司",
        "credit_code": "91530100MA6N2Q7K9U",
        "region": "kunming",
        "industry": "industry",
        "representative": "段鸿",
        "contact_name": "综合部",
        "contact_phone": "0871-65551234",
        "address": "昆明市五华区科技路18号",
    },
    {
        "name": "大理苍洱生物科技有限公司",
        "credit_code": "91532901MA6P8H3T75",
        "region": "dali",
        "industry": "farming",
        "representative": "董苍云",
        "contact_name": "办公室",
        "contact_phone": "0872-2123456",
        "address": "大理市下关镇创新工业园6号",
    },
    {
        "name": "玉溪明湖食品有限公司",
        "credit_code": "91530402MA6K5RWC9Y",
        "region": "yuxi",
        "industry": "industry",
        "representative": "高明湖",
        "contact_name": "财务部",
        "contact_phone": "0877-2061234",
        "address": "玉溪市红塔区高新路3号",
    },
    {
        "name": "云滇生物科技有限公司",
        "credit_code": "91530103MA6QD4X97D",
        "region": "kunming",
        "industry": "industry",
        "representative": "杨滇",
        "contact_name": "综合部",
        "contact_phone": "0871-63312345",
        "address": "昆明市盘龙区龙泉路52号",
    },
)
"""A small maker of machines, a late payer, a good payer, and one in which a researcher holds shares."""

FIGURES = (
    (86, 1_850_000_000, 2_400_000_000),
    (35, 420_000_000, 900_000_000),
    (120, 1_960_000_000, 3_100_000_000),
    (18, 260_000_000, 500_000_000),
)
"""Employees, and revenue and assets in fen, of each."""


def enterprise(place: int, today: date) -> dict[str, Any]:
    """Return one enterprise with its figures of last year."""
    employees, revenue, assets = FIGURES[place]
    figures = {"year": today.year - 1, "employees": employees, "revenue_fen": revenue, "assets_fen": assets}
    source = {"source": "企业规模类型声明函", "declared_on": (today - timedelta(days=9)).isoformat()}
    return {**ENTERPRISES[place], "figures": [{**figures, **source}]}


def quarters_before(day: date, count: int) -> list[str]:
    """Return the keys of the last whole quarters before a day, oldest first."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    starts = [add_months(first, -3 * back) for back in range(count, 0, -1)]
    return [f"{start.year}-Q{(start.month - 1) // 3 + 1}" for start in starts]


def quarter_start(day: date, back: int) -> date:
    """Return the first day of the quarter so many quarters before that of a day."""
    return add_months(date(day.year, 3 * ((day.month - 1) // 3) + 1, 1), -3 * back)


def both_parts(today: date) -> dict[str, Any]:
    """Return a contract of mode three: stages and a quarterly royalty, a year and more under way."""
    begun = quarter_start(today, 5)
    stages = [
        _node("样机通过验收", "sample", add_months(begun, 5), "样机验收报告", "8万元"),
        _node("示范线投产", "production", add_months(begun, 11), "投产验收单", "15万元"),
        _node("累计销售额达到1000万元", "sales", add_months(begun, 30), "经审计的销售明细", "30万元"),
    ]
    royalty = _royalty("net_sales", "3", "quarter", quarter_start(today, 3), add_months(begun, 58))
    plan = {"threshold_fen": 0, "stages": stages, "royalty": royalty, "late_rate": "0.05", "grace_days": 5}
    return _contract(begun, "云南省", plan, registered=True)


def stages_only(today: date) -> dict[str, Any]:
    """Return a contract of mode two, whose second stage was never paid."""
    begun = quarter_start(today, 6)
    stages = [
        {"label": "签约满三个月", "trigger": "date", "after": "3m", "amount": "5万元", "days_to_pay": 30},
        {"label": "签约满一年", "trigger": "date", "after": "12m", "amount": "12万元", "days_to_pay": 30},
        _node("产品上市", "launch", add_months(begun, 24), "产品批准文件和首批销售发票", "20万元"),
    ]
    plan = {"threshold_fen": 1_000_000, "threshold_days": 15, "stages": stages, "late_rate": "0.05"}
    return _contract(begun, "大理白族自治州", plan, registered=False)


def royalty_only(today: date) -> dict[str, Any]:
    """Return a contract of mode one, paid in time."""
    begun = quarter_start(today, 4)
    royalty = _royalty("sales", "4", "quarter", begun, add_months(begun, 46))
    plan = {"threshold_fen": 0, "royalty": {**royalty, "minimum_fen": 2_000_000}, "late_rate": "0.05"}
    return _contract(begun, "全国", plan, registered=True)


def _node(label: str, kind: str, planned: date, proof: str, amount: str) -> dict[str, Any]:
    node = {"label": label, "trigger": "milestone", "milestone": kind, "planned_on": planned.isoformat()}
    return {**node, "proof": proof, "amount": amount, "days_to_pay": 30}


def _royalty(base: str, rate: str, period: str, starts: date, ends: date) -> dict[str, Any]:
    return {
        "base": base,
        "base_note": "许可产品开票金额，扣除退货" if base == "net_sales" else "许可产品开票金额",
        "rate": rate,
        "period": period,
        "report_days": 20,
        "payment_days": 15,
        "starts_on": starts.isoformat(),
        "ends_on": ends.isoformat(),
    }


def _contract(begun: date, territory: str, plan: dict[str, Any], *, registered: bool) -> dict[str, Any]:
    """Return a contract without what is licensed and to whom."""
    return {
        "signed_on": add_months(begun, -1).isoformat(),
        "effective_on": begun.isoformat(),
        "registered_on": (begun + timedelta(days=16)).isoformat() if registered else None,
        "terms": {
            "kind": "ordinary",
            "territory": territory,
            "ends_on": add_months(begun, 60).isoformat(),
            "plan": plan,
        },
    }
