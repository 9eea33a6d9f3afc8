from __future__ import annotations

import io
import json
import signal
from pathlib import Path

import pytest

from tests.cli.calls import Call, start
from tests.offices import contents, posix_only

FIRST, SECOND = "CG-2026-0001", "CG-2026-0002"
PILOT = ("--data", '{"maturity": "pilot"}')


@pytest.fixture
def two(call: Call, store_home: Path) -> Call:
    for title in ("甲", "乙"):
        assert call("do", "result.create", "--data", json.dumps({"title": title})).code == 0
    return call


def test_several_numbers_give_a_row_each(two: Call) -> None:
    answer = two("do", "result.edit", "cg2026-1", SECOND, *PILOT)
    assert answer.code == 0
    lines = [line.split() for line in answer.out.splitlines()]
    assert lines[0] == ["编号", "办理结果", "变更或原因"]
    assert [line[:2] for line in lines[1:]] == [[FIRST, "变更"], [SECOND, "变更"]]
    assert "成熟度：（空） -> 通过中试" in answer.out
    assert "已变更 2 条" in answer.err


def test_one_refusal_among_several_ends_with_one_and_the_rest_is_done(two: Call) -> None:
    two("do", "result.list", FIRST)
    answer = two("do", "result.list", FIRST, SECOND, "CG-2026-0099", "--json")
    assert (answer.code, answer.json["ok"]) == (1, False)
    assert {
        name: answer.json[name] for name in ("action", "dry_run", "done", "unchanged", "refused", "untried")
    } == {
        "action": "result.list",
        "dry_run": False,
        "done": 1,
        "unchanged": 0,
        "refused": 2,
        "untried": 0,
    }
    first, second, missing = answer.json["rows"]
    assert (first["state"], first["reasons"][0]["code"]) == ("refused", "result.listed_already")
    assert (second["state"], second["changes"]) == (
        "done",
        [{"field": "listed_since", "before": None, "after": "2026-06-01"}],
    )
    assert second["log_id"]
    assert "CG-2026-0099" in missing["error"]
    assert two("show", SECOND, "--json").json["listed_since"] == "2026-06-01"


def test_a_dry_run_over_several_writes_nothing(two: Call, store_home: Path) -> None:
    before = contents(store_home / "ttoffice.db")
    answer = two("do", "result.edit", FIRST, SECOND, *PILOT, "--dry-run", "--json")
    assert (answer.code, answer.json["dry_run"], answer.json["done"]) == (0, True, 2)
    assert answer.json["rows"][0]["changes"] == [{"field": "maturity", "before": None, "after": "pilot"}]
    assert contents(store_home / "ttoffice.db") == before


def test_numbers_come_from_a_file_or_from_stdin(
    two: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "编号.txt").write_text(f"\ufeff{FIRST}\r\n\r\ncg2026-2，{FIRST}\n", encoding="utf-8")
    rows = two("do", "result.edit", f"@{tmp_path / '编号.txt'}", *PILOT, "--json").json["rows"]
    assert [row["number"] for row in rows] == [FIRST, SECOND]
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{FIRST}\n"))
    rows = two("do", "result.edit", "@-", *PILOT, "--json").json["rows"]
    assert [(row["number"], row["state"]) for row in rows] == [(FIRST, "unchanged")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((FIRST, SECOND, "--version", "1"), 2),
        ((FIRST, SECOND, "--data", "["), 2),
        ((FIRST, SECOND, "--data", '{"maturity": "old"}'), 1),
        (("@-", "--data", "@-"), 2),
        (("@empty.txt",), 2),
        (("@missing.txt",), 1),
        (("@.",), 1),
    ],
)
def test_a_wrong_call_about_several_writes_nothing(
    two: Call,
    store_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    before = contents(store_home / "ttoffice.db")
    answer = two("do", "result.edit", *words)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err
    assert contents(store_home / "ttoffice.db") == before


def test_an_action_about_no_record_takes_no_numbers(two: Call) -> None:
    assert two("do", "result.create", FIRST, SECOND, "--data", '{"title": "x"}').code == 2


def test_what_a_terminal_would_obey_is_not_printed(two: Call) -> None:
    answer = two("do", "result.edit", FIRST, SECOND, "--data", json.dumps({"title": "a\x1b[2J\u202eb"}))
    assert answer.code == 0
    assert not {"\x1b", "\u202e"} & set(answer.out + answer.err)


@pytest.mark.exhaustive
@posix_only
def test_an_interrupt_ends_after_a_record_and_what_was_done_is_told(
    two: Call, store_home: Path, tmp_path: Path
) -> None:
    numbers = [FIRST, SECOND, *(f"CG-2026-{serial:05d}" for serial in range(10_000, 60_000))]
    (tmp_path / "numbers.txt").write_text("\n".join(numbers), encoding="utf-8")
    words = ("do", "result.edit", f"@{tmp_path / 'numbers.txt'}", *PILOT, "--json", "--home", str(store_home))
    child = start(*words)
    while len(contents(store_home / "ttoffice.db")["log"]) < 3:
        assert child.poll() is None
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    told = json.loads(out)
    assert child.returncode == 130, err
    assert [row["number"] for row in told["rows"]] == numbers
    assert told["rows"][0]["state"] == "done"
    assert told["untried"] > 0
