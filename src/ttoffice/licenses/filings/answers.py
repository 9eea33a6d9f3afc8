"""Verbs of what the authority does with a filing: sent back, accepted, certified, refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ttoffice.action import Context, action
from ttoffice.deadlines import keeping as clock
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import asking
from ttoffice.licenses.collecting.proving import link
from ttoffice.licenses.filings import editions
from ttoffice.licenses.filings.facts import registration_of
from ttoffice.licenses.filings.inputs import AcceptFiling, CertifyFiling, RefuseFiling, ReturnFiling
from ttoffice.licenses.filings.record import (
    FILINGS,
    FilingKind,
    FilingPurpose,
    FilingRecord,
    FilingState,
    PaperGiven,
    SentBack,
)
from ttoffice.licenses.filings.rules import certificate_reasons
from ttoffice.licenses.filings.sheet import BASIS
from ttoffice.licenses.filings.steps import (
    CORRECTION,
    DECISION,
    Filing,
    closed,
    finish,
    in_line,
    step_reasons,
)
from ttoffice.reasons import Reason

KIND = FILINGS.kind
PROVES = {
    FilingKind.REGISTRATION: ("step:registration",),
    FilingKind.RECORDAL: ("step:registration",),
    FilingKind.MAINTENANCE: ("step:performance",),
}


@action(
    "filing.return",
    ReturnFiling,
    kind=KIND,
    summary=N_("Record that a filing was sent back to be completed"),
    basis="pay-later:6(3)",
)
def send_back(ctx: Context, subject: Filing, data: ReturnFiling) -> str:
    """Keep what is missing; the time to answer begins."""
    on = data.on or ctx.today
    returns = (*subject.record.returns, SentBack(on, data.what, data.answer_by))
    number = FILINGS.write(ctx, subject, replace(subject.record, state=FilingState.RETURNED, returns=returns))
    finish(ctx, number, DECISION, on)
    period = f"{(data.answer_by - on).days}d" if data.answer_by else None
    clock.start(
        ctx,
        subject=number,
        matter=CORRECTION,
        starts_on=on,
        period=period,
        source=chinese(BY_AUTHORITY) if period else "",
    )
    return number


BY_AUTHORITY = N_("the time that the authority gave")


@send_back.guard
def return_reasons(ctx: Context, subject: Filing, data: ReturnFiling) -> Iterator[Reason]:
    """From where it lies with the authority; the time to answer lies after the day."""
    on = data.on or ctx.today
    yield from step_reasons(ctx, "return", subject, data.on)
    if data.answer_by is not None and data.answer_by <= on:
        message = _("The last day to answer must lie after the day on which it was sent back.")
        yield Reason("filing.answer_by", message, field="answer_by")


@action(
    "filing.accept",
    AcceptFiling,
    kind=KIND,
    summary=N_("Record that a filing was accepted"),
    basis="pay-later:6(3)",
)
def accept(ctx: Context, subject: Filing, data: AcceptFiling) -> str:
    """Keep the day; the authority's time to decide begins, as far as the edition knows it."""
    record, on = subject.record, data.on or ctx.today
    after = replace(
        record, state=FilingState.ACCEPTED, accepted_on=on, reference=data.reference or record.reference
    )
    number = FILINGS.write(ctx, subject, after)
    edition = editions.editions(ctx.office.home).get(record.edition)
    if edition is not None and edition.decision_period:
        clock.start(
            ctx,
            subject=number,
            matter=DECISION,
            starts_on=on,
            period=edition.decision_period,
            source=edition.decision_source,
            label=f"{record.title}：{chinese(DECIDES)}",
            basis=BASIS[record.kind],
        )
    return number


DECIDES = N_("the authority decides")


@accept.guard
def accept_reasons(ctx: Context, subject: Filing, data: AcceptFiling) -> Iterator[Reason]:
    """Only what was handed in."""
    yield from step_reasons(ctx, "accept", subject, data.on)


def _certified(subject: Filing, data: CertifyFiling, on: date) -> FilingRecord:
    papers = subject.record.papers
    if data.proof:
        papers = (
            *(item for item in papers if item.key != "certificate"),
            PaperGiven("certificate", data.proof),
        )
    return replace(
        subject.record,
        state=FilingState.CERTIFIED,
        certificate=data.certificate,
        certified_on=on,
        certified_total_fen=data.total_fen,
        certified_technical_fen=data.technical_fen,
        closed_on=on,
        papers=papers,
    )


@action(
    "filing.certify",
    CertifyFiling,
    kind=KIND,
    summary=N_("Record the certificate of a filing"),
    basis="pay-later:6(3)",
)
def certify(ctx: Context, subject: Filing, data: CertifyFiling) -> str:
    """Keep the certificate; a registration makes the license a registered one."""
    record, on = subject.record, data.on or ctx.today
    number = FILINGS.write(ctx, subject, _certified(subject, data, on))
    finish(ctx, number, DECISION, on)
    link(ctx, (data.proof,) if data.proof else (), record.subject, PROVES.get(record.kind, ()))
    if record.kind is FilingKind.REGISTRATION and record.purpose is FilingPurpose.NEW:
        from ttoffice.licenses.registering import registered

        registered(ctx, record.subject, on)
    in_line(ctx, record.subject)
    return number


@certify.guard
def certify_reasons(ctx: Context, subject: Filing, data: CertifyFiling) -> Iterator[Reason]:
    """Only what lies with the authority; what the certificate states must be said."""
    yield from step_reasons(ctx, "certify", subject, data.on)
    yield from certificate_reasons(
        subject.record, data.certificate, data.total_fen, data.technical_fen, data.proof
    )
    yield from asking.exhibit_reasons(ctx.db, (data.proof,))
    if data.certificate and data.certificate == registration_of(ctx.db, subject.record.subject):
        return
    held = ctx.db.value(
        "SELECT number FROM filing WHERE kind = ? AND certificate = ? AND subject <> ?",
        (subject.record.kind, data.certificate, subject.record.subject),
    )
    if data.certificate and held:
        message = _("%(number)s holds the same number of a certificate already.") % {"number": held}
        yield Reason("filing.certificate_twice", message, field="certificate", warning=True)


@action(
    "filing.refuse",
    RefuseFiling,
    kind=KIND,
    summary=N_("Record that a filing was refused"),
    basis="pay-later:6(3)",
)
def refuse(ctx: Context, subject: Filing, data: RefuseFiling) -> str:
    """Keep the reason; the duty to file stands, and its time begins anew."""
    on = data.on or ctx.today
    papers = subject.record.papers
    if data.proof:
        papers = (*papers, PaperGiven("refusal", data.proof))
    after = replace(
        subject.record, state=FilingState.REFUSED, refusal=data.reason, closed_on=on, papers=papers
    )
    return closed(ctx, subject, after, on)


@refuse.guard
def refuse_reasons(ctx: Context, subject: Filing, data: RefuseFiling) -> Iterator[Reason]:
    """Only what lies with the authority."""
    yield from step_reasons(ctx, "refuse", subject, data.on)
    yield from asking.exhibit_reasons(ctx.db, (data.proof,))
