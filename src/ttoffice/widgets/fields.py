"""What a form asks for: fields, how their values are written as text, and how typed text is read.

A value is JSON: text, code, ISO date, integer, fen, a list of texts, an object, or a list of objects. Text
that is understood only by the rules is handed on as it was typed, so that they say what is wrong with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ttoffice.i18n import gettext as _
from ttoffice.money import FEN_PER_WAN, plain, yuan

Kind = Literal[
    "line", "text", "code", "date", "integer", "words", "money", "share", "choice", "entry", "rows", "notes"
]
"""How a field is entered.

line, text (several lines), code, date, integer, words (a list of texts), money (fen), share (percent as
text), choice (a value of `options` that is no code), entry (one object), rows (a list of objects), notes (a
list of objects that can only be removed).
"""
JOINER = "、"
_WORD_BREAK = re.compile(r"[、,，;；\n]+")
_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        key: its name in the document.
        label: what stands before it, in the user's language.
        kind: how it is entered.
        group: the heading it stands under; empty for none.
        options: what can be chosen, as (value, label).
        fields: the fields of an entry or of each row.
        hint: how it is to be written.
        basis: the article that asks for it, or None.
        max_length: characters it may hold; 0 for no limit of its own.
    """

    key: str
    label: str
    kind: Kind
    group: str = ""
    options: tuple[tuple[Any, str], ...] = ()
    fields: tuple[Field, ...] = ()
    hint: str = ""
    basis: str | None = None
    max_length: int = 0


@dataclass(frozen=True, slots=True)
class Codec:
    """How a kind's value is shown as text, and read back; `read` raises ValueError for what cannot be sent."""

    show: Callable[[Any], str]
    read: Callable[[str], Any]


def show_text(value: Any) -> str:
    """Return a text, a number or nothing as text."""
    return "" if value is None else str(value)


def read_date(text: str) -> str | None:
    """Return ISO text where a whole date was typed in one of the usual ways, else the text as it is."""
    folded = unicodedata.normalize("NFKC", text).strip()
    found = _DATE.fullmatch(folded)
    if found is None:
        return folded or None
    year, month, day = (part for part in found.groups() if part is not None)
    return f"{year}-{int(month):02d}-{int(day):02d}"


def is_today(text: str) -> bool:
    """Return whether the day itself was asked for by name."""
    return unicodedata.normalize("NFKC", text).strip().casefold() in ("今天", "今日", "today")


def read_integer(text: str) -> int | str | None:
    """Return a whole number, or the text as it is."""
    folded = unicodedata.normalize("NFKC", text).strip()
    return int(folded) if folded.isascii() and folded.isdigit() else folded or None


def read_words(text: str) -> list[str]:
    """Return the words of a text, separated by any of the usual marks."""
    return [word.strip() for word in _WORD_BREAK.split(text) if word.strip()]


def read_share(text: str) -> str | None:
    """Return a percentage as its bare number."""
    return unicodedata.normalize("NFKC", text).strip().rstrip("%").strip() or None


def show_money(fen: Any) -> str:
    """Return fen as yuan, or as 万 where that is shorter; both are read back the same."""
    if fen is None:
        return ""
    if fen and fen % (FEN_PER_WAN // 100) == 0:
        return f"{plain(yuan(fen) / 10_000)}万"
    return plain(yuan(fen))


def read_money(text: str) -> int | None:
    """Return an amount in yuan, or with 万, as fen; raise ValueError for what is no amount."""
    # The readers of ledgers come with a whole package; the list must not wait for it.
    from ttoffice.results.importing.amounts import read_amount

    if not text.strip():
        return None
    fen = read_amount(text, "元")
    if fen is None:
        raise ValueError(_("is no amount; write it in yuan, such as 80000"))
    return fen


CODECS: dict[str, Codec] = {
    "line": Codec(show_text, str.strip),
    "text": Codec(show_text, str),
    "date": Codec(show_text, read_date),
    "integer": Codec(show_text, read_integer),
    "words": Codec(lambda value: JOINER.join(value or ()), read_words),
    "money": Codec(show_money, read_money),
    "share": Codec(show_text, read_share),
}
EMPTY: dict[str, Any] = {"line": "", "text": "", "words": [], "rows": [], "notes": []}
"""The empty value of each kind; None for the others."""


def blank(value: Any) -> bool:
    """Return whether a value says nothing; zero does say something."""
    return value is None or value is False or value in ("", [])


def empty(document: Mapping[str, Any]) -> bool:
    """Return whether nothing stands in a document."""
    return all(map(blank, document.values()))


def summary(fields: Sequence[Field], document: Mapping[str, Any]) -> str:
    """Return what stands in a document, on one line."""
    return "  ".join(filter(None, (_said(field, document.get(field.key)) for field in fields)))


def _said(field: Field, value: Any) -> str:
    if blank(value):
        return ""
    if field.kind in ("code", "choice"):
        label = next((label for known, label in field.options if known == value), str(value))
        return label if field.kind == "code" else f"{field.label} {label}"
    if field.kind == "entry":
        return f"{field.label} {summary(field.fields, value)}"
    if field.kind in ("rows", "notes"):
        return JOINER.join(summary(field.fields, item) for item in value)
    text = CODECS[field.kind].show(value)
    return f"{field.label} {text}" if field.kind in ("date", "money", "integer") else _percent(field, text)


def _percent(field: Field, text: str) -> str:
    return f"{text}%" if field.kind == "share" else text
