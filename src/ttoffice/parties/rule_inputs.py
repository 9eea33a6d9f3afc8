"""Inputs of the verbs about internal rules."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.parties.internal_rules import TOPICS, RuleTopic
from ttoffice.parties.labels import codes_of_labels

Line = Annotated[str, StringConstraints(max_length=300)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
LongLine = Annotated[str, StringConstraints(max_length=5000)]
LongText = Annotated[str, StringConstraints(max_length=200_000)]


def _topics(given: Any) -> Any:
    return codes_of_labels(given, TOPICS)


Topics = Annotated[tuple[RuleTopic, ...], BeforeValidator(_topics)]
"""Topics, by code or by what they are called."""


class OpinionInput(Input):
    """One opinion, from whom it came where they said so, and what was answered."""

    opinion: Annotated[str, StringConstraints(min_length=1, max_length=5000)]
    source: Line = ""
    answer: LongLine = ""


class CreateRule(Input):
    """A draft; `exhibit` is the number of the file that holds the text, `replaces` the version it will replace."""

    title: Name
    edition: Line = ""
    topics: Topics = (RuleTopic.EXEMPTION,)
    text: LongText = ""
    exhibit: Line = ""
    replaces: Line = ""
    note: LongLine = ""
    consulted_from: date | None = None
    consulted_until: date | None = None
    scope: LongLine = ""
    opinions: tuple[OpinionInput, ...] = ()
    papers: tuple[Line, ...] = ()


class EditRule(Input):
    """What changes of a rule that is not decided yet; what came of the consultation so far is kept here as well."""

    title: Name | None = None
    edition: Line | None = None
    topics: Topics | None = None
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
    """The number of the collective decision that adopted the rule; left out, the newest adopted one about it."""

    decision: Line = ""


class EffectRule(Input):
    """The first day in force."""

    effective_on: date | None = None


class SupersedeRule(Input):
    """The first day a rule is no longer in force, and why; a newer version does this by coming into force."""

    ended_on: date
    reason: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
