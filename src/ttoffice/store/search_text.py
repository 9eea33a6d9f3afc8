"""The text that is searched: how it is normalised, what is indexed of it, and when it has a word.

A word is found as a substring of a field, letter case, full-width forms and control characters apart; a word of
Latin letters is also found in titles and names by pinyin, initials or in full. `has_words` is the definition;
the index only sieves.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from sys import byteorder

from ttoffice.store import pinyin

_UTF_32 = "utf-32-le" if byteorder == "little" else "utf-32-be"

Terms = tuple[str, str, str]
"""Pairs of characters, single characters, pinyin: each as tokens with blanks between."""

INITIAL = "\x81"
SYLLABLE = "\x82"
"""What tokens of initials and syllables begin with, to be told from text: it never holds control characters."""


@dataclass(frozen=True, slots=True)
class SearchText:
    """The searched fields of a result, as stored; several names, keywords or numbers are joined by 、 or ;."""

    title: str = ""
    brief: str = ""
    people: str = ""
    keywords: str = ""
    numbers: str = ""
    unit: str = ""


_WIDE_PUNCTUATION = tuple(zip("，；：（）！？％", ",;:()!?%", strict=True))
_BLANKS = re.compile(r"\s+")
_DROPPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_NUMBER_BREAK = re.compile(r"[、,;，；\n]+")
_NUMBER_MARKS = re.compile(r"^\s*zl|[\s.]+")
_WRITTEN_NUMBER = re.compile(r"(?<![^\s])(?:zl\s*\d[\d\s.]*x?|\d{4} \d \d{7}(?:\s*\.\s*[\dx])?)(?!\S)")
_NUMBER_WORD = re.compile(r"(?:zl\.?\d[\d.]*x?|\d{4,}\.[\dx]?)")
_DIGITS = re.compile(r"[0-9]{4,}")
_LETTERS = re.compile(r"[a-z]{3,}")
_NAME_BREAK = re.compile(r"[ 、,;/|·]+")
_LATIN = re.compile(r"[a-z]+")


def normalise(text: str) -> str:
    """Return the text as it is compared: NFKC, case folded, without control characters, blanks made single."""
    if not text.isascii():
        for wide, narrow in _WIDE_PUNCTUATION:  # what most texts have, and the full way is ten times slower
            text = text.replace(wide, narrow)
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
    text = text.casefold()
    if _DROPPED.search(text):
        text = _DROPPED.sub("", _BLANKS.sub(" ", text))
    return _BLANKS.sub(" ", text).strip()


def fold_number(number: str) -> str:
    """Return a right's number in its bare form: normalised, without leading ZL, blanks and dots."""
    return _NUMBER_MARKS.sub("", normalise(number))


def normalise_fields(text: SearchText) -> tuple[str, ...]:
    """Return what a word is looked for in: each field normalised, each right's number in its bare form."""
    plain = (text.title, text.brief, text.people, text.keywords, text.unit)
    return (*map(normalise, plain), *map(fold_number, _NUMBER_BREAK.split(text.numbers)))


def index_terms(text: SearchText) -> Terms:
    """Return what is entered for a result: pairs (with groups of digits), single characters, pinyin."""
    title, people = normalise(text.title), normalise(text.people)
    rest = normalise(f"{text.brief}\n{text.keywords}\n{text.unit}")
    numbers = " ".join(map(fold_number, _NUMBER_BREAK.split(text.numbers))) if text.numbers else ""
    whole = f"{title} {people} {rest} {numbers}"
    tokens = " ".join((_pairs(whole), *text_groups(whole)))
    return tokens, " ".join(set(whole)), " ".join(_pinyin_tokens(title, people))


def _pairs(text: str) -> str:
    """Return each character with the one after it, a blank between; at a blank, a single character remains.

    Done on whole arrays of code points: four times as fast as taking pairs one by one.
    """
    codes = array("I", text.encode(_UTF_32))
    paired = array("I", (0x20,)) * (3 * len(codes))
    paired[0::3] = codes
    paired[1::3] = codes[1:] + array("I", (0x20,))
    return paired.tobytes().decode(_UTF_32)


def text_groups(text: str) -> list[str]:
    """Return the overlapping groups of a text: digits by four, Latin letters by three.

    Pairs of digits are in nearly every result, and pairs of letters of a word sieve little more.
    """
    return [
        run[at : at + size]
        for pattern, size in ((_DIGITS, 4), (_LETTERS, 3))
        for run in pattern.findall(text)
        for at in range(len(run) - size + 1)
    ]


def _pinyin_tokens(title: str, people: str) -> set[str]:
    return _part_tokens(title).union(*map(_name_tokens, _NAME_BREAK.split(people)))


def _part_tokens(part: str) -> set[str]:
    """Return initials alone, in twos and in threes, syllables alone and in twos."""
    tokens: set[str] = set()
    for spelling in pinyin.spellings(part):
        letters = spelling.initials
        ones = [INITIAL + letter for letter in letters]
        twos = list(map(add, ones, letters[1:]))
        syllables = [SYLLABLE + syllable for syllable in spelling.syllables]
        tokens.update(ones, twos, map(add, twos, letters[2:]))
        tokens.update(syllables, map(add, syllables, syllables[1:]))
    return tokens


@lru_cache(maxsize=4096)
def _name_tokens(name: str) -> set[str]:
    """Return the pinyin tokens of a name; kept, because the same people complete many results."""
    return _part_tokens(name)


def initial_tokens(letters: str, size: int) -> list[str]:
    """Return the overlapping pieces of this size of a word of initials."""
    return [INITIAL + letters[at : at + size] for at in range(len(letters) - size + 1)]


# --- words of a query ---


@dataclass(frozen=True, slots=True)
class Word:
    """What finds a word: its forms as substrings, and, for Latin letters, its readings as pinyin."""

    forms: tuple[str, ...]
    initials: str = ""
    ways: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    def is_in(self, fields: Iterable[str], spoken: Iterable[str]) -> bool:
        """Return whether a field has the word as a substring, or a spoken text as pinyin."""
        if any(form in field for form in self.forms for field in fields):
            return True
        return self.initials != "" and any(
            self._is_part_of(spelling) for part in spoken if part for spelling in pinyin.spellings(part)
        )

    def _is_part_of(self, spelling: pinyin.Spelling) -> bool:
        spelled = f" {' '.join(spelling.syllables)} "
        return self.initials in spelling.initials or any(
            f" {' '.join((*before, last))} " in spelled for before, ends in self.ways for last in ends
        )


def query_words(text: str) -> tuple[str, ...]:
    """Return the words of a query, normalised; a number written in groups (ZL 2020 1 1234567.8) is one word."""
    joined = _WRITTEN_NUMBER.sub(lambda found: found.group().replace(" ", ""), normalise(text))
    return tuple(dict.fromkeys(joined.split()))


@lru_cache(maxsize=256)
def word_of(word: str) -> Word:
    """Return what finds a normalised word; a right's number also counts in its bare form."""
    if _LATIN.fullmatch(word):
        ways = pinyin.split_syllables(word) if len(word) > 1 else []
        return Word((word,), word, tuple((tuple(before), tuple(ends)) for before, ends in ways))
    bare = fold_number(word) if _NUMBER_WORD.fullmatch(word) else word
    return Word((bare,) if word == f"zl{bare}" else tuple(dict.fromkeys((word, bare))))


def has_words(words: Iterable[str], text: SearchText) -> bool:
    """Return whether a result has every word (as `query_words` gives them); this defines the search."""
    title = normalise(text.title)
    left = [word for word in map(word_of, words) if not word.is_in((title,), (title,))]
    if not left:
        return True
    fields = normalise_fields(text)
    names = _NAME_BREAK.split(fields[2])
    return all(word.is_in(fields, names) for word in left)
