from __future__ import annotations

from collections.abc import Iterator

import pytest

from ttoffice import i18n
from ttoffice.rulebook import Rulebook, load
from ttoffice.rulebook.citing import article_of, basis_text


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    yield
    i18n.use()


@pytest.mark.parametrize(
    ("basis", "chinese", "english"),
    [
        ("pay-later:4", "先使用后付费指引第四条", "pay-later Art. 4"),
        ("pay-later:6(1)", "先使用后付费指引第六条第（一）项", "pay-later Art. 6(1)"),
        ("exemption:10(4)", "尽职免责指引第十条第（四）项", "exemption Art. 10(4)"),
        ("促转法 11", "促转法 11", "促转法 11"),
        ("GB 32100-2015", "GB 32100-2015", "GB 32100-2015"),
        ("pay-later:99", "pay-later:99", "pay-later:99"),
        ("other:1", "other:1", "other:1"),
        (None, "", ""),
    ],
)
def test_a_basis_is_written_as_people_cite_it(
    rulebook: Rulebook, basis: str | None, chinese: str, english: str
) -> None:
    i18n.use("zh_CN")
    assert basis_text(rulebook, basis) == chinese
    i18n.use("en")
    assert basis_text(rulebook, basis) == english


def test_without_a_rulebook_a_basis_stays_as_it_stands() -> None:
    assert basis_text(None, "pay-later:4") == "pay-later:4"


def test_the_article_of_an_item_is_the_whole_one(rulebook: Rulebook) -> None:
    article = article_of(rulebook, "pay-later:6(1)")
    assert article is not None
    assert article.number == 6
    assert article_of(rulebook, "促转法 11") is None
