"""The benchmarks run, at sizes that measure nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES, main
from benchmarks.measuring import medians
from benchmarks.model import Line, Outcome, Setting, Skipped
from benchmarks.report import markdown, write


@pytest.mark.skipif(os.name == "nt", reason="the peers are measured on POSIX systems")
@pytest.mark.parametrize("name", [name for name in NAMES if name != "hostile"])
def test_a_benchmark_runs_and_reports(name: str, tmp_path: Path) -> None:
    options = ["--only", name, "--rows", "40", "--large", "60", "--rounds", "1"]
    main([*options, "--work", str(tmp_path / "work"), "--out", str(tmp_path)])
    outcomes = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["results"][name]
    assert outcomes
    assert all(outcome.get("reason") or outcome["ours"] > 0 for outcome in outcomes)
    assert f"## {name}" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_hostile_file_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks import hostile

    chosen = ("an entity bomb", "an encrypted workbook")
    monkeypatch.setattr(hostile, "FILES", {name: hostile.FILES[name] for name in chosen})
    lines = hostile.run(Setting(1, 1, 1, tmp_path))
    assert all(isinstance(line, Line) and line.met for line in lines)
    assert len(lines) == 4


def test_candidates_are_run_in_turns() -> None:
    calls: list[str] = []
    medians({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, 2)
    assert calls == ["a", "b"] * 3


def test_a_ratio_is_held_to_its_target_and_a_value_without_peer_too() -> None:
    assert Line("x", 3.0, "s", 2.0, "y", 1.5).met
    assert Line("x", 3.1, "s", 2.0, "y", 1.5).met is False
    assert Line("x", 3.0, "s", target=3.0).met
    assert Line("x", 3.0, "s", 2.0, "y").met is None


def test_the_report_tells_misses_and_skips(tmp_path: Path) -> None:
    results: dict[str, list[Outcome]] = {
        "some": [Line("x", 3.0, "s", 1.0, "y", 2.0), Skipped("z", "not installed")]
    }
    setting = Setting(1, 2, 3, tmp_path)
    assert "**no**" in write(tmp_path, results, setting)
    assert "not installed" in markdown(results, setting, {})
