from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.calls import Call
from tests.licenses.acting import sign
from tests.offices import open_at

TODAY = date(2026, 9, 15)


@pytest.fixture
def signed(store_home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A license of the third mode in the home of these calls, in the autumn of 2026."""
    monkeypatch.setenv("TTOFFICE_TODAY", TODAY.isoformat())
    office = open_at(store_home, TODAY)
    number = sign(office)
    office.lender.close()
    return number


def test_a_course_of_payments_is_told_on_the_command_line(call: Call, signed: str, tmp_path: Path) -> None:
    stated = call(
        "license",
        "statement",
        "xk-2026-1",
        "--period",
        "2026年上半年",
        "--base",
        "120万元",
        "--received",
        "2026-07-20",
    )
    assert (stated.code, stated.out.splitlines()[:2]) == (
        0,
        ["BB-2026-0001", "  2026年上半年（2026-01-15至2026-06-30）净销售额：1,200,000.00元。"],
    )
    assert "1,200,000.00元 × 3% = 36,000.00元。" in stated.out
    dry = call("license", "receipt", signed, "--amount", "5万元", "--on", "2026-09-01", "--dry-run")
    assert (dry.code, "试运行" in dry.err) == (0, True)
    paid = call("license", "receipt", signed, "--amount", "5万元", "--on", "2026-09-01", "--json")
    assert (paid.json["ok"], paid.json["value"]) == (True, "DZ-2026-0001")
    named = call("license", "receipt", signed, "-a", "100", "--to", "YS-2026-0004=60", "--to", "YS-2026-0002")
    assert named.code == 0
    told = call("license", "schedule", signed)
    assert "应收166,000.00 元，已付50,100.00 元，未付115,900.00 元，其中逾期115,900.00 元" in told.out
    found = call("license", "schedule", signed, "--json").json
    assert found["balance"]["open_fen"] == 11_590_000
    assert [due["key"] for due in found["dues"]][:3] == ["threshold", "s1", "2026-H1"]
    assert "中试成功" in call("license", "schedule", signed, "--working").out


def test_ageing_and_forecast_are_told(call: Call, signed: str) -> None:
    found = call("ageing", "--json").json
    assert (found["total"]["to_90"], found["total"]["older"]) == (10_000_000, 0)
    assert found["licenses"][0]["limitation_on"] == "2029-01-30"
    later = call("ageing", "--on", "2028-10-01")
    assert "诉讼时效" in later.err
    assert "合计" in later.out
    quarters = call("forecast", signed, "--json").json["quarters"]
    assert (quarters[0]["key"], quarters[0]["fixed_fen"]) == ("overdue", 13_000_000)
    assert next(item for item in quarters if item["key"] == "2027-Q1")["milestone_fen"] == 15_000_000
    assert "里程碑" in call("forecast").out


def test_what_is_refused_says_why_and_nothing_is_written(call: Call, signed: str) -> None:
    early = call("license", "statement", signed, "--period", "2026-H2", "--base", "1")
    assert (early.code != 0, "期满后方可登记报表" in early.err) == (True, True)
    unknown = call("license", "schedule", "XK-2026-0099")
    assert "XK-2026-0099" in unknown.err
    wrong = call("license", "receipt", signed, "--amount", "五", "--json")
    assert wrong.json["ok"] is False
    assert "扩展名" in call("export", "receivables", "a.csv").err


def test_the_receivables_are_a_workbook(call: Call, signed: str, tmp_path: Path) -> None:
    path = tmp_path / "应收账款.xlsx"
    assert call("export", "receivables", str(path)).code == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["余额", "账龄", "应收款", "预测"]
    balances = [[cell.value for cell in row] for row in book["余额"].iter_rows()]
    assert balances[1][:6] == [signed, "云南某某科技有限公司", "咖啡烘焙工艺许可", 130000, 0, 130000]
    dues = [[cell.value for cell in row] for row in book["应收款"].iter_rows()]
    assert dues[1][:4] == ["YS-2026-0001", signed, "云南某某科技有限公司", "门槛费"]
    assert len(dues) == 10
    assert [cell.value for cell in book["账龄"][3]][-3] == 130000


@pytest.mark.parametrize("name", ["dues", "milestones", "statements", "receipts", "allocations"])
def test_each_kind_is_listed(call: Call, signed: str, name: str) -> None:
    assert call("list", name, "--view", "all").code == 0
