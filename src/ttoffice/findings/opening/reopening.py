"""The verb that reopens a finding on new facts: a new case that keeps the old as it stands."""

from __future__ import annotations

from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.findings.asking import step_reasons, typed_reasons
from ttoffice.findings.gathering import Said
from ttoffice.findings.opening.casting import reopened
from ttoffice.findings.opening.clocking import begin_acceptance
from ttoffice.findings.opening.inputs import ReopenFinding
from ttoffice.findings.opening.naming import somebody
from ttoffice.findings.reading import Finding
from ttoffice.findings.shelves import FINDINGS
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason


@action(
    "finding.reopen",
    ReopenFinding,
    kind=FINDINGS.kind,
    summary=N_("Reopen a final finding on new facts, as a new case"),
    basis="exemption:12",
)
def reopen(ctx: Context, subject: Finding, data: ReopenFinding) -> str:
    """Enter the new case, to be accepted like any other; return its number."""
    number = FINDINGS.enter(ctx, reopened(ctx.db, subject, data, ctx.today))
    begin_acceptance(ctx, number)
    return number


@reopen.guard
def reopen_reasons(ctx: Context, subject: Finding, data: ReopenFinding) -> list[Reason]:
    """On new facts with what shows them; each finding is reopened once, what follows it is reopened then."""
    facts = replace(subject.record, new_facts=data.new_facts, new_facts_proof=data.proof)
    said = Said(data.new_facts, data.proof)
    who = somebody(ctx.db, data.applicant, "applicant")
    return [
        *typed_reasons(data),
        *([who] if isinstance(who, Reason) else []),
        *_nobody(data),
        *step_reasons(ctx, "reopen", subject.number, facts, data.on, said),
    ]


def _nobody(data: ReopenFinding) -> list[Reason]:
    if data.applicant.strip():
        return []
    message = _("It is not said who applied or asked.")
    return [Reason("finding.no_applicant", message, "exemption:2", "applicant")]
