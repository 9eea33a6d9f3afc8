from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import Call

CODE = "91350100M000100Y43"


def do(call: Call, action: str, *numbers: str, **data: Any) -> str:
    answer = call("do", action, *numbers, "--data", json.dumps(data))
    assert answer.code == 0, answer.err
    return answer.out.strip()


@pytest.fixture
def peopled(call: Call, store_home: Path, tmp_path: Path) -> Call:
    do(call, "person.create", name="张三", roles=["领导人员"], department="校领导")
    do(call, "person.create", name="李四", roles=["manager"], department="科研处")
    tie = {"kind": "pay", "organisation": "甲公司", "credit_code": CODE}
    do(call, "person.create", name="欧阳雪", roles=["leader"], ties=[tie])
    do(call, "result.create", title="甲", completers=[{"name": "李四"}])
    (tmp_path / "纪要.txt").write_text("纪要", encoding="utf-8")
    do(call, "exhibit.add", subject="CG-2026-0001", path=str(tmp_path / "纪要.txt"))
    return call


def test_people_are_listed_shown_and_found_by_pinyin(peopled: Call) -> None:
    answer = peopled("list", "people", "--search", "oyx", "--json").json
    assert [one["name"] for one in answer["records"]] == ["欧阳雪"]
    assert "科研处" in peopled("show", "ry-2026-2").out
    assert peopled("list", "people", "--view", "nothing").code == 2


def test_conflicts_of_a_person_are_printed_with_their_articles(peopled: Call) -> None:
    words = ("conflicts", "欧阳雪", "--matter", "cg-2026-1", "--organisation", CODE)
    (found,) = peopled(*words, "--json").json["conflicts"]
    assert (found["kind"], found["certain"], found["open"]) == ("pay", True, True)
    plain = peopled(*words)
    assert "事业单位人事管理条例" in plain.out
    assert "未了结 1 项" in plain.err
    assert (
        peopled("conflicts", "李四", "-m", "CG-2026-0001", "--json").json["conflicts"][0]["kind"] == "author"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("RY-2026-0099", "-m", "CG-2026-0001"),
        ("无此人", "-m", "CG-2026-0001"),
        ("张三", "-m", "CG-2026-0099"),
        ("张三", "-m", "frog"),
        ("张三", "-m", "CG-2026-0001", "--on", "frog"),
        ("张三",),
    ],
)
def test_a_wrong_call_is_told(peopled: Call, words: tuple[str, ...]) -> None:
    answer = peopled("conflicts", *words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_a_decision_is_taken_and_its_dissent_found_again(peopled: Call) -> None:
    do(
        peopled,
        "decision.record",
        title="许可甲",
        subject="CG-2026-0001",
        body="校长办公会",
        text="同意。",
        members=["张三", "欧阳雪", "李四"],
        absent=["李四"],
        against=["欧阳雪"],
        dissents=[{"person": "欧阳雪", "wording": "未经询价"}],
        decided_on="2026-05-20",
        minutes="ZJ-2026-0001",
    )
    (found,) = peopled("dissents", "--search", "xunjia", "--json").json
    assert (found["number"], found["name"], found["decided_on"]) == ("JY-2026-0001", "欧阳雪", "2026-05-20")
    assert "未经询价" in peopled("dissents").out
    assert peopled("dissents", "-s", "无").out.count("\n") == 1
    assert peopled("list", "decisions", "--view", "rejected", "--json").json["total"] == 1
    assert peopled("verify").code == 0


def test_a_refusal_names_the_article_and_writes_nothing(peopled: Call) -> None:
    data = {"person": "欧阳雪", "subject": "CG-2026-0001", "organisations": [CODE], "outcome": "none_found"}
    refused = peopled("do", "recusal.record", "--data", json.dumps(data), "--json")
    assert refused.code == 1
    (reason,) = refused.json["reasons"]
    assert (reason["code"], reason["basis"]) == ("recusal.conflict_stands", "事业单位人事管理条例 39(1)")
    assert peopled("list", "recusals", "--json").json["total"] == 0
    do(peopled, "recusal.record", **{**data, "outcome": "withdrawn"})
    assert peopled("list", "recusals", "--view", "withdrawn", "--json").json["total"] == 1


def test_internal_rules_are_listed(peopled: Call) -> None:
    do(peopled, "rule.create", title="尽职免责办法", topics=["尽职免责", "reward"])
    (found,) = peopled("list", "internal-rules", "--view", "under_way", "--json").json["records"]
    assert found["topics"] == ["exemption", "reward"]
