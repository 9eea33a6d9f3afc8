"""What a recusal check wants to know of a license: its licensee, and who made what is licensed."""

from __future__ import annotations

from ttoffice.licenses.procedure.ties import completers_of, organisations_of
from ttoffice.licenses.reading import load
from ttoffice.parties.conflict_rules import MatterFacts
from ttoffice.store.connection import Reader


def matter_facts(reader: Reader, number: str) -> MatterFacts:
    """Return the licensee and the completers of a license.

    Who stands behind the licensee is known from its own record. The person responsible handles the license and is
    not one whom it is about.
    """
    found = load(reader, number)
    if found is None:
        return MatterFacts(number)
    return MatterFacts(
        number,
        organisations=organisations_of(found.record),
        author_names=completers_of(reader, found.record),
    )
