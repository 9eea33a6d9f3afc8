from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttoffice.licenses.collecting.ladder import Ladder, Owed, Sent, due_rungs, next_rung, steps_of
from ttoffice.licenses.collecting.record import Rung

DUE_ON = date(2026, 6, 30)
OWED = Owed("YS-2026-0001", "样品交付", DUE_ON, 10_000_000)
LADDER = Ladder((30, 7), (1,), 15)


def sent(rung: Rung, step: int | None = None, on: date = DUE_ON, due_on: date = DUE_ON) -> Sent:
    return Sent("YS-2026-0001", due_on, rung, step, on)


@pytest.mark.parametrize(
    ("today", "rung", "step", "day"),
    [
        (date(2026, 5, 1), Rung.BEFORE, 30, date(2026, 5, 31)),
        (date(2026, 5, 31), Rung.BEFORE, 30, date(2026, 5, 31)),
        (date(2026, 6, 23), Rung.BEFORE, 7, date(2026, 6, 23)),
        (date(2026, 6, 30), Rung.BEFORE, 7, date(2026, 6, 23)),
        (date(2026, 7, 1), Rung.AFTER, 1, date(2026, 7, 1)),
        (date(2026, 7, 14), Rung.AFTER, 1, date(2026, 7, 1)),
        (date(2026, 7, 15), Rung.DEMAND, 15, date(2026, 7, 15)),
        (date(2027, 7, 15), Rung.DEMAND, 15, date(2026, 7, 15)),
    ],
)
def test_the_highest_rung_whose_day_has_come_is_asked_for(
    today: date, rung: Rung, step: int, day: date
) -> None:
    found = next_rung(OWED, LADDER, (), today)
    assert found is not None
    assert (found.rung, found.step, found.day) == (rung, step, day)
    assert found.is_due(today) is (day <= today)


def test_a_rung_is_done_once_something_was_sent_on_it_or_above_it() -> None:
    found = next_rung(OWED, LADDER, [sent(Rung.BEFORE, 30)], date(2026, 6, 1))
    assert found is not None
    assert (found.rung, found.step, found.is_due(date(2026, 6, 1))) == (Rung.BEFORE, 7, False)
    assert next_rung(OWED, LADDER, [sent(Rung.DEMAND, 15)], date(2026, 12, 1)) is None
    assert next_rung(OWED, LADDER, [sent(Rung.TERMINATION)], date(2026, 12, 1)) is None


def test_what_was_sent_about_another_day_of_payment_does_not_count() -> None:
    earlier = sent(Rung.BEFORE, 30, due_on=date(2026, 3, 31))
    found = next_rung(OWED, LADDER, [earlier], date(2026, 6, 1))
    assert found is not None
    assert (found.rung, found.step) == (Rung.BEFORE, 30)


def test_what_is_paid_is_not_reminded_of() -> None:
    assert next_rung(Owed("YS-2026-0001", "", DUE_ON, 0), LADDER, (), date(2027, 1, 1)) is None


def test_a_reminder_without_a_step_stands_on_the_rung_that_had_come() -> None:
    found = next_rung(OWED, LADDER, [sent(Rung.BEFORE, None, date(2026, 6, 2))], date(2026, 6, 2))
    assert found is not None
    assert (found.rung, found.step) == (Rung.BEFORE, 7)


def test_a_ladder_that_was_changed_reads_the_rungs_of_the_earlier_one() -> None:
    changed = Ladder((60, 10), (1, 8), 20)
    found = next_rung(OWED, changed, [sent(Rung.BEFORE, 30)], date(2026, 6, 1))
    assert found is not None
    assert (found.rung, found.step) == (Rung.BEFORE, 10)
    found = next_rung(OWED, changed, [sent(Rung.AFTER, 5)], date(2026, 7, 6))
    assert found is not None
    assert (found.rung, found.step) == (Rung.AFTER, 8)


def test_a_reminder_after_the_demand_is_no_rung() -> None:
    assert Ladder((), (1, 40), 15).places == ((Rung.AFTER, 1), (Rung.DEMAND, 15))
    assert steps_of("30,7") == (30, 7)


def test_the_demand_stands_before_reminders_and_the_longest_overdue_first() -> None:
    today = date(2026, 7, 20)
    sums = [Owed(f"YS-2026-000{place}", "", DUE_ON + timedelta(days=place), 1) for place in (19, 0, 2)]
    found = [one for owed in sums if (one := next_rung(owed, LADDER, (), today)) is not None]
    assert [one.owed.number for one in due_rungs(found, today)] == [
        "YS-2026-0000",
        "YS-2026-0002",
        "YS-2026-00019",
    ]


steps = st.lists(st.integers(0, 90), max_size=4, unique=True).map(tuple)


@settings(max_examples=60)
@given(steps, steps, st.integers(0, 90), st.integers(-120, 200))
def test_sending_what_is_asked_for_leads_to_the_demand_and_no_further(
    before: tuple[int, ...], after: tuple[int, ...], demand: int, offset: int
) -> None:
    ladder, day, history = Ladder(before, after, demand), DUE_ON + timedelta(days=offset), list[Sent]()
    for _step in range(len(before) + len(after) + 2):
        found = next_rung(OWED, ladder, history, day)
        if found is None:
            break
        day = max(day, found.day)
        history.append(sent(found.rung, found.step, day))
    assert next_rung(OWED, ladder, history, day) is None
    assert history[-1].rung is Rung.DEMAND
    days = [item.sent_on for item in history]
    assert days == sorted(days)
