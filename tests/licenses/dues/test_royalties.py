from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.licenses.acting import ROYALTY
from ttoffice.licenses.codes import RateKind, RoyaltyBase, SettlementPeriod
from ttoffice.licenses.dues.course import Course, Version
from ttoffice.licenses.dues.royalties import Charged, Reported, chain, mean_fen, parts
from ttoffice.licenses.dues.settlements import Settlement
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty
from ttoffice.licenses.terms import Terms

EFFECT = date(2026, 1, 1)


def course(royalty: Royalty, effective_on: date = EFFECT, **more: object) -> Course:
    return Course(Terms(plan=FeePlan(royalty=royalty)), effective_on=effective_on, **more)  # type: ignore[arg-type]


def charged(where: Course, *bases: int, units: bool = False) -> list[Charged]:
    """Return the royalties of the first periods of a course."""
    periods = list(where.settlements(date(2035, 1, 1)))
    reports = [
        Reported(period, quantity=base) if units else Reported(period, base)
        for period, base in zip(periods, bases, strict=False)
    ]
    return chain(where, reports)


def amounts(where: Course, *bases: int, units: bool = False) -> list[int]:
    return [item.amount_fen for item in charged(where, *bases, units=units)]


def test_a_fixed_rate_is_rounded_half_up_to_the_fen_once() -> None:
    half = replace(ROYALTY, steps=(RateStep(0, "0.5"),))
    assert amounts(course(half), 100, 300, 99) == [1, 2, 0]


def test_the_working_can_be_checked_line_by_line() -> None:
    (found,) = charged(course(ROYALTY), 120_500_050)
    assert found.working == (
        "2026年上半年（2026-01-01至2026-06-30）净销售额：1,205,000.50元。",
        "1,205,000.50元 × 3% = 36,150.015元。",
        "四舍五入到分：36,150.02元。",
        "本期提成：36,150.02元。",
    )


def test_a_rate_by_year_follows_the_anniversary_of_the_royalty() -> None:
    stepped = replace(ROYALTY, rate_kind=RateKind.BY_TIME, steps=(RateStep(1, "1"), RateStep(2, "2")))
    # From 2026-10-01: the year from 2027-10-01 on is the second, and 2028-H1 the first period that begins in it.
    assert amounts(course(stepped, date(2026, 10, 1)), *[100_00] * 5) == [100, 100, 100, 200, 200]


def test_a_rate_by_volume_holds_for_each_part_of_the_base() -> None:
    stepped = replace(
        ROYALTY,
        rate_kind=RateKind.BY_VOLUME,
        steps=(RateStep(0, "2"), RateStep(50_000_000, "3"), RateStep(100_000_000, "5")),
    )
    assert amounts(course(stepped), 50_000_000, 60_000_000, 120_000_000) == [
        1_000_000,
        1_000_000 + 300_000,
        1_000_000 + 1_500_000 + 1_000_000,
    ]
    assert "各部分合计：35,000.00元。" in charged(course(stepped), 0, 0, 120_000_000)[2].working


def test_a_quantity_pays_an_amount_a_unit() -> None:
    unit = replace(ROYALTY, base=RoyaltyBase.QUANTITY, steps=(RateStep(0, "250.5"),))
    (found,) = charged(course(unit), 3, units=True)
    assert found.amount_fen == 752
    assert "3件 × 2.505元/件 = 7.515元。" in found.working


@pytest.mark.parametrize(("first", "above"), [(1, 1000), (0, 1001)])
def test_units_are_counted_from_the_first_where_the_steps_are(first: int, above: int) -> None:
    steps = (RateStep(first, "10"), RateStep(1001, "5"))
    assert [(low, high) for low, high, _step in parts(steps, 2000, True)] == [(0, above), (above, 2000)]


def test_the_last_period_of_the_year_is_topped_up_to_the_minimum() -> None:
    least = replace(ROYALTY, minimum_fen=6_000_000)
    assert amounts(course(least), 100_000_000, 0, 200_000_000, 100_000_000) == [
        3_000_000,
        3_000_000,
        6_000_000,
        3_000_000,
    ]


def test_the_minimum_of_a_short_year_goes_by_its_days() -> None:
    least = replace(ROYALTY, minimum_fen=3_650_000)
    short = course(least, date(2026, 7, 1))
    (found,) = charged(short, 0)
    assert found.amount_fen == 1_840_000  # 184 of 365 days
    assert any("36,500.00元 × 184/365 = 18,400.00元" in line for line in found.working)


def test_a_license_that_ends_within_a_year_owes_the_minimum_of_its_days() -> None:
    least = replace(ROYALTY, minimum_fen=3_650_000)
    ended = course(least, ended_on=date(2026, 4, 10), ended=True, terminated=True)
    assert amounts(ended, 0) == [1_000_000]


def test_the_cap_ends_the_royalty_of_the_whole_license() -> None:
    capped = replace(ROYALTY, cap_fen=5_000_000)
    assert amounts(course(capped), 100_000_000, 100_000_000, 100_000_000) == [3_000_000, 2_000_000, 0]


def test_the_cap_goes_before_the_minimum() -> None:
    both = replace(ROYALTY, cap_fen=1_000_000, minimum_fen=6_000_000)
    assert amounts(course(both), 0, 0, 0) == [0, 1_000_000, 0]


def test_reports_are_taken_in_the_order_of_their_periods() -> None:
    capped = course(replace(ROYALTY, cap_fen=5_000_000))
    first, second = list(capped.settlements(date(2026, 12, 31)))[:2]
    found = chain(capped, [Reported(second, 100_000_000), Reported(first, 100_000_000)])
    assert [item.amount_fen for item in found] == [3_000_000, 2_000_000]


def test_a_period_goes_by_the_terms_that_hold_on_its_first_day() -> None:
    later = Terms(plan=FeePlan(royalty=replace(ROYALTY, steps=(RateStep(0, "4"),))))
    changed = course(ROYALTY, amended=(Version(date(2026, 7, 1), later),))
    assert amounts(changed, 10_000, 10_000) == [300, 400]
    within = course(ROYALTY, amended=(Version(date(2026, 9, 1), later),))
    assert amounts(within, 10_000, 10_000, 10_000) == [300, 300, 400]


def test_another_settlement_period_begins_on_the_day_of_the_amendment() -> None:
    later = Terms(plan=FeePlan(royalty=replace(ROYALTY, period=SettlementPeriod.QUARTER)))
    changed = course(ROYALTY, amended=(Version(date(2026, 9, 1), later),))
    assert [item.key for item in changed.settlements(date(2026, 12, 31))] == [
        "2026-H1",
        "2026-H2",
        "2026-Q3",
        "2026-Q4",
    ]
    assert [item.last for item in changed.settlements(date(2026, 12, 31))][1] == date(2026, 8, 31)


def test_a_royalty_from_the_first_sale_waits_for_it() -> None:
    waits = replace(ROYALTY, from_first_sale=True)
    assert list(course(waits).settlements(date(2030, 1, 1))) == []
    begun = course(waits, first_sale_on=date(2027, 5, 20))
    assert next(begun.settlements(date(2030, 1, 1))) == Settlement(
        "2027-H1", date(2027, 5, 20), date(2027, 6, 30)
    )


def test_the_mean_of_the_last_royalties_goes_by_days() -> None:
    short = Charged(Settlement("2026-01", date(2026, 1, 22), date(2026, 1, 31)), 1_000, ())
    long = Charged(Settlement("2026-02", date(2026, 2, 1), date(2026, 2, 28)), 2_800, ())
    march = Settlement("2026-03", date(2026, 3, 1), date(2026, 3, 31))
    assert mean_fen([short, long], march) == 3_100
    assert mean_fen([], march) is None
