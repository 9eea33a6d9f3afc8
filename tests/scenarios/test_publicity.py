"""Publicity told as stories, through the command line alone."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import Call
from tests.cli.conftest import _language_of_the_next_test, call

__all__ = ["_language_of_the_next_test", "call"]

Day = Callable[[str], None]
Do = Callable[..., str]


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Day:
    """Let it be another day."""
    return lambda text: monkeypatch.setenv("TTOFFICE_TODAY", text)


@pytest.fixture
def do(call: Call, home: Path) -> Do:
    """Run an action and return what it came to; it must not be refused."""

    def run(action: str, number: str = "", /, **data: Any) -> str:
        words = [number] if number else []
        answer = call("do", action, *words, "--data", json.dumps(data, ensure_ascii=False))
        assert answer.code == 0, (action, number, answer.err)
        return answer.out.strip()

    return run


@pytest.fixture
def refused(call: Call) -> Callable[..., set[str]]:
    """Run an action that must be refused and return the codes of the reasons."""

    def run(action: str, number: str, /, **data: Any) -> set[str]:
        answer = call("do", action, number, "--json", "--data", json.dumps(data, ensure_ascii=False))
        assert answer.code == 1, (action, answer.out)
        return {reason["code"] for reason in answer.json["reasons"] if not reason["warning"]}

    return run


@pytest.fixture
def photo(do: Do, tmp_path: Path) -> Callable[[str, str], str]:
    """Attach a photo to a record and return the exhibit's number."""

    def attach(number: str, name: str) -> str:
        path = tmp_path / f"{number}-{name}.jpg"
        path.write_bytes(path.name.encode())
        return do("exhibit.add", subject=number, path=str(path))

    return attach


def shown(call: Call, number: str) -> Any:
    """Return a record as it stands."""
    return call("show", number, "--json").json


def test_a_price_notice_with_a_late_objection(
    call: Call, do: Do, refused: Callable[..., set[str]], photo: Callable[..., str], day: Day, tmp_path: Path
) -> None:
    day("2026-06-05")
    do("unit.set", name="滇中科技大学", office="科技成果转化中心", contact_phone="0871-65123456")
    coffee = do(
        "result.create",
        title="咖啡果皮低温干燥方法",
        completers=[{"name": "李明"}],
        fee_text="零门槛费+销售额5%提成",
        license_kind="ordinary",
    )

    # Drafted from the result; a mobile number is caught before it hangs on the wall.
    notice = do(
        "notice.draft",
        kind="price",
        subject=coffee,
        place="行政楼一楼公示栏",
        channel="李老师 13812345678",
        related="no",
        facts=[{"key": "acquirer", "value": "云滇食品有限公司"}],
    )
    assert refused("notice.approve", notice) == {"notice.leak_mobile"}
    do("notice.edit", notice, channel="科技成果转化中心 0871-65123456")
    do("notice.approve", notice, by="王副校长")
    do("notice.publish", notice, exhibits=[photo(notice, "张贴")])
    text = shown(call, notice)["text"]
    assert "云滇食品有限公司" in text
    assert "零门槛费+销售额5%提成" in text

    # Fifteen days from the 5th end on Saturday the 20th in the dragon-boat holiday: on Monday the 22nd.
    deadline = shown(call, shown(call, notice)["deadline"])
    assert deadline["ends_on"] == "2026-06-22"
    day("2026-06-22")
    assert refused("notice.take_down", notice) == {"notice.too_early"}
    assert "notice.too_early" in refused("notice.close", notice)

    # It is taken down; the next morning a letter comes.
    day("2026-06-23")
    do("notice.take_down", notice, exhibits=[photo(notice, "撤下")])
    objection = do(
        "objection.receive",
        notice,
        objector="欧阳锋",
        contact="经管学院",
        channel="来信",
        passage="拟交易价格",
        content="提成比例偏低",
    )
    assert shown(call, objection)["admission"] == "undecided"
    assert refused("notice.close", notice) == {"notice.objection_open"}
    do("objection.decide_late", objection, accept=False, reason="公示期满后提出，未附新的事实和证据")
    do("notice.close", notice)

    # Who objected stands nowhere but where it is asked for on purpose, and that is in the log.
    everything = "".join(
        call(*words).out
        for words in (
            ("list", "objections", "--view", "all", "--json"),
            ("show", objection, "--json"),
            ("show", objection, "--history", "--json"),
            ("show", notice, "--history", "--json"),
            ("log", "--json"),
        )
    )
    assert "欧阳锋" not in everything
    assert call("show", objection, "--reveal", "寄送不予受理告知", "--json").json["objector"] == "欧阳锋"
    newest = call("log", "--json").json[0]
    assert (newest["action"], newest["subject"]) == ("objection.reveal", objection)

    # The papers: the statement for the file, without a name; the letter with it, for the objector only.
    statement, letter = tmp_path / "说明.docx", tmp_path / "反馈.html"
    assert call("notice-document", notice, "--kind", "statement", "-o", statement).code == 0
    with zipfile.ZipFile(statement) as package:
        body = package.read("word/document.xml").decode()
    assert objection in body
    assert "欧阳锋" not in body
    assert call("notice-document", objection, "--kind", "feedback", "--form", "html", "-o", letter).code == 0
    assert "欧阳锋" not in letter.read_text(encoding="utf-8")
    words = ("notice-document", objection, "--kind", "feedback", "--form", "html", "-o", letter, "--force")
    assert call(*words, "--reveal", "寄送").code == 0
    assert "欧阳锋" in letter.read_text(encoding="utf-8")
    assert call("verify").code == 0


def test_a_notice_changed_midway_runs_its_full_period_again(
    call: Call, do: Do, refused: Callable[..., set[str]], photo: Callable[..., str], day: Day
) -> None:
    day("2026-06-05")
    first = do(
        "notice.draft",
        kind="price",
        subject=do(
            "result.create", title="核桃青皮脱除方法", completers=[{"name": "李明"}], fee_text="20万元"
        ),
        related="no",
        place="行政楼公示栏",
        channel="科技处 0871-65120000",
        office="科技处",
    )
    do("notice.approve", first)
    do("notice.publish", first, exhibits=[photo(first, "张贴")])
    assert shown(call, shown(call, first)["deadline"])["ends_on"] == "2026-06-22"

    # On the fourth day the price is corrected: the old notice goes down, the new one begins anew.
    day("2026-06-10")
    assert refused("notice.edit", first, text="26万元") == {"notice.state"}
    second = do(
        "notice.restart",
        first,
        reason="拟交易价格表述有误",
        facts=[{"key": "price", "value": "26万元"}],
    )
    do("notice.take_down", first, exhibits=[photo(first, "撤下")])
    do("notice.approve", second)
    do("notice.publish", second, exhibits=[photo(second, "张贴")])
    assert shown(call, shown(call, first)["deadline"])["state"] == "void"
    assert shown(call, shown(call, second)["deadline"])["ends_on"] == "2026-06-25"

    # The first round's last day ends nothing.
    day("2026-06-23")
    assert "notice.too_early" in refused("notice.close", second)
    assert refused("notice.close", first) == {"notice.state"}
    day("2026-06-26")
    do("notice.take_down", second, exhibits=[photo(second, "撤下")])
    do("notice.close", second)
    old, new = shown(call, first), shown(call, second)
    assert (old["state"], old["round"], new["state"], new["round"]) == ("withdrawn", 1, "closed", 2)
    assert "20万元" in old["text"]
    assert "26万元" in new["text"]
    assert new["follows"] == first
    assert call("verify").code == 0


def test_two_rounds_of_objection_and_review_by_people_who_judge_once(
    call: Call, do: Do, refused: Callable[..., set[str]], photo: Callable[..., str], day: Day, tmp_path: Path
) -> None:
    day("2026-06-01")
    people = {name: do("person.create", name=name) for name in "甲乙丙丁戊己庚"}
    coffee = do(
        "result.create", title="咖啡果皮低温干燥方法", completers=[{"name": "李明"}], fee_text="20万元"
    )
    author = do("person.create", name="李明")
    notice = do(
        "notice.draft",
        kind="price",
        subject=coffee,
        place="公示栏",
        channel="科技处",
        office="科技处",
        related="no",
    )
    do("notice.approve", notice)
    do("notice.publish", notice, exhibits=[photo(notice, "张贴")])

    # A named and an anonymous objection; the first panel may not hold the author of the result.
    day("2026-06-03")
    named = do(
        "objection.receive", notice, objector="欧阳锋", channel="来访", passage="价格", content="价格偏低"
    )
    unnamed = do("objection.receive", notice, anonymous=True, channel="意见箱", content="程序不明")
    assert "review.conflict" in refused("review.open", notice, panel=[people["甲"], author])
    first = do("review.open", notice, panel=[people[name] for name in "甲乙丙"])
    assert sorted(shown(call, first)["objections"]) == [named, unnamed]
    proof = photo(first, "询价记录")
    do("review.find", first, question="价格是否偏低", found="三家询价均低于20万元", exhibits=[proof])
    day("2026-06-08")
    do("review.decide", first, outcome="upheld", reasons="询价记录可证价格合理，程序完备")
    assert refused("objection.answer", unnamed) == {"objection.no_way", "objection.no_receipt"}
    do("objection.answer", unnamed, channel="原公示栏张贴", receipt=photo(unnamed, "反馈张贴"))
    do("objection.answer", named, channel="当面送达", receipt=photo(named, "签收"))
    report = tmp_path / "复核报告.docx"
    assert call("notice-document", first, "-o", report).code == 0

    # Not content, the objector objects to the result; others must review, and they change it.
    day("2026-06-10")
    again = do(
        "objection.receive",
        notice,
        objector="欧阳锋",
        channel="来信",
        content="询价单位不可比",
        against=first,
    )
    assert refused("review.open", notice, panel=[people["丙"], people["丁"], people["戊"]]) == {
        "review.judged_before"
    }
    second = do("review.open", notice, panel=[people[name] for name in "丁戊己"])
    do(
        "review.find",
        second,
        question="询价是否可比",
        found="两家规模不可比",
        exhibits=[photo(second, "比对")],
    )
    do("review.decide", second, outcome="changed", reasons="应按可比单位重新定价")
    do("objection.answer", again, channel="邮寄", receipt=photo(again, "签收"))
    assert shown(call, notice)["state"] == "withdrawn"
    assert refused("notice.close", notice) == {"notice.state"}

    # The price is set anew, and a third panel would have to be a third set of people.
    third = do("notice.restart", notice, reason="复核变更价格", facts=[{"key": "price", "value": "26万元"}])
    do("notice.approve", third)
    do("notice.publish", third, exhibits=[photo(third, "张贴")])
    more = do("objection.receive", third, anonymous=True, channel="来信", content="仍偏低")
    assert refused("review.open", third, panel=[people["甲"]]) == {"review.judged_before"}
    assert refused("review.open", third, panel=[people["己"]]) == {"review.judged_before"}
    assert do("review.open", third, panel=[people["庚"]]).startswith("FH-")
    assert shown(call, more)["state"] == "in_review"
    rounds = call("list", "reviews", "--view", "all", "--json").json["records"]
    assert [item["round"] for item in rounds] == [1, 2, 3]
    assert call("verify").code == 0
