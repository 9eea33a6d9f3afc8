"""Verbs of a final finding: record what was done, archive it, issue a certificate, record what was taken out."""

from __future__ import annotations

from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.findings.asking import step_reasons
from ttoffice.findings.codes import EFFECT_LABELS, EffectKind, FindingState
from ttoffice.findings.concluding.actions import stepped
from ttoffice.findings.concluding.conclusions import conclusion_reasons
from ttoffice.findings.effects.certificate import certificate_text
from ttoffice.findings.effects.gathering import (
    certified,
    conclusion_of,
    effect_facts,
    later_of,
    name_in,
    party_named,
)
from ttoffice.findings.effects.inputs import Archive, Certify, RecordEffect, TakeOut, TakeOutList
from ttoffice.findings.effects.rules import ARTICLE, effect_reasons
from ttoffice.findings.gathering import Said
from ttoffice.findings.reading import Finding
from ttoffice.findings.record import ConclusionRecord, EffectRecord
from ttoffice.findings.shelves import EFFECTS, FINDINGS
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.parties.decision_rules import text_hash
from ttoffice.parties.personal import personal_reasons
from ttoffice.reasons import Reason

KIND = FINDINGS.kind


# --- effects ---------------------------------------------------------------------------------------------


def recorded(ctx: Context, subject: Finding, data: RecordEffect) -> EffectRecord:
    """Return the effect that was named: whom it concerns by number, to whom it went, its exhibits."""
    person = party_named(subject.record, data.person) if data.person else ""
    recipient = data.recipient or _recipient(ctx, subject, data.kind, person)
    return EffectRecord(
        subject=subject.number,
        title=_title(data.kind, name_in(subject.record, person), recipient),
        kind=data.kind,
        done_on=data.done_on or ctx.today,
        person=person,
        recipient=recipient,
        proof=tuple(dict.fromkeys(data.proof)),
        what=data.what,
        corrects=data.corrects,
        note=data.note,
    )


def _recipient(ctx: Context, subject: Finding, kind: EffectKind, person: str) -> str:
    """Return to whom something goes where nobody says: service to the person, a referral to the authority decided."""
    if kind is EffectKind.SERVICE:
        return name_in(subject.record, person)
    if kind is EffectKind.REFERRAL:
        found = conclusion_of(ctx.db, subject, person)
        return found.authority if found else ""
    return ""


def _title(kind: EffectKind, name: str, recipient: str) -> str:
    """Return what an effect is called: what was done, of whom, and to whom it went."""
    said = "，".join(dict.fromkeys(filter(None, (name, recipient))))
    return f"{chinese(EFFECT_LABELS[kind.value])}：{said}" if said else chinese(EFFECT_LABELS[kind.value])


@action(
    "finding.record_effect",
    RecordEffect,
    kind=KIND,
    summary=N_("Record what was done with a final finding"),
    basis="exemption:14",
)
def record_effect(ctx: Context, subject: Finding, data: RecordEffect) -> str:
    """Enter it; it stands, and a further entry corrects it. Return its number."""
    return EFFECTS.enter(ctx, recorded(ctx, subject, data))


@record_effect.guard
def record_effect_reasons(ctx: Context, subject: Finding, data: RecordEffect) -> list[Reason]:
    """Of a final finding, with receipts, about those it is about, and as it was concluded."""
    record = recorded(ctx, subject, data)
    texts = {"recipient": data.recipient, "what": data.what, "note": data.note}
    return [
        *personal_reasons(texts),
        *step_reasons(
            ctx, "record_effect", subject.number, subject.record, record.done_on, Said(exhibits=record.proof)
        ),
        *effect_reasons(effect_facts(ctx.db, subject, record, ctx.today)),
    ]


# --- the archive -----------------------------------------------------------------------------------------


@action(
    "finding.archive",
    Archive,
    kind=KIND,
    summary=N_("Archive a finding under the code of its dossier"),
    basis="exemption:14",
)
def archive(ctx: Context, subject: Finding, data: Archive) -> str:
    """Put the finding away under the code of its dossier; from now on it never changes."""
    record = replace(subject.record, archived_on=data.on or ctx.today, dossier_code=data.code)
    return FINDINGS.write(ctx, subject, stepped("archive", record))


@archive.guard
def archive_reasons(ctx: Context, subject: Finding, data: Archive) -> list[Reason]:
    """Everybody knows of it, and the dossier was made whole after the last thing that belongs to it."""
    reasons = step_reasons(ctx, "archive", subject.number, subject.record, data.on, Said(code=data.code))
    final = subject.record.state is FindingState.FINAL
    return [*reasons, *(conclusion_reasons(ctx.db, subject) if final else ())]


# --- certificates ----------------------------------------------------------------------------------------


def _conclusion(ctx: Context, subject: Finding, data: Certify) -> ConclusionRecord | None:
    return conclusion_of(ctx.db, subject, party_named(subject.record, data.person))


@action(
    "finding.certify",
    Certify,
    kind=KIND,
    summary=N_("Issue a certificate of what was found of a person"),
    basis="exemption:14",
)
def certify(ctx: Context, subject: Finding, data: Certify) -> str:
    """Enter the certificate with its text and the text's hash; return its number."""
    conclusion, day = _conclusion(ctx, subject, data), data.on or ctx.today
    assert conclusion is not None  # the guard saw to it
    stated = certified(ctx.db, ctx.rulebook, subject, conclusion, data.recipient, data.what, day)
    text = certificate_text(stated)
    return EFFECTS.enter(
        ctx,
        EffectRecord(
            subject=subject.number,
            title=_title(EffectKind.CERTIFICATE, conclusion.name, data.recipient),
            kind=EffectKind.CERTIFICATE,
            done_on=day,
            person=conclusion.person,
            recipient=data.recipient,
            what=data.what,
            code=subject.record.dossier_code,
            text_sha256=text_hash(text),
            note=text,
        ),
    )


@certify.guard
def certify_reasons(ctx: Context, subject: Finding, data: Certify) -> list[Reason]:
    """Of an archived finding and one whom it is about; what came later is warned of and stands in the text."""
    reasons = [
        *personal_reasons({"recipient": data.recipient, "what": data.what}),
        *step_reasons(ctx, "certify", subject.number, subject.record, data.on),
    ]
    if subject.record.state is FindingState.ARCHIVED:
        reasons += conclusion_reasons(ctx.db, subject)
    conclusion = _conclusion(ctx, subject, data)
    if conclusion is None:
        message = _("%(who)s is nobody whom the finding is about.") % {"who": data.person}
        return [*reasons, Reason("effect.other_person", message, ARTICLE, "person")]
    if not data.recipient.strip():
        message = _("Say for which audit, inspection or appraisal office it is issued.")
        reasons.append(Reason("effect.no_recipient", message, ARTICLE, "recipient"))
    later = later_of(ctx.db, subject, conclusion.person)
    if later.number:
        message = _("%(number)s reopened the finding; the certificate says so.") % {"number": later.number}
        reasons.append(Reason("effect.reopened", message, ARTICLE, "person", warning=True))
    if later.corrected_by:
        message = _("%(number)s corrected the decision; the certificate says so.")
        told = {"number": later.corrected_by}
        reasons.append(Reason("effect.corrected_decision", message % told, ARTICLE, "person", warning=True))
    if later.not_upheld_by:
        message = _("%(number)s did not uphold the conclusion; the certificate says so.")
        told = {"number": later.not_upheld_by}
        reasons.append(Reason("effect.not_upheld", message % told, ARTICLE, "person", warning=True))
    return reasons


# --- taking out ------------------------------------------------------------------------------------------


@action(
    "finding.take_out",
    TakeOut,
    kind=KIND,
    summary=N_("Record who took something of a finding out of the office"),
    basis="exemption:12",
)
def take_out(ctx: Context, subject: Finding, data: TakeOut) -> str:
    """Leave in the log who took what; nothing else changes."""
    ctx.notes["summary"] = {"what": data.what, "sha256": data.sha256, "names": data.names}
    return subject.number


@action(
    "finding.take_out_list",
    TakeOutList,
    summary=N_("Record who took a list of findings out of the office"),
    basis="exemption:12",
)
def take_out_list(ctx: Context, data: TakeOutList) -> None:
    """Leave in the log who took which list; nothing else changes."""
    ctx.notes["summary"] = {
        "what": data.what,
        "sha256": data.sha256,
        "names": data.names,
        "findings": len(data.numbers),
    }
