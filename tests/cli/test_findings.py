from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.findings.staging import (
    CLOSED,
    NUMBER,
    Stage,
    decided,
    made_decided,
    made_final,
    made_investigated,
    to_report,
)
from tests.office_fixtures import blank_store
from ttoffice.action import registered

__all__ = ["blank_store", "decided", "made_decided", "made_final", "made_investigated", "to_report"]


@pytest.fixture
def ask(call: Call, decided: Stage, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command line on the office of a decided case."""
    monkeypatch.setenv("TTOFFICE_HOME", str(decided.office.home.root))
    monkeypatch.setenv("TTOFFICE_TODAY", decided.office.today.isoformat())
    return call


@pytest.mark.parametrize("name", ["findings", "hearings", "assessments", "conclusions"])
def test_lists_cover_names_unless_they_are_asked_for(ask: Call, name: str) -> None:
    for form in ((), ("--json",)):
        answer = ask("list", name, *form)
        assert answer.code == 0
        assert NUMBER in answer.out
        assert "李明" not in answer.out
    assert "李明" in ask("list", name, "--names", "--json").out


def test_an_office_that_does_not_want_it_has_no_names_covered(ask: Call, decided: Stage) -> None:
    (decided.office.home.root / "settings.toml").write_text("mask_names = false\n", encoding="utf-8")
    assert "王主任" in ask("list", "findings", "--json").out


def test_a_list_taken_out_leaves_who_took_it_with_its_hash(ask: Call, decided: Stage, tmp_path: Path) -> None:
    target, other = tmp_path / "案件.csv", tmp_path / "案件.json"
    assert ask("list", "findings", "--to", str(target)).code == 0
    assert ask("list", "findings", "--names", "--to", str(other), "--operator", "审计员").code == 0
    assert ask("list", "findings", "--to", str(target)).code != 0
    (row,) = csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines())
    assert row["编号"] == NUMBER
    assert json.loads(other.read_text(encoding="utf-8"))["records"][0]["applicant_name"] == "王主任"
    with decided.office.reader() as reader:
        found = reader.all(
            "SELECT operator, input FROM log WHERE action = 'finding.take_out_list' ORDER BY id"
        )
    said = [json.loads(row[1]) for row in found]
    assert [one["sha256"] for one in said] == [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in (target, other)
    ]
    assert [one["names"] for one in said] == [False, True]
    assert all(one["numbers"] == [NUMBER] for one in said)
    assert found[1][0] == "审计员"


def test_check_tells_every_stage_with_what_it_lacks_and_what_is_next(ask: Call) -> None:
    answer = ask("finding", "check", NUMBER)
    assert answer.code == 0
    assert "+  8 集体决策 2026-04-09" in answer.out
    assert "*  9 内部公示" in answer.out
    assert "[尽职免责指引第十三条]" in answer.out
    assert "notice.draft" in answer.err
    found = {stage["stage"]: stage for stage in ask("finding", "check", "mz20260001", "--json").json}
    assert found["published"]["standing"] == "here"
    assert [reason["code"] for reason in found["served"]["missing"]] == [
        "finding.not_served",
        "finding.no_personnel",
        "finding.no_discipline",
        "finding.no_audit",
    ]
    assert {act for stage in found.values() for act in stage["acts"]} <= set(registered())


def test_the_timeline_has_everything_by_its_day_with_the_article(ask: Call, decided: Stage) -> None:
    number = decided.posted()
    later = decided.on(CLOSED)
    later.close(number)
    events = ask("finding", "timeline", NUMBER, "--json").json
    assert [event["day"] for event in events] == sorted(event["day"] for event in events)
    told = [(event["day"], event["number"]) for event in events]
    assert ("2026-03-02", NUMBER) in told
    assert ("2026-04-10", number) in told
    assert ("2026-04-20", number) in told
    assert all(event["basis"].startswith("exemption:") for event in events)
    assert "谈话（询问）：李明" in ask("finding", "timeline", NUMBER).out


def test_show_has_clocks_matrix_and_conclusions_beside_the_record(ask: Call) -> None:
    answer = ask("show", NUMBER)
    assert "RD-2026-0001 李明：予以免责" in answer.out
    assert "要件符合 4/4" in answer.out
    assert "JL-2026-0001" in answer.out
    found = ask("show", NUMBER, "--json").json
    assert (found["matrix"][0]["criteria_met"], found["matrix"][0]["shown"]) == (4, ["L2"])
    assert found["concluded"][0]["outcome"] == "exempt"
    assert found["clocks"] == []
    assert "matrix" not in ask("show", NUMBER, "--as-of", "2026-04-07", "--json").json
