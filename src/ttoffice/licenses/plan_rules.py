"""A fee plan in exactly the three modes of pay-later Art. 2: what fits none is refused with the article.

What a registrar would refuse as unclear is refused here, before the contract is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ttoffice.i18n import gettext as _
from ttoffice.licenses.fees import FeePlan
from ttoffice.licenses.law.facts import PlanFacts
from ttoffice.licenses.law.reading import MOST_DAYS, decimal_of
from ttoffice.licenses.law.royalties import royalty_reasons
from ttoffice.licenses.law.stages import stage_reasons
from ttoffice.licenses.law.unclear import unclear
from ttoffice.money import MAX_FEN, plain, shown_yuan
from ttoffice.reasons import Reason
from ttoffice.results.codes import PaymentMode

BASIS = "pay-later:2"
PENALTY = "合同编通则解释 65"
DAMAGES = "民法典 585"


def plan_reasons(plan: FeePlan, facts: PlanFacts) -> Iterator[Reason]:
    """Yield every reason against a plan and every doubt, in the order of the contract."""
    yield from _threshold(plan, facts)
    yield from _mode(plan, facts)
    if plan.stages:
        yield from stage_reasons(plan, facts)
    if plan.royalty is not None:
        yield from royalty_reasons(plan.royalty, facts)
    yield from _lateness(plan, facts)


def _mode(plan: FeePlan, facts: PlanFacts) -> Iterator[Reason]:
    """A plan is one of the modes that the guideline names, and no other."""
    if plan.mode is None:
        message = _(
            "The plan has neither stages nor a royalty, so it is none of the three modes of paying later."
            " A threshold fee alone is no deferred payment."
        )
        yield Reason("plan.no_mode", message, BASIS, "plan")
    elif plan.mode not in facts.modes:
        message = _("The guideline in force has no mode of paying “%(mode)s”.")
        yield Reason("plan.other_mode", message % {"mode": PaymentMode(plan.mode).label}, BASIS, "plan")


def _threshold(plan: FeePlan, facts: PlanFacts) -> Iterator[Reason]:
    """A threshold fee is zero or low (pay-later Art. 2); how low, the unit's setting says."""
    field, fen, limit = "plan.threshold_fen", plan.threshold_fen, facts.limits.threshold_fen
    if fen is None:
        message = _("It is not said what the threshold fee is; write 0 for none.")
        yield Reason("plan.threshold", message, BASIS, field)
        return
    if not 0 <= fen <= MAX_FEN:
        message = _("The threshold fee must not be less than nothing, nor more than can be counted.")
        yield Reason("plan.threshold_value", message, BASIS, field)
        return
    if fen > limit.value:
        message = _(
            "The threshold fee of %(fee)s is more than the %(ceiling)s that the unit takes for low (%(source)s)."
        )
        values = {"fee": shown_yuan(fen), "ceiling": shown_yuan(int(limit.value)), "source": limit.source}
        yield Reason("plan.threshold_high", message % values, BASIS, field, warning=True)
    yield from _threshold_days(plan, fen)


def _threshold_days(plan: FeePlan, fen: int) -> Iterator[Reason]:
    field, days = "plan.threshold_days", plan.threshold_days
    if days is None:
        if fen:
            message = _("It is not said within how many days the threshold fee is paid.")
            yield unclear("threshold_days", message, field)
    elif not 0 <= days <= MOST_DAYS:
        message = _("The days to pay the threshold fee must lie between 0 and %(most)d.")
        yield Reason("plan.threshold_days_value", message % {"most": MOST_DAYS}, BASIS, field)


def _lateness(plan: FeePlan, facts: PlanFacts) -> Iterator[Reason]:
    """Late interest is agreed, is a number, and stays within what a court would leave standing."""
    if plan.late_rate:
        yield from _late_rate(plan.late_rate, facts)
    elif plan.mode is not None:
        message = _(
            "No late interest is agreed: who pays late owes what the unit can prove that it lost by it."
        )
        yield Reason("plan.late_rate_none", message, DAMAGES, "plan.late_rate", warning=True)
    if not 0 <= plan.grace_days <= MOST_DAYS:
        message = _("The days of grace must lie between 0 and %(most)d.") % {"most": MOST_DAYS}
        yield Reason("plan.grace_days", message, BASIS, "plan.grace_days")


def _late_rate(text: str, facts: PlanFacts) -> Iterator[Reason]:
    rate, limit = decimal_of(text), facts.limits.late_rate
    if rate is None or not 0 < rate <= 100:
        message = _("%(rate)s is no rate of late interest; write percent a day, such as 0.05.")
        yield Reason("plan.late_rate", message % {"rate": text}, DAMAGES, "plan.late_rate")
    elif Fraction(rate) > limit.value:
        message = _(
            "Late interest of %(rate)s percent a day is more than %(ceiling)s percent (%(source)s):"
            " a court lowers what is far above the loss, as a rule from three tenths above it."
        )
        values = {"rate": text, "ceiling": _shown(limit.value), "source": limit.source}
        yield Reason("plan.late_rate_high", message % values, PENALTY, "plan.late_rate", warning=True)


def _shown(value: Fraction) -> str:
    return plain(Decimal(value.numerator) / value.denominator)
