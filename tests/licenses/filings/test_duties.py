from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ttoffice.licenses.filings.duties import Changed, Contract, Duty, duties
from ttoffice.licenses.filings.record import FilingKind, FilingPurpose, FilingRecord, FilingState
from ttoffice.licenses.filings.rules import certificate_reasons, preparing_reasons
from ttoffice.licenses.filings.upkeep import fee_year, next_fee

SIGNED, EFFECT = date(2026, 1, 10), date(2026, 1, 15)
CONTRACT = Contract("XK-2026-0001", SIGNED, EFFECT, binding=True, recorded=True)


def filing(kind: str = "registration", state: str = "submitted", **more: object) -> FilingRecord:
    day = None if state == "prepared" else date(2026, 2, 1)
    base = FilingRecord("XK-2026-0001", FilingKind(kind), "", FilingState(state), submitted_on=day)
    return replace(base, **more)  # type: ignore[arg-type]  # fields by name


def found(contract: Contract) -> dict[tuple[str, str], Duty]:
    return {(duty.matter, duty.mark): duty for duty in duties(contract)}


def test_a_signed_contract_is_registered_and_its_patents_are_recorded() -> None:
    known = found(CONTRACT)
    assert known["registration", ""] == Duty("registration", "", SIGNED)
    assert known["recordal", ""] == Duty("recordal", "", EFFECT)
    assert set(found(replace(CONTRACT, recorded=False))) == {("registration", "")}
    assert found(replace(CONTRACT, binding=False)) == {}


def test_a_duty_is_done_once_it_was_handed_in_and_not_while_it_is_prepared() -> None:
    assert found(replace(CONTRACT, filings=(filing(state="prepared"),)))["registration", ""].done_on is None
    done = found(replace(CONTRACT, filings=(filing(),)))["registration", ""]
    assert done.done_on == date(2026, 2, 1)
    assert found(replace(CONTRACT, registered_on=date(2026, 2, 9)))["registration", ""].done_on == date(
        2026, 2, 9
    )


def test_after_a_refusal_the_duty_begins_anew() -> None:
    refused = filing(state="refused", closed_on=date(2026, 3, 1))
    duty = found(replace(CONTRACT, filings=(refused,)))["registration", ""]
    assert (duty.done_on, duty.again_from) == (None, date(2026, 3, 1))
    never_in = replace(refused, submitted_on=None)
    assert found(replace(CONTRACT, filings=(never_in,)))["registration", ""].again_from is None


def test_an_amendment_after_registration_asks_for_a_change_of_what_it_touches() -> None:
    change = Changed("BC-2026-0001", date(2026, 5, 1), frozenset({"clauses"}))
    both = (filing(), filing("recordal"))
    known = found(replace(CONTRACT, amendments=(change,), filings=both))
    assert ("registration_change", "BC-2026-0001") in known
    assert ("recordal_change", "BC-2026-0001") not in known
    term = replace(change, fields=frozenset({"ends_on"}))
    known = found(replace(CONTRACT, amendments=(term,), filings=both))
    assert known["recordal_change", "BC-2026-0001"].starts_on == date(2026, 5, 1)
    filed = filing(purpose=FilingPurpose.CHANGE, occasion="BC-2026-0001", submitted_on=date(2026, 5, 9))
    known = found(replace(CONTRACT, amendments=(term,), filings=(*both, filed)))
    assert known["registration_change", "BC-2026-0001"].done_on == date(2026, 5, 9)
    earlier = replace(term, signed_on=date(2026, 1, 20))
    assert ("registration_change", "BC-2026-0001") not in found(
        replace(CONTRACT, amendments=(earlier,), filings=both)
    )


def test_a_termination_asks_for_a_cancellation_where_something_was_filed() -> None:
    ended = replace(CONTRACT, binding=False, terminated_on=date(2026, 8, 1))
    assert found(ended) == {}
    known = found(replace(ended, filings=(filing(),)))
    assert known["registration_change", "XK-2026-0001 注销"].starts_on == date(2026, 8, 1)
    cancelled = filing(purpose=FilingPurpose.CANCEL, submitted_on=date(2026, 8, 9))
    known = found(replace(ended, filings=(filing(), cancelled)))
    assert known["registration_change", "XK-2026-0001 注销"].done_on == date(2026, 8, 9)


# --- rules ------------------------------------------------------------------------------------------------


def codes(record: FilingRecord, *others: FilingRecord) -> set[str]:
    numbered = [(f"DJ-2026-000{place}", other) for place, other in enumerate(others, 1)]
    return {reason.code for reason in preparing_reasons(record, numbered)}


def test_a_contract_is_registered_once_and_changed_by_what_belongs_to_it() -> None:
    new = filing(state="prepared")
    assert codes(new) == set()
    assert codes(new, filing()) == {"filing.under_way"}
    assert codes(new, filing(state="certified")) == {"filing.once"}
    assert codes(new, filing(state="refused"), filing("recordal")) == set()
    change = filing(state="prepared", purpose=FilingPurpose.CHANGE)
    assert codes(change, filing(state="certified")) == {"filing.follows", "filing.occasion"}
    good = replace(change, follows="DJ-2026-0001", occasion="BC-2026-0001")
    assert codes(good, filing(state="certified")) == set()


def test_a_certificate_of_registration_states_both_amounts() -> None:
    def asked(*given: object) -> set[str]:
        return {reason.code for reason in certificate_reasons(filing(), *given)}  # type: ignore[arg-type]

    assert asked("", None, None, "") == {
        "filing.no_certificate",
        "filing.no_total_fen",
        "filing.no_technical_fen",
        "filing.no_proof",
    }
    assert asked("2026530000000001", 100, 101, "ZJ-2026-0001") == {"filing.technical"}
    assert asked("2026530000000001", 100, 100, "ZJ-2026-0001") == set()


# --- yearly fees ------------------------------------------------------------------------------------------


def test_the_fee_of_a_year_is_paid_by_its_eve() -> None:
    third = fee_year(date(2023, 6, 3), 3)
    assert (third.pay_by, third.counted_from) == (date(2025, 6, 2), date(2024, 6, 2))


def test_the_next_fee_is_the_first_after_the_license_or_the_year_after_the_last_paid() -> None:
    applied = date(2023, 6, 3)
    first = next_fee(applied, date(2043, 6, 3), date(2026, 1, 15))
    assert first is not None
    assert (first.year, first.pay_by) == (4, date(2026, 6, 2))
    paid = next_fee(applied, date(2043, 6, 3), date(2026, 1, 15), paid_year=4)
    assert paid is not None
    assert paid.year == 5


def test_no_fee_is_due_for_a_year_that_the_right_does_not_live_to() -> None:
    applied, expires = date(2023, 6, 3), date(2033, 6, 3)
    last = next_fee(applied, expires, date(2032, 1, 1))
    assert last is not None
    assert (last.year, last.pay_by) == (10, date(2032, 6, 2))
    assert next_fee(applied, expires, date(2032, 7, 1)) is None
    assert next_fee(applied, expires, date(2032, 1, 1), paid_year=10) is None


@settings(max_examples=50)
@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_fees_follow_one_another_without_a_gap(applied: date, since: date) -> None:
    found_fee = next_fee(applied, None, since)
    assert found_fee is not None
    assert found_fee.pay_by >= since
    following = next_fee(applied, None, since, paid_year=found_fee.year)
    assert following is not None
    assert following.year == found_fee.year + 1
    assert 364 <= (following.pay_by - found_fee.pay_by).days <= 366
