"""Inputs of the verbs about collective decisions; only what departs from the usual is typed.

Members are given once. Whoever is not named absent is taken as present, whoever is present and named neither
against nor abstaining as having voted for; those who withdrew from the matter are known from their checks.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from ttoffice.action.inputs import Input

Line = Annotated[str, StringConstraints(max_length=300)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
LongText = Annotated[str, StringConstraints(max_length=200_000)]


class DissentInput(Input):
    """One dissent to be recorded: whose, and in which words."""

    person: Name
    wording: Annotated[str, StringConstraints(max_length=5000)]


class PrepareDecision(Input):
    """An item for a meeting.

    `subject` is the matter's number; `members` are those entitled to vote, `material` numbers of exhibits.
    `persons` and `organisations` are those concerned whom the store does not know from the matter. For an
    internal rule and for a finding that is reported the text may be left out: it is their own.
    """

    title: Name
    subject: Line = ""
    body: Line = ""
    text: LongText = ""
    persons: tuple[Line, ...] = ()
    organisations: tuple[Line, ...] = ()
    material: tuple[Line, ...] = ()
    members: tuple[Name, ...] = ()
    note: LongText = ""


class EditDecision(Input):
    """What changes of an item that is not decided yet; a list that is sent is the whole list."""

    title: Name | None = None
    subject: Line | None = None
    body: Line | None = None
    text: LongText | None = None
    persons: tuple[Line, ...] | None = None
    organisations: tuple[Line, ...] | None = None
    material: tuple[Line, ...] | None = None
    members: tuple[Name, ...] | None = None
    note: LongText | None = None


class DecideDecision(Input):
    """How a meeting went: who was absent, who voted against or abstained, each dissent, and the minutes' exhibit."""

    decided_on: date | None = None
    absent: tuple[Name, ...] = ()
    against: tuple[Name, ...] = ()
    abstained: tuple[Name, ...] = ()
    dissents: tuple[DissentInput, ...] = ()
    minutes: Line = ""
    text: LongText | None = None


class RecordDecision(PrepareDecision):
    """A decision typed from its minutes afterwards: the item and how the meeting went, at once."""

    decided_on: date
    absent: tuple[Name, ...] = ()
    against: tuple[Name, ...] = ()
    abstained: tuple[Name, ...] = ()
    dissents: tuple[DissentInput, ...] = ()
    minutes: Line = ""


class CorrectDecision(Input):
    """A further item that will correct a decision: why, and what is to be decided instead."""

    why: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    title: Line = ""
    text: LongText = ""
