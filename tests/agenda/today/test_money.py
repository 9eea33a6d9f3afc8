from __future__ import annotations

from datetime import date

import pytest

from tests.licenses.acting import act, due_number, sign
from tests.offices import open_at
from ttoffice.action import Office
from ttoffice.agenda.sources import Sight
from ttoffice.agenda.today.behind import dues_of_age, dues_of_quarter
from ttoffice.agenda.today.money import (
    BEYOND,
    EARLIER,
    UNDATED,
    QuarterMoney,
    money_by_quarter,
    months_of,
    quarter_of,
    quarters_around,
)
from ttoffice.licenses.dues.ageing import BUCKETS, total_ageing
from ttoffice.licenses.dues.balances import balance
from ttoffice.licenses.dues.forecast import OVERDUE, forecast

DAY = date(2026, 9, 15)


@pytest.fixture
def owed(office: Office) -> Office:
    """An office in the autumn with sums paid, paid in part, overdue, waived, to come and expected."""
    later = open_at(office.home.root, DAY)
    number = sign(later)
    act(
        later,
        "statement.enter",
        license=number,
        period="2026年上半年",
        base="120万元",
        received_on="2026-07-20",
    )
    act(later, "receipt.enter", license=number, amount="5万元", received_on="2026-09-01")
    other = sign(later, effective_on=date(2025, 2, 1))
    waiver = {"code": "waiver_decision", "value": "3000000", "effective_from": "2026-01-01"}
    act(later, "policy.set", source="本单位资产处置办法", **waiver)
    act(later, "due.cancel", due_number(later, other, "threshold", "threshold"), reason="双方商定")
    return later


def quarters(office: Office, day: date | None = None) -> dict[str, QuarterMoney]:
    seen = day or office.today
    with office.reader() as reader:
        found = money_by_quarter(Sight(office, reader, seen, 90, seen < office.today))
    return {one.key: one for one in found}


def total(found: dict[str, QuarterMoney], name: str) -> int:
    return sum(getattr(one, name) for one in found.values())


def test_quarters_and_their_months() -> None:
    assert [quarter_of(f"2026-{month:02}-28") for month in (1, 3, 4, 9, 10, 12)] == [
        "2026-Q1", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2026-Q4",
    ]  # fmt: skip
    assert months_of("2026-Q4") == ("2026-10", "2026-12")
    assert quarters_around(date(2026, 11, 30), 1, 1) == ["2026-Q3", "2026-Q4", "2027-Q1"]
    assert quarters_around(date.min, 1, 0) == ["0001-Q1"]


def test_the_quarters_add_up_to_balance_ageing_and_forecast(owed: Office) -> None:
    found = quarters(owed)
    with owed.reader() as reader:
        whole, aged = balance(reader, DAY), total_ageing(reader, DAY)
        ahead = {one.key: one for one in forecast(reader, DAY, quarters=80).quarters}
    assert total(found, "paid_fen") == whole.paid_fen == 5_000_000
    assert total(found, "overdue_fen") == whole.overdue_fen == aged.total_fen - aged.open_fen[0] > 0
    assert total(found, "overdue_fen") == ahead[OVERDUE].fixed_fen
    assert total(found, "coming_fen") == aged.open_fen[0]
    assert total(found, "coming_fen") + total(found, "overdue_fen") == whole.open_fen
    expected = sum(one.total_fen - one.fixed_fen for one in ahead.values())
    assert total(found, "expected_fen") == whole.expected_fen == expected > 0


def test_the_present_and_the_coming_quarters_are_those_of_the_forecast(owed: Office) -> None:
    found = quarters(owed)
    with owed.reader() as reader:
        ahead = forecast(reader, DAY, quarters=5).quarters
    for one in ahead:
        if one.key in found and one.key not in (BEYOND, UNDATED):
            assert found[one.key].coming_fen == one.fixed_fen
            if one.key != quarter_of(DAY.isoformat()):  # what was expected before the day is overdue there
                assert found[one.key].expected_fen == one.total_fen - one.fixed_fen


def test_a_sum_that_was_waived_counts_only_with_what_was_paid_of_it(owed: Office) -> None:
    found = quarters(owed)
    assert found[EARLIER].payable_fen == found[EARLIER].paid_fen + found[EARLIER].overdue_fen
    with owed.reader() as reader:
        waived = balance(reader, DAY).waived_fen
    assert waived == 3_000_000
    assert total(found, "payable_fen") == total(found, "paid_fen") + sum(
        one.overdue_fen + one.coming_fen for one in found.values()
    )


def test_a_past_day_is_told_from_the_history(owed: Office) -> None:
    later = open_at(owed.home.root, date(2026, 12, 1))
    before = quarters(owed)
    act(later, "receipt.enter", license="XK-2026-0001", amount="6万元", received_on="2026-11-30")
    then = quarters(later, DAY)
    assert then == before
    assert total(quarters(later), "paid_fen") == total(before, "paid_fen") + 6_000_000


def test_behind_every_bar_stand_the_sums_it_is_made_of(owed: Office) -> None:
    with owed.reader() as reader:
        rows = {
            row[0]: row
            for row in reader.all("SELECT id, state, due_on, amount_fen, paid_fen, expected_fen FROM due")
        }
        for key, one in quarters(owed).items():
            behind = [rows[row_id] for row_id in dues_of_quarter(reader, DAY, key)]
            assert sum(row[4] for row in behind) == one.paid_fen
            still = sum(row[3] - row[4] for row in behind if row[1] == "open")
            assert still == one.overdue_fen + one.coming_fen
            assert sum(row[5] for row in behind if row[1] == "expected") == one.expected_fen
        for (code, _label), fen in zip(BUCKETS, total_ageing(reader, DAY).open_fen, strict=True):
            aged = [rows[row_id] for row_id in dues_of_age(reader, DAY, code)]
            assert sum(row[3] - row[4] for row in aged) == fen


def test_an_office_without_licenses_has_empty_quarters(office: Office) -> None:
    found = quarters(office)
    assert len(found) == 8
    assert all(one.empty for one in found.values())
