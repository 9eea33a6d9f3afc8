"""Fee plans for tests: the facts around them, one sound plan of each mode, and a strategy for sound ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from ttoffice.licenses.codes import MilestoneKind, RateKind, RoyaltyBase, SettlementPeriod, Trigger
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.law.facts import Limit, Limits, PlanFacts
from ttoffice.workdays.calendar import WorkCalendar

DAY = date(2026, 6, 1)
TERM_END = date(2031, 5, 31)
RIGHTS_END = date(2040, 3, 4)
LIMITS = Limits(
    threshold_fen=Limit(Fraction(5_000_000), "本单位设定"),
    late_rate=Limit(Fraction(1, 10), "本单位设定"),
    fixed_fen=Limit(Fraction(2_000_000_000), "转载，未核实"),
    sales_share=Limit(Fraction(20, 100), "转载，未核实"),
    profit_share=Limit(Fraction(40, 100), "转载，未核实"),
)
FACTS = PlanFacts(LIMITS, DAY, WorkCalendar(), RIGHTS_END, TERM_END)

DATE_NODE = Stage("s1", "合同生效满一年", Trigger.DATE, after="1y", amount_fen=10_000_000, days_to_pay=30)
MILESTONE_NODE = Stage(
    "s2",
    "中试通过",
    Trigger.MILESTONE,
    milestone=MilestoneKind.PILOT,
    planned_on=date(2027, 12, 31),
    proof="中试验收报告",
    amount_fen=20_000_000,
    days_to_pay=30,
)
ROYALTY = Royalty(
    base=RoyaltyBase.NET_SALES,
    base_note="扣除增值税、退货和运输费后的销售收入，以经审计的账目为准",
    steps=(RateStep(1, "3"),),
    period=SettlementPeriod.HALF_YEAR,
    report_days=30,
    payment_days=30,
    from_first_sale=True,
    ends_on=TERM_END,
)
STAGES_PLAN = FeePlan(threshold_fen=0, stages=(DATE_NODE, MILESTONE_NODE), late_rate="0.05")
ROYALTY_PLAN = FeePlan(threshold_fen=0, royalty=ROYALTY, late_rate="0.05")
BOTH_PLAN = FeePlan(
    threshold_fen=1_000_000,
    threshold_days=30,
    stages=(DATE_NODE, MILESTONE_NODE),
    royalty=ROYALTY,
    late_rate="0.05",
)

WORDS = st.text("甲乙丙合同节点报告<&[]{}%“”'\"\\", min_size=1, max_size=12).filter(str.strip)
DAYS = st.integers(0, 365)
AMOUNTS = st.integers(1, 10**9)
RATES = st.decimals("0.01", "100", places=2).map(str)
FIRST_YEARS = st.dates(DAY + timedelta(1), date(2030, 12, 31))


@st.composite
def nodes(draw: st.DrawFn, key: str) -> Stage:
    """A node without what is paid at it."""
    if draw(st.booleans()):
        on = draw(st.none() | FIRST_YEARS)
        after = "" if on else draw(st.sampled_from(["30d", "6m", "1y", "2年", "18个月"]))
        return Stage(key, draw(WORDS), Trigger.DATE, on=on, after=after, days_to_pay=draw(DAYS))
    return Stage(
        key,
        draw(WORDS),
        Trigger.MILESTONE,
        milestone=draw(st.sampled_from(MilestoneKind)),
        planned_on=draw(st.none() | FIRST_YEARS),
        proof=draw(WORDS),
        days_to_pay=draw(DAYS),
    )


@st.composite
def staged(draw: st.DrawFn) -> FeePlan:
    """A plan of stages: amounts, or shares of a sum that make up all of it."""
    count = draw(st.integers(1, 4))
    bare = [draw(nodes(f"s{place}")) for place in range(count)]
    if draw(st.booleans()):
        stages = tuple(_with(stage, amount_fen=draw(AMOUNTS)) for stage in bare)
        return FeePlan(stages=stages)
    cuts = sorted(draw(st.sets(st.integers(1, 99), min_size=count - 1, max_size=count - 1)))
    shares = [str(later - earlier) for earlier, later in zip([0, *cuts], [*cuts, 100], strict=True)]
    stages = tuple(_with(stage, share=share) for stage, share in zip(bare, shares, strict=True))
    return FeePlan(total_fen=draw(AMOUNTS), stages=stages)


def _with(stage: Stage, **values: object) -> Stage:
    return replace(stage, **values)  # type: ignore[arg-type]  # fields of a stage


@st.composite
def royalties(draw: st.DrawFn) -> Royalty:
    """A sound royalty of any base and rate."""
    kind = draw(st.sampled_from(RateKind))
    first = 0 if kind is RateKind.BY_VOLUME else draw(st.sampled_from([0, 1]))
    more = draw(st.lists(st.integers(2, 9), unique=True, max_size=3)) if kind is not RateKind.FIXED else []
    start = draw(st.sampled_from(["on", "after", "sale"]))
    cap = draw(st.none() | AMOUNTS)
    return Royalty(
        base=draw(st.sampled_from(RoyaltyBase)),
        base_note=draw(WORDS),
        rate_kind=kind,
        steps=tuple(RateStep(step, draw(RATES)) for step in (first, *sorted(more))),
        period=draw(st.sampled_from(SettlementPeriod)),
        report_days=draw(DAYS),
        payment_days=draw(DAYS),
        starts_on=draw(st.dates(DAY, date(2028, 1, 1))) if start == "on" else None,
        starts_after="6m" if start == "after" else "",
        from_first_sale=start == "sale",
        ends_on=draw(st.dates(date(2028, 1, 1), RIGHTS_END)),
        minimum_fen=draw(st.none() | st.integers(1, cap or 10**9)),
        cap_fen=cap,
    )


@st.composite
def sound_plans(draw: st.DrawFn) -> FeePlan:
    """A plan of one of the three modes of pay-later Art. 2, nothing in it wrong or left open."""
    mode = draw(st.sampled_from(["royalty", "stages", "stages_royalty"]))
    plan = FeePlan() if mode == "royalty" else draw(staged())
    return replace(
        plan,
        threshold_fen=draw(st.integers(0, 10**8)),
        threshold_days=draw(DAYS),
        royalty=None if mode == "stages" else draw(royalties()),
        late_rate=draw(st.sampled_from(["", "0.05", "0.1", "1"])),
        grace_days=draw(DAYS),
    )
