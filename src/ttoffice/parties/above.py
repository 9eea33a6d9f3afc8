"""What this area asks of areas that stand above it, by the names of their modules: exhibits, unit policy, running cases."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttoffice.store.connection import Reader

EXHIBITS = "ttoffice.evidence.views"
"""Its `exhibit(reader, number)` returns an exhibit with its `sha256`, or raises UsageError."""
CASES = "ttoffice.findings.matters"
"""Its `running_cases(reader, person)` returns the numbers of running cases in which a person has any part."""
POLICY = "ttoffice.deadlines.views"
"""Its `policy_on(reader, code, day)` returns what the unit has set, with `value` and `source`."""


class Setting(Protocol):
    """One value of the unit's policy, and what it rests on."""

    value: str
    source: str


def setting(reader: Reader, code: str, day: date) -> Setting:
    """Return the unit's setting of a code on a day; where the unit has set none, what comes with the program."""
    found: Setting = import_module(POLICY).policy_on(reader, code, day)
    return found


def running_cases(reader: Reader, person: str) -> tuple[str, ...]:
    """Return the numbers of running cases in which a person, by number, has any part."""
    found: tuple[str, ...] = import_module(CASES).running_cases(reader, person)
    return found


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
