from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.importing.ledgers import contract, contracts, receipt, receipts
from tests.offices import contents, problems
from ttoffice.action import Office, perform
from ttoffice.licenses.importing.run import run_import
from ttoffice.licenses.record import ReceiptRecord
from ttoffice.licenses.shelves import DUES, RECEIPTS
from ttoffice.results.importing import ImportReport


@pytest.fixture
def contracted(office: Office, tmp_path: Path) -> Office:
    path = contracts(tmp_path / "合同.xlsx", contract(**{"许可成果（编号或专利号）": None}))
    assert run_import(office, path, verb="license.import").created == 1
    return office


def run(office: Office, path: Path, **how: Any) -> ImportReport:
    return run_import(office, path, verb="receipt.import", **how)


def received(office: Office) -> list[ReceiptRecord]:
    with office.reader() as reader:
        return [found.record for found in RECEIPTS.where(reader)]


def told(report: ImportReport) -> set[str]:
    return {problem.code.removeprefix("import.") for problem in report.problems}


def test_a_row_becomes_a_receipt_that_pays_what_is_due(contracted: Office, tmp_path: Path) -> None:
    report = run(contracted, receipts(tmp_path / "到账.xlsx", receipt()))
    assert (report.created, report.skipped) == (1, 0)
    (found,) = received(contracted)
    assert (found.amount_fen, found.received_on, found.reference) == (
        5_000_000,
        date(2026, 3, 1),
        "20260301-0007",
    )
    with contracted.reader() as reader:
        assert [due.record.paid_fen for due in DUES.where(reader)] == [5_000_000, 0, 0]
    assert problems(contracted) == ()


def test_money_is_allocated_in_the_order_of_the_days(contracted: Office, tmp_path: Path) -> None:
    column = "到账金额（元）"
    later = receipt(到账日期="2026-04-01", 流水号="2", **{column: 40_000})
    earlier = receipt(到账日期="2026-03-01", 流水号="1", **{column: 20_000})
    report = run(contracted, receipts(tmp_path / "到账.xlsx", later, earlier))
    assert [problem.row for problem in report.problems] == [2]
    assert [one.reference for one in received(contracted)] == ["1", "2"]


def test_a_dry_run_writes_nothing_and_a_second_run_changes_nothing(
    contracted: Office, tmp_path: Path
) -> None:
    equal = receipt(流水号=None)
    path = receipts(tmp_path / "到账.xlsx", receipt(), equal, equal)
    before = contents(contracted.home.store)
    assert run(contracted, path, dry_run=True).created == 3
    assert contents(contracted.home.store) == before
    first = run(contracted, path)
    assert (first.created, "equal_rows" in told(first)) == (3, True)
    again = run(contracted, path)
    assert (again.created, again.unchanged) == (0, 3)
    assert len(received(contracted)) == 3


def test_what_was_reversed_here_is_not_entered_again(contracted: Office, tmp_path: Path) -> None:
    path = receipts(tmp_path / "到账.xlsx", receipt())
    run(contracted, path)
    perform(contracted, "receipt.reverse", {"reason": "记错合同"}, subject="DZ-2026-0001")
    report = run(contracted, path)
    assert (report.created, report.unchanged, told(report)) == (0, 1, {"reversed"})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"合同编号": "无此合同"}, "contract_unknown"),
        ({"合同编号": None}, "no_contract"),
        ({"到账日期": None}, "no_day"),
        ({"到账日期": "去年"}, "date_unknown"),
        ({"到账金额（元）": None}, "no_amount"),
        ({"到账金额（元）": -500}, "negative"),
        ({"到账日期": date(2026, 6, 2)}, "future"),
    ],
)
def test_a_row_that_cannot_be_entered_is_refused_with_its_reason(
    contracted: Office, tmp_path: Path, changed: dict[str, Any], code: str
) -> None:
    report = run(contracted, receipts(tmp_path / "到账.xlsx", receipt(**changed)))
    assert (report.created, report.skipped) == (0, 1)
    assert any(code in one.code or code == "date_unknown" for one in report.problems)
    assert received(contracted) == []


def test_one_reference_with_two_amounts_is_refused_and_twice_the_same_row_is_one(
    contracted: Office, tmp_path: Path
) -> None:
    rows = receipt(), receipt(), receipt(**{"到账金额（元）": 1})
    report = run(contracted, receipts(tmp_path / "到账.xlsx", *rows))
    assert (report.created, report.skipped) == (1, 2)
    assert {"duplicate", "reference_differs"} <= told(report)


def test_a_contract_is_named_by_its_number_here_as_well(contracted: Office, tmp_path: Path) -> None:
    report = run(contracted, receipts(tmp_path / "到账.xlsx", receipt(合同编号="xk-2026-1")))
    assert report.created == 1
