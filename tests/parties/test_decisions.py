from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from tests.offices import problems
from tests.parties.offices import CODE, do, exhibit, person, refusal, result, warnings
from ttoffice.action import Office
from ttoffice.action.core import Subject
from ttoffice.parties.decision_rules import Presence
from ttoffice.parties.decisions import DECISIONS, DecisionRecord, correction_of, decided, dissents

LEADERS = ("张三", "李四", "王小明", "欧阳雪", "赵六")


@pytest.fixture
def matter(office: Office) -> str:
    for name in LEADERS:
        person(office, name)
    return result(office, "孙教授")


def prepared(office: Office, matter: str, **more: Any) -> str:
    given = {
        "title": "关于许可实施咖啡脱壳装置的议题",
        "subject": matter,
        "body": "校长办公会",
        "text": "同意以先使用后付费方式许可。",
        "members": list(LEADERS),
        **more,
    }
    return do(office, "decision.prepare", **given)


def load(office: Office, number: str) -> Subject[DecisionRecord]:
    with office.reader() as reader:
        found = DECISIONS.load(reader, number)
    assert found is not None
    return found


def test_with_only_the_exceptions_typed_everybody_else_is_present_and_for_it(
    office: Office, matter: str
) -> None:
    number = prepared(office, matter)
    minutes = exhibit(office, matter)
    do(office, "decision.decide", number, absent=["赵六"], abstained=["欧阳雪"], minutes=minutes.lower())
    record = load(office, number).record
    assert record.state.value == "adopted"
    assert [(m.name, m.presence.value, m.vote and m.vote.value) for m in record.members] == [
        ("张三", "present", "yes"),
        ("李四", "present", "yes"),
        ("王小明", "present", "yes"),
        ("欧阳雪", "present", "abstain"),
        ("赵六", "absent", None),
    ]
    assert (record.quorum, record.majority, record.minutes) == ("2/3", "1/2", minutes)
    assert record.quorum_source
    assert len(record.text_sha256) == len(record.minutes_sha256) == 64
    assert problems(office) == ()


def test_too_few_present_decide_nothing(office: Office, matter: str) -> None:
    number = prepared(office, matter)
    given = {"absent": ["赵六", "欧阳雪"], "minutes": exhibit(office, matter)}
    assert refusal(office, "decision.decide", number, **given) == {"decision.no_quorum"}


def test_without_minutes_it_does_not_count_as_decided(office: Office, matter: str) -> None:
    number = prepared(office, matter)
    assert refusal(office, "decision.decide", number) == {"decision.no_minutes"}
    assert refusal(office, "decision.decide", number, minutes="ZJ-2026-0099") == {"exhibit.unknown"}
    with office.reader() as reader:
        assert decided(reader, number) is None


def test_half_of_the_votes_reject_it_and_that_is_told_before(office: Office, matter: str) -> None:
    number = prepared(office, matter)
    given = {
        "against": ["李四", "王小明"],
        "absent": ["赵六"],
        "dissents": [{"person": "李四", "wording": "价格过低"}, {"person": "王小明", "wording": "同上"}],
        "minutes": exhibit(office, matter),
    }
    assert warnings(office, "decision.decide", number, **given) == {"decision.rejected"}
    with office.reader() as reader:
        assert decided(reader, number) is None
    assert load(office, number).record.state.value == "rejected"


def test_a_member_with_an_open_conflict_cannot_vote(office: Office, matter: str) -> None:
    do(
        office,
        "person.declare",
        "RY-2026-0002",
        ties=[{"kind": "pay", "organisation": "甲公司", "credit_code": CODE}],
    )
    number = prepared(office, matter, organisations=[CODE])
    minutes = exhibit(office, matter)
    assert refusal(office, "decision.decide", number, minutes=minutes) == {"decision.conflict"}
    do(
        office,
        "recusal.record",
        person="李四",
        subject=matter,
        organisations=[CODE],
        outcome="withdrawn",
    )
    do(office, "decision.decide", number, minutes=minutes)
    seat = next(m for m in load(office, number).record.members if m.name == "李四")
    assert seat.presence is Presence.RECUSED
    assert (seat.vote, seat.recusal) == (None, "HB-2026-0001")
    assert "甲公司" in seat.why


def test_who_withdrew_counts_on_neither_side_of_the_quorum(office: Office, matter: str) -> None:
    for name in ("欧阳雪", "赵六"):
        do(office, "recusal.record", person=name, subject=matter, outcome="withdrawn", reasons="师生")
    number = prepared(office, matter)
    given = {"absent": ["张三"], "minutes": exhibit(office, matter)}
    do(office, "decision.decide", number, **given)  # 2 of the 3 who remain


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"against": ["欧阳雪"]}, "decision.recused_votes"),
        ({"absent": ["张三"], "abstained": ["张三"]}, "decision.absent_votes"),
        ({"against": ["张三"], "abstained": ["张三"]}, "decision.votes_twice"),
        ({"absent": ["孙外人"]}, "decision.no_member"),
        ({"against": ["无此人"]}, "person.unknown"),
        ({"dissents": [{"person": "欧阳雪", "wording": "反对"}]}, "decision.dissent_of_absent"),
        ({"dissents": [{"person": "张三", "wording": "  "}]}, "decision.dissent_no_wording"),
        ({"dissents": [{"person": "张三", "wording": "电话 13812345678"}]}, "personal.number"),
        ({"decided_on": "2026-06-02"}, "decision.future"),
        ({"text": " "}, "decision.no_text"),
    ],
)
def test_what_cannot_have_been_is_refused(
    office: Office, matter: str, data: dict[str, Any], code: str
) -> None:
    person(office, "孙外人")
    do(office, "recusal.record", person="欧阳雪", subject=matter, outcome="withdrawn", reasons="师生")
    number = prepared(office, matter)
    given = {"minutes": exhibit(office, matter), **data}
    assert refusal(office, "decision.decide", number, **given) == {code}


def test_a_vote_against_without_words_is_warned_of(office: Office, matter: str) -> None:
    number = prepared(office, matter)
    given = {"against": ["李四"], "minutes": exhibit(office, matter)}
    assert warnings(office, "decision.decide", number, **given) == {"decision.against_no_words"}


def test_what_is_decided_stands_for_actions_and_for_the_database(office: Office, matter: str) -> None:
    number = prepared(office, matter)
    do(office, "decision.decide", number, minutes=exhibit(office, matter))
    assert refusal(office, "decision.edit", number, title="别的") == {"decision.stands"}
    assert refusal(office, "decision.decide", number, minutes="ZJ-2026-0001") == {"decision.stands"}
    office.lender.close()
    with sqlite3.connect(office.home.store) as db:
        for statement in ("UPDATE decision SET text = '改'", "DELETE FROM decision"):
            with pytest.raises(sqlite3.IntegrityError, match="decision"):
                db.execute(statement)


def test_a_correction_is_a_further_decision_that_names_the_first(office: Office, matter: str) -> None:
    number, minutes = prepared(office, matter), exhibit(office, matter)
    assert refusal(office, "decision.correct", number, why="笔误") == {"decision.not_decided"}
    do(office, "decision.decide", number, minutes=minutes)
    again = do(office, "decision.correct", number, why="金额笔误", text="同意许可，门槛费为零。")
    assert warnings(office, "decision.correct", number, why="又一次") == {"decision.corrected_already"}
    with office.reader() as reader:
        assert correction_of(reader, number) is None
    do(office, "decision.decide", again, minutes=minutes)
    with office.reader() as reader:
        assert correction_of(reader, number) == again
        found = decided(reader, again)
    assert found is not None
    assert (found.corrects, found.subject, len(found.members)) == (number, matter, 5)
    assert load(office, number).record.text == "同意以先使用后付费方式许可。"


def test_minutes_typed_afterwards_make_a_decision_at_once(office: Office, matter: str) -> None:
    given = {
        "title": "补录",
        "subject": matter,
        "body": "党委会",
        "text": "同意。",
        "members": list(LEADERS),
        "decided_on": "2026-05-20",
    }
    assert refusal(office, "decision.record", **given) == {"decision.no_minutes"}
    number = do(office, "decision.record", **given, minutes=exhibit(office, matter))
    with office.reader() as reader:
        assert decided(reader, number) is not None


def dissented(office: Office, matter: str) -> str:
    number = prepared(office, matter)
    do(
        office,
        "decision.decide",
        number,
        against=["欧阳雪"],
        dissents=[{"person": "欧阳雪", "wording": "定价未经询价，反对按此价格许可。"}],
        minutes=exhibit(office, matter),
    )
    return number


@pytest.mark.parametrize(
    "word",
    ["询价", "欧阳雪", "oyx", "ouyangxue", "ＯＹＸ", "反对 咖啡", "xunjia", "校长办公会", "RY-2026-0004"],
)
def test_a_dissent_is_found_again_by_words_name_and_pinyin(office: Office, matter: str, word: str) -> None:
    number = dissented(office, matter)
    with office.reader() as reader:
        found = dissents(reader, word)
    assert [(one.number, one.name) for one in found] == [(number, "欧阳雪")]


def test_of_several_dissents_only_the_one_meant_is_found(office: Office, matter: str) -> None:
    number = prepared(office, matter)
    do(
        office,
        "decision.decide",
        number,
        against=["欧阳雪", "李四"],
        dissents=[{"person": "欧阳雪", "wording": "定价过低"}, {"person": "李四", "wording": "程序不全"}],
        minutes=exhibit(office, matter),
    )
    with office.reader() as reader:
        assert [one.name for one in dissents(reader, "程序")] == ["李四"]
        assert [one.name for one in dissents(reader, "lisi")] == ["李四"]
        assert len(dissents(reader)) == 2
        assert dissents(reader, "无此词") == []
