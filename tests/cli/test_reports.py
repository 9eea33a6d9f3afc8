from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.licenses.seeding import license_, receipt
from tests.offices import open_at
from ttoffice.licenses.codes import MilestoneKind, RateKind, RoyaltyBase, SettlementPeriod, Trigger
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.terms import Grant, Terms

PLAN = FeePlan(
    0,
    None,
    stages=(
        Stage(
            "s1", "中试", Trigger.MILESTONE, milestone=MilestoneKind.PILOT, planned_on=date(2026, 12, 1),
            amount_fen=10_000_000, days_to_pay=20, proof="中试报告",
        ),
    ),
    royalty=Royalty(
        RoyaltyBase.NET_SALES, "", RateKind.FIXED, (RateStep(0, "3"),), SettlementPeriod.YEAR, 30, 30,
        from_first_sale=True, ends_on=date(2030, 12, 31),
    ),
)  # fmt: skip
SIMULATE = ("license", "simulate", "XK-2026-0001", "--revenue", "2026=50万元,2027=200万元")


@pytest.fixture
def filled(store_home: Path, call: Call) -> Call:
    """A home with a license, its result and two receipts."""
    data = {"title": "咖啡脱胶", "completers": [{"name": "王敏"}], "result_type": "patent", "fiscal": "yes"}
    assert call("do", "result.create", "--data", json.dumps(data)).code == 0
    office = open_at(store_home)
    number = license_(office, terms=Terms((Grant("CG-2026-0001"),), plan=PLAN), signed_on=date(2026, 1, 5))
    receipt(office, number, 100_001)
    receipt(office, number, 5)
    return call


def test_a_simulation_as_json_has_its_plans_payments_and_exposure(filled: Call) -> None:
    found = filled(*SIMULATE, "--slip", "s1=6m", "--margin", "20%", "--costs", "2026=1万元", "--json").json
    assert [plan["origin"] for plan in found["plans"]] == ["own", "derived", "derived"]
    own = found["plans"][0]
    assert own["total_fen"] == 10_000_000 + 1_500_000 + 6_000_000
    assert (
        sum(own["by_year"].values()) == own["total_fen"] == sum(one["amount_fen"] for one in own["payments"])
    )
    assert (own["slipped"]["moved_fen"], own["slipped"]["lost_fen"]) == (10_000_000, 0)
    assert (own["licensor_break_even"], own["licensee_break_even"]) == (2026, 2027)
    assert {plan["total_fen"] for plan in found["plans"][1:]} <= set(range(17_499_990, 17_500_011))


@pytest.mark.parametrize("plot", ["bars", "curves", "none"])
def test_a_simulation_is_a_table_and_a_plot(filled: Call, plot: str) -> None:
    answer = filled(*SIMULATE, "--plot", plot)
    assert answer.code == 0
    assert "约定方案" in answer.out
    assert "阶段性支付加收入提成模式" in answer.out
    assert "175,000.00 元" in answer.out
    assert ("# 约定方案" in answer.out, "A 约定方案" in answer.out) == (plot == "bars", plot == "curves")


@pytest.mark.parametrize(
    "more",
    [
        ("--slip", "s9=6m"),
        ("--slip", "s1"),
        ("--low", "多"),
        ("--margin", "1e-999999"),
        ("--plot", "pie"),
        ("--plans", "没有.json"),
        ("-o", "a.pdf"),
        ("--effective", "昨天"),
    ],
)
def test_what_cannot_be_simulated_is_said(filled: Call, more: tuple[str, ...]) -> None:
    answer = filled(*SIMULATE, *more)
    assert (answer.code, answer.out) == (2, "")
    assert "Traceback" not in answer.err


def test_a_simulation_needs_a_license_with_a_plan_and_a_forecast(filled: Call, store_home: Path) -> None:
    assert filled("license", "simulate", "XK-2026-0009", "--revenue", "2026=1").code == 2
    assert filled("license", "simulate", "XK-2026-0001").code == 2
    license_(open_at(store_home))
    assert filled("license", "simulate", "XK-2026-0002", "--revenue", "2026=1").code == 2


def test_plans_of_ones_own_take_the_place_of_derived_ones_and_files_are_written(
    filled: Call, tmp_path: Path
) -> None:
    plans = tmp_path / "方案.json"
    document = filled("show", "XK-2026-0001", "--json").json["terms"]["plan"]
    plans.write_text(json.dumps([{"label": "高费率", "plan": document}]), encoding="utf-8")
    found = filled(*SIMULATE, "--plans", plans, "--json").json
    assert [plan["label"] for plan in found["plans"]][1:] == ["高费率"]
    assert found["plans"][0]["total_fen"] == found["plans"][1]["total_fen"]
    for name in ("测算.xlsx", "测算.csv", "测算.json"):
        assert filled(*SIMULATE, "-o", tmp_path / name, "--plot", "none").code == 0
        assert (tmp_path / name).stat().st_size > 300
    without = {**document, "royalty": {**document["royalty"], "period": None}}
    absurd = {**document, "royalty": {**document["royalty"], "steps": [{"start": 0, "rate": "很多"}]}}
    for entry in ({}, {"plan": without}, {"plan": absurd}, {"plan": 5}):
        plans.write_text(json.dumps([entry]), encoding="utf-8")
        refused = filled(*SIMULATE, "--plans", plans)
        assert (refused.code, "Traceback" in refused.err) == (2, False), entry


def test_an_award_goes_from_draft_to_its_lists(filled: Call, tmp_path: Path) -> None:
    data = json.dumps({"license": "XK-2026-0001"})
    assert filled("do", "award.draft", "--data", data).out == "FP-2026-0001\n"
    assert "50,003" not in filled("show", "FP-2026-0001").out
    assert "500.03 元" in filled("show", "FP-2026-0001").out
    assert filled("export", "award", "fp-2026-1", tmp_path / "公示.docx").code == 0
    assert filled("export", "award", "FP-2026-0001", tmp_path / "发放.xlsx", "--list", "payment").code == 0
    assert filled("export", "award", "FP-2026-0001", tmp_path / "发放.docx", "--list", "payment").code == 2
    assert "FP-2026-0001" in filled("list", "awards").out


def test_the_annual_report_is_exported_and_says_what_is_missing(filled: Call, tmp_path: Path) -> None:
    found = filled("export", "annual", "2026", tmp_path / "年报.xlsx", "--json").json
    assert (found["number"], found["contracts"]) == ("NB-2026-0001", 1)
    assert "被许可方所在地" in {one["what"] for one in found["missing"]}
    assert filled("export", "annual", "2027", tmp_path / "2027.xlsx").code == 1
    assert "NB-2026-0001" in filled("list", "annual-reports", "--view", "open").out


def test_the_forecast_is_drawn_where_it_is_asked_for(filled: Call) -> None:
    assert "+----" not in filled("forecast").out
    assert "+----" in filled("forecast", "--plot").out
