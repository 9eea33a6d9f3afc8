from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.agenda.offices import of_kind, seen
from tests.licenses.acting import PLAN, act, milestone, sign
from tests.licenses.seeding import seed
from ttoffice.action import Office
from ttoffice.agenda.sources import MANY
from ttoffice.agenda.views import gather
from ttoffice.licenses.codes import Trigger
from ttoffice.licenses.fees import Stage

LATER = date(2026, 7, 20)


@pytest.fixture
def signed(office: Office) -> tuple[Office, str]:
    """An office in the summer of 2026 with a license of the third mode."""
    late = office.on(LATER)
    return late, sign(late)


def test_what_is_payable_stands_on_its_day_with_the_next_step(signed: tuple[Office, str]) -> None:
    office, number = signed
    overdue, coming = of_kind(office, "due")
    assert (overdue.day, overdue.subject, overdue.acted_on) == (
        date(2026, 1, 30),
        "YS-2026-0001",
        "YS-2026-0001",
    )
    assert overdue.command == f"ttoffice license receipt {number} --amount 30000.00"
    assert overdue.title == "云南某某科技有限公司 门槛费"
    assert (coming.day, coming.provisional) == (date(2026, 8, 14), False)
    act(office, "receipt.enter", license=number, amount="13万元")
    assert of_kind(office, "due") == []


def test_a_report_is_asked_for_until_it_came(signed: tuple[Office, str]) -> None:
    office, number = signed
    (item,) = of_kind(office, "report")
    assert (item.day, item.title) == (date(2026, 7, 30), "云南某某科技有限公司 2026年上半年提成")
    act(office, "statement.enter", license=number, period="2026-H1", base=0)
    assert of_kind(office, "report") == []


def test_a_milestone_stands_on_the_day_on_which_it_is_expected_now(signed: tuple[Office, str]) -> None:
    office, number = signed
    found, _record = milestone(office, number, "s2")
    assert of_kind(office, "milestone") == []
    act(office, "milestone.postpone", found, to="2026-08-01", reason="提前完成")
    (item,) = of_kind(office, "milestone")
    assert (item.day, item.acted_on) == (date(2026, 8, 1), found)


def test_the_limitation_period_is_hard_and_three_years_after_the_day_of_payment(
    signed: tuple[Office, str],
) -> None:
    office, _number = signed
    late = office.on(date(2029, 1, 15))
    (item,) = of_kind(late, "limitation")
    assert (item.day, item.hard, item.basis) == (date(2029, 1, 30), True, "民法典 188")


def test_a_written_demand_begins_the_limitation_period_anew(signed: tuple[Office, str]) -> None:
    office, number = signed
    asked: dict[str, Any] = {"license": number, "dues": ["YS-2026-0001"], "letter": False}
    act(office.on(date(2028, 12, 1)), "reminder.send", **asked, rung="after", channel="phone")
    assert [item.day for item in of_kind(office.on(date(2029, 1, 15)), "limitation")] == [date(2029, 1, 30)]
    act(office.on(date(2029, 1, 10)), "reminder.send", **asked, rung="demand", channel="express")
    assert of_kind(office.on(date(2029, 1, 15)), "limitation") == []
    days = [item.day for item in of_kind(office.on(date(2031, 12, 20)), "limitation")]
    assert days[-1] == date(2032, 1, 10)


def test_money_that_pays_nothing_waits_without_a_day(signed: tuple[Office, str]) -> None:
    office, number = signed
    found = act(office, "receipt.enter", license=number, amount="5万元", to="none")
    (item,) = of_kind(office, "credit")
    assert (item.day, item.subject) == (None, number)
    act(office, "receipt.allocate", found)
    assert of_kind(office, "credit") == []


def test_a_past_day_is_seen_as_it_was(signed: tuple[Office, str]) -> None:
    office, number = signed
    late = office.on(date(2026, 8, 20))
    act(late, "statement.enter", license=number, period="2026-H1", base="1万元")
    act(late, "receipt.enter", license=number, amount="3万元")
    assert [item.title[-3:] for item in of_kind(late, "due") if item.day == date(2026, 1, 30)] == []
    then = seen(late, LATER).keys()
    assert {"due:YS-2026-0001", "due:YS-2026-0002", "report:YS-2026-0004"} <= then


def test_who_looks_after_the_license_is_named_after_the_first_frame(signed: tuple[Office, str]) -> None:
    from ttoffice.licenses.shelves import LICENSES

    office, number = signed

    def name(ctx: object) -> None:
        found = LICENSES.load(ctx.db, number)  # type: ignore[attr-defined]
        assert found is not None
        LICENSES.write(ctx, found, replace(found.record, responsible="RY-2026-0001"))  # type: ignore[arg-type]

    seed(office, name)
    assert {item.person for item in of_kind(office, "due")} == {"RY-2026-0001"}
    with office.reader() as reader:
        first = gather(office, reader, quick=True).items
    assert {item.person for item in first if item.kind == "due"} == {""}


def test_many_overdue_sums_are_one_line(office: Office) -> None:
    stages = tuple(
        Stage(f"s{place}", f"第{place}期", Trigger.DATE, on=date(2026, 3, 1), amount_fen=100)
        for place in range(MANY + 1)
    )
    sign(office, replace(PLAN, threshold_fen=0, stages=stages, royalty=None))
    (item,) = of_kind(office, "due")
    assert (item.key, item.count, item.day) == ("due:backlog", MANY + 1, date(2026, 3, 1))
