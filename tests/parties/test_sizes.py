from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.errors import ProfileError
from ttoffice.parties.enterprises import EnterpriseRecord, EntityKind, Figures, Industry
from ttoffice.parties.size_standards import SHIPPED, copy_into, parse, shipped, standards
from ttoffice.parties.sizes import (
    ORDER,
    SizeClass,
    Why,
    classify,
    figures_in_chinese,
    size_on,
    standard_on,
    values_of,
)

DAY = date(2026, 6, 1)
WAN = 1_000_000
(STANDARD,) = shipped()
TEXT = next(SHIPPED.glob("*.toml")).read_text(encoding="utf-8")


def enterprise(industry: Industry | None = Industry.INDUSTRY, *figures: Figures) -> EnterpriseRecord:
    return EnterpriseRecord("甲公司", industry=industry, figures=figures)


def year(number: int, employees: int | None = None, revenue: int | None = None) -> Figures:
    return Figures(number, employees, None if revenue is None else revenue * WAN)


@pytest.mark.parametrize(
    ("industry", "values", "size"),
    [
        ("industry", {"employees": "1000", "revenue": "40000"}, "large"),
        ("industry", {"employees": "300", "revenue": "1999"}, "small"),
        ("software", {"employees": "100", "revenue": "999"}, "small"),
        ("farming", {"revenue": "499.9"}, "small"),
        ("leasing", {"employees": "150", "assets": "120000"}, "medium"),
        ("wholesale", {"employees": "5", "revenue": "1000"}, "small"),
        ("unlisted", {"employees": "9"}, "micro"),
        ("construction", {"revenue": "80000", "assets": "79999.99"}, "medium"),
        ("industry", {"employees": "20", "revenue": "299.999999"}, "micro"),
    ],
)
def test_the_class_asks_for_every_floor(industry: str, values: dict[str, str], size: str) -> None:
    known: dict[str, Decimal | None] = {"employees": None, "revenue": None, "assets": None}
    given_ = known | {name: Decimal(value) for name, value in values.items()}
    assert classify(STANDARD.rows[Industry(industry)], given_) == (SizeClass(size), SizeClass(size))


def test_all_sixteen_rows_stand_and_their_floors_fall() -> None:
    assert set(STANDARD.rows) == set(Industry) - {Industry.ELSEWHERE}


amounts = st.none() | st.decimals(0, 300_000, places=2)


@given(st.sampled_from(sorted(STANDARD.rows)), amounts, amounts, amounts)
def test_knowing_more_never_raises_the_largest_class_possible(
    industry: Industry, employees: Decimal | None, revenue: Decimal | None, assets: Decimal | None
) -> None:
    row = STANDARD.rows[industry]
    values = {"employees": employees, "revenue": revenue, "assets": assets}
    size, at_most = classify(row, values)
    assert size in (None, at_most)
    for name in values:
        less_known, bound = classify(row, {**values, name: None})
        assert ORDER.index(bound) <= ORDER.index(at_most)
        assert less_known in (None, size)


def test_one_figure_below_the_floor_of_small_is_enough_for_micro() -> None:
    found = size_on(enterprise(Industry.INDUSTRY, year(2025, employees=19)), DAY)
    assert (found.size, found.decided_by) == (SizeClass.MICRO, ("employees",))


def test_a_missing_figure_leaves_the_class_open_but_says_what_it_is_at_most() -> None:
    found = size_on(enterprise(Industry.INDUSTRY, year(2025, employees=400)), DAY)
    assert (found.size, found.why, found.at_most) == (None, Why.FIGURE_MISSING, SizeClass.MEDIUM)
    assert found.missing == ("revenue",)
    assert found.small_or_medium is True
    large = size_on(enterprise(Industry.INDUSTRY, year(2025, employees=4000)), DAY)
    assert large.small_or_medium is None


def test_the_newest_figures_as_of_the_day_count() -> None:
    record = enterprise(
        Industry.INDUSTRY, year(2025, 10, 100), year(2024, 400, 3000), year(2023, 2000, 90_000)
    )
    assert size_on(record, DAY).size is SizeClass.MICRO
    assert size_on(record, date(2025, 12, 30)).size is SizeClass.MEDIUM
    assert size_on(record, date(2023, 12, 31)).size is SizeClass.LARGE
    assert size_on(record, date(2023, 12, 30)).why is Why.NO_FIGURES


def test_figures_declared_while_the_year_runs_count_from_their_declaration() -> None:
    running = Figures(2026, 500, 5000 * WAN, declared_on=date(2026, 5, 1))
    record = enterprise(Industry.INDUSTRY, year(2025, 10, 100), running)
    assert size_on(record, date(2026, 4, 30)).size is SizeClass.MICRO
    assert size_on(record, date(2026, 5, 1)).size is SizeClass.MEDIUM


def test_of_two_entries_for_one_year_the_later_holds() -> None:
    record = enterprise(Industry.INDUSTRY, year(2025, 10, 100), year(2025, 400, 3000))
    assert size_on(record, DAY).size is SizeClass.MEDIUM


@pytest.mark.parametrize("entity", [EntityKind.SOLE_TRADER, EntityKind.COOPERATIVE, EntityKind.OTHER])
def test_other_business_entities_have_no_class(entity: EntityKind) -> None:
    record = replace(enterprise(Industry.RETAIL, year(2025, 400, 30_000)), entity=entity)
    found = size_on(record, DAY)
    assert (found.size, found.why, found.small_or_medium) == (None, Why.OTHER_ENTITY, None)


def test_without_an_industry_or_outside_the_standard_no_class_is_made_up() -> None:
    assert size_on(enterprise(None, year(2025, 1, 1)), DAY).why is Why.NO_INDUSTRY
    assert size_on(enterprise(Industry.ELSEWHERE, year(2025, 1, 1)), DAY).why is Why.NOT_COVERED
    assert size_on(enterprise(Industry.RETAIL, year(2000, 1, 1)), date(2010, 1, 1)).why is Why.NO_STANDARD


def test_the_working_names_the_source_every_indicator_and_what_decided() -> None:
    found = size_on(enterprise(Industry.INDUSTRY, year(2025, 400, 1999)), DAY)
    told = "\n".join(found.working)
    for word in ("工信部联企业〔2011〕300号", "400", "1999", "2025"):
        assert word in told
    assert found.decided_by == ("revenue",)


def test_figures_are_stated_as_a_chinese_contract_does() -> None:
    figures = Figures(2025, 85, 1200 * WAN, 123_456_789)
    assert figures_in_chinese(figures) == "2025年度：从业人员85人，营业收入1200万元，资产总额1234567.89元"
    assert values_of(figures)["assets"] == Decimal("123.456789")


# --- editions ------------------------------------------------------------------------------------------


def test_a_newer_edition_in_the_offices_folder_holds_from_its_day(tmp_path: Path) -> None:
    newer = TEXT.replace("valid_from = 2011-06-18", "valid_from = 2026-05-01").replace(
        "20000, 500", "90000, 500"
    )
    (tmp_path / "new.toml").write_text(newer, encoding="utf-8")
    editions = standards(tmp_path)
    assert standard_on(editions, date(2026, 4, 30)) is STANDARD
    record = EnterpriseRecord("甲", industry=Industry.FARMING, figures=(year(2025, None, 30_000),))
    assert size_on(record, date(2026, 4, 30), editions).size is SizeClass.LARGE
    assert size_on(record, date(2026, 5, 1), editions).size is SizeClass.MEDIUM


def test_the_shipped_edition_is_copied_once_and_the_copy_is_read(tmp_path: Path) -> None:
    (copy,) = copy_into(tmp_path / "standards")
    assert standard_on(standards(copy.parent), DAY) == STANDARD
    with pytest.raises(Exception, match="standards"):
        copy_into(copy.parent)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ('id = "2011"', "id = 2011", "id = 2011"),
        ('title = "', 'titel = "', "titel"),
        ("valid_from = 2011-06-18", 'valid_from = "2011"', 'valid_from = "2011"'),
        ('industry = "retail"', 'industry = "shops"', "shops"),
        ('industry = "retail"', 'industry = "wholesale"', 'industry = "wholesale"\nname = "零售业"'),
        ("revenue = [20000, 500, 50]", "revenue = [500, 20000, 50]", "[500, 20000"),
        ("revenue = [20000, 500, 50]", "", 'industry = "farming"'),
        ("revenue = [20000, 500, 50]", 'revenue = [20000, 500, "50"]', '"50"'),
        ('gb4754 = "F52"', "gb4754 = 52", "gb4754 = 52"),
        ('name = "零售业"', 'nome = "零售业"', "nome"),
        ("[[rows]]", "[[rows", "[[rows\n"),
    ],
)
def test_a_broken_edition_says_on_which_line(before: str, after: str, line: str) -> None:
    broken = TEXT.replace(before, after, 1)
    number = broken[: broken.index(line)].count("\n") + 1
    with pytest.raises(ProfileError) as raised:
        parse(broken, Path("x.toml"))
    assert f"x.toml, line {number}: " in str(raised.value) or f"第 {number} 行" in str(raised.value)
