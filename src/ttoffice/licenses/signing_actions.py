"""Verbs of signing a license, and of entering one that was signed before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ttoffice.action import Context, action
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import duties
from ttoffice.licenses.codes import LicenseState
from ttoffice.licenses.drafting_actions import merged, no_result, parties_of, terms_reasons, warned
from ttoffice.licenses.grants import grant_of
from ttoffice.licenses.inputs import AddProof, EnterSigned, SignLicense
from ttoffice.licenses.licensees import as_signed
from ttoffice.licenses.procedure import gathering
from ttoffice.licenses.procedure_actions import step_reasons, stepped
from ttoffice.licenses.reading import License
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.refusals import future, no_exhibit
from ttoffice.licenses.shelves import LICENSES
from ttoffice.licenses.terms import Terms
from ttoffice.reasons import Reason

KIND = LICENSES.kind


def signed(ctx: Context, record: LicenseRecord, data: SignLicense) -> LicenseRecord:
    """Return a license as signed: its days, its paper, the licensee as of that day."""
    day = data.signed_on or ctx.today
    return replace(
        record,
        signed_on=day,
        effective_on=data.effective_on or day,
        contract=data.contract or record.contract,
        contract_proof=data.proof or record.contract_proof,
        signed_licensee=as_signed(ctx.db, record.licensee, day),
    )


@action("license.sign", SignLicense, kind=KIND, summary=N_("Sign a license"), basis="pay-later:6(3)")
def sign(ctx: Context, subject: License, data: SignLicense) -> str:
    """From now on the terms stand as signed; every duty becomes a dated item."""
    record = signed(ctx, subject.record, data)
    number = LICENSES.write(ctx, subject, stepped("sign", subject, record))
    duties.bring_in_line(ctx, number)
    return number


@sign.guard
def sign_reasons(ctx: Context, subject: License, data: SignLicense) -> list[Reason]:
    """Everything the procedure and the law ask for before a signature."""
    return step_reasons(ctx, "sign", subject, signed(ctx, subject.record, data), data.signed_on)


# --- papers that come later ----------------------------------------------------------------------------


def proved(record: LicenseRecord, data: AddProof) -> LicenseRecord:
    """Return a license with further papers."""
    return replace(
        record,
        contract_proof=data.contract or record.contract_proof,
        related_proof=data.ties or record.related_proof,
        informed_proof=data.informed or record.informed_proof,
        pricing_proof=tuple(dict.fromkeys((*record.pricing_proof, *data.pricing))),
    )


@action(
    "license.add_proof",
    AddProof,
    kind=KIND,
    summary=N_("Add papers to a license"),
    basis="exemption:12",
)
def add_proof(ctx: Context, subject: License, data: AddProof) -> str:
    """Write the numbers of the papers."""
    return LICENSES.write(ctx, subject, proved(subject.record, data))


@add_proof.guard
def add_proof_reasons(ctx: Context, subject: License, data: AddProof) -> list[Reason]:
    """The exhibits must be there."""
    return step_reasons(ctx, "add_proof", subject, proved(subject.record, data))


# --- concluded before it was entered -------------------------------------------------------------------


def entered(ctx: Context, data: EnterSigned) -> LicenseRecord:
    """Return a contract that was concluded before: in the state that its days tell."""
    grants = [grant for number in data.results if (grant := grant_of(ctx.db, number)) is not None]
    terms = merged(ctx, Terms(grants=tuple(grants)), data.terms)
    named, _reasons = parties_of(ctx, data.licensee or None, data.responsible or None)
    day = data.signed_on or ctx.today
    effective = data.effective_on or day
    record = LicenseRecord(
        data.title,
        terms=terms,
        contract_proof=data.proof,
        signed_on=day,
        effective_on=effective,
        registered_on=data.registered_on,
        first_sale_on=data.first_sale_on,
        ended_on=data.ended_on,
        end_reason=chinese(N_("ended before it was entered")) if data.ended_on else "",
        pricing=data.pricing,
        related=data.related,
        related_note=data.related_note,
        outside=True,
        reference=data.reference,
        note=data.note,
    )
    record = replace(record, **named)
    return replace(
        record,
        state=_state(record, effective <= ctx.today),
        signed_licensee=as_signed(ctx.db, record.licensee, day),
    )


def _state(record: LicenseRecord, effective: bool) -> LicenseState:
    """Return the state that the days of a contract tell."""
    if record.ended_on is not None:
        return LicenseState.ENDED
    if effective:
        return LicenseState.IN_FORCE
    return LicenseState.REGISTERED if record.registered_on else LicenseState.SIGNED


@action(
    "license.enter_signed",
    EnterSigned,
    summary=N_("Enter a license that was signed before"),
    basis="pay-later:6(3)",
)
def enter_signed(ctx: Context, data: EnterSigned) -> str:
    """Write the contract as it was signed; it proves nothing of a procedure. Return its number."""
    number = LICENSES.enter(ctx, entered(ctx, data))
    duties.bring_in_line(ctx, number)
    return number


@enter_signed.guard
def enter_signed_reasons(ctx: Context, data: EnterSigned) -> list[Reason]:
    """Parties, results and days must be known; what the law says of it is told as warnings."""
    _named, reasons = parties_of(ctx, data.licensee, data.responsible or None)
    reasons += [no_result(number, "results") for number in data.results if grant_of(ctx.db, number) is None]
    reasons += terms_reasons(ctx, data.terms)
    reasons += _days(ctx, data)
    if reasons:
        return reasons
    record = entered(ctx, data)
    return [
        *_proof(ctx, record),
        *_twins(ctx, record),
        *_over(ctx, record),
        *warned(gathering.law(ctx.db, "", record, ctx.rulebook, data.signed_on or ctx.today)),
    ]


def _days(ctx: Context, data: EnterSigned) -> list[Reason]:
    reasons = []
    if data.signed_on is None:
        reasons.append(
            Reason("license.no_day", _("Say on which day it was signed."), "pay-later:2", "signed_on")
        )
    for name in ("signed_on", "registered_on", "first_sale_on", "ended_on"):
        reasons += future(getattr(data, name), ctx.today, name)
    return reasons


def _proof(ctx: Context, record: LicenseRecord) -> list[Reason]:
    reasons = [no_exhibit(number) for number in gathering.missing_exhibits(ctx.db, record)]
    if not record.contract_proof:
        message = _("The signed paper is not attached yet; add it when it is there (license.add_proof).")
        reasons.append(Reason("license.no_paper", message, "pay-later:2", "proof", warning=True))
    return reasons


def _over(ctx: Context, record: LicenseRecord) -> list[Reason]:
    ends = record.terms.ends_on
    if ends is None or record.ended_on is not None or ends >= ctx.today:
        return []
    message = _("Its term ran out on %(day)s; record the end when all is paid (license.end).")
    day = ends.isoformat()
    return [
        Reason("license.term_ran_out", message % {"day": day}, "民法典 557", "terms.ends_on", warning=True)
    ]


def _twins(ctx: Context, record: LicenseRecord) -> list[Reason]:
    """Say where a contract of the same day with the same licensee stands already."""
    if record.signed_on is None:
        return []
    found: list[Any] = LICENSES.where(
        ctx.db,
        "licensee = ? AND licensee <> '' AND signed_on = ?",
        (record.licensee, record.signed_on.isoformat()),
    )
    message = _("%(number)s was signed with the same licensee on the same day; is it the same contract?")
    return [
        Reason("license.twin", message % {"number": one.number}, field="signed_on", warning=True)
        for one in found
    ]
