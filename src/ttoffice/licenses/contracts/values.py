"""The values that a contract is filled with beside its terms: numbers, percentages, amounts, words."""

from __future__ import annotations

import re
from decimal import Decimal

from ttoffice.i18n import gettext as _
from ttoffice.money import MAX_FEN, amount_text, to_fen

KINDS = ("text", "number", "percent", "money")
_NUMBER = re.compile(r"[1-9]\d{0,4}", re.ASCII)
_DECIMAL = re.compile(r"\d{1,13}(?:\.\d{1,4})?", re.ASCII)
LONGEST = 300


def value_error(kind: str, text: str) -> str:
    """Return why a text is no value of a kind, in the user's language; empty where it is one."""
    if kind == "number" and not _NUMBER.fullmatch(text):
        return _("a whole number from 1 to 99999 is asked for")
    if kind == "percent" and not (_DECIMAL.fullmatch(text) and Decimal(text) <= 100):
        return _("a percentage from 0 to 100 is asked for, without the sign")
    if kind == "money" and _fen(text) is None:
        return _("an amount in yuan is asked for, such as 200 or 1500.50")
    if kind == "text" and (len(text) > LONGEST or "\n" in text):
        return _("one line of at most %(limit)d characters is asked for") % {"limit": LONGEST}
    return ""


def written_value(kind: str, text: str) -> str:
    """Return a value as the contract writes it; amounts in figures and written out."""
    fen = _fen(text) if kind == "money" else None
    return amount_text(fen) if fen is not None else text


def _fen(text: str) -> int | None:
    if not _DECIMAL.fullmatch(text):
        return None
    try:
        fen = to_fen(Decimal(text))
    except ValueError:
        return None
    return fen if fen <= MAX_FEN else None
