from __future__ import annotations

from datetime import date

import pytest

from ttoffice.licenses.dues.money_rows import days_late, expected_only, goes_out, newly_paid, still_open

OPEN = {"state": "open", "due_on": "2026-06-01", "amount_fen": 1000, "paid_fen": 400, "expected_fen": 0}


@pytest.mark.parametrize("state", ["expected", "settled", "cancelled"])
def test_only_what_is_payable_is_still_open_and_late(state: str) -> None:
    assert (still_open(OPEN), days_late(OPEN, date(2026, 6, 4))) == (600, 3)
    other = {**OPEN, "state": state}
    assert (still_open(other), days_late(other, date(2026, 6, 4))) == (0, 0)


def test_a_sum_is_not_late_on_its_last_day_nor_without_one() -> None:
    assert days_late(OPEN, date(2026, 6, 1)) == 0
    assert days_late({**OPEN, "due_on": None}, date(2026, 7, 1)) == 0


def test_what_is_expected_gives_way_to_a_fixed_amount() -> None:
    assert expected_only({"amount_fen": 0, "expected_fen": 500}) == 500
    assert expected_only({"amount_fen": 700, "expected_fen": 500}) == 0


def test_what_a_change_pays_is_the_difference_to_before() -> None:
    assert newly_paid(None, OPEN) == 400
    assert newly_paid({**OPEN, "paid_fen": 900}, OPEN) == -500


@pytest.mark.parametrize(
    ("kind", "reverses", "out"),
    [
        ("transfer", "", False),
        ("transfer", "DZ-2026-0001", True),
        ("refund", "", True),
        ("refund", "DZ-2026-0002", False),
    ],
)
def test_refunds_and_reversals_of_receipts_go_out(kind: str, reverses: str, out: bool) -> None:
    assert goes_out({"kind": kind, "reverses": reverses}) is out
