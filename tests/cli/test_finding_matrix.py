"""The matrix, the offers and the precedents of findings by the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import Call
from tests.findings.assessing.shelved import LEADER, MANAGER, concluded, finding
from tests.licenses.seeding import license_
from tests.offices import open_at
from ttoffice.action import Office
from ttoffice.findings.codes import Outcome


@pytest.fixture
def opened(store_home: Path) -> Office:
    """The office that the calls work on."""
    return open_at(store_home)


def test_the_matrix_is_printed_row_by_row_with_what_is_open(call: Call, opened: Office) -> None:
    license_number = license_(opened)
    number = finding(opened, LEADER, MANAGER, subject=license_number)
    answer = {
        "item": "M4.agreed_income",
        "verdict": "met",
        "reasoning": "合同约定提成",
        "proofs": license_number,
    }
    data = json.dumps({"person": "李四", "answers": [answer]})
    assert call("do", "finding.assess", number, "--data", data).code == 0
    printed = call("finding", "matrix", number, "--person", "李四")
    assert "合同约定提成" in printed.out
    assert license_number in printed.out
    assert "张三" not in printed.out
    assert "尚无" in printed.err
    both: list[dict[str, Any]] = call("finding", "matrix", number, "--json").json
    assert [one["name"] for one in both] == ["张三", "李四"]
    (row,) = [row for row in both[1]["rows"] if row["verdict"]]
    assert (row["item"], row["proofs"][0]["number"]) == ("element:M4.agreed_income", license_number)
    assert both[1]["carries"] == []
    assert {one["code"] for one in both[1]["missing"]} == {"assessment.unanswered", "assessment.no_outcome"}


def test_offers_are_printed_by_row_and_say_what_is_taken_over(call: Call, opened: Office) -> None:
    license_number = license_(opened)
    number = finding(opened, subject=license_number)
    printed = call("finding", "offers", number, "--item", "M4.agreed_income")
    assert f"- {license_number}" in printed.out
    assert "库中没有" in call("finding", "offers", number).out
    found = call("finding", "offers", number, "--json").json
    (offer,) = found["RY-2026-0002"]["element:M4.agreed_income"]
    assert (offer["number"], offer["version"], offer["taken"]) == (license_number, 1, False)
    unknown = call("finding", "offers", number, "--item", "L2.appraisal")
    assert (unknown.code, unknown.out) == (2, "")
    assert "不适用" in unknown.err


def test_precedents_are_printed_without_names(call: Call, opened: Office) -> None:
    number = concluded(opened, reasons="李四已多次催收")
    concluded(opened, LEADER, relied="L2", outcome=Outcome.NOT_EXEMPT, reasons="未经论证")
    printed = call("finding", "precedents", "--circumstance", "第八条第（四）项")
    assert number in printed.out
    assert "某某已多次催收" in printed.out
    assert "李四" not in printed.out
    (one,) = call("finding", "precedents", "--outcome", "不予免责", "--role", "leader", "--json").json
    assert (one["outcome"], one["reasons"]) == ("not_exempt", "未经论证")
    assert call("finding", "precedents", "-s", "李四", "--json").json == []


@pytest.mark.parametrize(
    "words",
    [
        ("matrix", "MZ-2026-0099"),
        ("offers", "MZ-2026-0001", "--person", "赵六"),
        ("precedents", "--circumstance", "Z9"),
        ("precedents", "--outcome", "没有"),
    ],
)
def test_what_is_not_there_is_said_with_what_to_do(
    call: Call, opened: Office, words: tuple[str, ...]
) -> None:
    finding(opened)
    answer = call("finding", *words)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.strip().splitlines()) >= 2
