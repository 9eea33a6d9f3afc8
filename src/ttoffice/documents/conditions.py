"""Conditions of templates: `royalty and not (sole or exclusive)`; names, `and`, `or`, `not`, brackets, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from ttoffice.i18n import gettext as _

_TOKEN = re.compile(r"\s*(?:([()])|([A-Za-z][\w.]*))", re.ASCII)
_WORDS = frozenset({"and", "or", "not"})


class ConditionError(ValueError):
    """A condition is not written as one; the message says why, in the user's language."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: a name, or `and`, `or`, `not` of others."""

    word: str
    parts: tuple[Condition, ...] = ()

    def holds(self, true: Set[str]) -> bool:
        """Return whether it holds where these names are true and all others are not."""
        if self.word == "and":
            return all(part.holds(true) for part in self.parts)
        if self.word == "or":
            return any(part.holds(true) for part in self.parts)
        if self.word == "not":
            return not self.parts[0].holds(true)
        return self.word in true

    def names(self) -> Iterator[str]:
        """Yield the names it asks for."""
        if not self.parts:
            yield self.word
        for part in self.parts:
            yield from part.names()


def parse(text: str) -> Condition:
    """Return the condition of a text; raise ConditionError where it is none."""
    tokens = list(_tokens(text))
    if not tokens:
        raise ConditionError(_("the condition is empty"))
    found, rest = _either(tokens)
    if rest:
        raise ConditionError(_("%(word)s is not expected there") % {"word": rest[0]})
    return found


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None:
            raise ConditionError(_("%(word)s is not expected there") % {"word": text[place:].strip()[:20]})
        yield match[1] or match[2]
        place = match.end()


def _either(tokens: list[str]) -> tuple[Condition, list[str]]:
    return _joined("or", _both, tokens)


def _both(tokens: list[str]) -> tuple[Condition, list[str]]:
    return _joined("and", _one, tokens)


def _joined(
    word: str, below: Callable[[list[str]], tuple[Condition, list[str]]], tokens: list[str]
) -> tuple[Condition, list[str]]:
    found, rest = below(tokens)
    parts = [found]
    while rest and rest[0] == word:
        found, rest = below(rest[1:])
        parts.append(found)
    return (parts[0] if len(parts) == 1 else Condition(word, tuple(parts))), rest


def _one(tokens: list[str]) -> tuple[Condition, list[str]]:
    if not tokens:
        raise ConditionError(_("the condition breaks off"))
    head, rest = tokens[0], tokens[1:]
    if head == "not":
        found, rest = _one(rest)
        return Condition("not", (found,)), rest
    if head == "(":
        found, rest = _either(rest)
        if not rest or rest[0] != ")":
            raise ConditionError(_("a bracket is not closed"))
        return found, rest[1:]
    if head == ")" or head in _WORDS:
        raise ConditionError(_("%(word)s is not expected there") % {"word": head})
    return Condition(head), rest
