"""Random sequences of everything one can do with notices, objections and reviews, on random days.

What must hold is stated here once more, independently of the program: days are counted from a table of rest
days, hashes are computed from the stored text, and the stored rows are read with SQL.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.notices.acts import do, exhibit, person, price_notice, result
from tests.offices import open_at, problems
from ttoffice.action import Office, perform
from ttoffice.errors import RefusedError, UsageError

FIRST = date(2026, 6, 1)
HOLIDAYS = {date(2026, 6, 19), date(2026, 6, 20), date(2026, 6, 21)}
"""Rest days of June to August 2026 beside the weekends; no weekend is worked then."""
EXHIBIT, SUBJECT = "ZJ-2026-0001", "CG-2026-0001"
STEPS = (
    "notice.approve", "notice.publish", "notice.prove_posting", "notice.take_down", "notice.take_down",
    "notice.close", "notice.close", "notice.close", "notice.withdraw", "notice.restart", "notice.edit",
    "objection.receive", "objection.decide_late", "objection.answer", "objection.answer",
    "objection.withdraw", "review.open", "review.find", "review.decide", "review.change_panel",
)  # fmt: skip


def last_day(published: date) -> date:
    """Return the last of fifteen days that begin the day after publication, moved on from a rest day."""
    day = published + timedelta(days=15)
    while day.weekday() >= 5 or day in HOLIDAYS:
        day += timedelta(days=1)
    return day


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a result, nine people, an exhibit and a notice on display since the first of June."""
    root = tmp_path_factory.mktemp("prepared")
    office = open_at(root / "office", FIRST)
    assert result(office) == SUBJECT
    assert exhibit(office, root, SUBJECT) == EXHIBIT
    for name in "甲乙丙丁戊己庚辛壬":
        person(office, name)
    number = price_notice(office, subject=SUBJECT)
    do(office, "notice.approve", number)
    do(office, "notice.publish", number)
    office.lender.close()
    return office.home.root


Step = tuple[str, int, int, dict[str, Any], bool]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """A step: what, which of the records there are, how many days later, its data; or what is next in the office."""
    name = draw(st.sampled_from(STEPS))
    people = st.lists(
        st.integers(1, 9).map(lambda n: f"RY-2026-{n:04d}"), min_size=1, max_size=3, unique=True
    )
    given_days = st.none() | st.dates(date(2026, 5, 30), date(2026, 7, 30)).map(str)
    every: dict[str, dict[str, Any]] = {
        "notice.prove_posting": {"exhibits": [EXHIBIT]},
        "notice.take_down": {"exhibits": draw(st.sampled_from([[], [EXHIBIT], [EXHIBIT]]))},
        "notice.withdraw": {"reason": "有误"},
        "notice.restart": {"reason": "有误", "place": draw(st.sampled_from(["甲处", "乙处"]))},
        "notice.edit": {"text": draw(st.sampled_from(["新文本", "又一文本"]))},
        "objection.receive": {
            "anonymous": True,
            "channel": "来信",
            "content": "价格偏低",
            "against": draw(st.sampled_from(["", "", "FH-2026-0001"])),
        },
        "objection.decide_late": {"accept": draw(st.booleans()), "reason": "如此"},
        "objection.answer": {"channel": "张贴", "receipt": EXHIBIT},
        "objection.withdraw": {"exhibit": EXHIBIT},
        "review.open": {"panel": draw(people)},
        "review.change_panel": {"panel": draw(people), "reason": "回避"},
        "review.find": {"question": "价格", "found": "合理", "exhibits": [EXHIBIT]},
        "review.decide": {
            "outcome": draw(st.sampled_from(["upheld", "upheld", "changed", "revoked"])),
            "reasons": "如此",
        },
    }
    data = every.get(name, {})
    days = {"objection.receive": "received_on"}.get(name, "on")
    if name not in ("notice.prove_posting", "notice.edit", "review.change_panel", "review.find"):
        data |= {days: draw(st.none() | given_days)}
    return (
        name,
        draw(st.integers(0, 3)),
        draw(st.sampled_from([0, 0, 0, 1, 3, 8, 16])),
        data,
        draw(st.integers(0, 9)) < 6,
    )


def numbers(office: Office, kind: str) -> list[str]:
    with office.reader() as reader:
        return [row[0] for row in reader.all(f"SELECT number FROM {kind} ORDER BY id DESC")]


def rows(office: Office, table: str) -> dict[str, dict[str, Any]]:
    with closing(sqlite3.connect(office.home.store)) as db:
        db.row_factory = sqlite3.Row
        return {row["number"]: dict(row) for row in db.execute(f"SELECT * FROM {table}")}


def take(office: Office, step: Step) -> bool:
    """Do a step with one of the records; return whether it was done. A refusal is as good as any other answer."""
    name, which, _later, data, onward = step
    kind = "notice" if name in ("objection.receive", "review.open") else name.split(".")[0]
    found = numbers(office, kind)
    if onward:
        name, subject, data = next_step(office)
    elif found:
        subject = found[which % len(found)]
    else:
        return False
    try:
        perform(office, name, data, subject=subject)
    except (RefusedError, UsageError):
        return False
    return True


def next_step(office: Office) -> tuple[str, str, dict[str, Any]]:
    """Return what a careful office would do next."""
    for number, review in rows(office, "review").items():
        if review["outcome"] == "":
            return _in_review(number, review)
    for number, objection in rows(office, "objection").items():
        if objection["state"] in ("received", "in_review"):
            return _objected(office, number, objection)
    number, newest = list(rows(office, "notice").items())[-1]
    verb, data = ONWARD[newest["state"]]
    if verb == "notice.close":
        for column, name in (("posted", "notice.prove_posting"), ("taken_down", "notice.take_down")):
            if newest[column] == "[]":
                return name, number, {"exhibits": [EXHIBIT]}
    return verb, number, data


ONWARD: dict[str, tuple[str, dict[str, Any]]] = {
    "draft": ("notice.approve", {}),
    "approved": ("notice.publish", {}),
    "published": ("notice.close", {}),
    "closed": ("objection.receive", {"anonymous": True, "channel": "来信", "content": "价格偏低"}),
    "withdrawn": ("notice.restart", {"reason": "再来"}),
}


def _in_review(number: str, review: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    if review["findings"] == "[]":
        return "review.find", number, {"question": "价格", "found": "合理", "exhibits": [EXHIBIT]}
    return "review.decide", number, {"outcome": "upheld", "reasons": "如此"}


def _objected(office: Office, number: str, objection: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    if objection["state"] == "in_review":
        return "objection.answer", number, {"channel": "张贴", "receipt": EXHIBIT}
    if objection["admission"] == "undecided":
        return "objection.decide_late", number, {"accept": True, "reason": "如此"}
    sat = "".join(review["panel"] + review["former"] for review in rows(office, "review").values())
    everybody = (f"RY-2026-{n:04d}" for n in range(1, 10))
    return "review.open", objection["subject"], {"panel": [one for one in everybody if one not in sat][:2]}


def check_step(
    today: date, before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]], office: Office
) -> None:
    """Check what a step may have changed about notices."""
    objections, reviews = rows(office, "objection"), rows(office, "review")
    for number, new in after.items():
        old = before.get(number)
        if new["state"] != "draft":
            assert new["text_sha256"] == sha256(new["text"].encode()).hexdigest() or not new["approved_on"]
        if old is None or old["state"] == "draft":
            continue
        for column in ("text", "text_sha256", "title", "approved_on"):
            assert new[column] == old[column], (number, column)
        if old["published_on"] is not None:
            assert new["published_on"] == old["published_on"]
            assert new["deadline"] == old["deadline"]
        if new["state"] == "closed" and old["state"] != "closed":
            assert old["state"] == "published"
            last = last_day(date.fromisoformat(new["published_on"]))
            assert last < date.fromisoformat(new["closed_on"]) <= today
            assert last < date.fromisoformat(new["taken_down_on"])
            assert new["posted"] != "[]"
            assert new["taken_down"] != "[]"
            assert not [one for one in objections.values() if one["state"] in ("received", "in_review")]
            assert not [one for one in reviews.values() if one["outcome"] == ""]


def check_end(office: Office) -> None:
    """Check what must hold of everything that stands in the end."""
    sat: dict[str, str] = {}
    for number, review in rows(office, "review").items():
        for judge in {*json.loads(review["panel"]), *json.loads(review["former"])}:
            assert sat.setdefault(judge, number) == number, "nobody judges twice"
        if review["outcome"] in ("changed", "revoked"):
            assert rows(office, "notice")[review["subject"]]["state"] == "withdrawn"
    for objection in rows(office, "objection").values():
        if objection["state"] == "answered":
            assert objection["feedback_receipt"]
            assert objection["feedback_channel"]
            assert rows(office, "review")[objection["review"]]["outcome"]
        assert (objection["state"] == "refused") == (objection["admission"] == "refused")
    notices = rows(office, "notice")
    follows = [one["follows"] for one in notices.values() if one["follows"]]
    assert len(follows) == len(set(follows))
    for one in notices.values():
        assert one["follows"] == "" or notices[one["follows"]]["round"] + 1 == one["round"]


@settings(
    max_examples=16,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(steps(), min_size=6, max_size=22))
def test_no_sequence_closes_early_with_an_open_objection_or_with_another_text(
    prepared: Path, sequence: list[Step]
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "office"
        shutil.copytree(prepared, root)
        today = FIRST
        office = open_at(root, today)
        for step in sequence:
            today = min(today + timedelta(days=step[2]), date(2026, 8, 20))
            office = office.on(today)
            before = rows(office, "notice")
            take(office, step)
            check_step(today, before, rows(office, "notice"), office)
        check_end(office)
        assert problems(office) == ()
        office.lender.close()
