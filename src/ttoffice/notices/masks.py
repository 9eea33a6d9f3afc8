"""Covering what identifies a person, for lists and messages; texts that are published leave it out instead.

The forms are those of a campus rule (facts 9): a convention, not law. Names in notices meant for supervision
are usually not covered.
"""

from __future__ import annotations

from ttoffice.masking import Finding, PersonalKind

STAR = "*"


def mask_name(name: str) -> str:
    """Return a name with what lies between its first and last character covered: 张*, 王*明, 欧**明."""
    if len(name) <= 1:
        return name
    return name[0] + STAR if len(name) == 2 else name[0] + STAR * (len(name) - 2) + name[-1]


def mask_middle(number: str, head: int, tail: int) -> str:
    """Return a number with all but its first and last characters covered; one too short is covered whole."""
    hidden = len(number) - head - tail
    if hidden <= 0:
        return STAR * len(number)
    return number[:head] + STAR * hidden + number[len(number) - tail :]


def mask_identity(number: str) -> str:
    """Return an identity number with its first 6 and last 4 characters: 530102********1234."""
    return mask_middle(number, 6, 4)


def mask_mobile(number: str) -> str:
    """Return a mobile number with its first 3 and last 4 digits: 138****5678."""
    return mask_middle(number, 3, 4)


def mask_bank(number: str) -> str:
    """Return a bank account with its first 6 and last 4 digits: 622202*********0123."""
    return mask_middle(number, 6, 4)


MASKS = {
    PersonalKind.MOBILE: mask_mobile,
    PersonalKind.IDENTITY: mask_identity,
    PersonalKind.BANK: mask_bank,
}


def masked(finding: Finding) -> str:
    """Return a number that was found in a text, covered as its kind is."""
    return MASKS[finding.kind]("".join(finding.text.split()))
