"""People, holders, keywords and contacts are parted as they were meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.results.importing.people import (
    read_contact,
    read_holders,
    read_keywords,
    read_people,
    read_phone,
)
from ttoffice.results.record import Completer, Holder


@pytest.mark.parametrize(
    "text",
    [
        "张三、李四",
        "张三，李四",
        "张三,李四",
        "张三；李四；",
        "张三;李四",
        "张三/李四",
        "张三 李四",
        "张三\u3000李四",
        "张三\n李四",
        "1.张三、2.李四",
        "① 张三；②李四",
        "完成人：张三、李四",
        "张三*、李四",
    ],
)
def test_separators_of_every_kind(text: str) -> None:
    reading = read_people(text)
    assert [person.name for person in reading.value or ()] == ["张三", "李四"]
    assert reading.problem is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zhang San; Li Si", ["Zhang San", "Li Si"]),
        ("Zhang San、李四", ["Zhang San", "李四"]),
        ("买买提·艾力、王五", ["买买提·艾力", "王五"]),
        ("阿依古丽·买买提 李四", ["阿依古丽·买买提", "李四"]),
        ("Jean-Luc O'Neil", ["Jean-Luc O'Neil"]),
    ],
)
def test_names_with_blanks_and_dots_stay_whole(text: str, names: list[str]) -> None:
    assert [person.name for person in read_people(text).value or ()] == names


def test_a_name_spaced_out_is_one_person_and_told() -> None:
    reading = read_people("张\u3000三")
    assert reading.value == (Completer("张三"),)
    assert reading.note is not None


def test_shares_and_units_in_brackets() -> None:
    reading = read_people("张三(40%)、李四（60%）、王五（昆明理工大学）")
    assert reading.value == (
        Completer("张三", "", "40"),
        Completer("李四", "", "60"),
        Completer("王五", "昆明理工大学"),
    )


@pytest.mark.parametrize(
    ("text", "names", "code"),
    [
        ("张三、李四等", ["张三", "李四"], "people_others"),
        ("张三等5人", ["张三"], "people_others"),
        ("张三、张三", ["张三"], "people_double"),
        ("张三（退休）", ["张三"], "people_remark"),
    ],
)
def test_doubts_are_told_and_the_names_kept(text: str, names: list[str], code: str) -> None:
    reading = read_people(text)
    assert [person.name for person in reading.value or ()] == names
    assert reading.problem is not None
    assert reading.problem.code == f"import.{code}"


@pytest.mark.parametrize(
    "text", ["[/b]", "=cmd|' /C calc'!A0", "课题组", "👍", "张三、3号", "x" * 10_000, "、、"]
)
def test_what_is_no_name_is_not_taken_for_one(text: str) -> None:
    reading = read_people(text)
    assert reading.value is None
    assert reading.problem is not None


@given(st.lists(st.text("赵钱孙李周吴郑王", min_size=2, max_size=4), min_size=1, max_size=8, unique=True))
def test_names_joined_by_any_separator_come_back_in_their_order(names: list[str]) -> None:
    for separator in ("、", "，", "；", "/", " ", "\n"):
        assert [person.name for person in read_people(separator.join(names)).value or ()] == names


@given(st.text(max_size=80))
def test_any_text_of_people_is_read_or_told(text: str) -> None:
    reading = read_people(text.strip())
    assert reading.value is None or all(person.name for person in reading.value)


def test_co_owners_and_their_shares() -> None:
    assert read_holders("滇中科技大学;昆明某某（集团）有限公司").value == (
        Holder("滇中科技大学"),
        Holder("昆明某某（集团）有限公司"),
    )
    assert read_holders("甲大学 60%、乙公司(40%)").value == (Holder("甲大学", "60"), Holder("乙公司", "40"))


def test_keywords_in_every_separation() -> None:
    assert read_keywords("水稻；抗逆；育种", 60).value == ("水稻", "抗逆", "育种")
    assert read_keywords("节能/环保,节能", 60).value == ("节能", "环保")
    assert read_keywords("x" * 61, 60).problem is not None


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("成果转化中心 0871-65910123", "成果转化中心", "0871-65910123"),
        ("13800000000", "", "13800000000"),
        ("张三：0871-65910123转801", "张三", "0871-65910123转801"),
        ("张三（13800000000）", "张三", "13800000000"),
        ("张三", "张三", ""),
    ],
)
def test_contact_and_phone_are_parted(text: str, name: str, phone: str) -> None:
    reading = read_contact(text)
    assert (reading.value, reading.problem, reading.note) == ((name, phone), None, None)


def test_a_phone_that_lacks_digits_is_kept_and_told() -> None:
    assert read_contact("科技处 0871-6591").value == ("科技处", "0871-6591")
    assert read_contact("科技处 0871-6591").note is not None
    assert read_phone("12345").note is not None
    assert read_phone("0871-65910123").note is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "张三，教授",
            "张三 教授",
            "张三教授",
            "张三、李四博士",
            "生物学院、张三",
            "农学院、张三",
            "张三和李四",
        ),
        *("同上", "本人", "待补充", "见附件", "张三李四王五赵六", "省农科院"),
    ],
)
def test_titles_units_and_remarks_are_no_people(text: str) -> None:
    reading = read_people(text)
    assert reading.value is None
    assert reading.problem is not None


@pytest.mark.parametrize("text", ["张三 李 四", "欧阳 修", "张三.李四"])
def test_a_blank_or_a_full_stop_that_may_part_two_names_is_flagged(text: str) -> None:
    assert read_people(text).problem is not None


@pytest.mark.parametrize(
    "text", ["普布多吉", "欧阳娜娜", "和志强、与生", "和文光", "司马相如", "师宗文", "院士林"]
)
def test_unusual_names_are_people(text: str) -> None:
    assert read_people(text).problem is None
