"""What licenses owe and wait for, and what falls on which day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.screens.tour_licenses import license_out
from ttoffice.action import Office
from ttoffice.licenses.views import NOTHING, linked, marks, mode_of, standings, waiting

SIGNED, DRAFT = "XK-2026-0002", "XK-2026-0001"


@pytest.fixture
def licensing(office: Office) -> Office:
    license_out(office, "烤烟")
    return office


def test_a_license_owes_what_is_payable_and_waits_for_its_earliest_day(licensing: Office) -> None:
    with licensing.reader() as reader:
        found = standings(reader, (SIGNED, DRAFT), licensing.today)
        assert waiting(reader, licensing.today) == frozenset([2])
        assert waiting(reader, date(2025, 1, 1)) == frozenset()
    assert DRAFT not in found
    assert (found[SIGNED].open_fen, found[SIGNED].overdue_fen) == (9_000_000, 9_000_000)
    earliest = found[SIGNED].next_on
    assert earliest is not None
    assert earliest < licensing.today
    assert NOTHING.open_fen == 0


def test_what_falls_on_the_days_of_a_span_comes_in_their_order_and_nothing_else(licensing: Office) -> None:
    first, last = date(2026, 4, 1), date(2026, 7, 31)
    with licensing.reader() as reader:
        found = marks(reader, (SIGNED, DRAFT), first, last)[SIGNED]
    assert [mark.day for mark in found] == sorted(mark.day for mark in found)
    assert all(first <= mark.day <= last for mark in found)
    told = {(mark.kind, mark.day.isoformat()): mark for mark in found}
    assert told["pay", "2026-04-07"].late(licensing.today)
    assert told["report", "2026-04-15"].done
    assert not told["report", "2026-07-15"].done
    assert told["royalty", "2026-07-30"].amount_fen > 0


@pytest.mark.parametrize(
    ("plan", "mode"),
    [
        ({}, ""),
        ({"stages": [{}]}, "stages"),
        ({"royalty": {}, "stages": []}, ""),
        ({"royalty": {"base": "sales"}}, "royalty"),
        ({"stages": [{}], "royalty": {"base": "sales"}}, "stages_royalty"),
    ],
)
def test_the_mode_follows_from_the_parts_of_the_plan(plan: dict[str, object], mode: str) -> None:
    assert mode_of({"plan": plan}) == mode


def test_the_records_of_a_license_are_found_by_their_kinds(licensing: Office) -> None:
    with licensing.reader() as reader:
        found = linked(reader, SIGNED, ("milestone", "receipt", "amendment"))
        assert linked(reader, DRAFT, ("milestone", "receipt")) == []
    assert [kind for kind, _number in found] == ["milestone", "milestone", "receipt", "amendment"]
