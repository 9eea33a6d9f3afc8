from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.acting import act, refused, sign, warnings
from tests.notices.acts import exhibit
from tests.offices import open_at, problems
from ttoffice.action import Office
from ttoffice.agenda.views import gather
from ttoffice.licenses import checking, reading
from ttoffice.licenses.collecting.measures import MEASURES
from ttoffice.licenses.supports.record import SUPPORTS, SupportRecord


@pytest.fixture
def license_(office: Office) -> str:
    """A license whose threshold fee has been overdue since 2026-01-30; today is 2026-06-01."""
    return sign(office)


def load(office: Office, number: str) -> SupportRecord:
    with office.reader() as reader:
        found = SUPPORTS.load(reader, number)
    assert found is not None
    return found.record


def guarantee(office: Office, license_: str, **more: Any) -> str:
    data = {
        "kind": "guarantee",
        "provider": "云南某某融资担保有限公司",
        "provider_kind": "guarantee_company",
        "form": "joint",
        **more,
    }
    return str(act(office, "support.enter", license=license_, **data))


def ending(office: Office, day: date) -> list[tuple[str, date | None]]:
    later = open_at(office.home.root, day)
    with later.reader() as reader:
        return [(item.key, item.day) for item in gather(later, reader).items if item.kind == "support"]


def test_a_guarantee_is_called_upon_for_what_is_overdue_and_that_limits_loss(
    office: Office, license_: str, tmp_path: Path
) -> None:
    number = guarantee(office, license_)
    record = load(office, number)
    assert (record.title, record.licensee_name) == ("担保 云南某某融资担保有限公司", "云南某某科技有限公司")
    assert ending(office, date(2026, 7, 1)) == [(f"support:{number}:YS-2026-0001", date(2026, 7, 30))]
    proof = exhibit(office, tmp_path, license_, "主张函.pdf")
    act(office, "support.claim", number, amount="3万元", proof=proof)
    with office.reader() as reader:
        (measure,) = MEASURES.where(reader)
    assert (measure.record.kind, measure.record.support, measure.record.proof) == (
        "guarantor_called",
        number,
        (proof,),
    )
    assert warnings(
        office, "support.record_outcome", number, outcome="paid", amount="1万元", final=False
    ) == {"support.receipt"}
    act(office, "support.record_outcome", number, outcome="paid", amount="2万元")
    paid = load(office, number)
    assert (paid.state, paid.paid_fen, len(paid.happenings)) == ("paid", 3_000_000, 3)
    act(office, "receipt.enter", license=license_, amount="30000", kind="guarantee", support=number)
    assert ending(office, date(2026, 7, 1)) == []
    assert refused(office, "support.change", number, note="补记", reason="更正") == {"support.ended"}
    assert problems(office) == ()


def test_a_guarantor_is_not_called_while_nothing_is_overdue(office: Office, license_: str) -> None:
    number = guarantee(office, license_, dues=["YS-2026-0002"])
    assert refused(office, "support.claim", number) == {"support.nothing_overdue"}
    assert "license.no_due" in refused(
        office, "support.enter", license=license_, kind="guarantee", dues=["YS-2026-0099"]
    )


def test_the_law_that_bars_a_university_as_guarantor_is_told_when_it_is_entered(
    office: Office, license_: str
) -> None:
    data = {"license": license_, "kind": "guarantee", "provider": "某某大学", "provider_kind": "university"}
    assert refused(office, "support.enter", **data) == {"support.may_not_guarantee"}


def test_what_the_law_says_of_a_license_knows_its_guarantees(office: Office, license_: str) -> None:
    guarantee(office, license_, ends_on="2026-01-20")
    with office.reader() as reader:
        found = reading.load(reader, license_)
        assert found is not None
        reasons = checking.reasons(reader, license_, found.record, office.rulebook, office.today)
    assert {reason.basis for reason in reasons if reason.field == "supports"} == {"民法典 692"}


def test_a_voucher_is_used_up_to_its_value_and_until_its_day(office: Office, license_: str) -> None:
    data = {"kind": "voucher", "reference": "YN2026-0007", "amount": "2万元", "ends_on": "2026-06-30"}
    number = act(office, "support.enter", license=license_, **data)
    assert ending(office, date(2026, 6, 1)) == [(f"support:{number}", date(2026, 6, 30))]
    act(office, "support.record_outcome", number, outcome="used", amount="5000元")
    assert load(office, number).state == "standing"
    assert refused(office, "support.record_outcome", number, outcome="used", amount="2万元") == {
        "support.too_much"
    }
    late = open_at(office.home.root, date(2026, 7, 1))
    assert refused(late, "support.record_outcome", number, outcome="used", amount="1万元") == {
        "support.expired"
    }
    act(office, "support.record_outcome", number, outcome="used", amount="15000元")
    assert (load(office, number).state, load(office, number).paid_fen) == ("paid", 2_000_000)


def test_a_subsidy_is_applied_for_granted_and_paid(office: Office, license_: str) -> None:
    data = {"kind": "subsidy", "provider": "昆明高新区管委会", "beneficiary": "licensee", "amount": "10万元"}
    number = act(office, "support.enter", license=license_, agreed_on="2026-05-01", **data)
    assert load(office, number).state == "applied"
    assert refused(office, "support.record_outcome", number, outcome="paid", amount="1万元") == {
        "support.state",
        "support.too_much",
    }
    act(office, "support.record_outcome", number, outcome="granted", amount="8万元")
    act(office, "support.record_outcome", number, outcome="paid", amount="8万元")
    assert (load(office, number).granted_fen, load(office, number).state) == (8_000_000, "paid")


def test_ending_a_guarantee_while_money_is_owed_is_pointed_out(office: Office, license_: str) -> None:
    number = guarantee(office, license_)
    assert warnings(office, "support.end", number, reason="双方解除担保合同") == {"support.overdue"}
    assert load(office, number).state == "ended"
    assert refused(office, "support.end", number, reason="再次") == {"support.ended"}


def test_more_than_a_voucher_is_good_for_is_told_once_it_comes_in(office: Office, license_: str) -> None:
    voucher = {"kind": "voucher", "provider": "云南省科技厅", "amount": "2万元", "reference": "Q1"}
    number = act(office, "support.enter", license=license_, **voucher)
    receipt = {"license": license_, "kind": "voucher", "support": number, "received_on": "2026-05-01"}
    whole = act(office, "receipt.enter", amount=20_000, **receipt)
    assert "receipt.beyond_support" in warnings(office, "receipt.enter", amount="0.01元", **receipt)
    act(office, "receipt.reverse", whole, reason="登记有误")
    assert "receipt.beyond_support" not in warnings(office, "receipt.enter", amount="19999.99元", **receipt)
