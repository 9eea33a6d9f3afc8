from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ttoffice.licenses.codes import DueKind
from ttoffice.licenses.receipts.order import Owed, in_turn, spread

DAY = date(2026, 9, 1)


def owed(number: str, kind: DueKind, due_on: date, fen: int = 100) -> Owed:
    return Owed(number, kind, due_on, fen)


def test_costs_and_interest_come_before_the_principal_and_damages_last() -> None:
    found = in_turn(
        [
            owed("a", DueKind.DAMAGES, date(2026, 1, 1)),
            owed("b", DueKind.STAGE, date(2026, 2, 1)),
            owed("c", DueKind.INTEREST, date(2026, 8, 1)),
            owed("d", DueKind.COSTS, date(2026, 8, 20)),
            owed("e", DueKind.ROYALTY, date(2026, 1, 15)),
        ],
        DAY,
    )
    assert [item.number for item in found] == ["d", "c", "e", "b", "a"]


def test_of_what_is_not_due_yet_only_the_next_day_is_paid() -> None:
    found = in_turn(
        [
            owed("late", DueKind.STAGE, date(2027, 6, 1)),
            owed("next", DueKind.ROYALTY, date(2026, 10, 1)),
            owed("same", DueKind.STAGE, date(2026, 10, 1)),
            owed("now", DueKind.STAGE, DAY),
        ],
        DAY,
    )
    assert [item.number for item in found] == ["now", "next", "same"]


@given(st.integers(0, 1000), st.lists(st.integers(0, 300), max_size=8))
def test_a_sum_is_spread_to_the_fen_and_nothing_is_paid_twice(fen: int, open_: list[int]) -> None:
    rows = [owed(str(place), DueKind.STAGE, DAY, part) for place, part in enumerate(open_)]
    found = spread(fen, rows)
    assert sum(part.fen for part in found) == min(fen, sum(open_))
    assert all(0 < part.fen <= open_[int(part.due)] for part in found)
