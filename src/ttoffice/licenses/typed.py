"""What people write where a contract has an amount, a day, a rate, a period, a number or a code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from ttoffice.action.inputs import Input
from ttoffice.errors import UsageError
from ttoffice.i18n import chinese
from ttoffice.i18n import gettext as _
from ttoffice.money import FEN_PER_YUAN, MAX_FEN, plain
from ttoffice.numbering import read_number
from ttoffice.parties.labels import code_of_label

NOTHING = frozenset({"零", "无", "零门槛", "零元"})
"""Ways of writing that nothing is paid."""
SHORTEST_PART = 2
"""Shorter parts of a name mean nothing."""
_OF_UNIT = re.compile(r"(?P<yuan>[0-9][0-9,]{0,14}(\.[0-9]{1,8})?)元([/每].{1,12})?")
"""Yuan a unit, which may be less than a fen."""
_SHARES = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}
_NUMERALS = {mark: str(place) for place, mark in enumerate("〇一二三四五六七八九")} | {"零": "0", "十": "10"}


def number_of(text: Any) -> Any:
    """Return a record's number in its canonical form; what is none is left as it is, null is an empty text."""
    if text is None:
        return ""
    return (read_number(text) or text.strip()) if isinstance(text, str) else text


def day_of(value: Any) -> Any:
    """Return the day of a text such as `2026/3/31` or `2026年3月31日`; raise ValueError for no whole date."""
    if not isinstance(value, str) or not value.strip():
        return value or None
    from ttoffice.results.importing.dates import read_date

    reading = read_date(value, date.max, future_expected=True)
    if reading.problem is not None:
        raise ValueError(reading.problem.message)
    return reading.value


def fen_of(value: Any) -> Any:
    """Return the fen of a text such as `30万元`, `12.5万`, `300,000元` or `零`; a bare number is left as it is."""
    if isinstance(value, bool):
        raise ValueError(_("%(text)s is no amount; write 30万元 or 300000元") % {"text": value})  # noqa: TRY004  # told to the user
    if not isinstance(value, str):
        return value
    if value.strip() in NOTHING:
        return 0
    from ttoffice.results.importing.amounts import read_amount

    try:
        found = read_amount(value, None)
    except KeyError:  # a bare number, which a field in fen takes as fen
        return value
    if found is None:
        raise ValueError(_("%(text)s is no amount; write 30万元 or 300000元") % {"text": value})
    return found


def percent_of(value: Any) -> Any:
    """Return a share as percent without its sign: of `5%`, `5`, `百分之五`; `万分之五` is 0.05."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    text = unicodedata.normalize("NFKC", str(value)).strip().rstrip("%").strip()
    for word, factor in _SHARES.items():
        if text.startswith(word):
            text = _times(text.removeprefix(word), factor)
    try:
        return plain(Decimal(text)) if text else ""
    except InvalidOperation:
        return text


def _times(numeral: str, factor: Decimal) -> str:
    digits = _NUMERALS.get(numeral, numeral)
    try:
        return plain(Decimal(digits) * factor)
    except InvalidOperation:
        return numeral


def rate_of(value: Any) -> Any:
    """Return a rate: a share in percent, or for a quantity the fen a unit of `50元`, `0.015元/株`, `3元每千克`."""
    if isinstance(value, str) and "元" in value:
        folded = unicodedata.normalize("NFKC", value).strip()
        of_unit = _OF_UNIT.fullmatch(folded)
        if of_unit is None:
            return str(fen_of(value))
        return plain(Decimal(of_unit["yuan"].replace(",", "")) * FEN_PER_YUAN)
    return percent_of(value)


def period_of(value: Any) -> Any:
    """Return a period such as `6m` for `6个月`; raise ValueError for what is none."""
    if not isinstance(value, str) or not value.strip():
        return value or ""
    from ttoffice.workdays.counting import read_period

    try:
        return str(read_period(value))
    except UsageError as error:
        raise ValueError(error.message) from error


def calendar_period(value: str) -> str:
    """Return a period; raise ValueError for one in working days."""
    if value.endswith("wd"):
        raise ValueError(_("%(text)s: give days, months or years, not working days") % {"text": value})
    return value


def code_in(labels: Mapping[str, str]) -> BeforeValidator:
    """Return a validator that takes a code, or what it is called in either language."""
    return BeforeValidator(lambda value: code_of(value, labels))


def code_of(value: Any, labels: Mapping[str, str]) -> Any:
    """Return the code that a name, its beginning or a part that only one has stands for, in either language."""
    found = code_of_label(value, labels)
    if not isinstance(found, str) or found in labels:
        return found
    names = {code: chinese(label) for code, label in labels.items()}
    begun = code_of_label(found, names)
    if begun in labels or len(found.strip()) < SHORTEST_PART:
        return begun
    holding = [code for code, name in names.items() if found.strip() in name]
    return holding[0] if len(holding) == 1 else found


def listed_numbers(value: Any) -> Any:
    """Return numbers as a list: a text with several, parted by commas or blanks, as well."""
    if isinstance(value, str):
        return [number_of(part) for part in re.split(r"[,，、;；\s]+", value.strip()) if part]
    return [number_of(part) for part in value] if isinstance(value, list | tuple) else value


Line = Annotated[str, StringConstraints(max_length=300)]
Text = Annotated[str, StringConstraints(max_length=5000)]
Said = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Number = Annotated[str, BeforeValidator(number_of), StringConstraints(max_length=40)]
Numbers = Annotated[tuple[Number, ...], BeforeValidator(listed_numbers)]
Day = Annotated[date | None, BeforeValidator(day_of)]
Fen = Annotated[Annotated[int, Field(ge=0, le=MAX_FEN)] | None, BeforeValidator(fen_of)]
Percent = Annotated[
    str, BeforeValidator(percent_of), StringConstraints(pattern=r"^([0-9]{1,3}(\.[0-9]{1,6})?)?$")
]
Rate = Annotated[str, BeforeValidator(rate_of), StringConstraints(pattern=r"^([0-9]{1,15}(\.[0-9]{1,6})?)?$")]
Length = Annotated[str, BeforeValidator(period_of), StringConstraints(max_length=12)]
CalendarLength = Annotated[Length, AfterValidator(calendar_period)]
Days = Annotated[int, Field(ge=0, le=36600)] | None


class MoneyInput(Input):
    """An input whose fields in fen can also be given in yuan: `amount` for `amount_fen`, `30万元` or a number of yuan."""

    @model_validator(mode="before")
    @classmethod
    def _yuan(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        taken = dict(data)
        for name in cls.model_fields:
            short = name.removesuffix("_fen")
            if short != name and short in taken and short not in cls.model_fields:
                if taken.get(name) is not None:
                    raise ValueError(
                        _("%(short)s and %(name)s are both given") % {"short": short, "name": name}
                    )
                taken[name] = _in_yuan(taken.pop(short))
        return taken


def _in_yuan(value: Any) -> Any:
    """Return an amount given without `_fen`: a bare number is yuan."""
    if isinstance(value, bool) or value is None:
        return value
    text = plain(Decimal(repr(value))) if isinstance(value, int | float) else str(value)
    return f"{text.strip()}元" if _BARE.fullmatch(text.strip()) else text


_BARE = re.compile(r"[0-9][0-9,]*(\.[0-9]+)?")
