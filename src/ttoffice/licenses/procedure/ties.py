"""Ties between those who made or handle a license and its licensee, as people declared them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ttoffice.licenses.record import LicenseRecord
from ttoffice.parties.conflict_rules import Conflict, MatterFacts
from ttoffice.parties.conflicts import conflicts, open_after
from ttoffice.parties.people import PEOPLE
from ttoffice.parties.recusals import RecusalOutcome, checks_of
from ttoffice.results.matters import matter_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttoffice.store.connection import Reader


def organisations_of(record: LicenseRecord) -> frozenset[str]:
    """Return what the licensee is known by: its number, which stands for its code and names; else its name."""
    return frozenset({record.licensee or record.licensee_name} - {""})


def completers_of(reader: Reader, record: LicenseRecord) -> frozenset[str]:
    """Return the names of those who made what is licensed."""
    found = (matter_facts(reader, grant.result).author_names for grant in record.terms.grants)
    return frozenset().union(*found)


def concerned(reader: Reader, record: LicenseRecord) -> list[str]:
    """Return the numbers of those whose ties matter: responsible, completers, leaders of the unit."""
    names = sorted(completers_of(reader, record))
    marks = ", ".join("?" * len(names)) or "NULL"
    found = PEOPLE.where(
        reader,
        f"name IN ({marks}) OR (left_on IS NULL AND instr(roles, '\"leader\"')) OR number = ?",
        (*names, record.responsible),
    )
    return [person.number for person in found]


def interest_of(reader: Reader, record: LicenseRecord, person: str, day: date | None) -> tuple[Conflict, ...]:
    """Return the conflicts of one person with the licensee alone."""
    matter = MatterFacts("", organisations=organisations_of(record), on=day)
    return conflicts(reader, person, matter)


def ties_of(
    reader: Reader, number: str, record: LicenseRecord, day: date, people: Iterable[str] | None = None
) -> tuple[tuple[str, str, bool], ...]:
    """Return the ties that declarations show, as (why, basis, certain).

    Withdrawing does not undo a tie; a check that decided with reasons that there is none does.
    """
    if not record.licensee and not record.licensee_name:
        return ()
    found: list[tuple[str, str, bool]] = []
    for person in concerned(reader, record) if people is None else people:
        checks = checks_of(reader, person, number) if number else []
        settled = [check for check in checks if check.record.outcome is not RecusalOutcome.WITHDRAWN]
        still = open_after(interest_of(reader, record, person, day), settled)
        found += [(conflict.why, conflict.basis, conflict.certain) for conflict in still]
    return tuple(found)
