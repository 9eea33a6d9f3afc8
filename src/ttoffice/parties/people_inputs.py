"""Inputs of the verbs about people and their recusal checks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.parties.labels import codes_of_labels
from ttoffice.parties.people import ROLES, Role, TieKind
from ttoffice.parties.recusals import RecusalOutcome

Line = Annotated[str, StringConstraints(max_length=300)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]
LongLine = Annotated[str, StringConstraints(max_length=2000)]
Share = Annotated[str, StringConstraints(pattern=r"^([0-9]{1,3}(\.[0-9]{1,4})?)?$")]


def _roles(given: Any) -> Any:
    return codes_of_labels(given, ROLES)


Roles = Annotated[tuple[Role, ...], BeforeValidator(_roles)]
"""Roles, by code or by what they are called."""


class PostInput(Input):
    """One post; without `until` it lasts."""

    title: Name
    body: Line = ""
    since: date | None = None
    until: date | None = None


class TieInput(Input):
    """One tie; `person` is a number, or a name that only one person has; `name` is somebody outside."""

    kind: TieKind
    person: Line = ""
    name: Line = ""
    relation: Line = ""
    organisation: Line = ""
    credit_code: Line = ""
    share: Share | None = None
    since: date | None = None
    until: date | None = None
    declared_on: date | None = None


class CreatePerson(Input):
    """A new person."""

    name: Name
    roles: Roles = ()
    department: Line = ""
    posts: tuple[PostInput, ...] = ()
    ties: tuple[TieInput, ...] = ()
    note: LongLine = ""


class EditPerson(Input):
    """What changes of a person; a list that is sent is the whole list."""

    name: Name | None = None
    roles: Roles | None = None
    department: Line | None = None
    posts: tuple[PostInput, ...] | None = None
    ties: tuple[TieInput, ...] | None = None
    note: LongLine | None = None


class Declare(Input):
    """Ties newly declared, and the day; those that stand already stay."""

    ties: tuple[TieInput, ...]
    declared_on: date | None = None


class Leave(Input):
    """The last day with the unit; today where none is given."""

    on: date | None = None


class Return(Input):
    """Nothing but the person: they are with the unit again."""


class RecordRecusal(Input):
    """A recusal check.

    `subject` is the matter's number. What the store does not know of the matter is given: persons,
    organisations (credit code or name), authors, earlier panel; `on` is the day that counts for ties. `namesake`
    says that matches by name alone were found to be other people. `decided_by` is a person, a decision (JY-...)
    or a body.
    """

    person: Name
    subject: Name
    outcome: RecusalOutcome
    reasons: LongLine = ""
    decided_by: Line = ""
    namesake: bool = False
    checked_on: date | None = None
    persons: tuple[Line, ...] = ()
    organisations: tuple[Line, ...] = ()
    author_names: tuple[Line, ...] = ()
    earlier_panel: tuple[Line, ...] = ()
    on: date | None = None
