"""The comparison: the license's own plan beside two others, low and high revenue, milestones that slip, break-even."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import Trigger
from ttoffice.licenses.dues.exact import half_up
from ttoffice.licenses.fees import FeePlan
from ttoffice.licenses.simulating.deriving import MODES, Measure, derived
from ttoffice.licenses.simulating.forecast import Forecast
from ttoffice.licenses.simulating.running import Payment, Setting, Simulated, Slips, simulate
from ttoffice.workdays.counting import read_period

MODE_LABELS = {
    "royalty": N_("royalty mode"),
    "stages": N_("stage mode"),
    "stages_royalty": N_("stages and royalty mode"),
}
MONTHS_A_YEAR = 12
DAYS_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Named:
    """A plan to compare: its label in the user's language, its mode, and where it comes from (`own`, `given`, `derived`)."""

    label: str
    mode: str
    origin: str
    plan: FeePlan


@dataclass(frozen=True, slots=True)
class Slipped:
    """What it means that milestones slip: cash that comes later, and cash that does not come.

    Attributes:
        moved_fen: sum of the payments that come on a later day.
        lost_fen: what is paid less in all, `gained_fen` what is paid more; `present_lost_fen` the loss of present value.
        by_year: the difference of cash by calendar year, negative for less.
    """

    simulated: Simulated
    moved_fen: int
    lost_fen: int
    gained_fen: int
    present_lost_fen: int
    by_year: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """One plan in the comparison.

    Attributes:
        licensor_year: first year by whose end the cash covers the costs, None where it never does or no costs are known.
        licensee_year: first year by whose end the licensee's margin exceeds the fees, None likewise.
        slipped: exposure to the milestones that slip, None where none is asked for or the plan has none of them.
    """

    named: Named
    base: Simulated
    low: Simulated
    high: Simulated
    licensor_year: int | None
    licensee_year: int | None
    slipped: Slipped | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Attributes:
        low, high: the revenue of the low and the high case as a part of the forecast.
        present: whether derived plans have the same present value; else the same sum.
        slips: milestones that come later or never; `with_revenue` whether the revenue comes as much later.
        others: plans that the user gives; those of the other modes are derived where there are none.
    """

    forecast: Forecast
    low: Fraction = Fraction(1, 2)
    high: Fraction = Fraction(3, 2)
    present: bool = False
    slips: Slips | None = None
    with_revenue: bool = False
    others: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it: the years in a row, and a column a plan, the license's own first; modes without a comparable plan."""

    setting: Setting
    asked: Asked
    years: tuple[int, ...]
    columns: tuple[Column, ...]
    without: tuple[str, ...]


def compare(setting: Setting, own: Named, asked: Asked) -> Comparison:
    """Return the license's own plan beside those given, or beside one of each other mode worth the same."""
    measure = Measure(setting, asked.forecast, asked.present)
    plans, without = [own, *asked.others], []
    if not asked.others:
        for mode in MODES:
            plan = derived(measure, own.plan, mode) if mode != own.mode else None
            if plan is not None:
                plans.append(Named(_(MODE_LABELS[mode]), mode, "derived", plan))
            elif mode != own.mode:
                without.append(mode)
    columns = tuple(_column(setting, named, asked) for named in plans)
    return Comparison(setting, asked, _years(asked.forecast, columns), columns, tuple(without))


def _years(forecast: Forecast, columns: Sequence[Column]) -> tuple[int, ...]:
    named = {*forecast.years, *forecast.costs}
    for column in columns:
        for one in (
            column.base,
            column.low,
            column.high,
            *([column.slipped.simulated] if column.slipped else []),
        ):
            named |= set(one.by_year)
    return tuple(range(min(named), max(named) + 1)) if named else ()


def _column(setting: Setting, named: Named, asked: Asked) -> Column:
    forecast = asked.forecast
    base = simulate(setting, named.plan, forecast)
    return Column(
        named,
        base,
        simulate(setting, named.plan, forecast.scaled(asked.low)),
        simulate(setting, named.plan, forecast.scaled(asked.high)),
        covered_from(base.by_year, forecast.costs),
        exceeded_from(margins(forecast), base.by_year),
        _slipped(setting, named.plan, base, asked),
    )


# --- break-even ----------------------------------------------------------------------------------------


def margins(forecast: Forecast) -> dict[int, int]:
    """Return the licensee's margin by year, half up to the fen; nothing where the margin is not known."""
    if forecast.margin is None:
        return {}
    return {year: half_up(fen * forecast.margin) for year, fen in forecast.revenue.items()}


def covered_from(cash: Mapping[int, int], costs: Mapping[int, int]) -> int | None:
    """Return the first year by whose end the cash received is no less than the costs, and costs have arisen."""
    spent = _sums(costs, cash)
    return next(
        (year for year, got in _sums(cash, costs).items() if spent[year] and got >= spent[year]), None
    )


def exceeded_from(margin: Mapping[int, int], fees: Mapping[int, int]) -> int | None:
    """Return the first year by whose end the margin is more than the fees paid."""
    paid = _sums(fees, margin)
    return next((year for year, earned in _sums(margin, fees).items() if earned > paid[year]), None)


def _sums(amounts: Mapping[int, int], others: Mapping[int, int]) -> dict[int, int]:
    """Return the sums up to the end of each year that either names."""
    years = sorted({*amounts, *others})
    return dict(zip(years, accumulate(amounts.get(year, 0) for year in years), strict=True))


# --- milestones that slip ------------------------------------------------------------------------------


def _slipped(setting: Setting, plan: FeePlan, base: Simulated, asked: Asked) -> Slipped | None:
    slips = asked.slips or {}
    named = {stage.key for stage in plan.stages if stage.trigger is Trigger.MILESTONE} & set(slips)
    forecast = asked.forecast.later(_longest(slips)) if asked.with_revenue and slips else asked.forecast
    if not named and forecast is asked.forecast:
        return None
    found = simulate(setting, plan, forecast, slips)
    years = sorted({*base.by_year, *found.by_year})
    return Slipped(
        found,
        _moved(base.payments, found.payments),
        max(0, base.total_fen - found.total_fen),
        max(0, found.total_fen - base.total_fen),
        base.present_fen - found.present_fen,
        {year: found.by_year.get(year, 0) - base.by_year.get(year, 0) for year in years},
    )


def _moved(before: Sequence[Payment], after: Sequence[Payment]) -> int:
    """Return the sum of what is paid for the same thing on a later day."""
    days = {(one.kind, one.key): one.on for one in before}
    return sum(
        one.amount_fen
        for one in after
        if one.on is not None and (then := days.get((one.kind, one.key))) is not None and one.on > then
    )


def _longest(slips: Slips) -> int | None:
    """Return by how many months the revenue comes later: as the milestone that slips most; None for never."""
    found = 0
    for period in slips.values():
        if period is None:
            return None
        asked = read_period(period)
        months = {"m": asked.amount, "y": asked.amount * MONTHS_A_YEAR}.get(asked.unit)
        found = max(found, -(-asked.amount // DAYS_A_MONTH) if months is None else months)
    return found
