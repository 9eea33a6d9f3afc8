from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.calls import Answer

Call = Callable[..., Answer]
KEYS = {
    "key", "kind", "due", "overdue_days", "days_left", "subject", "title", "why", "basis", "provisional", "hard",
    "snoozed_until", "person", "command", "reminder",
}  # fmt: skip


@pytest.fixture
def filled(store_home: Path, call: Call) -> Call:
    """A home with a result due for the list on 20 June 2026."""
    data = {
        "title": "一种[b]方法",
        "fiscal": "yes",
        "technology_class": "applied",
        "implemented": "no",
        "rights": [{"kind": "know_how", "number": "", "acquired_on": "2024-06-20"}],
    }
    assert call("do", "result.create", "--data", json.dumps(data)).code == 0
    return call


def due(answer: Answer) -> dict[str, str | None]:
    assert answer.code == 0, answer.err
    return {item["key"]: item["due"] for item in answer.json["items"]}


def test_the_agenda_as_json_has_the_agreed_form(filled: Call) -> None:
    found = filled("agenda", "--json").json
    assert (found["as_of"], found["within"]) == ("2026-06-01", 30)
    assert all(set(item) == KEYS for item in found["items"])
    item = next(item for item in found["items"] if item["key"] == "scan:CG-2026-0001")
    assert (item["due"], item["days_left"], item["overdue_days"]) == ("2026-06-20", 19, 0)
    assert (item["subject"], item["title"], item["person"]) == ("CG-2026-0001", "一种[b]方法", "李明")
    assert item["command"] == "ttoffice do result.list CG-2026-0001"


def test_the_command_of_an_item_does_it(filled: Call) -> None:
    item = next(item for item in filled("agenda", "--json").json["items"] if item["kind"] == "scan")
    assert filled(*item["command"].split()[1:]).code == 0
    assert item["key"] not in due(filled("agenda", "--json"))


def test_within_and_as_of_and_person_choose(filled: Call) -> None:
    assert "scan:CG-2026-0001" not in due(filled("agenda", "--json", "--within", "18"))
    assert "scan:CG-2026-0001" in due(filled("agenda", "--json", "--within", "19"))
    later = filled("agenda", "--json", "--within", "0", "--as-of", "2026-07-01").json
    item = next(item for item in later["items"] if item["kind"] == "scan")
    assert (later["as_of"], item["overdue_days"]) == ("2026-07-01", 11)
    assert "scan:CG-2026-0001" in due(filled("agenda", "--json", "--mine"))
    assert "scan:CG-2026-0001" not in due(filled("agenda", "--json", "--person", "王芳"))
    assert "scan:CG-2026-0001" in due(filled("agenda", "--json", "--all"))


def test_the_table_goes_to_stdout_and_the_count_to_stderr(filled: Call) -> None:
    answer = filled("agenda", "--lang", "en")
    assert "CG-2026-0001" in answer.out
    assert "一种[b]方法" in answer.out
    assert "things, seen from 2026-06-01" in answer.err


def test_an_empty_agenda_still_has_its_headings(store_home: Path, call: Call) -> None:
    answer = call("agenda", "--person", "x", "--lang", "en")
    assert answer.out.splitlines()[0].startswith("Group")


@pytest.mark.parametrize(
    "words",
    [("--within", "-1"), ("--within", "x"), ("--as-of", "2026-13-01"), ("--mine", "--person", "王芳")],
)
def test_what_is_called_wrongly_is_told(filled: Call, words: tuple[str, ...]) -> None:
    answer = filled("agenda", *words)
    assert (answer.code, answer.out) == (2, "")


def test_postponing_is_an_action_like_any_other(filled: Call) -> None:
    data = json.dumps({"until": "2026-06-10", "reason": "等意见"})
    assert filled("do", "agenda.snooze", "scan:CG-2026-0001", "--data", data).out.strip() == "TX-2026-0001"
    item = next(item for item in filled("agenda", "--json").json["items"] if item["kind"] == "scan")
    assert item["snoozed_until"] == "2026-06-10"
    assert filled("list", "postponements", "--json").json["records"][0]["reason"] == "等意见"
    assert filled("do", "agenda.unsnooze", "scan:CG-2026-0001").code == 0
    refused = filled("do", "agenda.unsnooze", "scan:CG-2026-0001")
    assert refused.code == 1


def test_the_calendar_is_written_and_brought_up_to_date(filled: Call, tmp_path: Path) -> None:
    target = tmp_path / "待办.ics"
    answer = filled("agenda", "--ics", target, "--json")
    assert answer.json["events"] == 1
    first = target.read_bytes().decode()
    assert "DTSTART;VALUE=DATE:20260620\r\n" in first
    assert filled("do", "result.list", "CG-2026-0001").code == 0
    assert filled("agenda", "--ics", target).code == 0
    second = target.read_bytes().decode()
    assert second.count("BEGIN:VEVENT") == 1
    assert "STATUS:CANCELLED\r\n" in second
    assert [line for line in first.split("\r\n") if line.startswith("UID")] == [
        line for line in second.split("\r\n") if line.startswith("UID")
    ]


def test_looking_less_far_cancels_nothing(filled: Call, tmp_path: Path) -> None:
    target = tmp_path / "a.ics"
    filled("agenda", "--ics", target)
    filled("agenda", "--ics", target, "--within", "1")
    assert "CANCELLED" not in target.read_text(encoding="utf-8")
    assert "20260620" in target.read_text(encoding="utf-8")


def test_a_file_of_somebody_else_is_left_alone(filled: Call, tmp_path: Path) -> None:
    target = tmp_path / "a.ics"
    target.write_text("BEGIN:VCALENDAR\nPRODID:x\nEND:VCALENDAR\n", encoding="utf-8")
    assert filled("agenda", "--ics", target).code == 2
    assert "PRODID:x" in target.read_text(encoding="utf-8")
    assert filled("agenda", "--ics", tmp_path).code == 2
    assert filled("agenda", "--ics", tmp_path / "none" / "a.ics").code == 2
