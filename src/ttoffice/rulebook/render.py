"""A rulebook, or one article or item of it, as plain data for programs and as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.i18n import language
from ttoffice.rulebook.facts import Facts
from ttoffice.rulebook.model import Article, Guideline, Item, Rulebook

_NOTHING = object()


def as_json(rulebook: Rulebook, ref: str | None = None) -> dict[str, Any]:
    """Return the rulebook as JSON can hold it; with a reference only that article or item, and its facts.

    `text` of an article is what stands before its items; `full_text` is always the whole article exactly as
    issued. With the reference of an item, the article has that item alone below it. Facts of a reference
    are those that rest on it, on an item of it, or on the article it is an item of.

    Raises RulebookError where the reference means no article, or more than one.
    """
    place = None if ref is None else rulebook.find(ref)
    return {
        "rulebook": rulebook.id,
        "title": rulebook.title,
        "document": rulebook.document,
        "in_force_from": rulebook.in_force_from.isoformat(),
        "in_force_to": rulebook.in_force_to.isoformat(),
        "guidelines": {
            guideline.id: {"title": guideline.title, "articles": articles}
            for guideline in rulebook.guidelines
            if (articles := [_article(article, items) for article, items in _chosen(guideline, place)])
        },
        "facts": facts_json(rulebook.facts, None if place is None else place.ref),
    }


def facts_json(facts: Facts, ref: str | None = None) -> dict[str, Any]:
    """Return the facts as JSON can hold them; with a canonical reference only those that rest on it."""
    chosen = {}
    for field in fields(facts):
        value = _data(getattr(facts, field.name), ref)
        if value is not _NOTHING:
            chosen[field.name] = value
    return chosen


def as_text(rulebook: Rulebook, ref: str | None = None) -> str:
    """Return the text for a terminal: the Chinese as issued, each article with its reference.

    Whoever works in English gets the English gloss too.
    With a reference only that article or item, after its citation. Raises RulebookError as `as_json`.
    """
    if ref is not None:
        return "\n".join(_one(rulebook, rulebook.find(ref)))
    lines = [rulebook.text, "", _in_force(rulebook)]
    for guideline in rulebook.guidelines:
        lines += ["", f"{guideline.title}  [{guideline.id}]"]
        for article in guideline.articles:
            lines += ["", *_lines(article)]
    return "\n".join(lines)


def _one(rulebook: Rulebook, place: Article | Item) -> Iterator[str]:
    yield f"{rulebook.cite(place.ref)}  [{place.ref}]"
    yield f"{rulebook.document}  {_in_force(rulebook)}"
    yield ""
    if isinstance(place, Article):
        yield from _lines(place)
    else:
        yield place.full_text
        yield from _gloss("", place.gloss)


def _lines(article: Article) -> Iterator[str]:
    yield article.full_text
    yield from _gloss(f"[{article.ref}]", article.gloss)


def _gloss(mark: str, gloss: str) -> Iterator[str]:
    line = f"{mark} {gloss if language() == 'en' else ''}".strip()
    if line:
        yield f"    {line}"


def _in_force(rulebook: Rulebook) -> str:
    return _("In force from %(first)s to %(last)s.") % {
        "first": rulebook.in_force_from.isoformat(),
        "last": rulebook.in_force_to.isoformat(),
    }


def _chosen(guideline: Guideline, place: Article | Item | None) -> Iterator[tuple[Article, tuple[Item, ...]]]:
    for article in guideline.articles:
        if place is None or place == article:
            yield article, article.items
        elif place in article.items:
            yield article, tuple(item for item in article.items if item == place)


def _article(article: Article, items: tuple[Item, ...]) -> dict[str, Any]:
    return {
        "number": article.number,
        "ref": article.ref,
        "text": article.text,
        "full_text": article.full_text,
        "gloss": article.gloss,
        "items": [
            {"number": item.number, "ref": item.ref, "text": item.text, "gloss": item.gloss} for item in items
        ],
    }


def _data(value: Any, ref: str | None) -> Any:
    """Return a fact as JSON can hold it, without what does not rest on `ref`; _NOTHING where nothing is left."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        entries = [data for entry in value if (data := _data(entry, ref)) is not _NOTHING]
        return entries if entries or not value else _NOTHING
    if not hasattr(value, "__dataclass_fields__"):
        return value
    return _record(value, ref)


def _record(value: Any, ref: str | None) -> Any:
    raw = {field.name: getattr(value, field.name) for field in fields(value)}
    record = {name: _data(part, ref) for name, part in raw.items()}
    if any(part is _NOTHING for part in record.values()):
        return _NOTHING
    # A list stays for its entries' sake, which may rest on another article than the list itself.
    leaf = "basis" in raw and not any(map(_holds_facts, raw.values()))
    if ref is not None and leaf and not _touches(raw["basis"], ref):
        return _NOTHING
    for derived in ("exhaustive", "days_fixed"):
        if hasattr(value, derived):
            record[derived] = getattr(value, derived)
    return record


def _holds_facts(value: Any) -> bool:
    return isinstance(value, tuple) and any(hasattr(entry, "__dataclass_fields__") for entry in value)


def _touches(basis: str, ref: str) -> bool:
    """Whether a fact of `basis` belongs to `ref`: the same place, an item of it, or the article around it."""
    return basis == ref or basis.startswith(f"{ref}(") or ref.startswith(f"{basis}(")
