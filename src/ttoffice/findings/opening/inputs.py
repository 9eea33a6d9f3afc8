"""What the verbs take by which a finding begins and is answered.

Codes may be given by what they are called in either language, amounts as `30万元`, days as `2026年3月31日`, persons
by number or by a name that only one has; the unit itself is `unit` or 本单位.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.findings.codes import MATTER_LABELS, ORIGIN_LABELS, ROLE_LABELS, MatterKind, Origin, Role
from ttoffice.findings.rows import RowInput
from ttoffice.licenses.typed import Day, Fen, Line, MoneyInput, Number, Numbers, Text, code_in, code_of

MOST = 60
"""So many parties or other sides at most."""
Needed = Annotated[str, StringConstraints(min_length=1, max_length=300)]
_APART = re.compile(r"[,，、;；\s]+")


def _roles(value: Any) -> Any:
    """Take roles as a list, or in one text such as `领导、管理`; a role named twice counts once."""
    parts = [part for part in _APART.split(value) if part] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        return value
    found = [code_of(part, ROLE_LABELS) for part in parts]
    return [code for place, code in enumerate(found) if code not in found[:place]]


def _party(value: Any) -> Any:
    """Take a bare number or name for a party in the roles that the list of people has."""
    return {"person": value} if isinstance(value, str) else value


def several(value: Any) -> Any:
    """Take names as a list, or in one text parted by 、 or a line break."""
    if not isinstance(value, str):
        return value
    return [part.strip() for part in re.split(r"[、;；\n]+", value) if part.strip()]


class PartyInput(RowInput):
    """One whom the finding is about; without roles those of the list of people hold."""

    person: Needed
    roles: Annotated[tuple[Role, ...], BeforeValidator(_roles), Field(max_length=4)] = ()
    post: Line = ""


Parties = Annotated[
    tuple[Annotated[PartyInput, BeforeValidator(_party)], ...],
    BeforeValidator(several),
    Field(max_length=MOST),
]


class CaseInput(MoneyInput):
    """What is known of a case; what is left out stays as it is, a list that is sent is the whole list.

    Attributes:
        applicant: who applied, or the body whose lead or request it is: number or name.
        lead: what was applied for or pointed out; `application` the exhibits that show it.
        subject: number of the matter in the store; `matter_text` describes it.
        loss_fen, loss, cause: the loss in money and in words, and how it came about.
    """

    title: Line = ""
    origin: Annotated[Origin, code_in(ORIGIN_LABELS)] = Origin.APPLICATION
    applicant: Line = ""
    received_on: Day = None
    lead: Text = ""
    application: Numbers = ()
    subject: Number = ""
    matter_kind: Annotated[MatterKind | None, code_in(MATTER_LABELS)] = None
    matter_text: Text = ""
    matter_on: Day = None
    loss_fen: Fen = None
    loss: Text = ""
    cause: Text = ""
    parties: Parties = ()
    organisations: Annotated[tuple[Line, ...], BeforeValidator(several), Field(max_length=MOST)] = ()
    note: Text = ""


class OpenFinding(CaseInput):
    """A new case; without a day it was received today."""

    title: Needed


class EditFinding(CaseInput):
    """What changes of a case."""


class AnswerFinding(Input):
    """Acceptance or refusal: the day (today where left out), why, and the exhibit of the written answer."""

    on: Day = None
    reasons: Text = ""
    paper: Number = ""


class WithdrawFinding(Input):
    """Withdrawal of an application: the day, why, and the exhibit of the applicant's written word."""

    on: Day = None
    reason: Text = ""
    paper: Number = ""


class ReopenFinding(Input):
    """Reopening: which facts are new and the exhibits that show them, who asked, and on which day."""

    new_facts: Text = ""
    proof: Numbers = ()
    origin: Annotated[Origin, code_in(ORIGIN_LABELS)] = Origin.APPLICATION
    applicant: Line = ""
    on: Day = None
    title: Line = ""
