"""What a simulation rests on and what it found, as sentences and rows in the user's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import BASE_LABELS, RoyaltyBase
from ttoffice.licenses.dues.exact import percent as percent_of
from ttoffice.licenses.fees import FeePlan
from ttoffice.licenses.simulating.comparing import MODE_LABELS, Column, Comparison
from ttoffice.licenses.simulating.gathering import Prepared
from ttoffice.money import shown_yuan

DERIVED = N_(
    "The other plans are derived from the one agreed: the threshold fee is the same, and what is above it has the"
    " same %(measure)s at the forecast. A royalty takes over base, periods and days of the one agreed (without one:"
    " net sales, settled yearly, 30 days to report and 30 to pay), at one fixed rate without minimum and cap. Stages take over the nodes"
    " agreed in the same proportion (without any: equal parts on the last day of each year of the forecast). Stages"
    " and royalty carry half each."
)


def percent(part: Fraction) -> str:
    """Return a part of the whole as percent with at most two decimals."""
    number = Decimal(part.numerator * 100) / Decimal(part.denominator)
    text = format(number.quantize(Decimal("0.01"), ROUND_HALF_UP), "f")
    return f"{text.rstrip('0').rstrip('.')}%"


def assumptions(prepared: Prepared, found: Comparison) -> Iterator[str]:
    """Yield what the simulation rests on, a sentence each."""
    setting, forecast = found.setting, found.asked.forecast
    days = {"effect": setting.effective_on.isoformat()}
    if prepared.assumed_effect:
        yield _("The day of effect is assumed: %(effect)s.") % days
    royalties = [column.named.plan.royalty for column in found.columns if column.named.plan.royalty]
    if prepared.assumed_sale and any(one.from_first_sale for one in royalties) and setting.first_sale_on:
        yield _("The day of the first sale is assumed: %(day)s.") % {"day": setting.first_sale_on.isoformat()}
    if royalties:
        yield _(
            "What is forecast for a year is spread evenly over its days on which the license runs; each part is rounded"
            " half up to the fen. Cash counts in the year of its last day of payment."
        )
    bases = {one.base for one in royalties}
    if RoyaltyBase.ADDED_PROFIT in bases and forecast.margin is None:
        yield _(
            "No margin is given, so the whole revenue is taken for the base %(base)s: the royalties are too high."
        ) % {"base": _(BASE_LABELS[RoyaltyBase.ADDED_PROFIT])}
    if RoyaltyBase.QUANTITY in bases and not forecast.quantity:
        yield _(
            "The royalty counts units sold, and no quantity is forecast: it comes to nothing (--quantity)."
        )
    if any(column.named.origin == "derived" for column in found.columns):
        measure = _("present value") if found.asked.present else _("sum of payments")
        yield _(DERIVED) % {"measure": measure}
        yield from _rest(found)
        yield from _beyond(prepared, found)
    if found.without:
        modes = listed(_(MODE_LABELS[mode]) for mode in found.without)
        yield _("No comparable plan can be derived for: %(modes)s.") % {"modes": modes}
    yield from _limits(found)


def _rest(found: Comparison) -> Iterator[str]:
    """Yield by how much rates of so many decimals miss what they should be worth."""
    own = found.columns[0].base
    for column in found.columns[1:]:
        base = column.base
        rest = base.present_fen - own.present_fen if found.asked.present else base.total_fen - own.total_fen
        if rest:
            yield _("%(plan)s: rounding leaves a difference of %(amount)s.") % {
                "plan": column.named.label,
                "amount": written(rest),
            }


def _beyond(prepared: Prepared, found: Comparison) -> Iterator[str]:
    """Yield which derived rate is above the unit's yardstick: such a plan is for comparison only."""
    for column in found.columns:
        royalty = column.named.plan.royalty
        if column.named.origin != "derived" or royalty is None or royalty.base is RoyaltyBase.QUANTITY:
            continue
        profit = royalty.base is RoyaltyBase.ADDED_PROFIT
        yardstick = prepared.profit_yardstick if profit else prepared.sales_yardstick
        if percent_of(royalty.steps[0].rate) > yardstick.fraction:
            yield _(
                "%(plan)s: a rate of %(rate)s%% is above the yardstick of %(yardstick)s (%(source)s); at this forecast"
                " royalties alone hardly carry what is agreed."
            ) % {
                "plan": column.named.label,
                "rate": royalty.steps[0].rate,
                "yardstick": yardstick.value,
                "source": yardstick.source,
            }


def _limits(found: Comparison) -> Iterator[str]:
    setting, forecast = found.setting, found.asked.forecast
    outside = [year for year in forecast.years if setting.running.of_year(year) is None]
    if outside:
        years = listed(map(str, outside))
        yield _("The license does not run in %(years)s; nothing of these years counts.") % {"years": years}
    for column in found.columns:
        if column.base.undated_fen:
            yield _(
                "%(plan)s: %(amount)s has no day, because the milestone has no expected day; it is in no year."
            ) % {
                "plan": column.named.label,
                "amount": shown_yuan(column.base.undated_fen),
            }
    if setting.discount:
        yield _("Present value: %(rate)s a year, the first year counts whole.") % {
            "rate": percent(setting.discount)
        }
    if found.asked.slips:
        more = (
            _("the revenue comes as much later")
            if found.asked.with_revenue
            else _("the revenue stays as forecast")
        )
        yield _("Slipping: %(slips)s; %(more)s.") % {
            "slips": listed(f"{key} {period or _('never')}" for key, period in found.asked.slips.items()),
            "more": more,
        }


# --- tables --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the summary: what it says, and for each plan a fen amount, a text, or None for nothing."""

    label: str
    values: tuple[int | str | None, ...]


def tables(found: Comparison) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the tables of a simulation with their titles; those that have rows."""
    for title, rows in (
        (_("Cash by year"), by_year(found)),
        (_("Cumulated"), cumulated(found)),
        (_("Difference if the milestone slips"), differences(found)),
        (_("Compared"), summary(found)),
    ):
        if rows:
            yield title, rows


def plan_words(plan: FeePlan) -> str:
    """Return the heart of a plan in one phrase: threshold fee, stages, rates."""
    parts = [_("threshold fee %(amount)s") % {"amount": shown_yuan(plan.threshold_fen or 0)}]
    if plan.stages:
        parts.append(_("%(count)d stages") % {"count": len(plan.stages)})
    if plan.royalty and plan.royalty.steps:
        unit = _("fen a unit") if plan.royalty.base is RoyaltyBase.QUANTITY else "%"
        rates = " / ".join(f"{step.rate}{unit}" for step in plan.royalty.steps)
        parts.append(_("royalty %(rates)s") % {"rates": rates})
    return _("; ").join(parts)


def summary(found: Comparison) -> list[Entry]:
    """Return what is compared beside the years, a row each."""
    columns, asked = found.columns, found.asked
    rows = [
        Entry(_("Mode"), tuple(_(MODE_LABELS[column.named.mode]) for column in columns)),
        Entry(_("Plan"), tuple(plan_words(column.named.plan) for column in columns)),
        Entry(_("Sum"), tuple(column.base.total_fen for column in columns)),
        Entry(
            _("Revenue at %(part)s") % {"part": percent(asked.low)}, tuple(c.low.total_fen for c in columns)
        ),
        Entry(
            _("Revenue at %(part)s") % {"part": percent(asked.high)}, tuple(c.high.total_fen for c in columns)
        ),
    ]
    if found.setting.discount:
        rows.append(Entry(_("Present value"), tuple(column.base.present_fen for column in columns)))
    if asked.forecast.costs:
        rows.append(
            Entry(_("The unit's costs are covered by"), tuple(_year(c.licensor_year) for c in columns))
        )
    if asked.forecast.margin is not None:
        rows.append(
            Entry(
                _("The licensee's margin exceeds the fees by"), tuple(_year(c.licensee_year) for c in columns)
            )
        )
    if asked.slips:
        rows += _exposure(columns, found)
    return rows


def _year(year: int | None) -> str:
    return _("end of %(year)d") % {"year": year} if year is not None else _("not within the forecast")


def _exposure(columns: tuple[Column, ...], found: Comparison) -> list[Entry]:
    def of(name: str) -> tuple[int | str | None, ...]:
        return tuple(getattr(c.slipped, name) if c.slipped else None for c in columns)

    rows = [
        Entry(_("Milestone slips: paid later"), of("moved_fen")),
        Entry(_("Milestone slips: paid less"), of("lost_fen")),
    ]
    if any(c.slipped and c.slipped.gained_fen for c in columns):
        rows.append(Entry(_("Milestone slips: paid more"), of("gained_fen")))
    if found.setting.discount:
        rows.append(Entry(_("Milestone slips: present value lost"), of("present_lost_fen")))
    return rows


def by_year(found: Comparison) -> list[Entry]:
    """Return cash by year, a row a year."""
    return [
        Entry(str(year), tuple(column.base.by_year.get(year, 0) for column in found.columns))
        for year in found.years
    ]


def cumulated(found: Comparison) -> list[Entry]:
    """Return the cash up to the end of each year, a row a year."""
    sums = [column.base.cumulated(found.years) for column in found.columns]
    return [Entry(str(year), tuple(one[place] for one in sums)) for place, year in enumerate(found.years)]


def differences(found: Comparison) -> list[Entry]:
    """Return the difference of cash that slipping milestones make, a row a year; none where nothing slips."""
    if not any(column.slipped for column in found.columns):
        return []
    return [
        Entry(
            str(year),
            tuple(
                column.slipped.by_year.get(year, 0) if column.slipped else None for column in found.columns
            ),
        )
        for year in found.years
    ]


def written(value: int | str | None) -> str:
    """Return a value of a row as people read it."""
    if value is None:
        return "-"
    if isinstance(value, str):
        return value
    return shown_yuan(value) if value >= 0 else f"-{shown_yuan(-value)}"
