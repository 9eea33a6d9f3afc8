"""The rules of stage payments (pay-later Art. 2(2), (3)): nodes, proof, amounts and shares, days to pay."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import Trigger
from ttoffice.licenses.fees import FeePlan, Stage
from ttoffice.licenses.law.facts import PlanFacts
from ttoffice.licenses.law.reading import MOST_DAYS, percent_of, period_of, stage_day
from ttoffice.licenses.law.unclear import unclear
from ttoffice.money import MAX_FEN, shown_yuan
from ttoffice.reasons import Reason

BASIS = "pay-later:2(2)"
DEFERRED = "pay-later:2"
MOST_STAGES = 100


def stage_reasons(plan: FeePlan, facts: PlanFacts) -> Iterator[Reason]:
    """Yield what is wrong or doubtful with the stages, one after the other, then with their sum."""
    if len(plan.stages) > MOST_STAGES:
        message = _("There are more than %(most)d stages; put some together.") % {"most": MOST_STAGES}
        yield Reason("plan.stages_many", message, BASIS, "plan.stages")
        return
    yield from _keys(plan)
    for place, stage in enumerate(plan.stages):
        yield from _node(stage, place)
        yield from _payment(stage, place)
        yield from _days(stage, place, facts)
    yield from _sum(plan)


def stage_name(stage: Stage, place: int) -> str:
    """Return what a stage is called in a message: its label, or its place."""
    return stage.label.strip() or _("stage %(place)d") % {"place": place + 1}


def _field(place: int, name: str) -> str:
    return f"plan.stages[{place}].{name}"


def _keys(plan: FeePlan) -> Iterator[Reason]:
    seen: set[str] = set()
    for place, stage in enumerate(plan.stages):
        name = {"stage": stage_name(stage, place)}
        if not stage.key.strip():
            message = _("%(stage)s has no key; give it a short one of its own, such as s1.")
            yield Reason("plan.stage_key", message % name, BASIS, _field(place, "key"))
        elif stage.key in seen:
            message = _("%(stage)s has the key of another stage; give it one of its own.")
            yield Reason("plan.stage_key_twice", message % name, BASIS, _field(place, "key"))
        seen.add(stage.key)
        if not stage.label.strip():
            text = _("Stage %(place)d has no name; say what it is called in the contract.")
            yield Reason("plan.stage_label", text % {"place": place + 1}, BASIS, _field(place, "label"))


def _node(stage: Stage, place: int) -> Iterator[Reason]:
    """A date node has its day or period and nothing of a milestone; a milestone node its kind and proof."""
    name = {"stage": stage_name(stage, place)}
    if stage.trigger is Trigger.DATE:
        yield from _date_node(stage, place)
        return
    if stage.on is not None or stage.after:
        message = _("%(stage)s is a milestone node, but a day is fixed for it too. Take it for one of both.")
        yield Reason("plan.stage_both_nodes", message % name, BASIS, _field(place, "on"))
    if stage.milestone is None:
        message = _("%(stage)s does not say which milestone makes it payable.")
        yield unclear("stage_milestone", message % name, _field(place, "milestone"))
    if not stage.proof.strip():
        message = _("%(stage)s does not say what proves that its milestone is reached.")
        yield unclear("stage_proof", message % name, _field(place, "proof"))
    if stage.planned_on is None:
        message = _("%(stage)s has no expected day: nothing will remind of it and no forecast count it.")
        yield Reason("plan.stage_planned", message % name, BASIS, _field(place, "planned_on"), warning=True)


def _date_node(stage: Stage, place: int) -> Iterator[Reason]:
    name = {"stage": stage_name(stage, place), "text": stage.after}
    if stage.milestone is not None:
        message = _("%(stage)s is a date node, but a milestone is named too. Take it for one of both.")
        yield Reason("plan.stage_both_nodes", message % name, BASIS, _field(place, "milestone"))
    if stage.on is None and not stage.after:
        message = _("%(stage)s has neither a day nor a period after the day of effect.")
        yield unclear("stage_day", message % name, _field(place, "on"))
    elif stage.on is not None and stage.after:
        message = _("%(stage)s has a day and a period; leave one of both.")
        yield unclear("stage_two_days", message % name, _field(place, "after"))
    elif stage.after and period_of(stage.after) is None:
        message = _("%(stage)s: %(text)s is no period; write 30d, 6m or 1y.")
        yield unclear("stage_period", message % name, _field(place, "after"))


def _payment(stage: Stage, place: int) -> Iterator[Reason]:
    """A stage is an amount or a share, and says how many days there are to pay it."""
    name = {"stage": stage_name(stage, place), "share": stage.share}
    if stage.amount_fen is None and not stage.share:
        message = _("%(stage)s has neither an amount nor a share of the sum.")
        yield unclear("stage_amount", message % name, _field(place, "amount_fen"))
    elif stage.amount_fen is not None and stage.share:
        message = _("%(stage)s has an amount and a share; leave one of both.")
        yield unclear("stage_amount_and_share", message % name, _field(place, "share"))
    elif stage.amount_fen is not None and not 0 < stage.amount_fen <= MAX_FEN:
        message = _("%(stage)s: the amount must be more than nothing, and no more than can be counted.")
        yield Reason("plan.stage_amount_value", message % name, BASIS, _field(place, "amount_fen"))
    elif stage.share and percent_of(stage.share) is None:
        message = _("%(stage)s: %(share)s is no share of more than 0 and at most 100 percent.")
        yield Reason("plan.stage_share", message % name, BASIS, _field(place, "share"))
    if stage.days_to_pay is None:
        message = _("%(stage)s does not say within how many days it is to be paid.")
        yield unclear("stage_days", message % name, _field(place, "days_to_pay"))
    elif not 0 <= stage.days_to_pay <= MOST_DAYS:
        message = _("%(stage)s: the days to pay must lie between 0 and %(most)d.")
        text = message % {**name, "most": MOST_DAYS}
        yield Reason("plan.stage_days_value", text, BASIS, _field(place, "days_to_pay"))


def _days(stage: Stage, place: int, facts: PlanFacts) -> Iterator[Reason]:
    """A node on the day of effect is no deferred payment; one after the end of the license is odd."""
    day = stage_day(stage, facts.effective_on, facts.calendar)
    if day is None:
        return
    field = _field(place, "on" if stage.trigger is Trigger.DATE else "planned_on")
    name = {"stage": stage_name(stage, place), "day": day.isoformat()}
    if stage.trigger is Trigger.DATE and day <= facts.effective_on:
        message = _(
            "%(stage)s falls due on %(day)s, not later than the contract takes effect:"
            " that is a threshold fee, not a deferred payment."
        )
        yield Reason("plan.stage_at_once", message % name, DEFERRED, field, warning=True)
    if facts.term_ends_on is not None and day > facts.term_ends_on:
        message = _("%(stage)s is expected on %(day)s, after the last day of the license (%(last)s).")
        text = message % {**name, "last": facts.term_ends_on.isoformat()}
        yield Reason("plan.stage_after_term", text, BASIS, field, warning=True)


def _sum(plan: FeePlan) -> Iterator[Reason]:
    """Shares need a sum and make up no more than all of it; amounts do not exceed it."""
    shares = [percent_of(stage.share) for stage in plan.stages if stage.share and stage.amount_fen is None]
    amounts = [stage.amount_fen for stage in plan.stages if stage.amount_fen is not None and not stage.share]
    if plan.total_fen is not None and not 0 < plan.total_fen <= MAX_FEN:
        message = _("The sum of the stages must be more than nothing, and no more than can be counted.")
        yield Reason("plan.total_value", message, BASIS, "plan.total_fen")
        return
    if shares and plan.total_fen is None:
        yield unclear(
            "total",
            _("Stages are shares of a sum, but the sum itself is not given."),
            "plan.total_fen",
        )
    if None in shares:
        return
    yield from _shares(sum((share for share in shares if share is not None), Decimal(0)), bool(amounts), plan)
    if plan.total_fen is not None:
        yield from _amounts(sum(amounts), shares, plan.total_fen)


def _shares(total: Decimal, with_amounts: bool, plan: FeePlan) -> Iterator[Reason]:
    if total > 100:
        message = _("The shares of the stages come to %(total)s percent, more than 100.")
        yield Reason("plan.shares_over", message % {"total": total}, BASIS, "plan.stages")
    elif 0 < total < 100 and not with_amounts and all(stage.share for stage in plan.stages):
        message = _(
            "The shares of the stages come to %(total)s percent; it is not said when the rest is paid."
        )
        yield unclear("shares_short", message % {"total": total}, "plan.stages")


def _amounts(amounts: int, shares: list[Decimal | None], total_fen: int) -> Iterator[Reason]:
    of_shares = total_fen * sum((share for share in shares if share is not None), Decimal(0)) / 100
    values = {"amounts": shown_yuan(amounts), "total": shown_yuan(total_fen)}
    if amounts > total_fen:
        message = _("The amounts of the stages come to %(amounts)s, more than their sum of %(total)s.")
        yield Reason("plan.amounts_over", message % values, BASIS, "plan.stages")
    elif amounts and amounts + of_shares > total_fen:
        message = _("Amounts and shares of the stages together come to more than their sum of %(total)s.")
        yield Reason("plan.stages_over", message % values, BASIS, "plan.stages")
    elif amounts and amounts + of_shares < total_fen:
        message = _("The stages do not come to their sum of %(total)s; it is not said when the rest is paid.")
        yield Reason("plan.stages_short", message % values, BASIS, "plan.total_fen", warning=True)
