"""The people of the unit: roles, posts over time, and what they declared of kin and interests.

Identity numbers, mobile numbers and bank accounts have no place here (个人信息保护法 6, 28); a person is known by
the number RY-..., by name, and by the department that tells namesakes apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ttoffice.action.shelf import Shelf
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.numbering import read_number
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


class Role(StrEnum):
    """As what somebody takes part in the transfer of results (exemption Art. 2); several at once are usual."""

    LEADER = "leader"
    MANAGER = "manager"
    RESEARCHER = "researcher"


class TieKind(StrEnum):
    """What ties a person to another or to an organisation."""

    KIN = "kin"
    SHAREHOLDING = "shareholding"
    POST = "post"
    PAY = "pay"
    OTHER = "other"


ROLES = {
    Role.LEADER.value: N_("leading member"),
    Role.MANAGER.value: N_("manager"),
    Role.RESEARCHER.value: N_("researcher"),
}
"""What the roles are called."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post held: its title, the body or department, and from when until when."""

    title: str
    body: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """One declared tie: to a person by number or by name, or to an organisation by credit code or by name.

    Attributes:
        relation: how somebody is related, or what the post is.
        share: of a shareholding, percent as text.
        since: first day, None where nobody has said.
        until: last day, None while it lasts.
    """

    kind: TieKind
    person: str = ""
    name: str = ""
    relation: str = ""
    organisation: str = ""
    credit_code: str = ""
    share: str = ""
    since: date | None = None
    until: date | None = None
    declared_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person; `left_on` is the last day with the unit, None while there. A person is never deleted."""

    name: str
    roles: tuple[Role, ...] = ()
    department: str = ""
    posts: tuple[Post, ...] = ()
    ties: tuple[Tie, ...] = ()
    note: str = ""
    left_on: date | None = None


PEOPLE: Shelf[PersonRecord] = Shelf(
    "person",
    PersonRecord,
    packed=frozenset({"roles", "posts", "ties"}),
    found_by=("name", "department", "posts", "ties", "note"),
)


_NUMBER = re.compile(r"RY-\d{4}-\d{4,}")
"""A number beside a name, as `shown_person` writes them."""


def shown_person(number: str, name: str) -> str:
    """Return a person as forms show and take one: the name, and the number that tells namesakes apart."""
    return f"{name}({number})"


def name_of(reader: Reader, number: str) -> str:
    """Return a person's name, or the number itself where nobody has it."""
    return str(reader.value("SELECT name FROM person WHERE number = ?", (number,)) or number)


def find_person(reader: Reader, text: str, field: str) -> str | Reason:
    """Return the number of the person meant by a number or by a name that only one present person has.

    What cannot be told is a Reason: nobody of that number or name, or several namesakes.
    """
    inside = _NUMBER.search(text)
    wanted = inside[0] if inside else read_number(text) or text.strip()
    rows = reader.all(
        "SELECT number FROM person WHERE number = ?1 OR (name = ?1 AND left_on IS NULL) ORDER BY id",
        (wanted,),
    )
    found = [str(row[0]) for row in rows]
    if wanted in found or len(found) == 1:
        return wanted if wanted in found else found[0]
    if not found:
        message = _("There is no person %(text)s in the list of people; enter them first.") % {"text": wanted}
        return Reason("person.unknown", message, field=field)
    message = _("%(text)s is the name of several people: %(numbers)s. Give the number.") % {
        "text": wanted,
        "numbers": "、".join(found),
    }
    return Reason("person.namesakes", message, field=field)
