"""Parts of the terms in the words of a contract: rates, periods, beginnings and ends, nodes, parties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from ttoffice.licenses.codes import RateKind, RoyaltyBase, SettlementPeriod, Trigger
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.terms import Terms
from ttoffice.money import amount_text, plain, wan_or_yuan
from ttoffice.notices.texts import chinese_day, numeral, period_text

MODES = {
    "royalty": ("（一）", "零门槛费或者低门槛费+收入提成"),
    "stages": ("（二）", "零门槛费或者低门槛费+阶段性支付"),
    "stages_royalty": ("（三）", "零门槛费或者低门槛费+阶段性支付+收入提成"),
}
BASES = {
    RoyaltyBase.SALES: "销售额",
    RoyaltyBase.NET_SALES: "净销售额",
    RoyaltyBase.ADDED_OUTPUT: "新增产值",
    RoyaltyBase.ADDED_PROFIT: "新增利润",
    RoyaltyBase.QUANTITY: "销售数量",
}
PERIODS = {
    SettlementPeriod.MONTH: "公历月",
    SettlementPeriod.QUARTER: "公历季度",
    SettlementPeriod.HALF_YEAR: "公历半年度",
    SettlementPeriod.YEAR: "公历年度",
}
SPANS = {
    SettlementPeriod.QUARTER: "（每三个公历月）",
    SettlementPeriod.HALF_YEAR: "（1月至6月、7月至12月）",
    SettlementPeriod.YEAR: "（1月至12月）",
}
KINDS = {"exclusive": "独占实施许可", "sole": "排他实施许可", "ordinary": "普通实施许可"}
ENTITIES = {
    "": "企业",
    "enterprise": "企业",
    "sole_trader": "个体工商户",
    "cooperative": "农民专业合作社",
    "other": "其他经营主体",
}
SIZES = {"large": "大型企业", "medium": "中型企业", "small": "小型企业", "micro": "微型企业"}
EFFECT = "本合同生效之日"


def percent(text: str) -> str:
    """Return a share or a rate with its sign, without zeros that say nothing; what is no number stays as it is."""
    try:
        return f"{plain(Decimal(text))}%"
    except InvalidOperation:
        return text


def rate_text(royalty: Royalty) -> str:
    """Return how the rate is found, as a clause of a sentence; empty where it is not said."""
    if not royalty.steps or royalty.base is None:
        return ""
    if royalty.rate_kind is RateKind.FIXED:
        return f"按照{_rate(royalty, royalty.steps[0])}的固定费率计算"
    if royalty.rate_kind is RateKind.BY_TIME:
        return f"费率自提成起算之日起按年分段：{_years(royalty)}；每一结算期适用其首日所在年度的费率"
    return f"在每一结算期内按照{BASES[royalty.base]}分段累进：{_volumes(royalty)}，各段分别按照本段费率计算后相加"


def _rate(royalty: Royalty, step: RateStep) -> str:
    if royalty.base is RoyaltyBase.QUANTITY:
        return f"每一单位{plain(Decimal(step.rate) / 100)}元"
    return percent(step.rate)


def _years(royalty: Royalty) -> str:
    parts = []
    for place, step in enumerate(royalty.steps):
        last = royalty.steps[place + 1].start - 1 if place + 1 < len(royalty.steps) else None
        first = max(step.start, 1)
        span = f"第{first}年" if last == first else f"第{first}年至第{last}年"
        parts.append(f"{span if last is not None else f'第{first}年起'}为{_rate(royalty, step)}")
    return "，".join(parts)


def _volumes(royalty: Royalty) -> str:
    """Return the parts of the base; units that are counted from 1 are told by what they exceed."""
    parts = []
    shift = 1 if royalty.base is RoyaltyBase.QUANTITY and royalty.steps[0].start == 1 else 0
    edges = [max(0, step.start - shift) for step in royalty.steps]
    for place, step in enumerate(royalty.steps):
        last = edges[place + 1] if place + 1 < len(edges) else None
        above = f"超过{_volume(royalty, edges[place])}" if place else ""
        below = f"不超过{_volume(royalty, last)}" if last is not None else ""
        parts.append(f"{above}{'且' if above and below else ''}{below}的部分为{_rate(royalty, step)}")
    return "，".join(parts)


def _volume(royalty: Royalty, amount: int) -> str:
    return f"{amount}单位" if royalty.base is RoyaltyBase.QUANTITY else wan_or_yuan(amount)


def royalty_start(royalty: Royalty) -> str:
    """Return from when the royalty runs; empty where it is not said."""
    if royalty.from_first_sale:
        return "自首次销售之日"
    if royalty.starts_on is not None:
        return f"自{chinese_day(royalty.starts_on)}"
    return f"自{EFFECT}起满{period_text(royalty.starts_after)}之日" if royalty.starts_after else ""


def royalty_end(royalty: Royalty, terms: Terms) -> str:
    """Return until when it runs: its own last day, or that of the license; empty where neither is said."""
    last = royalty.ends_on or terms.ends_on
    return f"至{chinese_day(last)}" if last is not None else ""


def node_trigger(stage: Stage) -> str:
    """Return what makes a stage payable, as the table of nodes has it; empty where it is not said."""
    if stage.trigger is Trigger.MILESTONE:
        planned = f"（预计{chinese_day(stage.planned_on)}成就）" if stage.planned_on else "：左列事实成就"
        return f"里程碑节点{planned}"
    if stage.on is not None:
        return f"一般节点：{chinese_day(stage.on)}"
    return f"一般节点：{EFFECT}起满{period_text(stage.after)}" if stage.after else ""


def node_amount(stage: Stage, plan: FeePlan) -> str:
    """Return what a stage costs, in figures and written out; a share also as the amount it comes to."""
    if stage.amount_fen is not None:
        return amount_text(stage.amount_fen)
    if not stage.share or plan.total_fen is None:
        return ""
    return f"总额的{percent(stage.share)}，即{amount_text(share_fen(stage, plan.total_fen))}"


def share_fen(stage: Stage, total_fen: int) -> int:
    """Return the amount of a stage that is a share of a sum; half a fen is rounded up."""
    return int((Decimal(total_fen) * Decimal(stage.share) / 100).quantize(Decimal(1), "ROUND_HALF_UP"))


def stages_sum(plan: FeePlan) -> str:
    """Return what the stages come to in all, as a clause of a sentence; empty where it cannot be told."""
    amounts = [
        stage.amount_fen
        if stage.amount_fen is not None
        else share_fen(stage, plan.total_fen)
        if stage.share and plan.total_fen is not None
        else None
        for stage in plan.stages
    ]
    known = [amount for amount in amounts if amount is not None]
    return f"合计{amount_text(sum(known))}" if known and len(known) == len(amounts) else ""


def starts_text(day: date | None) -> str:
    """Return the first day of the license."""
    return chinese_day(day) if day is not None else EFFECT


def article_number(place: int) -> str:
    """Return the number of an article: 第二十四条."""
    return f"第{numeral(place)}条"
