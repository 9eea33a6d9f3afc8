"""No name and no number leaks out of a text, however it is written, and no known name can be hidden in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.findings.precedents.erasing import Names, erase, folded, short_names, surname_of

HAN = "张王李三四五丰明某小老欧阳处长公司云南"
HOSTILE = HAN + "aZé ㈱Ａ·•\u200b\u0301（)-'.*\n，。0"


def _names(*persons: str, others: tuple[str, ...] = ()) -> Names:
    return Names(frozenset(persons), frozenset(others))


@pytest.mark.parametrize(
    ("text", "persons", "expected"),
    [
        ("经查，张三已尽职。", ("张三",), "经查，某某已尽职。"),
        ("张三丰与张三共同签字", ("张三", "张三丰"), "某某与某某共同签字"),
        ("张 三、张\u200b三、张\n三", ("张三",), "某某、某某、某某"),
        ("买买提•艾力到会", ("买买提·艾力",), "某某到会"),
        ("Li Ming说明情况，liming、ＬＩ　ＭＩＮＧ亦然", ("Li Ming",), "某某说明情况，某某、某某亦然"),
        ("Anna到会", ("Ann",), "Anna到会"),
        ("张处长、王副主任到会", ("张三", "王五"), "某处长、某副主任到会"),
        ("欧阳院长到会", ("欧阳明",), "某院长到会"),
        ("张某称，老张的意见是", ("张三",), "某某称，老某的意见是"),
        ("王某明到会", ("王小明",), "某某明到会"),
        ("他担任主任", ("任三",), "他担任主任"),
        ("任主任到会", ("任三",), "某主任到会"),
        ("李张三三", ("张三",), "李某某三"),
        ("张三（RY-2026-0001）与qy 2026 0007", (), "张三（某某）与某某"),
        ("电话13812345678", (), "电话某某"),
    ],
)
def test_a_name_is_taken_out_however_it_is_written(
    text: str, persons: tuple[str, ...], expected: str
) -> None:
    assert erase(text, _names(*persons)) == expected


def test_what_closes_up_to_a_name_is_looked_at_again() -> None:
    names = _names("张三", "某三")
    assert "某三" not in erase("张三三", names)


def test_an_enterprise_is_known_by_what_it_is_called_in_short() -> None:
    assert set(short_names("云南山谷咖啡有限公司")) == {"云南山谷咖啡", "山谷咖啡", "山谷"}
    assert not set(short_names("云南技术有限公司"))


def test_a_surname_of_two_characters_is_known() -> None:
    assert (surname_of("欧阳明"), surname_of("张三"), surname_of("Smith"), surname_of("欧阳")) == (
        "欧阳",
        "张",
        "",
        "欧",
    )


names_of_people = st.lists(
    st.text(HAN, min_size=2, max_size=4) | st.text(HOSTILE, min_size=2, max_size=6), max_size=4
)


@given(names_of_people, names_of_people, st.lists(st.text(HOSTILE, max_size=8), max_size=5), st.data())
def test_no_name_leaks(
    persons: list[str], others: list[str], fillers: list[str], data: st.DataObject
) -> None:
    names = Names(frozenset(persons), frozenset(others))
    parts = data.draw(st.lists(st.sampled_from([*persons, *others, *fillers, "，"]), max_size=10))
    text = erase("".join(parts), names)
    plain, places = folded(text)
    for key in names.keys:
        start = plain.find(key)
        while start >= 0:
            before = text[: places[start]][-1:]
            after = text[places[start + len(key) - 1] + 1 :][:1]
            part_of_a_word = (_latin(before) and _latin(key[0])) or (_latin(after) and _latin(key[-1]))
            assert part_of_a_word, (key, text)
            start = plain.find(key, start + 1)
    assert erase(text, names) == text


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
