"""Verbs of inquiries: ask somebody for material, and settle what came of it."""

from __future__ import annotations

from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.findings.asking import order, placed, step_reasons, typed_reasons
from ttoffice.findings.codes import InquiryState
from ttoffice.findings.gathering import Said
from ttoffice.findings.hearings.inputs import AskInquiry, SettleInquiry
from ttoffice.findings.hearings.rules import ARTICLE, asking_reasons, settling_reasons
from ttoffice.findings.reading import Finding, Inquiry, load
from ttoffice.findings.record import InquiryRecord
from ttoffice.findings.shelves import FINDINGS, INQUIRIES
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason


def asked(ctx: Context, number: str, data: AskInquiry) -> InquiryRecord:
    """Return what is asked for as it is recorded."""
    return InquiryRecord(
        subject=number,
        title=data.title,
        asked_of=data.asked_of,
        asked_on=data.asked_on or ctx.today,
        due_on=data.due_on,
        paper=data.paper,
        note=data.note,
    )


@action(
    "inquiry.ask",
    AskInquiry,
    kind=FINDINGS.kind,
    summary=N_("Ask somebody for material in an investigation"),
    basis=ARTICLE,
)
def ask(ctx: Context, subject: Finding, data: AskInquiry) -> str:
    """Enter it; return its number."""
    return INQUIRIES.enter(ctx, asked(ctx, subject.number, data))


@ask.guard
def ask_reasons(ctx: Context, subject: Finding, data: AskInquiry) -> list[Reason]:
    """While the case is investigated: what, of whom, and until when."""
    inquiry = asked(ctx, subject.number, data)
    said = Said(exhibits=(data.paper,))
    steps = placed(
        step_reasons(ctx, "ask", subject.number, subject.record, inquiry.asked_on, said),
        on="asked_on",
        proof="paper",
    )
    if any(reason.code == "finding.state" for reason in steps):
        return steps
    return [*typed_reasons(data), *steps, *asking_reasons(inquiry)]


def settled(ctx: Context, record: InquiryRecord, data: SettleInquiry) -> InquiryRecord:
    """Return an inquiry with what came of it."""
    return replace(
        record,
        state=data.outcome,
        closed_on=data.on or ctx.today,
        delivered=data.delivered,
        reason=data.reason,
    )


@action(
    "inquiry.settle",
    SettleInquiry,
    kind=INQUIRIES.kind,
    summary=N_("Record what came of asking for material"),
    basis=ARTICLE,
)
def settle(ctx: Context, subject: Inquiry, data: SettleInquiry) -> str:
    """Write what came and what did not; from now on it stands."""
    return INQUIRIES.write(ctx, subject, settled(ctx, subject.record, data))


@settle.guard
def settle_reasons(ctx: Context, subject: Inquiry, data: SettleInquiry) -> list[Reason]:
    """Once, with the exhibits that came and why something did not, while the case is investigated."""
    if subject.record.state is not InquiryState.OPEN:
        message = _("%(number)s is settled and stands; ask anew for what is still wanted.")
        return [Reason("inquiry.stands", message % {"number": subject.number}, ARTICLE, "state")]
    finding = load(ctx.db, subject.record.subject)
    assert finding is not None
    said = Said(exhibits=data.delivered)
    steps = placed(step_reasons(ctx, "ask", finding.number, finding.record, data.on, said), proof="delivered")
    if any(reason.code == "finding.state" for reason in steps):
        return steps
    inquiry = settled(ctx, subject.record, data)
    asked_on = subject.record.asked_on
    return [
        *typed_reasons(data),
        *steps,
        *order(inquiry.closed_on, asked_on, _("it was asked for"), "on"),
        *settling_reasons(inquiry),
    ]
