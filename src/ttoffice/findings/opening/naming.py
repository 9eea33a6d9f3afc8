"""Who is meant by a number or a name that was typed: persons of the list, the unit itself, others by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttoffice.action.kinds import code_of
from ttoffice.findings.codes import UNIT, Role
from ttoffice.findings.record import Party
from ttoffice.i18n import gettext as _
from ttoffice.numbering import read_number
from ttoffice.parties.matters import exists
from ttoffice.parties.people import PEOPLE, find_person, name_of
from ttoffice.parties.views import own_unit
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.findings.opening.inputs import PartyInput
    from ttoffice.store.connection import Reader

OWN_UNIT = "本单位"
"""What the unit is called where it has no name in the store, and how it may be typed."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as records name them; `person` is empty for who does not stand in the list of people."""

    person: str
    name: str


def unit_name(reader: Reader) -> str:
    """Return the own unit's name, or what it is called where none is entered."""
    return own_unit(reader).name or OWN_UNIT


def is_unit(reader: Reader, text: str) -> bool:
    """Return whether a text means the unit itself."""
    return text.strip() in (UNIT, OWN_UNIT, unit_name(reader))


def somebody(reader: Reader, text: str, field: str) -> Named | Reason:
    """Return whom a number or name means; a name that nobody in the list has is somebody from outside.

    A number that nobody has, and a name that several have, is a Reason.
    """
    if not text.strip():
        return Named("", "")
    found = find_person(reader, text, field)
    if not isinstance(found, Reason):
        return Named(found, name_of(reader, found))
    outside = found.code == "person.unknown" and read_number(text) is None
    return Named("", text.strip()) if outside else found


def known(reader: Reader, text: str, field: str) -> Named | Reason:
    """Return whom a number or name in the list of people means, or the unit itself; nobody else."""
    if is_unit(reader, text):
        return Named(UNIT, unit_name(reader))
    found = find_person(reader, text, field)
    return found if isinstance(found, Reason) else Named(found, name_of(reader, found))


def party_of(reader: Reader, given: PartyInput, field: str) -> Party | Reason:
    """Return a party as the record keeps it; without roles those that the list of people has."""
    found = known(reader, given.person, f"{field}.person")
    if isinstance(found, Reason):
        return found
    roles = given.roles or _roles(reader, found.person)
    return Party(found.person, found.name, roles, given.post)


def _roles(reader: Reader, person: str) -> tuple[Role, ...]:
    if person == UNIT:
        return (Role.UNIT,)
    record = PEOPLE.load(reader, person)
    return tuple(Role(role.value) for role in record.record.roles) if record is not None else ()


def parties_of(reader: Reader, given: Iterable[PartyInput]) -> tuple[list[Party], list[Reason]]:
    """Return the parties that could be told, and why others could not."""
    found = [party_of(reader, one, f"parties[{place}]") for place, one in enumerate(given)]
    parties = [one for one in found if isinstance(one, Party)]
    return parties, [one for one in found if isinstance(one, Reason)]


def organisation_of(text: str) -> str:
    """Return an organisation as records keep it: its number in the canonical form, else its name."""
    return read_number(text) or text.strip()


def organisation_reasons(reader: Reader, organisations: Iterable[str]) -> Iterator[Reason]:
    """Refuse a number that no enterprise has; a name may be that of anybody."""
    for place, text in enumerate(organisations):
        number = read_number(text)
        if number is not None and (code_of(number) != "enterprise" or not exists(reader, number)):
            message = _("There is no enterprise numbered %(number)s; enter it first.") % {"number": number}
            yield Reason("finding.no_organisation", message, "exemption:2", f"organisations[{place}]")
