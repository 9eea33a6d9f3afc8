"""Fees beside the yardsticks of the open license: not binding here, but worth a word in the decision."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import RoyaltyBase
from ttoffice.licenses.fees import FeePlan
from ttoffice.licenses.law.facts import LicenseFacts, Limit
from ttoffice.licenses.law.reading import decimal_of
from ttoffice.money import plain, shown_yuan
from ttoffice.reasons import Reason

BASIS = "国家知识产权局 2024-07（转载，未核实）"


def yardstick_reasons(facts: LicenseFacts) -> Iterator[Reason]:
    """Yield which part of the fee is above its yardstick."""
    plan, limits = facts.terms.plan, facts.plan.limits
    fixed = fixed_fen(plan)
    if fixed > limits.fixed_fen.value:
        message = _(
            "Fixed fees come to %(fees)s, above the %(yardstick)s that is usual at most in an open license"
            " (%(source)s; not binding for this one)."
        )
        values = {
            "fees": shown_yuan(fixed),
            "yardstick": shown_yuan(int(limits.fixed_fen.value)),
            "source": limits.fixed_fen.source,
        }
        yield Reason("license.fee_fixed_high", message % values, BASIS, "plan.stages", warning=True)
    if plan.royalty is not None:
        yield from _royalty(plan.royalty.base, _highest(plan), facts)


def fixed_fen(plan: FeePlan) -> int:
    """Return the fixed fees of a plan: the threshold fee and the stages, shares by their sum, to the fen below."""
    stages = sum(
        (
            Decimal(stage.amount_fen)
            if stage.amount_fen is not None
            else (decimal_of(stage.share) or Decimal(0)) * (plan.total_fen or 0) / 100
        )
        for stage in plan.stages
    )
    return (plan.threshold_fen or 0) + int(stages)


def _highest(plan: FeePlan) -> Decimal:
    steps = plan.royalty.steps if plan.royalty is not None else ()
    return max((decimal_of(step.rate) or Decimal(0) for step in steps), default=Decimal(0))


def _royalty(base: RoyaltyBase | None, rate: Decimal, facts: LicenseFacts) -> Iterator[Reason]:
    limits = facts.plan.limits
    of_sales = base in (RoyaltyBase.SALES, RoyaltyBase.NET_SALES)
    limit: Limit | None = limits.sales_share if of_sales else None
    if base is RoyaltyBase.ADDED_PROFIT:
        limit = limits.profit_share
    if limit is None or Fraction(rate) / 100 <= limit.value:
        return
    message = (
        _(
            "The royalty of up to %(rate)s percent of sales is above the %(yardstick)s percent that is usual at most in"
            " an open license (%(source)s; not binding for this one)."
        )
        if of_sales
        else _(
            "The royalty of up to %(rate)s percent of profit is above the %(yardstick)s percent that is usual at most in"
            " an open license (%(source)s; not binding for this one)."
        )
    )
    share = limit.value * 100
    values = {
        "rate": plain(rate),
        "yardstick": plain(Decimal(share.numerator) / share.denominator),
        "source": limit.source,
    }
    yield Reason("license.fee_royalty_high", message % values, BASIS, "plan.royalty.steps", warning=True)
