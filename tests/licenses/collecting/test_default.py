from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ttoffice.licenses.collecting.default import DefaultState, Demand, cured, standing, wait_days
from ttoffice.licenses.collecting.grounds import Ground
from ttoffice.licenses.collecting.ladder import Owed
from ttoffice.licenses.collecting.limitation import limitation_ends
from ttoffice.licenses.collecting.measures import MeasureKind
from ttoffice.licenses.collecting.rules import Ending, mute_reasons, termination_reasons
from ttoffice.licenses.collecting.suggesting import Situation, suggestions
from ttoffice.reasons import refusing

TODAY = date(2026, 9, 1)
LATE = Owed("YS-2026-0001", "样品交付", date(2026, 6, 30), 10_000_000)
COMING = Owed("YS-2026-0002", "中试成功", date(2026, 12, 31), 5_000_000)
SENT = Demand("CS-2026-0001", date(2026, 7, 15), ("YS-2026-0001",))
DELIVERED = replace(SENT, delivered_on=date(2026, 7, 20), delivered_proof=True, wait_until=date(2026, 8, 19))


def test_nothing_overdue_is_no_default() -> None:
    assert standing([COMING], [], TODAY).state is DefaultState.NONE
    assert standing([COMING], [DELIVERED], TODAY).state is DefaultState.CURED
    on_the_day = replace(LATE, due_on=TODAY)
    assert standing([on_the_day], [], TODAY).state is DefaultState.NONE


def test_a_default_goes_from_overdue_by_demand_and_delivery_to_the_right_to_terminate() -> None:
    found = standing([LATE, COMING], [], TODAY)
    assert (found.state, found.open_fen, found.since, found.days) == (
        DefaultState.OVERDUE,
        10_000_000,
        date(2026, 6, 30),
        63,
    )
    assert standing([LATE], [SENT], TODAY).state is DefaultState.DEMANDED
    waiting = standing([LATE], [DELIVERED], date(2026, 8, 19))
    assert (waiting.state, waiting.right_from) == (DefaultState.WAITING, date(2026, 8, 20))
    assert standing([LATE], [DELIVERED], date(2026, 8, 20)).state is DefaultState.TERMINABLE


def test_a_demand_for_what_was_paid_since_gives_no_right_for_what_fell_due_later() -> None:
    later = Owed("YS-2026-0003", "提成", date(2026, 8, 30), 1)
    found = standing([later], [DELIVERED], date(2026, 10, 1))
    assert (found.state, found.demand) == (DefaultState.OVERDUE, None)


def test_of_several_demands_the_one_whose_wait_ends_first_counts_and_a_void_one_does_not() -> None:
    second = replace(DELIVERED, number="CS-2026-0009", wait_until=date(2026, 10, 1))
    found = standing([LATE], [second, DELIVERED], TODAY)
    assert found.demand is not None
    assert (found.demand.number, found.state) == ("CS-2026-0001", DefaultState.TERMINABLE)
    assert standing([LATE], [replace(DELIVERED, void=True)], TODAY).state is DefaultState.OVERDUE


def test_a_demand_is_cured_only_once_all_of_it_is_paid() -> None:
    both = replace(DELIVERED, dues=("YS-2026-0001", "YS-2026-0002"))
    assert not cured(both, {"YS-2026-0002": 1})
    assert cured(both, {"YS-2026-0003": 5})


def test_one_waits_thirty_days_at_least_and_as_long_as_the_demand_gives() -> None:
    on = date(2026, 7, 20)
    assert wait_days(on, None, 30) == 30
    assert wait_days(on, None, 10) == 30
    assert wait_days(on, None, 45) == 45
    assert wait_days(on, date(2026, 9, 30), 30) == 72
    assert wait_days(on, date(2026, 7, 25), 30) == 30


def test_the_limitation_of_three_years_begins_anew_with_every_demand_in_time() -> None:
    due = date(2026, 6, 30)
    assert limitation_ends(due, []) == date(2029, 6, 30)
    assert limitation_ends(due, [date(2028, 2, 29)]) == date(2031, 2, 28)
    assert limitation_ends(due, [date(2031, 1, 5), date(2028, 6, 1)]) == date(2034, 1, 5)
    assert limitation_ends(due, [date(2029, 7, 1)]) == date(2029, 6, 30)
    assert limitation_ends(due, [date(2026, 5, 31)]) == date(2029, 6, 30)


# --- terminating ------------------------------------------------------------------------------------------

RIGHT = standing([LATE], [DELIVERED], TODAY)
GOOD = Ending(
    Ground.NONPAYMENT,
    TODAY,
    TODAY,
    date(2026, 1, 15),
    RIGHT,
    notice=True,
    delivered_on=date(2026, 8, 28),
    proofs=1,
)


def codes(found: Ending) -> set[str]:
    return {reason.code for reason in refusing(list(termination_reasons(found)))}


def test_a_license_is_terminated_for_nonpayment_once_everything_is_there() -> None:
    assert codes(GOOD) == set()


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (DefaultState.NONE, "terminate.nothing_overdue"),
        (DefaultState.CURED, "terminate.nothing_overdue"),
        (DefaultState.OVERDUE, "terminate.no_demand"),
        (DefaultState.DEMANDED, "terminate.not_delivered"),
        (DefaultState.WAITING, "terminate.too_early"),
    ],
)
def test_without_the_right_the_refusal_says_what_is_missing(state: DefaultState, code: str) -> None:
    assert codes(replace(GOOD, standing=replace(RIGHT, state=state))) == {code}


def test_the_contract_ends_when_the_notice_is_delivered() -> None:
    assert codes(replace(GOOD, notice=False)) == {"terminate.no_notice"}
    assert codes(replace(GOOD, delivered_on=None)) == {"terminate.notice_undelivered"}
    assert codes(replace(GOOD, on=date(2026, 8, 27))) == {"terminate.before_delivery"}
    assert codes(replace(GOOD, on=date(2026, 9, 2))) == {"terminate.future"}


def test_each_ground_asks_for_its_own_papers() -> None:
    bare = replace(GOOD, notice=False, proofs=0)
    assert codes(replace(bare, ground=Ground.MUTUAL)) == {"terminate.no_agreement"}
    assert codes(replace(bare, ground=Ground.RIGHT_LOST)) == {"terminate.no_loss"}
    assert codes(replace(bare, ground=Ground.RIGHT_LOST, lapsed=True)) == set()
    assert codes(replace(bare, ground=Ground.BREACH)) == {"terminate.no_notice"}
    assert codes(replace(GOOD, decision_needed=True)) == {"terminate.no_decision"}
    assert codes(replace(GOOD, decision_needed=True, decision=True)) == set()


def test_reminders_are_off_for_a_year_at_most() -> None:
    assert [reason.code for reason in mute_reasons(TODAY, TODAY)] == ["license.mute_past"]
    assert [reason.code for reason in mute_reasons(TODAY + timedelta(days=367), TODAY)] == [
        "license.mute_long"
    ]
    assert list(mute_reasons(TODAY + timedelta(days=366), TODAY)) == []


# --- what is at hand --------------------------------------------------------------------------------------


def kinds(found: Situation) -> list[MeasureKind]:
    return [one.kind for one in suggestions("XK-2026-0001", found)]


def test_the_steps_at_hand_follow_from_what_there_is() -> None:
    overdue = Situation(DefaultState.OVERDUE)
    assert kinds(overdue) == [MeasureKind.TALKS, MeasureKind.SITE_VISIT, MeasureKind.RESCHEDULING]
    assert MeasureKind.INSPECTION in kinds(replace(overdue, royalty=True))
    assert MeasureKind.TALKS not in kinds(replace(overdue, taken=frozenset({MeasureKind.TALKS})))
    called = suggestions("XK-2026-0001", replace(overdue, guarantees=("ZC-2026-0001",)))
    assert called[-1].command == "ttoffice do support.claim ZC-2026-0001"
    assert MeasureKind.TERMINATION in kinds(replace(overdue, state=DefaultState.TERMINABLE))
    ended = Situation(DefaultState.TERMINABLE, binding=False)
    assert kinds(ended) == [
        MeasureKind.PRESERVATION,
        MeasureKind.LAWSUIT,
        MeasureKind.RECALL,
        MeasureKind.RELICENSING,
    ]
