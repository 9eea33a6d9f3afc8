"""Verbs of the integrity records: record, correct, hear the one concerned, pass on, take back (pay-later Art. 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ttoffice.action import Context, Subject, action
from ttoffice.evidence.subjects import find_record
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import asking, reading
from ttoffice.licenses.codes import BINDING, LicenseState
from ttoffice.licenses.integrity.inputs import (
    CorrectIntegrity,
    HearIntegrity,
    RecordIntegrity,
    ReferIntegrity,
    WithdrawIntegrity,
)
from ttoffice.licenses.integrity.proposing import Proposal, proposals
from ttoffice.licenses.integrity.record import (
    BASIS,
    CONDUCT_LABELS,
    INTEGRITY,
    Conduct,
    IntegrityRecord,
    Party,
)
from ttoffice.licenses.integrity.rules import entry_reasons
from ttoffice.parties.views import own_unit
from ttoffice.reasons import Reason

KIND = INTEGRITY.kind
Entry = Subject[IntegrityRecord]
AFTER_SIGNATURE = (*BINDING, LicenseState.ENDED, LicenseState.TERMINATED)


def _proposal(ctx: Context, data: RecordIntegrity) -> Proposal | None:
    license_ = reading.load(ctx.db, data.license)
    if not data.proposed or license_ is None:
        return None
    found = proposals(ctx.db, license_, ctx.today)
    return next((one for one in found if one.key == data.proposed), None)


def _new(ctx: Context, data: RecordIntegrity) -> IntegrityRecord:
    proposal = _proposal(ctx, data)
    party = data.party or (proposal.party if proposal else Party.LICENSEE)
    conduct = data.conduct or (proposal.conduct if proposal else Conduct.ON_TIME)
    license_ = reading.load(ctx.db, data.license)
    licensee = license_.record.licensee_name if license_ else ""
    name = own_unit(ctx.db).name if party is Party.LICENSOR else licensee
    return IntegrityRecord(
        subject=data.license,
        title=f"{name} {chinese(CONDUCT_LABELS[conduct.value])}".strip(),
        party=party,
        conduct=conduct,
        recorded_on=ctx.today,
        party_name=name,
        facts=data.facts or (proposal.facts if proposal else ""),
        period=data.period or (proposal.period if proposal else ""),
        records=data.records or (proposal.records if proposal else ()),
        proof=data.proof,
        heard_on=data.heard_on,
        objection=data.objection,
        answer=data.answer,
        outcome=data.outcome,
        decision=data.decision,
        proposed=data.proposed,
        note=data.note,
    )


@action(
    "integrity.record", RecordIntegrity, summary=N_("Record how one side performed a license"), basis=BASIS
)
def record(ctx: Context, data: RecordIntegrity) -> str:
    """Enter it; return its number."""
    return INTEGRITY.enter(ctx, _new(ctx, data))


@record.guard
def record_reasons(ctx: Context, data: RecordIntegrity) -> Iterator[Reason]:
    """A signed license, who and how, the facts and what shows them; what is grave needs proof and a hearing."""
    refused = list(asking.license_reasons(ctx.db, data.license, AFTER_SIGNATURE, basis=BASIS))
    yield from refused
    if refused:
        return
    if data.proposed and _proposal(ctx, data) is None:
        message = _("There is no open proposal %(key)s of this license; it may be recorded already.")
        yield Reason("integrity.no_proposal", message % {"key": data.proposed}, BASIS, "proposed")
        return
    if not data.proposed:
        for name, message in (
            ("party", _("Say whose performance it is.")),
            ("conduct", _("Say how it performed.")),
        ):
            if getattr(data, name) is None:
                yield Reason(f"integrity.no_{name}", message, BASIS, name)
    yield from _checked(ctx, _new(ctx, data))


def _checked(ctx: Context, entry: IntegrityRecord) -> Iterator[Reason]:
    yield from entry_reasons(entry)
    yield from asking.exhibit_reasons(ctx.db, entry.proof)
    yield from asking.day_reasons(entry.heard_on, ctx.today, "heard_on")
    for number in entry.records:
        if find_record(ctx.db, number) is None:
            message = _("There is no record numbered %(number)s.") % {"number": number}
            yield Reason("integrity.no_record", message, BASIS, "records")


# --- further entries --------------------------------------------------------------------------------------


def _further(ctx: Context, subject: Entry, reason: str, **changes: Any) -> IntegrityRecord:
    """Return the entry that takes the place of another."""
    merged: dict[str, Any] = {
        "recorded_on": ctx.today,
        "corrects": subject.number,
        "reason": reason,
        **changes,
    }
    return replace(subject.record, **merged)


def _newest(ctx: Context, subject: Entry) -> Iterator[Reason]:
    """Refuse what was corrected or taken back already: each entry is followed by one only."""
    later = INTEGRITY.where(ctx.db, "corrects = ?", (subject.number,))
    if later:
        message = _("%(number)s took its place; go on with that one.") % {"number": later[0].number}
        yield Reason("integrity.corrected", message, BASIS, "number")
    elif subject.record.withdrawn:
        message = _("It was taken back; make a new entry.")
        yield Reason("integrity.withdrawn", message, BASIS, "number")


def _corrected(ctx: Context, subject: Entry, data: CorrectIntegrity) -> IntegrityRecord:
    given = {
        name: value
        for name in data.model_fields_set - {"reason"}
        if (value := getattr(data, name)) is not None
    }
    conduct = given.get("conduct", subject.record.conduct)
    title = f"{subject.record.party_name} {chinese(CONDUCT_LABELS[conduct.value])}".strip()
    return _further(ctx, subject, data.reason, title=title, **given)


@action(
    "integrity.correct",
    CorrectIntegrity,
    kind=KIND,
    summary=N_("Correct an integrity record by a further one"),
    basis=BASIS,
)
def correct(ctx: Context, subject: Entry, data: CorrectIntegrity) -> str:
    """Enter the corrected one; the earlier stays as it is."""
    return INTEGRITY.enter(ctx, _corrected(ctx, subject, data))


@correct.guard
def correct_reasons(ctx: Context, subject: Entry, data: CorrectIntegrity) -> Iterator[Reason]:
    """Only the newest, only by what would stand itself, and only where something changes."""
    yield from _newest(ctx, subject)
    after = _corrected(ctx, subject, data)
    if (
        replace(
            after,
            recorded_on=subject.record.recorded_on,
            corrects=subject.record.corrects,
            reason=subject.record.reason,
        )
        == subject.record
    ):
        message = _("Nothing would change.")
        yield Reason("integrity.unchanged", message, field="reason")
    yield from _checked(ctx, after)


def _heard(ctx: Context, subject: Entry, data: HearIntegrity) -> IntegrityRecord:
    known = subject.record
    return _further(
        ctx,
        subject,
        chinese(HEARD),
        heard_on=data.on or ctx.today,
        objection=data.objection or known.objection,
        answer=data.answer or known.answer,
        outcome=data.outcome or known.outcome,
        proof=_joined(known.proof, data.proof),
        withdrawn=data.outcome is not None and data.outcome.value == "withdrawn",
    )


HEARD = N_("the one concerned was heard")
REFERRED = N_("passed on to an authority")


def _joined(known: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))


@action(
    "integrity.hear",
    HearIntegrity,
    kind=KIND,
    summary=N_("Record that the one concerned was heard"),
    basis=BASIS,
)
def hear(ctx: Context, subject: Entry, data: HearIntegrity) -> str:
    """Enter what was said and what became of it, as a further entry."""
    return INTEGRITY.enter(ctx, _heard(ctx, subject, data))


@hear.guard
def hear_reasons(ctx: Context, subject: Entry, data: HearIntegrity) -> Iterator[Reason]:
    """Only the newest, on a day that was, with papers that are there."""
    yield from _newest(ctx, subject)
    yield from asking.day_reasons(data.on, ctx.today)
    yield from _checked(ctx, _heard(ctx, subject, data))


def _referred(ctx: Context, subject: Entry, data: ReferIntegrity) -> IntegrityRecord:
    day: date = data.on or ctx.today
    return _further(
        ctx,
        subject,
        chinese(REFERRED),
        referred_to=data.authority,
        referred_on=day,
        referral_proof=data.proof,
    )


@action(
    "integrity.refer",
    ReferIntegrity,
    kind=KIND,
    summary=N_("Record that an integrity matter was passed on to an authority"),
    basis=BASIS,
)
def refer(ctx: Context, subject: Entry, data: ReferIntegrity) -> str:
    """Enter the referral as a further entry."""
    return INTEGRITY.enter(ctx, _referred(ctx, subject, data))


@refer.guard
def refer_reasons(ctx: Context, subject: Entry, data: ReferIntegrity) -> Iterator[Reason]:
    """Only the newest, not twice, on a day that was, and best with the paper."""
    yield from _newest(ctx, subject)
    if subject.record.referred_to:
        told = {"authority": subject.record.referred_to}
        message = _("It was passed on to %(authority)s already.") % told
        yield Reason("integrity.referred", message, BASIS, "authority")
    if subject.record.conduct is Conduct.ON_TIME:
        message = _("What was performed on time is not passed on.")
        yield Reason("integrity.nothing_to_refer", message, BASIS, "conduct")
    yield from asking.day_reasons(data.on, ctx.today)
    yield from asking.exhibit_reasons(ctx.db, (data.proof,))
    if not data.proof:
        message = _("Add the exhibit with the letter of referral.")
        yield Reason("integrity.no_referral_proof", message, BASIS, "proof", warning=True)


@action(
    "integrity.withdraw",
    WithdrawIntegrity,
    kind=KIND,
    summary=N_("Take back an integrity record"),
    basis=BASIS,
)
def withdraw(ctx: Context, subject: Entry, data: WithdrawIntegrity) -> str:
    """Take it back by a further entry."""
    return INTEGRITY.enter(ctx, _further(ctx, subject, data.reason, withdrawn=True))


@withdraw.guard
def withdraw_reasons(ctx: Context, subject: Entry, data: WithdrawIntegrity) -> Iterator[Reason]:
    """Only the newest."""
    yield from _newest(ctx, subject)
