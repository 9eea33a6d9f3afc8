from __future__ import annotations

from pathlib import Path

from tests.cli.calls import Call


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
