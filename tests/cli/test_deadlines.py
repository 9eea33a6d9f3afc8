from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.deadlines.acting import file_2027


def test_a_deadline_is_counted_without_a_store_and_makes_none(call: Call, home: Path) -> None:
    found = call("deadline", "--from", "2026-02-10", "--for", "15d", "--json")
    assert found.code == 0
    assert list(found.json) == ["from", "for", "ends_on", "provisional", "days"]
    assert {key: found.json[key] for key in ("from", "for", "ends_on", "provisional")} == {
        "from": "2026-02-10",
        "for": "15d",
        "ends_on": "2026-02-25",
        "provisional": False,
    }
    assert found.json["days"][0] == {"date": "2026-02-10", "counts": False, "why": "start_day"}
    assert found.json["days"][-1] == {"date": "2026-02-25", "counts": True, "why": "last_day"}
    assert len(found.json["days"]) == 16
    assert list(home.iterdir()) == []


def test_a_deadline_is_told_day_by_day(call: Call, home: Path) -> None:
    found = call("deadline", "--from", "2026-06-27", "--for", "3个月")
    lines = found.out.splitlines()
    assert lines[-1] == "自 2026-06-27 起 3个月：2026-09-28 届满（确定）"
    assert "适逢法定休假日，顺延（中秋节）" in lines[-3]


def test_a_deadline_beyond_the_announced_years_says_that_it_is_provisional(
    call: Call, store_home: Path
) -> None:
    found = call("deadline", "--from", "2026-12-30", "--for", "5wd")
    assert "暂估" in found.out
    assert "尚未公布" in found.err
    assert call("deadline", "--from", "2026-12-30", "--for", "5wd", "--json").json["provisional"] is True


def test_what_cannot_be_counted_is_refused(call: Call, home: Path) -> None:
    assert call("deadline", "--from", "2026-02-30", "--for", "5wd").code == 2
    assert call("deadline", "--from", "2026-02-10", "--for", "5 weeks").code == 2
    beyond = call("deadline", "--from", "9999-12-30", "--for", "3d")
    assert (beyond.code, beyond.out) == (1, "")
    assert "9999" in beyond.err


def test_the_deadlines_of_an_empty_store_are_listed(call: Call, store_home: Path) -> None:
    assert call("list", "deadlines", "--json").json == {"total": 0, "records": []}


# --- proofs, settings, calendar -------------------------------------------------------------------------


@pytest.fixture
def running(call: Call, store_home: Path) -> Call:
    """A store in which one deadline is provisional."""
    assert call("do", "result.create", "--data", '{"title": "咖啡"}').code == 0
    data = {
        "subject": "CG-2026-0001",
        "matter": "补正",
        "starts_on": "2026-12-30",
        "period": "5wd",
        "source": "来函",
    }
    assert call("do", "deadline.start", "--data", json.dumps(data)).out == "QX-2026-0001\n"
    return call


def test_a_proof_is_printed_as_a_page(running: Call, tmp_path: Path) -> None:
    page = running("deadline-proof", "qx2026-1").out
    assert page.startswith("<!DOCTYPE html>")
    assert "暂估" in page
    written = running("deadline-proof", "QX-2026-0001", "-o", tmp_path / "推算.html")
    assert (written.code, written.out) == (0, "")
    assert (tmp_path / "推算.html").read_text(encoding="utf-8") == page
    assert running("deadline-proof", "QX-2026-0009").code == 2
    assert running("deadline-proof", "QX-2026-0001", "-o", tmp_path).code == 2


def test_deadlines_are_listed_and_shown_with_their_mark(running: Call) -> None:
    (record,) = running("list", "deadlines", "--view", "provisional", "--json").json["records"]
    assert (record["ends_on"], record["provisional"]) == ("2027-01-06", True)
    lines = running("list", "deadlines").out.splitlines()
    assert lines[0].split() == ["编号", "期限", "记录", "届满日", "暂估", "状态"]
    assert lines[1].split()[3:5] == ["2027-01-06", "是"]
    assert "期间：5个工作日" in running("show", "QX-2026-0001").out


def test_a_year_is_loaded_from_a_file_after_a_dry_run(running: Call, tmp_path: Path) -> None:
    file = file_2027(tmp_path)
    bare = running("calendar-load", file, "--json")
    assert bare.code == 1
    assert {reason["code"] for reason in bare.json["reasons"]} == {
        "calendar.no_source",
        "calendar.no_edition",
    }
    words = ("calendar-load", file, "--source", "放假通知", "--edition", "甲")
    moved = [
        {"number": "QX-2026-0001", "ends_on": ["2027-01-06", "2027-01-08"], "provisional": [True, False]}
    ]
    dry = running(*words, "--dry-run", "--json").json
    assert dry == {"ok": True, "dry_run": True, "years": ["RL-2026-0001"], "moved": moved}
    assert [year["year"] for year in running("calendar", "--json").json["years"]] == [2025, 2026]
    done = running(*words)
    assert done.out.splitlines() == ["RL-2026-0001", "QX-2026-0001  2027-01-06（暂估） -> 2027-01-08"]
    known = running("calendar", "--json").json
    assert [(year["year"], year["edition"], year["in_force"]) for year in known["years"]][-1] == (
        2027,
        "甲",
        True,
    )
    assert "放假通知" in running("calendar").out
    assert (
        running("deadline", "--from", "2026-12-30", "--for", "5wd", "--json").json["ends_on"] == "2027-01-08"
    )
    history = running("show", "QX-2026-0001", "--history", "--json").json
    assert [change["action"] for change in history] == ["deadline.start", "calendar.load_year"]
    assert history[-1]["fields"]["ends_on"] == {"before": "2027-01-06", "after": "2027-01-08"}
    assert running("verify").code == 0


def test_a_closure_is_passed_over_where_that_is_asked_for(running: Call) -> None:
    data = {"name": "暑假", "first_day": "2026-07-13", "last_day": "2026-08-21", "source": "校历"}
    assert running("do", "calendar.set_closure", "--data", json.dumps(data)).out == "XJ-2026-0001\n"
    words = ("deadline", "--from", "2026-07-10", "--for", "5wd", "--json")
    assert running(*words).json["ends_on"] == "2026-07-17"
    passed = running(*words, "--skip-closures").json
    assert passed["ends_on"] == "2026-08-28"
    assert passed["days"][3] == {"date": "2026-07-13", "counts": False, "why": "closure:暑假"}
    assert "暑假" in running("calendar").out


def test_the_settings_are_printed_with_source_and_what_is_to_come(running: Call) -> None:
    data = {"code": "review", "value": "20wd", "effective_from": "2026-07-01", "source": "校发〔2026〕1号"}
    assert running("do", "policy.set", "--data", json.dumps(data)).code == 0
    found = {line["code"]: line for line in running("policy", "--json").json}
    assert found["review"]["value"] == "30d"
    assert found["review"]["since"] is None
    assert found["review"]["next"] == {
        "code": "review",
        "value": "20wd",
        "since": "2026-07-01",
        "source": "校发〔2026〕1号",
        "skip_closures": False,
        "number": "BF-2026-0001",
    }
    assert all(line["source"] for line in found.values())
    later = {line["code"]: line for line in running("policy", "--as-of", "2026-07-01", "--json").json}
    assert (later["review"]["value"], later["review"]["next"]) == ("20wd", None)
    (entry,) = running("policy", "--history", "--json").json
    assert (entry["code"], entry["note"]) == ("review", "")
    assert "异议复核 (review)" in running("policy").out
    assert "20个工作日 (2026-07-01)" in running("policy").out
    assert running("policy", "--as-of", "soon").code == 2
