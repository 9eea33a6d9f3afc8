"""What a price notice or a decision covers, by the hash of the terms: changed terms are not covered any more."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from ttoffice.licenses.differing import Difference, what_changed
from ttoffice.licenses.reading import terms_document, terms_from
from ttoffice.licenses.record import Covered
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


def published(terms: Terms, version: int) -> Covered:
    """Return what a price notice covers of the terms in a version of the license."""
    return Covered(money_hash(terms), version)


def decided(terms: Terms, version: int) -> Covered:
    """Return what a decision covers: all of the terms."""
    return Covered(terms_hash(terms), version)


def terms_at(reader: Reader, license_id: int, version: int) -> Terms | None:
    """Return the terms as they stood in a version of a license, or None where there is none."""
    found = as_of_version(reader, "license", license_id, version)
    return terms_from(found.document["terms"]) if found is not None else None


def uncovered(
    reader: Reader, license_id: int, covered: Covered | None, terms: Terms, *, money_only: bool
) -> tuple[Difference, ...]:
    """Return what differs of terms from those covered; nothing where the hash is the same or none was kept."""
    seen = money_of(terms) if money_only else terms
    if covered is None or covered.sha256 == terms_hash(seen):
        return ()
    before = terms_at(reader, license_id, covered.version) or Terms()
    return what_changed(money_of(before) if money_only else before, seen)
