from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from ttoffice.licenses.dues.interest import Payment, late_interest

DUE = date(2026, 6, 30)
RATES = ((date.min, "0.05"),)


def test_interest_runs_from_the_day_after_the_last_day_to_the_day_of_payment() -> None:
    found = late_interest(
        10_000_000, DUE, 0, RATES, [Payment(date(2026, 7, 10), 10_000_000)], date(2026, 8, 1)
    )
    assert found.amount_fen == 50_000  # ten days, the day of payment among them
    assert found.last == date(2026, 7, 10)
    assert found.working == (
        "本金100,000.00元，最后付款日2026-06-30，按单利逐日计算。",
        "2026-07-01至2026-07-10：100,000.00元 × 0.05% × 10日 = 500.00元。",
    )


def test_a_part_payment_lowers_what_bears_interest_from_the_next_day() -> None:
    found = late_interest(
        10_000_000, DUE, 0, RATES, [Payment(date(2026, 7, 10), 4_000_000)], date(2026, 7, 20)
    )
    assert found.amount_fen == 50_000 + 30_000


def test_days_of_grace_bear_none() -> None:
    assert late_interest(10_000_000, DUE, 10, RATES, [], date(2026, 7, 10)).amount_fen == 0
    assert late_interest(10_000_000, DUE, 10, RATES, [], date(2026, 7, 11)).amount_fen == 5_000


def test_each_day_bears_the_rate_of_its_terms() -> None:
    rates = ((date.min, "0.05"), (date(2026, 7, 6), "0.02"))
    assert late_interest(10_000_000, DUE, 0, rates, [], date(2026, 7, 10)).amount_fen == 25_000 + 10_000


def test_paid_in_time_or_without_a_rate_there_is_none() -> None:
    assert late_interest(100, DUE, 0, RATES, [Payment(DUE, 100)], date(2027, 1, 1)).pieces == ()
    assert late_interest(100, DUE, 0, ((date.min, ""),), [], date(2027, 1, 1)).working[-1] == (
        "尚无计息日，利息为0元。"
    )


PAYMENTS = st.lists(
    st.builds(Payment, st.dates(date(2026, 6, 1), date(2026, 12, 31)), st.integers(1, 3_000_000)), max_size=4
)


@given(
    st.integers(0, 50_000_000),
    st.integers(0, 40),
    st.sampled_from(["0.05", "0.013", "", "1"]),
    PAYMENTS,
    st.dates(date(2026, 6, 1), date(2027, 3, 1)),
)
def test_it_is_what_adding_up_day_by_day_gives(
    principal: int, grace: int, rate: str, payments: list[Payment], until: date
) -> None:
    total, day = Decimal(0), DUE + timedelta(grace + 1)
    while day <= until:
        unpaid = principal - sum(payment.fen for payment in payments if payment.on < day)
        total += max(0, unpaid) * Decimal(rate or 0) / 100
        day += timedelta(1)
    found = late_interest(principal, DUE, grace, ((date.min, rate),), payments, until)
    assert found.amount_fen == int(total.quantize(Decimal(1), ROUND_HALF_UP))
