"""Gathering what the steps of a license look at, from the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.action.kinds import kind_of
from ttoffice.licenses import checking, reading
from ttoffice.licenses.differing import Difference, what_changed
from ttoffice.licenses.procedure import covering
from ttoffice.licenses.procedure.facts import DecisionStanding, NoticeStanding, ProcedureFacts
from ttoffice.licenses.procedure.policy import decision_why
from ttoffice.licenses.procedure.ties import ties_of
from ttoffice.licenses.reading import License
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.wording import price_text
from ttoffice.notices import views as notices
from ttoffice.notices.record import NoticeRecord
from ttoffice.parties.conflict_rules import normal_name
from ttoffice.parties.decision_rules import Presence
from ttoffice.parties.decisions import DECISIONS, correction_of
from ttoffice.reasons import Reason
from ttoffice.results import storage
from ttoffice.store.history import as_of

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader


def law(
    reader: Reader, number: str, record: LicenseRecord, rulebook: Rulebook, day: date
) -> tuple[Reason, ...]:
    """Return everything the law says of a license as it stands."""
    return tuple(checking.reasons(reader, number, record, rulebook, day))


def gather(
    reader: Reader,
    license_: License,
    record: LicenseRecord,
    rulebook: Rulebook,
    today: date,
    on: date | None = None,
) -> ProcedureFacts:
    """Return what the steps look at, of a license as it is to be on the day of an act."""
    day, number = on or today, license_.number
    refused, unasked = consents(reader, record)
    return ProcedureFacts(
        number,
        record,
        today,
        day,
        law(reader, number, record, rulebook, day),
        ties_of(reader, number, record, day),
        refused,
        unasked,
        notice_standing(reader, number, record),
        _sentences(covering.unpublished(reader, license_.id, record)),
        decision_standing(reader, license_, record, day),
        _sentences(covering.undecided(reader, license_.id, record)),
        decision_why(reader, record, record.terms.plan, day),
        missing_exhibits(reader, record),
        contract_stands(reader, number, record),
        reading.terms_on(reader, license_, day).ends_on,
    )


def _sentences(differences: Iterable[Difference]) -> tuple[str, ...]:
    return tuple(difference.sentence for difference in differences)


def consents(reader: Reader, record: LicenseRecord) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the results whose researchers refuse, and those of which no consent is known."""
    refused, unasked = [], []
    for grant in record.terms.grants:
        found = storage.load(reader, grant.result)
        consent = found[2].consent if found is not None else None
        if consent == "refused":
            refused.append(grant.result)
        elif consent is None:
            unasked.append(grant.result)
    return tuple(refused), tuple(unasked)


def notice_standing(reader: Reader, number: str, license_: LicenseRecord) -> NoticeStanding | None:
    """Return how publicity of the price stands, or None where no notice is about the license."""
    found = notices.standing(reader, number, "price")
    if not found:
        return None
    newest = found[0]
    record = newest.notice.record
    return NoticeStanding(
        newest.notice.number,
        record.state,
        record.closed_on,
        newest.needs_round,
        (*newest.open_objections, *newest.running_reviews),
        record.related,
        _holds_price(record, license_),
        _other_acquirer(record, license_),
    )


def _holds_price(notice: NoticeRecord, license_: LicenseRecord) -> bool:
    """Return whether a notice has the price and the names of the results word for word (促转法 18)."""
    names = (grant.title for grant in license_.terms.grants)
    return price_text(license_.terms.plan) in notice.text and all(name in notice.text for name in names)


def _other_acquirer(notice: NoticeRecord, license_: LicenseRecord) -> str:
    """Return the acquirer that a notice names where it is not the licensee."""
    named = next((fact.value for fact in notice.facts if fact.key == "acquirer" and not fact.removed), "")
    return named if named and normal_name(named) != normal_name(license_.licensee_name) else ""


def newest_decision(reader: Reader, number: str) -> str:
    """Return the newest adopted decision about a license, or an empty text."""
    found = DECISIONS.where(reader, "subject = ? AND state = 'adopted'", (number,), "id DESC LIMIT 1")
    return found[0].number if found else ""


def decision_standing(
    reader: Reader, license_: License, record: LicenseRecord, day: date
) -> DecisionStanding | None:
    """Return the decision that the license names, as the steps see it."""
    if not record.decision:
        return None
    found = DECISIONS.load(reader, record.decision)
    if found is None:
        return DecisionStanding(record.decision)
    voted = [member.person for member in found.record.members if member.presence is Presence.PRESENT]
    conflicted = ties_of(reader, license_.number, record, found.record.decided_on or day, voted)
    return DecisionStanding(
        record.decision,
        found.record.state.value,
        found.record.subject,
        found.record.decided_on,
        correction_of(reader, record.decision) or "",
        tuple(why for why, _basis, _certain in conflicted),
        *_then(reader, license_, record, found.record.decided_on),
    )


def _then(
    reader: Reader, license_: License, record: LicenseRecord, day: date | None
) -> tuple[tuple[str, ...], str]:
    """Return what differs from the terms at the end of the day of the decision, and the licensee if another.

    Nothing where the license did not stand here yet: then it was entered from its papers.
    """
    then = as_of(reader, "license", license_.id, day.isoformat()) if day else None
    if then is None:
        return (), ""
    document = then.document
    other = document["licensee"] and document["licensee"] != record.licensee
    before = reading.terms_from(document["terms"])
    return _sentences(what_changed(before, record.terms)), document["licensee_name"] if other else ""


def missing_exhibits(reader: Reader, record: LicenseRecord) -> tuple[str, ...]:
    """Return the numbers of exhibits that a license names and that do not exist."""
    named = (
        record.related_proof,
        record.informed_proof,
        record.contract_proof,
        *record.pricing_proof,
        *(grant.consent for grant in record.terms.grants),
    )
    return notices.missing_exhibits(reader, [number for number in dict.fromkeys(named) if number])


def contract_stands(reader: Reader, number: str, record: LicenseRecord) -> str:
    """Return how the contract's version that a license names stands, as `ProcedureFacts.contract` says it."""
    if not record.contract:
        return ""
    kind = kind_of("contract")
    found = kind.shelf.load(reader, record.contract) if kind is not None else None
    if found is None or found.record.subject != number:
        return "missing"
    return "good" if found.record.terms_sha256 == covering.terms_hash(record.terms) else "other"
