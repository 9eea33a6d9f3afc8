from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.licenses.acting import act, due_number, dues, free, receipt, refused, sign, warnings
from tests.offices import problems, tamper
from ttoffice.action import Office, check, find_action
from ttoffice.licenses.shelves import ALLOCATIONS

LATER = date(2026, 11, 26)


@pytest.fixture
def signed(office: Office) -> tuple[Office, str]:
    """A license that owes a threshold fee of 30,000 and a stage of 100,000 yuan, both overdue."""
    late = office.on(LATER)
    return late, sign(late)


def paid(office: Office, number: str) -> dict[str, int]:
    return {key: due.paid_fen for (_kind, key), due in dues(office, number).items() if due.paid_fen}


def test_a_receipt_pays_the_oldest_sum_first_and_the_rest_in_part(signed: tuple[Office, str]) -> None:
    office, number = signed
    found = act(office, "receipt.enter", license=number, amount="5万元", received_on="2026-09-01")
    assert paid(office, number) == {"threshold": 3_000_000, "s1": 2_000_000}
    assert receipt(office, found).payer == "云南某某科技有限公司"
    assert free(office, found) == 0


def test_interest_that_was_claimed_is_paid_before_the_principal(signed: tuple[Office, str]) -> None:
    office, number = signed
    act(office, "due.claim_interest", due_number(office, number, "threshold", "threshold"))
    act(office, "receipt.enter", license=number, amount="1万元")
    found = dues(office, number)
    assert found["interest", "threshold"].state.value == "settled"
    assert found["interest", "threshold"].amount_fen == 450_000
    assert found["threshold", "threshold"].paid_fen == 550_000


def test_an_overpayment_stays_free_and_is_said(signed: tuple[Office, str]) -> None:
    office, number = signed
    assert "receipt.free" in warnings(office, "receipt.enter", license=number, amount="20万元")
    assert free(office, "DZ-2026-0001") == 7_000_000


def test_the_payer_may_name_what_is_paid(signed: tuple[Office, str]) -> None:
    office, number = signed
    stage = due_number(office, number, "stage", "s1")
    act(office, "receipt.enter", license=number, amount=1000, to=[{"due": stage, "amount": 600}])
    assert paid(office, number) == {"s1": 60_000}
    assert free(office, "DZ-2026-0001") == 40_000
    for to, code in (
        ([{"due": stage, "amount": 2000}], "receipt.too_much"),
        ([{"due": stage, "amount": "10万元"}], "receipt.more_than_open"),
        ([{"due": "YS-2026-0099"}], "receipt.other_license"),
    ):
        assert code in refused(office, "receipt.enter", license=number, amount=1500, to=to)


def test_a_voucher_or_a_guarantor_refers_to_its_record(signed: tuple[Office, str]) -> None:
    office, number = signed
    told = warnings(office, "receipt.enter", license=number, kind="voucher", amount=100)
    assert "receipt.no_support" in told
    asked: dict[str, Any] = {"license": number, "kind": "guarantee", "amount": 100, "support": "ZC-2026-0009"}
    assert refused(office, "receipt.enter", **asked) == {"receipt.unknown_support"}


def test_a_receipt_entered_twice_is_asked_about(signed: tuple[Office, str]) -> None:
    office, number = signed
    same: dict[str, Any] = {
        "license": number,
        "amount": 100,
        "received_on": "2026-09-01",
        "reference": "银-1",
    }
    act(office, "receipt.enter", **same)
    assert "receipt.again" in warnings(office, "receipt.enter", **same)


def test_a_reversed_receipt_frees_what_it_paid(signed: tuple[Office, str]) -> None:
    office, number = signed
    found = act(office, "receipt.enter", license=number, amount="5万元", received_on="2026-09-01")
    reversal = act(office, "receipt.reverse", found, reason="误记入本许可", on="2026-09-05")
    assert paid(office, number) == {}
    assert (receipt(office, reversal).reverses, receipt(office, reversal).amount_fen) == (found, 5_000_000)
    assert free(office, found) == 0
    assert refused(office, "receipt.reverse", found, reason="再次") == {"receipt.reversed"}
    assert refused(office, "receipt.reverse", reversal, reason="再次") == {"receipt.is_reversal"}
    assert problems(office) == ()


def test_only_free_money_is_refunded(signed: tuple[Office, str]) -> None:
    office, number = signed
    found = act(office, "receipt.enter", license=number, amount="20万元")
    assert refused(office, "receipt.refund", found, amount="8万元", reason="多付") == {"receipt.not_free"}
    back = act(office, "receipt.refund", found, amount="5万元", reason="多付")
    assert free(office, found) == 2_000_000
    assert refused(office, "receipt.reverse", found, reason="误记") == {"receipt.refunded"}
    act(office, "receipt.reverse", back, reason="退款被退回")
    assert free(office, found) == 7_000_000


def test_free_money_pays_what_becomes_due_later(signed: tuple[Office, str]) -> None:
    office, number = signed
    found = act(office, "receipt.enter", license=number, amount="20万元")
    assert refused(office, "receipt.allocate", found) == {"receipt.nothing_due"}
    act(office, "statement.enter", license=number, period="2026-H1", base="100万元")
    act(office, "receipt.allocate", found)
    assert paid(office, number)["2026-H1"] == 3_000_000
    assert free(office, found) == 4_000_000


def test_a_wrong_allocation_is_released_and_made_anew(signed: tuple[Office, str]) -> None:
    office, number = signed
    found = act(office, "receipt.enter", license=number, amount="3万元")
    with office.reader() as reader:
        (wrong,) = ALLOCATIONS.where(reader)
    stage = due_number(office, number, "stage", "s1")
    asked: dict[str, Any] = {"release": [wrong.number], "to": [{"due": stage}]}
    assert refused(office, "receipt.allocate", found, **asked) == {"receipt.no_reason"}
    act(office, "receipt.allocate", found, reason="付款用途为样品款", **asked)
    assert paid(office, number) == {"s1": 3_000_000}
    too_much: dict[str, Any] = {
        "release": ["HX-2026-0003"],
        "to": [{"due": stage, "amount": "11万元"}],
        "reason": "错",
    }
    assert "receipt.too_much" in refused(office, "receipt.allocate", found, **too_much)
    assert paid(office, number) == {"s1": 3_000_000}


def test_a_receipt_is_of_a_day_gone_by_and_more_than_nothing(signed: tuple[Office, str]) -> None:
    office, number = signed
    assert refused(office, "receipt.enter", license=number, amount=0) == {"receipt.no_amount"}
    asked: dict[str, Any] = {"license": number, "amount": 5, "received_on": "2027-01-01"}
    assert refused(office, "receipt.enter", **asked) == {"receipt.future"}


def test_the_check_finds_money_that_was_changed_by_hand(signed: tuple[Office, str]) -> None:
    office, number = signed
    act(office, "receipt.enter", license=number, amount="5万元")
    office.lender.close()
    tamper(office.home.store, "UPDATE due SET paid_fen = paid_fen - 1 WHERE key = 's1'")
    assert any("YS-2026-0002" in problem and "核销" in problem for problem in problems(office))
    tamper(office.home.store, "UPDATE due SET paid_fen = paid_fen + 1 WHERE key = 's1'")
    tamper(office.home.store, "UPDATE receipt SET amount_fen = 4900000")
    assert any("DZ-2026-0001" in problem and "退还" in problem for problem in problems(office))


def test_a_refusal_names_the_field_of_the_input_that_it_is_about(signed: tuple[Office, str]) -> None:
    office, number = signed
    wrong: dict[str, dict[str, Any]] = {
        "receipt.enter": {"amount": 0},
        "statement.enter": {"period": "2026-Q3"},
        "due.claim_damages": {"reason": "违约", "kind": "damages"},
    }
    for name, data in wrong.items():
        told = {reason.field for reason in check(office, name, {"license": number, **data}) if reason.field}
        assert told
        assert told <= find_action(name).input.model_fields.keys()
