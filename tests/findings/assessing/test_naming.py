"""Rows, circumstances, acts and persons are known by code, by article and by the guideline's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.findings.assessing.naming import party_of, read_acts, read_circumstance, read_item
from ttoffice.findings.codes import UNIT, Role
from ttoffice.findings.matrix import circumstances_open, item_of, items_of
from ttoffice.findings.record import FindingRecord, Party
from ttoffice.rulebook import load

LAW = load().facts
EVERY = tuple(Role)


@pytest.mark.parametrize("role", EVERY)
def test_every_row_is_known_by_its_code_and_a_bar_by_its_article(role: Role) -> None:
    relied = [one.code for one in circumstances_open(LAW, (role,))]
    for item in items_of(LAW, (role,), relied):
        assert read_item(LAW, (role,), item.code) == item.code
        assert read_item(LAW, (role,), item.code.partition(":")[2].lower()) == item.code
        if item.sort == "bar":
            assert read_item(LAW, (role,), item.basis.partition(":")[2]) == item.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("合理注意义务", "criterion:reasonable_care"),
        ("非主观故意", "premise:no_intent"),
        ("第十条第（四）项", "bar:B4"),
        ("１０（４）", "bar:B4"),
        ("已履行减损止损正当职责", "element:M4.mitigation"),
        ("单位利益受损", "单位利益受损"),
        ("没有", "没有"),
    ],
)
def test_a_row_is_known_by_the_words_that_only_it_has(text: str, code: str) -> None:
    assert read_item(LAW, (Role.MANAGER,), text) == code


def test_every_circumstance_is_known_by_code_article_and_short_name() -> None:
    for group in LAW.circumstances:
        for one in group.entries:
            place = one.basis.partition(":")[2]
            words = () if one.catch_all else (one.short,)  # the two of Art. 7 and 8 are called alike
            for text in (one.code, one.basis, place, f"circumstance:{place}", *words):
                assert read_circumstance(LAW, text) == one.code
    assert read_circumstance(LAW, "尽职免责第八条第（四）项") == "M4"
    assert read_circumstance(LAW, "8(99)") == "8(99)"


def test_acts_are_known_by_the_guidelines_words() -> None:
    assert read_acts(LAW, "bar:B4", ["以权谋私", "abuse_for_gain", "索要"]) == ("abuse_for_gain", "索要")
    assert read_acts(LAW, "criterion:supervision", ["gifts"]) == ("gifts",)


@given(st.text(max_size=20))
def test_whatever_is_typed_names_one_row_or_none(text: str) -> None:
    code = read_item(LAW, EVERY, text)
    assert code == text.strip() or item_of(LAW, EVERY, code) is not None


def test_a_person_is_known_by_number_or_by_a_name_that_only_one_has() -> None:
    first, second = (
        Party("RY-2026-0001", "张三", (Role.LEADER,)),
        Party("RY-2026-0002", "张三", (Role.MANAGER,)),
    )
    unit, other = Party(UNIT, "滇中科技大学", (Role.UNIT,)), Party("RY-2026-0003", "李 四", (Role.MANAGER,))
    record = FindingRecord("甲", parties=(first, second, unit, other))
    assert party_of(record, "RY-2026-0002") == second
    assert party_of(record, "张三(RY-2026-0001)") == first
    assert party_of(record, "ry 2026 3") == other
    assert party_of(record, "RY-2026-0009") is None
    assert party_of(record, "张三") is None
    assert party_of(record, "李四") == other
    assert party_of(record, "本单位") == party_of(record, "unit") == unit
    assert party_of(FindingRecord("甲", parties=(other,)), "单位") is None
