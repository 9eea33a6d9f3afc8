"""Finding what identifies a person in a text: mobile numbers, identity numbers, bank accounts.

Pure functions over text. They look for what must not be published about a person (个人信息保护法 25, 28);
an office line, a right's number and a unit's credit code are none of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

CANDIDATE = re.compile(
    r"[1-9](?=[0-9 -]{10})(?<![0-9][0-9])(?<![0-9][ -][0-9])(?:"
    r"(?<=1)[3-9](?:[ -]?[0-9]){9}(?![0-9])"
    r"|(?<=8)6[ -]?1[3-9](?:[ -]?[0-9]){9}(?![0-9])"
    r"|[0-9]{5}[ -]?(?:19|20)[0-9]{2}[01][0-9][0-3][0-9][ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
    r"|[0-9]{3}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?(?![0-9])"
    r")"
)
"""What may be a number of a person; begins with one class of characters, so that long texts pass quickly."""

_FULL_WIDTH = re.compile("[\uff10-\uff19\uff0d\uff38\uff58]")
_SEPARATORS = str.maketrans("", "", " -")
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"


class PersonalKind(StrEnum):
    """What a number found in a text is."""

    MOBILE = "mobile"
    IDENTITY = "identity"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class Finding:
    """One number of a person in a text: what it is, as it is written, and where."""

    kind: PersonalKind
    text: str
    start: int


def find_personal(text: str) -> Iterator[Finding]:
    """Yield the mobile, identity and bank numbers of a text, in order; full-width digits count too."""
    if _FULL_WIDTH.search(text):
        # One character becomes one character, so that places stay places.
        text = "".join(unicodedata.normalize("NFKC", c) if _FULL_WIDTH.match(c) else c for c in text)
    for match in CANDIDATE.finditer(text):
        kind = _kind_of(match[0], before=text[match.start() - 1 : match.start()])
        if kind is not None:
            yield Finding(kind, match[0], match.start())


def _kind_of(written: str, before: str) -> PersonalKind | None:
    digits = written.translate(_SEPARATORS).upper()
    latin_before = before.isascii() and before.isalpha()
    if is_mobile(digits.removeprefix("86")) and not latin_before:
        return PersonalKind.MOBILE
    if is_identity_number(digits):
        return PersonalKind.IDENTITY
    return PersonalKind.BANK if is_bank_card(digits) and not latin_before else None


def is_mobile(digits: str) -> bool:
    """Return whether eleven digits have the form of a mainland mobile number."""
    return len(digits) == 11 and digits.isdecimal() and digits[0] == "1" and digits[1] in "3456789"


def is_identity_number(text: str) -> bool:
    """Return whether 18 characters are an identity number with the right check digit (GB 11643-1999)."""
    if len(text) != 18 or not text[:17].isdecimal() or not text.isascii():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _IDENTITY_WEIGHTS, strict=False))
    return _IDENTITY_CHECKS[total % 11] == text[17]


def is_bank_card(digits: str) -> bool:
    """Return whether 16 to 19 digits are a bank card: UnionPay's 62, or any that pass the Luhn check."""
    if not 16 <= len(digits) <= 19 or not digits.isdecimal():
        return False
    return digits.startswith("62") or (digits[0] in "34569" and _luhn(digits))


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
