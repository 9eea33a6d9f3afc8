from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from ttoffice.widgets.prose import wrap
from ttoffice.widgets.text import block


def lines(text: str, width: int, indent: int = 0) -> list[str]:
    return [line.plain for line in wrap(Content(text), width, indent)]


def test_chinese_goes_on_after_a_blank_instead_of_beginning_a_new_line() -> None:
    assert lines("编号 一种基于近红外的方法", 12) == ["编号 一种基", "于近红外的方", "法"]


def test_words_are_kept_whole_and_marks_stay_with_what_they_belong_to() -> None:
    assert lines("use first, pay later", 11) == ["use first,", "pay later"]
    assert lines("先使用，后付费（试行）", 8) == ["先使用，", "后付费", "（试行）"]


def test_what_still_does_not_fit_after_a_break_is_broken_again() -> None:
    assert lines("00⺀.", 4, 2) == ["00", "  ⺀", "  ."]
    assert [cell_len(line) for line in lines("00⼀!00", 6, 3)] == [2, 6, 5]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert lines("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_what_goes_on_stands_further_in() -> None:
    assert lines("不足：缺少成果简介", 10, 2) == ["不足：缺少", "  成果简介"]


@given(st.text(max_size=200).map(block), st.integers(4, 40), st.integers(0, 8))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: int, indent: int) -> None:
    found = lines(text, width, indent)
    assert all(cell_len(line) <= width for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_citation_in_brackets_is_kept_whole_where_it_fits() -> None:
    assert lines("须填写简介（指引第六条第（一）项）", 24) == ["须填写简介", "（指引第六条第（一）项）"]
    assert lines("too short (pay-later Art. 6(1))", 24) == ["too short", "(pay-later Art. 6(1))"]
    assert lines("（一二三四五六七）", 10) == ["（一二三四", "五六七）"]


@pytest.mark.parametrize("width", [0, 1, 3])
def test_a_width_of_nothing_breaks_nothing(width: int) -> None:
    assert lines("一二三", width)
