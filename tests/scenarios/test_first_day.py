"""An office's first day, told through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.cli.conftest import _language_of_the_next_test, call

__all__ = ["_language_of_the_next_test", "call"]

LEDGER = (
    "序号,成果名称,专利号,授权日期,完成人,经费来源,成果性质,是否转化\n"
    "1,咖啡果皮低温干燥方法,ZL202310000001.5,2023-05-12,李明、王芳,国家自然科学基金,应用技术,否\n"
    "2,三七皂苷提取装置,,2024/7/1,张伟,横向课题,应用技术,否\n"
    "3,高原湖泊蓝藻监测系统,2023SR0123456,2022.3.9,赵敏,云南省重大专项,应用技术,是\n"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "成果台账.csv"
    path.write_text(LEDGER, encoding="gb18030")
    return path


def test_the_first_day_of_an_office(call: Call, home: Path, ledger: Path, tmp_path: Path) -> None:
    # The machine is looked at, the store is made, the unit is named.
    assert call("doctor").code == 0
    assert call("init", "--unit", "滇中科技大学").code == 0

    # The ledger is tried first, then taken over.
    trial = call("import", "results", ledger, "--dry-run", "--json")
    assert trial.json["created"] == 3, trial.err
    assert call("list", "results", "--json").json["total"] == 0
    taken = call("import", "results", ledger, "--json")
    assert taken.json["created"] == 3
    assert call("import", "results", ledger, "--json").json["created"] == 0
    listed = {line["title"]: line["number"] for line in call("list", "results", "--json").json["results"]}
    assert list(listed.values()) == ["CG-2026-0001", "CG-2026-0002", "CG-2026-0003"]
    coffee = listed["咖啡果皮低温干燥方法"]
    record = call("show", coffee, "--json").json
    assert [person["name"] for person in record["completers"]] == ["李明", "王芳"]
    assert record["rights"][0]["acquired_on"] == "2023-05-12"

    # What the guideline wants listed, and what is not known yet.
    scan = call("scan", "--json").json
    everywhere = {
        line["number"] for name in ("due", "upcoming", "excluded", "undecided") for line in scan[name]
    }
    assert coffee in everywhere
    assert listed["高原湖泊蓝藻监测系统"] not in everywhere

    # The facts are completed; then the result is due, and goes on the list.
    facts = {"fiscal": "yes", "technology_class": "applied", "implemented": "no", "consent": "given"}
    assert call("do", "result.edit", coffee, "--data", json.dumps(facts)).code == 0
    (due,) = [line for line in call("scan", "--json").json["due"] if line["number"] == coffee]
    assert due["due_on"] == "2025-05-12"
    terms = {
        "brief": "以低温热泵干燥咖啡果皮。",
        "license_kind": "ordinary",
        "fee_plan": {"threshold_fen": 0, "royalty": {"rate": "5", "base": "sales"}},
        "payment_mode": "royalty",
    }
    assert call("do", "result.edit", coffee, "--data", json.dumps(terms)).code == 0
    assert call("show", coffee, "--json").json["fee_text"].startswith("零门槛费")
    assert call("do", "result.list", coffee).code == 0
    # Two imports kept their ledgers as the first two exhibits.
    (tmp_path / "同意书.pdf").write_bytes(b"%PDF")
    attach = {"subject": coffee, "path": str(tmp_path / "同意书.pdf"), "proves": "完成人同意"}
    assert call("do", "exhibit.add", "--data", json.dumps(attach)).out == "ZJ-2026-0003\n"

    # Two windows: whoever saves an old view is told, and nothing is lost.
    seen = call("show", coffee, "--json").json["version"]
    assert call("do", "result.edit", coffee, "--version", seen, "--data", '{"trl": 6}').code == 0
    assert call("do", "result.edit", coffee, "--version", seen, "--data", '{"trl": 7}').code == 4
    assert call("show", coffee, "--json").json["trl"] == 6

    # Another result is left off, with the reason.
    other = listed["三七皂苷提取装置"]
    assert call("do", "result.exclude", other, "--data", "{}").code == 1
    assert call("do", "result.exclude", other, "--data", '{"reason": "拟作价投资"}').code == 0

    # In the evening everything is checked and copied, and the copy is tried in another place.
    assert call("verify").code == 0
    assert call("backup", tmp_path / "备份.zip").code == 0
    assert call("restore", tmp_path / "备份.zip", "--home", tmp_path / "probe").code == 0
    assert call("verify", "--home", tmp_path / "probe").code == 0
    probe = call("show", coffee, "--json", "--home", tmp_path / "probe").json
    assert probe == call("show", coffee, "--json").json

    # And who did what can be told, entry by entry.
    actions = [entry["action"] for entry in reversed(call("log", "--json").json)]
    assert actions[:2] == ["unit.set", "result.import"]
    assert actions[-1] == "result.exclude"
    history = call("show", coffee, "--history", "--json").json
    assert [change["action"] for change in history] == [
        "result.import",
        "result.edit",
        "result.edit",
        "result.list",
        "result.edit",
    ]
