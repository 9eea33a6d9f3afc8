"""What a check for ties knows of an enterprise: its credit code, its names old and new, and who stands behind it."""

from __future__ import annotations

import json
from dataclasses import replace

from ttoffice.action.core import Subject
from ttoffice.numbering import read_number
from ttoffice.parties.conflict_rules import MatterFacts, normal_name
from ttoffice.parties.enterprises import ENTERPRISES, EnterpriseRecord
from ttoffice.store.connection import Reader


def matter_facts(_reader: Reader, number: str) -> MatterFacts:
    """Return what an enterprise brings into a matter that is about it."""
    return MatterFacts(number, organisations=frozenset({number}))


def spelled_out(reader: Reader, matter: MatterFacts) -> MatterFacts:
    """Return a matter whose organisations stand with every code and name the store knows of them.

    An organisation is found by its number, its credit code, or a name or former name; a name that several bear
    brings the names only, for their codes would be taken for certain.
    """
    if not matter.organisations:
        return matter
    organisations, persons = set(matter.organisations), set(matter.persons)
    for text in matter.organisations:
        meant = _meant(reader, text)
        for one in meant:
            organisations.update(one.record.names)
            persons.update(_behind(one.record, matter))
            if one.record.credit_code and len(meant) == 1:
                organisations.add(one.record.credit_code)
    return replace(matter, organisations=frozenset(organisations), persons=frozenset(persons))


def _meant(reader: Reader, text: str) -> list[Subject[EnterpriseRecord]]:
    """Return the enterprises that a number, a code or a name means; names are compared as people write them."""
    known = (read_number(text) or "", text.strip().upper())
    exact = ENTERPRISES.where(reader, "number = ? OR (credit_code <> '' AND credit_code = ?)", known)
    if exact:
        return exact
    name = normal_name(text)
    numbers = [
        number
        for number, *names in reader.execute("SELECT number, name, former_names FROM enterprise")
        if name in map(normal_name, (names[0], *json.loads(names[1])))
    ]
    return ENTERPRISES.where(reader, "number IN (SELECT value FROM json_each(?))", (json.dumps(numbers),))


def _behind(record: EnterpriseRecord, matter: MatterFacts) -> set[str]:
    """Return the shareholders, officers and the representative on the day that counts."""
    day = matter.on
    names = {
        insider.who
        for insider in record.insiders
        if day is None
        or (
            (insider.since is None or insider.since <= day)
            and (insider.until is None or insider.until >= day)
        )
    }
    return names | ({record.representative} if record.representative else set())
