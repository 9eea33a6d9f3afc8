"""Inputs of the verbs about internal rules."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.parties.internal_rules import RuleTopic

Line = Annotated[str, StringConstraints(max_length=300)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
LongLine = Annotated[str, StringConstraints(max_length=5000)]
LongText = Annotated[str, StringConstraints(max_length=200_000)]


class OpinionInput(Input):
    """One opinion, from whom it came where they said so, and what was answered."""

    opinion: Annotated[str, StringConstraints(min_length=1, max_length=5000)]
    source: Line = ""
    answer: LongLine = ""


class CreateRule(Input):
    """A draft; `exhibit` is the number of the file that holds the text, `replaces` the version it will replace."""

    title: Name
    edition: Line = ""
    topics: tuple[RuleTopic, ...] = (RuleTopic.EXEMPTION,)
    text: LongText = ""
    exhibit: Line = ""
    replaces: Line = ""
    note: LongLine = ""


class EditRule(Input):
    """What changes of a rule that is not decided yet; what came of the consultation so far is kept here as well."""

    title: Name | None = None
    edition: Line | None = None
    topics: tuple[RuleTopic, ...] | None = None
    text: LongText | None = None
    exhibit: Line | None = None
    replaces: Line | None = None
    note: LongLine | None = None
    consulted_from: date | None = None
    consulted_until: date | None = None
    scope: LongLine | None = None
    opinions: tuple[OpinionInput, ...] | None = None
    papers: tuple[Line, ...] | None = None


class ConsultRule(Input):
    """A consultation that has ended; what was kept before need not be given again."""

    consulted_from: date | None = None
    consulted_until: date | None = None
    scope: LongLine | None = None
    opinions: tuple[OpinionInput, ...] | None = None
    papers: tuple[Line, ...] | None = None


class DecideRule(Input):
    """The number of the collective decision that adopted the rule."""

    decision: Name


class EffectRule(Input):
    """The first day in force."""

    effective_on: date | None = None


class SupersedeRule(Input):
    """The first day a rule is no longer in force, and why; a newer version does this by coming into force."""

    ended_on: date
    reason: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
