from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import Call
from ttoffice.sheets.xlsx_read import open_workbook

pytestmark = pytest.mark.usefixtures("store_home")
LICENSE = "XK-2026-0001"
RIGHT = {
    "kind": "invention",
    "number": "ZL202310000001.5",
    "applied_on": "2023-06-03",
    "acquired_on": "2025-03-01",
    "expires_on": "2043-06-03",
    "legal_status": "in_force",
}
TERMS = {
    "kind": "ordinary",
    "territory": "云南省",
    "ends_on": "2031-01-14",
    "plan": {
        "threshold": "3万元",
        "threshold_days": 15,
        "stages": [
            {
                "key": "s1",
                "label": "中试成功",
                "trigger": "milestone",
                "milestone": "pilot",
                "planned_on": "2026-12-31",
                "proof": "中试报告",
                "amount": "30万元",
                "days_to_pay": 30,
            }
        ],
    },
}


def do(call: Call, name: str, /, **data: Any) -> str:
    done = call("do", name, "--data", json.dumps(data), "--json")
    assert done.code == 0, done.err
    return str(done.json["value"])


@pytest.fixture
def license_(call: Call) -> str:
    """A license as a case worker enters one that was concluded before; its threshold fee is overdue."""
    do(
        call,
        "result.create",
        title="咖啡果皮低温干燥方法",
        secrecy="open",
        result_type="patent",
        rights=[RIGHT],
    )
    do(call, "enterprise.enter", name="云南某某咖啡科技有限公司", credit_code="91530102MA7KPQ3R86")
    return do(
        call,
        "license.enter_signed",
        title="咖啡果皮低温干燥方法许可",
        results=["CG-2026-0001"],
        licensee="QY-2026-0001",
        signed_on="2026-01-10",
        effective_on="2026-01-15",
        terms=TERMS,
    )


def test_the_ladder_of_a_license_is_told_in_words_and_as_data(call: Call, license_: str) -> None:
    told = call("license", "reminders", "xk-2026-1")
    assert told.code == 0
    assert "付款情况：已逾期，未催告；逾期30,000.00 元" in told.out
    assert "约谈被许可方" in told.out
    found = call("license", "reminders", license_, "--json").json
    assert (found["state"], found["next"][0]["rung"]) == ("overdue", "demand")
    do(call, "reminder.send", license=license_, channel="phone", rung="after")
    sent = call("license", "reminders", license_)
    assert "逾期提醒" in sent.out
    assert call("license", "reminders", license_, "--letter", "CS-2026-0001").code != 0
    assert call("license", "reminders", "XK-2026-0009").code != 0


def test_the_filings_of_a_license_and_what_the_form_lacks_are_told(call: Call, license_: str) -> None:
    told = call("license", "filings", license_)
    assert told.code == 0
    assert "技术合同认定登记" in told.out
    assert "“关联交易”未填写" in told.out
    assert "未核对" in told.err
    recordal = call("license", "filings", license_, "--kind", "recordal", "--json").json
    assert recordal["edition"] == "recordal-2023"
    assert call("license", "filings", license_, "--kind", "moon").code != 0


def test_a_day_that_is_not_today_is_told_once_in_a_call(call: Call, license_: str) -> None:
    assert call("license", "filings", license_).err.count("TTOFFICE_TODAY") == 1


def test_an_incomplete_sheet_leaves_only_when_asked_for(call: Call, license_: str, tmp_path: Path) -> None:
    target = tmp_path / "登记表.xlsx"
    refused = call("export", "registration", license_, target)
    assert (refused.code, target.exists()) == (1, False)
    assert "“关联交易”未填写" in refused.out
    written = call("export", "registration", license_, target, "--partial", "--json")
    assert (written.code, written.json["file"], written.json["complete"]) == (0, str(target), False)
    with open_workbook(target) as book:
        assert "待补" in [sheet.name for sheet in book.sheets]


def test_what_the_ledger_shows_of_integrity_is_told_until_it_is_taken_up(call: Call, license_: str) -> None:
    do(call, "receipt.enter", license=license_, amount="30000", kind="bank", to=[{"due": "YS-2026-0001"}])
    found = call("license", "integrity", license_, "--json").json
    key = "late:YS-2026-0001"
    assert [one["key"] for one in found["proposals"]] == [key]
    told = call("license", "integrity", license_)
    assert "迟延履行" in told.out
    assert "迟延122天" in told.out
    number = do(call, "integrity.record", license=license_, proposed=key)
    after = call("license", "integrity", license_, "--json").json
    assert [record["number"] for record in after["records"]] == [number]
    assert key not in [one["key"] for one in after["proposals"]]
