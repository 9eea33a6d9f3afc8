"""A case as a record, made of what was typed; what is left out stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import code_of
from ttoffice.findings.codes import UNIT, MatterKind
from ttoffice.findings.opening.inputs import CaseInput, OpenFinding, ReopenFinding
from ttoffice.findings.opening.naming import organisation_of, parties_of, somebody
from ttoffice.findings.record import FindingRecord, Party
from ttoffice.licenses.merging import sent
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.store.connection import Reader

KINDS_OF_MATTER = {"license": MatterKind.LICENSE, "amendment": MatterKind.LICENSE}
"""What kind of matter a record of the store is, where its kind says so."""
TYPED_OTHERWISE = ("applicant", "parties", "organisations", "matter_kind")


def opened(reader: Reader, data: OpenFinding, today: date) -> FindingRecord:
    """Return a new case; without a day it was received today."""
    record = FindingRecord(data.title, received_on=data.received_on or today)
    return replace(changed(reader, record, data), received_on=record.received_on)


def changed(reader: Reader, record: FindingRecord, data: CaseInput) -> FindingRecord:
    """Return a case with what was typed in it."""
    given = sent(data, FindingRecord)
    plain = {key: value for key, value in given.items() if key not in TYPED_OTHERWISE}
    plain |= _people(reader, data)
    if "organisations" in data.model_fields_set:
        plain["organisations"] = tuple(dict.fromkeys(map(organisation_of, data.organisations)))
    return replace(record, **plain, matter_kind=_matter_kind(record, data) or record.matter_kind)


def _people(reader: Reader, data: CaseInput) -> dict[str, Any]:
    """Return the fields of a record that name people, of those that were typed."""
    found: dict[str, Any] = {}
    if "applicant" in data.model_fields_set:
        who = somebody(reader, data.applicant, "applicant")
        found |= (
            {"applicant": "", "applicant_name": data.applicant}
            if isinstance(who, Reason)
            else {"applicant": who.person, "applicant_name": who.name}
        )
    if "parties" in data.model_fields_set:
        found |= concerning(parties_of(reader, data.parties)[0])
    return found


def concerning(parties: list[Party]) -> dict[str, Any]:
    """Return the fields that say whom a case is about; the unit itself is no person."""
    persons = dict.fromkeys(party.person for party in parties if party.person != UNIT)
    return {"parties": tuple(parties), "persons": tuple(persons)}


def _matter_kind(record: FindingRecord, data: CaseInput) -> MatterKind | None:
    """Return the kind that was typed, or that a matter newly named has; None where it stays."""
    if data.matter_kind is not None:
        return data.matter_kind
    if data.subject and data.subject != record.subject:
        return KINDS_OF_MATTER.get(code_of(data.subject) or "", MatterKind.OTHER)
    return None


def reopened(reader: Reader, old: Subject[FindingRecord], data: ReopenFinding, today: date) -> FindingRecord:
    """Return the new case that reopens an old one: the same matter and parties, nothing of what was found."""
    before = old.record
    who = somebody(reader, data.applicant, "applicant")
    named = ("", data.applicant) if isinstance(who, Reason) else (who.person, who.name)
    return FindingRecord(
        title=data.title or before.title,
        origin=data.origin,
        applicant=named[0],
        applicant_name=named[1],
        received_on=data.on or today,
        lead=data.new_facts,
        application=data.proof,
        subject=before.subject,
        matter_kind=before.matter_kind,
        matter_text=before.matter_text,
        matter_on=before.matter_on,
        loss_fen=before.loss_fen,
        loss=before.loss,
        cause=before.cause,
        parties=before.parties,
        persons=before.persons,
        organisations=before.organisations,
        follows=old.number,
        new_facts=data.new_facts,
        new_facts_proof=data.proof,
    )
