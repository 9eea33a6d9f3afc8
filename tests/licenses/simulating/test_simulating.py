from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttoffice.errors import InputFileError, UsageError
from ttoffice.licenses.codes import MilestoneKind, RateKind, RoyaltyBase, SettlementPeriod, Trigger
from ttoffice.licenses.dues.settlements import settlements
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.simulating.comparing import Asked, Named, compare, covered_from, exceeded_from
from ttoffice.licenses.simulating.deriving import Measure, derived
from ttoffice.licenses.simulating.forecast import Forecast, Running, falls_to, read_years
from ttoffice.licenses.simulating.reading_files import forecast_from
from ttoffice.licenses.simulating.running import Setting, present, simulate
from ttoffice.licenses.terms import Terms
from ttoffice.sheets.csv_write import write_csv
from ttoffice.sheets.xlsx_write import Column, Plain, Sheet, write_xlsx
from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.reading import shipped

CALENDAR = WorkCalendar(shipped())
START, END = date(2026, 1, 1), date(2030, 12, 31)
STAGES = (
    Stage("s1", "签约满一年", Trigger.DATE, on=date(2027, 3, 1), amount_fen=100_000, days_to_pay=0),
    Stage(
        "s2", "中试", Trigger.MILESTONE, milestone=MilestoneKind.PILOT, planned_on=date(2027, 12, 1),
        amount_fen=300_001, days_to_pay=10,
    ),
)  # fmt: skip
ROYALTY = Royalty(
    RoyaltyBase.NET_SALES, "", RateKind.FIXED, (RateStep(0, "3"),), SettlementPeriod.HALF_YEAR, 30, 30,
    starts_on=START, ends_on=END,
)  # fmt: skip
BOTH = FeePlan(50_000, 30, None, STAGES, ROYALTY)
FORECAST = Forecast({2026: 1_000_000, 2027: 20_000_001, 2028: 40_000_000})


def setting(plan: FeePlan = BOTH, **more: object) -> Setting:
    return replace(Setting(Terms(plan=plan, ends_on=END), START, START, CALENDAR), **more)  # type: ignore[arg-type]


# --- the forecast --------------------------------------------------------------------------------------


def test_a_forecast_is_written_as_people_write_it() -> None:
    assert read_years("2026=50万元,2027=200万元") == {2026: 50_000_000, 2027: 200_000_000}
    assert read_years("2026年:1,234,567.89元；2027=0") == {2026: 123_456_789, 2027: 0}
    assert read_years("2026=1000、2027=2,500件", money=False) == {2026: 1000, 2027: 2500}
    assert read_years("") == {}


@pytest.mark.parametrize(
    "text", ["2026", "2026=", "2026=多", "26=5", "2026=1,2026=2", "2026=1,2099=2", "2026=-5"]
)
def test_what_is_no_forecast_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_years(text)


@given(
    st.integers(0, 10**15),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from(SettlementPeriod),
)
def test_the_parts_of_a_year_are_together_the_year(
    amount: int, first: date, last: date, period: SettlementPeriod
) -> None:
    running = Running(first, max(first, last))
    of_year = running.of_year(2026)
    assert of_year is not None
    parts = [falls_to(amount, running, one) for one in settlements(period, *of_year)]
    assert sum(parts) == amount
    assert min(parts) >= 0


def test_what_comes_later_moves_by_twelfths_and_nothing_is_lost() -> None:
    moved = FORECAST.later(6).revenue
    assert moved == {
        2026: 500_000,
        2027: 500_000 + 10_000_000,
        2028: 10_000_001 + 20_000_000,
        2029: 20_000_000,
    }
    assert sum(FORECAST.later(17).revenue.values()) == sum(FORECAST.revenue.values())
    assert set(FORECAST.later(None).revenue.values()) == {0}


def test_a_forecast_is_read_from_a_table_with_the_unit_of_its_header(tmp_path: Path) -> None:
    book, table = tmp_path / "预测.xlsx", tmp_path / "预测.csv"
    rows: list[list[Plain]] = [[2026, 50, 1000], [2027, "200.5", 2500], ["合计", 250, 3500]]
    write_xlsx(book, [Sheet("预测", [Column("年份"), Column("收入（万元）"), Column("销量(件)")], rows)])
    write_csv(
        table,
        ["年度", "销售额(元)", "成本（万元）"],
        [["2026年", "500,000", "1"], ["2027年", "2005000元", ""]],
    )
    found = forecast_from(book)
    assert found.revenue == {2026: 50_000_000, 2027: 200_500_000}
    assert found.quantity == {2026: 1000, 2027: 2500}
    assert forecast_from(table).revenue == found.revenue
    assert forecast_from(table).costs == {2026: 1_000_000}
    write_csv(table, ["年份", "收入"], [["2026", "很多"]])
    with pytest.raises(InputFileError, match="很多"):
        forecast_from(table)
    write_csv(table, ["项目", "收入"], [["甲", "1"]])
    with pytest.raises(InputFileError):
        forecast_from(table)


# --- one plan ------------------------------------------------------------------------------------------


def test_cash_is_counted_to_the_fen_in_the_year_of_its_last_day() -> None:
    found = simulate(setting(), BOTH, FORECAST)
    # 3 % of each half-year: 2026-H2, 2027-H2 and 2028-H2 are reported and paid in the next year.
    halves = {
        year: (amount, 181 + (year == 2028), 365 + (year == 2028))
        for year, amount in FORECAST.revenue.items()
    }
    cash = {2026: 50_000, 2027: 400_001, 2028: 0, 2029: 0}
    for year, (amount, first, whole) in halves.items():
        early = round_half_up(Fraction(amount * first, whole))
        cash[year] += round_half_up(Fraction(early * 3, 100))
        cash[year + 1] += round_half_up(Fraction((amount - early) * 3, 100))
    assert dict(found.by_year) == cash
    assert found.total_fen == sum(cash.values())
    assert found.cumulated((2026, 2027, 2028, 2029))[-1] == found.total_fen
    assert all(one.working for one in found.payments)


def round_half_up(number: Fraction) -> int:
    return int(number + Fraction(1, 2))


def test_a_milestone_without_a_day_is_in_no_year_but_in_the_sum() -> None:
    open_ = replace(BOTH, stages=(STAGES[0], replace(STAGES[1], planned_on=None)))
    found = simulate(setting(open_), open_, FORECAST)
    assert (found.undated_fen, found.total_fen - sum(found.by_year.values())) == (300_001, 300_001)


def test_units_sold_are_counted_in_fen_a_unit() -> None:
    per_unit = replace(ROYALTY, base=RoyaltyBase.QUANTITY, steps=(RateStep(1, "150"),))
    plan = FeePlan(0, royalty=per_unit)
    found = simulate(setting(plan), plan, Forecast(quantity={2026: 1001}))
    assert found.total_fen == 150_150


def test_of_added_profit_the_margin_is_the_base() -> None:
    plan = FeePlan(0, royalty=replace(ROYALTY, base=RoyaltyBase.ADDED_PROFIT))
    forecast = Forecast({2026: 1_000_000}, margin=Fraction(1, 4))
    assert simulate(setting(plan), plan, forecast).total_fen == 7_500


def test_a_present_value_counts_the_first_year_whole() -> None:
    assert present({2026: 100, 2027: 105, 2028: 110_25}, Fraction(5, 100), 2026) == 100 + 100 + 10_000


# --- comparable plans ----------------------------------------------------------------------------------


@settings(max_examples=20)
@given(
    st.lists(st.integers(0, 10**11), min_size=1, max_size=4).filter(any),
    st.sampled_from(["royalty", "stages", "stages_royalty"]),
    st.integers(0, 10**7),
    st.booleans(),
)
def test_derived_plans_are_worth_the_same_as_the_one_agreed(
    revenue: list[int], mode: str, threshold: int, by_present: bool
) -> None:
    forecast = Forecast({2026 + place: fen for place, fen in enumerate(revenue)})
    own = replace(BOTH, threshold_fen=threshold)
    measure = Measure(setting(own, discount=Fraction(4, 100)), forecast, by_present)
    plan = derived(measure, own, mode)
    assert plan is not None
    assert plan.mode == mode
    assert plan.threshold_fen == threshold
    # A rate has six decimals of a percent; each payment is rounded to the fen once.
    allowed = Fraction(sum(revenue), 10**8) + 20
    assert abs(measure.worth(plan) - measure.worth(own)) <= allowed


def test_stages_alone_are_worth_the_same_to_the_fen() -> None:
    measure = Measure(setting(), FORECAST, present=False)
    plan = derived(measure, BOTH, "stages")
    assert plan is not None
    assert [stage.key for stage in plan.stages] == ["s1", "s2"]
    assert measure.worth(plan) == measure.worth(BOTH)
    royalty = FeePlan(0, royalty=ROYALTY)
    plan = derived(measure, royalty, "stages")
    assert plan is not None
    assert [stage.on for stage in plan.stages] == [date(year, 12, 31) for year in (2026, 2027, 2028)]
    assert measure.worth(plan) == measure.worth(royalty)


def test_without_revenue_there_is_no_comparable_royalty() -> None:
    asked = Asked(Forecast({2026: 0, 2027: 0}))
    own = Named("甲", "stages", "own", FeePlan(0, stages=STAGES))
    found = compare(setting(own.plan), own, asked)
    assert [column.named.origin for column in found.columns] == ["own"]
    assert found.without == ("royalty", "stages_royalty")


# --- the comparison ------------------------------------------------------------------------------------


def test_a_slipped_milestone_moves_cash_and_one_that_never_comes_loses_it() -> None:
    own = Named("甲", "stages_royalty", "own", BOTH)
    later = compare(setting(), own, Asked(FORECAST, slips={"s2": "6m"})).columns
    assert later[0].slipped is not None
    assert (later[0].slipped.moved_fen, later[0].slipped.lost_fen) == (300_001, 0)
    assert later[0].slipped.by_year[2027] == -300_001
    assert later[0].slipped.by_year[2028] == 300_001
    assert {column.named.mode: column.slipped is None for column in later} == {
        "stages_royalty": False, "royalty": True, "stages": False,
    }  # fmt: skip
    never = compare(setting(), own, Asked(FORECAST, slips={"s2": None})).columns[0].slipped
    assert never is not None
    assert (never.moved_fen, never.lost_fen) == (0, 300_001)
    whole = compare(setting(), own, Asked(FORECAST, slips={"s2": None}, with_revenue=True)).columns[1].slipped
    assert whole is not None
    assert whole.simulated.total_fen == 50_000


def test_low_and_high_revenue_change_royalties_only() -> None:
    own = Named("甲", "stages_royalty", "own", BOTH)
    column = compare(setting(), own, Asked(FORECAST, Fraction(1, 2), Fraction(2))).columns[0]
    royalty = column.base.total_fen - 450_001
    assert abs(column.low.total_fen - 450_001 - royalty / 2) <= 3
    assert abs(column.high.total_fen - 450_001 - royalty * 2) <= 6


def test_break_even_is_the_first_year_by_whose_end_it_is_covered() -> None:
    assert covered_from({2027: 100, 2028: 100}, {2026: 150}) == 2028
    assert covered_from({2026: 100}, {2026: 100}) == 2026
    assert covered_from({2026: 100}, {}) is None
    assert covered_from({2026: 100}, {2026: 50, 2027: 100}) == 2026
    assert covered_from({2026: 10}, {2026: 50}) is None
    assert exceeded_from({2026: 10, 2027: 10}, {2026: 10}) == 2027
    assert exceeded_from({}, {2026: 10}) is None
    assert exceeded_from({2026: 1}, {}) == 2026
