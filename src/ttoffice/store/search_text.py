"""The text that is searched: how it is normalised, what is indexed of it, and when it has a word.

A word is found as a substring of a field, letter case, full-width forms and control characters apart; a word of
Latin letters is also found in titles and names by pinyin, initials or in full. `has_words` is the definition;
the index only sieves.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from sys import byteorder

from ttoffice.store import pinyin

_UTF_32 = "utf-32-le" if byteorder == "little" else "utf-32-be"

Terms = tuple[str, str, str]
"""Pairs and threes of characters, single characters, pinyin: each as tokens with blanks between."""

LONGEST = 3
"""So many characters in a row, or fewer, are a token: a word of that length is found without a check."""

MOST_INITIALS = 6
"""The same for initials."""

MOST_SYLLABLES = 4
"""The same for syllables."""

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
_HAN_WORD = re.compile("[\u4e00-\u9fff]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_HIDING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2e80-\u2fdf\u3038-\u303a"
    "\u3190-\u33ff\uf900-\ufaff\ufeff\ufff9-\ufffb\ud800-\udfff\U0001f200-\U0001f2ff\U0002f800-\U0002fa1f]"
)
"""What normalising drops or turns into Chinese characters: without it, a Chinese word stands in a text as it is."""
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
    """Return what is entered for a result: pairs and threes (and fours of digits), single characters, pinyin."""
    title, people = normalise(text.title), normalise(text.people)
    rest = normalise(f"{text.brief}\n{text.keywords}\n{text.unit}")
    whole = f"{title} {people} {rest} {_bare_numbers(text.numbers)}"
    tokens = " ".join((_runs(whole, 2), _runs(whole, 3), *digit_groups(whole)))
    return tokens, " ".join(set(whole)), " ".join(_pinyin_tokens(title, people))


def changed_terms(old: SearchText, new: SearchText) -> tuple[Terms, Terms]:
    """Return what is to be taken out and what is to be entered where the text of a result changes.

    Only the fields that differ are taken apart; what also stands in another field stays.
    """
    before, after = _indexed(old), _indexed(new)
    stays = " ".join(text for name, text in before.items() if after[name] == text)
    was = _pieces(text for name, text in before.items() if after[name] != text)
    now = _pieces(text for name, text in after.items() if before[name] != text)
    was_spoken, now_spoken = _changed_pinyin(before, after)
    gone = [piece for piece in was - now if piece not in stays]
    come = [piece for piece in now - was if piece not in stays]
    return _as_terms(gone, was_spoken - now_spoken), _as_terms(come, now_spoken - was_spoken)


def _indexed(text: SearchText) -> dict[str, str]:
    """Return each field in the form that `index_terms` takes apart."""
    fields = {
        name: normalise(getattr(text, name)) for name in ("title", "people", "brief", "keywords", "unit")
    }
    return fields | {"numbers": _bare_numbers(text.numbers)}


def _pieces(texts: Iterable[str]) -> set[str]:
    """Return the distinct tokens of normalised texts, without pinyin."""
    runs = [run for text in texts for run in text.split(" ")]
    pieces = {run[at : at + size] for run in runs for size in (1, 2, 3) for at in range(len(run) - size + 1)}
    return pieces.union(*map(digit_groups, runs))


def _changed_pinyin(before: dict[str, str], after: dict[str, str]) -> tuple[set[str], set[str]]:
    """Return the pinyin tokens before and after, those left out that the other of title and people keeps."""
    if before["people"] != after["people"]:
        was, now = (_pinyin_tokens(fields["title"], fields["people"]) for fields in (before, after))
        return was, now
    if before["title"] == after["title"]:
        return set(), set()
    kept = set[str]().union(*map(_name_tokens, _names(before["people"])))
    return _part_tokens(before["title"]) - kept, _part_tokens(after["title"]) - kept


def _as_terms(pieces: Iterable[str], spoken: Iterable[str]) -> Terms:
    by_length = sorted(pieces, key=len)
    singles = sum(len(piece) == 1 for piece in by_length)
    return " ".join(by_length[singles:]), " ".join(by_length[:singles]), " ".join(spoken)


def _bare_numbers(numbers: str) -> str:
    return " ".join(map(fold_number, _NUMBER_BREAK.split(numbers))) if numbers else ""


def _runs(text: str, size: int) -> str:
    """Return each character with those after it, a blank between; where a blank is near, what it leaves.

    Done on whole arrays of code points: four times as fast as taking pairs one by one.
    """
    codes = array("I", text.encode(_UTF_32))
    taken = array("I", (0x20,)) * ((size + 1) * len(codes))
    for place in range(size):
        taken[place :: size + 1] = codes[place:] + array("I", (0x20,)) * min(place, len(codes))
    return taken.tobytes().decode(_UTF_32)


def digit_groups(text: str) -> list[str]:
    """Return the overlapping groups of four digits: shorter ones are in very many results."""
    return [run[at : at + 4] for run in _DIGITS.findall(text) for at in range(len(run) - 3)]


def _pinyin_tokens(title: str, people: str) -> set[str]:
    return _part_tokens(title).union(*map(_name_tokens, _names(people)))


def _part_tokens(part: str) -> set[str]:
    """Return every few initials and syllables in a row."""
    tokens: set[str] = set()
    for spelling in pinyin.spellings(part):
        letters, syllables = spelling.initials, [SYLLABLE + syllable for syllable in spelling.syllables]
        tokens.update(_in_a_row([INITIAL + letter for letter in letters], letters, MOST_INITIALS))
        tokens.update(_in_a_row(syllables, syllables, MOST_SYLLABLES))
    return tokens


def _in_a_row(pieces: list[str], following: Sequence[str], most: int) -> Iterable[str]:
    """Yield pieces alone, and with up to so many in all of what follows them."""
    yield from pieces
    for size in range(1, most):
        pieces = list(map(add, pieces, following[size:]))
        yield from pieces


@lru_cache(maxsize=4096)
def _name_tokens(name: str) -> set[str]:
    """Return the pinyin tokens of a name; kept, because the same people complete many results."""
    return _part_tokens(name)


def initial_tokens(letters: str) -> list[str]:
    """Return the tokens of a word of initials: itself, or its overlapping pieces."""
    size = min(len(letters), MOST_INITIALS)
    return [INITIAL + letters[at : at + size] for at in range(len(letters) - size + 1)]


def syllable_tokens(syllables: Sequence[str]) -> list[str]:
    """Return the tokens of syllables in a row: one, or one for every few of them."""
    size = min(len(syllables), MOST_SYLLABLES)
    return [
        "".join(SYLLABLE + syllable for syllable in syllables[at : at + size])
        for at in range(len(syllables) - size + 1)
    ]


# --- words of a query ---


@dataclass(frozen=True, slots=True)
class Word:
    """What finds a word: its forms as substrings, and, for Latin letters, its readings as pinyin.

    Attributes:
        ways: full pinyin, as (the syllables before, what the last may be).
        sounds: the same as they stand in a spelling.
        chinese: whether the word is nothing but Chinese characters.
    """

    forms: tuple[str, ...]
    initials: str = ""
    ways: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    sounds: tuple[str, ...] = ()
    chinese: bool = False

    def is_in(self, fields: Iterable[str]) -> bool:
        """Return whether a normalised field has the word as a substring."""
        return any(form in field for form in self.forms for field in fields)

    def is_spoken(self, spellings: Iterable[pinyin.Spelling]) -> bool:
        """Return whether a text of these spellings has the word as pinyin."""
        return self.initials != "" and any(
            self.initials in spelling.initials or any(sound in spelling.sound for sound in self.sounds)
            for spelling in spellings
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
        sounds = tuple(sound for before, ends in ways for sound in pinyin.sounds_of(before, ends))
        return Word((word,), word, tuple((tuple(before), tuple(ends)) for before, ends in ways), sounds)
    bare = fold_number(word) if _NUMBER_WORD.fullmatch(word) else word
    forms = (bare,) if word == f"zl{bare}" else tuple(dict.fromkeys((word, bare)))
    return Word(forms, chinese=_HAN_WORD.fullmatch(word) is not None)


def has_words(words: Iterable[str], text: SearchText) -> bool:
    """Return whether a result has every word (as `query_words` gives them); this defines the search."""
    return all(_has(word_of(word), text) for word in words)


def _has(word: Word, text: SearchText) -> bool:
    """Return whether a result has a word; the title is looked at first, and the rest only where it must be."""
    if word.chinese and (plainly := _has_plainly(word.forms[0], text)) is not None:
        return plainly
    title = normalise(text.title)
    if word.is_in((title,)) or (word.initials and word.is_spoken(pinyin.iter_spellings(title))):
        return True
    fields = normalise_fields(text)
    return word.is_in(fields) or (
        word.initials != "" and any(word.is_spoken(_name_spellings(name)) for name in _names(fields[2]))
    )


def _has_plainly(word: str, text: SearchText) -> bool | None:
    """Return whether the stored text has a Chinese word as it stands; None where normalising may decide."""
    whole = f"{text.title}\n{text.brief}\n{text.people}\n{text.keywords}\n{text.unit}\n{text.numbers}"
    if word in whole:
        return True
    return None if _HIDING.search(whole) or _HAN.search(text.numbers) else False


def _names(people: str) -> list[str]:
    return [name for name in _NAME_BREAK.split(people) if name]


@lru_cache(maxsize=4096)
def _name_spellings(name: str) -> list[pinyin.Spelling]:
    """Return the spellings of a name; kept, because the same people complete many results."""
    return pinyin.spellings(name)
