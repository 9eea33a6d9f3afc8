"""Verbs that conclude a finding: report, send back, decide, revisit after a review, make final."""

from __future__ import annotations

from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.findings import reading
from ttoffice.findings.asking import facts_of, step_reasons
from ttoffice.findings.codes import FindingState
from ttoffice.findings.concluding.conclusions import conclusion_reasons, enter_all
from ttoffice.findings.concluding.inputs import Decide, Finalise, Report, Revisit, SendBack
from ttoffice.findings.concluding.texts import reported, text_reasons, without_texts
from ttoffice.findings.gathering import Said, decision_view
from ttoffice.findings.investigating.timing import timed
from ttoffice.findings.reading import Finding
from ttoffice.findings.record import AssessmentRecord, FindingRecord, SentBack
from ttoffice.findings.rules import FINDING_FLOW
from ttoffice.findings.rules.publicity import closed_notice
from ttoffice.findings.shelves import ASSESSMENTS, FINDINGS
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.notices import clock
from ttoffice.notices.actions import withdraw_now
from ttoffice.notices.views import rounds
from ttoffice.parties.personal import personal_reasons
from ttoffice.reasons import Reason

KIND = FINDINGS.kind


def stepped(event: str, record: FindingRecord) -> FindingRecord:
    """Return a finding in the state after a step."""
    return replace(record, state=FindingState(FINDING_FLOW.after(event, record.state)))


# --- the report ------------------------------------------------------------------------------------------


def with_report(ctx: Context, subject: Finding, data: Report) -> FindingRecord:
    """Return a finding as it is reported."""
    day = data.on or ctx.today
    return reported(
        ctx.db, ctx.rulebook, subject.number, subject.record, day, data.report, data.text, data.paper
    )


@action(
    "finding.report",
    Report,
    kind=KIND,
    summary=N_("Report an investigation with the conclusion it proposes"),
    basis="exemption:12",
)
def report(ctx: Context, subject: Finding, data: Report) -> str:
    """Fix report and conclusion with their hashes; the time of the investigation ends."""
    record = with_report(ctx, subject, data)
    day = data.on or ctx.today
    for deadline in (record.investigation_deadline, record.extension_deadline):
        clock.finish(ctx, deadline, day)
    return FINDINGS.write(ctx, subject, stepped("report", record))


@report.guard
def report_reasons(ctx: Context, subject: Finding, data: Report) -> list[Reason]:
    """Everybody heard, everything settled, every matrix whole; texts that may be kept and published."""
    if subject.record.state not in FINDING_FLOW.step("report").sources:
        return step_reasons(ctx, "report", subject.number, subject.record, data.on)
    record = with_report(ctx, subject, data)
    reasons = step_reasons(
        ctx, "report", subject.number, record, data.on, Said(exhibits=(record.report_paper,))
    )
    if not record.report_paper:
        message = _("The report that the panel signed is not attached; add it and name the exhibit.")
        reasons.append(Reason("finding.report_unsigned", message, "exemption:12", "paper", warning=True))
    return [*reasons, *text_reasons(ctx.db, ctx.rulebook, subject.number, record)]


@action(
    "finding.send_back",
    SendBack,
    kind=KIND,
    summary=N_("Send a report back to the investigation"),
    basis="exemption:12",
)
def send_back(ctx: Context, subject: Finding, data: SendBack) -> str:
    """The investigation goes on in a time of its own; what was reported stays in the history."""
    day = data.on or ctx.today
    record = timed(ctx, subject.number, without_texts(subject.record), day)
    record = replace(record, sent_back=(*record.sent_back, SentBack(day, data.reason)))
    return FINDINGS.write(ctx, subject, stepped("send_back", record))


@send_back.guard
def send_back_reasons(ctx: Context, subject: Finding, data: SendBack) -> list[Reason]:
    """With the reason, and not before it was reported."""
    said = Said(reason=data.reason)
    return [
        *personal_reasons({"reason": data.reason}),
        *step_reasons(ctx, "send_back", subject.number, subject.record, data.on, said),
    ]


# --- the decision ----------------------------------------------------------------------------------------


@action(
    "finding.decide",
    Decide,
    kind=KIND,
    summary=N_("Record the collective decision on a finding; its conclusions are entered"),
    basis="exemption:6",
)
def decide(ctx: Context, subject: Finding, data: Decide) -> str:
    """From now on the conclusion stands, one of each person; it is to be published inside the unit."""
    found = decision_view(ctx.db, data.decision)
    assert found is not None  # the guard saw to it
    record = replace(subject.record, decision=data.decision, decided_on=found.decided_on)
    number = FINDINGS.write(ctx, subject, stepped("decide", record))
    enter_all(ctx, number, record)
    return number


@decide.guard
def decide_reasons(ctx: Context, subject: Finding, data: Decide) -> list[Reason]:
    """Adopted with a quorum about this very text, on or after the report's day, by people without a conflict."""
    said = Said(decision=data.decision)
    reasons = step_reasons(ctx, "decide", subject.number, subject.record, None, said)
    earlier = reading.conclusions(ctx.db, subject.number)
    reported = subject.record.state is FindingState.REPORTED
    if reported and any(one.record.decision == data.decision for one in earlier):
        message = _("%(number)s decided an earlier round; what was found anew is decided anew.")
        reasons.append(
            Reason("finding.decided_before", message % {"number": data.decision}, "exemption:6", "decision")
        )
    return reasons


# --- after a review --------------------------------------------------------------------------------------


@action(
    "finding.revisit",
    Revisit,
    kind=KIND,
    summary=N_("Reopen the investigation after a review that did not uphold the conclusion"),
    basis="exemption:13",
)
def revisit(ctx: Context, subject: Finding, data: Revisit) -> str:
    """The next round begins with the matrices, nothing proposed of them yet; no notice of the old conclusion goes on."""
    day = data.on or ctx.today
    record = timed(ctx, subject.number, without_texts(subject.record), day)
    record = replace(
        record,
        round=record.round + 1,
        sent_back=(*record.sent_back, SentBack(day, data.reason, data.review)),
    )
    number = FINDINGS.write(ctx, subject, stepped("revisit", record))
    for one in reading.assessments(ctx.db, number, subject.record.round):
        ASSESSMENTS.enter(ctx, without_proposal(one.record, record.round))
    for notice in rounds(ctx.db, number, "finding"):
        withdraw_now(ctx, notice, WITHDRAWN % (data.review or subject.record.decision), day)
    return number


def without_proposal(record: AssessmentRecord, round_: int) -> AssessmentRecord:
    """Return a matrix for a further round: what was found stays, what is concluded has to be proposed anew."""
    return replace(record, round=round_, outcome=None, articles=())


WITHDRAWN = "认定结论重新认定（%s）"
"""Why a notice is withdrawn when the conclusion is found anew, as the notice keeps it."""


@revisit.guard
def revisit_reasons(ctx: Context, subject: Finding, data: Revisit) -> list[Reason]:
    """Once for each review that changed or revoked it, with the reason, not before either was decided."""
    said = Said(reason=data.reason, review=data.review)
    return [
        *personal_reasons({"reason": data.reason}),
        *step_reasons(ctx, "revisit", subject.number, subject.record, data.on, said),
    ]


# --- final -----------------------------------------------------------------------------------------------


@action(
    "finding.finalise",
    Finalise,
    kind=KIND,
    summary=N_("Make a finding final after its publicity has closed with nothing open"),
    basis="exemption:13",
)
def finalise(ctx: Context, subject: Finding, data: Finalise) -> str:
    """The conclusion is in effect; the notice that closed stays named."""
    notice = closed_notice(facts_of(ctx, subject.number, subject.record, data.on))
    assert notice is not None  # the guard saw to it
    record = replace(subject.record, notice=notice.number, final_on=data.on or ctx.today)
    return FINDINGS.write(ctx, subject, stepped("finalise", record))


@finalise.guard
def finalise_reasons(ctx: Context, subject: Finding, data: Finalise) -> list[Reason]:
    """Published word for word to the end of its period, nothing open, and all that it rests on still standing."""
    reasons = step_reasons(ctx, "finalise", subject.number, subject.record, data.on)
    decided = subject.record.state is FindingState.DECIDED
    return [*reasons, *(conclusion_reasons(ctx.db, subject) if decided else ())]
