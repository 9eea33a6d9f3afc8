"""What a recusal check wants to know of a finding: everybody in the case, and who investigated it before.

Whoever was heard is a witness of the case and judges nothing in it. What the matter itself brings, such as its
licensee and the completers of a result, is known from the matter's own record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.findings.codes import Origin, Side
from ttoffice.findings.record import FindingRecord
from ttoffice.findings.shelves import CONCLUSIONS, FINDINGS, HEARINGS
from ttoffice.parties.conflict_rules import MatterFacts
from ttoffice.store.connection import Reader

BODIES = frozenset({Side.ACQUIRER, Side.DEPARTMENT})
"""Sides that are usually heard through an organisation, whose name then stands for it."""


def matter_facts(reader: Reader, number: str) -> MatterFacts:
    """Return the parties, the applicant, whoever was heard or is to be, the other sides, and earlier panels."""
    found = FINDINGS.load(reader, number)
    if found is None:
        return MatterFacts(number)
    record = found.record
    heard = [
        (one.record.side, one.record.person, one.record.name)
        for one in HEARINGS.where(reader, "subject = ?", (number,))
    ]
    planned = [(side.side, side.person, side.who) for side in record.sides]
    persons, organisations = _named([*heard, *planned])
    return MatterFacts(
        number,
        persons=frozenset({*record.persons, record.applicant or record.applicant_name, *persons} - {""}),
        organisations=frozenset({*record.organisations, *_asking_body(record), *organisations} - {""}),
        earlier_panel=frozenset(earlier_panel(reader, number, record)),
    )


HAS_A_PART = """
    SELECT f.number FROM finding f
    WHERE f.state NOT IN ('refused', 'withdrawn', 'archived') AND (
        f.applicant = :person
        OR instr(f.parties, :quoted) OR instr(f.panel, :quoted) OR instr(f.sides, :quoted)
        OR EXISTS (SELECT 1 FROM hearing h WHERE h.subject = f.number AND h.person = :person)
        OR EXISTS (SELECT 1 FROM decision d WHERE d.subject = f.number AND instr(d.members, :quoted))
        OR EXISTS (
            SELECT 1 FROM notice n JOIN review r ON r.subject = n.number
            WHERE n.subject = f.number AND (instr(r.panel, :quoted) OR instr(r.former, :quoted))
        )
    ) ORDER BY f.id
"""
"""Cases that are not over in which somebody applied, is concerned, investigates, is heard, votes or reviews."""


def running_cases(reader: Reader, person: str) -> tuple[str, ...]:
    """Return the numbers of the findings that are not over in which a person, by number, has any part."""
    rows = reader.all(HAS_A_PART, {"person": person, "quoted": f'"{person}"'})
    return tuple(str(row[0]) for row in rows)


def _named(sides: list[tuple[Side, str, str]]) -> tuple[set[str], set[str]]:
    """Return who speaks for the sides, and the organisations among them."""
    persons = {person or name for _side, person, name in sides}
    return persons, {name for side, person, name in sides if side in BODIES and not person}


def _asking_body(record: FindingRecord) -> tuple[str, ...]:
    """Return the body that gave the lead or asked, where a body did."""
    return () if record.origin is Origin.APPLICATION or record.applicant else (record.applicant_name,)


def earlier_panel(reader: Reader, number: str, record: FindingRecord) -> Iterator[str]:
    """Yield who sat on the panel of a round that a review did not uphold, or of the findings that it reopens.

    Where only the decision was corrected, nobody's investigation was in question and the panel goes on.
    """
    concluded = last_concluded(reader, number, record)
    if concluded is not None:
        yield from (seat.person for seat in record.panel if seat.since <= concluded)
    seen = {number}
    while record.follows and record.follows not in seen:
        seen.add(record.follows)
        before = FINDINGS.load(reader, record.follows)
        if before is None:
            return
        record = before.record
        yield from (seat.person for seat in record.panel)


def last_concluded(reader: Reader, number: str, record: FindingRecord) -> date | None:
    """Return the day of the last decision that a review of a finding did not uphold; None where there is none."""
    reviewed = max((one.on for one in record.sent_back if one.review), default=None)
    if reviewed is None:
        return None
    found = CONCLUSIONS.where(
        reader,
        "subject = ? AND round < ? AND decided_on <= ?",
        (number, record.round, reviewed.isoformat()),
        "decided_on DESC LIMIT 1",
    )
    return found[0].record.decided_on if found else None
