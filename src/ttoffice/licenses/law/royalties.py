"""The rules of a royalty (pay-later Art. 2(1), 民法典 846): base, rate, settlement, start, end, minimum and cap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import RateKind, RoyaltyBase
from ttoffice.licenses.fees import RateStep, Royalty
from ttoffice.licenses.law.facts import PlanFacts
from ttoffice.licenses.law.reading import MOST_DAYS, after, decimal_of, period_of
from ttoffice.licenses.law.unclear import unclear
from ttoffice.money import MAX_FEN
from ttoffice.reasons import Reason

BASIS = "pay-later:2(1)"
SHARE_OF_INCOME = "民法典 846"
MOST_STEPS = 100
TO_BE_DEFINED = (
    RoyaltyBase.NET_SALES,
    RoyaltyBase.ADDED_OUTPUT,
    RoyaltyBase.ADDED_PROFIT,
    RoyaltyBase.QUANTITY,
)
"""Bases whose name alone does not settle what is deducted, compared or counted."""


def royalty_reasons(royalty: Royalty, facts: PlanFacts) -> Iterator[Reason]:
    """Yield what is wrong or doubtful with a royalty, in the order in which a contract says it."""
    yield from _base(royalty)
    yield from _rate(royalty)
    yield from _settlement(royalty)
    yield from _start(royalty)
    yield from _end(royalty, facts)
    yield from _bounds(royalty, facts)


def _base(royalty: Royalty) -> Iterator[Reason]:
    if royalty.base is None:
        message = _("It is not said what the royalty is counted on.")
        yield unclear("royalty_base", message, "plan.royalty.base")
    elif royalty.base in TO_BE_DEFINED and not royalty.base_note.strip():
        message = _(
            "The base of the royalty is not defined: say what is deducted, compared or counted, and by which books."
        )
        yield Reason(
            "plan.royalty_base_note", message, SHARE_OF_INCOME, "plan.royalty.base_note", warning=True
        )


def _rate(royalty: Royalty) -> Iterator[Reason]:
    field = "plan.royalty.steps"
    if not royalty.steps:
        yield unclear("royalty_rate", _("The royalty has no rate."), field)
        return
    if len(royalty.steps) > MOST_STEPS:
        message = _("The royalty has more than %(most)d steps.") % {"most": MOST_STEPS}
        yield Reason("plan.royalty_steps_many", message, BASIS, field)
        return
    for place, step in enumerate(royalty.steps):
        if not _rate_is_one(step, royalty.base):
            message = (
                _("%(rate)s is no amount in fen a unit.")
                if royalty.base is RoyaltyBase.QUANTITY
                else _("%(rate)s is no rate of more than 0 and at most 100 percent.")
            )
            text = message % {"rate": step.rate}
            yield Reason("plan.royalty_rate_value", text, BASIS, f"{field}[{place}].rate")
    yield from _steps(royalty, field)


def _rate_is_one(step: RateStep, base: RoyaltyBase | None) -> bool:
    rate = decimal_of(step.rate)
    most = MAX_FEN if base is RoyaltyBase.QUANTITY else 100
    return rate is not None and 0 < rate <= most


def _steps(royalty: Royalty, field: str) -> Iterator[Reason]:
    """A fixed rate is one step; a table begins at the beginning and each step lies behind the one before.

    Years and units are counted from 1, amounts from 0; 0 is the beginning everywhere.
    """
    steps = royalty.steps
    if royalty.rate_kind is RateKind.FIXED:
        if len(steps) > 1:
            message = _("The rate is a fixed one, but has several steps; say by what it is stepped.")
            yield unclear("royalty_steps_fixed", message, "plan.royalty.rate_kind")
        return
    first = 1 if royalty.rate_kind is RateKind.BY_TIME else 0
    if steps[0].start not in (0, 1 if royalty.base is RoyaltyBase.QUANTITY else first):
        message = (
            _("The table of rates says nothing of the time before year %(start)d; let it begin in year 1.")
            if royalty.rate_kind is RateKind.BY_TIME
            else _("The table of rates says nothing of what lies below its first step; let it begin at 0.")
        )
        yield unclear("royalty_steps_gap", message % {"start": steps[0].start}, f"{field}[0].start")
    for place, (one, other) in enumerate(pairwise(steps), start=1):
        if other.start <= max(one.start, first):
            message = _("Step %(place)d of the rates does not begin behind the one before it.")
            yield unclear("royalty_steps_order", message % {"place": place + 1}, f"{field}[{place}].start")
        elif other.start > MAX_FEN:
            message = _("Step %(place)d of the rates begins beyond what can be counted.")
            text = message % {"place": place + 1}
            yield Reason("plan.royalty_steps_value", text, BASIS, f"{field}[{place}].start")


def _settlement(royalty: Royalty) -> Iterator[Reason]:
    if royalty.period is None:
        message = _("It is not said for which periods the royalty is settled.")
        yield unclear("royalty_period", message, "plan.royalty.period")
    days = (
        (
            "report",
            royalty.report_days,
            _("It is not said within how many days of a period's end its income is reported."),
        ),
        (
            "payment",
            royalty.payment_days,
            _("It is not said within how many days of the report's last day the royalty is paid."),
        ),
    )
    for name, value, missing in days:
        field = f"plan.royalty.{name}_days"
        if value is None:
            yield unclear(f"royalty_{name}", missing, field)
        elif not 0 <= value <= MOST_DAYS:
            message = _("Days to report and to pay must lie between 0 and %(most)d.") % {"most": MOST_DAYS}
            yield Reason(f"plan.royalty_{name}_value", message, BASIS, field)


def _start(royalty: Royalty) -> Iterator[Reason]:
    field = "plan.royalty.starts_on"
    said = [royalty.starts_on is not None, bool(royalty.starts_after), royalty.from_first_sale]
    if not any(said):
        message = _(
            "It is not said from when income counts: from a day, a period after the day of effect, or the first sale."
        )
        yield unclear("royalty_start", message, field)
    elif sum(said) > 1:
        message = _("More than one beginning of the royalty is given; leave one.")
        yield unclear("royalty_starts", message, field)
    elif royalty.starts_after and period_of(royalty.starts_after) is None:
        message = _("Royalty: %(text)s is no period; write 30d, 6m or 1y.") % {"text": royalty.starts_after}
        yield unclear("royalty_starts_after", message, "plan.royalty.starts_after")


def first_day(royalty: Royalty, facts: PlanFacts) -> date | None:
    """Return the first day whose income counts, or None where it is not known yet."""
    if royalty.starts_on is not None or royalty.from_first_sale:
        return royalty.starts_on
    return after(facts.effective_on, royalty.starts_after, facts.calendar) if royalty.starts_after else None


def _end(royalty: Royalty, facts: PlanFacts) -> Iterator[Reason]:
    """A royalty ends, not before it begins, and not after the licensed right (民法典 865)."""
    field, ends_on = "plan.royalty.ends_on", royalty.ends_on
    if ends_on is None:
        message = _("It is not said until when income counts; give the last day.")
        yield unclear("royalty_end", message, field)
        return
    begins = first_day(royalty, facts) or facts.effective_on
    values = {"day": ends_on.isoformat(), "first": begins.isoformat()}
    if ends_on < begins:
        message = _("The royalty ends on %(day)s, before it begins (%(first)s).")
        yield Reason("plan.royalty_order", message % values, BASIS, field)
    if facts.rights_end is not None and ends_on > facts.rights_end:
        message = _("The royalty runs until %(day)s, but what is licensed expires on %(last)s at the latest.")
        text = message % {**values, "last": facts.rights_end.isoformat()}
        yield Reason("plan.royalty_beyond_right", text, "民法典 865", field)
    if facts.term_ends_on is not None and ends_on > facts.term_ends_on:
        message = _("The royalty runs until %(day)s, but the license ends on %(last)s.")
        text = message % {**values, "last": facts.term_ends_on.isoformat()}
        yield Reason("plan.royalty_beyond_term", text, BASIS, field, warning=True)


def _bounds(royalty: Royalty, facts: PlanFacts) -> Iterator[Reason]:
    minimum, cap = royalty.minimum_fen, royalty.cap_fen
    for name, value in (("minimum", minimum), ("cap", cap)):
        if value is not None and not 0 < value <= MAX_FEN:
            message = _(
                "Least and most royalty must be more than nothing, and no more than can be counted; leave them empty for none."
            )
            yield Reason(f"plan.royalty_{name}_value", message, BASIS, f"plan.royalty.{name}_fen")
    if minimum is None or cap is None:
        return
    if minimum > cap:
        message = _("The least royalty of a year is more than the most of the whole license.")
        yield Reason("plan.royalty_minimum_over_cap", message, BASIS, "plan.royalty.minimum_fen")
    elif minimum * _whole_years(royalty, facts) > cap:
        message = _(
            "The least royalties of all years come to more than the most of the whole license; say which one holds."
        )
        yield Reason("plan.royalty_minimums_over_cap", message, BASIS, "plan.royalty.cap_fen", warning=True)


def _whole_years(royalty: Royalty, facts: PlanFacts) -> int:
    """Return for how many whole calendar years income counts, as far as its first and last day are known."""
    begins, ends = first_day(royalty, facts), royalty.ends_on
    if begins is None or ends is None:
        return 0
    first = begins.year + ((begins.month, begins.day) != (1, 1))
    last = ends.year - ((ends.month, ends.day) != (12, 31))
    return max(0, last - first + 1)
