"""References are found as the program and as people write them."""

from __future__ import annotations

import contextlib
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.errors import RulebookError
from ttoffice.rulebook import Article, Guideline, Item, Rulebook, load
from ttoffice.rulebook.numerals import from_numeral, to_chinese
from ttoffice.rulebook.references import parse

BOOK = load()
Place: TypeAlias = tuple[Guideline, Article, Item | None]
PLACES: list[Place] = [
    (guideline, article, item)
    for guideline in BOOK.guidelines
    for article in guideline.articles
    for item in (None, *article.items)
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("pay-later:4", "pay-later:4"),
        ("pay-later:6(1)", "pay-later:6(1)"),
        ("exemption 10(4)", "exemption:10(4)"),
        ("Exemption Art. 10(4)", "exemption:10(4)"),
        ("exemption article 10 item 4", "exemption:10(4)"),
        ("exemption 10.4", "exemption:10(4)"),
        ("exempt 3", "exemption:3"),
        ("尽职免责 第十条", "exemption:10"),
        ("尽职免责第十条第四项", "exemption:10(4)"),
        ("先使用后付费第四条", "pay-later:4"),
        ("“先使用后付费”第4条", "pay-later:4"),
        ("先用后付 4", "pay-later:4"),
        ("第十条第（四）项", "exemption:10(4)"),
        ("第十条（四）", "exemption:10(4)"),
        ("ｅｘｅｍｐｔｉｏｎ：１０（４）", "exemption:10(4)"),
        ("pay-later：６（１）", "pay-later:6(1)"),
        ("14", "exemption:14"),
        ("十六", "exemption:16"),
        ("《云南省科技成果转化尽职免责工作指引（试行）》第七条第（二）项", "exemption:7(2)"),
        ("科技成果转化尽职免责工作指引 第一条", "exemption:1"),
    ],
)
def test_a_reference_is_found_as_people_write_it(rulebook: Rulebook, written: str, meant: str) -> None:
    assert rulebook.find(written).ref == meant


@pytest.mark.parametrize("written", ["4", "第四条", "科技成果 第四条", "第2条"])
def test_an_ambiguous_reference_names_both_candidates(
    rulebook: Rulebook, english: None, written: str
) -> None:
    with pytest.raises(RulebookError) as caught:
        rulebook.find(written)
    assert "pay-later:" in caught.value.message
    assert "exemption:" in caught.value.message
    assert "pay-later:" in caught.value.advice


@pytest.mark.parametrize(
    ("written", "advised"),
    [
        ("pay-later:11", "pay-later:1–10"),
        ("pay-later:0", "pay-later:1–10"),
        ("pay-later:6(4)", "pay-later:6(1)–(3)"),
        ("exemption:9(1)", "exemption:9"),
        ("99", "exemption:1–16"),
        ("浙江办法 第四条", "exemption 《"),
        ("尽职免责", "pay-later:1 "),
        ("", "pay-later:1 "),
        ("第十十条", "pay-later:1 "),
        (" " * 10_000 + "4", "pay-later:"),
        ("甲" * 10_000, "pay-later:1 "),
    ],
)
def test_an_unknown_reference_is_told_what_there_is(
    rulebook: Rulebook, english: None, written: str, advised: str
) -> None:
    with pytest.raises(RulebookError) as caught:
        rulebook.find(written)
    assert advised in caught.value.advice


def test_articles_and_items_are_found_as_such(rulebook: Rulebook) -> None:
    assert isinstance(rulebook.find("pay-later:6"), Article)
    assert isinstance(rulebook.find("pay-later:6(1)"), Item)


def test_a_citation_is_written_as_chinese_documents_do(rulebook: Rulebook) -> None:
    cited = "《云南省科技成果“先使用后付费”工作指引（试行）》第六条"
    assert rulebook.cite("pay-later:6") == cited
    assert rulebook.cite("pay-later:6(1)") == f"{cited}第（一）项"


@given(st.sampled_from(PLACES))
def test_every_place_is_found_by_its_reference_and_by_its_citation(place: Place) -> None:
    guideline, article, item = place
    expected = item or article
    assert BOOK.find(expected.ref) is expected
    assert BOOK.find(BOOK.cite(expected.ref)) is expected
    wide = expected.ref.translate({ord(a): ord(a) + 0xFEE0 for a in "0123456789():"})
    assert BOOK.find(wide) is expected
    assert BOOK.find(f" {guideline.names[0]}，{expected.ref.partition(':')[2]} ") is expected


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_and_never_breaks(text: str) -> None:
    parse(text)
    with contextlib.suppress(RulebookError):
        assert BOOK.find(text).ref
    BOOK.search(text)


@given(st.integers(1, 99))
def test_chinese_numerals_read_back_as_written(number: int) -> None:
    assert from_numeral(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "written"), [(4, "四"), (10, "十"), (14, "十四"), (40, "四十"), (99, "九十九")]
)
def test_chinese_numerals_are_written_as_articles_are(number: int, written: str) -> None:
    assert to_chinese(number) == written


@pytest.mark.parametrize("number", [0, -1, 100])
def test_numbers_beyond_what_articles_have_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        to_chinese(number)


def test_search_finds_articles_and_items_that_have_every_word(rulebook: Rulebook) -> None:
    assert [hit.ref for hit in rulebook.search("公示 异议")] == ["exemption:13"]
    assert [hit.ref for hit in rulebook.search("不可抗力　行情")] == ["exemption:7(5)"]
    assert [hit.ref for hit in rulebook.search("VOUCHERS")] == ["pay-later:7(4)"]
    assert rulebook.search("没有这样的词") == ()


def test_search_finds_the_article_whose_words_are_spread_over_its_items(rulebook: Rulebook) -> None:
    assert [hit.ref for hit in rulebook.search("担保机构 科技创新券")] == ["pay-later:7"]


def test_search_for_nothing_finds_nothing(rulebook: Rulebook) -> None:
    assert rulebook.search(" 　") == ()
