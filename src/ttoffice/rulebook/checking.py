"""Checking facts against the text: every article exists, every phrase stands there, every code is unique."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.rulebook.facts import Bar, Circumstance
from ttoffice.rulebook.model import Article, Rulebook
from ttoffice.rulebook.sections import wrong

#: The fields that hold a phrase of the text, wherever they occur.
QUOTED = ("text", "open_by", "activity", "consequence", "counted_from", "in_principle", "address")


def check_facts(rulebook: Rulebook, file: Path) -> None:
    """Raise RulebookError at the first fact that the text does not bear out; `file` holds the facts."""
    for place, message in _flaws(rulebook):
        raise wrong(file, place, message)


def _flaws(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    texts = _texts(rulebook)
    for place, fact in _walk(rulebook.facts):
        if hasattr(fact, "basis"):
            yield from _misquotes(place, fact, texts)
        if isinstance(fact, (Circumstance, Bar)):
            yield from _unknown_roles(place, fact.roles, rulebook.facts.roles.codes)
    yield from _repeated(rulebook)
    yield from _uncovered(rulebook)
    yield from _validity(rulebook)


def _texts(rulebook: Rulebook) -> Mapping[str, str]:
    """Return the full text of every article and item by its reference."""
    texts: dict[str, str] = {}
    for guideline in rulebook.guidelines:
        for article in guideline.articles:
            texts[article.ref] = article.full_text
            texts.update((item.ref, item.full_text) for item in article.items)
    return texts


def _walk(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Give every fact below a value with its place, named as in the file."""
    if isinstance(value, tuple):
        for index, entry in enumerate(value, start=1):
            yield from _walk(entry, f"{place}[{index}]")
    elif hasattr(value, "__dataclass_fields__"):
        yield place, value
        for field in fields(value):
            yield from _walk(getattr(value, field.name), f"{place}.{field.name}".lstrip("."))


def _misquotes(place: str, fact: Any, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    text = texts.get(fact.basis)
    if text is None:
        yield f"{place}.basis", _("the rulebook has no “%(ref)s”") % {"ref": fact.basis}
        return
    for name in QUOTED:
        phrase = getattr(fact, name, "")
        if phrase and phrase not in text:
            yield (
                f"{place}.{name}",
                _("“%(phrase)s” does not stand in %(ref)s") % {"phrase": phrase, "ref": fact.basis},
            )


def _unknown_roles(place: str, roles: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    for role in roles:
        if role not in known:
            yield (
                f"{place}.roles",
                _("“%(role)s” is not among the roles: %(known)s") % {"role": role, "known": ", ".join(known)},
            )


def _repeated(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Circumstances and bars are told apart by their code alone."""
    facts = rulebook.facts
    groups: list[tuple[str, Sequence[Circumstance | Bar]]] = [
        *((f"circumstances[{n}]", group.entries) for n, group in enumerate(facts.circumstances, start=1)),
        ("bars", facts.bars.entries),
    ]
    seen: set[str] = set()
    for place, entries in groups:
        for index, entry in enumerate(entries, start=1):
            if entry.code in seen:
                message = _("this code occurs twice: %(code)s") % {"code": entry.code}
                yield f"{place}.entries[{index}].code", message
            seen.add(entry.code)


def _uncovered(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Every item of an article of circumstances or bars is one entry, in order."""
    bars = rulebook.facts.bars
    groups = [
        (f"circumstances[{n}]", group.basis, tuple(entry.basis for entry in group.entries))
        for n, group in enumerate(rulebook.facts.circumstances, start=1)
    ]
    for place, basis, named in [*groups, ("bars", bars.basis, tuple(bar.basis for bar in bars.entries))]:
        article = rulebook.find(basis)
        expected = tuple(item.ref for item in article.items) if isinstance(article, Article) else ()
        if (expected or (basis,)) != named:
            yield (
                f"{place}.entries",
                _("every item of %(ref)s must be one entry, in order") % {"ref": basis},
            )


def _validity(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Each guideline says how long it holds, and that leads to the last day in force."""
    named = tuple(validity.guideline for validity in rulebook.facts.validity)
    if sorted(named) != sorted(guideline.id for guideline in rulebook.guidelines):
        yield "validity", _("every guideline needs its validity once")
    for index, validity in enumerate(rulebook.facts.validity, start=1):
        end = validity.in_force_to + timedelta(days=1)
        begin = validity.in_force_from
        if (end.year - begin.year, end.month, end.day) != (validity.years, begin.month, begin.day):
            yield (
                f"validity[{index}].years",
                _("from %(first)s to %(last)s are not %(years)d years")
                % {"first": begin, "last": validity.in_force_to, "years": validity.years},
            )
