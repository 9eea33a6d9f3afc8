"""The licensee as the rules see it, from its enterprise record on the day that counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ttoffice.i18n import gettext as _
from ttoffice.licenses.law.facts import LicenseeFacts
from ttoffice.licenses.record import LicenseRecord
from ttoffice.parties.enterprise_labels import COUNTRIES, STATES
from ttoffice.parties.enterprises import (
    ENTERPRISES,
    EnterpriseRecord,
    EnterpriseState,
    EntityKind,
)
from ttoffice.parties.size_standards import size_of
from ttoffice.parties.sizes import SIZE_LABELS, SizeClass

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


def licensee_of(reader: Reader, record: LicenseRecord, day: date) -> LicenseeFacts:
    """Return what is known of the licensee on a day; of a signed license the class is that of signature."""
    number = record.licensee
    found = ENTERPRISES.load(reader, number) if number else None
    if found is None:
        return LicenseeFacts(number)
    enterprise = found.record
    small, size = _size(reader, record, day)
    later = enterprise.ended_on is not None and enterprise.ended_on > day
    since = later and record.signed_on is not None
    return LicenseeFacts(
        number,
        enterprise.name,
        known=True,
        class_asked=enterprise.entity is EntityKind.ENTERPRISE,
        small=small,
        size=size,
        country=_country(enterprise),
        ended=_end(enterprise) if since or not later else "",
        ended_since=since,
    )


def _size(reader: Reader, record: LicenseRecord, day: date) -> tuple[bool | None, str]:
    """Return whether it is micro, small or medium, None where that cannot be told, and its class in words."""
    signed = record.signed_licensee.size_class if record.signed_licensee is not None else ""
    if signed in SIZE_LABELS:
        return signed != SizeClass.LARGE, _(SIZE_LABELS[signed])
    found = size_of(reader, record.licensee, day)
    return (None, "") if found is None else (found.small_or_medium, found.label)


def _country(enterprise: EnterpriseRecord) -> str:
    """Return the name of the country of one outside; its code where the program has no name for it."""
    if not enterprise.abroad:
        return ""
    return _(COUNTRIES[enterprise.country]) if enterprise.country in COUNTRIES else enterprise.country


def _end(enterprise: EnterpriseRecord) -> str:
    if enterprise.state is EnterpriseState.ACTIVE:
        return ""
    how = _(STATES[enterprise.state.value])
    return f"{how} {enterprise.ended_on.isoformat()}" if enterprise.ended_on else how
