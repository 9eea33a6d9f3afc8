from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ttoffice.agenda.items import ORDER, Group, Item, for_person, group_of, horizon, in_order, reminder

MONDAY = date(2026, 6, 1)

days = st.dates(date(2020, 1, 1), date(2032, 12, 31))


def thing(day: date | None, key: str = "scan:A", *, hard: bool = False, person: str = "") -> Item:
    return Item(key, day, "", "事项", "", "", "", person, hard)


def snoozed(day: date | None, until: date) -> Item:
    return Item("scan:A", day, "", "事项", "", "", "", snoozed_until=until)


def test_what_is_past_is_overdue_from_the_next_day_on_and_not_on_its_day() -> None:
    item = thing(MONDAY)
    assert group_of(item, MONDAY, 30) is Group.TODAY
    assert group_of(item, MONDAY + timedelta(days=1), 30) is Group.OVERDUE
    assert (item.overdue_days(MONDAY), item.overdue_days(MONDAY + timedelta(days=3))) == (0, 3)


def test_this_week_ends_with_its_sunday() -> None:
    assert group_of(thing(date(2026, 6, 7)), MONDAY, 30) is Group.WEEK
    assert group_of(thing(date(2026, 6, 8)), MONDAY, 30) is Group.SOON
    assert group_of(thing(date(2026, 6, 8)), date(2026, 6, 7), 30) is Group.SOON


def test_the_last_day_looked_at_is_within_and_the_next_is_later() -> None:
    assert group_of(thing(horizon(MONDAY, 30)), MONDAY, 30) is Group.SOON
    assert group_of(thing(horizon(MONDAY, 31)), MONDAY, 30) is Group.LATER
    assert group_of(thing(MONDAY + timedelta(days=1)), MONDAY, 0) is Group.LATER


def test_what_has_no_day_is_never_given_one() -> None:
    item = thing(None)
    assert group_of(item, MONDAY, 30) is Group.UNDATED
    assert (item.days_left(MONDAY), item.overdue_days(MONDAY), reminder(item, MONDAY)) == (None, 0, None)
    assert item.as_json(MONDAY)["due"] is None


def test_a_postponed_thing_comes_back_on_its_day() -> None:
    item = snoozed(date(2026, 5, 1), date(2026, 6, 3))
    assert group_of(item, date(2026, 6, 2), 30) is Group.SNOOZED
    assert group_of(item, date(2026, 6, 3), 30) is Group.OVERDUE


def test_overdue_comes_first_then_by_day_hard_ones_before_soft_ones() -> None:
    items = [
        thing(None, "rule:exemption"),
        thing(date(2026, 6, 20), "scan:C"),
        thing(MONDAY, "scan:B"),
        thing(MONDAY, "deadline:A", hard=True),
        thing(date(2026, 5, 2), "scan:D"),
        thing(date(2026, 5, 1), "scan:E"),
    ]
    assert [item.key for item in in_order(items, MONDAY, 30)] == [
        "scan:E",
        "scan:D",
        "deadline:A",
        "scan:B",
        "scan:C",
        "rule:exemption",
    ]


@given(st.lists(st.none() | days, max_size=20), days, st.integers(0, 400))
def test_the_order_loses_nothing_and_groups_stand_together(
    found: list[date | None], as_of: date, within: int
) -> None:
    items = [thing(day, f"scan:{place}") for place, day in enumerate(found)]
    ordered = in_order(items, as_of, within)
    assert sorted(item.key for item in ordered) == sorted(item.key for item in items)
    places = [ORDER.index(group_of(item, as_of, within)) for item in ordered]
    assert places == sorted(places)


@given(days, days, st.lists(st.integers(0, 366), min_size=1, max_size=6))
def test_a_reminder_that_has_come_never_falls_silent(day: date, as_of: date, steps: list[int]) -> None:
    now, later = reminder(thing(day), as_of, steps), reminder(thing(day), as_of + timedelta(days=1), steps)
    if now is not None:
        assert later is not None
        assert later <= now
    if (day - as_of).days <= min(steps):
        assert now == min(steps)


def test_reminders_come_on_their_days() -> None:
    item = thing(date(2026, 7, 1))
    assert [
        reminder(item, day) for day in (date(2026, 5, 31), MONDAY, date(2026, 6, 24), date(2026, 6, 30))
    ] == [
        None,
        30,
        7,
        1,
    ]
    assert reminder(item, date(2027, 1, 1)) == 1


def test_what_nobody_is_named_for_is_everybodys() -> None:
    items = [thing(MONDAY, "a", person="李明"), thing(MONDAY, "b", person="王芳"), thing(MONDAY, "c")]
    assert [item.key for item in for_person(items, "李明")] == ["a", "c"]
    assert for_person(items, None) == items


def test_the_horizon_stops_at_the_end_of_time() -> None:
    assert horizon(date.max, 30) == date.max
