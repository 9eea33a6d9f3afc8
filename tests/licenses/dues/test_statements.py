from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.licenses.acting import (
    PLAN,
    ROYALTY,
    act,
    due_number,
    dues,
    free,
    refused,
    sign,
    statement,
    warnings,
)
from tests.offices import problems
from ttoffice.action import Office, check
from ttoffice.licenses.codes import RoyaltyBase
from ttoffice.licenses.dues.claims import claim_on
from ttoffice.licenses.dues.reading import load_due
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty

LATER = date(2027, 8, 20)


def royalty_license(office: Office, royalty: Royalty) -> tuple[Office, str]:
    late = office.on(LATER)
    return late, sign(late, FeePlan(threshold_fen=0, royalty=royalty, late_rate="0.05"))


@pytest.fixture
def signed(office: Office) -> tuple[Office, str]:
    """An office in the summer of 2027 with a license that owes a royalty of 3 %."""
    return royalty_license(office, ROYALTY)


def enter(office: Office, number: str, period: str, base: str | int, on: str = "2027-08-01") -> str:
    return str(act(office, "statement.enter", license=number, period=period, base=base, received_on=on))


def test_a_statement_computes_the_royalty_and_opens_its_due(signed: tuple[Office, str]) -> None:
    office, number = signed
    found = enter(office, number, "2026年上半年", "120万元", "2026-07-20")
    due = dues(office, number)["royalty", "2026-H1"]
    assert (due.state.value, due.amount_fen, due.statement) == ("open", 3_600_000, found)
    assert due.due_on == date(2026, 8, 31)
    assert statement(office, found).royalty_fen == 3_600_000
    assert statement(office, found).working == due.working[: len(statement(office, found).working)]


def test_what_is_to_be_expected_follows_from_the_last_royalties(signed: tuple[Office, str]) -> None:
    office, number = signed
    enter(office, number, "2026-H1", "120万元")
    due = dues(office, number)["royalty", "2027-H2"]
    assert (due.expected_fen, due.expected_by) == (
        3_966_467,
        "mean",
    )  # 184 days, where 167 brought 36,000 yuan


def test_a_period_has_one_statement(signed: tuple[Office, str]) -> None:
    office, number = signed
    enter(office, number, "2026-H1", 100)
    again = refused(office, "statement.enter", license=number, period="2026-H1", base=200)
    assert again == {"statement.twice"}


def test_a_period_must_be_one_of_the_license_and_be_over(signed: tuple[Office, str]) -> None:
    office, number = signed
    for period, code in (
        ("2026-Q1", "statement.outside"),
        ("2025-H2", "statement.outside"),
        ("某期", "statement.outside"),
        ("2027-H2", "statement.period_running"),
    ):
        assert refused(office, "statement.enter", license=number, period=period, base=1) == {code}
    assert refused(office, "statement.enter", license="XK-2026-0099", period="2026", base=1) == {
        "statement.no_license"
    }


def test_late_and_out_of_order_are_told(signed: tuple[Office, str]) -> None:
    office, number = signed
    told = warnings(office, "statement.enter", license=number, period="2026-H2", base=1)
    assert told == {"statement.out_of_order", "statement.late"}


def test_the_base_asked_for_is_the_one_agreed(office: Office) -> None:
    units = replace(ROYALTY, base=RoyaltyBase.QUANTITY, steps=(RateStep(0, "100"),))
    late, number = royalty_license(office, units)
    asked: dict[str, Any] = {"license": number, "period": "2026-H1"}
    assert refused(late, "statement.enter", base=5, **asked) == {
        "statement.no_quantity",
        "statement.wrong_base",
    }
    act(late, "statement.enter", quantity=70, **asked)
    assert dues(late, number)["royalty", "2026-H1"].amount_fen == 7_000


@pytest.mark.parametrize("base", ["一百", "-5", "5 万美元", "1.234"])
def test_an_amount_that_is_none_is_refused(signed: tuple[Office, str], base: str) -> None:
    office, number = signed
    assert refused(office, "statement.enter", license=number, period="2026-H1", base=base) == {
        "input.value_error"
    }


# --- corrections ---------------------------------------------------------------------------------------


def test_a_higher_correction_is_a_further_due_with_its_own_day(signed: tuple[Office, str]) -> None:
    office, number = signed
    first = enter(office, number, "2026-H1", "100万元")
    found = act(
        office, "statement.correct", first, base="150万元", received_on="2027-08-10", reason="漏报订单"
    )
    due = dues(office, number)["correction", "2026-H1"]
    assert (due.amount_fen, due.state.value, due.due_on) == (1_500_000, "open", date(2027, 9, 9))
    assert due.principal == due_number(office, number, "royalty", "2026-H1")
    assert due.statement == found
    assert dues(office, number)["royalty", "2026-H1"].amount_fen == 3_000_000
    assert refused(office, "statement.correct", first, base=1, reason="再改") == {"statement.corrected"}


def test_a_lower_correction_frees_what_was_paid_beyond(signed: tuple[Office, str]) -> None:
    office, number = signed
    first = enter(office, number, "2026-H1", "100万元")
    second = act(office, "statement.correct", first, base="150万元", reason="漏报订单")
    paid = act(office, "receipt.enter", license=number, amount="4.5万元")
    act(office, "statement.correct", second, base="90万元", reason="退货")
    found = dues(office, number)
    assert found["correction", "2026-H1"].amount_fen == 0
    royalty = found["royalty", "2026-H1"]
    assert (royalty.amount_fen, royalty.paid_fen, royalty.state.value) == (2_700_000, 2_700_000, "settled")
    assert free(office, paid) == 1_800_000
    assert problems(office) == ()


def test_a_correction_changes_later_royalties_through_the_cap(office: Office) -> None:
    late, number = royalty_license(office, replace(ROYALTY, cap_fen=5_000_000))
    first = enter(late, number, "2026-H1", "100万元")
    enter(late, number, "2026-H2", "100万元")
    assert dues(late, number)["royalty", "2026-H2"].amount_fen == 2_000_000
    told = warnings(late, "statement.correct", first, base="130万元", reason="漏报")
    assert told == {"statement.follows"}
    found = dues(late, number)
    assert found["correction", "2026-H1"].amount_fen == 900_000
    assert found["royalty", "2026-H2"].amount_fen == 1_100_000


def test_a_statement_that_comes_late_changes_the_minimum_that_was_topped_up(office: Office) -> None:
    late, number = royalty_license(office, replace(ROYALTY, minimum_fen=7_300_000))
    enter(late, number, "2026-H2", "100万元")
    least = 7_300_000 * 351 // 365
    assert dues(late, number)["royalty", "2026-H2"].amount_fen == least
    enter(late, number, "2026-H1", "50万元")
    found = dues(late, number)
    assert found["royalty", "2026-H1"].amount_fen == 1_500_000
    assert found["royalty", "2026-H2"].amount_fen == least - 1_500_000


def test_a_correction_that_says_the_same_is_refused(signed: tuple[Office, str]) -> None:
    office, number = signed
    first = enter(office, number, "2026-H1", "100万元")
    assert refused(office, "statement.correct", first, base=1_000_000, reason="核对") == {
        "statement.no_change"
    }


# --- interest, damages, waivers ------------------------------------------------------------------------


def test_interest_is_claimed_for_each_day_once(signed: tuple[Office, str]) -> None:
    office, number = signed
    enter(office, number, "2026-H1", "100万元")
    due = due_number(office, number, "royalty", "2026-H1")
    act(office, "due.claim_interest", due, until="2026-09-10")
    first = dues(office, number)["interest", "2026-H1"]
    assert (first.amount_fen, first.period_from, first.period_until) == (
        15_000,
        date(2026, 9, 1),
        date(2026, 9, 10),
    )
    assert refused(office, "due.claim_interest", due, until="2026-09-10") == {"due.claimed"}
    act(office, "due.claim_interest", due, until="2026-09-12")
    second = dues(office, number)["interest", "2026-H1"]
    assert (second.amount_fen, second.period_from) == (3_000, date(2026, 9, 11))
    assert second.principal == due
    interest = due_number(office, number, "interest", "2026-H1")
    assert refused(office, "due.claim_interest", interest) == {"due.no_interest"}


def test_interest_ends_with_the_payment(signed: tuple[Office, str]) -> None:
    office, number = signed
    enter(office, number, "2026-H1", "100万元")
    due = due_number(office, number, "royalty", "2026-H1")
    told = warnings(office, "receipt.enter", license=number, amount="3万元", received_on="2026-09-02")
    assert told == {"receipt.interest_unclaimed"}
    act(office, "due.claim_interest", due)
    found = dues(office, number)["interest", "2026-H1"]
    assert (found.amount_fen, found.period_until) == (3_000, date(2026, 9, 2))
    assert refused(office, "due.claim_interest", due) == {"due.nothing_left"}


def test_a_payment_that_came_before_lowers_the_interest_that_was_claimed(signed: tuple[Office, str]) -> None:
    office, number = signed
    enter(office, number, "2026-H1", "100万元")
    due = due_number(office, number, "royalty", "2026-H1")
    act(office, "due.claim_interest", due, until="2026-09-10")
    paid = act(office, "receipt.enter", license=number, amount="4万元", received_on="2026-09-04")
    found = dues(office, number)["interest", "2026-H1"]
    assert (found.amount_fen, found.paid_fen, found.state.value) == (6_000, 6_000, "settled")
    assert free(office, paid) == 4_000_000 - 3_000_000 - 6_000
    act(office, "receipt.reverse", paid, reason="误记")
    act(office, "due.claim_interest", due, until="2026-09-10")
    again = dues(office, number)["interest", "2026-H1"]
    assert (again.amount_fen, again.period_from, again.period_until) == (
        9_000,
        date(2026, 9, 1),
        date(2026, 9, 10),
    )
    assert refused(office, "due.claim_interest", due, until="2026-09-10") == {"due.claimed"}


def test_money_that_lies_unused_lowers_the_interest_once_it_is_allocated(signed: tuple[Office, str]) -> None:
    office, number = signed
    paid = act(office, "receipt.enter", license=number, amount="3万元", received_on="2026-08-31")
    enter(office, number, "2026-H1", "100万元")
    due = due_number(office, number, "royalty", "2026-H1")
    with office.reader() as reader:
        before = claim_on(reader, load_due(reader, due), LATER)
    assert before is not None
    assert before.fen == 15_000 * 354 // 10
    assert {reason.code for reason in check(office, "due.claim_interest", {}, subject=due)} == {
        "due.free_money"
    }
    act(office, "receipt.allocate", paid)
    assert refused(office, "due.claim_interest", due) == {"due.nothing_to_claim"}


def test_damages_and_costs_are_dues_of_their_own(signed: tuple[Office, str]) -> None:
    office, number = signed
    enter(office, number, "2026-H1", "100万元")
    due = due_number(office, number, "royalty", "2026-H1")
    told = warnings(
        office, "due.claim_damages", license=number, amount=10_000, due=due, reason="合同第十六条"
    )
    assert told == {"due.high_damages"}
    act(office, "due.claim_damages", license=number, amount="800", kind="costs", reason="公证费")
    found = dues(office, number)
    assert found["damages", due].amount_fen == 1_000_000
    assert found["costs", ""].amount_fen == 80_000


def test_a_waiver_above_the_units_amount_wants_a_decision(signed: tuple[Office, str]) -> None:
    office, number = signed
    enter(office, number, "2026-H1", "100万元")
    due = due_number(office, number, "royalty", "2026-H1")
    assert refused(office, "due.cancel", due, reason="企业困难") == {"due.needs_decision"}
    setting: dict[str, Any] = {"code": "waiver_decision", "value": "3000000", "effective_from": "2027-01-01"}
    act(office, "policy.set", source="本单位资产处置办法", **setting)
    act(office, "due.cancel", due, reason="企业困难")
    found = dues(office, number)["royalty", "2026-H1"]
    assert (found.state.value, found.open_fen, found.waiver) == ("cancelled", 0, "企业困难")
    act(office, "due.plan", number)
    assert dues(office, number)["royalty", "2026-H1"] == found


def test_nothing_is_due_under_a_plan_without_royalty(office: Office) -> None:
    late = office.on(LATER)
    number = sign(late, replace(PLAN, royalty=None))
    assert refused(late, "statement.enter", license=number, period="2026-H1", base=1) == {
        "statement.no_royalty"
    }
