from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.calls import Call
from tests.licenses.acting import act, sign
from tests.offices import open_at

TODAY = date(2026, 9, 15)


@pytest.fixture
def owed(store_home: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """A license under which something is paid, overdue and expected, in the home of these calls."""
    monkeypatch.setenv("TTOFFICE_TODAY", TODAY.isoformat())
    office = open_at(store_home, TODAY)
    number = sign(office)
    act(office, "receipt.enter", license=number, amount="1万元", received_on="2026-09-01")
    office.lender.close()
    return call


def test_the_day_agrees_with_forecast_ageing_and_list(owed: Call) -> None:
    found = owed("today", "--json").json
    assert found["as_of"] == TODAY.isoformat()
    assert set(found) == {
        "as_of", "clocks", "money", "listing", "changes", "ageing", "licenses", "findings", "agenda",
    }  # fmt: skip
    aged = owed("ageing", "--json").json["total"]
    assert found["ageing"] == aged
    assert found["money"]["overdue_fen"] == aged["total_fen"] - aged["not_due"] == 12_000_000
    ahead = {one["key"]: one for one in owed("forecast", "--json").json["quarters"]}
    assert found["money"]["overdue_fen"] == ahead["overdue"]["fixed_fen"]
    assert found["money"]["quarter"]["key"] == "2026-Q3"
    listed = owed("list", "licenses", "--json").json
    assert sum(one["count"] for one in found["licenses"]) == listed["total"] == 1
    agenda = owed("agenda", "--json").json["items"]
    assert found["agenda"]["groups"]["overdue"] == sum(item["overdue_days"] > 0 for item in agenda)
    assert {item["key"] for item in found["agenda"]["items"]} <= {item["key"] for item in agenda}


def test_the_day_in_words_has_every_part_and_plots_where_they_are_asked_for(owed: Call) -> None:
    told = owed("today")
    assert told.code == 0
    for heading in ("截至本周末", "程序进度", "分季度应收款", "待列入清单的成果", "上一工作日以来的变动"):
        assert f"== {heading}" in told.out
    assert "逾期合计 12.00 万元" in told.out
    assert "以 2026-09-15 为准。" in told.err
    assert "#" not in told.out
    drawn = owed("today", "--plots").out
    assert drawn.startswith(told.out)
    plots = drawn.removeprefix(told.out).splitlines()
    assert "== 未付款账龄（万元）" in plots
    assert any(line.startswith("2026-Q3") and "=" in line for line in plots)
    assert max(map(cell_len, plots)) <= 80


def test_the_day_can_be_seen_from_another_one(owed: Call) -> None:
    then = owed("today", "--json", "--as-of", "2026-09-14").json
    assert (then["as_of"], then["changes"]["entries"], then["money"]["overdue_fen"]) == ("2026-09-14", 0, 0)
    assert owed("today", "--as-of", "gestern").code == 2
