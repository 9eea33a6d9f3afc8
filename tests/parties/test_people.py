from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from tests.offices import problems
from tests.parties.offices import CODE, do, person, refusal, warnings
from ttoffice.action import Office
from ttoffice.action.kinds import kind_of
from ttoffice.action.records import count, document
from ttoffice.parties.people import PEOPLE, find_person
from ttoffice.reasons import Reason
from ttoffice.store.asking import Filter


def test_a_person_is_kept_with_roles_posts_and_ties(office: Office) -> None:
    first = person(office, "李四", department="科研处")
    number = person(
        office,
        "张三",
        roles=["leader", "researcher", "leader"],
        posts=[{"title": "副校长", "body": "校长办公会", "since": "2024-01-01"}],
        ties=[{"kind": "kin", "person": "李四", "relation": "配偶"}],
    )
    with office.reader() as reader:
        found = PEOPLE.load(reader, number)
    assert found is not None
    assert [role.value for role in found.record.roles] == ["leader", "researcher"]
    assert found.record.posts[0].since == date(2024, 1, 1)
    assert found.record.ties[0].person == first
    assert found.record.ties[0].declared_on == office.today
    assert problems(office) == ()


@pytest.mark.parametrize(
    "data",
    [
        {"note": "身份证 11010519491231002X"},
        {"department": "手机 13812345678"},
        {"posts": [{"title": "校长", "body": "卡 6222021234567890123"}]},
        {"ties": [{"kind": "kin", "name": "王五 13812345678"}]},
        {"name": "张三１３８１２３４５６７８"},
    ],
)
def test_numbers_that_identify_a_person_are_refused_everywhere(
    office: Office, data: dict[str, object]
) -> None:
    assert refusal(office, "person.create", **{"name": "张三", "roles": ["leader"], **data}) == {
        "personal.number"
    }


@pytest.mark.parametrize(
    ("tie", "code"),
    [
        ({"kind": "kin", "relation": "配偶"}, "tie.no_person"),
        ({"kind": "shareholding", "share": "10"}, "tie.no_organisation"),
        ({"kind": "other", "relation": "同学"}, "tie.to_nobody"),
        ({"kind": "pay", "credit_code": CODE[:-1] + "1"}, "tie.credit_code"),
        ({"kind": "shareholding", "organisation": "甲公司", "share": "100.1"}, "tie.share"),
        ({"kind": "shareholding", "organisation": "甲公司", "share": "0"}, "tie.share"),
        (
            {"kind": "post", "organisation": "甲", "since": "2026-01-02", "until": "2026-01-01"},
            "person.ends_before",
        ),
        ({"kind": "pay", "organisation": "甲", "declared_on": "2026-06-02"}, "tie.future"),
        ({"kind": "kin", "person": "RY-2026-0099"}, "person.unknown"),
    ],
)
def test_a_tie_that_says_too_little_is_refused(office: Office, tie: dict[str, object], code: str) -> None:
    number = person(office, "张三")
    assert refusal(office, "person.declare", number, ties=[tie]) == {code}


def test_nobody_is_kin_of_themselves(office: Office) -> None:
    number = person(office, "张三")
    assert refusal(office, "person.declare", number, ties=[{"kind": "kin", "person": number}]) == {
        "tie.to_oneself"
    }


def test_declaring_adds_and_says_nothing_twice(office: Office) -> None:
    number = person(office, "张三")
    tie = {"kind": "pay", "organisation": "甲公司", "credit_code": CODE.lower()}
    do(office, "person.declare", number, ties=[tie])
    do(office, "person.declare", number, ties=[tie, {"kind": "kin", "name": "王五"}])
    with office.reader() as reader:
        found = PEOPLE.load(reader, number)
    assert found is not None
    assert [tie.kind.value for tie in found.record.ties] == ["pay", "kin"]
    assert found.record.ties[0].credit_code == CODE


def test_taking_a_declared_tie_out_is_warned_of(office: Office) -> None:
    number = person(office, "张三", ties=[{"kind": "kin", "name": "王五"}])
    assert "person.tie_gone" in warnings(office, "person.edit", number, ties=[])


def test_a_namesake_is_warned_of_and_then_the_name_alone_means_nobody(office: Office) -> None:
    person(office, "张三", department="科研处")
    assert "person.namesake" in warnings(office, "person.create", name="张三", roles=["leader"])
    with office.reader() as reader:
        assert isinstance(found := find_person(reader, "张三", "x"), Reason)
        assert found.code == "person.namesakes"
        assert find_person(reader, "ry-2026-1", "x") == "RY-2026-0001"


def test_who_leaves_stays_in_the_store_and_can_return(office: Office) -> None:
    number, kind = person(office, "张三"), kind_of("person")
    assert kind is not None
    do(office, "person.leave", number, on="2026-05-31")
    with office.reader() as reader:
        assert count(reader, kind, Filter(view="present"), office.today) == 0
        assert count(reader, kind, Filter(view="left"), office.today) == 1
        assert document(reader, kind, number)["left_on"] == "2026-05-31"
    assert refusal(office, "person.leave", number) == {"person.left"}
    do(office, "person.return", number)
    assert refusal(office, "person.return", number) == {"person.not_left"}


def test_the_database_itself_deletes_nobody(office: Office) -> None:
    person(office, "张三")
    office.lender.close()
    with sqlite3.connect(office.home.store) as db, pytest.raises(sqlite3.IntegrityError, match="person"):
        db.execute("DELETE FROM person")


def test_people_are_found_by_pinyin_department_and_tie(office: Office) -> None:
    person(office, "张三", department="科研处", ties=[{"kind": "pay", "organisation": "昆明甲公司"}])
    kind = kind_of("person")
    assert kind is not None
    with office.reader() as reader:
        for word in ("张三", "zs", "zhangsan", "科研", "keyan", "昆明甲"):
            assert count(reader, kind, Filter(search=word, view="all"), office.today) == 1, word
