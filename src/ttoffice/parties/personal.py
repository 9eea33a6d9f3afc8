"""What must not be kept about a person in any text: identity numbers, mobile numbers, bank accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.masking import PersonalKind, find_personal
from ttoffice.parties.rules import credit_code_is_valid
from ttoffice.reasons import Reason

KINDS = {
    PersonalKind.MOBILE: N_("a mobile number"),
    PersonalKind.IDENTITY: N_("an identity number"),
    PersonalKind.BANK: N_("a bank account"),
}


def personal_reasons(data: Any) -> list[Reason]:
    """Return a refusal for each text of some JSON-like data that holds a number of a person.

    The number itself is not repeated: a refusal is shown and may be copied. A unit's credit code is none.
    """
    reasons = []
    for path, text in _texts(data, ""):
        if credit_code_is_valid(text):
            continue
        for kind in dict.fromkeys(finding.kind for finding in find_personal(text)):
            message = _("There is %(what)s in the text; it is not needed here and must not be kept.")
            reasons.append(
                Reason(
                    "personal.number",
                    message % {"what": _(KINDS[kind])},
                    basis="个人信息保护法 6, 28",
                    field=path,
                )
            )
    return reasons


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            yield from _texts(item, f"{path}[{place}]")
