"""Rules about the own unit: its credit code and the form of an office phone."""

from __future__ import annotations

import re

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CREDIT_LENGTH = 18
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def credit_code_is_valid(code: str) -> bool:
    """Return whether an 18-character unified social credit code passes its check digit (GB 32100-2015)."""
    if len(code) != CREDIT_LENGTH or any(letter not in CREDIT_ALPHABET for letter in code):
        return False
    total = sum(CREDIT_ALPHABET.index(code[i]) * weight for i, weight in enumerate(CREDIT_WEIGHTS))
    return CREDIT_ALPHABET[(31 - total % 31) % 31] == code[-1]


def unit_reasons(credit_code: str, contact_phone: str) -> list[Reason]:
    """Return what is wrong with a unit's data: a false credit code refuses, a mobile number is warned of."""
    reasons = []
    if credit_code and not credit_code_is_valid(credit_code):
        reasons.append(
            Reason(
                "unit.credit_code",
                _("The unified social credit code %(code)s does not pass its check digit.")
                % {"code": credit_code},
                basis="GB 32100-2015",
                field="credit_code",
            )
        )
    if MOBILE.search(contact_phone):
        reasons.append(
            Reason(
                "unit.mobile_phone",
                _("%(phone)s is a mobile number; listings show an office line, not a person's.")
                % {"phone": contact_phone},
                basis="个保法 6, 25",
                field="contact_phone",
                warning=True,
            )
        )
    return reasons
