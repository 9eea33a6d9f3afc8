"""Amounts as people write them in the input of an action: in yuan, with 万元, or in fen."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from ttoffice.i18n import gettext as _
from ttoffice.money import MAX_FEN

LONGEST = 60


def _as_text(value: Any) -> Any:
    """Return a number as text; a number is yuan."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def read_yuan(text: str) -> int:
    """Return fen of an amount such as `50000`, `5万元`, `3,000.50元`; raise ValueError, saying how to write it."""
    from ttoffice.results.importing.amounts import read_amount

    try:
        fen = read_amount(text.replace(",", "").replace("，", ""), "元")
    except (ValueError, KeyError):
        fen = None
    if fen is None:
        raise ValueError(_("write an amount in yuan, such as 50000 or 5万元"))
    return fen


def _checked(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(_("write an amount in yuan, such as 50000 or 5万元"))
    if text:
        read_yuan(text)
    return text


AmountText = Annotated[str, BeforeValidator(_as_text), AfterValidator(_checked)]
"""An amount in yuan as somebody wrote it; empty where it is given in fen."""
Fen = Annotated[int, Field(ge=0, le=MAX_FEN)]


def fen_of(text: str, fen: int | None) -> int | None:
    """Return the amount given in either way, None where none is."""
    return fen if fen is not None else read_yuan(text) if text else None
