from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.deadlines.acting import YEAR_2027
from tests.licenses.acting import (
    PLAN,
    ROYALTY,
    act,
    amend,
    due_number,
    dues,
    end,
    first_sale,
    free,
    milestone,
    refused,
    sign,
    warnings,
)
from tests.offices import problems
from ttoffice.action import Office
from ttoffice.licenses.codes import LicenseState
from ttoffice.licenses.fees import RateStep

LATER = date(2026, 11, 26)


@pytest.fixture
def signed(office: Office) -> tuple[Office, str]:
    """An office late in 2026 with a license of the third mode."""
    late = office.on(LATER)
    return late, sign(late)


def states(office: Office, number: str) -> dict[str, str]:
    return {key: due.state.value for (_kind, key), due in dues(office, number).items()}


def test_signing_writes_every_due_and_milestone_and_again_changes_nothing(signed: tuple[Office, str]) -> None:
    office, number = signed
    assert states(office, number) == {
        "threshold": "open",
        "s1": "open",
        "s2": "expected",
        **dict.fromkeys(("2026-H1", "2026-H2", "2027-H1", "2027-H2", "2028-H1", "2028-H2"), "expected"),
    }
    before = dues(office, number)
    act(office, "due.plan", number)
    assert dues(office, number) == before
    with office.reader() as reader:
        assert reader.value("SELECT MAX(version) FROM due") == 1


# --- milestones ----------------------------------------------------------------------------------------


def test_a_reached_milestone_makes_its_stage_payable(signed: tuple[Office, str]) -> None:
    office, number = signed
    found, _record = milestone(office, number, "s2")
    assert warnings(office, "milestone.reach", found, on="2026-11-20") == {"milestone.no_proof"}
    due = dues(office, number)["stage", "s2"]
    assert (due.state.value, due.amount_fen, due.expected_fen) == ("open", 15_000_000, 0)
    assert (due.node_on, due.due_on) == (date(2026, 11, 20), date(2026, 12, 21))
    assert refused(office, "milestone.reach", found) == {"milestone.not_pending"}


def test_a_postponed_milestone_keeps_its_slip_and_is_expected_later(signed: tuple[Office, str]) -> None:
    office, number = signed
    found, _record = milestone(office, number, "s2")
    told = warnings(office, "milestone.postpone", found, to="2027-03-01", reason="设备迟到")
    assert told == {"milestone.beyond_contract"}
    _number, record = milestone(office, number, "s2")
    assert (record.planned_on, record.first_planned_on) == (date(2027, 3, 1), date(2026, 12, 31))
    assert [(slip.before, slip.after) for slip in record.slips] == [(date(2026, 12, 31), date(2027, 3, 1))]
    assert dues(office, number)["stage", "s2"].expected_on == date(2027, 3, 31)
    act(office, "due.plan", number)
    assert milestone(office, number, "s2")[1] == record


def test_a_failed_milestone_owes_nothing_until_that_is_taken_back(signed: tuple[Office, str]) -> None:
    office, number = signed
    found, _record = milestone(office, number, "s2")
    act(office, "milestone.fail", found, reason="中试未通过")
    assert states(office, number)["s2"] == "cancelled"
    act(office, "milestone.take_back", found, reason="复测通过，此前登记有误")
    assert states(office, number)["s2"] == "expected"


def test_what_was_paid_for_a_milestone_is_free_once_it_is_taken_back(signed: tuple[Office, str]) -> None:
    office, number = signed
    found, _record = milestone(office, number, "s2")
    act(office, "milestone.reach", found, on="2026-11-20")
    due = due_number(office, number, "stage", "s2")
    paid = act(office, "receipt.enter", license=number, amount="15万元", to=[{"due": due}])
    assert free(office, paid) == 0
    assert warnings(office, "milestone.take_back", found, reason="误登") == {"milestone.paid"}
    assert free(office, paid) == 15_000_000
    assert problems(office) == ()


def test_a_milestone_lies_between_effect_and_today(signed: tuple[Office, str]) -> None:
    office, number = signed
    found, _record = milestone(office, number, "s2")
    assert refused(office, "milestone.reach", found, on="2026-12-01") == {"milestone.future"}
    assert refused(office, "milestone.reach", found, on="2026-01-01") == {"milestone.before_effect"}
    assert refused(office, "milestone.reach", found, proof=["ZJ-2026-0009"]) == {"exhibit.unknown"}


# --- amendments and ends -------------------------------------------------------------------------------


def test_an_amended_amount_and_day_adjust_what_is_not_settled(signed: tuple[Office, str]) -> None:
    office, number = signed
    first = replace(PLAN.stages[0], amount_fen=8_000_000, days_to_pay=60)
    amend(office, number, replace(PLAN, stages=(first, PLAN.stages[1])), LATER)
    due = dues(office, number)["stage", "s1"]
    assert (due.amount_fen, due.due_on, due.state.value) == (8_000_000, date(2026, 9, 14), "open")


def test_an_amount_lowered_below_what_was_paid_frees_the_excess(signed: tuple[Office, str]) -> None:
    office, number = signed
    due = due_number(office, number, "stage", "s1")
    paid = act(office, "receipt.enter", license=number, amount="9万元", to=[{"due": due}])
    first = replace(PLAN.stages[0], amount_fen=8_000_000)
    amend(office, number, replace(PLAN, stages=(first, PLAN.stages[1])), LATER)
    after = dues(office, number)["stage", "s1"]
    assert (after.amount_fen, after.paid_fen, after.state.value) == (8_000_000, 8_000_000, "settled")
    assert free(office, paid) == 1_000_000
    assert problems(office) == ()


def test_a_dropped_stage_is_cancelled_and_what_was_paid_of_it_stays(signed: tuple[Office, str]) -> None:
    office, number = signed
    due = due_number(office, number, "stage", "s1")
    paid = act(office, "receipt.enter", license=number, amount="4万元", to=[{"due": due}])
    amend(office, number, replace(PLAN, stages=(PLAN.stages[1],)), LATER)
    after = dues(office, number)["stage", "s1"]
    assert (after.state.value, after.paid_fen, after.open_fen) == ("cancelled", 4_000_000, 0)
    assert free(office, paid) == 0


def test_a_new_contract_day_moves_a_milestone_and_is_kept_as_a_slip(signed: tuple[Office, str]) -> None:
    office, number = signed
    second = replace(PLAN.stages[1], planned_on=date(2027, 6, 30))
    amend(office, number, replace(PLAN, stages=(PLAN.stages[0], second)), LATER)
    _found, record = milestone(office, number, "s2")
    assert (record.planned_on, record.first_planned_on) == (date(2027, 6, 30), date(2027, 6, 30))
    assert record.slips[-1].reason == "补充协议变更"


def test_termination_cancels_what_is_to_come_and_leaves_what_is_due(signed: tuple[Office, str]) -> None:
    office, number = signed
    end(office, number, date(2026, 10, 31))
    found = states(office, number)
    assert (found["threshold"], found["s1"], found["s2"]) == ("open", "open", "cancelled")
    assert (found["2026-H1"], found["2026-H2"], found["2027-H1"]) == ("expected", "expected", "cancelled")
    assert dues(office, number)["royalty", "2026-H2"].period_until == date(2026, 10, 31)
    assert milestone(office, number, "s2")[1].state.value == "dropped"


def test_what_was_paid_ahead_for_a_node_is_free_once_termination_comes_first(
    signed: tuple[Office, str],
) -> None:
    office, number = signed
    due = due_number(office, number, "stage", "s1")
    asked: dict[str, Any] = {"license": number, "received_on": "2026-03-01", "to": [{"due": due}]}
    paid = act(office, "receipt.enter", amount="4万元", **asked)
    rest = act(office, "receipt.enter", amount="6万元", **asked)
    assert states(office, number)["s1"] == "settled"
    end(office, number, date(2026, 6, 30))
    assert states(office, number)["s1"] == "cancelled"
    assert (free(office, paid), free(office, rest)) == (4_000_000, 6_000_000)
    assert problems(office) == ()


def test_the_end_of_the_term_leaves_the_date_nodes(signed: tuple[Office, str]) -> None:
    office, number = signed
    end(office, number, date(2026, 3, 1), LicenseState.ENDED)
    assert states(office, number)["s1"] == "open"


def test_the_first_sale_begins_the_royalty(office: Office) -> None:
    late = office.on(LATER)
    number = sign(late, replace(PLAN, royalty=replace(ROYALTY, from_first_sale=True)))
    assert ("royalty", "2026-H2") not in dues(late, number)
    asked = refused(late, "statement.enter", license=number, period="2026-H1", base=1)
    assert asked == {"statement.no_first_sale"}
    first_sale(late, number, date(2026, 9, 10))
    assert dues(late, number)["royalty", "2026-H2"].period_from == date(2026, 9, 10)


def test_later_rates_are_those_of_the_amendment(signed: tuple[Office, str]) -> None:
    office, number = signed
    dearer = replace(ROYALTY, steps=(RateStep(0, "5"),))
    amend(office, number, replace(PLAN, royalty=dearer), date(2026, 7, 1))
    act(office, "statement.enter", license=number, period="2026-H1", base="100万元")
    assert dues(office, number)["royalty", "2026-H1"].amount_fen == 3_000_000
    late = office.on(date(2027, 1, 20))
    act(late, "statement.enter", license=number, period="2026-H2", base="100万元")
    assert dues(office, number)["royalty", "2026-H2"].amount_fen == 5_000_000


def test_a_loaded_calendar_counts_days_of_payment_anew(signed: tuple[Office, str]) -> None:
    office, number = signed
    before = dues(office, number)["royalty", "2026-H2"]
    assert (before.report_on, before.provisional) == (date(2027, 2, 1), True)
    act(office, "calendar.load_year", **{**YEAR_2027, "days": [*YEAR_2027["days"], _rest("2027-02-01")]})
    after = dues(office, number)["royalty", "2026-H2"]
    assert (after.report_on, after.provisional) == (date(2027, 2, 2), False)
    assert after.due_on == date(2027, 3, 4)


def _rest(day: str) -> dict[str, str]:
    return {"first": day, "name": "调休"}
