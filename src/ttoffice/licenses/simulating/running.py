"""One fee plan under one forecast: every payment with its day, cash by calendar year, totals and present value.

Present value: what is paid in the first year counts whole, what is paid n years later is divided by (1 + rate) to
the n; rounded half up to the fen once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from ttoffice.licenses.codes import DueKind, RoyaltyBase, Trigger
from ttoffice.licenses.dues.course import Course
from ttoffice.licenses.dues.exact import half_up
from ttoffice.licenses.dues.royalties import Reported, chain
from ttoffice.licenses.dues.schedule import Planned, planned
from ttoffice.licenses.dues.settlements import Settlement
from ttoffice.licenses.fees import FeePlan, Stage
from ttoffice.licenses.simulating.forecast import Forecast, Running, falls_to
from ttoffice.licenses.terms import Terms
from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.counting import plain_day, read_period

Slips = Mapping[str, str | None]
"""By the key of a milestone stage how much later it comes, such as `6m`; None for never."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for every plan that is compared.

    Attributes:
        terms: the terms of the license; its plan is the one that others are compared with.
        effective_on: day of effect, agreed or assumed; `first_sale_on` likewise.
        discount: rate a year for present values.
    """

    terms: Terms
    effective_on: date
    first_sale_on: date | None
    calendar: WorkCalendar
    discount: Fraction = Fraction(0)

    @property
    def running(self) -> Running:
        """The days on which the license runs."""
        first = max(self.terms.starts_on or self.effective_on, self.effective_on)
        return Running(first, self.terms.ends_on)

    def course(self, plan: FeePlan) -> Course:
        """Return the course of the license with a fee plan."""
        return Course(
            replace(self.terms, plan=plan), effective_on=self.effective_on, first_sale_on=self.first_sale_on
        )


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment: for what, on which last day of payment (None where no day can be told), how much, and why."""

    kind: DueKind
    key: str
    title: str
    on: date | None
    amount_fen: int
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Simulated:
    """What a plan brings.

    Attributes:
        payments: by day; those without a day last.
        by_year: cash by calendar year, years without cash between the first and the last included.
        undated_fen: what has no day, because its milestone has none; part of `total_fen`.
        present_fen: the present value of what has a day.
    """

    plan: FeePlan
    payments: tuple[Payment, ...]
    by_year: Mapping[int, int]
    total_fen: int
    undated_fen: int
    present_fen: int

    def cumulated(self, years: tuple[int, ...]) -> list[int]:
        """Return the cash up to the end of each of some years in a row."""
        found, so_far = [], sum(fen for year, fen in self.by_year.items() if years and year < years[0])
        for year in years:
            so_far += self.by_year.get(year, 0)
            found.append(so_far)
        return found


def simulate(setting: Setting, plan: FeePlan, forecast: Forecast, slips: Slips | None = None) -> Simulated:
    """Return what a plan brings under a forecast, its milestones as planned or later as `slips` says."""
    slipped = replace(plan, stages=tuple(_slipped(plan.stages, slips or {})))
    found = sorted(_payments(setting, slipped, forecast), key=lambda one: (one.on or date.max, one.key))
    by_year = _by_year(found)
    first = min(by_year, default=setting.effective_on.year)
    return Simulated(
        slipped,
        tuple(found),
        by_year,
        sum(one.amount_fen for one in found),
        sum(one.amount_fen for one in found if one.on is None),
        present(by_year, setting.discount, min(first, setting.effective_on.year)),
    )


def present(by_year: Mapping[int, int], discount: Fraction, first: int) -> int:
    """Return the present value of cash by year at the beginning of the reckoning, half up to the fen."""
    return half_up(exact_present(by_year, discount, first))


def exact_present(by_year: Mapping[int, int], discount: Fraction, first: int) -> Fraction:
    """Return the present value before rounding."""
    return sum(
        (Fraction(fen) / (1 + discount) ** (year - first) for year, fen in by_year.items()), Fraction(0)
    )


def _slipped(stages: tuple[Stage, ...], slips: Slips) -> Iterator[Stage]:
    """Yield the stages with milestones as late as said; one that never comes is left out."""
    for stage in stages:
        if stage.key not in slips or stage.trigger is not Trigger.MILESTONE:
            yield stage
            continue
        period = slips[stage.key]
        if period is not None:
            moved = plain_day(stage.planned_on, read_period(period)) if stage.planned_on else None
            yield replace(stage, planned_on=moved)


def _payments(setting: Setting, plan: FeePlan, forecast: Forecast) -> Iterator[Payment]:
    course = setting.course(plan)
    years = forecast.years
    until = date(years[-1], 12, 31) if years else setting.effective_on
    royalties = []
    for one in planned(course, setting.calendar, until):
        if one.kind is DueKind.ROYALTY:
            royalties.append(one)
        else:
            yield Payment(
                one.kind, one.key, one.title, one.due_on or one.expected_on, _fixed(one), one.working
            )
    yield from _royalties(setting, course, royalties, forecast)


def _fixed(one: Planned) -> int:
    return one.amount_fen or one.expected_fen


def _royalties(
    setting: Setting, course: Course, periods: list[Planned], forecast: Forecast
) -> Iterator[Payment]:
    """Yield the royalty of each settlement period whose revenue is forecast."""
    reports = [_reported(setting, course, one, forecast) for one in periods]
    for one, charged in zip(periods, chain(course, reports), strict=True):
        if charged.amount_fen:
            yield Payment(
                one.kind, one.key, one.title, one.due_on, charged.amount_fen, (*charged.working, *one.working)
            )


def _reported(setting: Setting, course: Course, one: Planned, forecast: Forecast) -> Reported:
    assert one.period_from is not None
    assert one.period_until is not None
    settlement = Settlement(one.key, one.period_from, one.period_until)
    royalty = course.royalty_of(settlement)
    year, running = settlement.first.year, setting.running
    if royalty is not None and royalty.base is RoyaltyBase.QUANTITY:
        return Reported(settlement, quantity=falls_to(forecast.quantity.get(year, 0), running, settlement))
    base = base_of(royalty.base if royalty else None, forecast).get(year, 0)
    return Reported(settlement, base_fen=falls_to(base, running, settlement))


def base_of(base: RoyaltyBase | None, forecast: Forecast) -> Mapping[int, int]:
    """Return the royalty base by year: of added profit the margin on the revenue where it is known, else the revenue."""
    if base is RoyaltyBase.ADDED_PROFIT and forecast.margin is not None:
        margin = forecast.margin
        return {year: half_up(fen * margin) for year, fen in forecast.revenue.items()}
    return forecast.revenue


def _by_year(payments: list[Payment]) -> dict[int, int]:
    dated = [(one.on.year, one.amount_fen) for one in payments if one.on is not None]
    if not dated:
        return {}
    years = [year for year, _fen in dated]
    found = dict.fromkeys(range(min(years), max(years) + 1), 0)
    for year, fen in dated:
        found[year] += fen
    return found
