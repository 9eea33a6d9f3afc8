"""What people type for a simulation beside the forecast: percentages, and milestones that slip."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.workdays.counting import read_period

NEVER = frozenset({"never", "永不", "不会", "无", "失败"})
"""How one types that a milestone never comes."""
_PERCENT = re.compile(r"\d{1,4}(\.\d{1,6})?", re.ASCII)


def percent_typed(text: str, option: str = "") -> Fraction:
    """Return the part of the whole that `30%` or `30` means; raise UsageError, naming the option, for what is none."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("%").strip()
    if _PERCENT.fullmatch(plain):
        return Fraction(plain) / 100
    if option:
        message = _("%(option)s is %(text)s, which is no percentage.") % {"option": option, "text": text}
    else:
        message = _("%(text)s is no percentage.") % {"text": text}
    raise UsageError(message, advice=_("Write it as 30%."))


def slips_typed(texts: Iterable[str]) -> dict[str, str | None] | None:
    """Return by the key of a milestone how much later it comes, None for never, from `s2=6m` and `s2=never`.

    None where nothing is typed; raises UsageError for what cannot be read.
    """
    return dict(map(_slip, texts)) or None


def _slip(text: str) -> tuple[str, str | None]:
    key, _equals, period = (part.strip() for part in unicodedata.normalize("NFKC", text).partition("="))
    if not key or not period:
        raise UsageError(
            _("%(text)s does not say which milestone comes how much later.") % {"text": text},
            advice=_("Write s2=6m, or s2=never."),
        )
    return key, None if period.lower() in NEVER else str(read_period(period))
