"""What a price notice or a decision covers, by the hash of the terms: changed terms are not covered any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from ttoffice.i18n import gettext as _
from ttoffice.licenses.differing import Difference, what_changed
from ttoffice.licenses.reading import terms_document, terms_from
from ttoffice.licenses.record import Covered, LicenseRecord
from ttoffice.licenses.terms import Terms
from ttoffice.store.canonical import canonical
from ttoffice.store.connection import Reader
from ttoffice.store.history import as_of_version


def terms_hash(terms: Terms) -> str:
    """Return the SHA-256 of terms in their canonical JSON form."""
    return sha256(canonical(terms_document(terms)).encode()).hexdigest()


def money_of(terms: Terms) -> Terms:
    """Return only what a price notice publishes of terms: what is licensed, in which way, and what is paid."""
    return Terms(
        grants=tuple(replace(grant, title="", rights=(), consent="") for grant in terms.grants),
        kind=terms.kind,
        plan=terms.plan,
    )


def money_hash(terms: Terms) -> str:
    """Return the SHA-256 of what a price notice publishes."""
    return terms_hash(money_of(terms))


def published(record: LicenseRecord, version: int) -> Covered:
    """Return what a price notice covers of a license in one of its versions."""
    return Covered(money_hash(record.terms), version, record.licensee)


def decided(record: LicenseRecord, version: int) -> Covered:
    """Return what a decision covers of a license in one of its versions: all of the terms."""
    return Covered(terms_hash(record.terms), version, record.licensee)


def notice_covers(record: LicenseRecord) -> bool:
    """Return whether the terms and the licensee are those that were published; true where nothing was."""
    found = record.published_terms
    return found is None or (found.sha256, found.licensee) == (money_hash(record.terms), record.licensee)


def decision_covers(record: LicenseRecord) -> bool:
    """Return whether the terms and the licensee are those that were decided; true where nothing was."""
    found = record.decided_terms
    return found is None or (found.sha256, found.licensee) == (terms_hash(record.terms), record.licensee)


def unpublished(reader: Reader, license_id: int, record: LicenseRecord) -> tuple[Difference, ...]:
    """Return what differs of a license from what its price notice covers."""
    if notice_covers(record):
        return ()
    return _differences(reader, license_id, record.published_terms, record, money_of)


def undecided(reader: Reader, license_id: int, record: LicenseRecord) -> tuple[Difference, ...]:
    """Return what differs of a license from what its decision covers."""
    if decision_covers(record):
        return ()
    return _differences(reader, license_id, record.decided_terms, record, lambda terms: terms)


def _differences(
    reader: Reader,
    license_id: int,
    covered: Covered | None,
    record: LicenseRecord,
    seen: Callable[[Terms], Terms],
) -> tuple[Difference, ...]:
    found = as_of_version(reader, "license", license_id, covered.version) if covered else None
    document = found.document if found is not None else {}
    before = terms_from(document["terms"]) if document else Terms()
    other = covered is not None and covered.licensee != record.licensee
    name = str(document.get("licensee_name") or "-")
    return (
        *((Difference("licensee", _("Licensee"), name, record.licensee_name or "-"),) if other else ()),
        *what_changed(seen(before), seen(record.terms)),
    )
