"""A license's fee plan proposed from the fee standard that the register lists for a result."""

from __future__ import annotations

import re

from ttoffice.licenses.codes import MilestoneKind, RoyaltyBase, Trigger
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.results.fees import FeePlan as Listed
from ttoffice.results.fees import Royalty as ListedRoyalty
from ttoffice.results.fees import Stage as ListedStage

BASES = {
    "sales": RoyaltyBase.SALES,
    "net_sales": RoyaltyBase.NET_SALES,
    "new_output": RoyaltyBase.ADDED_OUTPUT,
    "new_profit": RoyaltyBase.ADDED_PROFIT,
}
"""The listing's bases that a contract can settle by; mere income is none of them and stays to be said."""
MILESTONES = (
    (MilestoneKind.VALIDATION, "验证"),
    (MilestoneKind.SAMPLE, "样品|样机|小试"),
    (MilestoneKind.PILOT, "中试"),
    (MilestoneKind.SALES, "销售额|销量|累计销售"),
    (MilestoneKind.LAUNCH, "上市|首次销售|首批销售"),
    (MilestoneKind.PRODUCTION, "投产|量产|批量生产|生产线"),
)
"""What the words of a listed stage say of the milestone."""
_AFTER = re.compile(r"(?:签订|签约|签署|生效|合同)[^\d]{0,8}?(\d{1,3})\s*(个月|月|日|天|年)(?:内|后|时)?")
_UNITS = {"个月": "m", "月": "m", "日": "d", "天": "d", "年": "y"}


def plan_of(listed: Listed) -> FeePlan:
    """Return the plan that a listed fee standard comes nearest to; what the listing does not say stays empty."""
    return FeePlan(
        threshold_fen=listed.threshold_fen,
        stages=tuple(_stage(stage, place) for place, stage in enumerate(listed.stages, 1)),
        royalty=_royalty(listed.royalty) if listed.royalty else None,
    )


def _stage(stage: ListedStage, place: int) -> Stage:
    after = _AFTER.search(stage.trigger)
    milestone = None if after else _milestone(stage.trigger)
    return Stage(
        f"s{place}",
        stage.trigger,
        Trigger.DATE if after else Trigger.MILESTONE,
        after=f"{int(after[1])}{_UNITS[after[2]]}" if after else "",
        milestone=milestone,
        amount_fen=stage.amount_fen,
        share=stage.share or "",
        days_to_pay=stage.days_to_pay,
    )


def _milestone(text: str) -> MilestoneKind:
    return next((kind for kind, words in MILESTONES if re.search(words, text)), MilestoneKind.OTHER)


def _royalty(royalty: ListedRoyalty) -> Royalty:
    base = BASES.get(royalty.base or "")
    return Royalty(base=base, steps=(RateStep(0, royalty.rate),))
