"""A look at a person in a matter before a recusal check is recorded: for the command line and the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.numbering import read_number
from ttoffice.parties.conflict_rules import Conflict, MatterFacts
from ttoffice.parties.conflicts import conflicts, open_after
from ttoffice.parties.matters import exists, known_facts
from ttoffice.parties.people import PEOPLE, find_person, name_of
from ttoffice.parties.recusals import checks_of
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look found.

    Attributes:
        conflicts: every proposed conflict.
        still_open: those that no earlier check settled.
        checks: numbers of the earlier checks, oldest first.
    """

    person: str
    name: str
    matter: str
    conflicts: tuple[Conflict, ...]
    still_open: tuple[Conflict, ...]
    checks: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what was found as the command line prints it."""
        return {
            "person": self.person,
            "name": self.name,
            "matter": self.matter,
            "conflicts": [
                {
                    "kind": one.kind.value,
                    "why": one.why,
                    "basis": one.basis,
                    "certain": one.certain,
                    "open": one in self.still_open,
                }
                for one in self.conflicts
            ],
            "checks": list(self.checks),
        }


def look(reader: Reader, person: str, given: MatterFacts) -> Looked:
    """Return the conflicts of a person (number or name) in a matter, with what the store knows of the matter.

    Raises UsageError where there is no such person or matter, or where several people have the name.
    """
    found = find_person(reader, person, "person")
    if isinstance(found, Reason) or PEOPLE.load(reader, found) is None:
        message = found.message if isinstance(found, Reason) else found
        raise UsageError(message, advice=_("Look it up: ttoffice list people --search WORD."))
    subject = read_number(given.subject) or given.subject
    if not exists(reader, subject):
        raise UsageError(
            _("There is no record numbered %(number)s.") % {"number": subject},
            advice=_("Give the number of the result, the case or the notice that it is about."),
        )
    matter = MatterFacts(subject).joined(given).joined(known_facts(reader, subject))
    proposed = conflicts(reader, found, matter)
    checks = checks_of(reader, found, subject)
    return Looked(
        found,
        name_of(reader, found),
        subject,
        proposed,
        open_after(proposed, checks),
        tuple(check.number for check in checks),
    )
