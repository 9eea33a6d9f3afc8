"""What the verbs of the integrity records take."""

from __future__ import annotations

from typing import Annotated

from ttoffice.action.inputs import Input
from ttoffice.licenses.asking import Needed
from ttoffice.licenses.integrity.record import (
    CONDUCT_LABELS,
    OUTCOME_LABELS,
    PARTY_LABELS,
    Conduct,
    Outcome,
    Party,
)
from ttoffice.licenses.typed import Day, Line, Number, Numbers, Text, code_in


class RecordIntegrity(Input):
    """How one side performed: the facts in whole sentences, and what shows them.

    `proposed` is the key of the proposal that is taken up; then party, conduct, facts, period and records may be
    left out.
    """

    license: Number
    party: Annotated[Party | None, code_in(PARTY_LABELS)] = None
    conduct: Annotated[Conduct | None, code_in(CONDUCT_LABELS)] = None
    facts: Text = ""
    period: Line = ""
    records: Numbers = ()
    proof: Numbers = ()
    heard_on: Day = None
    objection: Text = ""
    answer: Text = ""
    outcome: Annotated[Outcome | None, code_in(OUTCOME_LABELS)] = None
    decision: Number = ""
    proposed: Line = ""
    note: Text = ""


class CorrectIntegrity(Input):
    """What is corrected of an entry, and why; what is left out stays."""

    reason: Needed
    conduct: Annotated[Conduct | None, code_in(CONDUCT_LABELS)] = None
    facts: Text | None = None
    period: Line | None = None
    records: Numbers | None = None
    proof: Numbers | None = None
    decision: Number | None = None
    note: Text | None = None


class HearIntegrity(Input):
    """That the one concerned was heard: when, what it said, what was answered, and what became of it."""

    on: Day = None
    objection: Text = ""
    answer: Text = ""
    outcome: Annotated[Outcome | None, code_in(OUTCOME_LABELS)] = None
    proof: Numbers = ()


class ReferIntegrity(Input):
    """To which authority an entry was passed on, on which day, by which paper."""

    authority: Needed
    on: Day = None
    proof: Number = ""


class WithdrawIntegrity(Input):
    """Why an entry is taken back."""

    reason: Needed
