"""What a recusal check wants to know of a result: who its authors are."""

from __future__ import annotations

from ttoffice.parties.conflict_rules import MatterFacts
from ttoffice.store.connection import Reader


def matter_facts(reader: Reader, number: str) -> MatterFacts:
    """Return the authors of a result, by name."""
    rows = reader.all(
        "SELECT c.name FROM completer c JOIN result r ON r.id = c.result_id WHERE r.number = ?", (number,)
    )
    return MatterFacts(number, author_names=frozenset(str(row[0]) for row in rows if row[0]))
