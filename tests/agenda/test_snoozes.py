from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.agenda.offices import acquired, enter, seen
from tests.offices import OPERATOR, TODAY, open_at, problems, tamper
from ttoffice.action import Office, perform
from ttoffice.action.performing import check
from ttoffice.agenda.items import Group, group_of
from ttoffice.errors import RefusedError, StoreError, UsageError
from ttoffice.store.connection import Writer

DAY = timedelta(days=1)


@pytest.fixture
def soft(office: Office) -> str:
    """A thing that may be postponed: overdue since 1 May."""
    return f"scan:{enter(office, **acquired('2024-05-01'))}"


@pytest.fixture
def hard(office: Office) -> str:
    """A thing of law: a right that expires on 20 June."""
    enter(office, "乙", rights=[{"kind": "know_how", "number": "A1", "expires_on": "2026-06-20"}])
    return next(key for key in seen(office) if key.startswith("right:"))


def snooze(office: Office, key: str, until: str, reason: str = "等学院意见") -> Any:
    return perform(office, "agenda.snooze", {"until": until, "reason": reason}, subject=key).value


def codes(office: Office, key: str, until: str) -> list[str]:
    found = check(office, "agenda.snooze", {"until": until, "reason": "x"}, subject=key)
    return [reason.code for reason in found]


def test_a_postponed_thing_is_shown_as_such_and_comes_back_by_itself(office: Office, soft: str) -> None:
    assert snooze(office, soft, "2026-06-10") == "TX-2026-0001"
    item = seen(office)[soft]
    assert (item.snoozed_until, item.snoozed_why, item.snoozed_by) == (
        date(2026, 6, 10),
        "等学院意见",
        OPERATOR,
    )
    assert group_of(item, TODAY, 30) is Group.SNOOZED
    back = seen(open_at(office.home.root, date(2026, 6, 10)))[soft]
    assert back.snoozed_until is None
    assert group_of(back, date(2026, 6, 10), 30) is Group.OVERDUE


def test_it_comes_back_even_when_nobody_looked_on_that_day(office: Office, soft: str) -> None:
    snooze(office, soft, "2026-06-10")
    long_after = open_at(office.home.root, date(2027, 3, 1))
    assert seen(long_after)[soft].overdue_days(date(2027, 3, 1)) == 304


def test_a_hard_thing_can_be_postponed_up_to_its_day_and_not_beyond(office: Office, hard: str) -> None:
    assert codes(office, hard, "2026-06-20") == []
    assert codes(office, hard, "2026-06-21") == ["agenda.hard"]
    overdue = open_at(office.home.root, date(2026, 6, 21))
    assert codes(overdue, hard, "2026-06-22") == ["agenda.hard"]
    with pytest.raises(RefusedError):
        snooze(office, hard, "2026-06-21")


def test_a_hard_thing_comes_back_on_its_day_also_where_that_day_moved(office: Office, hard: str) -> None:
    snooze(office, hard, "2026-06-20")
    number = seen(office)[hard].subject
    right = {"kind": "know_how", "number": "A1", "expires_on": "2026-06-05"}
    perform(office, "result.edit", {"rights": [right]}, subject=number)
    assert seen(office)[hard].snoozed_until == date(2026, 6, 5)
    assert seen(open_at(office.home.root, date(2026, 6, 5)))[hard].snoozed_until is None


@pytest.mark.parametrize(
    ("until", "code"),
    [
        ("2026-06-01", "agenda.not_later"),
        ("2026-05-01", "agenda.not_later"),
        ("2027-06-03", "agenda.too_far"),
        ("9999-12-31", "agenda.too_far"),
    ],
)
def test_a_postponement_ends_within_a_year(office: Office, soft: str, until: str, code: str) -> None:
    assert codes(office, soft, until) == [code]
    assert codes(office, soft, "2027-06-02") == []


def test_a_reason_must_be_given(office: Office, soft: str) -> None:
    with pytest.raises(RefusedError):
        snooze(office, soft, "2026-06-10", " ")


def test_what_does_not_wait_cannot_be_postponed(office: Office, soft: str) -> None:
    assert codes(office, "scan:CG-2026-0999", "2026-06-10") == ["agenda.gone"]
    with pytest.raises(UsageError):
        snooze(office, "nonsense", "2026-06-10")


def test_what_is_due_far_ahead_can_be_postponed_too(office: Office) -> None:
    enter(office, **acquired("2025-12-01"))
    assert codes(office, "scan:CG-2026-0001", "2026-06-10") == []


def test_calling_back_ends_a_postponement_and_both_stay_written(office: Office, soft: str) -> None:
    snooze(office, soft, "2026-06-10")
    sequence = seen(office)[soft].sequence
    assert perform(office, "agenda.unsnooze", {"reason": "意见已到"}, subject=soft).value == "TX-2026-0002"
    item = seen(office)[soft]
    assert (item.snoozed_until, item.sequence) == (None, sequence + 1)
    with pytest.raises(RefusedError):
        perform(office, "agenda.unsnooze", {}, subject=soft)
    with office.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM snooze") == 2
    assert problems(office) == ()


def test_the_newest_postponement_counts(office: Office, soft: str) -> None:
    snooze(office, soft, "2026-06-20")
    snooze(office, soft, "2026-06-05")
    assert seen(office)[soft].snoozed_until == date(2026, 6, 5)


def test_seen_from_a_past_day_what_was_postponed_later_was_not_yet(office: Office, soft: str) -> None:
    snooze(office, soft, "2026-06-10")
    tomorrow = open_at(office.home.root, TODAY + DAY)
    perform(tomorrow, "agenda.unsnooze", {}, subject=soft)
    week_later = open_at(office.home.root, TODAY + 7 * DAY)
    assert seen(week_later, TODAY)[soft].snoozed_until == date(2026, 6, 10)
    assert seen(week_later)[soft].snoozed_until is None


def test_postponements_are_never_changed_or_removed(office: Office, soft: str) -> None:
    snooze(office, soft, "2026-06-10")
    writer = Writer(office.home.store)
    for statement in ("UPDATE snooze SET until = '2029-01-01'", "DELETE FROM snooze"):
        writer.begin()
        with pytest.raises(StoreError):
            writer.execute(statement)
        writer.rollback()
    writer.close()
    tamper(office.home.store, "UPDATE snooze SET until = '2029-01-01'")
    assert any("TX-2026-0001" in problem for problem in problems(office))
