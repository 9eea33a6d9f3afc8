"""Verbs of the unit about its filings: prepare, change, hand in, withdraw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ttoffice.action import Context, action
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import asking, reading
from ttoffice.licenses.codes import BINDING, LicenseState
from ttoffice.licenses.filings import editions
from ttoffice.licenses.filings.facts import Material, material, patents_of
from ttoffice.licenses.filings.inputs import (
    ChangeFiling,
    FilingInput,
    PrepareFiling,
    SubmitFiling,
    WithdrawFiling,
)
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
)
from ttoffice.licenses.filings.rules import FLOW, day_order, preparing_reasons
from ttoffice.licenses.filings.sheet import BASIS, missing
from ttoffice.licenses.filings.steps import CORRECTION, Filing, closed, finish, in_line, step_reasons
from ttoffice.reasons import Reason

KIND = FILINGS.kind
SIGNED = (*BINDING, LicenseState.ENDED, LicenseState.TERMINATED)


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
    finish(ctx, number, CORRECTION, data.on or ctx.today)
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
    return closed(ctx, subject, after, on)


@withdraw.guard
def withdraw_reasons(ctx: Context, subject: Filing, data: WithdrawFiling) -> Iterator[Reason]:
    """Only what is under way."""
    yield from step_reasons(ctx, "withdraw", subject, data.on)
