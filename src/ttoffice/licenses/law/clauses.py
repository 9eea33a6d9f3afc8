"""The six kinds of void clauses (技术合同解释 10) in clause choices and in the office's own wording.

An option that says such a thing outright is refused. In free wording a list of expressions points at
sentences to look at; it warns only, for words alone do not settle what is reasonable.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ttoffice.i18n import gettext as _
from ttoffice.licenses.law.facts import LicenseFacts, Wording
from ttoffice.reasons import Reason

LIST = Path(__file__).with_name("void_clauses.toml")
BASIS = "技术合同解释 10"
SHOWN = 40
"""So many characters of a sentence are shown in a message."""
LONGEST_SENTENCE = 2000
"""Longer stretches without a full stop are looked at in pieces."""
_WORD = re.compile("<([a-z_]+)>")
_END = re.compile("[。；！？\n]+")
_COMMAS = str.maketrans({",": "，", ";": "；", "!": "！", "?": "？"})


@dataclass(frozen=True, slots=True)
class VoidKind:
    """One of the six kinds.

    Attributes:
        item: its number in the article.
        short: what it is, in Chinese.
        options: names of clause options that say it outright.
        patterns, unless: what gives it away in a sentence, and what speaks against it.
    """

    code: str
    item: int
    short: str
    options: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]

    @property
    def basis(self) -> str:
        """The item as reasons cite it."""
        return f"{BASIS}({self.item})"

    def catches(self, sentence: str) -> bool:
        """Tell whether a sentence, made plain, reads like this kind."""
        return any(pattern.search(sentence) for pattern in self.patterns) and not any(
            pattern.search(sentence) for pattern in self.unless
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence that reads like a void clause."""

    kind: VoidKind
    sentence: str


@cache
def void_kinds() -> tuple[VoidKind, ...]:
    """Return the six kinds in the order of the article."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    words: dict[str, str] = listed["words"]
    return tuple(
        VoidKind(
            entry["code"],
            entry["item"],
            entry["short"],
            frozenset(entry["options"]),
            tuple(_pattern(text, words) for text in entry["patterns"]),
            tuple(_pattern(text, words) for text in entry["unless"]),
        )
        for entry in listed["kinds"]
    )


def _pattern(text: str, words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(_spelt(text, words))


def _spelt(text: str, words: dict[str, str]) -> str:
    """Return an expression with every <word> in its place, also those within words."""

    def expression(found: re.Match[str]) -> str:
        return f"(?:{_spelt(words[found[1]], words)})"

    return _WORD.sub(expression, text)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text made plain: no blanks or unseen characters, full-width commas."""
    for sentence in _END.split(unicodedata.normalize("NFKC", text).translate(_COMMAS)):
        plain = "".join(
            letter for letter in sentence if not letter.isspace() and unicodedata.category(letter) != "Cf"
        )
        for start in range(0, len(plain), LONGEST_SENTENCE):
            yield plain[start : start + LONGEST_SENTENCE]


def scan(text: str) -> list[Finding]:
    """Return the sentences of a text that read like a void clause, each with its kind, in the order of the text."""
    return [
        Finding(kind, sentence)
        for sentence in sentences(text)
        for kind in void_kinds()
        if kind.catches(sentence)
    ]


def kind_of_option(option: str) -> VoidKind | None:
    """Return the kind that an option says outright, or None."""
    return next((kind for kind in void_kinds() if option in kind.options), None)


def clause_reasons(facts: LicenseFacts) -> Iterator[Reason]:
    """Yield the void clauses among those chosen and written, in the order of the contract."""
    for place, clause in enumerate(facts.terms.clauses):
        kind = kind_of_option(clause.option.strip())
        if kind is not None:
            message = _(
                "The option %(option)s of the clause %(clause)s is void: %(kind)s. Choose another one."
            )
            values = {"option": clause.option, "clause": clause.key, "kind": kind.short}
            yield Reason(
                f"license.void_{kind.code}", message % values, kind.basis, f"clauses[{place}].option"
            )
        yield from _written(Wording(f"clauses[{place}].wording", clause.wording))
    for wording in facts.wordings:
        yield from _written(wording)


def _written(wording: Wording) -> Iterator[Reason]:
    for found in scan(wording.text):
        message = _(
            "“%(sentence)s” reads like a clause that voids the contract: %(kind)s. See whether it is meant so, and"
            " take it out or word it otherwise."
        )
        values = {"sentence": _short(found.sentence), "kind": found.kind.short}
        code = f"license.maybe_void_{found.kind.code}"
        yield Reason(code, message % values, found.kind.basis, wording.field, warning=True)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= SHOWN else f"{sentence[: SHOWN - 1]}…"
