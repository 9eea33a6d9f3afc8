from __future__ import annotations

from datetime import date

import pytest

from tests.agenda.offices import acquired, enter
from tests.findings.beginning import Case, case, prepared
from tests.licenses.acting import sign
from tests.offices import TODAY, open_at
from ttoffice.action import Office, perform
from ttoffice.agenda.today.behind import findings_at, licenses_at
from ttoffice.agenda.today.overview import Overview, overview_of
from ttoffice.agenda.today.plots import FIGURES, figure_of
from ttoffice.agenda.today.rows import rows_of
from ttoffice.agenda.today.telling import PARTS, lines_of, wan
from ttoffice.agenda.today.views import Today, today_of
from ttoffice.results.scan import Standing
from ttoffice.results.scanning import scan

__all__ = ["case", "prepared"]


def at_a_glance(office: Office, day: date | None = None) -> Today:
    with office.reader() as reader:
        return today_of(office, reader, day)


def overview(office: Office) -> Overview:
    with office.reader() as reader:
        return overview_of(office, reader)


def test_an_empty_office_says_of_each_part_that_there_is_nothing(office: Office) -> None:
    found = at_a_glance(office)
    assert [lines_of(found)[part] for part in PARTS] == [
        ("没有正在计算的程序期限。",),
        ("本季无应收款，无逾期。",),
        ("90 日内没有待列入清单的成果。",),
        ("2026-05-29 以来没有变动。",),
    ]
    assert all(not rows_of(found, part)[1] for part in PARTS)
    assert all(figure_of(overview(office), figure).empty for figure in FIGURES)


def test_clocks_of_findings_and_notices_run_as_their_deadlines_are_counted(case: Case) -> None:
    case.begun()
    perform(
        case.office,
        "deadline.start",
        {"subject": case.result, "matter": "price_publicity", "starts_on": "2026-05-27"},
    )
    found = at_a_glance(case.office)
    assert [(one.record, one.clock.matter) for one in found.clocks] == [
        (case.result, "price_publicity"),
        (case.number, "investigation"),
    ]
    assert found.clocks[0].text == f"{case.result} 公示第5/15日"
    told = lines_of(found)["clocks"]
    assert told[0].count("；") == 1
    assert told[-1] == f"{found.clocks[0].text}；另 1 项"


def test_the_clocks_of_a_past_day_are_those_that_ran_then(case: Case) -> None:
    case.begun()
    (clock,) = at_a_glance(case.office).clocks
    perform(case.office.on(date(2026, 6, 3)), "deadline.finish", {}, subject=clock.clock.deadline)
    later = case.office.on(date(2026, 6, 4))
    assert at_a_glance(later).clocks == ()
    assert at_a_glance(later, TODAY).clocks == (clock,)


def test_results_for_the_list_are_those_of_the_scan_that_are_not_listed(office: Office) -> None:
    for title, day in (
        ("甲", "2024-05-01"),
        ("乙", "2024-06-20"),
        ("丙", "2024-08-30"),
        ("丁", "2024-08-31"),
    ):
        enter(office, title, **acquired(day))
    listed = enter(office, "戊", **acquired("2024-06-10"))
    perform(office, "result.list", {}, subject=listed)
    found = at_a_glance(office).listing
    with office.reader() as reader:
        lines = [line for line in scan(reader, TODAY, 90) if not line.listed_since]
    assert [one.title for one in found.coming] == ["乙", "丙"]
    assert [one.number for one in found.coming] == [
        line.number for line in lines if line.decision.standing is Standing.UPCOMING
    ]
    assert found.overdue == sum(line.decision.standing is Standing.DUE for line in lines) == 1
    told = lines_of(at_a_glance(office))["listing"][0]
    assert told == "90 日内 2 项成果待列入清单，最近 2026-06-20（CG-2026-0002）；已到期未列入 1 项"


def test_only_what_is_overdue_for_the_list_is_told_where_nothing_is_coming(office: Office) -> None:
    enter(office, "甲", **acquired("2024-05-01"))
    assert lines_of(at_a_glance(office))["listing"] == ("已到期未列入清单的成果 1 项",)


def test_stages_are_counted_with_what_is_unpaid_and_lead_to_their_records(case: Case) -> None:
    case.opened()
    sign(case.office)
    found = overview(case.office)
    assert {one.code: one.count for one in found.findings if one.count} == {"received": 1}
    force = next(one for one in found.licenses if one.code == "in_force")
    with case.office.reader() as reader:
        assert force.count == len(licenses_at(reader, "in_force"))
        assert len(findings_at(reader, "received")) == 1
        assert force.open_fen == found.ageing.total_fen == 13_000_000
        assert reader.value("SELECT COUNT(*) FROM license") == sum(one.count for one in found.licenses)


@pytest.mark.parametrize(
    ("fen", "told"), [(0, "0.00"), (1, "<0.01"), (5_000, "0.01"), (2_080_000, "2.08"), (10**11, "100,000.00")]
)
def test_amounts_in_ten_thousand_yuan_never_say_nothing_of_something(fen: int, told: str) -> None:
    assert wan(fen) == told


def test_a_day_of_the_past_is_told_as_it_stood(office: Office) -> None:
    enter(office, "甲", **acquired("2024-05-01"))
    later = open_at(office.home.root, date(2026, 6, 10))
    perform(later, "result.list", {}, subject="CG-2026-0001")
    assert at_a_glance(later).listing.overdue == 0
    assert at_a_glance(later, TODAY).listing.overdue == 1
    assert at_a_glance(later, TODAY).changes.count == 1
