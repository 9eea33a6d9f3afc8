"""What a recusal check can know of a matter by itself, from its number.

Areas that stand above this one say what their own records hold; a record that belongs to another (its field
`subject`) takes that one's facts as well, so that a review knows the authors of the result it goes back to.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ttoffice.action.kinds import code_of, kind_of
from ttoffice.parties.conflict_rules import MatterFacts

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

SOURCES = {
    "result": "ttoffice.results.matters",
    "enterprise": "ttoffice.parties.enterprise_facts",
    "license": "ttoffice.licenses.matters",
    "finding": "ttoffice.findings.matters",
}
"""By kind of record the module whose `matter_facts(reader, number)` knows more of it; an area adds its own line."""


def known_facts(reader: Reader, number: str) -> MatterFacts:
    """Return what the store knows of a matter: of the record itself and of those it belongs to."""
    facts, seen = MatterFacts(number), set[str]()
    current = number
    while current and current not in seen:
        seen.add(current)
        code = code_of(current)
        if code in SOURCES:
            facts = facts.joined(import_module(SOURCES[code]).matter_facts(reader, current))
        declared, current = _shelved(reader, code, current)
        facts = facts.joined(declared)
    return facts


def exists(reader: Reader, number: str) -> bool:
    """Return whether a record of this number stands in the store."""
    code = code_of(number)
    if code is None:
        return False
    if kind_of(code) is None and code not in TABLES:
        return False
    return reader.value(f"SELECT 1 FROM {code} WHERE number = ?", (number,)) is not None


TABLES = frozenset({"result", "exhibit"})
"""Kinds that stand on no shelf and whose table bears their name."""


def _shelved(reader: Reader, code: str | None, number: str) -> tuple[MatterFacts, str]:
    """Return the persons and organisations that a shelved record names, and the record it belongs to."""
    kind = kind_of(code) if code else None
    found = kind.shelf.load(reader, number) if kind else None
    if found is None:
        return MatterFacts(number), ""
    document = found.document
    named = (frozenset(document.get(key) or ()) for key in ("persons", "organisations"))
    persons, organisations = named
    return MatterFacts(number, persons, organisations), str(document.get("subject") or "")
