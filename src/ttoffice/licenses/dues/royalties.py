"""Royalties of the settlement periods, to the fen, each with a working that a person can check line by line.

The periods of a license are one chain: a yearly minimum looks at the periods before it in the year, a cap at all
periods before it. So what is reported for one period can change what is owed for later ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ttoffice.i18n import chinese
from ttoffice.licenses.codes import BASE_LABELS, RateKind, RoyaltyBase
from ttoffice.licenses.dues.course import Course
from ttoffice.licenses.dues.exact import exact_words, half_up, percent, rate_words, yuan_words
from ttoffice.licenses.dues.settlements import Settlement, days_of_year
from ttoffice.licenses.fees import RateStep, Royalty


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported for a period: the base in fen, or a quantity."""

    settlement: Settlement
    base_fen: int = 0
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class Charged:
    """The royalty of a period in fen, and how it came about."""

    settlement: Settlement
    amount_fen: int
    working: tuple[str, ...]


def chain(course: Course, reported: Sequence[Reported]) -> list[Charged]:
    """Return the royalty of every reported period, in the order of the periods."""
    found: list[Charged] = []
    for report in sorted(reported, key=lambda item: (item.settlement.first, item.settlement.key)):
        found.append(_charged(course, report, found))
    return found


def _charged(course: Course, report: Reported, before: Sequence[Charged]) -> Charged:
    royalty = course.royalty_of(report.settlement)
    if royalty is None:
        return Charged(report.settlement, 0, ("本期首日的合同条款未约定提成，提成为0元。",))
    fen, lines = by_rate(royalty, report, course.royalty_year(report.settlement.first))
    working = list(lines)
    fen, more = _topped_up(course, royalty, report, fen, before)
    working += more
    fen, more = _capped(royalty, fen, before)
    return Charged(report.settlement, fen, (*working, *more, f"本期提成：{yuan_words(fen)}。"))


# --- rates ---------------------------------------------------------------------------------------------


def by_rate(royalty: Royalty, report: Reported, year: int) -> tuple[int, tuple[str, ...]]:
    """Return the royalty by the rate alone, rounded half up to the fen once, with its lines.

    Args:
        royalty: what is agreed.
        report: what was reported.
        year: the year of the royalty in which the period begins, the first being 1.
    """
    units = royalty.base is RoyaltyBase.QUANTITY
    amount = report.quantity if units else report.base_fen
    period = report.settlement
    label = chinese(BASE_LABELS[royalty.base]) if royalty.base else "提成基数"
    head = f"{period.words}（{period.first.isoformat()}至{period.last.isoformat()}）{label}：{_amount(amount, units)}。"
    if not royalty.steps:
        return 0, (head, "合同未约定提成比例，提成为0元。")
    if royalty.rate_kind is RateKind.BY_VOLUME:
        exact, lines = _by_volume(royalty.steps, amount, units)
    else:
        step = _step_of(royalty, year)
        exact = amount * _rate(step, units)
        note = f"第{year}个提成年度，" if royalty.rate_kind is RateKind.BY_TIME else ""
        lines = [f"{note}{_amount(amount, units)} × {_rate_words(step, units)} = {exact_words(exact)}。"]
    fen = half_up(exact)
    if exact != fen:
        lines.append(f"四舍五入到分：{yuan_words(fen)}。")
    return fen, (head, *lines)


def _step_of(royalty: Royalty, year: int) -> RateStep:
    """Return the step of a year; before the first step begins, the first one."""
    if royalty.rate_kind is RateKind.FIXED:
        return royalty.steps[0]
    begun = [step for step in royalty.steps if step.start <= year]
    return begun[-1] if begun else royalty.steps[0]


def _by_volume(steps: Sequence[RateStep], amount: int, units: bool) -> tuple[Fraction, list[str]]:
    """Return the sum over the parts of an amount, each part at its own rate, and a line a part."""
    total, lines = Fraction(0), []
    for low, high, step in parts(steps, amount, units):
        piece = (high - low) * _rate(step, units)
        total += piece
        reach = f"{_amount(low, units)}至{_amount(high, units)}部分"
        lines.append(
            f"{reach}：{_amount(high - low, units)} × {_rate_words(step, units)} = {exact_words(piece)}。"
        )
    if len(lines) > 1:
        lines.append(f"各部分合计：{exact_words(total)}。")
    return total, lines or ["本期无提成基数，提成为0元。"]


def parts(steps: Sequence[RateStep], amount: int, units: bool) -> Iterator[tuple[int, int, RateStep]]:
    """Yield the parts of an amount: above what, up to what, at which step.

    Units are counted from 1: a step from the 1,001st unit on holds for what is above 1,000. Where the first step
    is written from 0, the others are taken as the amount above which they hold.
    """
    shift = 1 if units and steps[0].start == 1 else 0
    edges = [0, *(max(0, step.start - shift) for step in steps[1:])]
    for place, step in enumerate(steps):
        low = edges[place]
        high = min(amount, edges[place + 1]) if place + 1 < len(steps) else amount
        if high > low:
            yield low, high, step


def _rate(step: RateStep, units: bool) -> Fraction:
    """Return fen a fen, or fen a unit."""
    return Fraction(step.rate) if units else percent(step.rate)


def _rate_words(step: RateStep, units: bool) -> str:
    return f"{exact_words(Fraction(step.rate))}/件" if units else rate_words(step.rate)


def _amount(amount: int, units: bool) -> str:
    return f"{amount:,}件" if units else yuan_words(amount)


# --- minimum and cap -----------------------------------------------------------------------------------


def minimum_of(course: Course, royalty: Royalty, year: int) -> tuple[int, str]:
    """Return the least royalty of a calendar year, by days where royalties run only for a part of it, and its line."""
    days = course.royalty_days(year)
    if royalty.minimum_fen is None or days is None:
        return 0, ""
    length, run = days_of_year(year), (days[1] - days[0]).days + 1
    if run == length:
        return royalty.minimum_fen, f"{year}年度最低提成：{yuan_words(royalty.minimum_fen)}"
    fen = half_up(Fraction(royalty.minimum_fen * run, length))
    return fen, (
        f"{year}年度最低提成按实际{run}日折算：{yuan_words(royalty.minimum_fen)} × {run}/{length}"
        f" = {yuan_words(fen)}"
    )


def _topped_up(
    course: Course, royalty: Royalty, report: Reported, fen: int, before: Sequence[Charged]
) -> tuple[int, list[str]]:
    """Return the royalty raised to the year's minimum, in the last period of a calendar year only."""
    year = report.settlement.last.year
    days = course.royalty_days(year)
    if royalty.minimum_fen is None or days is None or report.settlement.last < days[1]:
        return fen, []
    least, line = minimum_of(course, royalty, year)
    others = sum(item.amount_fen for item in before if item.settlement.last.year == year)
    missing = max(0, least - others - fen)
    told = f"{line}；本年度以前各期提成{yuan_words(others)}，本期{yuan_words(fen)}，"
    return fen + missing, [f"{told}补足{yuan_words(missing)}。" if missing else f"{told}已达到最低提成。"]


def _capped(royalty: Royalty, fen: int, before: Sequence[Charged]) -> tuple[int, list[str]]:
    """Return the royalty lowered to what the cap of the whole license leaves."""
    if royalty.cap_fen is None:
        return fen, []
    earlier = sum(item.amount_fen for item in before)
    left = max(0, royalty.cap_fen - earlier)
    if fen <= left:
        return fen, []
    told = f"提成封顶{yuan_words(royalty.cap_fen)}，以前各期提成{yuan_words(earlier)}，"
    return left, [f"{told}本期至多{yuan_words(left)}。"]


# --- what is to be expected ----------------------------------------------------------------------------

LAST_PERIODS = 4
"""So many royalties at the end of the chain are taken for the mean."""


def mean_fen(charged: Sequence[Charged], settlement: Settlement) -> int | None:
    """Return the royalty of a period by the daily mean of the last ones, half up to the fen; None where none is known."""
    last = charged[-LAST_PERIODS:]
    if not last:
        return None
    days = sum(_length(item.settlement) for item in last)
    return half_up(Fraction(sum(item.amount_fen for item in last) * _length(settlement), days))


def _length(settlement: Settlement) -> int:
    return (settlement.last - settlement.first).days + 1


def minimum_share(royalty: Royalty, settlement: Settlement) -> int:
    """Return the part of the yearly minimum that falls to a period by its days, half up to the fen."""
    return half_up(
        Fraction((royalty.minimum_fen or 0) * _length(settlement), days_of_year(settlement.first.year))
    )
