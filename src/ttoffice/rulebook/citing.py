"""An article's reference as people read it: 先使用后付费指引第六条第（一）项, or pay-later Art. 6(1)."""

from __future__ import annotations

import re

from ttoffice.i18n import language
from ttoffice.rulebook.model import Article, Guideline, Item, Rulebook
from ttoffice.rulebook.references import parse

_CANONICAL = re.compile(r"[a-z0-9-]+:\d{1,3}(?:\(\d{1,3}\))?")
GUIDELINE = "指引"
"""What a guideline is called after its short name; citations are Chinese as the text itself."""


def place_of(rulebook: Rulebook, basis: str | None) -> tuple[Guideline, Article | Item] | None:
    """Return what a reference such as `pay-later:6(1)` means; None for a statute or for no article here."""
    if basis is None or not _CANONICAL.fullmatch(basis):
        return None
    wanted = parse(basis)
    guideline = rulebook.guideline(basis.partition(":")[0])
    place = guideline.at(wanted.article, wanted.item) if guideline and wanted else None
    return None if guideline is None or place is None else (guideline, place)


def basis_text(rulebook: Rulebook | None, basis: str | None, *, chinese: bool = False) -> str:
    """Return a basis in the user's language, or in Chinese; what is no reference into the rulebook stays as it stands."""
    found = None if rulebook is None else place_of(rulebook, basis)
    if found is None:
        return basis or ""
    guideline, place = found
    if language() == "en" and not chinese:
        return f"{guideline.id} Art. {place.ref.partition(':')[2]}"
    name = guideline.names[0] if guideline.names else guideline.title
    if not name.endswith((GUIDELINE, "）")):
        name += GUIDELINE
    return f"{name}{_label(guideline, place)}"


def article_of(rulebook: Rulebook, basis: str) -> Article | None:
    """Return the whole article that a reference lies in, or None."""
    found = place_of(rulebook, basis)
    return None if found is None else _owner(*found)


def _label(guideline: Guideline, place: Article | Item) -> str:
    if isinstance(place, Article):
        return place.label
    return f"{_owner(guideline, place).label}第{place.label}项"


def _owner(guideline: Guideline, place: Article | Item) -> Article:
    if isinstance(place, Article):
        return place
    return next(article for article in guideline.articles if place in article.items)
