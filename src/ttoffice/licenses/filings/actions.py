"""Verbs of the filings: prepare, change, hand in, sent back, accepted, certified, refused, withdrawn; yearly fees paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ttoffice.action import Context, Subject, action
from ttoffice.deadlines import keeping as clock
from ttoffice.deadlines.record import RUNNING
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import asking, reading
from ttoffice.licenses.codes import BINDING, LicenseState
from ttoffice.licenses.collecting.proving import link
from ttoffice.licenses.filings import editions
from ttoffice.licenses.filings.facts import Material, material, patents_of, registration_of
from ttoffice.licenses.filings.inputs import (
    AcceptFiling,
    CertifyFiling,
    ChangeFiling,
    FilingInput,
    PrepareFiling,
    RefuseFiling,
    ReturnFiling,
    SubmitFiling,
    WithdrawFiling,
)
from ttoffice.licenses.filings.keeping import bring_in_line
from ttoffice.licenses.filings.record import (
    FILINGS,
    KIND_LABELS,
    PURPOSE_LABELS,
    FilingKind,
    FilingPurpose,
    FilingRecord,
    FilingState,
    Given,
    PaperGiven,
    SentBack,
)
from ttoffice.licenses.filings.rules import FLOW, certificate_reasons, day_order, preparing_reasons
from ttoffice.licenses.filings.sheet import BASIS, missing
from ttoffice.reasons import Reason

KIND = FILINGS.kind
Filing = Subject[FilingRecord]
SIGNED = (*BINDING, LicenseState.ENDED, LicenseState.TERMINATED)
PROVES = {
    FilingKind.REGISTRATION: ("step:registration",),
    FilingKind.RECORDAL: ("step:registration",),
    FilingKind.MAINTENANCE: ("step:performance",),
}


def in_line(ctx: Context, license_: str) -> None:
    """Let the deadlines of the license follow what was filed."""
    found = reading.load(ctx.db, license_)
    if found is not None:
        bring_in_line(ctx, found)


def _merged(known: dict[str, str], more: dict[str, str] | None) -> list[tuple[str, str]]:
    return [(key, value) for key, value in {**known, **(more or {})}.items() if value]


def _said(record: FilingRecord, data: FilingInput) -> FilingRecord:
    """Return a filing as an input changes it; an entry or a paper with an empty text is taken back."""
    plain = ("total_fen", "technical_fen", "estimated", "estimate_basis", "authority", "occasion", "note")
    changes: dict[str, Any] = {name: getattr(data, name) for name in plain if getattr(data, name) is not None}
    given = _merged({item.key: item.value for item in record.given}, data.given)
    papers = _merged({item.key: item.exhibit for item in record.papers}, data.papers)
    return replace(
        record,
        given=tuple(Given(key, value) for key, value in given),
        papers=tuple(PaperGiven(key, exhibit) for key, exhibit in papers),
        **changes,
    )


def edition_of(ctx: Context, record: FilingRecord, day: date) -> editions.Edition | None:
    """Return the edition of the form that holds on a day of filing."""
    return editions.edition_on(record.kind, day, ctx.office.home)


def _material(ctx: Context, record: FilingRecord, day: date) -> Material:
    license_ = reading.load(ctx.db, record.subject)
    assert license_ is not None
    return material(ctx.db, license_, record, day)


def _input_reasons(ctx: Context, record: FilingRecord, day: date) -> Iterator[Reason]:
    """Refuse entries and papers that the form does not have, and exhibits that are not there."""
    edition = edition_of(ctx, record, day)
    if edition is None:
        message = _("No form of the kind %(kind)s holds on %(day)s.")
        told = {"kind": _(KIND_LABELS[record.kind.value]), "day": day.isoformat()}
        yield Reason("filing.no_edition", message % told, BASIS[record.kind], "kind")
        return
    papers = {paper.key for paper in edition.papers}
    for name, keys, known in (
        ("given", [item.key for item in record.given], {entry.key for entry in edition.fields}),
        ("papers", [item.key for item in record.papers], papers),
    ):
        for key in keys:
            if key not in known:
                told = {"key": key, "edition": edition.id, "known": "、".join(sorted(known))}
                message = _("%(key)s is nothing that the form %(edition)s asks for; known: %(known)s.") % told
                yield Reason("filing.key", message, BASIS[record.kind], f"{name}.{key}")
    yield from asking.exhibit_reasons(ctx.db, (item.exhibit for item in record.papers), "papers")


# --- preparing --------------------------------------------------------------------------------------------


def _new(ctx: Context, data: PrepareFiling) -> FilingRecord:
    kind, license_ = FilingKind(data.kind), reading.load(ctx.db, data.license)
    words = [chinese(KIND_LABELS[kind.value])]
    if data.purpose is not FilingPurpose.NEW:
        words.append(f"（{chinese(PURPOSE_LABELS[data.purpose.value])}）")
    record = FilingRecord(
        subject=data.license,
        kind=kind,
        title="".join(words),
        purpose=data.purpose,
        follows=data.follows,
        prepared_on=ctx.today,
        licensee_name=license_.record.licensee_name if license_ else "",
    )
    edition = edition_of(ctx, record, ctx.today)
    if edition is not None:
        record = replace(record, edition=edition.id, authority=edition.authority)
    return _said(record, data)


@action(
    "filing.prepare",
    PrepareFiling,
    summary=N_("Prepare a registration, recordal or report of a license"),
    basis="pay-later:6(3)",
)
def prepare(ctx: Context, data: PrepareFiling) -> str:
    """Enter the filing; return its number."""
    return FILINGS.enter(ctx, _new(ctx, data))


@prepare.guard
def prepare_reasons(ctx: Context, data: PrepareFiling) -> Iterator[Reason]:
    """A signed license, nothing of the kind under way or done, patents where a recordal is asked for."""
    basis = BASIS[FilingKind(data.kind)]
    refused = list(asking.license_reasons(ctx.db, data.license, SIGNED, basis=basis))
    yield from refused
    if refused:
        return
    record = _new(ctx, data)
    others = FILINGS.where(ctx.db, "subject = ?", (data.license,))
    yield from preparing_reasons(record, [(item.number, item.record) for item in others])
    yield from _input_reasons(ctx, record, ctx.today)
    if record.kind is FilingKind.RECORDAL and not patents_of(_material(ctx, record, ctx.today).terms):
        message = _("No patent and no application is licensed; there is nothing to be recorded.")
        yield Reason("filing.no_patent", message, basis, "kind")


@action(
    "filing.change",
    ChangeFiling,
    kind=KIND,
    summary=N_("Fill in the form of a filing and name its papers"),
    basis="pay-later:6(3)",
)
def change(ctx: Context, subject: Filing, data: ChangeFiling) -> str:
    """Write the changed filing."""
    return FILINGS.write(ctx, subject, _said(subject.record, data))


@change.guard
def change_reasons(ctx: Context, subject: Filing, data: ChangeFiling) -> Iterator[Reason]:
    """Only before it is handed in, or once it was sent back."""
    refused = FLOW.reasons("change", subject.record.state, None)
    yield from refused or _input_reasons(ctx, _said(subject.record, data), ctx.today)


# --- with the authority -----------------------------------------------------------------------------------


def _submitted(ctx: Context, subject: Filing, data: SubmitFiling) -> FilingRecord:
    record, on = subject.record, data.on or ctx.today
    edition = edition_of(ctx, record, on)
    returns = record.returns
    if record.state is FilingState.RETURNED and returns:
        returns = (*returns[:-1], replace(returns[-1], answered_on=on, answer=data.answer))
    return replace(
        record,
        state=FilingState.SUBMITTED,
        edition=edition.id if edition else record.edition,
        authority=data.authority or record.authority,
        reference=data.reference or record.reference,
        submitted_on=record.submitted_on or on,
        returns=returns,
    )


@action(
    "filing.submit",
    SubmitFiling,
    kind=KIND,
    summary=N_("Record that a filing was handed in"),
    basis="pay-later:6(3)",
)
def submit(ctx: Context, subject: Filing, data: SubmitFiling) -> str:
    """Hand it in, or answer what was missing; the deadline of filing is kept thereby."""
    number = FILINGS.write(ctx, subject, _submitted(ctx, subject, data))
    _finish(ctx, number, CORRECTION, data.on or ctx.today)
    in_line(ctx, subject.record.subject)
    return number


@submit.guard
def submit_reasons(ctx: Context, subject: Filing, data: SubmitFiling) -> Iterator[Reason]:
    """From the right state, complete by the edition of the day, on a day that was."""
    refused = FLOW.reasons("submit", subject.record.state, None)
    yield from refused
    if refused:
        return
    yield from asking.day_reasons(data.on, ctx.today)
    on = data.on or ctx.today
    yield from day_order(subject.record, on)
    record = replace(_submitted(ctx, subject, data), submitted_on=on)
    edition = edition_of(ctx, record, on)
    yield from _input_reasons(ctx, record, on)
    if edition is not None:
        yield from missing(edition, _material(ctx, record, on))


CORRECTION, DECISION = "filing_correction", "filing_decision"


def _finish(ctx: Context, filing: str, matter: str, on: date) -> None:
    for one in clock.of_subject(ctx.db, filing):
        if one.record.matter == matter and one.record.state in RUNNING:
            clock.finish(ctx, one.number, on)


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
    _finish(ctx, number, DECISION, on)
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
    yield from FLOW.reasons("return", subject.record.state, None)
    yield from asking.day_reasons(data.on, ctx.today)
    yield from day_order(subject.record, on)
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
    yield from FLOW.reasons("accept", subject.record.state, None)
    yield from asking.day_reasons(data.on, ctx.today)
    yield from day_order(subject.record, data.on or ctx.today)


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
    _finish(ctx, number, DECISION, on)
    link(ctx, (data.proof,) if data.proof else (), record.subject, PROVES.get(record.kind, ()))
    if record.kind is FilingKind.REGISTRATION and record.purpose is FilingPurpose.NEW:
        from ttoffice.licenses.registering import registered

        registered(ctx, record.subject, on)
    in_line(ctx, record.subject)
    return number


@certify.guard
def certify_reasons(ctx: Context, subject: Filing, data: CertifyFiling) -> Iterator[Reason]:
    """Only what lies with the authority; what the certificate states must be said."""
    yield from FLOW.reasons("certify", subject.record.state, None)
    yield from asking.day_reasons(data.on, ctx.today)
    yield from day_order(subject.record, data.on or ctx.today)
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
    return _closed(ctx, subject, after, on)


def _closed(ctx: Context, subject: Filing, after: FilingRecord, on: date) -> str:
    number = FILINGS.write(ctx, subject, after)
    _finish(ctx, number, DECISION, on)
    _finish(ctx, number, CORRECTION, on)
    in_line(ctx, subject.record.subject)
    return number


@refuse.guard
def refuse_reasons(ctx: Context, subject: Filing, data: RefuseFiling) -> Iterator[Reason]:
    """Only what lies with the authority."""
    yield from FLOW.reasons("refuse", subject.record.state, None)
    yield from asking.day_reasons(data.on, ctx.today)
    yield from day_order(subject.record, data.on or ctx.today)
    yield from asking.exhibit_reasons(ctx.db, (data.proof,))


@action(
    "filing.withdraw",
    WithdrawFiling,
    kind=KIND,
    summary=N_("Record that a filing is not pursued"),
    basis="pay-later:6(3)",
)
def withdraw(ctx: Context, subject: Filing, data: WithdrawFiling) -> str:
    """Close it; the duty to file stands."""
    on = data.on or ctx.today
    after = replace(subject.record, state=FilingState.WITHDRAWN, refusal=data.reason, closed_on=on)
    return _closed(ctx, subject, after, on)


@withdraw.guard
def withdraw_reasons(ctx: Context, subject: Filing, data: WithdrawFiling) -> Iterator[Reason]:
    """Only what is under way."""
    yield from FLOW.reasons("withdraw", subject.record.state, None)
    yield from asking.day_reasons(data.on, ctx.today)
    yield from day_order(subject.record, data.on or ctx.today)
