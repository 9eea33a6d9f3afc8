from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from tests.licenses.awards.acts import decided, decision, draft, look, refused, result, warned
from tests.licenses.seeding import license_, receipt
from tests.offices import problems, tamper
from ttoffice.action import Office, perform
from ttoffice.licenses.codes import ReceiptKind

TAX = {"kind": "tax", "amount": "6000元", "label": "增值税及附加", "source": "完税凭证"}


def test_a_distribution_follows_the_completers_shares_to_the_fen(office: Office) -> None:
    lic = license_(office, result(office))
    receipt(office, lic, 10_000_001)
    record = look(office, draft(office, lic, deductions=[TAX])).record
    assert (record.gross_fen, record.deducted_fen, record.net_fen) == (10_000_001, 600_000, 9_400_001)
    assert (record.pool_fen, record.retained_fen) == (4_700_001, 4_700_000)
    assert [(line.name, line.amount_fen, line.main) for line in record.lines] == [
        ("王敏", 2_820_001, True),
        ("赵刚", 1_880_000, True),
    ]
    assert record.relief_until == date(2029, 3, 1)
    assert any("净收入：100,000.01元 - 6,000.00元 = 94,000.01元" in line for line in record.working)
    assert problems(office) == ()


def test_contributors_to_the_transfer_share_and_leave_the_rest_to_the_completers(office: Office) -> None:
    lic = license_(office, result(office))
    receipt(office, lic, 1_000_000)
    number = draft(office, lic, share="70%", transfer=[{"person": "周全", "share": "10", "part": "transfer"}])
    record = look(office, number).record
    assert record.pool_fen == 700_000
    assert [(line.name, line.share, line.amount_fen) for line in record.lines] == [
        ("王敏", "54%", 378_000),
        ("赵刚", "36%", 252_000),
        ("周全", "10%", 70_000),
    ]
    assert record.share_source == ""
    more = {"transfer": [{"person": "周全", "share": "10"}, {"person": "吴非", "share": "95"}]}
    assert refused(office, "award.change", more, number) == {"award.transfer"}


def test_several_results_count_alike_or_by_weight(office: Office) -> None:
    first = result(office)
    second = result(office, title="另一成果", completers=[{"name": "王敏"}])
    lic = license_(office, first, second)
    receipt(office, lic, 1_000)
    number = draft(office, lic)
    assert [(line.name, line.share) for line in look(office, number).record.lines] == [
        ("王敏", "80%"), ("赵刚", "20%"),
    ]  # fmt: skip
    perform(office, "award.change", {"weights": {first: "75", second: "25"}}, subject=number)
    assert [line.share for line in look(office, number).record.lines] == ["70%", "30%"]
    perform(office, "award.change", {"lines": []}, subject=number)
    assert [line.share for line in look(office, number).record.lines] == ["80%", "20%"]


def test_a_receipt_is_distributed_only_once(office: Office) -> None:
    lic = license_(office, result(office))
    first, second = receipt(office, lic, 1_000), receipt(office, lic, 500)
    number = draft(office, lic, receipts=[first])
    assert refused(office, "award.draft", {"license": lic, "receipts": [first]}) == {"award.distributed"}
    assert [one.receipt for one in look(office, draft(office, lic)).record.receipts] == [second]
    assert refused(office, "award.draft", {"license": lic}) == {"award.no_receipt"}
    perform(office, "award.withdraw", {"reason": "改由他案分配"}, subject=number)
    assert refused(office, "award.draft", {"license": lic, "receipts": [first]}) == set()


def test_reversed_and_foreign_receipts_are_refused_and_a_refund_counts_against(office: Office) -> None:
    res = result(office)
    lic, other = license_(office, res), license_(office, res)
    wrong = receipt(office, lic, 1_000)
    receipt(office, lic, 1_000, reverses=wrong)
    good, foreign = receipt(office, lic, 900), receipt(office, other, 5)
    back = receipt(office, lic, 100, kind=ReceiptKind.REFUND)
    for number in (wrong, foreign, "DZ-2026-0099"):
        assert refused(office, "award.draft", {"license": lic, "receipts": [number]}) == {"award.receipt"}
    assert "award.refund_left" in warned(office, "award.draft", {"license": lic, "receipts": [good]})
    record = look(office, draft(office, lic)).record
    assert ([one.receipt for one in record.receipts], record.gross_fen) == ([good, back], 800)


def test_deductions_need_their_ground_and_fit_the_units_definition(office: Office) -> None:
    lic = license_(office, result(office))
    receipt(office, lic, 1_000_000)
    base = {"license": lic}
    one = {"kind": "negotiation", "amount": "100"}
    assert refused(office, "award.draft", {**base, "deductions": [one]}) == {"award.deduction_unfounded"}
    unproved = {**one, "source": "差旅报销单"}
    assert "award.deduction_unproved" in warned(office, "award.draft", {**base, "deductions": [unproved]})
    cost = {**unproved, "kind": "cost"}
    assert refused(office, "award.draft", {**base, "deductions": [cost]}) == {"award.deduction_kind"}
    policy = {"code": "award_net_income", "value": "contract_costs", "source": "校发〔2026〕1号"}
    perform(office, "policy.set", {**policy, "effective_from": "2026-06-01"})
    assert refused(office, "award.draft", {**base, "deductions": [cost]}) == set()
    much = {**unproved, "amount": "2万元"}
    assert refused(office, "award.draft", {**base, "deductions": [much]}) == {"award.deductions_exceed"}
    assert refused(office, "award.draft", {**base, "deductions": [{**one, "amount": "多"}]}) == {
        "input.value_error"
    }
    lacking = {**one, "proof": "ZJ-2026-0099"}
    assert refused(office, "award.draft", {**base, "deductions": [lacking]}) == {"exhibit.unknown"}


def test_shares_below_the_statutory_floor_and_of_the_main_contributors_are_warned_of(office: Office) -> None:
    lic = license_(office, result(office))
    receipt(office, lic, 1_000_000)
    assert "award.below_floor" in warned(office, "award.draft", {"license": lic, "share": "40"})
    assert "award.below_floor" not in warned(office, "award.draft", {"license": lic, "share": "50"})
    lines = [
        {"person": "王敏", "share": "40"},
        {"person": "周全", "share": "60", "part": "transfer"},
    ]
    assert "award.main_share" in warned(office, "award.draft", {"license": lic, "lines": lines})
    uneven = [{"person": "王敏", "share": "40"}, {"person": "赵刚", "share": "50"}]
    assert refused(office, "award.draft", {"license": lic, "lines": uneven}) == {"award.shares"}
    twice = [{"person": "王敏", "share": "40"}, {"person": "王敏", "share": "60"}]
    assert refused(office, "award.draft", {"license": lic, "lines": twice}) == {"award.twice"}
    missing = license_(office, result(office, completers=[{"name": "甲"}, {"name": "乙"}]))
    receipt(office, missing, 1_000)
    assert refused(office, "award.draft", {"license": missing}) == {"award.no_shares"}


def test_a_leader_in_a_post_is_named_with_the_post_and_given_cash(office: Office) -> None:
    posts = [{"title": "副校长", "since": "2024-01-01"}]
    person = perform(office, "person.create", {"name": "王敏", "roles": ["leader"], "posts": posts}).value
    lic = license_(office, result(office))
    receipt(office, lic, 1_000)
    record = look(office, draft(office, lic)).record
    assert (record.lines[0].person, record.lines[0].leader, record.lines[0].post) == (person, True, "副校长")
    assert person in record.persons
    lines = [{"person": person, "share": "100", "form": "equity"}]
    other = license_(office, result(office))
    receipt(office, other, 1_000)
    found = warned(office, "award.draft", {"license": other, "lines": lines})
    assert {"award.leader", "award.leader_form"} <= found


def test_publicity_runs_its_days_and_closes_only_with_every_objection_answered(office: Office) -> None:
    lic = license_(office, result(office))
    receipt(office, lic, 1_000)
    number = draft(office, lic)
    assert refused(office, "award.decide", {"decision": "JY-2026-0001"}, number) == {"award.state"}
    perform(office, "award.publicise", {"place": "公告栏"}, subject=number)
    assert refused(office, "award.change", {"share": "60"}, number) == {"award.state"}
    tampered = f"UPDATE award SET lines = '[]' WHERE number = '{number}'"
    with sqlite3.connect(office.home.store) as db, pytest.raises(sqlite3.IntegrityError, match="what stands"):
        db.execute(tampered)
    db.close()
    last = office.on(date(2026, 6, 23))  # fifteen working days after 2026-06-01, 06-19 being a holiday
    assert refused(last, "award.close_publicity", {}, number) == {"award.publicity_runs"}
    perform(last, "award.record_objection", {"content": "份额应按贡献调整"}, subject=number)
    later = office.on(date(2026, 6, 24))
    assert refused(later, "award.close_publicity", {}, number) == {"award.objection_open"}
    assert refused(later, "award.answer_objection", {"objection": 2, "answer": "甲"}, number) == {
        "award.no_objection"
    }
    perform(later, "award.answer_objection", {"objection": 1, "answer": "经核实，维持"}, subject=number)
    perform(later, "award.close_publicity", {}, subject=number)
    assert look(later, number).record.state == "cleared"
    assert problems(later) == ()


def test_only_an_adopted_decision_about_it_carries_it_and_no_payment_comes_before(office: Office) -> None:
    lic = license_(office, result(office))
    receipt(office, lic, 10_000)
    number = draft(office, lic)
    perform(office, "award.publicise", {"place": "公告栏"}, subject=number)
    later = office.on(date(2026, 7, 1))
    perform(later, "award.close_publicity", {}, subject=number)
    assert refused(later, "award.pay", {}, number) == {"award.state"}
    assert refused(later, "award.decide", {"decision": "JY-2026-0009"}, number) == {"award.decision"}
    perform(later, "award.decide", {"decision": decision(later, number)}, subject=number)
    assert refused(later, "award.pay", {"on": "2026-06-30"}, number) == {"award.before_decision"}
    assert refused(later, "award.pay", {"lines": ["9"]}, number) == {"award.line"}
    perform(later, "award.pay", {"lines": ["赵刚"], "reference": "工资202607"}, subject=number)
    record = look(later, number).record
    assert (record.state, [line.name for line in record.to_pay]) == ("decided", ["王敏"])
    perform(later, "award.pay", {"lines": []}, subject=number)
    assert look(later, number).record.state == "paid"
    assert problems(later) == ()


def test_reversing_or_refunding_what_is_distributed_is_warned_of(office: Office) -> None:
    lic = license_(office, result(office))
    number = receipt(office, lic, 10_000)
    data = {"reason": "误记"}
    assert "award.rests_on" not in warned(office, "receipt.reverse", data, number)
    draft(office, lic)
    for name in ("receipt.reverse", "receipt.refund"):
        assert "award.rests_on" in warned(office, name, data, number)
    good = receipt(office, lic, 700)
    perform(office, "receipt.reverse", data, subject=number)
    for name, more in (("award.publicise", {"place": "公告栏"}), ("award.change", {"share": "60"})):
        assert refused(office, name, more, "FP-2026-0001") == {"award.reversed"}
    perform(office, "award.change", {"receipts": [good]}, subject="FP-2026-0001")
    assert refused(office, "award.publicise", {"place": "公告栏"}, "FP-2026-0001") == set()
    assert problems(office) == ()


def test_a_reversed_receipt_asks_for_a_correction_that_knows_what_was_paid(office: Office) -> None:
    lic = license_(office, result(office))
    wrong, good = receipt(office, lic, 10_000), receipt(office, lic, 2_000)
    number = draft(office, lic)
    later = decided(office, number)
    perform(later, "award.pay", {"lines": ["王敏"]}, subject=number)
    receipt(later, lic, 10_000, date(2026, 7, 1), reverses=wrong)
    assert refused(later, "award.pay", {}, number) == {"award.reversed"}
    data = {"reason": "到账系误记，已冲正"}
    second = str(perform(later, "award.correct", data, subject=number).value)
    record = look(later, second).record
    assert ([one.receipt for one in record.receipts], record.pool_fen) == ([good], 1_000)
    assert [(line.name, line.before_fen, line.amount_fen, line.change_fen) for line in record.lines] == [
        ("王敏", 3_600, 600, -3_000),
        ("赵刚", 0, 400, 400),
    ]
    assert refused(later, "award.pay", {}, number) == {"award.replaced"}
    assert refused(later, "award.correct", data, number) == {"award.replaced"}
    lines = [{"person": "赵刚", "share": "100"}]
    perform(later, "award.change", {"lines": lines}, subject=second)
    record = look(later, second).record
    assert [(line.name, line.before_fen, line.amount_fen) for line in record.lines] == [
        ("赵刚", 0, 1_000),
        ("王敏", 3_600, 0),
    ]
    assert problems(later) == ()
    tamper(later.home.store, f"UPDATE award SET note = '改' WHERE number = '{second}'")
    assert problems(later) != ()


def test_a_deduction_is_in_yuan_however_it_is_given(office: Office) -> None:
    lic = license_(office, result(office))
    receipt(office, lic, 1_000_000)
    for amount in ({"amount": 100}, {"amount": "100"}, {"amount": "0.01万元"}, {"amount_fen": 10_000}):
        taken_off = {"kind": "tax", "source": "完税凭证", **amount}
        number = draft(office, lic, deductions=[taken_off])
        assert look(office, number).record.net_fen == 990_000
        perform(office, "award.withdraw", {"reason": "试算"}, subject=number)
