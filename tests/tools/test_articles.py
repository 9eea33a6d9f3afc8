"""The map of the guidelines is true: every article, object and test, and what the code cites."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tools import articles
from tools.articles import MAP, PAGE, ROOT, Place
from ttoffice.rulebook import Rulebook, load


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(scope="module")
def places() -> tuple[Place, ...]:
    return articles.read_map(MAP)


def test_every_article_maps_to_code_and_tests_that_exist(
    places: tuple[Place, ...], rulebook: Rulebook
) -> None:
    assert articles.problems(places, rulebook, ROOT) == []


def test_the_page_is_the_one_of_the_map(places: tuple[Place, ...], rulebook: Rulebook) -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == articles.page(places, rulebook), "run: python -m tools.articles write"


Change = Callable[[Place], Place | None]


@pytest.mark.parametrize(
    ("ref", "change", "told"),
    [
        ("exemption:7(2)", lambda _place: None, "exemption:7(2): not on the map"),
        ("exemption:16", lambda place: replace(place, ref="exemption:17"), "exemption:17: no article"),
        ("exemption:3", lambda place: replace(place, ref="exemption:4"), "exemption:4: more than once"),
        (
            "exemption:6",
            lambda place: replace(place, code=(*place.code, "ttoffice.findings.matrix:carried_by_luck")),
            "exemption:6: there is no ttoffice.findings.matrix:carried_by_luck",
        ),
        (
            "exemption:6",
            lambda place: replace(place, code=(*place.code, "ttoffice.nowhere")),
            "exemption:6: there is no ttoffice.nowhere",
        ),
        (
            "exemption:9",
            lambda place: replace(place, tests=("tests/findings/test_every_article.py:test_nothing",)),
            "exemption:9: there is no tests/findings/test_every_article.py:test_nothing",
        ),
        (
            "exemption:10(4)",
            lambda place: replace(place, tests=tuple(name.replace("B4", "B5") for name in place.tests)),
            "exemption:10(4): B5 is not its case",
        ),
        (
            "exemption:11",
            lambda place: replace(place, code=("ttoffice.money",)),
            "exemption:11: none of the modules that cite it is named",
        ),
        ("exemption:14", lambda place: replace(place, tests=()), "exemption:14: nothing under tests"),
    ],
)
def test_a_map_that_is_not_true_is_found_out(
    places: tuple[Place, ...], rulebook: Rulebook, ref: str, change: Change, told: str
) -> None:
    changed = [change(place) if place.ref == ref else place for place in places]
    found = articles.problems([place for place in changed if place is not None], rulebook, ROOT)
    assert any(line.startswith(told) for line in found), found


def test_what_the_code_cites_is_found_with_its_modules(tmp_path: Path) -> None:
    package = tmp_path / "office"
    package.mkdir()
    (package / "__init__.py").write_text('"""Says exemption:3 in passing."""\nBASIS = "exemption:12"\n')
    (package / "rules.py").write_text('BASES = ("exemption:12", "exemption:7(2)", "pay-later:2")\n')
    assert articles.citations_below(tmp_path) == {
        "exemption:12": {"office", "office.rules"},
        "exemption:7(2)": {"office.rules"},
        "pay-later:2": {"office.rules"},
    }


def test_without_a_flaw_the_page_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "PAGE", tmp_path / "articles.md")
    assert articles.main(["write"]) == 0
    assert "### （二）已论证、集体讨论并公示" in (tmp_path / "articles.md").read_text(encoding="utf-8")
