"""A unit's rule adopted, superseded, and an older case judged by the older one, told through the command line alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import Answer, Call
from tests.cli.conftest import _language_of_the_next_test, call

__all__ = ["_language_of_the_next_test", "call"]

On = Callable[..., Answer]
FIRST = "第一条 本办法适用于本单位。\n第二条 认定结论公示五个工作日。"
SECOND = "第一条 本办法适用于本单位及所属企业。\n第二条 认定结论公示七个工作日。"
MEMBERS = ("赵敏", "钱伟", "孙丽")


@pytest.fixture
def on(call: Call, home: Path, monkeypatch: pytest.MonkeyPatch) -> On:
    """Call the program on a day."""

    def run(day: str, *words: object) -> Answer:
        monkeypatch.setenv("TTOFFICE_TODAY", day)
        return call(*words)

    return run


def do(on: On, day: str, action: str, /, *subject: str, code: int = 0, **data: Any) -> Answer:
    """Run an action on a day, and check how it ended."""
    answer = on(day, "do", action, *subject, "--data", json.dumps(data, ensure_ascii=False))
    assert answer.code == code, answer.err
    return answer


def number(answer: Answer) -> str:
    return answer.out.strip()


def attach(on: On, day: str, subject: str, path: Path) -> str:
    path.write_bytes(path.name.encode())
    return number(do(on, day, "exhibit.add", subject=subject, path=str(path)))


def adopt(on: On, folder: Path, rule: str, days: dict[str, str], dissent: str = "") -> str:
    """Lead a drafted rule through consultation, decision and publicity; return the notice's number."""
    do(
        on,
        days["consulted"],
        "rule.consult",
        rule,
        consulted_from=days["from"],
        consulted_until=days["until"],
        scope="全校各部门",
        opinions=[{"opinion": "建议写明回避", "source": "农学院", "answer": "已采纳"}],
    )
    minutes = attach(on, days["decided"], rule, folder / f"{rule}-纪要.pdf")
    decision = number(
        do(
            on,
            days["decided"],
            "decision.record",
            title="审议尽职免责办法",
            subject=rule,
            body="校长办公会",
            members=MEMBERS,
            decided_on=days["decided"],
            minutes=minutes,
            against=["孙丽"] if dissent else [],
            dissents=[{"person": "孙丽", "wording": dissent}] if dissent else [],
        )
    )
    do(on, days["decided"], "rule.decide", rule, decision=decision)
    notice = number(
        do(
            on,
            days["decided"],
            "notice.draft",
            kind="rule",
            subject=rule,
            place="行政楼公示栏",
            office="科技成果转化办公室",
            channel="电话 0871-65920000",
        )
    )
    do(on, days["decided"], "notice.approve", notice, by="赵敏", decision=decision)
    posted = attach(on, days["posted"], notice, folder / f"{notice}-张贴.jpg")
    do(on, days["posted"], "notice.publish", notice, exhibits=[posted])
    do(on, days["last"], "notice.close", notice, code=1)
    taken = attach(on, days["closed"], notice, folder / f"{notice}-撤下.jpg")
    do(on, days["closed"], "notice.take_down", notice, exhibits=[taken])
    do(on, days["closed"], "notice.close", notice)
    return notice


def in_force(on: On, day: str, today: str) -> list[str]:
    """Return the rules that were in force on a day, asked on another."""
    answer = on(today, "list", "internal-rules", "--view", "in_force", "--on", day, "--json")
    return [record["number"] for record in answer.json["records"]]


def test_a_rule_is_adopted_superseded_and_an_older_case_goes_by_the_older_one(on: On, tmp_path: Path) -> None:
    on("2025-11-10", "init", "--unit", "滇中科技大学")
    for name in MEMBERS:
        do(on, "2025-11-10", "person.create", name=name, roles=["leader"])
    first = number(do(on, "2025-11-10", "rule.create", title="尽职免责办法", edition="2025", text=FIRST))

    # No step can be skipped: each refusal names what is missing, and the article.
    refused = do(on, "2025-11-10", "rule.effect", first, code=1, effective_on="2025-12-01")
    assert "尚未记录征求意见结束" in refused.err
    assert "尽职免责指引第十一条" in refused.err

    days = {
        "from": "2025-11-11",
        "until": "2025-11-25",
        "consulted": "2025-11-28",
        "decided": "2025-12-01",
        "posted": "2025-12-03",
        "last": "2025-12-10",
        "closed": "2025-12-11",
    }
    notice = adopt(on, tmp_path, first, days, dissent="公示期过短")
    do(on, "2025-12-12", "rule.effect", first, effective_on="2026-01-01")
    assert in_force(on, "2025-12-31", "2025-12-12") == []
    assert in_force(on, "2026-01-01", "2025-12-12") == [first]

    # What was decided, what was published and what is in force are one text.
    rule, published = (on("2025-12-12", "show", found, "--json").json for found in (first, notice))
    assert FIRST in published["text"]
    do(on, "2025-12-12", "rule.edit", first, code=1, text=SECOND)
    assert on("2025-12-12", "show", first, "--json").json["text"] == rule["text"] == FIRST

    # The next version replaces it from its own first day on.
    second = number(
        do(
            on,
            "2026-05-06",
            "rule.create",
            title="尽职免责办法",
            edition="2026",
            text=SECOND,
            replaces=first,
        )
    )
    later = {
        "from": "2026-05-06",
        "until": "2026-05-20",
        "consulted": "2026-05-21",
        "decided": "2026-05-25",
        "posted": "2026-05-26",
        "last": "2026-06-02",
        "closed": "2026-06-03",
    }
    adopt(on, tmp_path, second, later)
    do(on, "2026-06-04", "rule.effect", second, effective_on="2026-07-01")
    assert on("2026-06-04", "show", first, "--json").json["superseded_by"] == second

    # A case of the time before goes by the version then in force, whenever it is looked at.
    today = "2027-03-01"
    assert in_force(on, "2026-06-30", today) == [first]
    assert in_force(on, "2026-07-01", today) == [second]
    assert in_force(on, "2025-11-20", today) == []

    # The dissent is found years later, in its own words and by pinyin.
    for words in ("过短", "gsqgd", "sunli"):
        found = on(today, "dissents", "--search", words, "--json").json
        assert [one["wording"] for one in found] == ["公示期过短"], words

    assert on(today, "verify").code == 0
