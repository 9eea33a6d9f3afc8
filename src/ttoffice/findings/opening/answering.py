"""Verbs that answer a case: accept it, refuse it, record that an application was withdrawn (exemption Art. 11, 12)."""

from __future__ import annotations

from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.findings.asking import placed, step_reasons, typed_reasons
from ttoffice.findings.codes import FindingState
from ttoffice.findings.gathering import Said
from ttoffice.findings.opening.beside import beside_reasons
from ttoffice.findings.opening.inputs import AnswerFinding, WithdrawFinding
from ttoffice.findings.reading import Finding
from ttoffice.findings.record import FindingRecord
from ttoffice.findings.shelves import FINDINGS
from ttoffice.i18n import N_
from ttoffice.notices import clock
from ttoffice.parties import internal_rules
from ttoffice.reasons import Reason

KIND = FINDINGS.kind
BASIS = "exemption:12"


def answered(ctx: Context, record: FindingRecord, data: AnswerFinding) -> FindingRecord:
    """Return a case with its written answer, and the internal rule that holds on the day."""
    day = data.on or ctx.today
    rule = internal_rules.in_force(ctx.db, day)
    return replace(
        record,
        answered_on=day,
        answer_reasons=data.reasons,
        answer_paper=data.paper,
        rule=rule.number if rule is not None else "",
    )


def _answer(ctx: Context, subject: Finding, data: AnswerFinding, state: FindingState) -> str:
    record = replace(answered(ctx, subject.record, data), state=state)
    clock.finish(ctx, record.acceptance_deadline, data.on or ctx.today)
    return FINDINGS.write(ctx, subject, record)


def _answer_reasons(ctx: Context, event: str, subject: Finding, data: AnswerFinding) -> list[Reason]:
    record = answered(ctx, subject.record, data)
    said = Said(data.reasons, (data.paper, *record.application))
    return [
        *typed_reasons(data),
        *placed(step_reasons(ctx, event, subject.number, record, data.on, said), proof="paper"),
    ]


@action(
    "finding.accept", AnswerFinding, kind=KIND, summary=N_("Accept a case for investigation"), basis=BASIS
)
def accept(ctx: Context, subject: Finding, data: AnswerFinding) -> str:
    """Write the acceptance; the panel is formed next."""
    return _answer(ctx, subject, data, FindingState.ACCEPTED)


@accept.guard
def accept_reasons(ctx: Context, subject: Finding, data: AnswerFinding) -> list[Reason]:
    """In writing, with reasons; the case is described and no other's, and the unit has a rule on exemption in force."""
    found = _answer_reasons(ctx, "accept", subject, data)
    if subject.record.state is not FindingState.RECEIVED:
        return found
    return [*found, *beside_reasons(ctx.db, subject.number, subject.record)]


@action("finding.refuse", AnswerFinding, kind=KIND, summary=N_("Refuse to take up a case"), basis=BASIS)
def refuse(ctx: Context, subject: Finding, data: AnswerFinding) -> str:
    """Write the refusal; the case is closed with it."""
    return _answer(ctx, subject, data, FindingState.REFUSED)


@refuse.guard
def refuse_reasons(ctx: Context, subject: Finding, data: AnswerFinding) -> list[Reason]:
    """In writing, with reasons."""
    return _answer_reasons(ctx, "refuse", subject, data)


# --- withdrawing -----------------------------------------------------------------------------------------


def withdrawn(ctx: Context, record: FindingRecord, data: WithdrawFinding) -> FindingRecord:
    """Return a case whose application was withdrawn."""
    day = data.on or ctx.today
    return replace(record, closed_on=day, closed_reason=data.reason, closed_paper=data.paper)


@action(
    "finding.withdraw",
    WithdrawFinding,
    kind=KIND,
    summary=N_("Record that an application for a finding was withdrawn"),
    basis=BASIS,
)
def withdraw(ctx: Context, subject: Finding, data: WithdrawFinding) -> str:
    """Close the case; its deadlines have no object any more, and everything else stays as it stands."""
    record = replace(withdrawn(ctx, subject.record, data), state=FindingState.WITHDRAWN)
    for deadline in (record.acceptance_deadline, record.investigation_deadline):
        clock.void(ctx, deadline, NO_OBJECT)
    return FINDINGS.write(ctx, subject, record)


NO_OBJECT = "申请已撤回"
"""Why the deadlines of a withdrawn case are void, as the deadlines keep it."""


@withdraw.guard
def withdraw_reasons(ctx: Context, subject: Finding, data: WithdrawFinding) -> list[Reason]:
    """Only an application, in writing, before the decision."""
    record = withdrawn(ctx, subject.record, data)
    said = Said(data.reason, (data.paper,))
    return [
        *typed_reasons(data),
        *placed(step_reasons(ctx, "withdraw", subject.number, record, data.on, said), proof="paper"),
    ]
