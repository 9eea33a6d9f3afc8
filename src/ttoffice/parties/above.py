"""What this area asks of areas that stand above it, by the names of their modules: exhibits and unit policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttoffice.store.connection import Reader

EXHIBITS = "ttoffice.evidence.views"
"""Its `exhibit(reader, number)` returns an exhibit with its `sha256`, or raises UsageError."""
POLICY = "ttoffice.deadlines.views"
"""Its `policy_on(reader, code, day)` returns what the unit has set, with `value` and `source`."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of the unit's policy and what it rests on."""

    value: str
    source: str


SHIPPED = {
    "quorum": Setting("2/3", N_("shipped default; no guideline fixes a quorum")),
    "majority": Setting("1/2", N_("shipped default: more than half of those present")),
}
"""What holds of a meeting while the unit's policy says nothing of it."""


def setting(reader: Reader, code: str, day: date) -> Setting:
    """Return the unit's setting of a code of `SHIPPED` on a day, or the shipped default."""
    if _is_there(POLICY):
        try:
            found = import_module(POLICY).policy_on(reader, code, day)
        except (UsageError, KeyError):  # the policy knows no such code
            found = None
        if found is not None and found.value:
            return Setting(str(found.value), str(found.source))
    return Setting(SHIPPED[code].value, _(SHIPPED[code].source))


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def exhibit_hash(reader: Reader, number: str) -> str | None:
    """Return the SHA-256 of an exhibit's file, or None where there is no such exhibit."""
    try:
        return str(import_module(EXHIBITS).exhibit(reader, number).sha256)
    except UsageError:
        return None


def exhibit_reasons(reader: Reader, numbers: Iterable[str], field: str) -> list[Reason]:
    """Return a refusal for each number that no exhibit has."""
    return [
        Reason(
            "exhibit.unknown",
            _("There is no exhibit numbered %(number)s. Attach the file first.") % {"number": number},
            field=field,
        )
        for number in numbers
        if exhibit_hash(reader, number) is None
    ]
