from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from tests.licenses.contracts.cases import PLANS, ROYALTY, STAGES, case, shipped
from ttoffice.licenses.addenda.comparing import (
    ArticleChange,
    Placed,
    Version,
    changed_articles,
    placed,
    renumbered,
)
from ttoffice.licenses.contracts.drafting import draft


def version(mode: str = "stages_royalty", **terms: Any) -> Version:
    found = case(mode, **terms)
    return Version(draft(found, shipped()).text, draft(found, shipped(), by_key=True).text)


@cache
def usual() -> Version:
    return version()


def places(articles: tuple[ArticleChange, ...]) -> list[tuple[str | None, str | None]]:
    return [
        (one.before.place if one.before else None, one.after.place if one.after else None)
        for article in articles
        for one in article.clauses
    ]


def test_two_equal_versions_differ_in_nothing() -> None:
    assert changed_articles(usual(), version()) == ()
    assert renumbered(usual(), version()) == ()


def test_a_changed_sentence_is_told_under_its_article_with_both_wordings() -> None:
    (article,) = changed_articles(usual(), version(territory="云南省、贵州省"))
    assert article.before == article.after
    assert article.before.startswith("第五条")
    (clause,) = article.clauses
    assert clause.before is not None
    assert clause.after is not None
    assert clause.before.place == clause.after.place == "5.4"
    assert (clause.before.part.text, clause.after.part.text) == (
        "许可地域：云南省。",
        "许可地域：云南省、贵州省。",
    )


def test_a_changed_stage_is_told_as_the_row_that_goes_and_the_whole_table_that_comes() -> None:
    plan = replace(
        PLANS["stages_royalty"], stages=(STAGES[0], replace(STAGES[1], planned_on=date(2028, 6, 30)))
    )
    (article,) = changed_articles(usual(), version(plan=plan))
    (table,) = article.tables
    assert article.clauses == ()
    assert table.before is not None
    assert table.after is not None
    assert [row[0] for row in table.rows] == ["完成中试并通过验收"]
    assert "2027年12月31日" in table.rows[0][1]
    assert len(table.after.rows) == len(table.before.rows)
    assert any("2028年6月30日" in row[1] for row in table.after.rows)


def test_what_only_moves_or_refers_to_what_moves_is_no_change() -> None:
    capped = replace(PLANS["stages_royalty"], royalty=replace(ROYALTY, minimum_fen=100_000))
    new = version(plan=capped)
    articles = changed_articles(usual(), new)
    added = [one for one in places(articles) if one[0] is None]
    assert len(articles) == len(added) == len(places(articles)) == 1
    moved = renumbered(usual(), new)
    assert moved
    assert all(before != after for before, after in moved)
    olds, news = (placed(side.text) for side in (usual(), new))
    told = dict(moved)
    for key, one in olds.items():
        sentence, mark, item = one.place.partition("（")
        assert f"{told.get(sentence, sentence)}{mark}{item}" == news[key].place


def test_an_article_that_comes_or_goes_has_one_heading_only() -> None:
    without = replace(case(), supports=())
    found = Version(draft(without, shipped()).text, draft(without, shipped(), by_key=True).text)
    gone = changed_articles(usual(), found)
    come = changed_articles(found, usual())
    headings = {(bool(one.before), bool(one.after)) for one in gone}
    assert headings <= {(True, False), (True, True)}
    assert [(one.after, one.before) for one in come] == [(one.before, one.after) for one in gone]


def test_a_sentence_is_quoted_as_it_was_signed() -> None:
    key = next(key for key, one in placed(usual().text).items() if one.part.text == "许可地域：云南省。")
    part = replace(placed(usual().text)[key].part, text="许可地域：滇中。")
    (article,) = changed_articles(usual(), version(territory="全国"), {key: Placed("5.4", part)})
    assert article.clauses[0].before == Placed("5.4", part)


def test_keys_stand_in_the_place_of_numbers_only_where_they_are_asked_for() -> None:
    numbered = [
        (plain, keyed)
        for one, other in zip(usual().text.sections, usual().keyed.sections, strict=True)
        for plain, keyed in zip(one.parts, other.parts, strict=True)
        if plain.number
    ]
    assert all(keyed.number == keyed.key != plain.number for plain, keyed in numbered)
    assert len(numbered) > 100
