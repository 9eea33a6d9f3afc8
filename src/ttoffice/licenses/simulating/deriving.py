"""Plans that can fairly be compared with a license's own: one for each other mode, worth the same at the forecast.

The rule, said to the user as it is applied:

- The threshold fee and its days are the license's own in every plan.
- What is above the threshold fee is worth the same as in the license's own plan: the same sum, or the same present
  value, as asked for.
- Royalty: base, settlement period, days and first day as in the license's own royalty; where it has none, on net sales,
  settled yearly, reported within 30 days and paid within 30 more, from the day of effect. One fixed rate is found, without minimum
  and cap, cut to six decimals of a percent.
- Stages: the license's own nodes, their amounts in the same proportion; where it has none, one date node on the last
  day of every year of the forecast, all alike.
- Stages and royalty: half of it by stages, half by royalty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ttoffice.licenses.codes import RateKind, RoyaltyBase, SettlementPeriod, Trigger
from ttoffice.licenses.dues.exact import half_up
from ttoffice.licenses.dues.schedule import stage_fen
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.simulating.forecast import Forecast
from ttoffice.licenses.simulating.running import Setting, exact_present, simulate

MODES = ("royalty", "stages", "stages_royalty")
RATE_DECIMALS = 6
PROBE_RATE = "100"
PROBE_FEN = 10**8
DAYS = 30


@dataclass(frozen=True, slots=True)
class Measure:
    """What is the same in plans that are compared: the sum of all payments, or their present value."""

    setting: Setting
    forecast: Forecast
    present: bool

    def worth(self, plan: FeePlan) -> Fraction:
        """Return what a plan is worth, before rounding; what has no day counts at its sum."""
        found = simulate(self.setting, plan, self.forecast)
        if not self.present:
            return Fraction(found.total_fen)
        first = self.setting.effective_on.year
        return exact_present(found.by_year, self.setting.discount, first) + found.undated_fen


def derived(measure: Measure, own: FeePlan, mode: str) -> FeePlan | None:
    """Return the plan of another mode that is worth the same as a license's own, None where there can be none.

    There is none where nothing is paid beyond the threshold fee, or where no revenue falls into the royalty's time.
    """
    bare = FeePlan(own.threshold_fen or 0, own.threshold_days, late_rate=own.late_rate)
    above = measure.worth(own) - measure.worth(bare)
    if above <= 0:
        return None
    half = Fraction(1, 2) if mode == "stages_royalty" else Fraction(1)
    plan = bare
    if mode != "stages":
        royalty = _royalty(measure, own, bare, above * half)
        if royalty is None:
            return None
        plan = replace(plan, royalty=royalty)
    if mode != "royalty":
        stages = _stages(measure, own, bare, above * half)
        if not stages:
            return None
        plan = replace(plan, stages=stages)
    return plan


# --- royalty -------------------------------------------------------------------------------------------


def _royalty(measure: Measure, own: FeePlan, bare: FeePlan, target: Fraction) -> Royalty | None:
    """Return the royalty at the one rate that is worth the target: royalties grow with their rate."""
    shape = own.royalty or Royalty(
        RoyaltyBase.NET_SALES,
        period=SettlementPeriod.YEAR,
        report_days=DAYS,
        payment_days=DAYS,
        starts_on=measure.setting.running.first,
        ends_on=measure.setting.terms.ends_on,
    )
    probe = replace(
        shape, rate_kind=RateKind.FIXED, steps=(RateStep(0, PROBE_RATE),), minimum_fen=None, cap_fen=None
    )
    worth = measure.worth(replace(bare, royalty=probe)) - measure.worth(bare)
    if worth <= 0:
        return None
    rate = target / worth * Fraction(PROBE_RATE)
    return replace(probe, steps=(RateStep(0, _decimal(rate)),))


def _decimal(rate: Fraction) -> str:
    """Return a rate as a decimal string, rounded half up to six decimals, without needless zeros."""
    text = format(Decimal(half_up(rate * 10**RATE_DECIMALS)) / 10**RATE_DECIMALS, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- stages --------------------------------------------------------------------------------------------


def _stages(measure: Measure, own: FeePlan, bare: FeePlan, target: Fraction) -> tuple[Stage, ...]:
    """Return the stages that are worth the target: their amounts grow in proportion."""
    shape = own.stages or _year_ends(measure)
    weights = [stage_fen(own, stage)[0] if own.stages else 1 for stage in shape]
    if not sum(weights):
        return ()
    probe = _with_amounts(shape, weights, Fraction(PROBE_FEN))
    worth = measure.worth(replace(bare, stages=probe)) - measure.worth(bare)
    return _with_amounts(shape, weights, PROBE_FEN * target / worth) if worth > 0 else ()


def _year_ends(measure: Measure) -> tuple[Stage, ...]:
    """Return a date node on the last day of every year of the forecast in which the license runs."""
    running = measure.setting.running
    return tuple(
        Stage(f"y{year}", f"{year}年末", Trigger.DATE, on=days[1], days_to_pay=0)
        for year in measure.forecast.years
        if (days := running.of_year(year)) is not None
    )


def _with_amounts(shape: Sequence[Stage], weights: Sequence[int], total: Fraction) -> tuple[Stage, ...]:
    """Return stages with parts of a total; the rounding of each part is carried to the next, so that none is lost."""
    whole, found, before = sum(weights), [], 0
    passed = 0
    for stage, weight in zip(shape, weights, strict=True):
        passed += weight
        until = half_up(total * passed / whole)
        found.append(replace(stage, amount_fen=until - before, share=""))
        before = until
    return tuple(found)


def assumed_first_sale(forecast: Forecast, effective_on: date) -> date:
    """Return the day on which the first sale is assumed: the first day of the first year with revenue in force."""
    years = [year for year, amount in {**forecast.quantity, **forecast.revenue}.items() if amount]
    return max(effective_on, date(min(years, default=effective_on.year), 1, 1))
