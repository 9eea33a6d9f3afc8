"""The text is the one issued, character for character."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ttoffice.rulebook import Article, Item, Rulebook

ISSUED = Path(__file__).parents[1] / "data" / "rulebook" / "yunnan-2025-4.txt"


def test_the_reassembled_text_is_the_one_issued(rulebook: Rulebook) -> None:
    assert rulebook.full_text + "\n" == ISSUED.read_bytes().decode("utf-8")


def test_the_notice_names_document_day_and_issuer(rulebook: Rulebook) -> None:
    assert rulebook.document == "云科规〔2025〕4号"
    assert rulebook.issued == date(2025, 10, 8)
    assert rulebook.issuer == "云南省科学技术厅"
    assert f"{rulebook.issuer}\n2025年10月8日\n" in rulebook.text


def test_there_are_ten_and_sixteen_articles(rulebook: Rulebook) -> None:
    counts = {guideline.id: len(guideline.articles) for guideline in rulebook.guidelines}
    assert counts == {"pay-later": 10, "exemption": 16}


def test_articles_have_the_items_of_the_text(rulebook: Rulebook) -> None:
    counts = {
        article.ref: len(article.items)
        for guideline in rulebook.guidelines
        for article in guideline.articles
        if article.items
    }
    assert counts == {
        "pay-later:2": 3, "pay-later:6": 3, "pay-later:7": 4,
        "exemption:7": 8, "exemption:8": 9, "exemption:10": 6,
    }  # fmt: skip


def test_every_article_and_item_has_an_english_gloss(rulebook: Rulebook) -> None:
    places: list[Article | Item] = []
    for guideline in rulebook.guidelines:
        for article in guideline.articles:
            places += [article, *article.items]
    assert len(places) == 59
    assert [place.ref for place in places if not place.gloss.isascii() or not place.gloss] == []


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 11, 8), False),
        (date(2025, 11, 9), True),
        (date(2028, 11, 8), True),
        (date(2028, 11, 9), False),
    ],
)
def test_in_force_from_the_first_to_the_last_day(rulebook: Rulebook, day: date, holds: bool) -> None:
    assert rulebook.in_force(day) is holds


def test_the_text_fixes_no_number_of_days(rulebook: Rulebook) -> None:
    without_dates = re.sub(r"\d+年\d+月\d+日", "", rulebook.full_text)
    assert re.findall(r"[0-9一二三四五六七八九十]+个?(?:工作|自然)?[日天]", without_dates) == []
