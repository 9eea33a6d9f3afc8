"""Cases that contracts are drafted from in tests: nothing is missing of them; parts are changed where a test asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from ttoffice.licenses.codes import (
    MilestoneKind,
    PricingMethod,
    RateKind,
    RoyaltyBase,
    SettlementPeriod,
    Sublicensing,
    Trigger,
)
from ttoffice.licenses.contracts.case import Case, Side, Support
from ttoffice.licenses.contracts.drafting import Drafted, draft
from ttoffice.licenses.contracts.library import Library, load_library
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.terms import ClauseChoice, Grant, GrantedRight, Terms
from ttoffice.results.codes import LicenseKind, RightKind

UNIT = Side(
    "滇中科技大学",
    "12530000431234562J",
    representative="陈志远",
    address="昆明市呈贡区雨花路99号",
    office="科技成果转化办公室",
    contact="周敏",
    phone="0871-65123456",
    bank="中国建设银行昆明大学城支行",
    account="53001895036050001234",
)
LICENSEE = Side(
    "云南绿源咖啡科技有限公司",
    "91530102MA7KPQ3R86",
    representative="赵国强",
    address="普洱市思茅区茶城大道18号",
    contact="孙丽",
    phone="0879-2123456",
    number="QY-2026-0001",
    entity="enterprise",
    size_class="small",
    figures="2025年度：从业人员85人，营业收入1200万元",
)
INVENTION = GrantedRight(
    RightKind.INVENTION,
    "ZL202310123456.6",
    date(2023, 2, 14),
    date(2025, 6, 20),
    date(2043, 2, 13),
    "in_force",
    ("滇中科技大学",),
)
STAGES = (
    Stage("s1", "合同生效满一年", Trigger.DATE, after="1y", amount_fen=5_000_000, days_to_pay=30),
    Stage(
        "s2",
        "完成中试并通过验收",
        Trigger.MILESTONE,
        milestone=MilestoneKind.PILOT,
        planned_on=date(2027, 12, 31),
        proof="中试报告",
        amount_fen=25_000_000,
        days_to_pay=30,
    ),
)
ROYALTY = Royalty(
    RoyaltyBase.NET_SALES,
    rate_kind=RateKind.FIXED,
    steps=(RateStep(1, "3"),),
    period=SettlementPeriod.HALF_YEAR,
    report_days=30,
    payment_days=30,
    from_first_sale=True,
    ends_on=date(2036, 12, 31),
)
PLANS = {
    "royalty": FeePlan(0, royalty=ROYALTY, late_rate="0.05"),
    "stages": FeePlan(1_000_000, 30, stages=STAGES),
    "stages_royalty": FeePlan(0, stages=STAGES, royalty=ROYALTY, late_rate="0.05", grace_days=5),
}
GUARANTEE = Support("guarantee", "云南某某融资担保有限公司提供连带责任保证")


def case(mode: str = "stages_royalty", **terms: Any) -> Case:
    """Return a case of a mode; `terms` replaces parts of the terms."""
    usual = Terms(
        (Grant("CG-2026-0001", "一种咖啡果皮低温干燥方法", (INVENTION,)),),
        LicenseKind.SOLE,
        "云南省",
        "咖啡果皮食品的生产",
        None,
        date(2036, 12, 31),
        Sublicensing.CONSENT,
        PLANS[mode],
    )
    found = replace(usual, **terms)
    record = LicenseRecord(
        "咖啡果皮低温干燥技术许可",
        "QY-2026-0001",
        LICENSEE.name,
        terms=found,
        related="none",
        pricing=PricingMethod.AGREEMENT,
    )
    return Case("XK-2026-0001", record, found, UNIT, LICENSEE, date(2026, 11, 26), (GUARANTEE,), fiscal=True)


@cache
def shipped() -> Library:
    """Return the library that is shipped, read once."""
    return load_library()


def drafted(found: Case) -> Drafted:
    """Draft a case by the shipped library."""
    return draft(found, shipped())


def choosing(*choices: ClauseChoice, mode: str = "stages_royalty") -> Drafted:
    """Draft a case with choices."""
    return drafted(case(mode, clauses=choices))
