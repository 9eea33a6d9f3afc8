"""The unified social credit code, character by character: what is wrong with one, and where (GB 32100-2015)."""

from __future__ import annotations

import unicodedata

from ttoffice.i18n import gettext as _
from ttoffice.parties.enterprises import Region
from ttoffice.parties.rules import CREDIT_ALPHABET, CREDIT_LENGTH, CREDIT_WEIGHTS, credit_code_is_valid

STANDARD = "GB 32100-2015"
ORGANISATION = slice(8, 17)
"""Characters 9 to 17: the organisation code, which has a check digit of its own (GB 11714)."""
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

PREFECTURES = {
    "5301": Region.KUNMING,
    "5303": Region.QUJING,
    "5304": Region.YUXI,
    "5305": Region.BAOSHAN,
    "5306": Region.ZHAOTONG,
    "5307": Region.LIJIANG,
    "5308": Region.PUER,
    "5309": Region.LINCANG,
    "5323": Region.CHUXIONG,
    "5325": Region.HONGHE,
    "5326": Region.WENSHAN,
    "5328": Region.XISHUANGBANNA,
    "5329": Region.DALI,
    "5331": Region.DEHONG,
    "5333": Region.NUJIANG,
    "5334": Region.DIQING,
}
"""The prefectures of Yunnan by the first four digits of their division code (GB/T 2260)."""


def written(code: str) -> str:
    """Return a code as it is kept: half width, in capitals, without blanks and hyphens."""
    folded = unicodedata.normalize("NFKC", code).upper()
    return "".join(letter for letter in folded if not letter.isspace() and letter not in "-‐–—")


def region_of(code: str) -> Region | None:
    """Return the prefecture in which a valid code was given out; None for one of the province or the state."""
    if not credit_code_is_valid(code):
        return None
    division = code[2:6]
    return PREFECTURES.get(division) or (None if division[:2] in ("53", "10") else Region.OTHER_PROVINCE)


def check_character(code: str) -> str:
    """Return the eighteenth character that the first seventeen of a code ask for."""
    total = sum(
        CREDIT_ALPHABET.index(letter) * weight for letter, weight in zip(code, CREDIT_WEIGHTS, strict=False)
    )
    return CREDIT_ALPHABET[(31 - total % 31) % 31]


def organisation_code_agrees(code: str) -> bool:
    """Return whether the organisation code inside a code passes the check digit of its own."""
    body, check = code[ORGANISATION][:-1], code[ORGANISATION][-1]
    values = (int(letter, 36) for letter in body)
    total = sum(value * weight for value, weight in zip(values, ORGANISATION_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return check == {10: "X", 11: "0"}.get(rest, str(rest))


def fault(code: str) -> str | None:
    """Return what is wrong with a code, and where, in the user's language; None for a right one."""
    if credit_code_is_valid(code):
        return None
    if len(code) != CREDIT_LENGTH:
        return _("It has %(count)d characters; a unified social credit code has 18.") % {"count": len(code)}
    for place, letter in enumerate(code, 1):
        if letter not in CREDIT_ALPHABET:
            message = _(
                "Character %(place)d is %(letter)s, which no code holds: I, O, S, V and Z are not used."
            )
            return message % {"place": place, "letter": letter}
        if 3 <= place <= 8 and not letter.isdigit():
            message = _(
                "Character %(place)d is %(letter)s; characters 3 to 8 are the division and hold digits only."
            )
            return message % {"place": place, "letter": letter}
    return _where_it_fails(code)


def _where_it_fails(code: str) -> str:
    """Return which part of a code fails: two check digits tell the organisation code from the rest."""
    if not organisation_code_agrees(code):
        return _(
            "Characters 9 to 17, the organisation code %(part)s, do not agree with their own check digit: look there."
        ) % {"part": code[ORGANISATION]}
    return _(
        "The check digit does not agree: the first seventeen characters ask for %(asked)s at the end, not %(given)s."
        " Characters 9 to 17 agree among themselves; look at characters 1 to 8 and the last."
    ) % {"asked": check_character(code), "given": code[-1]}
