from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttoffice.licenses.supports.guarantees import covers, form_of, liability, too_short
from ttoffice.licenses.supports.record import (
    GuaranteeForm,
    ProviderKind,
    Side,
    SupportKind,
    SupportRecord,
    SupportState,
)
from ttoffice.licenses.supports.rules import (
    Around,
    amount_reasons,
    entry_reasons,
    period_reasons,
    step_reasons,
)
from ttoffice.reasons import Reason, refusing

GUARANTEE = SupportRecord(
    "XK-2026-0001",
    SupportKind.GUARANTEE,
    "担保",
    provider="云南某某融资担保有限公司",
    provider_kind=ProviderKind.GUARANTEE_COMPANY,
    form=GuaranteeForm.JOINT,
    ends_on=date(2028, 12, 31),
    papers=("ZJ-2026-0001",),
)
AROUND = Around(
    "滇中科技大学", "12530000431202", "云南某某科技有限公司", "91530100", {"YS-1": date(2027, 6, 30)}
)


def codes(reasons: list[Reason]) -> set[str]:
    return {reason.code for reason in reasons}


def refused(record: SupportRecord, around: Around = AROUND) -> set[str]:
    return codes(refusing(list(entry_reasons(record, around))))


def warned(record: SupportRecord, around: Around = AROUND) -> set[str]:
    return {reason.code for reason in entry_reasons(record, around) if reason.warning}


def test_a_guarantee_lasts_as_agreed_or_six_months_after_each_debt() -> None:
    due = date(2026, 8, 31)
    assert liability(due, None).until == date(2027, 2, 28)
    assert liability(due, date(2027, 1, 1)).until == date(2027, 1, 1)
    early = liability(due, due)
    assert (early.until, early.agreed, early.as_none) == (date(2027, 2, 28), False, True)


@settings(max_examples=50)
@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)), st.integers(-400, 400))
def test_no_guarantee_ends_before_its_debt(due_on: date, days: int) -> None:
    found = liability(due_on, due_on + timedelta(days=days))
    assert found.until > due_on
    assert found.agreed is (days > 0)


def test_a_guarantee_that_lacks_nothing_is_taken() -> None:
    assert list(entry_reasons(GUARANTEE, AROUND)) == []
    assert covers(GUARANTEE, "YS-9")
    assert not covers(replace(GUARANTEE, dues=("YS-1",)), "YS-9")


@pytest.mark.parametrize("kind", [ProviderKind.UNIVERSITY, ProviderKind.NONPROFIT, ProviderKind.GOVERNMENT])
def test_who_works_for_the_public_good_may_not_guarantee(kind: ProviderKind) -> None:
    reasons = refusing(list(entry_reasons(replace(GUARANTEE, provider_kind=kind), AROUND)))
    assert [(reason.code, reason.basis) for reason in reasons] == [
        ("support.may_not_guarantee", "民法典 683")
    ]


def test_a_party_of_the_license_is_no_guarantor() -> None:
    assert refused(replace(GUARANTEE, provider="滇中科技大学")) == {"support.party"}
    assert refused(replace(GUARANTEE, provider_code="91530100")) == {"support.party"}


def test_a_period_no_longer_than_the_debt_is_pointed_out_for_each_sum() -> None:
    short = replace(GUARANTEE, ends_on=date(2027, 6, 30))
    assert warned(short) == {"support.short_period"}
    assert len(too_short(short, [date(2027, 6, 30), date(2027, 6, 29)])) == 1
    assert warned(replace(short, dues=("YS-2",))) == set()


def test_a_guarantee_without_a_form_is_a_general_one() -> None:
    open_form = replace(GUARANTEE, form=None)
    assert form_of(open_form) is GuaranteeForm.GENERAL
    assert warned(open_form) == {"support.form_open"}


def test_each_kind_names_what_it_lacks() -> None:
    bare = SupportRecord("XK-2026-0001", SupportKind.INSURANCE, "保险")
    assert refused(bare) == {
        "support.no_provider",
        "support.no_reference",
        "support.no_amount_fen",
        "support.no_starts_on",
        "support.no_ends_on",
    }
    assert refused(replace(bare, kind=SupportKind.VOUCHER)) == {
        "support.no_reference",
        "support.no_amount_fen",
    }
    assert refused(replace(bare, kind=SupportKind.SUBSIDY)) == {
        "support.no_provider",
        "support.no_beneficiary",
        "support.no_amount_fen",
        "support.no_agreed_on",
    }
    assert refused(replace(bare, kind=SupportKind.GUARANTEE)) == {
        "support.no_provider",
        "support.no_provider_kind",
    }


def test_an_insurance_that_ends_before_the_debt_is_pointed_out() -> None:
    insurance = SupportRecord(
        "XK-2026-0001",
        SupportKind.INSURANCE,
        "保险",
        provider="某某财产保险",
        reference="PZ001",
        amount_fen=1,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 1, 1),
        premium_side=Side.LICENSEE,
        papers=("ZJ-2026-0001",),
    )
    assert warned(insurance) == {"support.short_insurance"}
    assert refused(replace(insurance, ends_on=date(2025, 1, 1))) == {"support.reversed"}


def test_only_what_fits_the_kind_and_the_state_happens() -> None:
    assert codes(list(step_reasons(GUARANTEE, "used"))) == {"support.event"}
    assert codes(list(step_reasons(GUARANTEE, "paid"))) == {"support.state"}
    assert list(step_reasons(replace(GUARANTEE, state=SupportState.CLAIMED), "paid")) == []
    assert list(step_reasons(replace(GUARANTEE, state=SupportState.REFUSED), "claimed")) == []


def test_no_more_is_paid_than_there_is() -> None:
    voucher = SupportRecord("XK-2026-0001", SupportKind.VOUCHER, "券", amount_fen=100, paid_fen=60)
    assert codes(list(amount_reasons(voucher, "used", 41))) == {"support.too_much"}
    assert list(amount_reasons(voucher, "used", 40)) == []
    assert codes(list(amount_reasons(voucher, "used", None))) == {"support.no_outcome_amount"}
    assert list(amount_reasons(voucher, "refused", None)) == []


def test_a_guarantor_is_called_after_the_debt_and_within_the_period() -> None:
    due = [date(2026, 6, 30)]
    assert codes(list(period_reasons(GUARANTEE, date(2026, 6, 30), due))) == {"support.not_due"}
    assert list(period_reasons(GUARANTEE, date(2026, 7, 1), due)) == []
    by_law = replace(GUARANTEE, ends_on=None, form=GuaranteeForm.GENERAL)
    assert codes(list(period_reasons(by_law, date(2027, 1, 1), due))) == {
        "support.period_over",
        "support.sue_first",
    }
