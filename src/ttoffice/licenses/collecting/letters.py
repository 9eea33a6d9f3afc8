"""The letter of a reminder, demand or notice: filled from the record, written, and kept as an exhibit with its hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import N_, chinese
from ttoffice.licenses import reading
from ttoffice.licenses.collecting.inputs import SendReminder
from ttoffice.licenses.collecting.record import RUNG_LABELS, ReminderRecord, Rung
from ttoffice.licenses.collecting.sending import usual_pay_by
from ttoffice.licenses.collecting.views import MATTER, days_on, deliveries, reminders_of
from ttoffice.licenses.dues.claims import claim_on
from ttoffice.licenses.dues.reading import load_due
from ttoffice.licenses.letters.letter import Letter, LetterDue, LetterKind, Party, SentLetter
from ttoffice.licenses.parties import licensee_document
from ttoffice.numbering import PREFIXES
from ttoffice.parties.views import own_unit
from ttoffice.reasons import Reason
from ttoffice.store.series import upcoming

if TYPE_CHECKING:
    from ttoffice.action.office import Context
    from ttoffice.store.connection import Reader
    from ttoffice.store.vault import StoredFile

KINDS = {
    Rung.BEFORE: LetterKind.REMINDER,
    Rung.AFTER: LetterKind.REMINDER,
    Rung.DEMAND: LetterKind.DEMAND,
    Rung.DEFAULT: LetterKind.DEFAULT,
    Rung.TERMINATION: LetterKind.TERMINATION,
}
"""Which letter goes with which rung."""


def letter_of(ctx: Context, record: ReminderRecord, data: SendReminder) -> Letter:
    """Return everything that the letter of a reminder says, under the number that the reminder will have."""
    reader, on = ctx.db, record.sent_on
    license_ = reading.load(reader, record.subject)
    assert license_ is not None
    wait = days_on(reader, MATTER, on)
    asks = record.rung in (Rung.AFTER, Rung.DEMAND, Rung.DEFAULT)
    return Letter(
        kind=KINDS[record.rung],
        number=upcoming(ctx.db, PREFIXES["reminder"], ctx.today.year),
        on=on,
        license=record.subject,
        title=license_.record.title,
        licensor=_licensor(reader),
        licensee=_licensee(record, licensee_document(reader, license_.record.licensee)),
        signed_on=license_.record.signed_on,
        dues=tuple(_dues(reader, record)),
        late_rate=reading.terms_on(reader, license_, on).plan.late_rate,
        counted_until=on,
        pay_by=record.pay_by or (usual_pay_by(on, wait) if asks else None),
        cure_days=wait,
        breach=data.breach,
        clause=data.clause,
        earlier=tuple(_earlier(reader, record)),
        ends_on=data.ends_on,
    )


def _licensor(reader: Reader) -> Party:
    unit = own_unit(reader)
    return Party(
        name=unit.name,
        credit_code=unit.credit_code,
        representative=unit.representative,
        address=unit.address,
        contact=unit.contact_name,
        phone=unit.contact_phone,
        office=unit.office,
        bank=unit.bank,
        account=unit.bank_account,
    )


def _licensee(record: ReminderRecord, known: Mapping[str, Any]) -> Party:
    return Party(
        name=record.licensee_name or record.recipient,
        credit_code=str(known.get("credit_code") or ""),
        representative=str(known.get("representative") or ""),
        address=record.address or str(known.get("address") or ""),
        contact=str(known.get("contact_name") or ""),
        phone=str(known.get("contact_phone") or ""),
    )


def _dues(reader: Reader, record: ReminderRecord) -> Iterator[LetterDue]:
    for then in record.dues:
        due = load_due(reader, then.number)
        claim = claim_on(reader, due, record.sent_on) if then.days_late else None
        yield LetterDue(
            number=then.number,
            title=then.title,
            due_on=then.due_on,
            amount_fen=due.record.amount_fen,
            open_fen=then.open_fen,
            days_overdue=then.days_late,
            interest_fen=claim.fen if claim else 0,
            working=claim.working if claim and claim.fen else (),
        )


def _earlier(reader: Reader, record: ReminderRecord) -> Iterator[SentLetter]:
    """Yield what was sent before about the same sums; before a notice of termination, what was demanded."""
    found = reminders_of(reader, record.subject)
    confirmed = deliveries(found)
    wanted = {due.number for due in record.dues}
    for item in found:
        sent = item.record
        about = wanted & {due.number for due in sent.dues}
        if sent.rung is not Rung.DELIVERY and (about or not wanted) and sent.sent_on <= record.sent_on:
            delivery = confirmed.get(item.number)
            yield SentLetter(
                item.number,
                _called(item.number, sent),
                sent.sent_on,
                delivery.delivered_on if delivery else None,
            )


def _called(number: str, sent: ReminderRecord) -> str:
    """Return what a letter is called by its own heading; what went out without one of ours, by its rung."""
    if sent.letter_name:
        return sent.letter_name.removeprefix(f"{number}-").removesuffix(".docx")
    return chinese(RUNG_LABELS[sent.rung])


def letter_reasons_of(ctx: Context, record: ReminderRecord, data: SendReminder) -> list[Reason]:
    """Return what the letter of a reminder lacks; an empty list means that it can be written."""
    from ttoffice.licenses.letters.writing import letter_reasons

    return letter_reasons(letter_of(ctx, record, data), ctx.office.home)


def kept_letter(ctx: Context, record: ReminderRecord, data: SendReminder) -> ReminderRecord:
    """Write the letter, keep it as an exhibit of the license, and return the record with its hash and name."""
    from ttoffice.licenses.letters.writing import letter_docx, letter_name

    letter = letter_of(ctx, record, data)
    stored, name = ctx.vault.add_bytes(letter_docx(letter, ctx.office.home)), letter_name(letter)
    return replace(
        record,
        letter_sha256=stored.sha256,
        letter_name=name,
        pay_by=record.pay_by or letter.pay_by,
        proof=(_exhibit(ctx, record, stored, name), *record.proof),
    )


def _exhibit(ctx: Context, record: ReminderRecord, stored: StoredFile, name: str) -> str:
    """Record the letter as an exhibit, so that it is checked, listed and goes into dossiers; return its number."""
    from ttoffice.evidence.actions import record_exhibit
    from ttoffice.evidence.tables import Exhibit

    license_ = reading.load(ctx.db, record.subject)
    assert license_ is not None
    row = Exhibit(
        number="",
        subject_kind="license",
        subject_id=license_.id,
        sha256=stored.sha256,
        size=stored.size,
        name=name,
        source=chinese(MADE_HERE),
        collector=ctx.office.operator,
        collected_on=ctx.today.isoformat(),
        log_id=ctx.log_id,
    )
    return record_exhibit(ctx, row, record.subject)


MADE_HERE = N_("letter of the own unit, made by this program")
