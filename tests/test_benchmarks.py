"""The benchmarks run, at sizes that measure nothing."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES, main
from benchmarks.measuring import medians
from benchmarks.model import Line, Outcome, Setting, Skipped
from benchmarks.report import markdown, write

BRIEF = ("editing",)
"""The benchmark whose run the suite can afford; the others run with -m exhaustive."""


@pytest.mark.skipif(os.name == "nt", reason="the peers are measured on POSIX systems")
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name,
            marks=pytest.mark.exhaustive if name not in BRIEF else (),
        )
        for name in NAMES
        if name != "hostile"
    ],
)
def test_a_benchmark_runs_and_reports(name: str, tmp_path: Path) -> None:
    options = ["--only", name, "--rows", "40", "--large", "60", "--rounds", "1"]
    main([*options, "--work", str(tmp_path / "work"), "--out", str(tmp_path)])
    outcomes = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["results"][name]
    assert outcomes
    assert all(outcome.get("reason") or outcome["ours"] > 0 or outcome["target"] == 0 for outcome in outcomes)
    assert f"## {name}" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_hostile_file_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks import hostile

    chosen = ("an entity bomb", "an encrypted workbook")
    monkeypatch.setattr(hostile, "FILES", {name: hostile.FILES[name] for name in chosen})
    lines = hostile.run(Setting(1, 1, 1, tmp_path))
    assert all(isinstance(line, Line) and line.met for line in lines)
    assert len(lines) == 4


def test_columns_are_told_from_lines_that_are_out_of_them() -> None:
    from benchmarks.tables import headings, in_columns

    def cells(line: str) -> list[str]:
        return [cell for letter in line for cell in ((letter, "") if ord(letter) > 0x2E80 else (letter,))]

    heading = cells("  No  Title   │ x")
    assert headings(heading) == [2, 6, 16]
    assert in_columns(cells("  1   标题    │ x"), heading, headings(heading))
    assert not in_columns(cells("  1  标题     │ x"), heading, headings(heading))
    assert not in_columns(cells("  1   标题     │x"), heading, headings(heading))


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are measured on POSIX systems")
def test_a_program_in_a_terminal_is_read_and_pressed(tmp_path: Path) -> None:
    from benchmarks.terminal import Terminal

    script = "print('\\x1b[1mready\\x1b[0m', flush=True); print('got', input())"
    with Terminal([sys.executable, "-c", script], tmp_path) as terminal:
        assert terminal.wait_for("ready") > 0
        terminal.press("许可", "enter")
        terminal.wait_for("got 许可")
    with pytest.raises(RuntimeError), Terminal([sys.executable, "-c", "pass"], tmp_path) as terminal:
        terminal.wait_for("ready")


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
