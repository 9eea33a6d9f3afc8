"""Finding a label as one types: by its words, its pinyin initials or its full pinyin; the best first."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ttoffice.store.pinyin import spellings

START, WORD, INSIDE, INITIALS, PINYIN = range(5)
"""How well a word is found: at the start of the label, of a word, inside, by initials, by full pinyin."""


def fold(text: str) -> str:
    """Return text for comparing: full-width letters made plain, case ignored."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=4096)
def _spelled(folded: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((spelling.initials, tuple(spelling.syllables)) for spelling in spellings(folded))


def rank(label: str, query: str) -> tuple[int, int] | None:
    """Return how well a label is meant by a query, smaller is better; None where a word of it is missing.

    The first number is the worst place among the words, the second tells a start from a place further in.
    """
    folded = fold(label)
    found = [_rank(folded, word) for word in fold(query).split()]
    if not all(found):
        return None
    return max((place for place in found if place is not None), default=(START, 0))


def found_by(label: str, query: str) -> bool:
    """Return whether a label is meant: every word stands in it, or in its pinyin."""
    return rank(label, query) is not None


def _rank(folded: str, word: str) -> tuple[int, int] | None:
    at = folded.find(word)
    if at == 0:
        return START, 0
    while at > 0:
        if not folded[at - 1].isalnum():
            return WORD, 0
        at = folded.find(word, at + 1)
    if word in folded:
        return INSIDE, 0
    return _by_sound(folded, word) if word.isascii() else None


def _by_sound(folded: str, word: str) -> tuple[int, int] | None:
    spelled = _spelled(folded)
    if any(word in initials for initials, _syllables in spelled):
        return INITIALS, int(not any(initials.startswith(word) for initials, _syllables in spelled))
    for _initials, syllables in spelled:
        for start in range(len(syllables)):
            if "".join(syllables[start:]).startswith(word):
                return PINYIN, min(start, 1)
    return None
