"""Reading what people write for an article: `exemption:10(4)`, `尽职免责 第十条`, `第十条第（四）项`, `4`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ttoffice.rulebook.numerals import from_numeral

_NUMERAL = "(?:[0-9]{1,3}|[〇一二两三四五六七八九十]{1,3})"
_REFERENCE = re.compile(
    rf"""
    (?P<name>.*?) [\s:,、.]*
    (?:\bart(?:icle)?s?\.?\s*)?
    第?\s* (?P<article>{_NUMERAL}) \s*条?
    (?:
        [\s,、]* 第?\s* \(\s* (?P<bracketed>{_NUMERAL}) \s*\) \s*项?
      | [\s,、]* 第\s* (?P<counted>{_NUMERAL}) \s*项
      | [\s,]* (?:\.|\bitem\b) \s* (?P<dotted>{_NUMERAL})
    )?
    \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)

#: Longer texts are no reference; the pattern is not made for them.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Reference:
    """What somebody asked for: a guideline's name in compact form, maybe empty, and the numbers."""

    name: str
    article: int
    item: int | None = None


def canonical(guideline: str, article: int, item: int | None = None) -> str:
    """Return a reference as the program writes it: `exemption:10` or `exemption:10(4)`."""
    return f"{guideline}:{article}" if item is None else f"{guideline}:{article}({item})"


def fold(text: str) -> str:
    """Return text for comparing: compatibility forms made plain (full width, brackets), case ignored."""
    return unicodedata.normalize("NFKC", text).casefold()


def compact(name: str) -> str:
    """Return a name for comparing: folded, only letters and digits of any script left."""
    return "".join(character for character in fold(name) if character.isalnum())


def parse(text: str) -> Reference | None:
    """Read a reference as people write it, or return None where no article number can be made out."""
    folded = fold(text).strip()
    match = _REFERENCE.fullmatch(folded) if len(folded) <= _LONGEST else None
    if match is None:
        return None
    item = match["bracketed"] or match["counted"] or match["dotted"]
    try:
        article = from_numeral(match["article"])
        return Reference(compact(match["name"]), article, None if item is None else from_numeral(item))
    except ValueError:
        return None
