"""A rulebook as frozen values: guidelines, articles and items with their exact text, found and cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ttoffice.errors import RulebookError
from ttoffice.i18n import gettext as _
from ttoffice.rulebook.facts import Facts
from ttoffice.rulebook.numerals import to_chinese
from ttoffice.rulebook.references import Reference, compact, fold, parse


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item of an article; `text` is without its number."""

    number: int
    ref: str
    text: str
    gloss: str = ""

    @property
    def label(self) -> str:
        """The number as the text prints it: （四）."""
        return f"（{to_chinese(self.number)}）"

    @property
    def full_text(self) -> str:
        """The line exactly as issued."""
        return self.label + self.text


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `text` is what stands before its items, without the number."""

    number: int
    ref: str
    text: str
    gloss: str = ""
    items: tuple[Item, ...] = ()

    @property
    def label(self) -> str:
        """The number as the text prints it: 第十条."""
        return f"第{to_chinese(self.number)}条"

    @property
    def full_text(self) -> str:
        """The whole article exactly as issued, one line per paragraph and item."""
        return "\n".join([f"{self.label}　{self.text}", *(item.full_text for item in self.items)])


@dataclass(frozen=True, slots=True)
class Guideline:
    """One guideline; `names` are further names people use for it."""

    id: str
    title: str
    gloss: str
    names: tuple[str, ...]
    articles: tuple[Article, ...]

    @property
    def full_text(self) -> str:
        """The guideline exactly as issued, title first."""
        return "\n".join([self.title, *(article.full_text for article in self.articles)])

    def answers_to(self, name: str) -> bool:
        """Whether a compact name means this guideline exactly."""
        return name in {compact(known) for known in (self.id, self.title, *self.names)}

    def resembles(self, name: str) -> bool:
        """Whether a compact name begins the id or is part of the title or of a name."""
        return compact(self.id).startswith(name) or any(
            name in compact(known) for known in (self.title, *self.names)
        )

    def at(self, article: int, item: int | None = None) -> Article | Item | None:
        """Return the article or item of these numbers, or None."""
        if not 1 <= article <= len(self.articles):
            return None
        found = self.articles[article - 1]
        if item is None:
            return found
        return found.items[item - 1] if 1 <= item <= len(found.items) else None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What a province issued: the notice, its guidelines and the facts a program needs of them.

    Attributes:
        text: the notice that issued the guidelines, exactly.
        in_force_from: first day in force.
        in_force_to: last day in force.
        folder: where it was read from.
    """

    id: str
    title: str
    gloss: str
    region: str
    document: str
    issuer: str
    issued: date
    in_force_from: date
    in_force_to: date
    source: str
    text: str
    guidelines: tuple[Guideline, ...]
    facts: Facts
    folder: Path

    @property
    def full_text(self) -> str:
        """The whole document exactly as issued: the notice, then each guideline."""
        return "\n".join([self.text, *(guideline.full_text for guideline in self.guidelines)])

    def in_force(self, on: date) -> bool:
        """Whether the guidelines hold on a day; the first and the last day count."""
        return self.in_force_from <= on <= self.in_force_to

    def guideline(self, guideline_id: str) -> Guideline | None:
        """Return the guideline of an id, or None."""
        return next((guideline for guideline in self.guidelines if guideline.id == guideline_id), None)

    def find(self, ref: str) -> Article | Item:
        """Return the article or item that a reference means, as the program or as people write it.

        Raises RulebookError where it names none, or more than one; the message names the candidates.
        """
        return self._locate(ref)[1]

    def cite(self, ref: str) -> str:
        """Return the citation in Chinese, such as 《…工作指引（试行）》第六条第（一）项."""
        return _citation(*self._locate(ref))

    def search(self, words: str) -> tuple[Article | Item, ...]:
        """Return the articles and items that contain every word, in the order of the text.

        Words are separated by spaces and sought in text and gloss, without regard to case and width. An
        article is found by its lead, or when its words are spread over lead and items.
        """
        wanted = fold(words).split()
        if not wanted:
            return ()
        return tuple(
            hit
            for guideline in self.guidelines
            for article in guideline.articles
            for hit in _hits(article, wanted)
        )

    def _locate(self, ref: str) -> tuple[Guideline, Article | Item]:
        wanted = parse(ref)
        if wanted is None:
            raise RulebookError(
                _("“%(ref)s” is no reference to an article.") % {"ref": ref}, advice=self._examples()
            )
        named = self._named(wanted.name)
        found = [
            (guideline, place) for guideline in named if (place := guideline.at(wanted.article, wanted.item))
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            raise self._nothing(ref, wanted, named)
        raise RulebookError(
            _("“%(ref)s” can mean either: %(candidates)s.")
            % {
                "ref": ref,
                "candidates": _("; ").join(
                    f"{place.ref} {_citation(owner, place)}" for owner, place in found
                ),
            },
            advice=_("Name the guideline too, as in %(example)s.") % {"example": found[0][1].ref},
        )

    def _named(self, name: str) -> tuple[Guideline, ...]:
        if not name:
            return self.guidelines
        exact = tuple(guideline for guideline in self.guidelines if guideline.answers_to(name))
        return exact or tuple(guideline for guideline in self.guidelines if guideline.resembles(name))

    def _nothing(self, ref: str, wanted: Reference, named: tuple[Guideline, ...]) -> RulebookError:
        if not named:
            known = _("; ").join(f"{guideline.id} 《{guideline.title}》" for guideline in self.guidelines)
            return RulebookError(
                _("“%(ref)s” names no guideline of the rulebook %(rulebook)s.")
                % {"ref": ref, "rulebook": self.id},
                advice=_("The guidelines are: %(guidelines)s.") % {"guidelines": known},
            )
        extents = _("; ").join(_extent(guideline, wanted.article) for guideline in named)
        return RulebookError(
            _("The rulebook %(rulebook)s has no “%(ref)s”.") % {"rulebook": self.id, "ref": ref},
            advice=_("What it has: %(extents)s.") % {"extents": extents},
        )

    def _examples(self) -> str:
        first = self.guidelines[0]
        return _("Write it as %(short)s or %(long)s.") % {
            "short": first.articles[0].ref,
            "long": _citation(first, first.articles[0]),
        }


def _citation(guideline: Guideline, place: Article | Item) -> str:
    if isinstance(place, Article):
        return f"《{guideline.title}》{place.label}"
    owner = next(article for article in guideline.articles if place in article.items)
    return f"《{guideline.title}》{owner.label}第{place.label}项"


def _extent(guideline: Guideline, number: int) -> str:
    article = guideline.at(number)
    if isinstance(article, Article) and article.items:
        return f"{article.ref}(1)–({len(article.items)})"
    if article is not None:
        return article.ref
    return f"{guideline.articles[0].ref}–{len(guideline.articles)}"


def _hits(article: Article, wanted: list[str]) -> Iterator[Article | Item]:
    items = [item for item in article.items if _contains(f"{item.full_text}\n{item.gloss}", wanted)]
    everything = [article.full_text, article.gloss, *(item.gloss for item in article.items)]
    by_lead = _contains(f"{article.label}\n{article.text}\n{article.gloss}", wanted)
    if by_lead or (not items and _contains("\n".join(everything), wanted)):
        yield article
    yield from items


def _contains(text: str, wanted: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)
